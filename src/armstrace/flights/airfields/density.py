"""How well a field explains where an aircraft is: the density of its place and runway as seen from the aircraft.

Per square mile, and per heading against one drawn at random: a field somewhere else altogether has on average the
density of fields in the world. So the odds of two fields are the ratio of their densities, whatever lies around.
Four ways to be on the way to a runway: established on final; one turn before it (from the present track, an arc, then
final: for a given heading of the runway its place follows from the straight leg and the length of final alone);
downwind, two turns before it; and somewhere nearby, with more turns than can be told.
"""

import math

from armstrace.flights.airfields.fields import (
    COSINE,
    EAST_NM,
    ELEVATION_ERROR_FT,
    ELEVATION_FT,
    HEADING,
    HEADING_ERROR,
    LAT,
    LENGTH_FT,
    LON,
    NORTH_NM,
    PLACE_ERROR_NM,
    SINE,
    SURFACE,
    Columns,
)
from armstrace.flights.airfields.paths import (
    CRUISE_NM,
    Path,
    Seen,
    Wanted,
    bell,
    distance_to_go,
    join_density,
    joined_later,
    path_of,
    wanted,
    wrapped,
)
from armstrace.sources.traces.compiled import compiled, inlined

RADIAN = math.pi / 180.0
FULL = 2.0 * math.pi
ONE_TURN, DOWNWIND, NEARBY = 0.5, 0.1, 0.4
HIGH_FT = 14000.0  # from here up the headings of the runways tell nothing yet
UNKNOWN_HEIGHT_FT = 2000.0  # height, and its error, of an aircraft that did not say it
SLOW_HEIGHT_FT = 700.0  # no higher than this, who is too slow to fly stands: the error of the pressure altitude
ISOTROPIC = 1.0  # a runway heading known no better than this (radians) tells nothing


@inlined
def offset(lat: float, lon: float, to_lat: float, to_lon: float) -> tuple[float, float, float]:
    """Give miles east and north to another place, and half the turning of the meridians on the way."""
    east = to_lon - lon
    east = (east - 360.0 * math.floor((east + 180.0) / 360.0)) * RADIAN
    middle = 0.5 * (lat + to_lat) * RADIAN
    return east * math.cos(middle) * 3437.75, (to_lat - lat) * 60.0, 0.5 * east * math.sin(middle)


@inlined
def suitability(length: float, surface: float, want: Wanted) -> float:
    """Give how readily an aircraft of this kind uses a runway: its length and surface, nothing else."""
    share = 0.3
    if length > 0.0:
        share = 1.0 / (1.0 + math.exp(-1.7 * math.log(length / want.need_ft) / want.error))
    if surface == 1.0:
        share *= 0.15 if want.need_ft > 3500.0 else 0.6
    elif surface == 2.0:
        share *= 0.5
    return max(share, 0.002)


@inlined
def on_final(seen: Seen, path: Path, x: float, y: float, theta: float, errors: tuple[float, float, float]) -> float:
    """Give the density of being established on final: x miles to go, y off the centre line, theta off its heading."""
    place_error, heading_error, length_nm = errors
    if x < -length_nm - 0.5 or x > path.reach:
        return 0.0
    go = max(x, 0.0)
    across = math.sqrt(0.06**2 + (0.012 * go) ** 2 + place_error**2 + (go * heading_error) ** 2)
    aligned = math.sqrt((3.5 * RADIAN) ** 2 + heading_error**2)
    if abs(y) > 6.0 * across or abs(theta) > 6.0 * aligned:
        return 0.0
    here = joined_later(go, seen.final_nm, seen.steepness) * distance_to_go(path, go)
    here *= 0.85 * bell(y, 0.0, across) + 0.15 * bell(y, 0.0, 3.0 * across)
    here *= FULL * (0.8 * bell(theta, 0.0, aligned) + 0.2 * bell(theta, 0.0, 3.0 * aligned))
    return here * (0.3 if abs(seen.turn) > 1.0 else 1.0)


@inlined
def intercept_angle(theta: float) -> float:
    """Give the density of the last turn's angle against any: up to 45 degrees from vectors, 90 from a base leg."""
    angle = abs(theta)
    return FULL * (
        0.45 * math.exp(-angle / (25.0 * RADIAN)) / (50.0 * RADIAN)
        + 0.175 * bell(angle, 90.0 * RADIAN, 20.0 * RADIAN)
        + 0.2 / FULL
    )


