"""One aircraft's day, from archives to what is drawn of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from armstrace.desk.flights.asked import Asked
from armstrace.desk.flights.folder import SUMMARY, summary_of
from armstrace.desk.flights.index import SaidOf
from armstrace.desk.flights.job import who_of
from armstrace.desk.flights.wiring import fields, members_of, points_of
from armstrace.dossier.tracks.model import Candidate, Event, Fix, Stretch, Track
from armstrace.engine.store import Files, is_remote
from armstrace.flights.columns import columns_of
from armstrace.flights.marks import ALTITUDE, ASTRAY, STATE, mark_points
from armstrace.flights.movements import FOREVER_S, Who, movements
from armstrace.gazetteer.aircraft_privacy import REASONS, why_restricted
from armstrace.gazetteer.runway_fields import field_of
from armstrace.records.errors import CaseError
from armstrace.sources.traces.archives.walk import Seen
from armstrace.sources.traces.points import Points


def track_of(address: str, day: date, archives: Sequence[str], files: Files, said_of: SaidOf, why: str = "") -> Track:
    """Read one aircraft's traces around a day and gather what is drawn of that day.

    Raises:
        CaseError: the archives have nothing of it on that day, or its owner asked not to be shown and `why` is empty.
    """
    asked = Asked(frozenset({address}), first=day, last=day)
    found = members_of(_archives(archives, files), files, asked.only, Seen())
    members = [member for member in found if asked.in_time(member.day)]
    points = points_of(members, files, lambda each: each == address)
    who = who_of(said_of([address]))
    on_day = rows_on(points, day)
    if not on_day.any():
        known = sorted({str(member.day) for member in members if member.day})
        todo = f"There are traces of {', '.join(known)}." if known else "Check the address and the archives."
        raise CaseError(
            "These archives have nothing of this aircraft on that day.", where=f"{address} {day}", todo=todo
        )
    _refuse(points, who, day, why)
    events = movements(points, fields(), who).to_pylist()
    reads = sorted({int(number) for number in points.member[on_day]})
    known_as = who(address, day)
    used = [points.members[number] for number in reads]
    return Track(
        hex=address,
        day=str(day),
        registration=known_as.registration or next((read.registration for read in used if read.registration), ""),
        typecode=known_as.typecode or next((read.typecode for read in used if read.typecode), ""),
        callsigns=tuple(dict.fromkeys(points.callsigns[c] for c in points.callsign[on_day] if c >= 0)),
        stretches=tuple(stretches(points, on_day)),
        events=tuple(_events(events, day)),
        members=tuple((f"{read.member.archive}: {read.member.name}", read.sha256) for read in used),
    )


def _archives(given: Sequence[str], files: Files) -> Iterator[str]:
    """Give the archives named; a dataset stands for those it was made from.

    Raises:
        CaseError: one is not there.
    """
    for each in given:
        dataset = not is_remote(each) and (Path(each) / SUMMARY).is_file()
        for archive in summary_of(Path(each))["archives"] if dataset else [each]:
            if not files.exists(archive):
                raise CaseError(f"Not found: {archive!r}.", todo="Check the paths, and the folder that you are in.")
            yield archive


def rows_on(points: Points, day: date) -> Any:
    """Tell which positions are of a UTC day."""
    first = datetime.combine(day, time(), UTC).timestamp()
    return (points.time_s >= first) & (points.time_s < first + timedelta(1).total_seconds())


def _refuse(points: Points, who: Who, day: date, why: str) -> None:
    flags = 0
    for read in points.members:
        flags |= read.db_flags
    reasons = why_restricted(flags, who(points.hexes[0], day).restricted)
    if reasons and not why.strip():
        todo = "If its flights are of public interest, say why with --why."
        raise CaseError(f"This aircraft is not shown: {REASONS[reasons[0]]}.", where=points.hexes[0], todo=todo)


def stretches(points: Points, on_day: Any) -> Iterator[Stretch]:
    """Part the positions of the day where what they are changes."""
    columns = columns_of(points)
    marks = mark_points(columns, points.start, np.zeros((len(points.hexes), STATE)), FOREVER_S)
    kinds = np.where(marks & ASTRAY, "astray", np.where(points.ground, "ground", "air"))
    rows = np.flatnonzero(on_day & (np.abs(points.lat) <= 90) & (np.abs(points.lon) <= 180))
    for kind, group in groupby(rows.tolist(), key=lambda row: str(kinds[row])):
        fixes = []
        for row in group:
            altitude = float(points.alt_ft[row])
            known = np.isfinite(altitude) and not marks[row] & ALTITUDE
            fixes.append(
                Fix(
                    float(points.time_s[row]),
                    float(points.lat[row]),
                    float(points.lon[row]),
                    altitude if known else None,
                )
            )
        yield Stretch(kind, tuple(fixes))


def _events(rows: Sequence[dict[str, Any]], day: date) -> Iterator[Event]:
    """Gather the candidates of each event of the day."""
    ordered = sorted(rows, key=lambda row: (row["event"], row["rank"]))
    found = []
    for _, group in groupby(ordered, key=lambda row: str(row["event"])):
        mine = list(group)
        first = mine[0]
        at, earliest, latest = (first[name].timestamp() for name in ("time_utc", "time_earliest", "time_latest"))
        if first["time_earliest"].date() <= day <= first["time_latest"].date():
            candidates = tuple(candidate(row) for row in mine)
            found.append(Event(first["kind"], at, earliest, latest, first["basis"], candidates))
    yield from sorted(found, key=lambda event: (event.at, event.kind))


def candidate(row: Mapping[str, Any]) -> Candidate:
    """Give an airfield that an event may have been at, from a row in the columns of movements."""
    field = field_of(row["airfield"]) if row["airfield"] else None
    name, lat, lon = (field.name, field.lat, field.lon) if field else ("", None, None)
    return Candidate(row["airfield"], name, lat, lon, float(row["probability"]), row["tier"])
