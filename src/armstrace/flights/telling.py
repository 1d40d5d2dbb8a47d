"""Events as rows of movements: names, times with bounds, candidates, and the points that they rest on."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from armstrace.flights.airfields.tiers import tier
from armstrace.flights.carry import Pending
from armstrace.flights.columns import (
    AIR,
    ALT,
    CALLSIGN,
    FIRST,
    FIRST_MEMBER,
    LAST,
    LAST_MEMBER,
    LAT,
    LON,
    SAID,
    SPEED,
    TIME,
    WHERE,
)  # fmt: skip
from armstrace.flights.judged import DESCENT, SURFACE, Gaps, Judged
from armstrace.flights.schema import MOVEMENT
from armstrace.flights.timing import ground_s, km_of
from armstrace.gazetteer.aircraft_identity import Identified
from armstrace.gazetteer.callsigns import operator_of
from armstrace.sources.traces.points import Points

if TYPE_CHECKING:
    import numpy.typing as npt

    from armstrace.flights.airfields.fields import Fields
    from armstrace.flights.columns import Floats

    Flags = npt.NDArray[np.bool_]

SHOWN = 5
"""Candidates told of an event."""
LEAST = 0.01
"""A candidate less likely than this is not told."""
ROLLING_KT, ROLL_S, UNSEEN_S = 30.0, 60.0, 1800.0


@dataclass(frozen=True, slots=True)
class Names:
    """Who the aircraft of some points are: by aircraft, and by member, which knows its day; and whose hover."""

    points: Points
    known: tuple[Identified, ...]
    typed: tuple[Identified, ...]
    rotor: "Flags"
    rotor_of_member: "Flags"
    carried: tuple[Pending, ...] = ()

    def of(self, aircraft: int, row: "Floats") -> Identified:
        """Say who it is at the end that a row describes."""
        known, member = self.known[aircraft], int(row[FIRST_MEMBER])
        if member < 0:
            said = self.carried[-1 - member]
            return Identified(said.registration, said.typecode, known.operator)
        said_of = self.typed[member]
        return Identified(
            said_of.registration or known.registration, said_of.typecode or known.typecode,
            said_of.operator or known.operator,
        )  # fmt: skip

    def callsign(self, row: "Floats") -> str:
        """Give the callsign at an end."""
        if not row[TIME] > 0:
            return ""
        if row[FIRST_MEMBER] < 0:
            return self.carried[-1 - int(row[FIRST_MEMBER])].callsign
        return self.points.callsigns[int(row[CALLSIGN])].strip() if row[CALLSIGN] >= 0 else ""


def inputs_of(row: "Floats", names: Names) -> str:
    """Name the points that a row of ends was made of."""
    if not row[TIME] > 0:
        return ""
    if row[FIRST_MEMBER] < 0:
        return names.carried[-1 - int(row[FIRST_MEMBER])].inputs
    first, last = int(row[FIRST_MEMBER]), int(row[LAST_MEMBER])
    low, high = int(row[FIRST]), int(row[LAST])
    members = names.points.members
    if members[first].sha256 == members[last].sha256:
        return _range(members[first].sha256, min(low, high), max(low, high))
    return " ".join(
        (_range(members[first].sha256, low, max(low, members[first].points - 1)), _range(members[last].sha256, 0, high))
    )


def _range(sha256: str, first: int, last: int) -> str:
    return f"{sha256};point={first}" + (f"-{last}" if last > first else "")


@dataclass(frozen=True, slots=True)
class Times:
    """When events were: the best estimate and its bounds, in seconds from 1970."""

    best: "Floats"
    earliest: "Floats"
    latest: "Floats"


def times_of(gaps: Gaps, events: Judged, fields: "Fields") -> Times:
    """Work out when each event was, from the way and height between its ends and the likeliest field.

    What the two flights to and from the field need more than there is time for is taken from both alike. A bound
    allows half the time that the estimate does; where nothing is seen on the other side twice it and half an hour.
    """
    before, after = gaps.before[events.gap], gaps.after[events.gap]
    surface = events.basis == SURFACE
    field = events.field[:, 0]
    place = np.where(field >= 0, [fields.columns.lat[field], fields.columns.lon[field]], np.nan)
    elevation = np.where(field >= 0, fields.columns.elevation_ft[field], 0.0)
    down, up = (_needed_s(rows, place, elevation) for rows in (before, after))
    start, end = before[:, TIME], after[:, TIME]
    needed, room = down + up, np.nan_to_num(end - start, nan=np.inf)
    squeeze = np.where(events.linked & (needed > room), room / np.maximum(needed, 1e-9), 1.0)
    down, up = down * squeeze, up * squeeze
    landed = np.where(surface & ~events.linked, end, start + down)
    landed = np.where(surface & (after[:, SAID] > ROLLING_KT), np.fmax(landed, end - ROLL_S), landed)
    left = np.where(surface & ~events.linked, start, end - up)
    left = np.where(surface & (before[:, SAID] > ROLLING_KT), np.fmin(left, start + ROLL_S), left)
    best = np.where(events.landing, landed, left)
    earliest, latest = start + down / 2, end - up / 2
    first = np.where(events.landing, earliest, np.fmax(earliest, end - 2 * up - UNSEEN_S))
    last = np.where(events.landing, np.fmin(latest, start + 2 * down + UNSEEN_S), latest)
    first, last = np.where(events.basis == DESCENT, first, earliest), np.where(events.basis == DESCENT, last, latest)
    return Times(best, np.fmin(first, best), np.fmax(last, best))


def _needed_s(rows: "Floats", place: "Floats", elevation: "Floats") -> "Floats":
    """Give the seconds between an end and the ground; none where it is on the ground or not there."""
    km = km_of(rows[:, LAT], rows[:, LON], place[0], place[1])
    needed = ground_s(km, rows[:, ALT] - elevation, rows[:, SPEED])
    return np.where(rows[:, WHERE] == AIR, needed, 0.0)


def rows_of(gaps: Gaps, events: Judged, fields: "Fields", names: Names) -> pa.Table:
    """Write the rows of movements, in order of aircraft, time, kind and rank."""
    times = times_of(gaps, events, fields)
    told = [_head(gaps, events, names, e) for e in range(len(events.gap))]
    hexes = names.points.hexes
    order = sorted(
        range(len(told)),
        key=lambda e: (hexes[gaps.aircraft[events.gap[e]]], times.best[e], events.landing[e], told[e]["event"]),
    )
    rows: list[dict[str, Any]] = []
    for e in order:
        when = {"time_utc": times.best, "time_earliest": times.earliest, "time_latest": times.latest}
        head = told[e] | {name: _moment(seconds[e]) for name, seconds in when.items()}
        rows += _candidates(head, events, fields, e)
    return pa.Table.from_pylist(rows, MOVEMENT)


def _candidates(head: dict[str, Any], events: Judged, fields: "Fields", e: int) -> list[dict[str, Any]]:
    columns = (events.field[e, :SHOWN], events.probability[e, :SHOWN], events.height_ft[e, :SHOWN])
    shown = [(int(f), float(p), float(ft)) for f, p, ft in zip(*columns, strict=True) if f >= 0 and p >= LEAST]
    if not shown:
        p = float(events.happened[e])
        return [head | {"rank": 1, "airfield": "", "icao": "", "probability": p, "tier": "ranked", "basis": "none"}]
    ground = events.basis[e] == SURFACE
    return [
        head | {
            "rank": rank, "airfield": fields.idents[f], "icao": fields.icao[f], "probability": p,
            "tier": tier(p, ft, ground=ground)[0],
        } for rank, (f, p, ft) in enumerate(shown, 1)
    ]  # fmt: skip


def _head(gaps: Gaps, events: Judged, names: Names, e: int) -> dict[str, Any]:
    """Say what all candidates of an event share."""
    gap, landing = events.gap[e], bool(events.landing[e])
    aircraft = int(gaps.aircraft[gap])
    ends = [gaps.before[gap], gaps.after[gap]]
    near, far = ends if landing else ends[::-1]
    if not near[TIME] > 0:
        near = far
    who = names.of(aircraft, near)
    callsign = names.callsign(near) or names.callsign(far)
    kind = "landing" if landing else "takeoff"
    seen = "|".join(f"{round(row[TIME] * 1000)},{row[LAT]:.6f},{row[LON]:.6f}" for row in ends if row[TIME] > 0)
    hexed = names.points.hexes[aircraft]
    return {
        "event": hashlib.sha256(f"{hexed}|{kind}|{seen}".encode()).hexdigest()[:16],
        "hex": hexed,
        "registration": who.registration,
        "typecode": who.typecode,
        "operator": operator_of(callsign, who.registration) or who.operator,
        "callsign": callsign,
        "kind": kind,
        "basis": str(events.basis[e]),
        "inputs": " ".join(dict.fromkeys(text for row in ends if (text := inputs_of(row, names)))),
    }


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(round(float(seconds), 3), UTC)