@compiled
def one_turn(seen: Seen, path: Path, u: float, v: float, theta: float) -> float:
    """Give the density of being one turn before the final; u ahead and v right is the threshold from the aircraft."""
    angle, side = abs(theta), 1.0 if theta >= 0.0 else -1.0
    if angle < 4.0 * RADIAN or angle > 150.0 * RADIAN:
        return 0.0
    radius, sine = seen.radius_nm, math.sin(angle)
    final = (v * side - radius * (1.0 - math.cos(angle))) / sine
    straight = u - radius * sine - final * math.cos(angle)
    blur = (0.05 * abs(straight) + 0.4) / max(sine, 0.12)
    if straight < -2.5 or final < -3.0 * blur or final > 40.0:
        return 0.0
    here = distance_to_go(path, max(straight, 0.0) + radius * angle + max(final, 0.0))
    if here == 0.0:
        return 0.0
    if straight < 0.0:
        here *= math.exp(-0.5 * (straight / 0.8) ** 2)
    if final < 0.0:
        here *= math.exp(-0.5 * (final / blur) ** 2)
    if abs(seen.turn) > 0.5:
        # who turns now turns towards the final, and is about to be done
        here *= 0.25 if seen.turn * side < 0.0 else (2.5 if straight < 2.0 else 0.7)
    return here * intercept_angle(theta) * join_density(final, seen.final_nm, seen.steepness) / max(sine, 0.12)


@inlined
def downwind(seen: Seen, path: Path, u: float, v: float, theta: float) -> float:
    """Give the density of flying downwind, the base leg and the final still to come."""
    off = math.pi - abs(theta)
    if off > 60.0 * RADIAN:
        return 0.0
    aside, usual = abs(v), max(2.5 * seen.radius_nm, 0.4 * seen.final_nm)
    if aside > 5.0 * usual or aside < 0.2 * usual:
        return 0.0
    here = 0.0
    for step in range(4):
        final = seen.final_nm * (0.5 + 0.5 * step)
        if u + final > -0.5:
            share = 0.3 if step < 2 else 0.2
            here += share * distance_to_go(path, max(u + final, 0.0) + 0.9 * aside + final)
    across = bell(math.log(aside / usual), 0.0, 0.5) / aside
    return here * 0.5 * across * FULL * bell(off, 0.0, 20.0 * RADIAN)


@inlined
def nearby(path: Path, height_ft: float, apart: float, ahead: float) -> float:
    """Give the density of the field anywhere within the distance to go; `ahead` is the cosine of its bearing.

    Part of the aircraft fly towards it all the way but the last miles, the more the higher they are; the others are
    led around it.
    """
    high = min(max(height_ft, 0.0) / 15000.0, 1.0)
    scale = 0.9 * path.mean2 + 3.0
    spread = (apart / scale) ** 2
    around = math.exp(-spread * spread) / (0.886 * math.pi * scale * scale)
    # the density has no edge: an aircraft lost high may have gone further down the airway
    wide = 2.0 * scale
    around = 0.9 * around + 0.1 * math.exp(-((apart / wide) ** 2)) / (math.pi * wide * wide)
    toward = bell(apart, 0.9 * path.mean2, 0.22 * path.mean2 + 2.0) / (FULL * max(apart, 1.0))
    direct = 0.3 + 0.4 * high
    if math.isnan(ahead):
        return (1.0 - direct) * around + direct * toward
    # von Mises of concentration 3, whose Bessel function I0(3) is 4.88
    return (1.0 - direct) * around * (1.0 + 0.6 * ahead) + direct * toward * (0.1 + 0.9 * math.exp(3.0 * ahead) / 4.88)


@inlined
def beyond(path: Path, apart: float, ahead: float) -> float:
    """Give the density of the field when the aircraft is in cruise: on its way there, the way down not yet begun."""
    more = apart - 0.9 * path.mean1
    width = 0.2 * path.mean1 + 2.0
    along = math.exp(-0.5 * (more / width) ** 2) if more < 0.0 else math.exp(-more / CRUISE_NM)
    along /= 1.2533 * width + CRUISE_NM
    # von Mises of concentration 10 (18 degrees either way), whose Bessel function I0(10) is 2815.7
    towards = 1.0 if math.isnan(ahead) else 0.2 + 0.8 * math.exp(10.0 * ahead) / 2815.7
    return along / (FULL * max(apart, 1.0)) * towards


@compiled
def on_ground(columns: Columns, field: int, x: float, y: float) -> float:
    """Give the density of standing on the field, whose point is x miles east and y north: near a runway."""
    nearest = math.hypot(x, y)
    for end in range(columns.start[field], columns.start[field + 1]):
        east, north = x + columns.ends[end, EAST_NM], y + columns.ends[end, NORTH_NM]
        nearest = min(nearest, math.hypot(east, north))
        length = max(columns.ends[end, LENGTH_FT], 1000.0) / 6076.12
        along = east * columns.ends[end, SINE] + north * columns.ends[end, COSINE]
        across = east * columns.ends[end, COSINE] - north * columns.ends[end, SINE]
        if -length <= along <= 0.0 and columns.ends[end, HEADING_ERROR] < ISOTROPIC:
            nearest = min(nearest, abs(across))
    return 0.9 * bell(nearest, 0.0, 0.4) * bell(0.0, 0.0, 0.4) + 0.1 * bell(nearest, 0.0, 1.0) * bell(0.0, 0.0, 1.0)


