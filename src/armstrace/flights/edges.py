"""How an aircraft moved next to an end of what was seen of it: robust values over the last or first two minutes."""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.columns import (
    AIR,
    ALT,
    CALLSIGN,
    CLIMB,
    FIRST,
    FIRST_MEMBER,
    FLAT,
    GROUND,
    LAST,
    LAST_MEMBER,
    LAT,
    LON,
    OUT,
    SAID,
    SPEED,
    STRAIGHT,
    TIME,
    TOP,
    TRACK,
    TURN,
    WHERE,
    WIDTH,
    Columns,
)  # fmt: skip
from armstrace.flights.distance import km_between, turned_deg
from armstrace.flights.marks import STARTS
from armstrace.flights.parts import NO_POINT, Story
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

WINDOW_S, MINUTE_S, TRACK_S, TURN_S = 120.0, 60.0, 20.0, 30.0
LEVEL_FPM = 300.0
TOP_S, ALTITUDE_S = 1800.0, 600.0
LEAST_SEEN_S = 900.0
CALLSIGN_S = 300.0
"""A callsign follows a take-off within minutes: readsb writes it with every fourth point, pilots set it late."""


@compiled
def _window(s: Story, at: int, span: tuple[int, int], step: int, kept: "Longs") -> int:
    """List the points of the story within two minutes of an end, from it inwards, while nothing else lies between."""
    kept[0] = at
    count, i = 1, at
    c = s.c
    while count < len(kept):
        if step < 0 and s.mark[i] & STARTS:
            break
        i += step
        if i < span[0] or i >= span[1] or (step > 0 and s.mark[i] & STARTS):
            break
        if s.where[i] == OUT:
            continue
        if (s.where[i] == AIR) != (s.where[at] == AIR) or abs(c.time[i] - c.time[at]) > WINDOW_S:
            break
        kept[count] = i
        count += 1
    return count


@compiled
def _median(values: "Floats", count: int) -> float:
    return float(np.median(values[:count])) if count > 0 else math.nan


@compiled
def _speed(c: Columns, kept: "Longs", count: int, values: "Floats") -> float:
    n = 0
    for k in range(count):
        i = kept[k]
        if abs(c.time[i] - c.time[kept[0]]) <= MINUTE_S and not math.isnan(c.speed[i]):
            values[n] = c.speed[i]
            n += 1
    return _median(values, n)


@compiled
def _track(c: Columns, kept: "Longs", count: int, values: "Floats") -> float:
    """Give the median track over the 20 s, or 3 points, next to the end."""
    n, base = 0, math.nan
    for k in range(count):
        i = kept[k]
        if n >= 3 and abs(c.time[i] - c.time[kept[0]]) > TRACK_S:
            break
        if math.isnan(c.track[i]):
            continue
        if math.isnan(base):
            base = float(c.track[i])
        values[n] = turned_deg(base, float(c.track[i]))
        n += 1
    return (base + _median(values, n)) % 360.0 if n > 0 else math.nan


@compiled
def _turn(c: Columns, kept: "Longs", count: int, values: "Floats") -> float:
    """Give the mean rate of turn over half a minute: the slope of the unwound track over time."""
    n, before, unwound = 0, math.nan, 0.0
    t_sum, y_sum, ty_sum, tt_sum = 0.0, 0.0, 0.0, 0.0
    for k in range(count):
        i = kept[k]
        t = c.time[i] - c.time[kept[0]]
        if abs(t) > TURN_S:
            break
        if math.isnan(c.track[i]):
            continue
        if not math.isnan(before):
            unwound += turned_deg(before, float(c.track[i]))
        before = float(c.track[i])
        n += 1
        t_sum, y_sum, ty_sum, tt_sum = t_sum + t, y_sum + unwound, ty_sum + t * unwound, tt_sum + t * t
    spread = n * tt_sum - t_sum * t_sum
    values[0] = n
    return (n * ty_sum - t_sum * y_sum) / spread if n >= 3 and spread > 1.0 else math.nan


@compiled
def _climb(c: Columns, kept: "Longs", count: int, values: "Floats") -> tuple[float, float]:
    """Give the rate of climb over a minute, the median of what is said and what the heights show; the level share."""
    n, level_s, all_s = 0, 0.0, 0.0
    older = -1
    for k in range(count):
        i = kept[k]
        near = abs(c.time[i] - c.time[kept[0]]) <= MINUTE_S
        if near and not math.isnan(c.climb[i]) and n < len(values) - 1:
            values[n] = c.climb[i]
            n += 1
        if math.isnan(c.alt[i]):
            continue
        if older >= 0:
            minutes = (c.time[i] - c.time[older]) / 60.0
            if abs(minutes) >= 0.1:
                fpm = (c.alt[i] - c.alt[older]) / minutes
                all_s += abs(minutes)
                level_s += abs(minutes) if abs(fpm) < LEVEL_FPM else 0.0
                if near and n < len(values) - 1:
                    values[n] = fpm
                    n += 1
                older = i
        else:
            older = i
    return _median(values, n), level_s / all_s if all_s > 0 else math.nan


