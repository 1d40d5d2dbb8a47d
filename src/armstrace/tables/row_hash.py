"""A hash of rows that says what they hold, whatever wrote them: the ledger keeps it, `verify` computes it again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from armstrace.records.origin import canonical


@dataclass(frozen=True, slots=True)
class Written:
    """What there is of one kind: how many rows, and the canonical hash of those rows."""

    kind: str
    rows: int
    rows_sha256: str


@dataclass(slots=True)
class RowHash:
    """Hashes rows by their values and order only: batches, libraries and the layout of a file make no difference.

    One SHA-256 per column over the canonical JSON of its values in order, then one over all of these by name.

    >>> whole, halves = RowHash("flow"), RowHash("flow")
    >>> whole.update({"year": [2015, 2016]})
    >>> halves.update({"year": [2015]}); halves.update({"year": [2016]})
    >>> whole.written() == halves.written()
    True
    """

    kind: str
    rows: int = 0
    _columns: dict[str, Any] = field(default_factory=dict)

    def update(self, values: Mapping[str, Sequence[Any]]) -> None:
        """Add rows, given as columns of equal length in which text is UTF-8 (see write.storable)."""
        for name, column in values.items():
            text = canonical(_plain(column))
            self._columns.setdefault(name, hashlib.sha256()).update((text[1:-1] + ",").encode() if column else b"")
        self.rows += len(next(iter(values.values())))

    def written(self) -> Written:
        """Give the count and the hash of all rows so far."""
        columns = {name: digest.hexdigest() for name, digest in self._columns.items()}
        whole = {"kind": self.kind, "rows": self.rows, "columns": columns}
        return Written(self.kind, self.rows, hashlib.sha256(canonical(whole).encode()).hexdigest())


def _plain(column: Sequence[Any]) -> Sequence[Any]:
    """Give a column as JSON writes it; the values of a column are of one type, so the first tells which."""
    first = next((value for value in column if value is not None), None)
    return [value and value.isoformat() for value in column] if isinstance(first, date) else column
