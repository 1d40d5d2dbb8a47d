"""Text tables of positions, block by block: opened whatever they are packed in, bad lines found and numbered.

Files of a day have gigabytes: a block of whole lines is read at a time, and only a block that holds a bad line is
looked through line by line.
"""

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

BLOCK = 1 << 23
LONGEST_LINE = 4096
"""No line of these formats has more than some 300 characters."""
_PRINTED = 200
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
    try:
        with tarfile.open(fileobj=file, mode="r:") as archive:
            for entry in archive:
                name = entry.name.lower()
                inner = archive.extractfile(entry) if entry.isreg() and name.endswith((".csv", ".csv.gz")) else None
                if inner is not None:
                    yield from _of_stream(cast("BinaryIO", inner), entry.name, size)
    except _DAMAGED as error:
        yield Block(0, b"", stopped=f"The tar archive is damaged: {error}.")


def _of_stream(file: BinaryIO, member: str, size: int) -> Iterator[Block]:
    head = file.read(2)
    file.seek(0)
    stream = cast("BinaryIO", _gunzipped(file)) if head == _GZIP else file
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
                stopped = _skip_line(stream, size)
                rest = b""
        if lines or bad or stopped:
            yield Block(row, lines, member, bad, stopped)
        row += lines.count(b"\n") + len(bad)
        if stopped or not piece:
            return


def _gunzipped(file: BinaryIO) -> object:
    try:
        from isal import igzip  # noqa: PLC0415  # faster; comes with armstrace[flights]
    except ModuleNotFoundError:
        return gzip.GzipFile(fileobj=file, mode="rb")
    return igzip.IGzipFile(fileobj=file, mode="rb")  # type: ignore[no-untyped-call]


def _piece(stream: BinaryIO, size: int) -> tuple[bytes, str]:
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


def _skip_line(stream: BinaryIO, size: int) -> str:
    """Read past the end of the line that the stream is in."""
    try:
        while line := stream.readline(size):
            if line.endswith(b"\n"):
                return ""
    except _DAMAGED as error:
        return f"The packing is damaged or cut off: {error}."
    return ""


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
