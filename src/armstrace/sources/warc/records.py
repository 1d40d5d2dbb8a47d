"""The records of a WARC file (ISO 28500:2017), plain or in gzip members, read piece by piece and never beyond a bound.

Nothing here trusts the file: lengths are counted, lines and headers are bounded, what unpacks to far more than its own
size is stopped, and where the file stops making sense its reading ends with a sentence that says so.
"""

import base64
import binascii
import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

MOST_RECORDS = 200_000
MOST_UNPACKED = 16 << 30
# a page packs 5 to 20 times; a file that unpacks 200 times over is made to fill a disk
_MOST_RATIO, _FREE_BYTES = 200, 64 << 20
_MOST_HEADER, _CHUNK = 64 << 10, 1 << 16
_VERSION = re.compile(rb"WARC/1\.[0-9]\r?\n")
_LENGTH = re.compile(r"[0-9]{1,15}")
_DIGEST = re.compile(r"(sha-?1|sha-?256|sha-?512|md5):([A-Za-z0-9+/=_-]{16,128})", re.IGNORECASE)
_PACKED = (OSError, EOFError, zlib.error)


class StopsError(Exception):
    """The file cannot be read on from here; the message is a sentence for a person."""


@dataclass(slots=True)
class Allowance:
    """How many bytes of one exhibit may still be unpacked, and how many records read."""

    bytes_left: int
    records_left: int = MOST_RECORDS

    @classmethod
    def of(cls, size: int) -> "Allowance":
        """Allow a file of so many bytes what one in good faith needs."""
        return cls(min(MOST_UNPACKED, size * _MOST_RATIO + _FREE_BYTES))

    def take(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            StopsError: there were too many.
        """
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise StopsError("It unpacks to far more than its size: reading stopped here.")


@dataclass(slots=True)
class WarcRecord:
    """One record: its number in the file from 1, its named fields in small letters, and its block, to be read once."""

    number: int
    fields: dict[str, str]
    size: int
    block: "Block"

    @property
    def kind(self) -> str:
        """What kind of record it says it is."""
        return self.fields.get("warc-type", "").lower()

    @property
    def name(self) -> str:
        """Its id without angle brackets."""
        return self.fields.get("warc-record-id", "").strip("<> ")


@dataclass(slots=True)
class Block:
    """The bytes of a record, as far as they are there; each one read goes through the digest that the record names."""

    file: Any
    left: int
    allowance: Allowance
    digest: Any = None
    cut: bool = False
    _hashed: int = field(default=0)

    def read(self, most: int) -> bytes:
        """Read some bytes, b"" at the end.

        Raises:
            StopsError: the file is damaged, or unpacks to too much.
        """
        wanted = min(most, self.left)
        if not wanted:
            return b""
        data = unpacked(self.file.read, wanted)
        self.allowance.take(len(data))
        self.cut = self.cut or len(data) < wanted
        self.left = 0 if self.cut else self.left - len(data)
        if self.digest is not None:
            self.digest.update(data)
        return data

    def whole(self, most: int) -> bytes | None:
        """Read all of it if it is no longer than so many bytes, else None; what is not read is passed over later."""
        return b"".join(iter(lambda: self.read(_CHUNK), b"")) if self.left <= most else None

    def finish(self) -> None:
        """Pass over what was not read."""
        while self.read(_CHUNK):
            pass


def unpacked(read: Any, count: int) -> bytes:
    """Read from what may be damaged.

    Raises:
        StopsError: it is.
    """
    try:
        data: bytes = read(count)
    except _PACKED as error:
        raise StopsError("The file is damaged or cut short here: its packing cannot be read on.") from error
    return data


def opened(file: BinaryIO) -> Any:
    """Give what a WARC file unpacks to; `file` can be wound back."""
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return gzip.GzipFile(fileobj=file, mode="rb") if packed else file


def warc_records(file: BinaryIO, allowance: Allowance) -> Iterator[WarcRecord]:
    """Yield the records of a file; the block of one is gone when the next is asked for.

    Raises:
        StopsError: the file cannot be read on.
    """
    stream = opened(file)
    number = 0
    while (fields := _header(stream, allowance)) is not None:
        number += 1
        allowance.records_left -= 1
        if allowance.records_left < 0:
            raise StopsError(f"It has more than {MOST_RECORDS:,} records: reading stopped here.")
        length = fields.get("content-length", "")
        if not _LENGTH.fullmatch(length):
            raise StopsError("A record does not say how long it is: what follows it cannot be told apart.")
        block = Block(stream, int(length), allowance, _hasher(fields.get("warc-block-digest", "")))
        yield WarcRecord(number, fields, int(length), block)
        block.finish()
        if block.cut:
            raise StopsError("The file ends in the middle of a record: it was cut short.")


def checked(record: WarcRecord) -> str:
    """Say whether a block, read to its end, has the digest that its record names: same, differs, or "" for none."""
    record.block.finish()
    printed = _DIGEST.fullmatch(record.fields.get("warc-block-digest", "").strip())
    if record.block.digest is None or not printed or record.block.cut:
        return ""
    return "same" if same_digest(printed[2], record.block.digest.digest()) else "differs"


def same_digest(printed: str, digest: bytes) -> bool:
    """Compare a printed digest, in base 16, 32 or 64, with the bytes it should stand for."""
    if printed.lower() == digest.hex():
        return True
    for decode in (base64.b32decode, base64.b64decode):
        try:
            padded = printed + "=" * (-len(printed) % 8)
            if decode(padded.upper() if decode is base64.b32decode else padded) == digest:
                return True
        except (binascii.Error, ValueError):
            continue
    return False


def _hasher(said: str) -> Any:
    printed = _DIGEST.fullmatch(said.strip())
    return hashlib.new(printed[1].lower().replace("-", ""), usedforsecurity=False) if printed else None


def _header(stream: Any, allowance: Allowance) -> dict[str, str] | None:
    """Read the lines in front of a block; None at the end of the file."""
    line = b"\r\n"
    while line in {b"\r\n", b"\n"}:
        line = _line(stream, allowance)
    if not line:
        return None
    if not _VERSION.fullmatch(line):
        raise StopsError("Here no WARC record begins, though one should: what follows is not read.")
    fields: dict[str, str] = {}
    name, left = "", _MOST_HEADER
    while (line := _line(stream, allowance)) not in {b"\r\n", b"\n"}:
        left -= len(line)
        if left < 0 or not line.endswith(b"\n"):
            raise StopsError("The header of a record has no end.")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and name:
            fields[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        # what is said twice holds as it was said first; only the tie to other records may be said often
        fields.setdefault(name, value.strip())
    return fields


def _line(stream: Any, allowance: Allowance) -> bytes:
    line = unpacked(stream.readline, _MOST_HEADER + 1)
    allowance.take(len(line))
    return line
