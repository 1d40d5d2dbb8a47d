"""Brokering licences of EU member states, taken by the Campaign Against Arms Trade from the EU's annual reports.

Seen: the file `broker.csv` of github.com/caatdata/eu-arms-export-data (licences of 2008 to 2013) with its README. It
has no header; thirteen columns: year, broker's state (two letters, name), issued or refused, states (letters, names),
number of licences, value licensed, military list rating, quantity, value brokered, states (letters, names). Several
states, ratings or values stand in one cell with ";" between them.

Inferred: which of the two pairs of states is the destination. The README calls the first "source" and the second
"destination"; the rows say the reverse: the refusals name Azerbaijan, Libya or Somalia in the first pair, and the
second pair, empty where a refusal tells no origin, is led by the United States, South Africa and Jordan while the
first is led by Oman, Iraq and Afghanistan. The raw rows left in the file have the states in the same order, as lists
of destinations and of origins. So the first pair is read as the destination; the edition says so.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.supply import Report
from armstrace.sources.trade.bare import bare_rows, check_width, first_line
from armstrace.sources.trade.cells import amount, count, plain, year
from armstrace.sources.trade.making import Sheet, note, sheet_of
from armstrace.sources.trade.parties import party

SOURCE = Source(
    name="eu_brokering",
    title="Brokering licences of EU member states",
    publisher="Campaign Against Arms Trade, from the EU's annual reports on arms exports",
    url="https://github.com/caatdata/eu-arms-export-data",
    licence="None stated; the figures are those of the EU's annual reports in the Official Journal",
    kinds=("edition", "report"),
    covers="Licences that EU member states issued or refused to brokers in their territory, 2008 to 2013, by state",
    limits=(
        "A licence to broker is no contract and no delivery; what was delivered under it is not in the file.",
        "Not all member states license brokering alike, and some report nothing: nothing follows from a gap.",
        "Who brokered, and who was to receive the goods within a state, is not in the file.",
        "Where a row names several states its numbers are of all of them together and are not split.",
        "Which states are destinations is read from the rows: the file's own description has it the other way round.",
        "Rows without a year, left by the program that made the file, cannot be used.",
    ),
)
WIDTH = 13
ASSUMED = (
    "The first pair of states in a row is read as the destination, the second as the origin: the description that "
    "comes with the file names them the other way round, the rows themselves do not bear that out."
)
_MEASURES = {"issued": "licences", "refused": "refusals"}
_NO_STATE = re.compile(
    r"worldwide\b.{0,60}|(?:multiple|different|other|various) countries|non specific country|others?|unknown"
    r"|nordic countries|nato\+|vessel\b.{0,60}|not applicable\b.{0,80}",
    re.IGNORECASE,
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its rows, whatever its name
    """Tell the table by its first row: a year, a state by letters and name, and what became of the licence."""
    cells = first_line(head)
    return 2 if len(cells) >= 4 and cells[0].isdecimal() and len(cells[1]) == 2 and cells[3] in _MEASURES else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then for each row and destination one report for each number in it, and what is set aside.

    Raises:
        SourceChanged: the first row has not the columns of this table, or the file stops being a table.
    """
    sheet = sheet_of(exhibit, SOURCE, options, "EU brokering licences", ASSUMED)
    table = bare_rows(exhibit, WIDTH)
    yield sheet.edition
    for number, cells in table:
        yield from _row(sheet, number, cells)


def _row(sheet: Sheet, number: int, cells: Sequence[str]) -> Iterator[Report | SetAside]:
    place = f"row={number}"
    try:
        said, partners, figures = _understood(cells)
        origins = _origins(_states(cells[11], cells[12]))
    except UnreadableValue as error:
        yield sheet.aside(place, error, cells)
        return
    together = _together(partners, cells) if len(partners) > 1 else ""
    for code, partner in partners:
        for measure, value in figures:
            whose = {"partner": code, "partner_printed": partner, "measure": measure, **origins}
            words = note(origins["note"], _said_of(cells, measure), together)
            # numbers of several destinations together belong to none of them alone
            values = {**({} if together else value), "currency": "EUR" if "money" in measure else "", "note": words}
            item = f"measure={measure}" + (f";partner={code or partner}" if together else "")
            yield sheet.report(place, {**said, **whose, **values}, item)


def _understood(cells: Sequence[str]) -> tuple[dict[str, Any], list[tuple[str, str]], list[tuple[str, dict[str, Any]]]]:
    """Give what all reports of a row say, its destinations, and its numbers."""
    if cells[0].startswith("["):
        raise UnreadableValue("The row has no year: a list from the program that made the file stands here instead.")
    check_width(cells, WIDTH)
    if cells[3] not in _MEASURES:
        raise UnreadableValue(f"{cells[3][:40]!r} stands where only 'issued' or 'refused' can.")
    said = {
        "year": year(cells[0]),
        "reporter": party(cells[2], cells[1]),
        "reporter_printed": cells[2],
        "direction": "brokering",
        "category": plain(cells[8]),
        "designation": plain(cells[9]),
    }
    return said, _states(cells[4], cells[5]), _figures(cells)


def _together(partners: Sequence[tuple[str, str]], cells: Sequence[str]) -> str:
    names = "; ".join(printed for _, printed in partners)
    numbers = f"licences {cells[6]}, value licensed {cells[7]}, value brokered {cells[10]}"
    return f"the row names {len(partners)} destinations together: {names} ({numbers})"


def _states(letters: str, names: str) -> list[tuple[str, str]]:
    """Pair the states of two cells; a cell that names none, or no single state, gives one pair without a code."""
    codes, printed = ([part.strip() for part in plain(cell).split(";")] for cell in (letters, names))
    if len(codes) != len(printed):
        raise UnreadableValue(f"{len(codes)} codes of states stand beside {len(printed)} names.")
    found = {}
    for code, each in zip(codes, printed, strict=True):
        if code or each:
            found[each or code] = "" if not code and _NO_STATE.fullmatch(each) else party(each, code)
    return [(code, each) for each, code in found.items()] or [("", "")]


def _figures(cells: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """Give each number of a row as (measure, field and value): licences first, then the values."""
    found: list[tuple[str, dict[str, Any]]] = [(_MEASURES[cells[3]], {"items": count(cells[6])})]
    several = ";" in cells[10]
    licensed, brokered = amount(cells[7]), None if several else amount(cells[10])
    if cells[3] == "refused":
        # what was refused is no licensed value: it stands in the note of the refusal
        return found
    if licensed is not None:
        found.append(("licence_money", {"amount": licensed}))
    if brokered is not None or several:
        found.append(("money", {"amount": brokered}))
    return found


def _origins(origins: Sequence[tuple[str, str]]) -> dict[str, str]:
    printed = "; ".join(name for _, name in origins if name)
    return {
        "origin_state": origins[0][0] if len(origins) == 1 else "",
        "note": f"from {printed}" if printed else "no origin is named",
    }


def _said_of(cells: Sequence[str], measure: str) -> str:
    if measure == "refusals":
        return f"value of what was refused: {cells[7]} EUR" if cells[7] else ""
    if measure == "money" and ";" in cells[10]:
        return f"values item by item, not added up: {cells[10]} EUR"
    return ""
