"""The header of a table of incidents: every column once, none unheard of, none empty."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.place import Place
from armstrace.records.sources import SetAside
from armstrace.sources.table_files import as_line, rows

MOST_PRINTED = 2_000
_NAMED, _LETTERS = 100, 80


def columns(
    header: Sequence[str], exhibit: Exhibit, *, needed: Collection[str], known: Collection[str]
) -> Mapping[str, int]:
    """Give the place of each column.

    Raises:
        SourceChanged: a column that is needed is missing, one is empty (merged cells leave such), stands twice, or was
            never heard of.
    """
    names = [name.strip() for name in header]
    twice = sorted(name for name, count in Counter(names).items() if count > 1 and name)
    wrong = [
        ("missing", [name for name in needed if name not in names]),
        ("unknown", [name for name in names if name and name not in known]),
        ("named twice", twice),
        ("without a name", [str(index + 1) for index, name in enumerate(names) if not name]),
    ]
    said = "; ".join(f"{what} {_some(which)}" for what, which in wrong if which)
    if said:
        raise SourceChanged(
            f"The columns are not those of this source: {said}.",
            where=f"{exhibit.received_name!r}, row 1",
            todo="Export the table anew, without merged or doubled cells in its header.",
        )
    return {name: index for index, name in enumerate(names)}


def _some(names: Sequence[str]) -> str:
    """Name columns, the first of very many."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(name[:_LETTERS] for name in names[:_NAMED]) + more


def body(exhibit: Exhibit) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table, the header first; rows without any cell filled are passed over."""
    return ((number, cells) for number, cells in rows(exhibit.path, exhibit.received_name) if any(cells))


def check_shape(cells: Sequence[str], header: Sequence[str]) -> None:
    """Check that a row is one of its table.

    Raises:
        UnreadableValue: it has more or fewer cells than the header, or is the header once more.
    """
    if len(cells) != len(header):
        raise UnreadableValue(f"The row has {len(cells)} cells, the header {len(header)}.")
    if list(cells) == list(header):
        raise UnreadableValue("The header stands here once more.")


def take_number(fields: Mapping[str, Any], taken: set[str]) -> Mapping[str, Any]:
    """Give the fields of an entry whose number none before it has.

    Raises:
        UnreadableValue: an earlier entry has it.
    """
    number = fields["number"]
    if number in taken:
        raise UnreadableValue(f"The number {number!r} stands at an earlier entry.")
    taken.add(number)
    return fields


def aside(exhibit: Exhibit, reader: str, at: tuple[int, str], reason: str, cells: Sequence[str]) -> SetAside:
    """Set a row aside; `at` is its number and the column that is at fault, "" where that is none alone."""
    place = str(Place(row=at[0], column=at[1] or None))
    return SetAside(exhibit.sha256, place, reader, reason, as_line(cells)[:MOST_PRINTED])
