"""UCDP's Georeferenced Event Dataset: one row for each event of deadly organised violence.

Publisher: Uppsala Conflict Data Program. Written from the columns of editions 17.1 to 25.1 and of the monthly candidate
releases, also those published without a header row. UCDP names the two sides of the fighting and does not say who
fired: only where one side attacked civilians (type 3) is it given as actor. The name of the conflict and the deaths by
side are kept in the note; left out are the numbers by which UCDP and others link their tables, the PRIO grid cell and
the geometry, which repeats the coordinates.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, islice
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from armstrace.records.columns import Columns
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Incident, Readable
from armstrace.records.sources import Leaves, ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.incidents.cells import bounds, cited, deaths, iso_day, position
from armstrace.sources.incidents.columns import ODD, deaths_or_odd, degrees, misplaced, out_of_order
from armstrace.sources.incidents.header import aside, body, check_shape, columns
from armstrace.sources.incidents.making import edition_of, incident, incidents
from armstrace.sources.incidents.parties import party_of, state_of
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="ucdp_ged",
    title="UCDP Georeferenced Event Dataset",
    publisher="Uppsala Conflict Data Program, Uppsala University",
    url="https://ucdp.uu.se/downloads/",
    licence="UCDP: free to use with citation, see its download page",
    kinds=("edition", "incident"),
    covers="Events of organised violence with at least one death since 1989, in the countries and years of the edition",
    limits=(
        "Only events in which somebody died directly, told by a source that UCDP read, are in it.",
        "An attack without deaths, or one nobody reported, is absent, and its absence shows nothing.",
        "Yearly editions leave out conflicts with fewer than 25 deaths in every year; candidate releases are revised.",
        "UCDP names both sides of the fighting, not who fired; only attacks on civilians have an actor.",
        "It does not record weapons: nothing follows from it on what was used.",
        "A place is mostly the middle of a town or district; the code of precision says which.",
        "Several events of one period are sometimes summed up in one row with a span of dates.",
        "Low and high are the bounds of what sources say, not a range of probability.",
    ),
    leaves=Leaves.FREE,
    version=2,
)
_TWO_NAMES = {"best_est": "best", "low_est": "low", "high_est": "high", "gwno_a": "gwnoa", "gwno_b": "gwnob"}
STANDARD = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The columns since 19.1, in the order in which a release without a header has them."""
_READ = (
    "id", "type_of_violence", "dyad_name", "side_a", "side_b", "conflict_name", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "country", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "low", "best", "high", "code_status",
)  # fmt: skip
_DEATHS = ("low", "best", "high", "deaths_civilians")
_CITED = ("source_article", "source_office", "source_date", "source_headline")
_BY_SIDE = ("side_a", "side_b", "deaths_a", "deaths_b", "deaths_unknown", "conflict_name", "code_status")
_ROWS = 512
_LATER = {"source_date", "source_headline", "source_original", "where_description", "code_status", "source_office"}
_ALSO_KNOWN = {"isocc", "gwno", "index", "event_id", "version", "conflict_id", "dyad_id", "side_a_id", "side_b_id"}
_PRECISION = {
    "1": "town", "2": "district", "3": "district", "4": "region", "5": "region", "6": "country", "7": "region",
}  # fmt: skip
"""What UCDP's codes say, after the codebook as the R package mapme.biodiversity retells it (calc_fatalities_ucdp.R).

1 a place with coordinates of its own: its middle, not the spot of the event; 2 a limited area around a place; 3 and 4
the middle of a second or first order division; 5 a point that stands for more than a division, or between two places;
6 the middle of a state; 7 the middle of a stretch of water or airspace, or an estimate: which bounds nothing closely.
"""
_TYPES = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}
_NO_ACTOR = "UCDP names both sides of the fighting and not which of them used force."
_EDITION = re.compile(r"(?:v|ged)_?(\d\d)[._]?(\d)(?:[._](\d{1,2}))?(?!\d)", re.IGNORECASE)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the table by the columns that all editions have, or by its first row where it has no header."""
    first = first_cells(head)
    return 2 if {"type_of_violence", "where_prec", "date_prec"} <= set(first) or _headless(first) else 0


def _headless(cells: Sequence[str]) -> bool:
    row = dict(zip(STANDARD, cells, strict=False))
    numbers = (row.get(name, "") for name in ("id", "type_of_violence", "where_prec", "date_prec"))
    return len(cells) == len(STANDARD) and all(each.isdecimal() for each in numbers)


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then incidents and what had to be set aside, in the order of the table.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    for each in _blocks(exhibit, options):
        if isinstance(each, Edition):
            yield each
        else:
            yield from each.in_order()


def read_blocks(exhibit: Exhibit, options: ReadOptions) -> Iterator[Columns[Incident] | Readable]:
    """Yield what `read` does, the incidents some hundred at a time by columns, each lot before what was set aside.

    Raises:
        SourceChanged: as for `read`.
    """
    for each in _blocks(exhibit, options):
        if isinstance(each, Edition):
            yield each
        else:
            yield each.incidents
            yield from (aside for _, aside in each.aside)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some rows of the table: the incidents with the numbers of their rows, and what was set aside with the same."""

    incidents: Columns[Incident]
    numbers: Sequence[int]
    aside: Sequence[tuple[int, SetAside]]

    def in_order(self) -> Iterator[Readable]:
        """Give all of it in the order of the rows."""
        if not self.aside:
            return iter(self.incidents)
        both: list[tuple[int, Readable]] = [*zip(self.numbers, self.incidents, strict=True), *self.aside]
        return (each for _, each in sorted(both, key=itemgetter(0)))


