"""Tables without a header: their columns are known by number only, so the first row must have as many as they have."""

from collections.abc import Iterator, Sequence
from itertools import chain

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.sources.table_files import rows


def bare_rows(exhibit: Exhibit, width: int, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, cells without the spaces around them.

    Raises:
        SourceChanged: the first row has more or fewer cells than the table is known to have.
    """
    table = _filled(exhibit, width, delimiter)
    first = next(table, None)
    if first is None:
        return table
    if len(first[1]) != width:
        raise _changed(exhibit, first[0], first[1], width)
    return chain([first], table)


def _filled(exhibit: Exhibit, width: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows(exhibit.path, exhibit.received_name, delimiter=delimiter):
        cut = [cell.strip() for cell in cells]
        if delimiter == ";" and len(cut) == width + 1 and not cut[-1]:
            # every row of such files ends with one more semicolon
            cut.pop()
        if any(cut):
            yield number, cut


def check_width(cells: Sequence[str], width: int) -> None:
    """Check that a row has the cells of its table.

    Raises:
        UnreadableValue: it has more or fewer.
    """
    if len(cells) != width:
        raise UnreadableValue(f"The row has {len(cells)} cells, the table {width}.")


def first_line(head: bytes, delimiter: str = ",") -> list[str]:
    """Give the cells of the first line that holds anything, as plainly as a guess at the format needs them."""
    for line in head.decode("utf-8-sig", errors="replace").splitlines()[:5]:
        if line.strip():
            return [cell.strip().strip('"') for cell in line.split(delimiter)]
    return []


def _changed(exhibit: Exhibit, number: int, cells: Sequence[str], width: int) -> SourceChanged:
    behind = f" Behind them: {', '.join(map(repr, cells[width:]))[:200]}." if len(cells) > width else ""
    return SourceChanged(
        f"The first row has {len(cells)} cells, where this table has {width} without a header.{behind}",
        where=f"{exhibit.received_name!r}, row {number}",
        todo="Nothing was read. Export the table again; a new column has to be taught to armstrace first.",
    )
