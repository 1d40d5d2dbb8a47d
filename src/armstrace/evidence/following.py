"""The lines of a ledger that grows, each read and followed once: for a program that looks again and again."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.ledger import read_lines
from armstrace.evidence.lines import GENESIS, Line, NotALine, decode, encode
from armstrace.evidence.tail import split_torn

State = tuple[int, int, int]


@dataclass(slots=True)
class Following:
    """What was read of the ledger of a case so far, with the hash of those bytes.

    When the file has changed its first bytes must still hash the same and the new lines follow on the last one known;
    else all of it is read anew, and told if it is broken.
    """

    case: Path
    _lines: tuple[Line, ...] = ()
    _size: int = 0
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
                    self._read_anew()
                self._state = state
            return self._lines

    def _state_now(self) -> State | None:
        path = self.case / LEDGER
        if not path.exists():
            return None
        with explained(path, "Reading the ledger"):
            found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read_anew(self) -> None:
        self._lines = read_lines(self.case)
        self._size, self._hash = 0, hashlib.sha256()
        for line in self._lines:
            raw = encode(line) + b"\n"
            self._size += len(raw)
            self._hash.update(raw)

    def _follow(self) -> bool:
        """Take in what is new; False where it does not follow on what was read."""
        path = self.case / LEDGER
        if not path.exists():
            return False
        with explained(path, "Reading the ledger"):
            whole, _ = split_torn(path.read_bytes())
        if hashlib.sha256(whole[: self._size]).digest() != self._hash.digest():
            return False
        new: list[Line] = []
        before = self._lines[-1] if self._lines else None
        try:
            for raw in whole[self._size :].split(b"\n")[:-1]:
                line = decode(raw)
                if (line.seq, line.previous) != ((before.seq + 1, before.sha256) if before else (1, GENESIS)):
                    return False
                new.append(line)
                before = line
        except NotALine:
            return False
        self._hash.update(whole[self._size :])
        self._size = len(whole)
        self._lines += tuple(new)
        return True
