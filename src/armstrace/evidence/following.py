"""The lines of a ledger that grows, each read and followed once: for a program that looks again and again."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from armstrace.evidence.chain import Head
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.ledger import read_lines
from armstrace.evidence.lines import GENESIS, Line, encode
from armstrace.evidence.newer import Mark, lines_after


@dataclass(slots=True)
class Following:
    """What was read of the ledger of a case so far; what comes later is chained to it, or all is read anew."""

    case: Path
    _lines: list[Line] = field(default_factory=list)
    _mark: Mark = field(default_factory=Mark)
    _lock: Lock = field(default_factory=Lock)

    def lines(self) -> tuple[Line, ...]:
        """Give all lines there are now, the new ones followed from the last one known.

        Raises:
            CustodyBroken: a line was altered, deleted, inserted or moved.
        """
        with self._lock:
            if not self._follow():
                self._lines = list(read_lines(self.case))
                head = Head(len(self._lines), self._lines[-1].sha256 if self._lines else GENESIS)
                self._mark = Mark(head, sum(len(encode(line)) + 1 for line in self._lines))
            return tuple(self._lines)

    def _follow(self) -> bool:
        """Read what is new; False where it does not follow on what was read."""
        found = lines_after(self.case, self._mark) if (self.case / LEDGER).exists() else None
        if found is None:
            return False
        new, self._mark = found
        self._lines += new
        return True
