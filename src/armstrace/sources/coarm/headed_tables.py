"""Tables of licences and exports with a header: a line per category, or the printed form with a column for each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.place import Place
from armstrace.records.sources import SetAside
from armstrace.records.supply import Report
from armstrace.sources.coarm.figures import check_row, figure, rating, reporter
from armstrace.sources.incidents.header import check_shape
from armstrace.sources.trade.cells import plain, year
from armstrace.sources.trade.making import Sheet, note
from armstrace.sources.trade.parties import party

COLUMNS: Mapping[str, str] = {
    "unique-id": "number", "unique id": "number",
    "year": "year",
    "exporter": "exporter", "exporting-country": "exporter", "exporting country": "exporter",
    "exporting state": "exporter", "member state": "exporter", "exporting member state": "exporter",
    "destination": "destination", "importing-country": "destination", "importing country": "destination",
    "destination country": "destination", "country of destination": "destination",
    "category": "category", "cml-category": "category", "ml": "category", "ml category": "category",
    "eu military list category": "category", "military list category": "category", "rating": "category",
    "num-licenses-imported": "a", "num-licenses": "a", "number of licences": "a", "licences": "a",
    "number of licences issued": "a",
    "val-licenses-imported": "b", "val-licenses": "b", "value of licences": "b", "licence value": "b",
    "value of licences issued": "b",
    "val-arms-imported": "c", "val-arms": "c", "value of exports": "c", "value of arms exports": "c",
    "value of actual exports": "c", "actual exports": "c", "export value": "c",
    "total-eu-licenses-refusals-imported": "d", "total-eu-licenses-refusals": "d", "refusals": "d",
    "number of refusals": "d", "number of licence refusals": "d",
    "criteria-numbers-imported": "e", "criteria-numbers": "e", "criteria": "e", "refusal criteria": "e",
    "row": "row",
    "comments": "comments", "note": "comments",
}  # fmt: skip
"""What each heading stands for, in small letters and without "(EUR)" or the like."""

FIGURES = ("a", "b", "c", "d", "e")
_UNIT = re.compile(r"\s{0,4}\((?:in )?(?:eur|euros?|€)\)$")
_WIDE = re.compile(r"(?:ml ?\d{1,2}|misc|miscellaneous|total|total per destination)")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table: the place of each field, and the categories that have a column of their own."""

    header: tuple[str, ...]
    fields: Mapping[str, int]
    categories: tuple[int, ...]


def known_columns(header: Sequence[str]) -> bool:
    """Tell whether a header is of such a table, also where it has a column more."""
    fields = {_field(cell) for cell in header}
    wide = any(_WIDE.fullmatch(_folded(cell)) for cell in header)
    return fields >= {"year", "exporter", "destination"} and bool(fields & set(FIGURES) or (wide and "row" in fields))


def layout_of(header: Sequence[str], exhibit: Exhibit) -> Layout:
    """Find the columns.

    Raises:
        SourceChanged: one is missing, doubled or unknown.
    """
    fields: dict[str, int] = {}
    categories, unknown, twice = [], [], []
    for index, cell in enumerate(header):
        field = _field(cell)
        if field in fields:
            twice.append(cell)
        elif field:
            fields[field] = index
        elif _WIDE.fullmatch(_folded(cell)):
            categories.append(index)
        else:
            unknown.append(cell or "(empty)")
    needed = ["year", "exporter", "destination", *(("row",) if categories else ("category",))]
    missing = [name for name in needed if name not in fields]
    if not categories and not set(fields) & set(FIGURES):
        missing.append("a column of figures")
    wrong = (("unknown", unknown), ("missing", missing), ("twice", twice))
    told = "; ".join(f"{what} {', '.join(which)}" for what, which in wrong if which)
    if told:
        raise SourceChanged(
            f"The columns are not those of licences and exports of EU member states: {told[:600]}.",
            where=f"{exhibit.received_name!r}, row 1",
            todo="Name the columns as the sample in the documentation does.",
        )
    return Layout(tuple(header), fields, tuple(categories))


def _folded(cell: str) -> str:
    # one public export has spaces and quotation marks around its names
    return _UNIT.sub("", " ".join(cell.strip('" ').lower().split()))


def _field(cell: str) -> str:
    return COLUMNS.get(_folded(cell), "")


def records(sheet: Sheet, layout: Layout, table: Iterator[tuple[int, list[str]]]) -> Iterator[Report | SetAside]:
    """Yield the reports of a table's rows, one for each figure, and what is set aside."""
    for number, cells in table:
        place = Place(row=number)
        try:
            check_shape(cells, layout.header)
            row = {field: cells[index].strip('" ') for field, index in layout.fields.items()}
            said = _said(row)
            if layout.categories:
                check_row(row["row"].lower())
                yield from _wide(sheet, number, cells, (layout, row, said))
                continue
            for letter in FIGURES:
                told = figure(letter, row.get(letter, ""))
                if told is not None:
                    yield sheet.report(str(place), {**said, **told}, item=f"measure={told['measure']}")
        except UnreadableValue as error:
            yield sheet.aside(str(place), error, cells)


def _said(row: Mapping[str, str]) -> dict[str, Any]:
    who, words = reporter(row["exporter"])
    category = rating(row.get("category", ""))
    return {
        "reporter": who,
        "reporter_printed": row["exporter"],
        "year": year(row["year"]),
        "partner": party(row["destination"]),
        "partner_printed": row["destination"],
        "category": category,
        "note": note(words, plain(row.get("comments", ""))),
    }


def _wide(
    sheet: Sheet, number: int, cells: Sequence[str], known: tuple[Layout, Mapping[str, str], Mapping[str, Any]]
) -> Iterator[Report | SetAside]:
    """Yield one report for each category of a row of the printed form."""
    layout, row, said = known
    for index in layout.categories:
        place = str(Place(row=number, column=layout.header[index]))
        try:
            told = figure(row["row"].lower(), cells[index])
        except UnreadableValue as error:
            yield sheet.aside(place, error, cells[index])
            continue
        if told is not None:
            yield sheet.report(place, {**said, **told, "category": rating(layout.header[index])})
