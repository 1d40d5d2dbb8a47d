"""ACLED's export: one row for each event of political violence, protest or strategic development.

Publisher: Armed Conflict Location & Event Data (ACLED). Written from the columns of the exports since 2019, with
admin3, disorder_type, civilian_targeting, tags and timestamp where they are there. ACLED's terms forbid handing its
rows on: `rows_may_leave` is False, and exports name the events and keep their contents back. Left out: regions,
numeric codes of states and of kinds of actors, and the day of the last change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.sources import Leaves, ReadOptions, Source
from armstrace.records.values import When
from armstrace.sources.incidents.cells import cited, deaths, position
from armstrace.sources.incidents.header import aside, body, check_shape, columns
from armstrace.sources.incidents.making import edition_of, incident
from armstrace.sources.incidents.parties import party_of, state_of
from armstrace.sources.table_files import first_cells

SOURCE = Source(
    name="acled_csv",
    title="ACLED export of events",
    publisher="Armed Conflict Location & Event Data (ACLED)",
    url="https://acleddata.com",
    licence="ACLED's terms of use: own account, attribution with date of access, rows not to be handed on",
    kinds=("edition", "incident"),
    covers="Political violence and protest that ACLED's sources reported, for the filters and the day of the export",
    limits=(
        "The export holds what was asked for; what a filter left out is absent, and its absence shows nothing.",
        "ACLED rests on reports: a place or time without reporters has fewer events, not less violence.",
        "Actor 1 and actor 2 stand in no order: only where the other side is civilians is one of them the actor here.",
        "Fatalities are one number, often from a party to the conflict, without bounds; 0 also means none reported.",
        "It does not record weapons beyond kinds such as shelling or air strike: nothing follows on what was used.",
        "The data are changed every week, back into the past: a figure holds for the day of the export.",
        "What the same actors did at one place on one day is one row, however many attacks it was.",
        "Protests and strategic developments are in it, which are no uses of weapons.",
    ),
    rows_may_leave=False,
    leaves=Leaves.NEVER,
    version=2,
)
_NEEDED = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country",
    "admin1", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip
_KNOWN = {
    *_NEEDED, "year", "disorder_type", "assoc_actor_1", "inter1", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "iso3", "region", "admin2", "admin3", "source_scale", "tags", "timestamp", "data_id",
    "event_id_no_cnty", "population_1km", "population_2km", "population_5km", "population_best",
}  # fmt: skip
_PRECISION = {"1": "town", "2": "district", "3": "region"}
"""What ACLED's codes say, after its codebook as the R package mapme.biodiversity retells it (calc_fatalities_acled.R).

1 a town; 2 a small part of a region, or near a town, whose coordinates stand for it; 3 a larger region, by the nearest
natural place or the provincial capital.
"""
_ONE_SIDED = {"Violence against civilians", "Explosions/Remote violence"}


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a table is known by its columns, whatever its name
    """Tell the export by ACLED's own names of columns."""
    return 2 if {"event_id_cnty", "time_precision", "geo_precision"} <= set(first_cells(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then incidents and what had to be set aside, in the order of the table.

    Raises:
        SourceChanged: a column is missing, doubled, new or renamed, or the file stops being a table.
    """
    table = body(exhibit)
    _, header = next(table, (1, []))
    where = columns(header, exhibit, needed=_NEEDED, known=_KNOWN)
    edition = _edition(exhibit, options)
    yield edition
    for number, cells in table:
        try:
            check_shape(cells, header)
            row = {name: cells[index].strip() for name, index in where.items()}
            yield incident(edition, f"row={number}", _said(row))
        except UnreadableValue as error:
            yield aside(exhibit, SOURCE.reader, (number, ""), error.what, cells)


def _said(row: Mapping[str, str]) -> dict[str, Any]:
    if row["geo_precision"] not in _PRECISION:
        raise UnreadableValue(f"{row['geo_precision']!r} is no code of precision of a place.")
    state = state_of(row["country"])
    lat, lon = position(row["latitude"], row["longitude"], state)
    told = [each.strip() for each in row["source"].split(";") if each.strip()]
    return {
        "number": row["event_id_cnty"],
        "when": _when(row["event_date"], row["time_precision"]),
        "place_printed": row["location"],
        "area": ", ".join(filter(None, (row.get("admin3"), row.get("admin2"), row["admin1"]))),
        "state": state,
        "lat": lat,
        "lon": lon,
        "precision": _PRECISION[row["geo_precision"]],
        "event_type": ": ".join(filter(None, (row["event_type"], row["sub_event_type"]))),
        "deaths_best": deaths(row["fatalities"]),
        "origin": told[0] if len(told) == 1 else "",
        "cited": cited(told),
        "text": row["notes"],
        **_who(row),
    }


def _who(row: Mapping[str, str]) -> dict[str, str]:
    sides = [row["actor1"], row["actor2"]]
    civil = [side.startswith("Civilians") for side in sides]
    beside = [f"beside them {row[name]}" for name in ("assoc_actor_1", "assoc_actor_2") if row.get(name)]
    note = "; ".join(filter(None, (*beside, row.get("civilian_targeting"), row.get("tags"), row.get("source_scale"))))
    if row["event_type"] in _ONE_SIDED and civil.count(True) == 1:
        actor, target = sides if civil[1] else sides[::-1]
        return {"actor": party_of(actor), "actor_printed": actor, "target_printed": target, "note": note}
    return {"actor_printed": " - ".join(filter(None, sides)), "note": note}


@lru_cache(maxsize=65_536)
def _when(printed: str, code: str) -> When:
    """Read the day; with code 2 the day printed is some day of the week meant, with 3 mostly the middle of the month.

    >>> _when("28 October 2020", "1").edtf, _when("2020-10-15", "3").edtf, _when("2020-10-15", "2").edtf
    ('2020-10-28', '2020-10~', '2020-10-09/2020-10-21~')
    """
    said = When.read(printed)
    day = said.earliest
    if day is None or said.precision != "day":
        raise UnreadableValue(f"{printed!r} is not a day.")
    if code == "1":
        return said
    if code == "2":
        return When(day - timedelta(days=6), day + timedelta(days=6), "~", printed)
    if code == "3":
        return replace(When.read(day.isoformat()[:7]), qualifier="~", printed=printed)
    raise UnreadableValue(f"{code!r} is no code of precision of a date.")


def _edition(exhibit: Exhibit, options: ReadOptions) -> Edition:
    said = options.edition or exhibit.edition
    assumed = "" if said else "Nobody says on which day this was exported; ACLED changes its data every week."
    label = f"ACLED, exported {said}" if said else f"ACLED, day of export not said ({exhibit.short})"
    return edition_of(exhibit, SOURCE.reader, label, assumptions=assumed)
