"""How far an aircraft still has to fly to the runway, from its height above it: the physics behind the names.

Distances are nautical miles along the path, angles radians. A departure is looked at backwards in time: it then flies
towards the runway end over which it left, and only the gradient differs. The figures are those of approach design and
of everyday flying, none was fitted to flights: a glide path of 3 degrees is 318 ft a mile (ICAO Doc 8168); turns are
flown at 3 degrees a second or 25 degrees of bank, whichever is wider (the same, part I); a vectored aircraft joins the
final 5 to 12 miles out at no more than 30 to 45 degrees (ICAO Doc 4444, 8.9.3), a light one in the circuit within 1 to
3; pressure altitude is off by some 27 ft a hectopascal, and the pressure at sea level varies by about 9 hPa.
"""

import math
from typing import NamedTuple

from armstrace.sources.traces.compiled import compiled, inlined

GLIDE_FT_NM = 318.0
CLIMB_FT_NM = 450.0
# a jet at idle glides some 17 to 1 and loses energy worth 360 ft a mile, a little more with the first flaps out;
# climbing it gains 700
SLOWING_FT_NM, GAINING_FT_NM = 380.0, 700.0
CRUISE_NM = 120.0  # holes in the coverage of whole regions are some hundreds of miles wide
PRESSURE_ERROR_FT = 260.0
FAST_KT = 130.0
FEET_PER_SQUARE_KT = 0.04425  # half the square of a knot over gravity
# landing distance grows with the square of the approach speed: 5,000 ft is a usual need at 135 kt
JET_NEED_FT, JET_APPROACH_KT = 5000.0, 135.0


class Seen(NamedTuple):
    """One end as an arrival: `gradient` is how many feet a mile it comes down (a departure, backwards: climbed).

    `track` in radians with its sine and cosine, `turn` in degrees a second, right positive, both as flown towards the
    runway; NaN where unknown, as is `alt_ft`. `need_ft` is the runway its type needs, 0 where that is not known; `slow`
    is slower than it can fly; `cruising` that it was level up high, so that how far it still flew before coming down is
    open. The rest is how it turns and joins a final: median length and steepness (log-logistic) of that.
    """

    lat: float
    lon: float
    alt_ft: float
    speed_kt: float
    track: float
    sine: float
    cosine: float
    turn: float
    gradient: float
    level: float
    need_ft: float
    ground: bool
    slow: bool
    cruising: bool
    arrival: bool
    rotor: bool
    radius_nm: float
    final_nm: float
    steepness: float


class Wanted(NamedTuple):
    """What an aircraft asks for at a field: runway, how sure that is (of its logarithm), height its speed is worth."""

    need_ft: float
    error: float
    excess_ft: float


class Path(NamedTuple):
    """The distance to go as three bells: straight down, with some level flight, with detours; `reach` is the limit."""

    mean1: float
    width1: float
    share1: float
    mean2: float
    width2: float
    share2: float
    mean3: float
    width3: float
    share3: float
    reach: float


@inlined
def bell(x: float, mean: float, width: float) -> float:
    """Give the density of the normal distribution."""
    away = (x - mean) / width
    if away > 6.0 or away < -6.0:
        return 0.0
    return math.exp(-0.5 * away * away) / (2.5066282746310002 * width)


@inlined
def wrapped(angle: float) -> float:
    """Bring an angle between -pi and pi."""
    return angle - 2.0 * math.pi * math.floor((angle + math.pi) / (2.0 * math.pi))


@inlined
def distance_to_go(path: Path, x: float) -> float:
    """Give the density of the distance to go at `x`; over the runway itself it is that at its threshold."""
    near = max(x, 0.0)
    return (
        path.share1 * bell(near, path.mean1, path.width1)
        + path.share2 * bell(near, path.mean2, path.width2)
        + path.share3 * bell(near, path.mean3, path.width3)
    )


@inlined
def approach_speed(airspeed_kt: float, height_ft: float) -> float:
    """Guess the approach speed from the speed seen: no faster than that, and less the higher it was seen.

    Low jets fly up to 250 kt and land at 110 to 140; a light aircraft has much the same speed all the way.
    """
    if airspeed_kt > 320.0:
        return 130.0
    slower = 1.0 + min(max(height_ft - 1500.0, 0.0) / 8000.0, 0.7)
    least = 115.0 if airspeed_kt > 180.0 else 45.0
    return min(max(airspeed_kt / slower, least), 140.0)


