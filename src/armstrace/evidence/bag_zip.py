"""A zip that is the same bytes every time: files stored as they are, one after the other, with one fixed date.

Nothing is deflated: what zlib makes differs between its versions, and a bag of hashes gains nothing by it. As there is
one way only to write such a zip, a changed byte of the container shows too (see `deviation`).
Method: APPNOTE.TXT of PKWARE, 4.3 (local headers, central directory, ZIP64).
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from armstrace.evidence.disk import CHUNK

_LARGE = 0xFFFFFFFF
_MANY = 0xFFFF
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
_UTF8_FLAG = 0
_UNIX_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a zip: its full name in the zip, where its local header stands, its size and CRC-32."""

    name: str
    at: int
    size: int
    crc: int

    @property
    def start(self) -> int:
        """Where its bytes begin."""
        return self.at + len(local_header(self))


def local_header(member: Member) -> bytes:
    """Spell what stands before the bytes of a file."""
    name, large = member.name.encode("ascii"), member.size >= _LARGE
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if large else b""
    size = _LARGE if large else member.size
    fixed = struct.pack(
        "<4sHHHHHIIIHH",
        b"PK\3\4", 45 if large else 20, _UTF8_FLAG, 0, 0, _DATE, member.crc, size, size, len(name), len(extra),
    )  # fmt: skip
    return fixed + name + extra


def directory(members: Sequence[Member], at: int) -> bytes:
    """Spell what stands behind the last file: the central directory that begins `at`, and its end records."""
    listed = b"".join(_listed(each) for each in members)
    count, end = len(members), b""
    if count >= _MANY or at + len(listed) >= _LARGE:
        record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listed), at)
        end = record + struct.pack("<4sIQI", b"PK\6\7", 0, at + len(listed), 1)
    short = [min(count, _MANY)] * 2 + [min(len(listed), _LARGE), min(at, _LARGE)]
    return listed + end + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, *short, 0)


def _listed(member: Member) -> bytes:
    name = member.name.encode("ascii")
    wide = b""
    if member.size >= _LARGE:
        wide += struct.pack("<QQ", member.size, member.size)
    if member.at >= _LARGE:
        wide += struct.pack("<Q", member.at)
    extra = struct.pack("<HH", 1, len(wide)) + wide if wide else b""
    size, needed = min(member.size, _LARGE), 45 if wide else 20
    fixed = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        b"PK\1\2", 3 << 8 | needed, needed, _UTF8_FLAG, 0, 0, _DATE, member.crc, size, size,
        len(name), len(extra), 0, 0, 0, _UNIX_FILE, min(member.at, _LARGE),
    )  # fmt: skip
    return fixed + name + extra


@dataclass(slots=True)
class ZipStore:
    """Writes the files of a bag below one folder name into an open file; `close` writes the directory."""

    out: BinaryIO
    base: str
    _members: list[Member] = field(default_factory=list)

    def file(self, name: str, size: int) -> Iterator[BinaryIO]:
        """Open a new file of `size` bytes for writing."""
        member = Member(f"{self.base}/{name}", self.out.tell(), size, 0)
        self.out.write(local_header(member))
        counted = _Counted(self.out)
        yield cast("BinaryIO", counted)
        if counted.size != size:
            raise OSError(f"{name} changed while it was being packed")
        done = Member(member.name, member.at, size, counted.crc)
        end = self.out.tell()
        self.out.seek(member.at)
        self.out.write(local_header(done))
        self.out.seek(end)
        self._members.append(done)

    def close(self) -> None:
        """Write the directory of the zip."""
        self.out.write(directory(self._members, self.out.tell()))


@dataclass(slots=True)
class _Counted:
    """Passes bytes on and keeps their number and CRC-32."""

    out: BinaryIO
    size: int = 0
    crc: int = 0

    def write(self, chunk: bytes) -> int:
        self.crc = zlib.crc32(chunk, self.crc)
        self.size += len(chunk)
        return self.out.write(chunk)


def deviation(path: Path, members: Sequence[Member]) -> tuple[int, str] | None:
    """Give the first place where a zip is not what `ZipStore` writes for these members, and what stands there.

    The bytes of the files are looked at for their CRC-32 alone.
    """
    with path.open("rb") as file:
        at = 0
        for member in members:
            header = local_header(member)
            if member.at != at:
                return at, f"something stands before the header of {member.name}"
            wrong = _unlike(file, at, header)
            if wrong is not None:
                return wrong, f"the header of {member.name}"
            if _crc(file, member.size) != member.crc:
                return at + len(header), f"the checksum of {member.name}"
            at += len(header) + member.size
        wrong = _unlike(file, at, directory(members, at))
        if wrong is not None:
            return wrong, "the directory of the zip"
        after = file.tell()
        return (after, "bytes after its end") if file.read(1) else None


def _unlike(file: BinaryIO, at: int, wanted: bytes) -> int | None:
    file.seek(at)
    found = file.read(len(wanted))
    if found == wanted:
        return None
    return at + next((i for i, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), len(found))


def _crc(file: BinaryIO, size: int) -> int:
    crc = 0
    while size > 0 and (chunk := file.read(min(CHUNK, size))):
        crc, size = zlib.crc32(chunk, crc), size - len(chunk)
    return crc