@compiled
def way_to_end(columns: Columns, end: int, seen: Seen, path: Path, place: tuple[float, float, float]) -> float:
    """Give the density of being on the way to one runway end in a way that can be told from its heading.

    `place` are miles east and north to the field and half the turning of the meridians; the turning is a small angle.
    """
    x, y, half = place
    east, north = columns.ends[end, EAST_NM], columns.ends[end, NORTH_NM]
    x, y = x + east - half * north, y + north + half * east
    sine, cosine = seen.sine + half * seen.cosine, seen.cosine - half * seen.sine
    u, v = x * sine + y * cosine, x * cosine - y * sine
    length = max(columns.ends[end, LENGTH_FT], 1000.0) / 6076.12
    sine_end = columns.ends[end, SINE] - half * columns.ends[end, COSINE]
    cosine_end = columns.ends[end, COSINE] + half * columns.ends[end, SINE]
    go, across = x * sine_end + y * cosine_end, x * cosine_end - y * sine_end
    theta = wrapped(columns.ends[end, HEADING] - seen.track - 2.0 * half)
    errors = (columns.ends[end, PLACE_ERROR_NM], columns.ends[end, HEADING_ERROR], length)
    here = on_final(seen, path, go, across, theta, errors)
    here += ONE_TURN * one_turn(seen, path, u, v, theta)
    if abs(theta) > 2.0:
        here += DOWNWIND * downwind(seen, path, u, v, theta)
    return here


@compiled
def ways_to_field(
    columns: Columns, field: int, seen: Seen, want: Wanted, place: tuple[float, float, float]
) -> tuple[float, float]:
    """Give how suitable a field is, and its density, from an aircraft in the air."""
    x, y, half = place
    apart = math.hypot(x, y)
    height, error = seen.alt_ft - columns.fields[field, ELEVATION_FT], columns.fields[field, ELEVATION_ERROR_FT]
    if math.isnan(height):
        height, error = UNKNOWN_HEIGHT_FT, UNKNOWN_HEIGHT_FT
    path = path_of(seen, height, error, want.excess_ft)
    if apart > path.reach + 2.0:
        return 0.0, 0.0
    ahead, tracked = math.nan, not math.isnan(seen.track)
    if tracked and apart > 0.0:
        ahead = (x * (seen.sine + half * seen.cosine) + y * (seen.cosine - half * seen.sine)) / apart
    around = beyond(path, apart, ahead) if seen.cruising else nearby(path, height, apart, ahead)
    loose = NEARBY * (0.1 + 0.9 * (1.0 - joined_later(path.mean1, seen.final_nm, seen.steepness)))
    told = tracked and height < HIGH_FT and not seen.cruising
    best = total = here = share = 0.0
    length = surface = -1.0
    for end in range(columns.start[field], columns.start[field + 1]):
        # both directions of a runway are as long
        if columns.ends[end, LENGTH_FT] != length or columns.ends[end, SURFACE] != surface:
            length, surface = columns.ends[end, LENGTH_FT], columns.ends[end, SURFACE]
            share = suitability(length, surface, want)
        best, total = max(best, share), total + share
        if told and columns.ends[end, HEADING_ERROR] < ISOTROPIC:
            here += share * (loose * around + way_to_end(columns, end, seen, path, place))
        else:
            here += share * around
    return best, here / total


@compiled
def field_density(columns: Columns, field: int, seen: Seen) -> tuple[float, float]:
    """Give how suitable a field is, and its density; 0 where it is out of reach."""
    place = offset(seen.lat, seen.lon, columns.fields[field, LAT], columns.fields[field, LON])
    height = seen.alt_ft - columns.fields[field, ELEVATION_FT]
    if seen.ground or (seen.slow and not height > SLOW_HEIGHT_FT):
        if abs(place[0]) > 6.0 or abs(place[1]) > 6.0:
            return 0.0, 0.0
        want, best = wanted(seen, 0.0), 0.0
        for end in range(columns.start[field], columns.start[field + 1]):
            best = max(best, suitability(columns.ends[end, LENGTH_FT], columns.ends[end, SURFACE], want))
        return best, on_ground(columns, field, place[0], place[1])
    if height < -1200.0:
        return 0.0, 0.0
    known = UNKNOWN_HEIGHT_FT if math.isnan(height) else height
    return ways_to_field(columns, field, seen, wanted(seen, known), place)
