"""Landings and take-offs out of what happened between points, each with the airfields that it may have been at."""

from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.airfields.bracket import bracketed
from armstrace.flights.airfields.candidates import candidates
from armstrace.flights.columns import (
    AIR,
    ALT,
    APPEARS,
    CLIMB,
    DARK,
    FLAT,
    LANDS,
    LAT,
    LEVEL,
    LON,
    MOVED,
    SPEED,
    STRAIGHT,
    TAKES_OFF,
    TIME,
    TRACK,
    TURN,
    VANISHES,
    WHERE,
)  # fmt: skip
from armstrace.flights.ends import Ends
from armstrace.flights.timing import SLOW_KT, km_of, usual_ft

if TYPE_CHECKING:
    import numpy.typing as npt

    from armstrace.flights.airfields.candidates import Ranked
    from armstrace.flights.airfields.fields import Fields
    from armstrace.flights.columns import Floats, Ints, Longs

    Flags = npt.NDArray[np.bool_]

SURFACE, DESCENT, BRACKET = "surface", "descent", "bracket"
MOST = 8
LIKELY = 0.5
"""What is told as an event is likelier than not to have happened."""
APART_S = 3 * 3600.0
"""Darkness long enough for another flight in it: then both of its ends are also judged each by itself."""
FAR_S = 3600.0
DATED_S = 86400.0
"""An event that cannot be dated to a day is no movement: that an aircraft stood somewhere else a week later is all that
is known."""
PLAUSIBLE, SAME_KM = 0.02, 8.0
CIRCLED, SAME_FT, ORBIT_KM, ORBIT_S = 0.4, 1500.0, 200.0, 12 * 3600.0
"""Tankers and watchers fly racetracks for hours at one height: less than 0.4 of the way flown leads away from where it
was lost. Twelve hours are about as long as a crew stays up."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What happened, and the rows of ends before and after: NaN where there is none; `needs` are Ends' last columns."""

    kind: "Longs"
    aircraft: "Longs"
    before: "Floats"
    after: "Floats"
    runway_ft: "Floats"
    rotor: "Flags"


@dataclass(frozen=True, slots=True)
class Judged:
    """Events, one a row: the gap it lies in, the candidates, and the probability that it happened at all.

    `linked` says that the gap's ends are those of this flight and the next, so that both tell when the event was.
    """

    gap: "Longs"
    landing: "Flags"
    basis: "npt.NDArray[np.object_]"
    field: "Ints"
    probability: "Floats"
    happened: "Floats"
    height_ft: "Floats"
    linked: "Flags"


def judged(gaps: Gaps, fields: "Fields") -> Judged:
    """Judge every gap by the ends next to it."""
    kind = gaps.kind
    parts = [
        *_seen(gaps, fields, arrival=True),
        *_seen(gaps, fields, arrival=False),
        _by_one_end(gaps, fields, np.flatnonzero(kind == VANISHES), arrival=True, basis=DESCENT),
        _by_one_end(gaps, fields, np.flatnonzero(kind == APPEARS), arrival=False, basis=DESCENT),
        *_dark(gaps, fields, np.flatnonzero(kind == DARK)),
    ]
    return Judged(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields_of(Judged)))


def ends_of(gaps: Gaps, which: "Longs", rows: "Floats", *, arrival: bool) -> Ends:
    """Put rows of ends into the columns that airfields are judged by."""
    row = rows[which]
    # who flies fast and does not say how high is not taken to be low
    fast = np.isnan(row[:, ALT]) & (row[:, WHERE] == AIR) & (row[:, SPEED] > SLOW_KT)
    alt_ft = np.where(fast, usual_ft(row[:, SPEED]), row[:, ALT])
    return Ends(
        arrival=np.full(len(which), arrival), time_s=row[:, TIME], lat=row[:, LAT], lon=row[:, LON],
        alt_ft=alt_ft, speed_kt=row[:, SPEED], track_deg=row[:, TRACK], climb_fpm=row[:, CLIMB],
        turn_deg_s=row[:, TURN], ground=row[:, WHERE] != AIR, level=row[:, FLAT],
        runway_ft=gaps.runway_ft[which], rotor=gaps.rotor[which],
    )  # fmt: skip


