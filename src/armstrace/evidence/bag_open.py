"""Opening a bag to look at it: a folder, or a zip without unpacking it. Nothing is followed, nothing written."""

import io
import os
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from armstrace.evidence.bag import is_safe
from armstrace.evidence.bag_zip import Member, deviation
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.evidence.portable import folded
from armstrace.records.errors import CaseError


@dataclass(frozen=True, slots=True)
class Odd:
    """Something in a bag that no bag of ours holds: its name as it may be shown, and what it is."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class OpenBag:
    """The files of a bag with their sizes in bytes, and what is odd about it."""

    where: Path
    sizes: Mapping[str, int] = field(default_factory=dict)
    odd: tuple[Odd, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def is_zip(self) -> bool:
        """Whether it lies in a zip."""
        return bool(self.members)

    def open(self, name: str) -> BinaryIO:
        """Open one of its files to read."""
        if not self.members:
            return (self.where / name).open("rb", buffering=0)
        member = self.members[name]
        return cast("BinaryIO", _Slice(self.where.open("rb", buffering=0), member.start, member.size))

    def text(self, name: str, most: int = 1 << 30) -> bytes:
        """Give the bytes of a small file, b"" where there is none."""
        if name not in self.sizes:
            return b""
        with explained(name, "Reading the bundle"), self.open(name) as file:
            return b"".join(iter(lambda: file.read(most), b""))


def looks_like_bag(path: Path) -> bool:
    """Whether a path is a bag rather than a case: a zip, or a folder with bagit.txt, manifests or data/."""
    if path.is_dir():
        return any((path / name).exists() for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt"))
    return path.is_file()


def open_bag(path: Path) -> OpenBag:
    """Open a bag, in a folder or in a zip.

    Raises:
        CaseError: there is nothing, or something else.
        ArmstraceError: it cannot be read.
    """
    with explained(path, "Reading the bundle"):
        if path.is_dir():
            return _folder(path)
        if path.is_file():
            return _zip(path)
    raise CaseError("There is no bundle here.", where=visible(str(path)), todo="Name a bundle's folder or zip.")


def _folder(root: Path) -> OpenBag:
    sizes: dict[str, int] = {}
    odd: list[Odd] = []
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        entries = sorted(os.scandir(folder), key=lambda each: os.fsencode(each.name))
        if not entries and folder != root:
            odd.append(Odd(visible(folder.relative_to(root).as_posix()), "an empty folder"))
        for entry in entries:
            name, status = Path(entry.path).relative_to(root).as_posix(), entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                waiting.append(Path(entry.path))
            elif not stat.S_ISREG(status.st_mode):
                odd.append(Odd(visible(name), "a link, a pipe or a device"))
            elif not is_safe(name):
                odd.append(Odd(visible(name), "a name that no bundle uses"))
            else:
                sizes[name] = status.st_size
    return OpenBag(root, dict(sorted(sizes.items())), tuple(odd))


def _zip(path: Path) -> OpenBag:
    """Read the list of a zip; only files that are stored as they are can be looked at, so that none can swell."""
    told, size = visible(path.name), path.stat().st_size
    try:
        with zipfile.ZipFile(path) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        return OpenBag(path, odd=(Odd(told, f"no zip that can be read ({visible(str(error))})"),))
    base = listed[0].filename.partition("/")[0] if listed else ""
    if not listed or any(each.compress_type or not each.filename.startswith(base + "/") for each in listed):
        what = "a zip of another program: unpack it, and verify the folder"
        return OpenBag(path, odd=(Odd(told, what),))
    odd, members = [], {}
    seen = set[str]()  # two names that are one on Windows or macOS would overwrite each other there
    for each in listed:
        name = each.filename.partition("/")[2]
        if not is_safe(name) or not is_safe(base) or folded(name) in seen:
            odd.append(Odd(visible(name), "a name that no bundle uses"))
        elif each.header_offset < 0 or each.header_offset + each.file_size > size:
            odd.append(Odd(visible(name), "it would lie outside the zip"))
        else:
            seen.add(folded(name))
            members[name] = Member(each.filename, each.header_offset, each.file_size, each.CRC)
    wrong = None if odd else deviation(path, list(members.values()))
    if wrong is not None:
        where, what = wrong
        odd.append(Odd(told, f"not the zip that was written, at byte {where}: {what}"))
    sizes = {name: each.size for name, each in sorted(members.items())}
    return OpenBag(path, sizes, tuple(odd), members)


class _Slice(io.RawIOBase):
    """The bytes of one file inside another."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._file, self._left = file, size
        file.seek(start)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()
        super().close()
