"""Holding the printed totals of a table against its cells: a sum that does not fit means a cell that was misread."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from armstrace.records.values import Tiv


def differs(total: Tiv | None, parts: Sequence[float]) -> bool:
    """Tell whether a printed total is further from its parts than rounding allows.

    Each part may be rounded by half a unit, and so may the total; half a unit more is left for SIPRI's own rounding.
    An empty total over small parts is no difference, one over large parts is.

    >>> differs(Tiv.read("11"), [5, 5])
    False
    >>> differs(Tiv.read("20"), [5, 5])
    True
    """
    return abs((total.value if total else 0.0) - sum(parts)) > len(parts) / 2 + 1


@dataclass(frozen=True, slots=True)
class ColumnSums:
    """Adds up the columns of a table as its rows pass; a column with an unreadable cell has no sum."""

    _parts: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    _unknown: set[int] = field(default_factory=set)

    def add(self, values: Mapping[int, Tiv | None], columns: Sequence[int]) -> None:
        """Add one row's cells; those of `columns` that `values` lacks could not be read."""
        for index in columns:
            if index not in values:
                self._unknown.add(index)
            elif (value := values[index]) is not None:
                self._parts[index].append(value.value)

    def differing(self, totals: Mapping[int, Tiv | None]) -> list[tuple[int, float]]:
        """Give the columns whose printed total does not fit, with the sum of their cells."""
        return [
            (index, sum(self._parts[index]))
            for index, total in totals.items()
            if index not in self._unknown and differs(total, self._parts[index])
        ]
