"""Text tables of positions, block by block: opened whatever they are packed in, bad lines found and numbered.

Files of a day have gigabytes: a block of whole lines is read at a time, and only a block that holds a bad line is
looked through line by line.
"""

import io
import tarfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

BLOCK = 1 << 23
LONGEST_LINE = 4096
"""No line of these formats has more than some 300 characters."""
MOST_SWELLING = 250
"""Tables of positions are packed to a tenth; what swells to so many times its size holds nothing but repetition."""
_SWELLS_FROM = 64 << 20
_PRINTED = 200
_PACKED = 1 << 16
_GZIP, _TAR = b"\x1f\x8b", b"ustar"
_DAMAGED = (EOFError, OSError, zlib.error, tarfile.TarError)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that was not read, by its number from 1, with the reason and its beginning as printed."""

    row: int
    reason: str
    printed: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a text: `first` is the number of the first of them, from 1; `member` the file they stand in."""

    first: int
    text: bytes
    member: str = ""
    bad: tuple[Bad, ...] = ()
    stopped: str = ""


def bad_line(row: int, reason: str, line: bytes, member: str = "") -> Bad:
    """Note a line that could not be read, cut to what a person wants to see of it."""
    return Bad(row, reason, line[:_PRINTED].decode("utf-8", "replace").strip(), member)


def by_row(*bad: Bad) -> tuple[Bad, ...]:
    """Put the bad lines of a block into the order of the file."""
    return tuple(sorted(bad, key=lambda one: one.row))


@contextmanager
def opened(source: Path | str | bytes) -> Iterator[BinaryIO]:
    """Open a file, or bytes as if they were one."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    with Path(source).open("rb") as file:
        yield file


def blocks(source: Path | str | bytes, size: int = BLOCK) -> Iterator[Block]:
    """Yield the lines of a text in blocks; a gzip file is unpacked, of a tar every .csv and .csv.gz is read in turn.

    A line that is too long is left out and noted in `bad`; where the packing is damaged the last block says so in
    `stopped`, and what came before it was given.
    """
    with opened(source) as file:
        head = file.read(512)
        file.seek(0)
        if head[257:262] == _TAR:
            yield from _of_tar(file, size)
        else:
            yield from _of_stream(file, "", size)


def _of_tar(file: BinaryIO, size: int) -> Iterator[Block]:
    seen: Counter[str] = Counter()
    try:
        with tarfile.open(fileobj=file, mode="r:") as archive:
            for entry in archive:
                name = entry.name.lower()
                inner = archive.extractfile(entry) if entry.isreg() and name.endswith((".csv", ".csv.gz")) else None
                if inner is not None:
                    seen[entry.name] += 1  # a tar may hold two files of one name
                    label = entry.name if seen[entry.name] == 1 else f"{entry.name} ({seen[entry.name]})"
                    yield from _of_stream(cast("BinaryIO", inner), label, size)
    except _DAMAGED as error:
        yield Block(0, b"", stopped=f"The tar archive is damaged: {error}.")


def _of_stream(file: BinaryIO, member: str, size: int) -> Iterator[Block]:
    head = file.read(2)
    file.seek(0)
    stream: _Stream = _Gunzipped(file) if head == _GZIP else file
    row, rest = 1, b""
    while True:
        piece, stopped = _piece(stream, size)
        text = rest + piece
        end = len(text) if not piece and not stopped else text.rfind(b"\n") + 1
        lines, rest = text[:end], text[end:]
        bad: tuple[Bad, ...] = ()
        if len(rest) > max(size, LONGEST_LINE) or (stopped and rest):
            reason = "The file ends in this line." if stopped else f"The line has more than {LONGEST_LINE} characters."
            number = row + lines.count(b"\n")
            bad = (bad_line(number, reason, rest, member),)
            if not stopped:
                rest, stopped = _skip_line(stream, size)
        if lines or bad or stopped:
            yield Block(row, lines, member, bad, stopped)
        row += lines.count(b"\n") + len(bad)
        if stopped or not piece:
            return


class _Gunzipped:
    """A gzip file, or several one after the other, unpacked; what stands before a damage is given before the error."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._broken = file, ""
        self._packed = self._unpacked = 0
        self._decoder, self._error = _decoder()

    def read(self, size: int) -> bytes:
        """Read up to `size` bytes; fewer only at the end, or before a damage, which the next call raises."""
        if self._broken:
            raise EOFError(self._broken)
        parts: list[bytes] = []
        left = size
        while left > 0:
            try:
                part = self._next(left)
            except (EOFError, self._error) as error:
                if not parts:
                    raise EOFError(str(error)) from error
                self._broken = str(error)
                break
            if part is None:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _next(self, size: int) -> bytes | None:
        """Unpack a little more; None at the end."""
        if self._decoder.eof:
            packed = (self._decoder.unused_data or self._more()).lstrip(b"\0")
            if not packed:
                return None
            self._decoder, _ = _decoder()
        else:
            packed = self._decoder.unconsumed_tail or self._more()
            if not packed:
                raise EOFError("it ends in the middle")
        unpacked: bytes = self._decoder.decompress(packed, size)
        self._unpacked += len(unpacked)
        if self._unpacked > max(_SWELLS_FROM, MOST_SWELLING * self._packed):
            raise EOFError(f"it swells to more than {MOST_SWELLING} times its size")
        return unpacked

    def _more(self) -> bytes:
        packed = self._file.read(_PACKED)
        self._packed += len(packed)
        return packed


def _decoder() -> tuple[Any, type[Exception]]:
    """Give what unpacks a gzip file, and what it raises at a damage."""
    try:
        from isal import isal_zlib  # noqa: PLC0415  # three times as fast; comes with armstrace[flights]
    except ModuleNotFoundError:
        return zlib.decompressobj(wbits=31), zlib.error
    return isal_zlib.decompressobj(wbits=31), cast("type[Exception]", isal_zlib.error)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _piece(stream: _Stream, size: int) -> tuple[bytes, str]:
    """Read up to `size` bytes, and say what damage ends the stream there."""
    parts: list[bytes] = []
    left = size
    try:
        while left > 0 and (part := stream.read(min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
    except _DAMAGED as error:
        return b"".join(parts), f"The packing is damaged or cut off: {error}."
    return b"".join(parts), ""


def _skip_line(stream: _Stream, size: int) -> tuple[bytes, str]:
    """Read to the end of the line that the stream is in: what stands behind it, and what damage there is."""
    while True:
        piece, stopped = _piece(stream, size)
        _, end, rest = piece.partition(b"\n")
        if end or stopped or not piece:
            return rest, stopped


Check = Callable[[bytes], str]
"""Says why a line cannot be read, "" where it can."""


def good_lines(block: Block, check: Check, other: Check = lambda _: "") -> tuple[bytes, list[int], list[Bad]]:
    """Look through a block line by line: the lines that can be read, their numbers, and the others.

    Args:
        block: whole lines.
        check: says why a line cannot be read.
        other: says of a line that it is good and of another kind, so that it is passed over.
    """
    good: list[bytes] = []
    numbers: list[int] = []
    bad: list[Bad] = []
    for number, line in enumerate(block.text.split(b"\n"), start=block.first):
        plain = line.rstrip(b"\r")
        if not plain or other(plain):
            continue
        reason = check(plain) if len(plain) <= LONGEST_LINE else f"The line has more than {LONGEST_LINE} characters."
        if reason:
            bad.append(bad_line(number, reason, plain, block.member))
        else:
            good.append(plain)
            numbers.append(number)
    return b"\n".join([*good, b""]), numbers, bad
