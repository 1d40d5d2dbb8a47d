"""The likeliest airfields of an end, each with its probability, and what is left for none of them."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from armstrace.flights.airfields.density import HIGH_FT, UNKNOWN_HEIGHT_FT, field_density
from armstrace.flights.airfields.fields import (
    CELL_DEG,
    COLUMNS,
    ELEVATION_FT,
    LAT,
    LON,
    LONGEST_FT,
    ROWS,
    Columns,
    Fields,
)
from armstrace.flights.airfields.paths import Seen, path_of, wanted
from armstrace.flights.airfields.prepare import EndColumns, end_columns, seen_of
from armstrace.flights.ends import Ends
from armstrace.sources.traces.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

FIELDS_PER_SQUARE_MILE = 1 / 2000.0  # the 28,000 fields of the world over its land, by their usual suitability
# landings at a place that is not in the table, against those at one that is; helicopters land anywhere
UNLISTED, UNLISTED_ROTOR = 0.02, 1.0
# 5,000 ft less twice the error of pressure altitude: who was seen no lower above a field is never certain of it
CAP_FT, CAP = 4500.0, 0.97
STRIPS_FT = 3000.0
LOWEST_FT = 300.0  # below sea level: no field in use lies lower than the Dead Sea's by much more than the air's error


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of ends, one end a row, the likeliest first; -1 fills up `field` where there are fewer.

    `probability` is of this very field; with `none` (no landing or take-off there, or at no listed field) a row sums to
    at most 1. `log_likelihood` is the logarithm of a field's weight, prior included, -inf where there is none;
    `height_ft` the height of the end above it, 0 on the ground. `landed` is the probability that the aircraft was on
    the ground at all, be it at a field that is not listed.
    """

    field: Ints
    probability: Floats
    log_likelihood: Floats
    height_ft: Floats
    none: Floats
    landed: Floats


def candidates(ends: Ends, fields: Fields, most: int = 8) -> Ranked:
    """Rank the fields for each end by itself.

    Method: flights.airfields.density; a field's probability is its weight (suitability of the best runway times the
    density of the field being where it is, seen from the aircraft) over the sum of all weights, that of flying on and
    that of an unlisted field. Neither size nor traffic nor scheduled service of a field plays a part.
    """
    count = len(ends.lat)
    field, weight = np.full((count, most), -1, np.int32), np.zeros((count, most))
    total, away = np.zeros(count), np.zeros(count)
    _rank(end_columns(ends), fields.columns, field, weight, total, away)
    unlisted = FIELDS_PER_SQUARE_MILE * np.where(ends.rotor, UNLISTED_ROTOR, UNLISTED)
    whole = total + unlisted + away
    seen = np.where(ends.ground, -np.inf, ends.alt_ft)
    return ranked((seen, fields), (field, weight), whole, (total + unlisted) / whole)


def ranked(seen: tuple[Floats, Fields], found: tuple[Ints, Floats], whole: Floats, landed: Floats) -> Ranked:
    """Turn weights into probabilities; those of fields that were only seen from high above are held down.

    `seen` is the altitude of the ends, -inf on the ground, and the fields there are.
    """
    (alt_ft, fields), (field, weight) = seen, found
    height = alt_ft[:, None] - fields.columns.fields[field, ELEVATION_FT]
    height = np.where(np.isneginf(height), 0.0, height)
    probability = weight / whole[:, None]
    probability = np.where(~(height < CAP_FT), np.minimum(probability, CAP), probability)
    with np.errstate(divide="ignore"):
        logarithm = np.log(weight)
    return Ranked(
        field=field,
        probability=probability,
        log_likelihood=logarithm,
        height_ft=np.where(field < 0, np.nan, height),
        none=np.maximum(1.0 - probability.sum(axis=1), 0.0),
        landed=landed,
    )


