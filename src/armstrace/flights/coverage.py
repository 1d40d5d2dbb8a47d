"""What was seen around each airfield on each day: without it, a landing that was not seen says nothing."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from armstrace.flights.columns import Columns, columns_of
from armstrace.flights.distance import KM_PER_DEGREE, km_between
from armstrace.flights.marks import ASTRAY, STATE, mark_points
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.airfields.fields import Fields
    from armstrace.flights.columns import Bytes, Floats, Ints, Longs
    from armstrace.sources.traces.points import Points

NEAR_KM = 50 * 1.852
LOW_FT = 5000.0
CELL_DEG = 0.25
"""Where an aircraft was is known to a cell of 15 miles or less: what is within 50 miles is so to about 10."""
ROWS, COLUMNS = int(180 / CELL_DEG), int(360 / CELL_DEG)
DAY_S = 86400.0

COVERAGE = pa.schema(
    [
        ("day", pa.date32()),
        ("airfield", pa.string()),  # OurAirports ident
        ("aircraft", pa.int32()),  # seen within some 50 NM on that day
        ("low_aircraft", pa.int32()),  # of these, seen lower than 5,000 ft above the airfield
        ("lowest_ft", pa.float32()),  # above the airfield, that any of them was seen at; 0 on the ground
    ]
)
"""Rows for the airfields near which anything was seen. An aircraft counts itself: its own part is for the asker to take
away."""


class Around(NamedTuple):
    """Which fields are near each cell, those of cell i at begin[i]:begin[i + 1], and how high they lie."""

    begin: "Longs"
    fields: "Ints"
    elevation_ft: "Floats"


@compiled
def _cell(lat: float, lon: float) -> int:
    row = min(max(int((lat + 90.0) / CELL_DEG), 0), ROWS - 1)
    return row * COLUMNS + min(int(((lon + 180.0) % 360.0) / CELL_DEG), COLUMNS - 1)


@compiled
def _reached(places: "tuple[Floats, Floats]", begin: "Longs", listed: "Ints") -> None:
    """Count the fields near the middle of each cell, one place further on; with room for them list them instead."""
    lat, lon = places
    for f in range(len(lat)):
        rows = int(NEAR_KM / KM_PER_DEGREE / CELL_DEG) + 1
        wide = NEAR_KM / (KM_PER_DEGREE * max(math.cos(math.radians(min(abs(lat[f]) + 1.0, 89.0))), 0.02))
        across = min(int(wide / CELL_DEG) + 1, COLUMNS // 2 - 1)
        middle = int((lat[f] + 90.0) / CELL_DEG)
        for row in range(max(middle - rows, 0), min(middle + rows + 1, ROWS)):
            for step in range(-across, across + 1):
                column = (int((lon[f] + 180.0) / CELL_DEG) + step) % COLUMNS
                at_lat, at_lon = (row + 0.5) * CELL_DEG - 90.0, (column + 0.5) * CELL_DEG - 180.0
                if km_between(lat[f], lon[f], at_lat, at_lon) <= NEAR_KM:
                    cell = row * COLUMNS + column
                    if len(listed):
                        listed[begin[cell]] = f
                        begin[cell] += 1
                    else:
                        begin[cell + 1] += 1


@compiled
def _spread(c: Columns, mark: "Bytes", span: tuple[int, int], lowest: "Floats", visited: "Longs") -> int:
    """Note the lowest altitude in each cell that an aircraft was in; gives how many cells those are."""
    count = 0
    for i in range(span[0], span[1]):
        if mark[i] & ASTRAY:
            continue
        cell = _cell(c.lat[i], c.lon[i])
        if math.isnan(lowest[cell]):
            visited[count] = cell
            count += 1
            lowest[cell] = math.inf
        height = -math.inf if c.ground[i] else c.alt[i]
        if height < lowest[cell]:  # noqa: PLR1730  # an unknown height lowers nothing
            lowest[cell] = height
    return count


@compiled
def _gather(around: Around, cells: "Longs", lowest: "Floats", of_field: "Floats", touched: "Longs") -> int:
    """Hand the lowest altitude of each cell to the fields near it, and list these; cells are left as if not visited."""
    count = 0
    for k in range(len(cells)):
        for n in range(around.begin[cells[k]], around.begin[cells[k] + 1]):
            f = around.fields[n]
            above = max(lowest[cells[k]] - around.elevation_ft[f], 0.0)
            if math.isnan(of_field[f]):
                touched[count] = f
                count += 1
                of_field[f] = above
            elif above < of_field[f]:
                of_field[f] = above
        lowest[cells[k]] = math.nan
    return count


@compiled
def _day(c: Columns, mark: "Bytes", spans: "Longs", around: Around, seen: "Floats") -> None:
    """Count the aircraft of one day: `seen` has a row per field, of how many, how many low, and the lowest."""
    longest = 0
    for k in range(len(spans)):
        longest = max(longest, spans[k, 1] - spans[k, 0])
    lowest, cells = np.full(ROWS * COLUMNS, math.nan), np.empty(longest, np.int64)
    of_field, touched = np.full(len(seen), math.nan), np.empty(len(seen), np.int64)
    for k in range(len(spans)):
        visited = _spread(c, mark, (spans[k, 0], spans[k, 1]), lowest, cells)
        count = _gather(around, cells[:visited], lowest, of_field, touched)
        for n in range(count):
            f = touched[n]
            seen[f, 0] += 1
            seen[f, 1] += 1 if of_field[f] < LOW_FT else 0
            seen[f, 2] = min(seen[f, 2], of_field[f])
            of_field[f] = math.nan


def coverage(points: "Points", fields: "Fields") -> pa.Table:
    """Count, per airfield and day, the aircraft seen near it and the lowest altitude at which they were.

    Positions that physics rules out are left out: a spoofed aircraft covers nothing. Tables of batches of different
    aircraft are put together with `merged`.
    """
    c = columns_of(points)
    mark = mark_points(c, points.start, np.zeros((len(points.hexes), STATE)), np.inf)
    around = _around(fields)
    spans, days = _spans(c.time, points.start)
    tables = [COVERAGE.empty_table()]
    for day in np.unique(days):
        seen = np.zeros((len(fields), 3))
        seen[:, 2] = np.inf
        _day(c, mark, np.ascontiguousarray(spans[days == day]), around, seen)
        tables.append(_table(int(day), seen, fields))
    return pa.concat_tables(tables)


def merged(tables: Iterable[pa.Table]) -> pa.Table:
    """Put tables of different aircraft together."""
    grouped = pa.concat_tables([COVERAGE.empty_table(), *tables]).group_by(["day", "airfield"])
    summed = grouped.aggregate([("aircraft", "sum"), ("low_aircraft", "sum"), ("lowest_ft", "min")])
    return (
        summed.rename_columns(
            {"aircraft_sum": "aircraft", "low_aircraft_sum": "low_aircraft", "lowest_ft_min": "lowest_ft"}
        )
        .select(COVERAGE.names)
        .cast(COVERAGE)
        .sort_by([("day", "ascending"), ("airfield", "ascending")])
    )


def _around(fields: "Fields") -> Around:
    columns = fields.columns
    return _reach(columns.lat.tobytes(), columns.lon.tobytes(), columns.elevation_ft.tobytes())


@lru_cache(maxsize=2)
def _reach(lat: bytes, lon: bytes, elevation: bytes) -> Around:
    places = (np.frombuffer(lat), np.frombuffer(lon))
    begin, listed = np.zeros(ROWS * COLUMNS + 1, np.int64), np.empty(0, np.int32)
    _reached(places, begin, listed)
    begin = np.cumsum(begin)
    listed = np.empty(begin[-1], np.int32)
    _reached(places, begin.copy(), listed)
    return Around(begin, listed, np.frombuffer(elevation))


def _spans(time_s: "Floats", start: "Longs") -> "tuple[Longs, Longs]":
    """Cut each aircraft's rows at midnight: first row, row after the last, and the day of each cut."""
    day = np.floor(time_s / DAY_S).astype(np.int64)
    first = np.union1d(np.flatnonzero(np.diff(day) != 0) + 1, start[:-1][start[:-1] < len(day)])
    return np.stack([first, np.append(first[1:], len(day))], axis=1) if len(first) else np.empty((0, 2), np.int64), day[
        first
    ]


def _table(day: int, seen: "Floats", fields: "Fields") -> pa.Table:
    which = np.flatnonzero(seen[:, 0])
    lowest = seen[which, 2]
    return pa.table(
        {
            "day": pa.array(np.full(len(which), day, np.int32)).cast(pa.date32()),
            "airfield": [fields.idents[f] for f in which],
            "aircraft": seen[which, 0].astype(np.int32),
            "low_aircraft": seen[which, 1].astype(np.int32),
            "lowest_ft": pa.array(lowest.astype(np.float32), mask=~np.isfinite(lowest)),
        },
        COVERAGE,
    )
