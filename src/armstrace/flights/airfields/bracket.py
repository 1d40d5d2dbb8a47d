"""An aircraft lost from sight and seen again: did it land in between, and where?

The same field has to explain both ends, and the time between them must leave room for the way down, the stay and the
climb. Against that stand: it flew on, straight or not; it went around; it landed at one field, flew unseen, and left
another. The weight of each is the density, per square mile, of finding the aircraft where it was seen again.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from armstrace.flights.airfields.candidates import (
    FIELDS_PER_SQUARE_MILE,
    UNLISTED,
    UNLISTED_ROTOR,
    Ranked,
    fields_near,
    put,
    ranked,
    reach_of,
)
from armstrace.flights.airfields.density import RADIAN, UNKNOWN_HEIGHT_FT, field_density, offset
from armstrace.flights.airfields.fields import ELEVATION_FT, LAT, LON, Columns, Fields
from armstrace.flights.airfields.paths import Seen, bell, path_of, wanted, wrapped
from armstrace.flights.airfields.prepare import EndColumns, end_columns, seen_of
from armstrace.flights.ends import Ends
from armstrace.sources.traces.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

FULL = 2.0 * math.pi
STAY_MIN, STAY_SPREAD_MIN = 9.0, 1.2  # the shortest stays of transports, engines running; a touch-and-go is none
STRAIGHT, STRETCHED, AROUND = 0.865, 0.12, 0.015  # of flights that go on: on their way, led elsewhere, circling there
AROUND_NM = 80.0
GONE_AROUND = 0.02  # approaches that end in another try
UNSEEN_LEGS = 0.05  # of gaps with a landing: those in which whole flights were missed


class Gap(NamedTuple):
    """What flying on has to explain: hours between the ends, miles, headings, speeds."""

    hours: float
    apart: float
    off_track: float
    off_arrival: float
    speed_kt: float
    speed_error: float
    fastest_kt: float


def bracketed(
    arrivals: Ends, departures: Ends, gap_s: npt.NDArray[np.float64], fields: Fields, most: int = 8
) -> Ranked:
    """Rank the fields at which each aircraft may have been between an arrival and its next departure.

    Method: flights.airfields.bracket; row i of the arrivals goes with row i of the departures, `gap_s` apart.
    """
    count = len(arrivals.lat)
    field, weight = np.full((count, most), -1, np.int32), np.zeros((count, most))
    sums = np.zeros((count, 3))
    _bracket((end_columns(arrivals), end_columns(departures)), gap_s, fields.columns, field, weight, sums)
    whole = sums.sum(axis=1)
    # the height that counts is that of the better-seen end
    lower = np.where(arrivals.ground | departures.ground, -np.inf, np.fmin(arrivals.alt_ft, departures.alt_ft))
    return ranked((lower, fields), (field, weight), whole, (sums[:, 0] + sums[:, 1]) / whole)


@compiled
def gap_between(a: Seen, b: Seen, hours: float) -> Gap:
    """Compare where the aircraft was seen again with where it was heading; `b` is flown backwards."""
    x, y, half = offset(a.lat, a.lon, b.lat, b.lon)
    apart, bearing = math.hypot(x, y), math.atan2(x, y)
    off_track = off_arrival = math.nan
    if apart > 0.5:
        off_track = wrapped(bearing - half - a.track)
        off_arrival = wrapped(bearing + half - b.track - math.pi)
    speed = 0.5 * (a.speed_kt + b.speed_kt)
    error = 0.08 * speed + 0.3 * abs(a.speed_kt - b.speed_kt)
    return Gap(hours, apart, off_track, off_arrival, speed, error, 1.25 * max(a.speed_kt, b.speed_kt) + 40.0)


@compiled
def heading_density(off: float, width: float) -> float:
    """Give the density of a heading against any: mostly on its way, sometimes not."""
    if math.isnan(off):
        return 1.0
    return 0.2 + 0.8 * FULL * bell(off, 0.0, width)


@compiled
def flown_on(gap: Gap) -> float:
    """Give the density of being found there after flying on."""
    ahead = gap.speed_kt * gap.hours
    farthest = gap.fastest_kt * gap.hours + 2.0
    if gap.apart > farthest:
        return 0.0
    width = gap.speed_error * gap.hours + 1.0
    ring = bell(gap.apart, ahead, width) / (FULL * max(gap.apart, 1.0))
    straight = ring * heading_density(gap.off_track, 20.0 * RADIAN) * heading_density(gap.off_arrival, 25.0 * RADIAN)
    here = STRAIGHT * straight + STRETCHED / (math.pi * farthest * farthest)
    close = min(AROUND_NM, farthest)
    return here + AROUND * math.exp(-((gap.apart / close) ** 2)) / (math.pi * close * close)


@compiled
def on_the_way(seen: Seen) -> float:
    """Give the odds of flying on against landing, by what the aircraft did when it was lost, whatever follows."""
    if seen.ground:
        return 1e-6
    high = 0.1 if math.isnan(seen.alt_ft) else min(max(seen.alt_ft / 30000.0, 0.0), 1.0)
    if seen.gradient > 80.0:
        return 0.1 + 0.3 * high
    return 10.0 if seen.gradient < -80.0 else 1.0


@compiled
def minutes_down(seen: Seen, height_ft: float, apart: float) -> float:
    """Give the minutes from an end to a runway so many miles away: what is more than the way down is flown fast."""
    if seen.ground:
        return 0.0
    height = UNKNOWN_HEIGHT_FT if math.isnan(height_ft) else height_ft
    slow, down = min(seen.speed_kt, 140.0), path_of(seen, height, 0.0, wanted(seen, height).excess_ft).mean1
    return 60.0 * (max(apart - down, 0.0) / seen.speed_kt + down / (0.5 * (seen.speed_kt + slow)))


@compiled
def minutes_to(columns: Columns, field: int, seen: Seen) -> float:
    """Give the minutes from an end to a field."""
    x, y, _ = offset(seen.lat, seen.lon, columns.fields[field, LAT], columns.fields[field, LON])
    return minutes_down(seen, seen.alt_ft - columns.fields[field, ELEVATION_FT], math.hypot(x, y))


@compiled
def stayed(minutes: float) -> float:
    """Give how readily a stay on the ground is that short."""
    return 1.0 / (1.0 + math.exp(-min(max((minutes - STAY_MIN) / STAY_SPREAD_MIN, -60.0), 60.0)))


@compiled
def same_unlisted(a: Seen, b: Seen, apart: float) -> float:
    """Give the density of having been at a place that is in no table."""
    wide = 0.5 * (reach_of(a) + reach_of(b)) * 0.5
    share = UNLISTED_ROTOR if a.rotor else UNLISTED
    return share * math.exp(-((apart / wide) ** 2)) / (math.pi * wide * wide)


@compiled
def _bracket(
    both: tuple[EndColumns, EndColumns], gap_s: Floats, columns: Columns, field: Ints, weight: Floats, sums: Floats
) -> None:
    numbers = np.empty(len(columns.fields), np.int32)
    for row in range(len(gap_s)):
        a, b = seen_of(both[0], row, True), seen_of(both[1], row, True)
        gap = gap_between(a, b, gap_s[row] / 3600.0)
        near = a if reach_of(a) <= reach_of(b) else b
        tried = 0.0
        for place in range(fields_near(columns, near, reach_of(near), numbers)):
            number = numbers[place]
            suitable, here = field_density(columns, number, a)
            if here <= 0.0 or suitable <= 0.0:
                continue
            here *= suitable * field_density(columns, number, b)[1] / FIELDS_PER_SQUARE_MILE
            flown = minutes_to(columns, number, a) + minutes_to(columns, number, b)
            time = 1.0 if a.ground or b.ground else stayed(gap.hours * 60.0 - flown)
            tried += GONE_AROUND * here * (1.0 - time)
            here *= time
            if here > 0.0:
                sums[row, 0] += here
                put(number, here, field[row], weight[row])
        lowest = minutes_down(a, a.alt_ft, 0.0) + minutes_down(b, b.alt_ft, 0.0)
        time = stayed(gap.hours * 60.0 - lowest)
        wandered = gap.fastest_kt * max(gap.hours - 0.5, 0.0) / 3.0 + 60.0
        sums[row, 1] = time * same_unlisted(a, b, gap.apart)
        if gap.hours > 1.5:
            sums[row, 1] += UNSEEN_LEGS * math.exp(-((gap.apart / wandered) ** 2)) / (math.pi * wandered**2)
        sums[row, 2] = tried + flown_on(gap) * on_the_way(a) * on_the_way(b) + 1e-12
