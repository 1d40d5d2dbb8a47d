"""The tables of caatdata/eu-arms-export-data (GitHub), which have no header: exports, missions, consultations."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.records.sources import SetAside
from armstrace.records.supply import Report
from armstrace.sources.coarm.figures import UNION, figure, rating, reporter
from armstrace.sources.table_files import first_cells
from armstrace.sources.trade.bare import bare_rows, check_width, first_line
from armstrace.sources.trade.cells import count, plain, year
from armstrace.sources.trade.making import Sheet, note
from armstrace.sources.trade.parties import EVERYBODY, party

Said = tuple[Mapping[str, Any], str]


@dataclass(frozen=True, slots=True)
class BareTable:
    """A table without a header: how many cells its rows have, what parts them, and how a row is read."""

    name: str
    width: int
    delimiter: str
    reads: Callable[[Sequence[str]], Iterator[Said]]

    def records(self, sheet: Sheet) -> Iterator[Report | SetAside]:
        """Give its reports; a row that cannot be read is set aside.

        Raises:
            SourceChanged: the first row has more or fewer cells than this table.
        """
        table = bare_rows(sheet.exhibit, self.width, delimiter=self.delimiter)
        return (record for number, cells in table for record in self._row(sheet, number, cells))

    def _row(self, sheet: Sheet, number: int, cells: Sequence[str]) -> list[Report | SetAside]:
        place = f"row={number}"
        try:
            check_width(cells, self.width)
            return [sheet.report(place, said, item) for said, item in self.reads(cells)]
        except UnreadableValue as error:
            return [sheet.aside(place, error, cells)]


def bare_table(head: bytes) -> BareTable | None:
    """Tell from the first row which of the tables a file is; None for none of them."""
    by_semicolon = first_line(head, ";")
    if len(by_semicolon) >= 7 and _is_year(by_semicolon[0]) and by_semicolon[1] in {"0", "1"}:
        # eleven columns or seven, each row ending with one more semicolon
        return EXPORTS if len(by_semicolon) > 9 else TOTALS
    cells = first_cells(head)
    if len(cells) < 7 or not _is_year(cells[0]) or {len(cells[1]), len(cells[3])} - {0, 2}:
        return None
    if len(cells) >= 8 and all(cell == "" or cell.isdecimal() for cell in cells[5:8]):
        return CONSULTATIONS
    return MISSIONS if cells[1] and len(cells[2]) > 2 and cells[5] and not cells[5].isdecimal() else None


def _is_year(cell: str) -> bool:
    return len(cell) == 4 and cell.isdecimal()


def _exports(cells: Sequence[str]) -> Iterator[Said]:
    year_, embargo, iso2, name, to_iso2, to_name, _, region, ml, row, value = cells
    yield from _figure((year_, embargo, ml, row, value), reporter(name, iso2), (to_iso2, to_name), (name, region))


def _totals(cells: Sequence[str]) -> Iterator[Said]:
    year_, embargo, name, to_name, ml, row, value = cells
    yield from _figure((year_, embargo, ml, row, value), reporter(name), ("", to_name), (name, ""))


def _figure(
    cells: tuple[str, str, str, str, str], who: tuple[str, str], to: tuple[str, str], printed: tuple[str, str]
) -> Iterator[Said]:
    year_, embargo, ml, row, value = cells
    if embargo not in {"0", "1"}:
        raise UnreadableValue(f"{embargo[:20]!r} stands where 0 or 1 says whether there was an embargo.")
    told = figure(row.lower(), value)
    region = f"region: {printed[1]}" if printed[1] and not to[1] else ""
    said = {
        "reporter": who[0],
        "reporter_printed": printed[0],
        "year": year(year_),
        "partner": party(to[1], to[0]),
        "partner_printed": to[1] or to[0],
        "category": rating(ml),
        "note": note(who[1], region, "the file has the destination under embargo" if embargo == "1" else ""),
    }
    if told is not None:
        yield {**said, **told}, ""


def _missions(cells: Sequence[str]) -> Iterator[Said]:
    """Read what went to a mission in a state: the mission is the recipient, and no state."""
    year_, iso2, name, _, to_name, mission, items = cells
    yield (
        {
            "reporter": party(name, iso2),
            "reporter_printed": name,
            "direction": "export",
            "year": year(year_),
            "partner_printed": note(plain(mission) or "a mission that is not named", plain(to_name)),
            "category": "mission",
            "designation": plain(items),
            "measure": "items",
            "note": "for a mission in that state, not for the state itself",
        },
        "",
    )


def _consultations(cells: Sequence[str]) -> Iterator[Said]:
    year_, iso2, name, to_iso2, to_name, initiated, received, concerning = cells
    told = {"year": year(year_), "direction": "licence", "measure": "consultations"}
    if iso2 or name:
        who = {"reporter": party(name, iso2), "reporter_printed": name, "partner": EVERYBODY}
        for word, cell in (("initiated", initiated), ("received", received)):
            if cell:
                yield {**told, **who, "designation": word, "items": count(cell)}, f"consultations={word}"
        return
    whole = {"reporter": party(UNION), "reporter_printed": "", "partner": party(to_name, to_iso2)}
    yield {**told, **whole, "partner_printed": to_name, "designation": "concerning it", "items": count(concerning)}, ""


EXPORTS = BareTable("licences and exports", 11, ";", _exports)
TOTALS = BareTable("licences and exports", 7, ";", _totals)
MISSIONS = BareTable("exports to missions", 7, ",", _missions)
CONSULTATIONS = BareTable("consultations", 8, ",", _consultations)
