"""Made approaches and departures at fields all over the world, to check that probabilities mean what they say.

A field with enough runway is drawn, none more often than another; the runway lies into the wind; the way is flown
backwards from it: a final of some length, an intercept, base or downwind leg, one more turn, a long leg. Gradients,
level stretches, speeds, wind, turns and the error of the pressure altitude vary as in everyday flying. The kinds of way
are drawn here by themselves, not from the model's own densities.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from armstrace.flights.airfields.fields import (
    ELEVATION_FT,
    END_LAT,
    END_LON,
    HEADING,
    HEADING_ERROR,
    LENGTH_FT,
    SURFACE,
    Fields,
)

Floats = npt.NDArray[np.float64]
STEP_NM, STEPS = 0.1, 900


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of aircraft: approach speed and runway need with their spread, usual final, climb in ft a minute."""

    share: float
    approach_kt: tuple[float, float]
    need_ft: tuple[float, float]
    final_nm: tuple[float, float]
    platform_ft: tuple[float, float]
    climb_fpm: tuple[float, float]


JET = Kind(0.6, (115, 150), (4500, 7500), (7.5, 0.45), (1800, 4000), (1500, 3500))
PROP = Kind(0.25, (90, 120), (3000, 4500), (5.0, 0.5), (1500, 3000), (900, 2000))
LIGHT = Kind(0.15, (55, 80), (1000, 2200), (1.3, 0.45), (800, 1500), (500, 1000))


def drawn(fields: Fields, count: int, seed: int) -> Iterator[tuple[int, Kind, float, int]]:
    """Draw fields, kinds of aircraft, their runway needs and the runway end used."""
    draw, columns = Random(seed), fields.columns
    made = 0
    while made < count:
        kind = draw.choices((JET, PROP, LIGHT), (JET.share, PROP.share, LIGHT.share))[0]
        need, field = draw.uniform(*kind.need_ft), draw.randrange(len(fields))
        usable = [
            end
            for end in range(columns.start[field], columns.start[field + 1])
            if columns.ends[end, LENGTH_FT] >= need
            and columns.ends[end, HEADING_ERROR] < 1
            and (kind is LIGHT or columns.ends[end, SURFACE] == 0)
        ]
        if usable:
            made += 1
            yield field, kind, need, draw.choice(usable)


def way(draw: Random, kind: Kind, radius_nm: float, *, arrival: bool) -> Floats:
    """Give the change of heading at every step of the way back from the runway, in radians."""
    median, spread = kind.final_nm
    final = median * math.exp(draw.gauss(0, spread)) * (1.0 if arrival else 0.5)
    pattern = draw.choices(("straight", "intercept", "base", "downwind"), (20, 40, 25, 15))[0]
    side = draw.choice((-1.0, 1.0))
    legs = [(final, 0.0)]
    if pattern == "straight":
        legs.append((draw.expovariate(1 / 10) + 3, side * draw.uniform(0, 12)))
    elif pattern == "intercept":
        legs.append((draw.expovariate(1 / 6) + 1, side * draw.uniform(15, 50)))
    elif pattern == "base":
        legs.append((draw.expovariate(1 / 5) + 1, side * draw.uniform(70, 110)))
    else:
        legs.append((radius_nm * draw.uniform(0.2, 3), side * 90.0))
        legs.append((final + draw.expovariate(1 / 4), side * 90.0))
    legs.append((draw.expovariate(1 / 10) + 3, draw.gauss(0, 45)))
    legs.append((draw.expovariate(1 / 15) + 5, draw.gauss(0, 25)))
    turned: list[float] = []
    for length, turn in legs:
        arc = max(round(radius_nm * abs(math.radians(turn)) / STEP_NM), 1)
        turned += [math.radians(turn) / arc] * arc + [0.0] * round(length / STEP_NM)
    return np.array((turned + [0.0] * STEPS)[:STEPS])


def heights(draw: Random, kind: Kind) -> Floats:
    """Give the height above the runway at every step back along an approach."""
    platform, now, feet = draw.uniform(*kind.platform_ft), 50.0, []
    glide, down = 318.0 * draw.gauss(1, 0.05), draw.uniform(220, 400)
    level = draw.expovariate(1 / 4) if draw.random() < 0.6 else 0.0
    second, longer = draw.uniform(platform, 9000), draw.expovariate(1 / 6) if draw.random() < 0.3 else 0.0
    for _ in range(STEPS):
        feet.append(now)
        if now < platform:
            now += glide * STEP_NM
        elif level > 0:
            level -= STEP_NM
        elif now > second and longer > 0:
            longer -= STEP_NM
        else:
            now += down * STEP_NM
    return np.array(feet)


