"""Spoofed and impossible stretches are marked by physics, never deleted: what is left is one aircraft's story.

An aircraft cannot be where its speed could not bring it. Points are strung into chains of which each point can be
reached from the one before; a spoofed stretch leaves the chain by an impossible jump, and the points after it can be
reached from before it but not from inside it. The chain that agrees longest with its own reported speed and track is
the story; the others are marked, also where a receiver believed them.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.columns import MLAT, Columns
from armstrace.flights.distance import KM_PER_DEGREE, KM_S_PER_KT, km_between
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Bytes, Floats, Longs

ASTRAY, ALTITUDE, REPEATED, BROKEN, OPEN, STARTS = 1, 2, 4, 8, 16, 32
"""The bits of a mark: position not of this story; altitude impossible beside its neighbours; the same point again, or
earlier than the one before; the story cannot be reached from the story before; not yet judged; first of its stretch."""

STRETCH_GAP_S = 1800.0
"""Silence after which the chains before are judged: no receiver believes a spoofed position for longer unheard."""
STRETCH_LONGEST_S = 86400.0
"""A stretch is judged after a day at the latest, so that memory stays flat over aircraft that never fall silent."""
TRUSTED_S = 10800.0
"""Seconds of agreement with itself that make a chain credible although it cannot be reached from the story before.
Longer than GPS is known to be spoofed in one place to one aircraft; shorter than a flight across an ocean."""

TOP_SPEED_KT = 1000.0
FIX_ERROR_KM, MLAT_ERROR_KM, CLOCK_ERROR_S = 1.0, 2.0, 1.0
LATELY_S = 120.0
COURSE_S = 300.0
"""Longer ago than this, that a point lies where course and speed led to is chance as often as not: spoofers like the
places that aircraft fly to."""
MOST_CHAINS = 8

_T, _LAT, _LON, _SPEED, _TRACK, _MLAT, _WEIGHT, _CHAIN = range(8)
STATE = 7
"""What a story hands to the next stretch: time, lat, lon, speed, track, weight, and whether there is one."""


@compiled
def limit_kt(one_kt: float, other_kt: float, gap_s: float) -> float:
    """Give the highest mean speed between two points: what they report, a quarter more, and what it can gain."""
    if math.isnan(one_kt) or math.isnan(other_kt):
        return TOP_SPEED_KT
    reported = min(1500.0, max(one_kt, other_kt))
    return min(1.25 * reported + 60.0 + gap_s, max(TOP_SPEED_KT, 1.1 * reported))


@compiled
def _agrees(heads: "Floats", h: int, point: tuple[float, ...], km: float) -> bool:
    """Say whether the way from the head to the point is the one that the reported speed and track describe."""
    time, lat, lon, speed, track, _ = point
    gap_s, before_kt = time - heads[h, _T], heads[h, _SPEED]
    if math.isnan(speed):
        speed = before_kt
    if math.isnan(speed) or gap_s > COURSE_S:
        return False
    if not math.isnan(before_kt):
        speed = 0.5 * (speed + before_kt)
    expected_km = speed * KM_S_PER_KT * gap_s
    if abs(km - expected_km) > 0.35 * expected_km + 0.3:
        return False
    if km < 0.5 or math.isnan(track):
        return True
    north = lat - heads[h, _LAT]
    east = ((lon - heads[h, _LON] + 540.0) % 360.0 - 180.0) * math.cos(math.radians(lat))
    length = 0.5 * math.hypot(north, east)
    said = math.radians(track)
    if north * math.cos(said) + east * math.sin(said) >= length:
        return True
    before = math.radians(heads[h, _TRACK])
    return bool(north * math.cos(before) + east * math.sin(before) >= length)


@compiled
def _reach_km(heads: "Floats", h: int, point: tuple[float, ...]) -> float:
    """Give how far from a head a point can be."""
    gap_s = point[_T] - heads[h, _T]
    error_km = FIX_ERROR_KM + (MLAT_ERROR_KM if point[_MLAT] > 0 or heads[h, _MLAT] > 0 else 0.0)
    return float(error_km + limit_kt(heads[h, _SPEED], point[_SPEED], gap_s) * KM_S_PER_KT * (gap_s + CLOCK_ERROR_S))


@compiled
def _chain_for(heads: "Floats", count: int, point: tuple[float, ...]) -> tuple[int, bool]:
    """Give the head that a point continues, or -1, and whether on the way that its speed and track describe.

    Of the heads it can be reached from these come first, then those heard of lately, so that a spoofed stretch goes on
    in its own chain although the true one could have come there meanwhile; of several the most credible.
    """
    best, best_rank = -1, -1
    for h in range(count):
        reach_km = _reach_km(heads, h, point)
        if abs(point[_LAT] - heads[h, _LAT]) * KM_PER_DEGREE > reach_km:
            continue
        km = km_between(heads[h, _LAT], heads[h, _LON], point[_LAT], point[_LON])
        if km > reach_km:
            continue
        rank = 2 if _agrees(heads, h, point, km) else 1 if point[_T] - heads[h, _T] <= LATELY_S else 0
        if rank > best_rank or (rank == best_rank and heads[h, _WEIGHT] > heads[best, _WEIGHT]):
            best, best_rank = h, rank
    return best, best_rank == 2


@compiled
def _open_chain(heads: "Floats", count: int, chain: int) -> int:
    """Make room for a new chain: the least credible one gives way; gives its place."""
    place = count
    if count == MOST_CHAINS:
        place = 0
        for h in range(count):
            if heads[h, _WEIGHT] < heads[place, _WEIGHT]:
                place = h
    heads[place, _WEIGHT] = 0.0
    heads[place, _CHAIN] = chain
    return place


@compiled
def _string(c: Columns, span: tuple[int, int], heads: "Floats", count: int, chain: "Longs") -> int:
    """String the points of a stretch into chains; gives how many heads there are."""
    for i in range(span[0], span[1]):
        if i > span[0] and (
            c.time[i] < c.time[i - 1]
            or (c.time[i] == c.time[i - 1] and c.lat[i] == c.lat[i - 1] and c.lon[i] == c.lon[i - 1])
        ):
            chain[i] = -2
            continue
        point = (
            c.time[i], c.lat[i], c.lon[i], float(c.speed[i]), float(c.track[i]), 1.0 if c.source[i] == MLAT else 0.0,
        )  # fmt: skip
        h, agrees = _chain_for(heads, count, point)
        if h < 0:
            h = _open_chain(heads, count, i)
            count = max(count, h + 1)
        else:
            gap_s = point[_T] - heads[h, _T]
            heads[h, _WEIGHT] += gap_s if agrees and gap_s <= LATELY_S else 0.01
        heads[h, _T], heads[h, _LAT], heads[h, _LON], heads[h, _SPEED], heads[h, _TRACK], heads[h, _MLAT] = point
        chain[i] = int(heads[h, _CHAIN])
    return count


@compiled
def _climbs(c: Columns, a: int, b: int) -> bool:
    """Say whether an aircraft can come from one altitude to another: 15,000 ft a minute for a minute, 6,000 after.

    Where both points report a rate of climb it is at most 5,000 ft a minute, or two and a half times the faster.
    """
    gap_s = c.time[b] - c.time[a]
    room_ft = 1000.0 + 250.0 * min(gap_s, 60.0) + 100.0 * max(gap_s - 60.0, 0.0)
    if not (math.isnan(c.climb[a]) or math.isnan(c.climb[b])):
        fastest = max(abs(c.climb[a]), abs(c.climb[b]), 2000.0)
        room_ft = min(room_ft, 1000.0 + 2.5 * fastest / 60.0 * gap_s)
    return bool(abs(c.alt[b] - c.alt[a]) <= room_ft)


@compiled
def _mark_altitudes(c: Columns, span: tuple[int, int], mark: "Bytes") -> None:
    """Mark altitudes that no aircraft could climb or sink to from the one before; two that agree are believed."""
    held, other = -1, -1
    for i in range(span[0], span[1]):
        if mark[i] & (ASTRAY | REPEATED) or c.ground[i] or math.isnan(c.alt[i]):
            continue
        if held < 0 or _climbs(c, held, i):
            held, other = i, -1
        elif other >= 0 and _climbs(c, other, i):
            mark[other] &= ~np.uint8(ALTITUDE)
            held, other = i, -1
        else:
            mark[i] |= np.uint8(ALTITUDE)
            other = i


@compiled
def _judge(c: Columns, span: tuple[int, int], state: "Floats", mark: "Bytes", chain: "Longs") -> None:
    """Choose the story of one stretch, mark the rest, and leave the state for the next stretch."""
    heads = np.zeros((MOST_CHAINS, 8))
    count = 0
    if state[6] > 0:
        heads[0, _T], heads[0, _LAT], heads[0, _LON], heads[0, _SPEED], heads[0, _TRACK] = (
            state[0], state[1], state[2], state[3], state[4],
        )  # fmt: skip
        heads[0, _WEIGHT], heads[0, _CHAIN] = min(state[5], TRUSTED_S), -1.0
        count = 1
    count = _string(c, span, heads, count, chain)
    best = 0
    for h in range(1, count):
        if heads[h, _WEIGHT] > heads[best, _WEIGHT]:
            best = h
    told = int(heads[best, _CHAIN])
    broken = state[6] > 0 and told != -1
    for i in range(span[0], span[1]):
        mark[i] = np.uint8(STARTS if i == span[0] else 0)
        if chain[i] == -2:
            mark[i] |= np.uint8(REPEATED)
        elif chain[i] != told:
            mark[i] |= np.uint8(ASTRAY)
        elif broken:
            mark[i] |= np.uint8(BROKEN)
            broken = False
    state[0], state[1], state[2], state[3], state[4], state[5], state[6] = (
        heads[best, _T], heads[best, _LAT], heads[best, _LON], heads[best, _SPEED], heads[best, _TRACK],
        heads[best, _WEIGHT], 1.0,
    )  # fmt: skip
    _mark_altitudes(c, span, mark)


@compiled
def mark_points(c: Columns, start: "Longs", state: "Floats", heard_until_s: float) -> "Bytes":
    """Mark all points; stretches that may go on after `heard_until_s` are left OPEN.

    `state` has a row per aircraft, zero where it was never seen, and is left as after its last judged stretch.
    """
    mark = np.full(len(c.time), OPEN, np.uint8)
    chain = np.empty(len(c.time), np.int64)
    for a in range(len(start) - 1):
        first = start[a]
        for i in range(start[a], start[a + 1]):
            if i + 1 < start[a + 1]:
                ends = c.time[i + 1] - c.time[i] >= STRETCH_GAP_S or c.time[i + 1] - c.time[first] >= STRETCH_LONGEST_S
            else:
                ends = heard_until_s - c.time[i] >= STRETCH_GAP_S
            if ends:
                _judge(c, (first, i + 1), state[a], mark, chain)
                first = i + 1
    return mark