@compiled
def _callsign(s: Story, at: int, span: tuple[int, int], step: int) -> int:
    """Give the callsign at an end: the last one said before an arrival, the one settled on after a departure."""
    c, found, i = s.c, -1, at
    while span[0] <= i < span[1] and abs(c.time[i] - c.time[at]) <= CALLSIGN_S:
        if step > 0 and i > at and s.mark[i] & STARTS:
            break
        if s.where[i] != OUT and c.callsign[i] >= 0:
            found = c.callsign[i]
            if step < 0 or abs(c.time[i] - c.time[at]) >= MINUTE_S:
                break
        if step < 0 and s.mark[i] & STARTS:
            break
        i += step
    return found


@compiled
def _top(s: Story, at: int, span: tuple[int, int], step: int) -> float:
    """Give the greatest altitude of the flight within half an hour of an end."""
    c, highest, i = s.c, math.nan, at
    while span[0] <= i < span[1] and abs(c.time[i] - c.time[at]) <= TOP_S:
        if (step > 0 and i > at and s.mark[i] & STARTS) or s.where[i] == GROUND:
            break
        if s.where[i] == AIR and not c.alt[i] <= highest:
            highest = c.alt[i] if not math.isnan(c.alt[i]) else highest
        if step < 0 and s.mark[i] & STARTS:
            break
        i += step
    return highest


@compiled
def _straight(s: Story, at: int, span: tuple[int, int], step: int) -> float:
    """Give how far it got from an end over the way flown, within half an hour; NaN where under 15 min were seen."""
    c, i, last = s.c, at, at
    way, far = 0.0, 0.0
    while span[0] <= i < span[1] and abs(c.time[i] - c.time[at]) <= TOP_S:
        if (step > 0 and i > at and s.mark[i] & STARTS) or s.where[i] == GROUND:
            break
        if s.where[i] == AIR and i != at:
            way += km_between(c.lat[last], c.lon[last], c.lat[i], c.lon[i])
            far = max(far, km_between(c.lat[at], c.lon[at], c.lat[i], c.lon[i]))
            last = i
        if step < 0 and s.mark[i] & STARTS:
            break
        i += step
    return far / way if abs(c.time[last] - c.time[at]) >= LEAST_SEEN_S and way > 1.0 else math.nan


@compiled
def _altitude(s: Story, at: int, span: tuple[int, int], step: int) -> float:
    """Give the altitude at an end, or the nearest one known within ten minutes."""
    c, i = s.c, at
    while span[0] <= i < span[1] and abs(c.time[i] - c.time[at]) <= ALTITUDE_S:
        if step > 0 and i > at and s.mark[i] & STARTS:
            break
        if s.where[i] == AIR and not math.isnan(c.alt[i]):
            return float(c.alt[i])
        if step < 0 and s.mark[i] & STARTS:
            break
        i += step
    return math.nan


@compiled
def _fill(
    s: Story, at: int, span: tuple[int, int], step: int, row: "Floats", scratch: tuple["Longs", "Floats"]
) -> None:
    """Fill the row of the end at a point; `step` -1 looks back from an arrival, 1 on from a departure."""
    kept, values = scratch
    c = s.c
    row[TIME], row[LAT], row[LON], row[WHERE] = c.time[at], c.lat[at], c.lon[at], s.where[at]
    row[ALT] = math.nan
    count = _window(s, at, span, step, kept)
    if s.where[at] != AIR:
        row[SPEED], row[TRACK] = c.speed[at], c.track[at]
        row[CLIMB], row[TURN], row[FLAT] = math.nan, math.nan, math.nan
    else:
        row[SPEED] = _speed(c, kept, count, values)
        row[TRACK] = _track(c, kept, count, values)
        row[TURN] = _turn(c, kept, count, values)
        row[CLIMB], row[FLAT] = _climb(c, kept, count, values)
        row[ALT] = _altitude(s, at, span, step)
    row[SAID], row[TOP] = c.speed[at], _top(s, at, span, step)
    row[STRAIGHT] = _straight(s, at, span, step)
    row[CALLSIGN] = _callsign(s, at, span, step)
    outer, inner = kept[count - 1], at
    if step > 0:
        outer, inner = inner, outer
    row[FIRST_MEMBER], row[FIRST], row[LAST_MEMBER], row[LAST] = (
        c.member[outer], c.point[outer], c.member[inner], c.point[inner],
    )  # fmt: skip


@compiled
def _fill_all(s: Story, at: "Longs", aircraft: "Longs", step: int, rows: "Floats") -> None:
    scratch = (np.empty(256, np.int64), np.empty(520))
    for n in range(len(at)):
        a = aircraft[n]
        if at[n] >= 0:
            _fill(s, at[n], (s.start[a], s.start[a + 1]), step, rows[n], scratch)
        elif at[n] != NO_POINT:
            rows[n] = s.pending[a]


def edges(story: Story, at: "Longs", aircraft: "Longs", *, arrival: bool) -> "Floats":
    """Give a row of ends for each point; NaN where there is no point, the row handed over where it was carried."""
    rows = np.full((len(at), WIDTH), np.nan)
    _fill_all(story, at, aircraft, -1 if arrival else 1, rows)
    return rows
