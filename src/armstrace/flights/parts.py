"""What happens between the points of a story: landings and take-offs seen, and gaps in which both may lie."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from armstrace.flights.columns import (
    AIR,
    APPEARS,
    DARK,
    LANDS,
    LAT,
    LON,
    MOVED,
    OUT,
    SAID,
    TAKES_OFF,
    TIME,
    VANISHES,
    WHERE,
    Columns,
)  # fmt: skip
from armstrace.flights.distance import KM_S_PER_KT, km_between
from armstrace.flights.marks import BROKEN
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Bytes, Floats, Longs

DARK_LEAST_S = 300.0
"""No aircraft comes down, stops and leaves again in less."""
SPARE_LEAST_S = 240.0
"""Time to spare, beside flying straight on at the speed it had, that a stop on the ground takes at the very least."""
MOVED_KM = 10.0
"""Farther than any aerodrome is long: an aircraft on the ground at both ends has flown in between."""
USUAL_KT = 250.0

NO_POINT, CARRIED = -1, -2
"""In place of a point's number: there is none; it is the last point handed over from the points before."""


class Story(NamedTuple):
    """The points of several aircraft with what was found about each."""

    c: Columns
    start: "Longs"
    where: "Bytes"
    mark: "Bytes"
    pending: "Floats"


@compiled
def _between(before: "Floats", c: Columns, i: int, here: int) -> int:
    """Say what lies between the row of the point before and point i; -1: nothing."""
    gap_s = c.time[i] - before[TIME]
    if before[WHERE] == AIR and here != AIR:
        return LANDS
    if before[WHERE] != AIR and here == AIR:
        return TAKES_OFF
    if gap_s < DARK_LEAST_S:
        return -1
    km = km_between(before[LAT], before[LON], c.lat[i], c.lon[i])
    if here != AIR:
        return MOVED if km > MOVED_KM else -1
    fastest = np.fmax(np.fmax(before[SAID], c.speed[i]), 0.0)
    if fastest < 40.0:
        fastest = USUAL_KT
    return DARK if gap_s - km / (fastest * KM_S_PER_KT) >= SPARE_LEAST_S else -1


@compiled
def _put(found: "Longs", n: int, kind: int, aircraft: int, between: tuple[int, int]) -> int:
    """Write one row, or only count it while there is no room."""
    if n < len(found):
        found[n, 0], found[n, 1], found[n, 2], found[n, 3] = kind, aircraft, between[0], between[1]
    return n + 1


@compiled
def _walk_one(s: Story, a: int, found: "Longs", n: int, before: "Floats") -> tuple[int, int]:
    """Go along one aircraft's points; gives how many rows there are now, and its last point."""
    point = CARRIED if s.pending[a, TIME] > 0 else NO_POINT
    before[:] = s.pending[a]
    c = s.c
    for i in range(s.start[a], s.start[a + 1]):
        here = int(s.where[i])
        if here == OUT:
            continue
        if point != NO_POINT and s.mark[i] & BROKEN:
            if before[WHERE] == AIR:
                n = _put(found, n, VANISHES, a, (point, NO_POINT))
            point = NO_POINT
        kind = -1
        if point == NO_POINT:
            kind = APPEARS if here == AIR else -1
        elif (here == AIR) != (before[WHERE] == AIR) or c.time[i] - before[TIME] >= DARK_LEAST_S:
            kind = _between(before, c, i, here)
        if kind >= 0:
            n = _put(found, n, kind, a, (point, i))
        point = i
        before[TIME], before[LAT], before[LON] = c.time[i], c.lat[i], c.lon[i]
        before[SAID], before[WHERE] = c.speed[i], here
    return n, point


@compiled
def _walk(s: Story, found: "Longs", last: "Longs", ended: int) -> int:
    n = 0
    before = np.zeros(s.pending.shape[1])
    for a in range(len(s.start) - 1):
        n, point = _walk_one(s, a, found, n, before)
        last[a] = point
        if ended and point != NO_POINT and before[WHERE] == AIR:
            n = _put(found, n, VANISHES, a, (point, NO_POINT))
    return n


def happenings(story: Story, *, ended: bool) -> tuple["Longs", "Longs"]:
    """Find what happens between points: rows of kind, aircraft, point before, point after; and last points.

    `ended` says that nothing follows: an aircraft last seen in the air vanishes.
    """
    last = np.empty(len(story.start) - 1, np.int64)
    count = _walk(story, np.empty((0, 4), np.int64), last, int(ended))
    found = np.empty((count, 4), np.int64)
    _walk(story, found, last, int(ended))
    return found, last