def climbed(draw: Random, kind: Kind) -> Floats:
    """Give the height above the runway at every step of a climb, with a level stretch now and then."""
    rate, now, feet = draw.uniform(*kind.climb_fpm), 0.0, []
    stop, level = draw.uniform(2000, 9000), draw.expovariate(1 / 5) if draw.random() < 0.3 else 0.0
    for _ in range(STEPS):
        feet.append(now)
        if now > stop and level > 0:
            level -= STEP_NM
        else:
            now += rate / (sum(kind.approach_kt) / 2 * 1.4) * 60 * STEP_NM
    return np.array(feet)


def airspeeds(draw: Random, kind: Kind, height: Floats, *, arrival: bool) -> Floats:
    """Give the true airspeed at every step."""
    approach, per_mile = draw.uniform(*kind.approach_kt), draw.uniform(6, 13)
    top = {JET: 250.0, PROP: 200.0, LIGHT: approach * 1.4}[kind] * draw.uniform(0.85, 1.05)
    along = np.arange(STEPS) * STEP_NM
    start = draw.uniform(3, 6) if arrival else 1.0
    slow = approach * (1.0 if arrival else 1.15)
    indicated = np.clip(slow + per_mile * (along - start), slow, max(top, slow))
    true: Floats = indicated * (1 + 1.55e-5 * np.maximum(height, 0))
    return true


def made_end(
    fields: Fields, case: tuple[int, Kind, float, int], floor_ft: float, seed: tuple[int, bool]
) -> dict[str, float]:
    """Fly one approach, or with False in the seed one departure seen backwards, and give the end where it was lost."""
    arrival = seed[1]
    field, kind, _, end = case
    draw, columns = Random(2 * seed[0] + seed[1]), fields.columns
    height = heights(draw, kind) if arrival else climbed(draw, kind)
    speed = airspeeds(draw, kind, height + columns.fields[field, ELEVATION_FT], arrival=arrival)
    radius = max(speed[40] / 188.5, 3.126e-5 * speed[40] ** 2) * draw.uniform(0.8, 1.3)
    turned = way(draw, kind, radius, arrival=arrival)
    course = columns.ends[end, HEADING] + np.cumsum(turned)
    x, y = -np.cumsum(np.sin(course)) * STEP_NM, -np.cumsum(np.cos(course)) * STEP_NM
    at = int(np.argmax(height >= floor_ft)) if (height >= floor_ft).any() else STEPS - 1
    wind, blowing = draw.uniform(0, 30), columns.ends[end, HEADING] + math.pi + draw.gauss(0, 0.9)
    over_ground = speed + wind * np.cos(course - (blowing if arrival else blowing + math.pi))
    hours = np.cumsum(STEP_NM / over_ground)
    near = [np.flatnonzero((hours >= hours[at]) & (hours <= hours[at] + s / 3600)) for s in (30, 60, 120)]
    near = [span if len(span) > 2 else np.arange(at, at + 3) for span in near]
    rates = np.gradient(height[at : at + 200], hours[at : at + 200] * 60)
    sense = 1.0 if arrival else -1.0
    lat = columns.ends[end, END_LAT] + y[at] / 60
    turn = math.degrees(turned[near[0]].sum()) / max((hours[near[0][-1]] - hours[near[0][0]]) * 3600, 5)
    return {
        "arrival": arrival, "time_s": 0.0, "lat": lat,
        "lon": columns.ends[end, END_LON] + x[at] / 60 / math.cos(math.radians((lat + columns.ends[end, END_LAT]) / 2)),
        "alt_ft": columns.fields[field, ELEVATION_FT] + height[at] + draw.gauss(0, 245),
        "speed_kt": float(np.median(over_ground[near[1]])),
        "track_deg": (math.degrees(course[at]) + (0 if arrival else 180) + draw.gauss(0, 1.5)) % 360,
        "climb_fpm": -sense * float(np.median(rates[near[1] - at])) ,
        "turn_deg_s": -sense * turn,
        "ground": False, "level": float(np.mean(np.abs(rates[near[2] - at]) < 200)), "runway_ft": 0.0, "rotor": False,
    }  # fmt: skip
