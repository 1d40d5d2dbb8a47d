"""How a record becomes columns: value types spread over several, doubt included.

A `When` called `delivered` gives delivered_earliest, delivered_latest, delivered_qualifier and delivered_printed; a
`Count` called `number` gives number_low, number_high, number_estimate, number_printed; a `Tiv` called `tiv` gives
tiv_m, tiv_m_low, tiv_m_high, tiv_m_printed, in millions of trend-indicator values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from armstrace.records.columns import Columns
from armstrace.records.kinds import RECORD_TYPES, Readable
from armstrace.records.sources import SetAside
from armstrace.records.values import Count, Tiv, When

KINDS: Mapping[str, type] = {record_type.KIND: record_type for record_type in (*RECORD_TYPES, SetAside)}

Part = tuple[str, str, pa.DataType]
_PLAIN: Mapping[type, pa.DataType] = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), float: pa.float64()}
_SPREAD: Mapping[type, tuple[Part, ...]] = {
    When: (
        ("_earliest", "earliest", pa.date32()),
        ("_latest", "latest", pa.date32()),
        ("_qualifier", "qualifier", pa.string()),
        ("_printed", "printed", pa.string()),
    ),
    Count: (
        ("_low", "low", pa.int64()),
        ("_high", "high", pa.int64()),
        ("_estimate", "estimate", pa.bool_()),
        ("_printed", "printed", pa.string()),
    ),
    Tiv: (
        ("_m", "value", pa.float64()),
        ("_m_low", "low", pa.float64()),
        ("_m_high", "high", pa.float64()),
        ("_m_printed", "printed", pa.string()),
    ),
}


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a record: its columns are (name, attribute of the value, Arrow type).

    A plain field is one column and has no `value_type`; the attributes of a value type are its arguments, in order.
    """

    name: str
    columns: tuple[Part, ...]
    value_type: type | None = None


def _value_type(annotation: Any) -> type:
    """Strip "| None" from an annotation."""
    kinds: list[type] = [kind for kind in (get_args(annotation) or (annotation,)) if kind is not type(None)]
    return kinds[0]


@cache
def _fields(kind: str) -> tuple[_Field, ...]:
    record_type = KINDS[kind]
    hints = get_type_hints(record_type)
    found = []
    for field in fields(record_type):
        value_type = _value_type(hints[field.name])
        if value_type in _PLAIN:
            found.append(_Field(field.name, ((field.name, "", _PLAIN[value_type]),)))
        else:
            parts = tuple((field.name + end, part, arrow) for end, part, arrow in _SPREAD[value_type])
            found.append(_Field(field.name, parts, value_type))
    return tuple(found)


@cache
def columns_of(kind: str, field: str) -> tuple[str, ...]:
    """Name the columns that hold one field of a kind of record.

    >>> columns_of("transfer", "tiv_unit")
    ('tiv_unit_m', 'tiv_unit_m_low', 'tiv_unit_m_high', 'tiv_unit_m_printed')
    """
    return next(tuple(name for name, _, _ in each.columns) for each in _fields(kind) if each.name == field)


@cache
def schema(kind: str) -> pa.Schema:
    """Give the Arrow schema of a kind of record."""
    columns = [(name, arrow) for field in _fields(kind) for name, _, arrow in field.columns]
    return pa.schema(columns, metadata={"armstrace.kind": kind})


def spread(kind: str, records: Sequence[Readable] | Columns[Any]) -> dict[str, Sequence[Any]]:
    """Turn records of one kind into columns of Python values."""
    found: dict[str, Sequence[Any]] = {}
    for at, field in enumerate(_fields(kind)):
        values = records.values[at] if isinstance(records, Columns) else list(map(attrgetter(field.name), records))
        if field.value_type is None:
            found[field.name] = values
            continue
        for name, part, _ in field.columns:
            found[name] = _parts(values, part)
    return found


def _parts(values: Sequence[Any], part: str) -> list[Any]:
    """Take one part of each value, None of one that is not there."""
    take = attrgetter(part)
    try:
        return list(map(take, values))
    except AttributeError:
        return [None if value is None else take(value) for value in values]


def gather(kind: str, row: Mapping[str, Any]) -> Any:
    """Turn one row, by column, back into the record it was spread from."""
    values = []
    for field in _fields(kind):
        parts = [row[name] for name, _, _ in field.columns]
        if field.value_type is None:
            values.append(parts[0])
        else:
            # the last part is what was printed, which only a value that is not there lacks
            values.append(None if parts[-1] is None else field.value_type(*parts))
    return KINDS[kind](*values)


def gather_all(kind: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Turn many rows back into records; `names` are the columns of each."""
    if not rows:
        return []
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    values: list[Iterable[Any]] = []
    for field in _fields(kind):
        parts = [columns[name] for name, _, _ in field.columns]
        value_type = field.value_type
        if value_type is None:
            values.append(parts[0])
        else:
            values.append([None if each[-1] is None else value_type(*each) for each in zip(*parts, strict=True)])
    return list(map(KINDS[kind], *values))


def by_kind(records: Iterable[Readable]) -> dict[str, list[Readable]]:
    """Sort records into their kinds, each in the order they came."""
    sorted_out: dict[str, list[Readable]] = {}
    for record in records:
        sorted_out.setdefault(record.KIND, []).append(record)
    return sorted_out
