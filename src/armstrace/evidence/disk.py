"""Writing so that a power cut is survived, and saying in words what the operating system refused."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError

CHUNK = 1 << 20

Progress = Callable[[int], object]
"""Called with the number of bytes just done, never the total."""

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would otherwise translate line ends

_ADVICE = {
    errno.ENOSPC: ("the disk is full", "Free some space, then run the command again."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space, then run the command again."),
    errno.EFBIG: ("the file is larger than this disk or a set limit allows", "Check `ulimit -f` and the file system."),
    errno.EACCES: ("permission was denied", "Check who may read and write there, then run the command again."),
    errno.EPERM: ("the system does not permit it", "Check who may read and write there, then run the command again."),
    errno.EROFS: ("the disk is read-only", "Copy the case to a disk that can be written."),
    errno.ENOENT: ("it is not there", "Check the name; names with odd characters are best given with Tab."),
    errno.ELOOP: ("its links lead in a circle", "Name the file itself instead of a link to it."),
    errno.EISDIR: ("it is a folder", "Name the files in it, one by one."),
    errno.EIO: ("the disk reports an error", "Copy what can still be read to another disk first."),
    errno.EXDEV: ("it lies on another disk", "Keep all folders of a case on one disk."),
}


@contextmanager
def explained(where: Path | str, doing: str) -> Iterator[None]:
    """Turn what the operating system refuses into an ArmstraceError that names the place and the way out.

    Raises:
        ArmstraceError: the block raised OSError while `doing` ("Reading the file").
    """
    try:
        yield
    except OSError as error:
        why, todo = _ADVICE.get(
            error.errno or 0, (visible(error.strerror or str(error)), "Put that right and run again.")
        )
        raise ArmstraceError(f"{doing} failed: {why}.", where=visible(str(where)), todo=todo) from error


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data`; the system may take it in pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def sync_folder(folder: Path) -> None:
    """Make new and renamed entries of a folder survive a power cut, where the system can (Windows does it itself)."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        # some network file systems cannot sync a folder; the entry itself has been written all the same
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(fd)


def discard(path: Path) -> None:
    """Remove a file of our own, if it is there; Windows removes no read-only file."""
    if os.name == "nt" and path.exists():
        path.chmod(0o600)
    path.unlink(missing_ok=True)


def open_to_read(path: Path) -> int:
    """Open a file without waiting for a writer at the other end, should it turn out to be a pipe."""
    return os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))


def open_new(path: Path, mode: int = 0o600) -> int:
    """Create a file that was not there and open it to write and read back."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)


def forget_cached(fd: int) -> None:
    """Ask the system to drop its copy in memory, so that what is read next comes from the disk."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)


def sha256_of(fd: int, progress: Progress | None = None) -> str:
    """Hash an open file from its beginning to its end; hexadecimal, 64 characters."""
    os.lseek(fd, 0, os.SEEK_SET)
    digest = hashlib.sha256()
    while chunk := os.read(fd, CHUNK):
        digest.update(chunk)
        if progress:
            progress(len(chunk))
    return digest.hexdigest()