@dataclass(frozen=True, slots=True)
class _Layout:
    exhibit: Exhibit
    edition: Edition
    header: Sequence[str]
    where: Mapping[str, int]


def _blocks(exhibit: Exhibit, options: ReadOptions) -> Iterator[Edition | _Block]:
    table = body(exhibit)
    first = next(table, (1, []))
    headless = _headless(first[1])
    header = list(STANDARD) if headless else [_TWO_NAMES.get(name.strip(), name.strip()) for name in first[1]]
    known = {*STANDARD, *_ALSO_KNOWN}
    where = columns(header, exhibit, needed=[each for each in _READ if each not in _LATER], known=known)
    edition = _edition(exhibit, options, headless=headless)
    yield edition
    layout = _Layout(exhibit, edition, header if headless else first[1], where)
    rows = chain([first], table) if headless else table
    while block := list(islice(rows, _ROWS)):
        yield _block(block, layout)


def _block(rows: Sequence[tuple[int, list[str]]], layout: _Layout) -> _Block:
    """Read rows by columns, and one by one those that have anything odd about them."""
    width, begins = len(layout.header), layout.header[0]
    plain = [row for row in rows if len(row[1]) == width and row[1][0] != begins]
    found, odd = _by_columns(plain, layout)
    if odd:
        plain = [row for at, row in enumerate(plain) if at not in odd]
        found, _ = _by_columns(plain, layout)
    numbers = [number for number, _ in plain]
    if len(plain) == len(rows):
        return _Block(found, numbers, ())
    taken = set(numbers)
    alone = [(number, _row(number, cells, layout)) for number, cells in rows if number not in taken]
    incidents = [(number, each) for number, each in alone if isinstance(each, Incident)]
    if incidents:
        both = sorted([*zip(numbers, found, strict=True), *incidents], key=itemgetter(0))
        numbers, found = [number for number, _ in both], Columns.of(Incident, [each for _, each in both])
    return _Block(found, numbers, [(number, each) for number, each in alone if isinstance(each, SetAside)])


