"""The rows of one edition as they are compared: what each is about, and its cells as printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.tables.ask import Tables, literals
from armstrace.tables.changes.shapes import Shape, identity_sql, printed_sql
from armstrace.tables.schema import columns_of

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
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
    since, until = _days(shape)
    parts = (
        [identity_sql(shape.kind, name) for name in shape.parties],
        [identity_sql(shape.kind, name) for name in shape.number],
        [identity_sql(shape.kind, name) for name in shape.natural],
        [printed_sql(shape.kind, name) for name in shape.cells],
    )
    columns = ["key", "exhibit", "place", shape.register, since, until, shape.weight or "0.0::DOUBLE"]
    found = tables.ask(
        f"SELECT {', '.join([*columns, *(each for part in parts for each in part)])}\n"
        f"FROM {shape.kind} WHERE exhibit IN {literals(given)}"
    )
    ends = [7]
    for part in parts:
        ends.append(ends[-1] + len(part))
    return [_row(values, ends) for values in found]


def _row(values: Sequence[Any], ends: Sequence[int]) -> Row:
    key, exhibit, place, register, since, until, weight = values[:7]
    # the queries above write all of these as text
    number: tuple[Any, ...] = tuple(values[ends[1] : ends[2]])
    return Row(
        key=key,
        exhibit=exhibit,
        place=place,
        register=register,
        parties=(values[ends[0]], values[ends[0] + 1]),
        number=number if number and number[0] else (),
        natural=tuple(values[ends[2] : ends[3]]),
        cells=tuple(values[ends[3] :]),
        since=since,
        until=until,
        weight=weight or 0.0,
    )


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
    return tuple(f"coalesce({', '.join(each)})" if each else "NULL" for each in (starts, ends))  # type: ignore[return-value]  # two of them
