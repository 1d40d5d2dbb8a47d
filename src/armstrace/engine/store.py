"""Opening archives where they lie: in a folder of this machine, or in an S3-compatible store that a user named.

A bucket is written s3://bucket/path. Where it is and who asks is told in the standard ways: AWS_ENDPOINT_URL_S3 or
AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_REGION; without any key the store is
asked anonymously, and no other host is asked for one.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from armstrace.records.errors import ArmstraceError, CaseError

_SCHEME = "s3://"
# a header walk reads on from one member to the next: many of them lie in one block
_BLOCK_BYTES = 4 << 20
_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE")
_REMEDY = "Check the address, AWS_ENDPOINT_URL and the keys, then run the command again."


@dataclass(frozen=True, slots=True)
class Files:
    """Opens what an address names; calling it opens a file to be read in any order.

    `endpoint` is the store's address where the environment does not say it; `anonymous` asks without keys even where
    there are some. `scattered` reads from a store exactly what is asked for, nothing ahead.
    """

    endpoint: str = ""
    anonymous: bool = False
    scattered: bool = False

    def __call__(self, address: str) -> BinaryIO:
        """Open a file, binary and seekable.

        Raises:
            OSError: it is not there or cannot be read.
            ArmstraceError: the store does not answer, or refuses.
        """
        if not is_remote(address):
            return cast("BinaryIO", _regular(address))
        ahead = {"cache_type": "none"} if self.scattered else {"cache_type": "readahead", "block_size": _BLOCK_BYTES}
        with explained(address):
            return cast("BinaryIO", self._store().open(address, "rb", **ahead))

    def exists(self, address: str) -> bool:
        """Tell whether there is a file or a folder at an address.

        Raises:
            ArmstraceError: the store does not answer, or refuses.
        """
        if not is_remote(address):
            return Path(address).exists()
        with explained(address):
            return bool(self._store().exists(address))

    def inside(self, address: str) -> Iterator[tuple[str, int]]:
        """Give the files below a folder, to the bottom: path with "/" and size, a folder's in order of name.

        Links in the folder are not followed: they, pipes and devices have size -1, a link to a folder ends in "/".

        Raises:
            NotADirectoryError: it is a file.
            OSError: a folder cannot be read.
            ArmstraceError: the store does not answer, or refuses.
        """
        if not is_remote(address):
            yield from _below(address, "")
            return
        start = len(address.removeprefix(_SCHEME).rstrip("/")) + 1
        with explained(address):
            found = self._store().find(address, detail=True)
        if list(found) == [address.removeprefix(_SCHEME)]:
            raise NotADirectoryError(address)
        for path in sorted(found):
            yield path[start:], int(found[path]["size"])

    def size(self, address: str) -> int:
        """Give the size of a file.

        Raises:
            OSError: it is not there.
            ArmstraceError: the store does not answer, or refuses.
        """
        if not is_remote(address):
            return Path(address).stat().st_size
        with explained(address):
            return int(self._store().size(address))

    def _store(self) -> Any:
        return _connect(self.endpoint, anonymous=self.anonymous or not _has_key())


def is_remote(address: str) -> bool:
    """Tell whether an address names a store rather than a path of this machine."""
    return address.startswith(_SCHEME)


def _regular(path: str) -> FileIO:
    """Open a file of this machine; what is none, such as a pipe, would be waited for for ever.

    Raises:
        OSError: it is not there, cannot be read, or is no file.
    """
    # asked of what was opened: a name may come to mean something else in between
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "this is a pipe, a device or a folder, no file")
    # unbuffered: headers are read one by one, with the data between them passed over
    return FileIO(opened, "rb")


def _below(folder: str, before: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{before}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            yield before + entry.name, entry.stat(follow_symlinks=False).st_size
        else:
            yield before + entry.name + ("/" if entry.is_dir() else ""), -1


def _has_key() -> bool:
    files = {"AWS_SHARED_CREDENTIALS_FILE": "~/.aws/credentials", "AWS_CONFIG_FILE": "~/.aws/config"}
    told = any(os.environ.get(name) for name in _KEYS)
    return told or any(Path(os.environ.get(name, usual)).expanduser().is_file() for name, usual in files.items())


def _connect(endpoint: str, *, anonymous: bool) -> Any:
    import fsspec  # noqa: PLC0415  # slow to load, and few archives lie in a store

    # the address book of Amazon's own machines is no address that the user named
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    told = endpoint or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    return fsspec.filesystem("s3", anon=anonymous, **({"endpoint_url": told} if told else {}))


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turn what a store refuses into an error that names the address.

    Raises:
        CaseError: what speaks to stores is not installed.
        FileNotFoundError: there is nothing there, as on a disk.
        ArmstraceError: the store refused.
    """
    try:
        import s3fs  # noqa: F401, PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415  # comes with s3fs
    except ImportError as error:
        todo = "Install armstrace[cluster], or copy the archive to this machine."
        raise CaseError("Archives in a store need s3fs, which is not installed.", todo=todo) from error
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, BotoCoreError, ClientError) as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise ArmstraceError(f"The store does not give this: {said}.", where=address, todo=_REMEDY) from error


Opener = Callable[[str], BinaryIO]
"""What readers of archives are handed to open a file by its path or address."""
