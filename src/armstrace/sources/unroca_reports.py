"""Reports of states to the UN Register of Conventional Arms: exports, imports, small arms, holdings, and nil reports.

Seen, in public programs that read unroca.org: the tables of an original report page, with the columns "Category
(I-VII)", "Final importer state" or the exporter, "Number of Items", "State of origin (if not exporter)", "Intermediate
location(s) (if any)", "Description of Items", "Comments on the transfer"; the lists that Klohto/UNROCA-scraper (GitHub)
makes of them (JSON entries with table, year, exporter, importer, category, num_items, state_of_origin,
intermediate_locations, description, comments; and country in place of the two for holdings and production); the
answer of https://www.unroca.org/api/COUNTRY/ (country, available_reports, hw_imp, salw_exp, sa_imp_time, lw_imp_time).

The page of an original report itself can be read as a browser saves it (unroca/page.py says what of it was seen).

Inferred, as no file of such answers was at hand: hw_exp, salw_imp and the other series of the answer by their names;
that a year without an entry among available_reports is one for which the register has no report; how nil reports and
withheld numbers are written ("nil", "nil report", "classified" and their like, as a whole cell).

The same lines can be kept in a comma-separated table under the names of the JSON entries or of the report page, with
`reporter` (or "Reporting State"), `table` (export, import, or as above) and `year`. An empty number is a number not
given. A line of a nil report has "nil" for its number and names nobody; "no report" says that the register has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.supply import Report, Supply
from armstrace.sources.incidents.header import body, check_shape
from armstrace.sources.incidents.json_files import load, opening, printed
from armstrace.sources.table_files import first_cells
from armstrace.sources.trade.making import Sheet, sheet_of
from armstrace.sources.unroca.holdings import holding
from armstrace.sources.unroca.lines import said, what_of
from armstrace.sources.unroca.page import MARK, MOST_BYTES, lines_of, page_of
from armstrace.sources.unroca.profile import is_profile, reports_of

SOURCE = Source(
    name="unroca_reports",
    title="Reports to the UN Register of Conventional Arms",
    publisher="The reporting states, through the United Nations Office for Disarmament Affairs",
    url="https://www.unroca.org",
    licence="Reports of states to the United Nations; facts",
    kinds=("edition", "report", "supply"),
    covers="What states themselves reported of their exports, imports and holdings, by calendar year since 1992",
    limits=(
        "Reporting is voluntary: a year without a report says nothing of what was moved.",
        "Each state uses its own definition of a transfer: passing a border, ownership or control.",
        "Only seven categories of major arms and, by choice, small arms: no ammunition, no components.",
        "A number is one of items, not of value; some states withhold numbers, types or partners.",
        "Reports are not checked by the United Nations against one another, nor with what was delivered.",
        "A report is the word of a party to the transfer, for either side.",
    ),
)
COLUMNS: Mapping[str, str] = {
    "table": "table", "report": "table", "direction": "table",
    "year": "year", "calendar year": "year", "reporting year": "year",
    "reporter": "reporter", "reporting state": "reporter", "reporting country": "reporter", "country": "reporter",
    "partner": "partner",
    "exporter": "exporter", "exporter state": "exporter", "exporter state(s)": "exporter",
    "exporting state": "exporter",
    "importer": "importer", "final importer state": "importer", "final importer state(s)": "importer",
    "importing state": "importer",
    "category": "category", "category (i-vii)": "category", "category(i-vii)": "category",
    "num_items": "number", "number of items": "number", "number": "number",
    "state_of_origin": "origin", "state of origin (if not exporter)": "origin", "state of origin": "origin",
    "intermediate_locations": "via", "intermediate location(s) (if any)": "via", "intermediate location": "via",
    "description": "description", "description of items": "description", "description of item": "description",
    "comments": "comments", "comments on the transfer": "comments", "remarks": "comments",
    "national criteria on transfers": "definition", "definition": "definition",
}  # fmt: skip
"""What each heading stands for, in small letters."""

NEEDED = ("table", "year", "category", "number")
FIELDS = tuple(dict.fromkeys(COLUMNS.values()))


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell tables and lists by their columns, an answer of the register by the names in it."""
    text = opening(head)
    if text.startswith("<"):
        return 2 if MARK in text else 0
    if text.startswith("["):
        return 2 if '"num_items"' in text and '"table"' in text else 0
    if text.startswith("{"):
        return 2 if '"countryname_slug"' in text and ('"available_reports"' in text or '"hw_imp"' in text) else 0
    named = {COLUMNS.get(" ".join(cell.lower().split())) for cell in first_cells(head)}
    return 2 if named >= set(NEEDED) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then reports and holdings in the order of the file, and what had to be set aside.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table or JSON.
    """
    sheet = sheet_of(exhibit, SOURCE, options, "reports to the UN register")
    with exhibit.path.open("rb") as file:
        first = opening(file.read(64))[:1]
    if first == "<":
        yield from _page(sheet)
        return
    if first not in {"[", "{"}:
        table = body(exhibit)
        _, header = next(table, (1, []))
        where = _columns(header, exhibit)
        yield sheet.edition
        yield from (_row(sheet, number, cells, header, where) for number, cells in table)
        return
    whole = load(exhibit)
    entries = _entries(whole, exhibit)
    yield sheet.edition
    if is_profile(whole):
        yield from reports_of(sheet, whole)
    else:
        yield from (_entry(sheet, number, entry) for number, entry in enumerate(entries, 1))


def _page(sheet: Sheet) -> Iterator[Readable]:
    """Yield the edition, then the lines of a saved page; a table whose rows are of no kind is set aside row by row."""
    if sheet.exhibit.size > MOST_BYTES:
        raise SourceChanged(f"This page is larger than {MOST_BYTES >> 20} MB.", where=repr(sheet.exhibit.received_name))
    source = sheet.exhibit.path.read_bytes().decode("utf-8-sig", "replace")
    page = page_of(source, sheet.exhibit.received_name)
    lines = [line for table in page.tables for line in lines_of(table, page, COLUMNS)]
    yield sheet.edition
    for place, cells, row in lines:
        if isinstance(row, UnreadableValue):
            yield sheet.aside(place, row, cells)
            continue
        try:
            yield _line(sheet, place, row)
        except UnreadableValue as error:
            yield sheet.aside(place, error, cells)


def _columns(header: Sequence[str], exhibit: Exhibit) -> Mapping[str, int]:
    """Give the place of each field that the header has a column for.

    Raises:
        SourceChanged: a column is missing, unknown, or there twice under one name or two.
    """
    names = [" ".join(cell.lower().split()) for cell in header]
    known = [COLUMNS.get(name, "") for name in names]
    wrong = [
        ("unknown", [cell or "(empty)" for cell, field in zip(header, known, strict=True) if not field]),
        ("missing", [field for field in NEEDED if field not in known]),
        ("twice", sorted({first for first, second in pairwise(sorted(filter(None, known))) if first == second})),
    ]
    if not {"partner", "exporter", "importer"} & set(known):
        wrong.append(("missing", ["partner, exporter or importer"]))
    told = "; ".join(f"{what} {', '.join(which)}" for what, which in wrong if which)
    if told:
        raise SourceChanged(
            f"The columns are not those of reports to the UN register: {told[:600]}.",
            where=f"{exhibit.received_name!r}, row 1",
            todo="Name the columns as the report page or the sample in the documentation does.",
        )
    return {field: index for index, field in enumerate(known)}


def _entries(whole: Any, exhibit: Exhibit) -> Sequence[Any]:
    """Give the entries of a list, all of them with names that are known; none for an answer of the register.

    Raises:
        SourceChanged: the file is neither, or an entry has a name that was never heard of.
    """
    if is_profile(whole):
        return ()
    unknown = "it is no list of entries" if not isinstance(whole, list) else ""
    for number, entry in enumerate(whole if isinstance(whole, list) else (), 1):
        new = [name for name in entry if name not in COLUMNS] if isinstance(entry, dict) else []
        if new:
            unknown = f"unknown {', '.join(map(repr, new))[:200]} in entry {number}"
            break
    if unknown:
        raise SourceChanged(
            f"These are not reports to the UN register as armstrace knows them: {unknown}.",
            where=repr(exhibit.received_name),
            todo="Nothing was read. A new name has to be taught to armstrace first.",
        )
    return whole if isinstance(whole, list) else ()


def _row(
    sheet: Sheet, number: int, cells: Sequence[str], header: Sequence[str], where: Mapping[str, int]
) -> Report | Supply | SetAside:
    place = f"row={number}"
    try:
        check_shape(cells, header)
        return _line(sheet, place, {field: cells[index] for field, index in where.items()})
    except UnreadableValue as error:
        return sheet.aside(place, error, cells)


def _entry(sheet: Sheet, number: int, entry: Any) -> Report | Supply | SetAside:
    place = f"point={number}"
    try:
        if not isinstance(entry, dict):
            return sheet.aside(place, "This is no entry with names and values.", printed(entry))
        cells = {COLUMNS[name]: _text(value) for name, value in entry.items()}
        check_once(entry, cells)
        return _line(sheet, place, cells)
    except UnreadableValue as error:
        return sheet.aside(place, error, printed(entry))


def check_once(entry: Mapping[str, Any], cells: Mapping[str, str]) -> None:
    """Check that no two names of an entry stand for one thing.

    Raises:
        UnreadableValue: two do.
    """
    if len(cells) < len(entry):
        raise UnreadableValue("Two names of this entry stand for the same thing.")


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise UnreadableValue(f"{str(value)[:60]!r} stands where a text or number belongs.")
    return "" if value is None else str(value)


def _line(sheet: Sheet, place: str, cells: Mapping[str, str]) -> Report | Supply:
    row = {**dict.fromkeys(FIELDS, ""), **cells}
    what = what_of(row["table"])
    if what == "production":
        raise UnreadableValue(
            "Procurement through national production is no transfer: armstrace keeps no record of it."
        )
    return holding(sheet, place, row) if what == "holdings" else sheet.report(place, said(row))
