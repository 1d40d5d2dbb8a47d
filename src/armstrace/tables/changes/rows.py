"""The rows of one edition as they are compared: what each is about, and its cells as printed."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from typing import NamedTuple

from armstrace.tables.ask import Tables, literals
from armstrace.tables.changes.shapes import Shape, identity_sql, printed_sql
from armstrace.tables.schema import columns_of

Identity = tuple[str, ...]


class Row(NamedTuple):
    """One row: its key and place, who it is between, what identifies it, and its cells in the order of the shape.

    `number` and `natural` are the two ways to identify it (see Shape), `number` with "" where the register has none.
    `since` and `until` are the days it is about, `weight` how much it is (a TIV), 0 where it says nothing of it.
    """

    key: str
    exhibit: str
    place: str
    register: str
    parties: tuple[str, str]
    number: Identity
    natural: Identity
    cells: tuple[str, ...]
    since: date | None
    until: date | None
    weight: float


def rows_of(tables: Tables, shape: Shape, exhibits: Iterable[str]) -> list[Row]:
    """Give the rows of one kind from some exhibits, in the order they were read."""
    given = sorted(set(exhibits))
    parts = [
        *(["key"], ["exhibit"], ["place"], [shape.register]),
        [identity_sql(shape.kind, name) for name in shape.parties],
        [identity_sql(shape.kind, name) for name in shape.number],
        [identity_sql(shape.kind, name) for name in shape.natural],
        [printed_sql(shape.kind, name) for name in shape.cells],
        *([each] for each in _days(shape)),
        [shape.weight or "0.0::DOUBLE"],
    ]
    # what identifies a row is often a cell as well: each column is asked for once
    columns = list(dict.fromkeys(each for part in parts for each in part))
    # the queries write everything that is compared as text
    values = tables.ask_by_columns(f"SELECT {', '.join(columns)}\nFROM {shape.kind} WHERE exhibit IN {literals(given)}")
    found = dict(zip(columns, values, strict=True))
    key, exhibit, place, register, parties, number, natural, cells, since, until, weight = (
        [found[each] for each in part] for part in parts
    )
    return list(
        map(
            Row,
            *(*key, *exhibit, *place, *register),
            zip(*parties, strict=True),
            _numbers(number, len(values[0])),
            zip(*natural, strict=True),
            zip(*cells, strict=True),
            *(*since, *until),
            (each or 0.0 for each in weight[0]),
        )
    )


def _numbers(columns: Sequence[Sequence[str]], rows: int) -> Iterable[Identity]:
    """Give the register's own numbers of each row, () where the first of them is missing or it has none."""
    if not columns:
        return repeat((), rows)
    return (numbers if numbers[0] else () for numbers in zip(*columns, strict=True))


def _days(shape: Shape) -> tuple[str, str]:
    """Write the SQL of the first and last day a row is about: its first field of time that holds anything."""
    starts, ends = [], []
    for name in shape.when:
        if f"{name}_earliest" in columns_of(shape.kind, name):
            starts.append(f"{name}_earliest")
            ends.append(f"{name}_latest")
        else:
            starts.append(f"make_date({name}, 1, 1)")
            ends.append(f"make_date({name}, 12, 31)")
    first, last = (f"coalesce({', '.join(each)})" if each else "NULL" for each in (starts, ends))
    return first, last
