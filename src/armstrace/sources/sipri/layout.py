"""Where a SIPRI export's table begins, whether its columns are those armstrace was taught, and what stands below."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap
from operator import call
from typing import Any

from armstrace.gazetteer.states import suggest
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.place import Place
from armstrace.records.sources import SetAside
from armstrace.sources.sipri.cells import UnknownName, years_within
from armstrace.sources.table_files import as_line, rows

# SIPRI writes 8 to 11 lines above the header; a header further down than this is no SIPRI export
PREAMBLE_ROWS = 60
# looking for names alike compares against every name known: enough for a person, not for a file of noise
MOST_SUGGESTIONS = 50


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's header, the row it stands in (from 1), and the text of each row above it."""

    header_row: int
    header: tuple[str, ...]
    preamble: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a first pass over the rows found: how many there are, and the first and last year of delivery printed."""

    rows: int
    years: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One exhibit being read: what every record of it repeats."""

    exhibit: Exhibit
    reader: str
    edition: str
    _suggested: set[str] = field(default_factory=set)

    def set_aside_cell(self, row: int, column: str, printed: str, error: UnreadableValue) -> SetAside:
        """Keep a cell that was not understood with its place and the reason; for a name, those that look like it."""
        place = str(Place(row=row, column=column or None))
        reason = [error.what, error.todo]
        if isinstance(error, UnknownName):
            alike = self._alike(printed)
            reason.append(f"Names that look like it: {', '.join(alike)}." if alike else "")
        return SetAside(self.exhibit.sha256, place, self.reader, " ".join(filter(None, reason)), printed)

    def values(
        self, row: int, cells: Sequence[str], takes: Sequence[Callable[[str], Any]], header: Sequence[str]
    ) -> list[Any] | SetAside:
        """Read every cell of a row, so that a shifted row cannot pass; the first not understood is kept instead."""
        values: list[Any] = []
        try:
            # how far the list has come names the column that failed
            values.extend(starmap(call, zip(takes, cells, strict=True)))
        except UnreadableValue as error:
            at = len(values)
            if not header[at]:  # a mark's column has no name: say which value it stands beside
                error = UnreadableValue(f"Beside {header[at - 1]!r}: {error.what}")
            return self.set_aside_cell(row, header[at], cells[at], error)
        return values

    def _alike(self, printed: str) -> list[str]:
        if len(self._suggested) < MOST_SUGGESTIONS:
            self._suggested.add(printed)
        return suggest(printed)[:3] if printed in self._suggested else []

    def set_aside_row(self, row: int, cells: Sequence[str], reason: str) -> SetAside:
        """Keep a whole row that is not a row of this table."""
        return SetAside(self.exhibit.sha256, str(Place(row=row)), self.reader, reason, as_line(cells))


def is_blank(cells: Sequence[str]) -> bool:
    """Tell whether a row holds nothing but spaces and commas."""
    # most rows begin with a name
    return not (cells and cells[0].strip()) and not any(map(str.strip, cells))


def trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Take the spaces off header cells, and the empty columns that spreadsheets add off their end."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


@lru_cache(maxsize=1)  # several readers ask one after the other
def head_rows(head: bytes) -> list[list[str]]:
    """Split the first bytes of a file into the rows where a preamble and a header can stand; [] if that fails."""
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1"
    lines = head.removeprefix(b"\xef\xbb\xbf").decode(encoding, errors="replace").splitlines()[:PREAMBLE_ROWS]
    try:
        return list(csv.reader(lines))
    except csv.Error:
        return []


def first_cell(table: Sequence[Sequence[str]]) -> str:
    """Give the first cell that holds anything: a title, where a file has one."""
    return next((cell.strip() for cells in table for cell in cells if cell.strip()), "")


def shared_names(cells: Sequence[str], columns: Sequence[str]) -> int:
    """Count the columns that a row names; unnamed columns do not count."""
    return len(_named(tuple(columns)).intersection(map(str.strip, cells)))


