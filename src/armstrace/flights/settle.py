"""Which points are on the ground: the aircraft's own word, checked; its flaps between air and ground smoothed away."""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.columns import AIR, GROUND, LEVEL, OUT, Columns
from armstrace.flights.distance import KM_S_PER_KT, km_between
from armstrace.flights.marks import ASTRAY, OPEN, REPEATED, STARTS
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Bytes, Flags, Longs

TOO_FAST_KT = 250.0
"""No tyre turns faster: what moves faster is not on the ground, whatever it says (design limits end near 235 kt)."""
TOO_HIGH_FT = 16500.0
"""Pressure altitude above every airfield (Daocheng lies at 14,472 ft)."""
TOGETHER_S = 60.0
SLOW_KT = 35.0
"""Slower than any aeroplane flies; helicopters and balloons are told apart by type or by where they are."""
STANDS_KM = 0.3
FLAP_S, TOUCH_S = 30.0, 120.0


@compiled
def _run_end(where: "Bytes", kept: "Longs", count: int, first: int) -> int:
    """Give the place after the last of the points from `first` on that are alike, ground or air."""
    last = first + 1
    while last < count and (where[kept[last]] == AIR) == (where[kept[first]] == AIR):
        last += 1
    return last


@compiled
def _moves(c: Columns, a: int, b: int) -> bool:
    """Say whether the way between two points is one that only an aircraft in flight covers: faster than 100 kt."""
    km = km_between(c.lat[a], c.lon[a], c.lat[b], c.lon[b])
    return bool(km > 0.5 + 100.0 * KM_S_PER_KT * abs(c.time[b] - c.time[a]))


@compiled
def _belie_ground(c: Columns, where: "Bytes", kept: "Longs", count: int) -> None:
    """Put ground points back in the air where they, or points next to them, are too fast or too high."""
    first = 0
    while first < count:
        last = _run_end(where, kept, count, first)
        if where[kept[first]] != AIR:
            wrong = False
            for k in range(first, last):
                wrong = wrong or c.speed[kept[k]] > TOO_FAST_KT
            for k, edge in ((first - 1, first), (last, last - 1)):
                if 0 <= k < count:
                    i = kept[k]
                    gap_s = abs(c.time[i] - c.time[kept[edge]])
                    wrong = wrong or (gap_s <= 15.0 and c.speed[i] > TOO_FAST_KT)
                    wrong = wrong or (gap_s <= TOGETHER_S and c.alt[i] > TOO_HIGH_FT and _moves(c, kept[edge], i))
            if wrong:
                for k in range(first, last):
                    where[kept[k]] = AIR
        first = last


@compiled
def _infer_ground(c: Columns, where: "Bytes", kept: "Longs", count: int) -> None:
    """Call level what keeps one altitude at taxi speed, or one place, for a minute: ground without surface messages.

    What stays in one place hovers or stands, whatever altitude it says: parked transponders say many.
    """
    first = 0
    while first < count:
        last, low, high = first, math.inf, -math.inf
        while last < count:
            i = kept[last]
            if where[i] != AIR or c.speed[i] >= SLOW_KT:
                break
            at = kept[first]
            taxied = km_between(c.lat[at], c.lon[at], c.lat[i], c.lon[i]) > STANDS_KM
            if taxied and (math.isnan(c.speed[i]) or max(high, c.alt[i]) - min(low, c.alt[i]) > 150.0):
                break
            if not math.isnan(c.alt[i]):
                low, high = min(low, c.alt[i]), max(high, c.alt[i])
            last += 1
        if last > first and c.time[kept[last - 1]] - c.time[kept[first]] >= 60.0:
            for k in range(first, last):
                where[kept[k]] = LEVEL
        first = max(last, first + 1)


