"""How long an aircraft still needs to the ground, and how long ago it left it."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats

KM_PER_NM = 1.852
APPROACH_KT = 140.0
"""Speed over the threshold: transport aircraft cross it at 110 to 160 kt, light ones slower, which their own speed
shows."""
SLOWING_KM = 60.0
"""Way over which an aircraft slows from the speed it comes down with to that of the threshold."""
DESCENT_FPM = 1800.0
"""Mean rate of a descent flown at 3 degrees from cruise: 320 ft a mile at 5 to 6 miles a minute."""
USUAL_KT = 250.0

SLOW_KT, SLOW_FT, FAST_KT, FAST_FT = 250.0, 10_000.0, 450.0, 35_000.0
"""Below 10,000 ft the rules of the air allow 250 kt; jets cruise at Mach 0.78, which is 450 kt at 35,000 ft."""


def usual_ft(speed_kt: "Floats") -> "Floats":
    """Give the height at which aircraft fly so fast, at least 10,000 ft; NaN where the speed is not known."""
    return SLOW_FT + np.clip((speed_kt - SLOW_KT) / (FAST_KT - SLOW_KT), 0.0, 1.0) * (FAST_FT - SLOW_FT)


def ground_s(km: "Floats", height_ft: "Floats", speed_kt: "Floats") -> "Floats":
    """Give the seconds from an end to the runway, or from the runway to it: over the way, and through the height.

    NaN stands for a way, height or speed that is not known; where both ways to tell are known the longer one holds.
    """
    speed = np.where(speed_kt > 30.0, speed_kt, USUAL_KT)
    touch = np.minimum(APPROACH_KT, speed)
    near = np.minimum(km, SLOWING_KM) / (0.5 * (speed + touch))
    far = np.maximum(km - SLOWING_KM, 0.0) / speed
    over = (near + far) / KM_PER_NM * 3600.0
    through = np.maximum(height_ft, 0.0) / DESCENT_FPM * 60.0
    return np.nan_to_num(np.fmax(over, through))


def km_of(lat_a: "Floats", lon_a: "Floats", lat_b: "Floats", lon_b: "Floats") -> "Floats":
    """Give great-circle distances in km."""
    a, b = np.radians(lat_a), np.radians(lat_b)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * 6371.0 * np.arcsin(np.minimum(1.0, np.sqrt(half))), np.float64)