@lru_cache(maxsize=16)
def _named(columns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(columns) - {""}


def likeness(table: Sequence[Sequence[str]], columns: Sequence[str]) -> float:
    """Give the share of `columns` that the best row of a table names, 0 to 1."""
    named = _named(tuple(columns))
    return max((len(named.intersection(map(str.strip, cells))) for cells in table), default=0) / len(named)


def find_layout(exhibit: Exhibit, *editions: Sequence[str]) -> Layout:
    """Find the header of an exhibit and hold it against the columns of the editions that armstrace knows.

    Raises:
        SourceChanged: there is no header, or a column is gone, new, renamed or moved; the message names it.
    """
    best, found = 0, Layout(0, (), ())
    texts: list[str] = []
    for number, cells in rows(exhibit.path, exhibit.received_name):
        if number > PREAMBLE_ROWS:
            break
        alike = max(shared_names(cells, columns) for columns in editions)
        if alike > best:
            best, found = alike, Layout(number, trimmed(cells), tuple(texts))
        texts.append(",".join(cells).rstrip(", "))
    if not best:
        raise SourceChanged(
            "The table has no header that armstrace knows.",
            where=repr(exhibit.received_name),
            todo=f"Expected the columns {_listed(editions[0])}. Export the table again as CSV, with its header.",
        )
    closest = max(editions, key=lambda columns: shared_names(found.header, columns))
    check_columns(found.header, trimmed(closest), f"{exhibit.received_name!r}, row {found.header_row}")
    return found


def check_columns(found: Sequence[str], expected: Sequence[str], where: str) -> None:
    """Refuse a header that is not the expected one.

    Raises:
        SourceChanged: naming the columns that are gone, new, or in another place.
    """
    if tuple(found) == tuple(expected):
        return
    # counted, not compared as sets: the register has three columns without a name
    gone, new = (
        list((Counter(expected) - Counter(found)).elements()),
        list((Counter(found) - Counter(expected)).elements()),
    )
    parts = [f"gone: {_listed(gone)}"] if gone else []
    parts += [f"new: {_listed(new)}"] if new else []
    raise SourceChanged(
        f"The columns have changed ({'; '.join(parts) or 'they stand in another order'}).",
        where=where,
        todo="Nothing was read. If SIPRI changed its export, armstrace has to be taught the new columns first.",
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)


def no_rows(exhibit: Exhibit) -> SourceChanged:
    """Give the refusal of a table that holds nothing."""
    return SourceChanged(
        "The table has no rows.",
        where=repr(exhibit.received_name),
        todo="Export it again; an empty table shows nothing, not even that nothing was delivered.",
    )


def look_through(exhibit: Exhibit, layout: Layout, year_column: int) -> Seen:
    """Pass over the rows once before any record is given, so that a broken file gives none.

    Raises:
        SourceChanged: there are no rows, the header comes twice, or the file stops being a table.
    """
    count, first, last = 0, 9999, 0
    for number, cells in body(exhibit, layout):
        if cells[0].strip() == layout.header[0] and trimmed(cells) == layout.header:
            raise SourceChanged(
                "The header comes a second time: two exports stand in one file.",
                where=f"{exhibit.received_name!r}, row {number}",
                todo="Add each export as a file of its own: each has its own date.",
            )
        count += 1
        span = years_within(cells[year_column]) if len(cells) > year_column else None
        if span:
            first, last = min(first, span[0]), max(last, span[1])
    if not count:
        raise no_rows(exhibit)
    return Seen(count, (first, last) if last else None)


def body(exhibit: Exhibit, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header that hold anything, with their numbers; empty extra columns are cut off."""
    width = len(layout.header)
    for number, cells in rows(exhibit.path, exhibit.received_name):
        if number <= layout.header_row or is_blank(cells):
            continue
        if len(cells) > width and is_blank(cells[width:]):
            yield number, cells[:width]
        else:
            yield number, cells