@compiled
def _flew(c: Columns, kept: "Longs", first: int, last: int) -> tuple[bool, bool]:
    """Say whether points marked as in the air can be a flight: between ground points, and at an edge of the data."""
    low, high, fastest, known = math.inf, -math.inf, 0.0, False
    for k in range(first, last):
        i = kept[k]
        if not math.isnan(c.alt[i]):
            low, high = min(low, c.alt[i]), max(high, c.alt[i])
        if not math.isnan(c.speed[i]):
            fastest, known = max(fastest, c.speed[i]), True
    rose = high - low >= 200.0
    lasted = c.time[kept[last - 1]] - c.time[kept[first]] >= FLAP_S
    slow = known and fastest < 60.0
    return rose or (lasted and not slow), rose or not slow


@compiled
def _smooth_air(c: Columns, where: "Bytes", kept: "Longs", count: int) -> None:
    """Put short or slow stretches in the air next to the ground back on the ground: parked, taxiing or rolling out."""
    first = 0
    while first < count:
        last = _run_end(where, kept, count, first)
        if where[kept[first]] == AIR:
            before = first > 0 and c.time[kept[first]] - c.time[kept[first - 1]] <= TOGETHER_S
            after = last < count and c.time[kept[last]] - c.time[kept[last - 1]] <= TOGETHER_S
            between, edge = _flew(c, kept, first, last)
            if (before and after and not between) or (before != after and not edge):
                for k in range(first, last):
                    where[kept[k]] = GROUND
        first = last


@compiled
def _smooth_ground(c: Columns, where: "Bytes", kept: "Longs", count: int) -> None:
    """Put short ground stretches inside a flight back in the air: flaps, low passes, touch-and-goes.

    Wheels that touch and go carry nothing out of the aircraft: a touch-and-go is no landing.
    """
    first = 0
    while first < count:
        last = _run_end(where, kept, count, first)
        if where[kept[first]] != AIR and first > 0 and last < count:
            together = (
                c.time[kept[first]] - c.time[kept[first - 1]] <= TOGETHER_S
                and c.time[kept[last]] - c.time[kept[last - 1]] <= TOGETHER_S
            )
            lasted = c.time[kept[last - 1]] - c.time[kept[first]]
            slowest = math.inf
            for k in range(first, last):
                if c.speed[kept[k]] < slowest:  # noqa: PLR1730  # an unknown speed is not the slowest
                    slowest = c.speed[kept[k]]
            if together and slowest > 50.0 and (lasted < FLAP_S or (lasted < TOUCH_S and slowest < math.inf)):
                for k in range(first, last):
                    where[kept[k]] = AIR
        first = last


@compiled
def _settle(c: Columns, where: "Bytes", kept: "Longs", count: int, rotor: int) -> None:
    _belie_ground(c, where, kept, count)
    if not rotor:
        _infer_ground(c, where, kept, count)
    _smooth_air(c, where, kept, count)
    _smooth_ground(c, where, kept, count)
    _smooth_air(c, where, kept, count)


@compiled
def settle(c: Columns, start: "Longs", mark: "Bytes", rotor: "Flags", rotor_of_member: "Flags") -> "Bytes":
    """Say of each point where it is: AIR, GROUND, LEVEL, or OUT where marks rule it out; a stretch at a time.

    `rotor` says which aircraft hover, `rotor_of_member` which members say so of theirs.
    """
    where = np.full(len(mark), OUT, np.uint8)
    kept = np.empty(len(mark), np.int64)
    for a in range(len(start) - 1):
        count = 0
        for i in range(start[a], start[a + 1]):
            if mark[i] & STARTS and count > 0:
                _settle(c, where, kept, count, int(rotor[a] or rotor_of_member[c.member[kept[0]]]))
                count = 0
            if mark[i] & (ASTRAY | REPEATED | OPEN) == 0:
                where[i] = GROUND if c.ground[i] else AIR
                kept[count] = i
                count += 1
        if count > 0:
            _settle(c, where, kept, count, int(rotor[a] or rotor_of_member[c.member[kept[0]]]))
    return where
