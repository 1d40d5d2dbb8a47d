"""A file of JSON lines that grows by whole lines: a line that a crash cut short is taken off before the next run."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from armstrace.desk.documents.streamed import json_pieces
from armstrace.evidence.disk import CHUNK, explained, write_all
from armstrace.evidence.lock import claim
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of

DOCUMENTS = b'{"doc":'
"""How every line on a document begins, so that no other file is taken for one of ours and cut."""

# what stands before this says which document the line is of, and how it was read; no string of JSON can hold it
_CLAIMS = b',"items":['
_MOST_HEAD = 1 << 16
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Lines:
    """An open file of lines, held by this program alone; each begins with `beginning`."""

    path: Path
    fd: int
    beginning: bytes = DOCUMENTS

    def heads(self) -> Iterator[dict[str, Any]]:
        """Give what the lines that are there say of their documents, without the claims.

        Raises:
            CaseError: one of them is none of ours.
        """
        with explained(self.path, "Reading the file"), self.path.open("rb") as file:
            number = 0
            while start := file.readline(_MOST_HEAD):
                number += 1
                yield self._head(start, number)
                while start and not start.endswith(b"\n"):
                    start = file.readline(CHUNK)

    def append(self, pieces: Iterable[bytes]) -> None:
        """Add the pieces of one line; a line that cannot be written whole is taken off again.

        Raises:
            ArmstraceError: the disk is full.
        """
        with explained(self.path, "Writing"):
            before = os.fstat(self.fd).st_size
            try:
                for piece in pieces:
                    write_all(self.fd, piece)
            except BaseException:
                os.ftruncate(self.fd, before)
                raise

    def _head(self, line: bytes, number: int) -> dict[str, Any]:
        head, claims, _ = line.partition(_CLAIMS)
        try:
            told = json_of(head + b"}" if claims else line) if line.startswith(self.beginning) else None
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise _not_ours(self, number)
        return told


def line_of(told: Mapping[str, Any]) -> Iterator[bytes]:
    """Give a line piece by piece."""
    for piece in json_pieces(told, _ENCODER):
        # in JSON the escape of a lone surrogate is the same as Python's
        yield piece.encode("utf-8", "backslashreplace")
    yield b"\n"


@contextmanager
def open_lines(path: Path, beginning: bytes = DOCUMENTS) -> Iterator[Lines]:
    """Open a file of lines to add to it, taking a torn last line off; it is made if it is not there.

    Raises:
        CaseError: it is no such file, or another program is writing it.
        ArmstraceError: it cannot be opened, read or written.
    """
    with explained(path, "Opening"):
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if not claim(fd):
            raise CaseError(
                "Another program is writing this file.", where=visible(str(path)), todo="Wait for it, or name another."
            )
        with explained(path, "Repairing the last line"):
            _mend(Lines(path, fd, beginning))
        yield Lines(path, fd, beginning)
        with explained(path, "Writing"):
            os.fsync(fd)
    finally:
        os.close(fd)


def _mend(lines: Lines) -> None:
    beginning = lines.beginning
    with lines.path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        end = _whole(file, size)
        torn, first = _at(file, end, len(beginning)), _at(file, 0, len(beginning))
    if end == size:
        return
    if torn != beginning[: len(torn)] or first != beginning[: len(first)]:
        raise _not_ours(lines, 0)
    os.ftruncate(lines.fd, end)


def _whole(file: IO[bytes], size: int) -> int:
    """Find where the last whole line ends; one with NULs, which a power cut leaves, is none."""
    end = _line_start(file, size)
    while end:
        start = _line_start(file, end - 1)
        if not any(b"\0" in _at(file, at, min(CHUNK, end - at)) for at in range(start, end, CHUNK)):
            break
        end = start
    return end


def _line_start(file: IO[bytes], end: int) -> int:
    """Find where the line begins that goes up to `end`."""
    while end:
        start = max(0, end - CHUNK)
        found = _at(file, start, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _at(file: IO[bytes], start: int, count: int) -> bytes:
    file.seek(start)
    return file.read(count)


def _not_ours(lines: Lines, number: int) -> CaseError:
    where = visible(str(lines.path)) + (f", line {number}" if number else "")
    held = "documents and their claims" if lines.beginning == DOCUMENTS else "what an earlier run of this command wrote"
    return CaseError(f"This file does not hold {held}.", where=where, todo="Name another file.")