def _by_columns(rows: Sequence[tuple[int, list[str]]], layout: _Layout) -> tuple[Columns[Incident], Set[int]]:
    """Read the cells of rows that are like all others; give the places of those that are not, which only `_row` reads.

    What is read here is what `_row` reads of the same cells.
    """
    cells = list(zip(*(cells for _, cells in rows), strict=True))
    unsaid = ("",) * len(rows)
    row = {name: cells[layout.where[name]] if name in layout.where and cells else unsaid for name in _READ}
    states = list(map(state_of, row["country"]))
    lat, lon = degrees(row["latitude"]), degrees(row["longitude"])
    low, best, high, civilian = (list(map(deaths_or_odd, row[name])) for name in _DEATHS)
    whens = list(map(_span_or_none, row["date_start"], row["date_end"], row["date_prec"]))
    precisions, types = list(map(_PRECISION.get, row["where_prec"])), list(map(_TYPES.get, row["type_of_violence"]))
    odd = out_of_order(low, best, high) | misplaced(lat, lon, states)
    if None in precisions or None in types or not all(whens) or ODD in civilian:
        told = zip(precisions, types, whens, civilian, strict=True)
        odd |= {at for at, (*said, count) in enumerate(told) if None in said or count == ODD}
    if odd:
        return Columns.of(Incident, []), odd
    said = {
        "number": row["id"],
        "when": whens,
        "reported": list(map(_reported, row["source_date"])),
        "place_printed": [a or b for a, b in zip(row["where_description"], row["where_coordinates"], strict=True)],
        "area": [f"{a}, {b}" if a and b else a or b for a, b in zip(row["adm_2"], row["adm_1"], strict=True)],
        "state": states,
        "lat": lat,
        "lon": lon,
        "precision": precisions,
        "event_type": types,
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
        "civilian_deaths": civilian,
        "origin": list(map(str.strip, row["source_original"])),
        "cited": list(map(_cited, *(row[name] for name in _CITED))),
        **_parties(row),
    }
    return incidents(layout.edition, [f"row={number}" for number, _ in rows], said), odd


