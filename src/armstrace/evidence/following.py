"""The lines of a ledger that grows, each read and followed once: for a program that looks again and again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.ledger import read_lines
from armstrace.evidence.lines import Line, encode
from armstrace.evidence.newer import Mark, lines_after

State = tuple[int, int, int]


@dataclass(slots=True)
class Following:
    """What was read of the ledger of a case so far, with the hash of those bytes.

    When the file has changed, its first bytes must still hash the same and the new lines follow on the last one known;
    else all of it is read anew, and told if it is broken.
    """

    case: Path
    _lines: tuple[Line, ...] = ()
    _mark: Mark = field(default_factory=Mark)
    _hash: Any = field(default_factory=hashlib.sha256)
    _state: State | None = None
    _lock: Lock = field(default_factory=Lock)

    def lines(self) -> tuple[Line, ...]:
        """Give all lines there are now.

        Raises:
            CustodyBroken: a line was altered, deleted, inserted or moved, also one that was read before.
        """
        with self._lock:
            state = self._state_now()
            if state is None or state != self._state:
                self._state = None
                if not self._follow():
                    self._lines, self._mark, self._hash = (), Mark(), hashlib.sha256()
                    read_lines(self.case)  # says what is wrong, if anything is
                    self._follow()
                self._state = state
            return self._lines

    def _state_now(self) -> State | None:
        path = self.case / LEDGER
        if not path.exists():
            return None
        with explained(path, "Reading the ledger"):
            found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _follow(self) -> bool:
        """Take in what is new; False where it does not follow on what was read."""
        if not self._begins_as_read():
            return False
        found = lines_after(self.case, self._mark)
        if found is None:
            return False
        new, self._mark = found
        self._take(new)
        return True

    def _begins_as_read(self) -> bool:
        path = self.case / LEDGER
        if not path.exists():
            return self._mark == Mark()
        with explained(path, "Reading the ledger"), path.open("rb") as file:
            return bool(hashlib.sha256(file.read(self._mark.end)).digest() == self._hash.digest())

    def _take(self, new: Sequence[Line]) -> None:
        for line in new:
            self._hash.update(encode(line) + b"\n")
        self._lines += tuple(new)