@compiled
def still_flying(seen: Seen) -> float:
    """Give the odds that an aircraft last seen like this flew on; of a departure, that it came from further away.

    Coming down below 10,000 ft is what aircraft do that land; in cruise most are lost to coverage alone.
    """
    if seen.ground:
        return 0.001
    high = 0.1 if math.isnan(seen.alt_ft) else min(max(seen.alt_ft / 30000.0, 0.0), 1.2)
    if seen.gradient > 80.0:
        return 0.02 + 0.5 * high * high
    if seen.gradient < -80.0:
        return 5.0 + 20.0 * high
    return 0.15 + 4.0 * high


@compiled
def fields_near(columns: Columns, seen: Seen, reach: float, numbers: Ints) -> int:
    """Write the numbers of the fields in reach, so many miles, that have runway enough; give how many.

    Up high nobody is on the way to a strip of a third, or from higher still of half, of what he needs: most fields.
    """
    count, margin = 0, reach / 60.0
    least = 0.0
    if seen.alt_ft > STRIPS_FT and not seen.ground:
        want = wanted(seen, seen.alt_ft)
        least = want.need_ft * math.exp((-1.5 if seen.alt_ft > HIGH_FT else -3.0) * want.error)
    low = max(int((seen.lat - margin + 90.0) // CELL_DEG), 0)
    high = min(int((seen.lat + margin + 90.0) // CELL_DEG), ROWS - 1)
    edge = min(abs(seen.lat) + margin, 89.9)
    wide = margin / math.cos(math.radians(edge))
    first, cells = 0, COLUMNS
    if 2.0 * wide < 360.0 - 2.0 * CELL_DEG:
        first = int((seen.lon - wide + 180.0) // CELL_DEG)
        cells = int((seen.lon + wide + 180.0) // CELL_DEG) - first + 1
    # a little too small, so that none in reach is left out
    narrow = math.cos(math.radians(edge)) if edge < 89.0 else 0.0
    for row in range(low, high + 1):
        for step in range(cells):
            cell = row * COLUMNS + (first + step) % COLUMNS
            for field in range(columns.cell_start[cell], columns.cell_start[cell + 1]):
                if columns.fields[field, LONGEST_FT] < least:
                    break
                north = columns.fields[field, LAT] - seen.lat
                east = abs(columns.fields[field, LON] - seen.lon)
                east = min(east, 360.0 - east) * narrow
                if north * north + east * east <= margin * margin:
                    numbers[count] = field
                    count += 1
    return count


@compiled
def reach_of(seen: Seen) -> float:
    """Give how far, in miles, a field may be at most."""
    if seen.ground:
        return 9.0
    if math.isnan(seen.alt_ft):
        return (
            path_of(seen, UNKNOWN_HEIGHT_FT, UNKNOWN_HEIGHT_FT, wanted(seen, UNKNOWN_HEIGHT_FT).excess_ft).reach + 2.0
        )
    height = seen.alt_ft + LOWEST_FT
    return path_of(seen, height, 0.0, wanted(seen, height).excess_ft).reach + 3.0


@compiled
def put(field: int, weight: float, fields: Ints, weights: Floats) -> None:
    """Put a field among the likeliest; of two alike the lower number comes first."""
    place = len(fields)
    while place > 0 and weight > weights[place - 1]:
        place -= 1
    if place < len(fields):
        for later in range(len(fields) - 1, place, -1):
            fields[later], weights[later] = fields[later - 1], weights[later - 1]
        fields[place], weights[place] = field, weight


@compiled
def _rank(ends: EndColumns, columns: Columns, field: Ints, weight: Floats, total: Floats, away: Floats) -> None:
    numbers = np.empty(len(columns.fields), np.int32)
    for row in range(len(ends.lat)):
        seen = seen_of(ends, row, False)
        for place in range(fields_near(columns, seen, reach_of(seen), numbers)):
            suitable, density = field_density(columns, numbers[place], seen)
            here = suitable * density
            if here > 0.0:
                total[row] += here
                put(numbers[place], here, field[row], weight[row])
        away[row] = still_flying(seen) * FIELDS_PER_SQUARE_MILE
