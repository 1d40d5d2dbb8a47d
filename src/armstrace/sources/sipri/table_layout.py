"""How SIPRI's tables of TIV are laid out: whose transfers the rows and the columns are, and which columns add up.

Two families. Until 2023: a title such as "TIV of arms exports from Israel, 1950-2021" over year columns and "Total".
Since then: "Volume of transfers of major arms" over year columns, a range such as "1990-2023" and percentages, where
only the last row ("Total world import", "Total exports to Israel") tells who the other side is. Seen in exports of
July 2022, December 2023, April 2024 and, as excerpts, 2026.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.gazetteer.states import code_of, suggest
from armstrace.records.errors import SourceChanged, UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.sources.sipri.cells import party
from armstrace.sources.sipri.layout import (
    PREAMBLE_ROWS,
    Layout,
    body,
    check_columns,
    first_cell,
    look_through,
    no_rows,
    trimmed,
)
from armstrace.sources.table_files import rows

VOLUME_TITLE = "Volume of transfers of major arms"
BILATERAL_TITLE = "TIV of arms"
ALL = "*"
_TITLE = re.compile(
    r"^TIV of arms (?:exports|imports) (?P<way>from|to) (?P<name>.+?)\s*,\s*(?P<first>\d{4})\s*[-–]\s*(?P<last>\d{4})$"
)
_TOTAL = re.compile(
    r"^Total(?P<world> world)? (?:exports?|imports?)(?: from (?P<supplier>.+?))?(?: to (?P<recipient>.+))?$"
)
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_RANGE = re.compile(r"^((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})$")
_REGIONAL = re.compile(r"^Volume of (?:exports|imports|transfers) of major arms by region")
# what the first cell of a new table's header says of its rows
_ROWS = {"Exports by": "supplier", "Supplier": "supplier", "Recipient": "recipient", "": "category"}
_SUM, _PERCENTAGES = "Sum total years", ("Percentage", "Percentage of total")
# SIPRI's own categories of major arms, folded; a table may be broken down by them instead of by state
CATEGORIES = {
    "aircraft", "air defence systems", "armoured vehicles", "artillery", "engines", "missiles", "naval weapons",
    "other", "satellites", "sensors", "ships",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a table's transfers: its code ("*" all, "" not told) and the name as printed."""

    code: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's layout: `years` are (column, year), `totals` are (column, name, columns that it adds up).

    `rows` says what a row's label is: supplier, recipient or category. `total_row` is its number, 0 where there is
    none; `last_year` is the last year with anything in its column.
    """

    layout: Layout
    years: tuple[tuple[int, int], ...]
    totals: tuple[tuple[int, str, tuple[int, ...]], ...]
    rows: str
    supplier: Side
    recipient: Side
    total_row: int
    last_year: int
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """All columns that hold a TIV, in order."""
        return tuple(sorted({index for index, _ in self.years} | {index for index, _, _ in self.totals}))

    def sides(self, label: str) -> tuple[Side, Side, str]:
        """Tell supplier, recipient and category of a row by its label.

        Raises:
            UnreadableValue: the label is missing, or a table by category has a row of something else.
            UnknownName: it is no category, and no name the gazetteer holds.
        """
        if label.strip().casefold().replace("-", " ") in CATEGORIES:
            return self.supplier, self.recipient, label.strip()
        if self.rows == "category":
            raise UnreadableValue(f"{label!r} is not one of SIPRI's categories of major arms.")
        named = Side(party(label), label)
        if self.rows == "supplier":
            return named, self.recipient, ""
        return self.supplier, named, ""


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whose transfers a table shows: what its rows are, and the side that is the same in all of them."""

    rows: str
    supplier: Side
    recipient: Side
    note: str = ""


def header_likeness(cells: Sequence[str]) -> int:
    """Count the cells after the first that a header of these tables can hold: years, ranges and names of totals."""
    known = {"Total", _SUM, *_PERCENTAGES}
    words = [cell.strip() for cell in cells[1:]]
    return sum(1 for word in words if _YEAR.match(word) or _RANGE.match(word) or word in known)


def is_total(label: str) -> bool:
    """Tell the label of a total row: "Total", "Total world import", "Total exports to Israel"."""
    return label.strip().casefold().startswith("total")


def table_layout(exhibit: Exhibit) -> Table:
    """Find out how a table is laid out, before any record of it is given.

    Raises:
        SourceChanged: no header, changed columns, no rows, or a table about a name that the gazetteer does not hold.
        UnknownFormat: SIPRI's table by region.
    """
    layout = _find_header(exhibit)
    where = f"{exhibit.received_name!r}, row {layout.header_row}"
    title = next((line.strip(' "') for line in layout.preamble if line.strip(' "')), "")
    if _REGIONAL.match(title):
        raise UnknownFormat(
            "This is SIPRI's table by region: the same transfers again, added up over regions.",
            where=repr(exhibit.received_name),
            todo="Add the tables of imports or exports by state instead.",
        )
    look_through(exhibit, layout, 0)
    total_row, total_label, last_filled = _bottom(exhibit, layout)
    bilateral = title.startswith(BILATERAL_TITLE)
    if bilateral:
        first, last, meant = _told_by_title(title, where)
        check_columns(layout.header, ("", *map(str, range(first, last + 1)), "Total"), where)
    else:
        meant = _told_by_total(_check_volume_columns(layout.header, where), total_label, where)
    notes = [meant.note] if meant.note else []
    if not total_row:
        notes.append("The table has no row of totals to hold its cells against; it may have been cut short.")
    years = tuple((index, int(name)) for index, name in enumerate(layout.header) if _YEAR.match(name))
    filled = max((year for index, year in years if index <= last_filled), default=years[0][1])
    totals = tuple(_totals(layout.header, years))
    return Table(layout, years, totals, meant.rows, meant.supplier, meant.recipient, total_row, filled, tuple(notes))


