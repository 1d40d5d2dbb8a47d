"""The lines of a ledger that grows, each read and followed once: for a program that looks again and again."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.ledger import read_lines
from armstrace.evidence.lines import GENESIS, Line, NotALine, decode, encode
from armstrace.evidence.tail import split_torn


@dataclass(slots=True)
class Following:
    """What was read of the ledger of a case so far; what comes later is chained to it, or all is read anew."""

    case: Path
    _lines: list[Line] = field(default_factory=list)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def lines(self) -> tuple[Line, ...]:
        """Give all lines there are now, the new ones followed from the last one known.

        Raises:
            CustodyBroken: a line was altered, deleted, inserted or moved.
        """
        with self._lock:
            if not self._follow():
                self._lines = list(read_lines(self.case))
                self._size = sum(len(encode(line)) + 1 for line in self._lines)
            return tuple(self._lines)

    def _follow(self) -> bool:
        """Read what is new; False where it does not follow on what was read."""
        path = self.case / LEDGER
        if not path.exists():
            return False
        with explained(path, "Reading the ledger"), path.open("rb") as file:
            if file.seek(0, 2) < self._size:
                return False
            file.seek(self._size)
            whole, _ = split_torn(file.read())
        new: list[Line] = []
        before = self._lines[-1] if self._lines else None
        try:
            for raw in whole.split(b"\n")[:-1]:
                line = decode(raw)
                if (line.seq, line.previous) != ((before.seq + 1, before.sha256) if before else (1, GENESIS)):
                    return False
                new.append(line)
                before = line
        except NotALine:
            return False
        self._lines += new
        self._size += len(whole)
        return True
