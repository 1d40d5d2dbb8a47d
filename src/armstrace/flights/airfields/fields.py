"""The fields with a runway as columns, and the grid by which those near a place are found."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from armstrace.gazetteer.runway_fields import Runway, RunwayField, runway_fields

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
CELL_DEG = 0.5
ROWS, COLUMNS = 360, 720
NM_PER_DEG = 60.0
NM_PER_FOOT = 1 / 6076.12
# how far a field's point lies from the middle of a runway that nobody surveyed, its only one or one of several: as
# on the surveyed ones, two thirds of which lie nearer than 0.02 and 0.23 miles, nine tenths than 0.11 and 0.48
ONLY_ERROR_NM, ONE_OF_SEVERAL_ERROR_NM = 0.1, 0.25
UNKNOWN_LENGTH_FT = 5000.0
# elevation of fields without one is their neighbours'; the error is what that gives on fields with a known one
GUESSED_ELEVATION_ERROR_FT = 300.0


# columns of `Columns.fields`
LAT, LON, ELEVATION_FT, ELEVATION_ERROR_FT, LONGEST_FT = range(5)
# columns of `Columns.ends`; EAST_NM and NORTH_NM lead from the field's point to the runway's end, on the field's own
# plane, END_LAT and END_LON are the same place; SURFACE is 0 paved, 1 unpaved, 2 not known; LENGTH_FT 0 where not known
EAST_NM, NORTH_NM, HEADING, SINE, COSINE, HEADING_ERROR, PLACE_ERROR_NM, LENGTH_FT, SURFACE, END_LAT, END_LON = range(
    11
)


class Columns(NamedTuple):
    """What the compiled functions see: a row per field, a row per landing direction (field i has start[i]:start[i+1]).

    Few arrays, because compiled code hands each of them on with every call. `cell_start` cuts the fields, which lie in
    the order of the grid's cells and in each by their longest runway.
    """

    fields: Floats
    start: Ints
    ends: Floats
    cell_start: Ints

    @property
    def lat(self) -> Floats:
        """Latitudes of the fields."""
        return np.ascontiguousarray(self.fields[:, LAT])

    @property
    def lon(self) -> Floats:
        """Longitudes of the fields."""
        return np.ascontiguousarray(self.fields[:, LON])

    @property
    def elevation_ft(self) -> Floats:
        """Elevations of the fields."""
        return np.ascontiguousarray(self.fields[:, ELEVATION_FT])


@dataclass(frozen=True, slots=True)
class Fields:
    """Candidate fields, by number: `idents[i]`, `icao[i]`, `names[i]` and `states[i]` say which one it is."""

    columns: Columns
    idents: tuple[str, ...]
    icao: tuple[str, ...]
    names: tuple[str, ...]
    states: tuple[str, ...]

    def __len__(self) -> int:
        """Count them."""
        return len(self.idents)

    def number(self, code: str) -> int:
        """Give the number of a field by its ident or ICAO code, -1 where it is none of these."""
        return _numbers(self.idents, self.icao).get(code, -1)


@cache
def _numbers(idents: tuple[str, ...], icao: tuple[str, ...]) -> dict[str, int]:
    numbers = {code: i for i, code in enumerate(icao) if code}
    return numbers | {ident: i for i, ident in enumerate(idents)}


class _Direction(NamedTuple):
    lat: float
    lon: float
    heading: float
    heading_error: float
    place_error_nm: float
    length_ft: float
    surface: int


@cache
def all_fields() -> Fields:
    """Give every land field of the gazetteer, in the order of the grid."""
    return fields_from(field for field in runway_fields() if field.kind == "land")


def fields_from(chosen: Iterable[RunwayField]) -> Fields:
    """Make the columns of some fields."""
    laid = [(field, tuple(_directions(field))) for field in chosen]
    laid.sort(key=lambda each: (cell_of(each[0].lat, each[0].lon), -_longest(each[1]), each[0].ident))
    rows, flat = [field for field, _ in laid], [each for _, ends in laid for each in ends]
    start = np.cumsum([0, *(len(ends) for _, ends in laid)], dtype=np.int32)
    lat, lon = (np.array([getattr(f, axis) for f in rows], np.float64) for axis in ("lat", "lon"))
    of_field = np.repeat(np.arange(len(rows)), np.diff(start))
    east, north = (_column(flat, 1) - lon[of_field] + 180) % 360 - 180, _column(flat, 0) - lat[of_field]
    heading = np.radians(_column(flat, 2))
    elevation = [(f.elevation_ft, 0.0 if f.elevation_known else GUESSED_ELEVATION_ERROR_FT) for f in rows]
    columns = Columns(
        fields=np.column_stack((lat, lon, np.array(elevation), [_longest(ends) for _, ends in laid])),
        start=start,
        ends=np.column_stack((
            east * NM_PER_DEG * np.cos(np.radians(lat[of_field])), north * NM_PER_DEG, heading, np.sin(heading),
            np.cos(heading), np.radians(_column(flat, 3)), *(_column(flat, i) for i in (4, 5, 6, 0, 1)),
        )),
        cell_start=_cuts([cell_of(f.lat, f.lon) for f in rows]),
    )  # fmt: skip
    told = (tuple(getattr(f, name) for f in rows) for name in ("ident", "icao", "name", "state"))
    return Fields(columns, *told)


def _longest(ends: Sequence["_Direction"]) -> float:
    """Give the longest runway, one of unknown length counting as long enough for anything."""
    return max(end.length_ft or math.inf for end in ends)


def _cuts(cells: Sequence[int]) -> Ints:
    """Give where each cell begins among numbers in their order."""
    return np.searchsorted(np.array(cells, np.int64), np.arange(ROWS * COLUMNS + 1)).astype(np.int32)


def cell_of(lat: float, lon: float) -> int:
    """Give the number of the cell a place lies in."""
    row = min(max(int((lat + 90) // CELL_DEG), 0), ROWS - 1)
    return row * COLUMNS + int(((lon + 180) % 360) // CELL_DEG) % COLUMNS


def _column(directions: Sequence[_Direction], place: int) -> Floats:
    return np.array([each[place] for each in directions], np.float64)


def _directions(field: RunwayField) -> Iterator[_Direction]:
    """Give both landing directions of every runway in use; one without heading where none is known."""
    usable = [runway for runway in field.runways if not runway.closed and runway.surface != "W"]
    usable = [runway for runway in usable if not runway.name.upper().startswith("H")]
    laid = [runway for runway in usable if runway.heading_deg is not None]
    if not laid:
        length = max((runway.length_ft for runway in usable), default=0.0)
        yield _Direction(field.lat, field.lon, 0.0, 360.0, 0.5, length, 2)
    for runway in laid:
        yield from _both_ways(field, runway, ONLY_ERROR_NM if len(usable) == 1 else ONE_OF_SEVERAL_ERROR_NM)


def _both_ways(field: RunwayField, runway: Runway, unsurveyed_nm: float) -> Iterator[_Direction]:
    heading, surface = runway.heading_deg or 0.0, {"P": 0, "U": 1}.get(runway.surface, 2)
    if runway.ends:
        low_lat, low_lon, high_lat, high_lon = runway.ends
        ends, error = ((low_lat, low_lon), (high_lat, high_lon)), 0.03
    else:
        half = (runway.length_ft or UNKNOWN_LENGTH_FT) * NM_PER_FOOT / 2
        ends, error = (_moved(field, heading, -half), _moved(field, heading, half)), unsurveyed_nm
    for (lat, lon), turned in zip(ends, (0.0, 180.0), strict=True):
        yield _Direction(lat, lon, (heading + turned) % 360, runway.heading_error_deg, error, runway.length_ft, surface)


def _moved(field: RunwayField, heading: float, along_nm: float) -> tuple[float, float]:
    angle = math.radians(heading)
    east = along_nm * math.sin(angle) / max(math.cos(math.radians(field.lat)), 0.01)
    return field.lat + along_nm * math.cos(angle) / NM_PER_DEG, field.lon + east / NM_PER_DEG