def _seen(gaps: Gaps, fields: "Fields", *, arrival: bool) -> list[Judged]:
    """Judge events with the ground on one side: where it stood, unless too much lies between for that to be one flight.

    Over an hour unseen, the end in the air is asked too. Where it names the same place, all is well. Where it names
    another, it landed there (came from there) first. Where it names none, as in cruise, the event is told if it can be
    dated to a day.
    """
    gap_s = gaps.after[:, TIME] - gaps.before[:, TIME]
    mine = gaps.kind == (LANDS if arrival else TAKES_OFF)
    far = np.flatnonzero(mine & (gap_s >= FAR_S))
    air, ground = (gaps.before, gaps.after) if arrival else (gaps.after, gaps.before)
    asked = candidates(ends_of(gaps, far, air, arrival=arrival), fields, MOST)
    columns = fields.columns
    km = km_of(columns.lat[asked.field], columns.lon[asked.field], ground[far, LAT, None], ground[far, LON, None])
    same = ((asked.field >= 0) & (asked.probability >= PLAUSIBLE) & (km < SAME_KM)).any(axis=1)
    elsewhere = ~same & (asked.landed >= LIKELY)
    moved = np.flatnonzero((gaps.kind == MOVED) & (gap_s <= DATED_S))
    told = far[(~same & ~elsewhere) & (gap_s[far] <= DATED_S)]
    one = np.concatenate([np.flatnonzero(mine & (gap_s < FAR_S)), far[same], told])
    two = np.concatenate([moved, far[elsewhere & (gap_s[far] <= DATED_S)]])
    return [
        _by_one_end(gaps, fields, one, arrival=arrival, basis=SURFACE),
        _apart(_by_one_end(gaps, fields, two, arrival=arrival, basis=SURFACE)),
        _apart(_by_one_end(gaps, fields, far[elsewhere], arrival=arrival, basis=DESCENT)),
    ]


def _apart(events: Judged) -> Judged:
    return replace(events, linked=np.zeros(len(events.gap), np.bool_))


def _by_one_end(gaps: Gaps, fields: "Fields", which: "Longs", *, arrival: bool, basis: str) -> Judged:
    """Judge by the end that names the field: on the ground the one there, else the one that is seen.

    Ground told only by height and speed counts where a field is: a helicopter may hover anywhere.
    """
    rows = gaps.after if arrival == (basis == SURFACE) else gaps.before
    ends = ends_of(gaps, which, rows, arrival=arrival)
    found = candidates(ends, fields, MOST)
    named = found.probability.sum(axis=1)
    likely = found.landed >= LIKELY
    if basis == SURFACE:
        likely = (rows[which, WHERE] != LEVEL) | (named >= LIKELY)
    return _taken(which, found, likely, arrival, basis)


def _taken(which: "Longs", found: "Ranked", wanted: "Flags", landing: bool, basis: str) -> Judged:
    count = int(wanted.sum())
    return Judged(
        which[wanted], np.full(count, landing), np.full(count, basis, object), found.field[wanted],
        found.probability[wanted], found.landed[wanted], found.height_ft[wanted], np.ones(count, np.bool_),
    )  # fmt: skip


def _circles_on(before: "Floats", after: "Floats") -> "Flags":
    """Tell who circled at a height before the darkness and circles there after it: taken to have gone on circling."""
    return (
        (before[:, STRAIGHT] < CIRCLED)
        & (after[:, STRAIGHT] < CIRCLED)
        & (np.abs(after[:, ALT] - before[:, ALT]) <= SAME_FT)
        & (km_of(before[:, LAT], before[:, LON], after[:, LAT], after[:, LON]) <= ORBIT_KM)
        & (after[:, TIME] - before[:, TIME] <= ORBIT_S)
    )


def _dark(gaps: Gaps, fields: "Fields", which: "Longs") -> list[Judged]:
    """Judge darkness between two flights by both its ends, which one field may explain; else each by itself."""
    arrivals = ends_of(gaps, which, gaps.before, arrival=True)
    departures = ends_of(gaps, which, gaps.after, arrival=False)
    gap_s = gaps.after[which, TIME] - gaps.before[which, TIME]
    found = bracketed(arrivals, departures, gap_s, fields, MOST)
    circles = _circles_on(gaps.before[which], gaps.after[which])
    landed = (found.landed >= LIKELY) & ~circles
    alone = which[~landed & ~circles & (gap_s >= APART_S)]
    return [
        _taken(which, found, landed, True, BRACKET),
        _taken(which, found, landed, False, BRACKET),
        _apart(_by_one_end(gaps, fields, alone, arrival=True, basis=DESCENT)),
        _apart(_by_one_end(gaps, fields, alone, arrival=False, basis=DESCENT)),
    ]
