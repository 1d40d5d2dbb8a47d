"""What could have been seen where: per airfield and day how many aircraft came near, and how low one was seen.

A day on which no aircraft at all was seen near a field says nothing about landings there; one on which others were seen
down to 2,000 ft says a good deal. The sky is cut into cells of an eighth of a degree, so "within 50 NM" is meant to
about 5 NM.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from armstrace.sources.traces.compiled import compiled
from armstrace.sources.traces.points import Points

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]
    Ints = npt.NDArray[np.int32]
    Halves = npt.NDArray[np.float32]
    Flags = npt.NDArray[np.bool_]
    _Columns = tuple[Longs, Longs, Floats, Floats, Halves, Flags]
    _Cells = tuple[Ints, Ints]
    _Found = tuple[Ints, Ints, Halves, Ints]
    _Run = tuple[int, int, int, np.float32, bool]

NEAR_NM = 50.0
CELLS_PER_DEG = 8
_ROWS, _COLUMNS = 180 * CELLS_PER_DEG, 360 * CELLS_PER_DEG
_DAY_S = 86_400
_WINDOW_DAYS = 64
_EPOCH = np.datetime64("1970-01-01", "D")

SEEN = pa.schema(
    [
        ("airfield", pa.string()),
        ("day", pa.date32()),
        ("aircraft", pa.int32()),  # that came within 50 NM
        ("on_ground", pa.int32()),  # of them, how many were seen on the ground there
        ("lowest_ft", pa.float32()),  # lowest pressure altitude of those in the air; null where none was told
    ]
)
"""One row per airfield and UTC day on which any aircraft was seen near it."""


@dataclass(frozen=True, slots=True)
class Sky:
    """For each cell of the sky the airfields within 50 NM: cell i has near[start[i]:start[i + 1]]."""

    idents: tuple[str, ...]
    start: "Ints"
    near: "Ints"


def sky_over(idents: tuple[str, ...], lat: "Floats", lon: "Floats") -> Sky:
    """Find the cells near each airfield."""
    start = np.zeros(_ROWS * _COLUMNS + 1, np.int32)
    _near(lat, lon, start, np.zeros(0, np.int32), False)
    start = np.cumsum(start, dtype=np.int32)
    near = np.zeros(int(start[-1]), np.int32)
    _near(lat, lon, start[:-1].copy(), near, True)
    return Sky(idents, start, near)


def seen_near(points: Points, sky: Sky) -> pa.Table:
    """Count the aircraft near each airfield on each UTC day, and how low they were seen.

    Aircraft are counted once a day. Tables of different aircraft add up: `aircraft` and `on_ground` by their sum,
    `lowest_ft` by the least.
    """
    days = np.floor(points.time_s / _DAY_S).astype(np.int64)
    parts = [_window(points, days, first, sky) for first in _windows(days)]
    return pa.concat_tables([SEEN.empty_table(), *parts])


def _windows(days: "Longs") -> list[int]:
    """Part the days, some at a time, so that years of one aircraft take no more room than a month of many."""
    found = []
    left = np.unique(days)
    while left.size:
        found.append(int(left[0]))
        left = left[left >= left[0] + _WINDOW_DAYS]
    return found


def _window(points: Points, days: "Longs", first: int, sky: Sky) -> pa.Table:
    shape = (len(sky.idents), _WINDOW_DAYS)
    aircraft, on_ground = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    lowest = np.full(shape, np.inf, np.float32)
    marks = np.full((2, *shape), -1, np.int32)
    _see(
        (points.start, days - first, points.lat, points.lon, points.alt_ft, points.ground),
        (sky.start, sky.near),
        (aircraft, on_ground, lowest, marks),
    )
    field, day = np.nonzero(aircraft)
    low = lowest[field, day]
    return pa.table(
        [
            pa.array(sky.idents, pa.string()).take(pa.array(field)),
            pa.array(_EPOCH + (day + first)),
            pa.array(aircraft[field, day]),
            pa.array(on_ground[field, day]),
            pa.array(low, mask=~np.isfinite(low)),
        ],
        schema=SEEN,
    )


@compiled
def _near(lat: "Floats", lon: "Floats", start: "Ints", near: "Ints", fill: bool) -> None:
    """Count the fields near each cell, or write them down where each cell's place begins."""
    reach = NEAR_NM / 60.0
    for field in range(lat.size):
        low = max(int(np.floor((lat[field] - reach + 90.0) * CELLS_PER_DEG)), 0)
        high = min(int(np.floor((lat[field] + reach + 90.0) * CELLS_PER_DEG)), _ROWS - 1)
        for row in range(low, high + 1):
            middle = (row + 0.5) / CELLS_PER_DEG - 90.0
            north = middle - lat[field]
            if abs(north) > reach:
                continue
            wide = np.sqrt(reach * reach - north * north) / max(np.cos(np.radians(middle)), 0.02)
            left = int(np.floor((lon[field] - wide + 180.0) * CELLS_PER_DEG + 0.5))
            right = int(np.floor((lon[field] + wide + 180.0) * CELLS_PER_DEG - 0.5))
            for column in range(left, min(right, left + _COLUMNS - 1) + 1):
                cell = row * _COLUMNS + column % _COLUMNS
                if fill:
                    near[start[cell]] = field
                    start[cell] += 1
                else:
                    start[cell + 1] += 1


@compiled
def _see(columns: "_Columns", sky: "_Cells", found: "_Found") -> None:
    """Go through the points; those that follow each other in one cell on one day are noted together."""
    start, days, lat, lon, alt, ground = columns
    for each in range(start.size - 1):
        cell, day, low, landed = -1, -1, np.float32(np.inf), False
        for i in range(start[each], start[each + 1]):
            if days[i] < 0 or days[i] >= _WINDOW_DAYS or not (abs(lat[i]) <= 90.0 and abs(lon[i]) <= 180.0):
                continue
            row = min(int((lat[i] + 90.0) * CELLS_PER_DEG), _ROWS - 1)
            here = row * _COLUMNS + int((lon[i] + 180.0) * CELLS_PER_DEG) % _COLUMNS
            if here != cell or days[i] != day:
                if cell >= 0:
                    _note((cell, day, each, low, landed), sky, found)
                cell, day, low, landed = here, days[i], np.float32(np.inf), False
            if ground[i]:
                landed = True
            elif alt[i] < low:
                low = alt[i]
        if cell >= 0:
            _note((cell, day, each, low, landed), sky, found)


@compiled
def _note(run: "_Run", sky: "_Cells", found: "_Found") -> None:
    """Note a stretch in one cell with every field near it."""
    cell, day, each, low, landed = run
    start, near = sky
    aircraft, on_ground, lowest, marks = found
    for k in range(start[cell], start[cell + 1]):
        field = near[k]
        if marks[0, field, day] != each:
            marks[0, field, day] = each
            aircraft[field, day] += 1
        if landed and marks[1, field, day] != each:
            marks[1, field, day] = each
            on_ground[field, day] += 1
        lowest[field, day] = min(lowest[field, day], low)
