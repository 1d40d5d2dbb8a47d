"""One row of a trace, for compiled code: nine elements before 2022, fourteen since."""

import numpy as np

from armstrace.sources.traces.bounds import MOST_TIME_S, MOST_VALUE
from armstrace.sources.traces.columns import (
    ALT_FT,
    CLIMB_FPM,
    FLAGS,
    GEOM_FT,
    GROUND,
    LAT,
    LON,
    SOURCE,
    SPEED_KT,
    TIME_S,
    TRACK_DEG,
    Places,
)
from armstrace.sources.traces.compiled import inlined
from armstrace.sources.traces.scanning.bytes_at import byte_at, put_byte, put_double, put_float
from armstrace.sources.traces.scanning.details import NO_WORD, details, received
from armstrace.sources.traces.scanning.nested import value
from armstrace.sources.traces.scanning.skim import skim_details, skim_rest
from armstrace.sources.traces.scanning.values import (
    CLOSE_LIST,
    COMMA,
    OPEN,
    OPEN_LIST,
    QUOTE,
    blank,
    optional,
    six_decimals,
)

Front = tuple[float, float, float, float, float, float, float, float]
NO_FRONT = (np.nan,) * 8


@inlined
def _next(at: int, i: int) -> int:
    """Pass over a comma, up to the next value; 0 stays 0."""
    if i == 0:
        return 0
    i = blank(at, i)
    return blank(at, i + 1) if byte_at(at, i) == COMMA else 0


@inlined
def _number(at: int, i: int) -> tuple[float, int]:
    """Read a number or null and the comma behind it; 0 stays 0."""
    if i == 0:
        return np.nan, 0
    found, i = optional(at, i)
    return found, _next(at, i)


@inlined
def _degrees(at: int, i: int, end: int) -> tuple[float, int]:
    """Read a number, mostly one with six decimals, or null, and the comma behind it; 0 stays 0."""
    if i == 0:
        return np.nan, 0
    found, behind = six_decimals(at, i, end)
    if behind == 0:
        found, behind = optional(at, i)
    return found, _next(at, behind)


@inlined
def _ground(at: int, i: int) -> int:
    """Pass over "ground" from its opening quote on; each byte is looked at only where the one before was right."""
    front = byte_at(at, i + 1) == 103 and byte_at(at, i + 2) == 114 and byte_at(at, i + 3) == 111
    rest = front and byte_at(at, i + 4) == 117 and byte_at(at, i + 5) == 110 and byte_at(at, i + 6) == 100
    return i + 8 if rest and byte_at(at, i + 7) == QUOTE else 0


@inlined
def _front(at: int, i: int, end: int) -> tuple[int, bool, Front]:
    """Read the eight values before the details: the index of the details, whether "ground", the values."""
    offset_s, i = _number(at, blank(at, i))
    lat, i = _degrees(at, i, end)
    lon, i = _degrees(at, i, end)
    if i == 0:
        return 0, False, NO_FRONT
    altitude, landed = np.nan, byte_at(at, i) == QUOTE
    if landed:
        i = _next(at, _ground(at, i))
    else:
        altitude, i = _number(at, i)
    speed, i = _number(at, i)
    track, i = _number(at, i)
    flags, i = _number(at, i)
    climb, i = _number(at, i)
    return i, landed, (offset_s, lat, lon, altitude, speed, track, flags, climb)


@inlined
def _kept(front: Front, landed: bool, columns: Places, row: int, base_s: float) -> bool:
    """Write the values into the columns; gives whether they are possible."""
    offset_s, lat, lon, altitude, speed, track, flags, climb = front
    time_s = base_s + offset_s
    bits = 0.0 if np.isnan(flags) else flags
    whole = 0.0 <= bits <= 255.0 and bits == np.floor(bits)
    put_double(columns[TIME_S], row, time_s)
    put_double(columns[LAT], row, lat)
    put_double(columns[LON], row, lon)
    put_float(columns[ALT_FT], row, altitude)
    put_float(columns[SPEED_KT], row, speed)
    put_float(columns[TRACK_DEG], row, track)
    put_float(columns[CLIMB_FPM], row, climb)
    put_byte(columns[GROUND], row, landed)
    put_byte(columns[FLAGS], row, np.uint8(bits) if whole else np.uint8(0))
    wild = abs(altitude) > MOST_VALUE or abs(speed) > MOST_VALUE or abs(track) > MOST_VALUE or abs(climb) > MOST_VALUE
    return abs(lat) <= 90.0 and abs(lon) <= 180.0 and 0.0 <= time_s <= MOST_TIME_S and whole and not wild


@inlined
def _geometric(at: int, i: int, end: int) -> tuple[float, int]:
    """Read the geometric altitude behind a comma, and pass over what follows it up to the row's closing bracket."""
    geometric, i = optional(at, blank(at, i + 1))
    if i == 0:
        return geometric, 0
    skimmed = skim_rest(at, i, end)
    if skimmed:
        return geometric, skimmed if byte_at(at, i) in (COMMA, CLOSE_LIST) else 0
    while i:
        i = blank(at, i)
        c = byte_at(at, i)
        if c == CLOSE_LIST:
            break
        if c != COMMA:
            return geometric, 0
        i = value(at, blank(at, i + 1), end)
    return geometric, i


@inlined
def _how(at: int, i: int, end: int, columns: Places, row: int) -> tuple[int, bool, int]:
    """Read what newer files have behind the details: the index behind the row, whether it holds, and the source."""
    geometric, source = np.nan, 0
    i = blank(at, i)
    if byte_at(at, i) == COMMA:
        i, source = received(at, blank(at, i + 1), end)
        if i == 0:
            return 0, False, 0
        i = blank(at, i)
        if byte_at(at, i) == COMMA:
            geometric, i = _geometric(at, i, end)
    put_float(columns[GEOM_FT], row, geometric)
    return (i + 1 if i and byte_at(at, i) == CLOSE_LIST else 0), not abs(geometric) > MOST_VALUE, source


@inlined
def read_row(at: int, i: int, end: int, columns: Places, row: int, base_s: float) -> "tuple[int, bool, np.uint64]":
    """Read a row from its bracket on: the index behind it (0: unsure), whether it holds, and the callsign it says."""
    if byte_at(at, i) != OPEN_LIST:
        return 0, False, NO_WORD
    i, landed, front = _front(at, i + 1, end)
    if i == 0:
        return 0, False, NO_WORD
    possible = _kept(front, landed, columns, row, base_s)
    callsign, begin = NO_WORD, i
    detailed = byte_at(at, i) == OPEN
    if detailed:
        i, callsign = skim_details(at, i, end)
        if i == 0:
            i, callsign, _ = details(at, begin, end)
    else:
        i = value(at, i, end)
    if i == 0:
        return 0, False, NO_WORD
    i, good, source = _how(at, i, end, columns, row)
    if source == 0 and detailed and i:
        # old rows have it in the details alone
        sure, _, source = details(at, begin, end)
        i = i if sure else 0
    put_byte(columns[SOURCE], row, source)
    return i, possible and good, callsign
