"""Points as the compiled loops take them, and the rows that loops give one another."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from armstrace.sources.traces.points import Points

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Halves = npt.NDArray[np.float32]
    Longs = npt.NDArray[np.int64]
    Ints = npt.NDArray[np.int32]
    Bytes = npt.NDArray[np.uint8]
    Flags = npt.NDArray[np.bool_]

MLAT = 6

AIR, GROUND, LEVEL, OUT = 0, 1, 2, 3
"""Where a point is: in the air, on the ground by its own word, on the ground by its speed and height; OUT: not used."""

APPEARS, VANISHES, LANDS, TAKES_OFF, DARK, MOVED = 0, 1, 2, 3, 4, 5
"""What lies between two points: nothing before, nothing after, air to ground, ground to air, air to air over a gap long
enough to have landed in, ground to ground elsewhere."""

(
    TIME,
    LAT,
    LON,
    ALT,
    SPEED,
    TRACK,
    CLIMB,
    TURN,
    FLAT,
    WHERE,
    CALLSIGN,
    FIRST_MEMBER,
    FIRST,
    LAST_MEMBER,
    LAST,
    SAID,
    TOP,
    STRAIGHT,
) = range(18)
"""The columns of a row of ends: `FLAT` is Ends.level, `WHERE` AIR, GROUND or LEVEL; then the input points; `SAID` the
speed reported at the very point, `TOP` the greatest altitude within half an hour, `STRAIGHT` how far it got in that
half hour over the way it flew."""

WIDTH = 18


class Columns(NamedTuple):
    """The columns of Points that the loops read."""

    time: "Floats"
    lat: "Floats"
    lon: "Floats"
    alt: "Halves"
    speed: "Halves"
    track: "Halves"
    climb: "Halves"
    ground: "Flags"
    source: "Bytes"
    callsign: "Ints"
    member: "Ints"
    point: "Ints"


def columns_of(points: Points) -> Columns:
    """Take the columns; times to the millisecond, so that a sum over another midnight gives the same number."""
    return Columns(
        np.round(points.time_s, 3), points.lat, points.lon, points.alt_ft, points.speed_kt, points.track_deg,
        points.climb_fpm, points.ground, points.source, points.callsign, points.member, points.point,
    )  # fmt: skip