@compiled
def wanted(seen: Seen, height_ft: float) -> Wanted:
    """Give what an aircraft asks for at a field so far below it; air is thinner by 1.5 % of speed every 1,000 ft."""
    high = 0.0 if math.isnan(seen.alt_ft) else min(max(seen.alt_ft, 0.0), 40000.0)
    airspeed = seen.speed_kt / (1.0 + 1.55e-5 * high)
    approach = approach_speed(airspeed, height_ft)
    excess = FEET_PER_SQUARE_KT * max(airspeed**2 - approach**2, 0.0)
    if seen.need_ft > 0.0:
        return Wanted(seen.need_ft, 0.2, excess)
    return Wanted(JET_NEED_FT * (approach / JET_APPROACH_KT) ** 2, 0.35, excess)


@compiled
def path_of(seen: Seen, height_ft: float, error_ft: float, excess_ft: float) -> Path:
    """Give the distance to go from a height above the field with its error, and with speed to lose."""
    height = max(height_ft, 0.0)
    level = 0.3 if math.isnan(seen.level) else seen.level
    error = math.sqrt(PRESSURE_ERROR_FT**2 + error_ft**2)
    if seen.arrival:
        usual, steep, spread = GLIDE_FT_NM, 480.0, 0.12
        # what is seen now holds for long only near the ground
        trust = 0.5 if height < 3000.0 else 0.25
    else:
        usual, steep, spread, trust = CLIMB_FT_NM, 1200.0, 0.25, 0.7
    gradient = usual
    if seen.gradient > 100.0 and level < 0.5:
        gradient = min(max(trust * seen.gradient + (1.0 - trust) * usual, 0.75 * usual), steep)
    # speed is got rid of, or was gained, on the way too
    slowing = excess_ft / (SLOWING_FT_NM if seen.arrival else GAINING_FT_NM)
    straight = height / gradient + slowing
    blur = error / gradient + 0.15
    detour = height / usual + slowing
    wide1 = math.sqrt((spread * straight) ** 2 + (0.3 * slowing) ** 2 + blur**2)
    wide2 = math.sqrt((0.25 * detour) ** 2 + (1.5 + 2.0 * level) ** 2 + blur**2)
    mean2 = 1.1 * detour + 1.0 + 4.0 * level
    mean3, wide3 = 1.6 * detour + 4.0, 0.6 * detour + 4.0
    share2, share3 = 0.30 + 0.25 * level, 0.05 + 0.10 * level
    reach = min(mean3 + 1.5 * wide3, mean2 + 2.0 * wide2 + 10.0, 170.0)
    if seen.cruising:
        reach = straight + 3.0 * CRUISE_NM
    return Path(straight, wide1, 1.0 - share2 - share3, mean2, wide2, share2, mean3, wide3, share3, reach)


@inlined
def join_shape(speed_kt: float, arrival: bool) -> tuple[float, float]:
    """Give median and steepness of the length of final (log-logistic): circuits of light aircraft are short."""
    if speed_kt < FAST_KT:
        return 2.0, 2.5
    return (7.0, 3.0) if arrival else (4.0, 2.0)


@inlined
def joined_later(length: float, median: float, steepness: float) -> float:
    """Give the share of finals longer than this one."""
    power: float = (max(length, 0.0) / median) ** steepness
    return 1.0 / (1.0 + power)


@inlined
def join_density(length: float, median: float, steepness: float) -> float:
    """Give the density of the length of final."""
    ratio = max(length, 0.3) / median
    power: float = ratio**steepness
    return steepness / median * power / ratio / (1.0 + power) ** 2


@inlined
def turn_radius(speed_kt: float) -> float:
    """Give the radius of a turn at 3 degrees a second, or at 25 degrees of bank where that is wider."""
    speed = min(max(speed_kt, 60.0), 300.0)
    return max(speed / 188.5, 3.126e-5 * speed * speed)
