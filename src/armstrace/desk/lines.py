"""A file of JSON lines that grows by whole lines: a line that a crash cut short is taken off before the next run."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armstrace.evidence.disk import explained, write_all
from armstrace.evidence.lock import claim
from armstrace.evidence.names import visible
from armstrace.evidence.tail import last_line
from armstrace.records.errors import CaseError

DOCUMENTS = b'{"doc":'
"""How every line on a document begins, so that no other file is taken for one of ours and cut."""


@dataclass(frozen=True, slots=True)
class Lines:
    """An open file of lines, held by this program alone; each begins with `beginning`."""

    path: Path
    fd: int
    beginning: bytes = DOCUMENTS

    def read(self) -> Iterator[dict[str, Any]]:
        """Give the lines that are there.

        Raises:
            CaseError: one of them is none of ours.
        """
        with explained(self.path, "Reading the file"), self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield self._object(line, number)

    def append(self, told: dict[str, Any]) -> None:
        """Add one line in one write."""
        # in JSON the escape of a lone surrogate is the same as Python's
        line = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
        with explained(self.path, "Writing"):
            write_all(self.fd, line + b"\n")

    def _object(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            told = json.loads(line) if line.startswith(self.beginning) else None
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise _not_ours(self.path, number, self.beginning)
        return told


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
            _mend(path, fd, beginning)
        yield Lines(path, fd, beginning)
        with explained(path, "Writing"):
            os.fsync(fd)
    finally:
        os.close(fd)


def _mend(path: Path, fd: int, beginning: bytes) -> None:
    _, torn = last_line(path)
    if not torn:
        return
    with path.open("rb") as file:
        first = file.read(len(beginning))
    if not (torn.startswith(beginning[: len(torn)]) and first == beginning[: len(first)]):
        raise _not_ours(path, 0, beginning)
    os.ftruncate(fd, os.fstat(fd).st_size - len(torn))


def _not_ours(path: Path, number: int, beginning: bytes) -> CaseError:
    where = visible(str(path)) + (f", line {number}" if number else "")
    held = "documents and their claims" if beginning == DOCUMENTS else "what an earlier run of this command wrote"
    return CaseError(f"This file does not hold {held}.", where=where, todo="Name another.")
