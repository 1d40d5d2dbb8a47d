"""UCDP's Georeferenced Event Dataset: one row for each event of deadly organised violence.

Publisher: Uppsala Conflict Data Program. Written from the columns of editions 17.1 to 25.1 and of the monthly candidate
releases, also those published without a header row. UCDP names the two sides of the fighting and does not say who
fired: only where one side attacked civilians (type 3) is it given as actor. The name of the conflict and the deaths by
side are kept in the note; left out are the numbers by which UCDP and others link their tables, the PRIO grid cell and
the geometry, which repeats the coordinates.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.sources import Leaves, ReadOptions, Source
from armstrace.records.values import When
from armstrace.sources.incidents.cells import bounds, cited, deaths, iso_day, position
from armstrace.sources.incidents.header import aside, body, check_shape, columns
from armstrace.sources.incidents.making import edition_of, incident
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
_LATER = {"source_date", "source_headline", "source_original", "where_description", "code_status", "source_office"}
_ALSO_KNOWN = {"isocc", "gwno", "index", "event_id", "version", "conflict_id", "dyad_id", "side_a_id", "side_b_id"}
_PRECISION = {"1": "town", "2": "district", "3": "district", "4": "region", "5": "region", "6": "country", "7": ""}
"""UCDP's code 1 is a named place with coordinates of its own: its middle, not the spot of the event."""
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
    table = body(exhibit)
    first = next(table, (1, []))
    headless = _headless(first[1])
    header = list(STANDARD) if headless else [_TWO_NAMES.get(name.strip(), name.strip()) for name in first[1]]
    known = {*STANDARD, *_ALSO_KNOWN}
    where = columns(header, exhibit, needed=[each for each in _READ if each not in _LATER], known=known)
    edition = _edition(exhibit, options, headless=headless)
    yield edition
    layout = _Layout(exhibit, edition, header if headless else first[1], _taker(where))
    if headless:
        yield _row(first[0], first[1], layout)
    for number, cells in table:
        yield _row(number, cells, layout)


@dataclass(frozen=True, slots=True)
class _Layout:
    exhibit: Exhibit
    edition: Edition
    header: Sequence[str]
    take: "itemgetter[tuple[str, ...]]"


def _taker(where: Mapping[str, int]) -> "itemgetter[tuple[str, ...]]":
    """Take the cells that are read out of a row; a column that this edition has not is the empty cell at its end."""
    return itemgetter(*[where.get(name, -1) for name in _READ])  # type: ignore[arg-type] # of lists, not of tables


def _row(number: int, cells: list[str], layout: _Layout) -> Readable:
    try:
        # comparing every cell with the header is left to rows that begin like it
        if len(cells) != len(layout.header) or cells[0] == layout.header[0]:
            check_shape(cells, layout.header)
        printed = dict(zip(_READ, layout.take([*cells, ""]), strict=True))
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
        "cited": _cited(row["source_article"], row["source_office"], row["source_date"], row["source_headline"]),
        **_who(row),
    }


def _who(row: Mapping[str, str]) -> dict[str, str]:
    """Say who took part, and in which kind of violence; who used force is known only of attacks on civilians."""
    kind, side_a, side_b = row["type_of_violence"], row["side_a"], row["side_b"]
    if kind not in _TYPES:
        raise UnreadableValue(f"{kind!r} is no type of violence that UCDP has.")
    by_side = (
        f"Deaths by side: {row['deaths_a'] or '?'} of {side_a}, {row['deaths_b'] or '?'} of {side_b}, "
        f"{row['deaths_unknown'] or '?'} not known. Conflict: {row['conflict_name']}.{_status(row['code_status'])}"
    )
    if kind == "3":
        who = {"actor": party_of(side_a), "actor_printed": side_a, "target_printed": side_b, "note": by_side}
    else:
        who = {"actor_printed": row["dyad_name"] or f"{side_a} - {side_b}", "note": f"{_NO_ACTOR} {by_side}"}
    return {"event_type": _TYPES[kind], **who}


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