def _parties(row: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Say who took part, as `_who` does for each row."""
    kinds, sides_a, sides_b = row["type_of_violence"], row["side_a"], row["side_b"]
    told = zip(kinds, sides_a, sides_b, row["dyad_name"], strict=True)
    notes = map(_by_side, *(row[name] for name in _BY_SIDE))
    return {
        "actor": [party_of(side) if kind == "3" else "" for kind, side in zip(kinds, sides_a, strict=True)],
        "actor_printed": [a if kind == "3" else dyad or f"{a} - {b}" for kind, a, b, dyad in told],
        "target_printed": [side if kind == "3" else "" for kind, side in zip(kinds, sides_b, strict=True)],
        "note": [note if kind == "3" else f"{_NO_ACTOR} {note}" for kind, note in zip(kinds, notes, strict=True)],
    }


def _row(number: int, cells: list[str], layout: _Layout) -> Readable:
    try:
        # comparing every cell with the header is left to rows that begin like it
        if len(cells) != len(layout.header) or cells[0] == layout.header[0]:
            check_shape(cells, layout.header)
        printed = {name: cells[layout.where[name]] if name in layout.where else "" for name in _READ}
        return incident(layout.edition, f"row={number}", _said(printed))
    except UnreadableValue as error:
        return aside(layout.exhibit, SOURCE.reader, (number, ""), error.what, cells)


def _said(row: Mapping[str, str]) -> dict[str, Any]:
    if row["where_prec"] not in _PRECISION:
        raise UnreadableValue(f"{row['where_prec']!r} is no code of precision of a place.")
    state = state_of(row["country"])
    lat, lon = position(row["latitude"], row["longitude"], state)
    low, best, high = bounds(deaths(row["low"]), deaths(row["best"]), deaths(row["high"]))
    return {
        "number": row["id"],
        "when": _span(row["date_start"], row["date_end"], row["date_prec"]),
        "reported": _reported(row["source_date"]),
        "place_printed": row["where_description"] or row["where_coordinates"],
        "area": ", ".join(filter(None, (row["adm_2"], row["adm_1"]))),
        "state": state,
        "lat": lat,
        "lon": lon,
        "precision": _PRECISION[row["where_prec"]],
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
        "civilian_deaths": deaths(row["deaths_civilians"]),
        "origin": row["source_original"].strip(),
        "cited": _cited(*(row[name] for name in _CITED)),
        **_who(row),
    }


def _who(row: Mapping[str, str]) -> dict[str, str]:
    """Say who took part, and in which kind of violence; who used force is known only of attacks on civilians."""
    kind, side_a, side_b = row["type_of_violence"], row["side_a"], row["side_b"]
    if kind not in _TYPES:
        raise UnreadableValue(f"{kind!r} is no type of violence that UCDP has.")
    by_side = _by_side(*(row[name] for name in _BY_SIDE))
    if kind == "3":
        who = {"actor": party_of(side_a), "actor_printed": side_a, "target_printed": side_b, "note": by_side}
    else:
        who = {"actor_printed": row["dyad_name"] or f"{side_a} - {side_b}", "note": f"{_NO_ACTOR} {by_side}"}
    return {"event_type": _TYPES[kind], **who}


def _by_side(*told: str) -> str:
    """Write the deaths by side and the name of the conflict, from the cells named in _BY_SIDE."""
    side_a, side_b, deaths_a, deaths_b, unknown, conflict, status = told
    return (
        f"Deaths by side: {deaths_a or '?'} of {side_a}, {deaths_b or '?'} of {side_b}, {unknown or '?'} not known. "
        f"Conflict: {conflict}.{_status(status)}"
    )


@lru_cache(maxsize=65_536)
def _span_or_none(start: str, end: str, code: str) -> When | None:
    """Read a span of days, None where `_span` refuses it."""
    try:
        return _span(start, end, code)
    except UnreadableValue:
        return None


@lru_cache(maxsize=65_536)
def _span(start: str, end: str, code: str) -> When:
    """Read the span of days; a code that leaves more open than the days printed widens it.

    >>> _span("2020-10-01", "2020-10-31", "4").edtf, _span("2020-10-28", "2020-10-28", "1").edtf
    ('2020-10~', '2020-10-28')
    """
    first, last = iso_day(start), iso_day(end)
    if code not in {"1", "2", "3", "4", "5"}:
        raise UnreadableValue(f"{code!r} is no code of precision of a date.")
    if first > last:
        raise UnreadableValue(f"The event begins on {first} and ends on {last}: it runs backwards.")
    if code != "1" and first == last:
        first, last = _widened(first, code)
    return When(first, last, "" if code == "1" else "~", f"{start}/{end} (precision {code})")


def _widened(day: date, code: str) -> tuple[date, date]:
    if code == "5":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if code == "4":
        return day - timedelta(days=30), day + timedelta(days=30)
    return day - timedelta(days=6), day + timedelta(days=6)


@lru_cache(maxsize=65_536)
def _reported(printed: str) -> When | None:
    """Read the first day on which a source named told of it; what is no day there stays in `cited`."""
    days = []
    for part in printed.split(";"):
        try:
            days.append(iso_day(part))
        except UnreadableValue:
            continue
    return When.day(min(days), printed) if days else None


def _cited(article: str, office: str, told: str, headline: str) -> str:
    if office and told and headline and not (";" in office or ";" in told or ";" in headline):
        # as `cited` writes a list of one thing; most rows have one source
        return f"[{encode_basestring(f'{office.strip()}, {told.strip()}, {headline.strip()}'.strip())}]"
    many = office.count(";")
    if office and told.count(";") == many == headline.count(";"):
        parts = zip(office.split(";"), told.split(";"), headline.split(";"), strict=True)
        return cited([", ".join([each.strip() for each in part if each]) for part in parts])
    return cited([article or ", ".join(filter(None, (office, told, headline)))])


def _status(printed: str) -> str:
    return "" if printed in {"", "Clear"} else f" UCDP marks this row: {printed}."


def _edition(exhibit: Exhibit, options: ReadOptions, *, headless: bool) -> Edition:
    """Name the edition as the person or the file's name says; the table itself does not."""
    found = _EDITION.search(exhibit.received_name)
    version = ".".join(filter(None, found.groups())) if found else ""
    said = options.edition or exhibit.edition or version
    assumed = ["" if said else "Neither the file's name nor anybody says which edition this is."]
    assumed += ["The file has no header: its columns are taken to be the usual ones."] if headless else []
    assumed += ["A candidate release: UCDP revises these events."] if found and found[3] else []
    label = f"UCDP GED {said}" if said else f"UCDP GED, edition not said ({exhibit.short})"
    told = " ".join(filter(None, assumed))
    return edition_of(exhibit, SOURCE.reader, label, covers=_covers(found), assumptions=told)


def _covers(found: "re.Match[str] | None") -> When | None:
    """Give what a numbered edition covers: 24.1 ends with 2023; 24.0.3 is a month of 2024 or some up to it."""
    if not found or found[3]:
        return None
    return When.years_of(1989, 1999 + int(found[1]))
