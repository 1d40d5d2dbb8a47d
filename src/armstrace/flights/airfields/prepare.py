"""Ends as the model sees them: every one an arrival."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from armstrace.flights.airfields.paths import Seen, join_shape, turn_radius
from armstrace.flights.ends import Ends
from armstrace.sources.traces.compiled import compiled

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# landing distance grows with the square of the approach speed: 5,000 ft is a usual need at 135 kt
CRUISE_FT = 15000.0
SLOW_KT = 40.0  # over ground: no aeroplane but the slowest flies at that, and then only against a gale


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
def seen_of(ends: EndColumns, row: int, far: bool) -> Seen:
    """Give one end as an arrival; a departure is flown backwards, so its climb is the descent and turns change sides.

    With `far`, one in cruise is not taken to be about to come down.
    """
    arrival = ends.arrival[row]
    alt = ends.alt_ft[row]
    speed = ends.speed_kt[row]
    need = 300.0 if ends.rotor[row] else ends.runway_ft[row]
    slow = speed < SLOW_KT and not ends.rotor[row]
    if math.isnan(speed) or speed < SLOW_KT:
        speed = 60.0 if ends.rotor[row] else 140.0
    turn = 0.0 if math.isnan(ends.turn_deg_s[row]) else ends.turn_deg_s[row]
    track, down = math.radians(ends.track_deg[row]), -ends.climb_fpm[row]
    if not arrival:
        track, down, turn = track + math.pi, -down, -turn
    gradient = 0.0 if math.isnan(down) else down * 60.0 / speed
    median, steepness = join_shape(speed, arrival)
    return Seen(
        ends.lat[row], ends.lon[row], alt, speed, track, math.sin(track), math.cos(track), turn, gradient,
        ends.level[row], need, ends.ground[row], slow, far and alt > CRUISE_FT and abs(gradient) < 80.0, arrival,
        ends.rotor[row], turn_radius(speed), median, steepness,
    )  # fmt: skip