def _find_header(exhibit: Exhibit) -> Layout:
    best, found = 0, Layout(0, (), ())
    texts: list[str] = []
    for number, cells in rows(exhibit.path, exhibit.received_name):
        if number > PREAMBLE_ROWS:
            break
        alike = header_likeness(cells)
        if alike > best:
            best, found = alike, Layout(number, trimmed(cells), tuple(texts))
        texts.append(",".join(cells).rstrip(", "))
    if not best:
        raise SourceChanged(
            "The table has no header with years.",
            where=repr(exhibit.received_name),
            todo="Export the table again as CSV, with one column per year.",
        )
    return found


def _bottom(exhibit: Exhibit, layout: Layout) -> tuple[int, str, int]:
    """Find the row of totals and its label, and the last column of a year that holds anything."""
    years = [index for index, name in enumerate(layout.header) if _YEAR.match(name)]
    last = found = 0
    for number, cells in body(exhibit, layout):
        last = max([last, *(index for index in years if index > last and "".join(cells[index : index + 1]).strip())])
        if is_total(cells[0]):
            if not found:
                break
            return number, cells[0].strip(), last
        found += 1
    if not found:
        raise no_rows(exhibit)
    return 0, "", last


def _told_by_title(title: str, where: str) -> tuple[int, int, _Meant]:
    """Read "TIV of arms exports from Israel, 1950-2021"; "exports to" and "imports to" are the same table."""
    found = _TITLE.match(title)
    if not found:
        raise SourceChanged(
            f"The title {title!r} does not say whose transfers these are.",
            where=where,
            todo='Expected a title such as "TIV of arms exports from Israel, 1950-2021".',
        )
    named = _side(found["name"], where)
    everybody = named.code == ALL
    if found["way"] == "from":
        meant = _Meant("supplier" if everybody else "recipient", named, Side(ALL))
    else:
        meant = _Meant("recipient" if everybody else "supplier", Side(ALL), named)
    return int(found["first"]), int(found["last"]), meant


def _told_by_total(what: str, total_label: str, where: str) -> _Meant:
    """Read the other side off the total row: "Total world import" is everybody, "Total exports to Israel" one state."""
    found = _TOTAL.match(total_label)
    if not found or found.groupdict().get(what) or not any(found.groups()):
        # the side in the rows is known row by row; the other one must not be taken for the world
        open_side = "supplier and the recipient" if what == "category" else "other side"
        note = f"The table has no last row that tells the {open_side} of its transfers, so that is left open."
        supplier_side, recipient_side = (Side(ALL if what == role else "") for role in ("supplier", "recipient"))
        return _Meant(what, supplier_side, recipient_side, note)
    supplier, recipient = found["supplier"], found["recipient"]
    return _Meant(
        what,
        _side(supplier, where) if supplier else Side(ALL),
        _side(recipient, where) if recipient else Side(ALL),
    )


def _side(name: str, where: str) -> Side:
    if name.casefold() in {"all", "all countries", "world"}:
        return Side(ALL)
    code = code_of(name)
    if code is None:
        alike = suggest(name)[:3]
        raise SourceChanged(
            f"The table is about {name!r}, a name that armstrace does not know.",
            where=where,
            todo=f"Names that look like it: {', '.join(alike)}." if alike else "Check the name in SIPRI's export.",
        )
    return Side(code, name)


def _check_volume_columns(header: Sequence[str], where: str) -> str:
    """Hold the header of a volume table against the years its own ranges name; give what its rows are."""
    spans = [(int(found[1]), int(found[2])) for name in header if (found := _RANGE.match(name))]
    years = [int(name) for name in header if _YEAR.match(name)]
    if not years:
        raise SourceChanged(
            "The table has no columns of years.", where=where, todo="Export it again with one column per year."
        )
    spans = spans or [(min(years), max(years))]
    asked = sorted({year for first, last in spans for year in range(first, last + 1)})
    first = header[0] if header[0] in _ROWS else "Recipient"
    ranges = [name for name in header if _RANGE.match(name)] or [f"{asked[0]}-{asked[-1]}" for _ in spans]
    expected = (first, *map(str, asked), *ranges, _SUM, *_PERCENTAGES)
    # "Percentage" comes once per range
    found_names = [name for index, name in enumerate(header) if name != "Percentage" or name not in header[:index]]
    check_columns(sorted(found_names), sorted(expected), where)
    return _ROWS[first]


def _totals(header: Sequence[str], years: Sequence[tuple[int, int]]) -> list[tuple[int, str, tuple[int, ...]]]:
    """Tell which columns each column of totals adds up."""
    found = []
    for index, name in enumerate(header):
        span = _RANGE.match(name)
        if span:
            found.append((index, name, tuple(at for at, year in years if int(span[1]) <= year <= int(span[2]))))
        elif name in {"Total", _SUM}:
            found.append((index, name, tuple(at for at, _ in years)))
    return found


def is_table(table: Sequence[Sequence[str]]) -> bool:
    """Tell one of these tables by its title or by its header; a header without a title must name its totals too."""
    title = first_cell(table)
    if title.startswith((BILATERAL_TITLE, VOLUME_TITLE)) or _REGIONAL.match(title):
        return True
    for cells in table:
        words = {cell.strip() for cell in cells[1:]}
        if cells and cells[0].strip() in _ROWS and words & {_SUM, *_PERCENTAGES} and any(map(_YEAR.match, words)):
            return True
    return False
