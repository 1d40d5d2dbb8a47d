"""A hash of rows that says what they hold, whatever wrote them: the ledger keeps it, `verify` computes it again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from armstrace.records.origin import canonical

_ESCAPED = bytes(range(0x20)) + b"\\"


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
            self._columns.setdefault(name, hashlib.sha256()).update(_json(column) if column else b"")
        self.rows += len(next(iter(values.values())))

    def written(self) -> Written:
        """Give the count and the hash of all rows so far."""
        columns = {name: digest.hexdigest() for name, digest in self._columns.items()}
        whole = {"kind": self.kind, "rows": self.rows, "columns": columns}
        return Written(self.kind, self.rows, hashlib.sha256(canonical(whole).encode()).hexdigest())


def _json(column: Sequence[Any]) -> bytes:
    r"""Write a column as canonical JSON writes a list, each value with a comma behind it.

    The values of a column are of one type or None; texts and days are most of what there is and are joined here, which
    takes a third of the time.

    >>> _json(["a", "b\n"]), _json([None, None]), _json([date(2020, 1, 2), None]), _json([1.5, None])
    (b'"a","b\\n",', b'null,null,', b'"2020-01-02",null,', b'1.5,null,')
    """
    first = column[0]
    if isinstance(first, str | None) and same(column):
        return (canonical(first) + ",").encode() * len(column)
    try:
        if isinstance(first, str):
            return _texts(column)
        if isinstance(first, date):
            return ('"' + '","'.join(map(_day, column)) + '",').encode()
    except (TypeError, AttributeError):
        # None is among them
        pass
    days = first is None or isinstance(first, date)
    values = [each.isoformat() if isinstance(each, date) else each for each in column] if days else column
    return (canonical(values)[1:-1] + ",").encode()


@lru_cache(maxsize=65_536)
def _day(value: date) -> str:
    return value.isoformat()


def same(column: Sequence[Any]) -> bool:
    """Tell whether all values of a column are one, after a look at its ends."""
    first = column[0]
    return bool(first == column[-1]) and column.count(first) == len(column)


def _texts(column: Sequence[str]) -> bytes:
    """Write texts as JSON strings: joined as they are where no character has to be escaped."""
    joined = ('"' + '","'.join(column) + '",').encode()
    if joined.count(b'"') == 2 * len(column) and len(joined.translate(None, _ESCAPED)) == len(joined):
        return joined
    return (",".join(map(encode_basestring, column)) + ",").encode()
