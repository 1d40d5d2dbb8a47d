"""The ends of what was seen of a flight: the last points before it went out of sight, the first after."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ends:
    """Ends, one a row: columns of equal length.

    At an arrival (`arrival` True) the values are those of the last good point, at a departure of the first. `ground`
    says that the aircraft was on the ground there. `speed_kt`, `track_deg` and `climb_fpm` are robust values over the
    two minutes next to the end (NaN where unknown), `turn_deg_s` the mean rate of turn there (right positive),
    `alt_ft` the altitude there (NaN where unknown), `level` the share of those two minutes in which it neither climbed
    nor sank. `runway_ft` is the length of runway that the type needs, 0 where the type is not known; `rotor` True for
    helicopters.
    """

    arrival: "Flags"
    time_s: "Floats"
    lat: "Floats"
    lon: "Floats"
    alt_ft: "Floats"
    speed_kt: "Floats"
    track_deg: "Floats"
    climb_fpm: "Floats"
    turn_deg_s: "Floats"
    ground: "Flags"
    level: "Floats"
    runway_ft: "Floats"
    rotor: "Flags"
