"""Answers of the tables that are asked for again and again, for a program that looks at the same rows for long."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

_MOST_ROWS = 2_000
"""An answer with more rows than this is asked for again: that it is large costs more than asking."""
_ALL_ROWS = 100_000


@dataclass(slots=True)
class Answers:
    """Answers by their question; the least used go first. Nobody may change a row of one."""

    _held: OrderedDict[Hashable, tuple[Any, ...]] = field(default_factory=OrderedDict)
    _rows: int = 0
    _lock: Lock = field(default_factory=Lock)

    def of(self, question: Hashable) -> list[Any] | None:
        """Give the rows of an answer, None where it has to be asked for."""
        with self._lock:
            rows = self._held.get(question)
            if rows is None:
                return None
            self._held.move_to_end(question)
        return list(rows)

    def keep(self, question: Hashable, rows: list[Any]) -> None:
        """Keep an answer, unless it is large."""
        if len(rows) > _MOST_ROWS:
            return
        with self._lock:
            if question in self._held:
                return
            self._held[question] = tuple(rows)
            self._rows += 1 + len(rows)
            while self._rows > _ALL_ROWS:
                _, gone = self._held.popitem(last=False)
                self._rows -= 1 + len(gone)
