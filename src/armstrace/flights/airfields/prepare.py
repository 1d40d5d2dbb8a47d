"""Ends as the model sees them: every one an arrival, with the runway its type, or else its speed, asks for."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from armstrace.flights.airfields.paths import Seen
from armstrace.flights.ends import Ends
from armstrace.sources.traces.compiled import compiled

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# landing distance grows with the square of the approach speed: 5,000 ft is a usual need at 135 kt
SLOW_KT = 40.0  # over ground: no aeroplane but the slowest flies at that, and then only against a gale
FEET_PER_SQUARE_KT = 0.04425  # half the square of a knot over gravity
JET_NEED_FT, JET_APPROACH_KT = 5000.0, 135.0


class EndColumns(NamedTuple):
    """The columns of `Ends` in one tuple, which compiled functions can take."""

    arrival: Flags
    lat: Floats
    lon: Floats
    alt_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    climb_fpm: Floats
    turn_deg_s: Floats
    ground: Flags
    level: Floats
    runway_ft: Floats
    rotor: Flags


def end_columns(ends: Ends) -> EndColumns:
    """Put the columns in one tuple."""
    return EndColumns(*(getattr(ends, name) for name in EndColumns._fields))


@compiled
def approach_speed(speed_kt: float, alt_ft: float) -> float:
    """Guess the approach speed from the ground speed seen: no faster than seen, and less the higher it was seen.

    Low jets fly up to 250 kt and land at 110 to 150; a light aircraft has much the same speed all the way.
    """
    if math.isnan(speed_kt):
        return 110.0
    if speed_kt > 320.0:
        return 130.0
    slower = 1.0 + min(max(alt_ft - 1500.0, 0.0) / 8000.0, 0.7)
    if speed_kt > 180.0:
        return min(max(speed_kt / slower, 115.0), 140.0)
    return min(max(speed_kt / slower, 45.0), 140.0)


@compiled
def seen_of(ends: EndColumns, row: int) -> Seen:
    """Give one end as an arrival; a departure is flown backwards, so its climb is the descent and turns change sides."""
    arrival = ends.arrival[row]
    alt = 0.0 if math.isnan(ends.alt_ft[row]) else ends.alt_ft[row]
    speed = ends.speed_kt[row]
    need, error = ends.runway_ft[row], 0.2
    if ends.rotor[row]:
        need, error = 300.0, 0.5
    elif not need > 0.0:
        need, error = JET_NEED_FT * (approach_speed(speed, alt) / JET_APPROACH_KT) ** 2, 0.35
    slow = speed < SLOW_KT and not ends.rotor[row]
    if math.isnan(speed) or speed < SLOW_KT:
        speed = 60.0 if ends.rotor[row] else 140.0
    turn = 0.0 if math.isnan(ends.turn_deg_s[row]) else ends.turn_deg_s[row]
    track, down = math.radians(ends.track_deg[row]), -ends.climb_fpm[row]
    if not arrival:
        track, down, turn = track + math.pi, -down, -turn
    gradient = 0.0 if math.isnan(down) else down * 60.0 / speed
    excess = FEET_PER_SQUARE_KT * max(speed**2 - approach_speed(speed, alt) ** 2, 0.0)
    return Seen(
        ends.lat[row], ends.lon[row], alt, speed, track, turn, gradient, excess, ends.level[row], need, error,
        ends.ground[row], slow, arrival,
    )  # fmt: skip
