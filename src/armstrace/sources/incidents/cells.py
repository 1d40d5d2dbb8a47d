"""Reading single cells of tables of incidents; what cannot be is refused, never put right."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring

from armstrace.gazetteer.state_extents import extent_of
from armstrace.records.errors import UnreadableValue
from armstrace.records.precision import PRECISIONS
from armstrace.records.values import When

MOST_DEATHS = 1_000_000
"""No single incident has killed so many: a count from here on is two cells run together, or a sum."""

_WHOLE = re.compile(r"(\d{1,9})(?:\.0{1,3})?")
DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{0,18})?(?:[eE]-?\d{1,2})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00(?:\.0{1,6})?)?Z?)?")


@lru_cache(maxsize=65_536)
def deaths(printed: str) -> int | None:
    """Read a count of deaths; None where the cell is empty.

    Raises:
        UnreadableValue: it is no whole number, or more than one incident has ever killed.

    >>> deaths("12"), deaths("12.0"), deaths("")
    (12, 12, None)
    """
    text = printed.strip()
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if not found:
        raise UnreadableValue(f"{text[:60]!r} is not a number of deaths.", todo="Write a whole number.")
    count = int(found[1])
    if count >= MOST_DEATHS:
        raise UnreadableValue(f"{count:,} deaths in one incident cannot be: two cells may have run together.")
    return count


def bounds(low: int | None, best: int | None, high: int | None) -> tuple[int | None, int | None, int | None]:
    """Give the bounds of a count of deaths and its best estimate.

    Raises:
        UnreadableValue: they do not stand in order.
    """
    if low is not None and best is not None and high is not None and low <= best <= high:
        return low, best, high
    known = [count for count in (low, best, high) if count is not None]
    if known != sorted(known):
        raise UnreadableValue(f"The bounds of deaths do not stand in order: low {low}, best {best}, high {high}.")
    return low, best, high


@lru_cache(maxsize=65_536)
def position(lat_printed: str, lon_printed: str, state: str = "") -> tuple[float | None, float | None]:
    """Read latitude and longitude in degrees (WGS84); None for both where both cells are empty.

    Raises:
        UnreadableValue: one is missing, they are nowhere on the globe, or provably exchanged: the point lies far
            outside the state named in the same row, and within it with latitude and longitude exchanged.

    >>> position("39.8", "46.75", "AZE")
    (39.8, 46.75)
    """
    lat_text, lon_text = lat_printed.strip(), lon_printed.strip()
    if not lat_text and not lon_text:
        return None, None
    if not (DEGREES.fullmatch(lat_text) and DEGREES.fullmatch(lon_text)):
        raise UnreadableValue(f"{lat_text[:40]!r}, {lon_text[:40]!r} is no position in degrees.")
    return placed(float(lat_text), float(lon_text), state)


def placed(lat: float, lon: float, state: str = "") -> tuple[float, float]:
    """Give a position that can be one.

    Raises:
        UnreadableValue: as for `position`.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        swapped = " It would be, with the two exchanged." if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise UnreadableValue(f"{lat}, {lon} is nowhere on the globe.{swapped}")
    if lat == 0 and lon == 0:
        raise UnreadableValue("0, 0 is what programs write where they know no position.")
    extent = extent_of(state) if state else None
    if extent is not None and not extent.near(lat, lon) and abs(lon) <= 90 and extent.holds(lon, lat):
        raise UnreadableValue(f"{lat}, {lon} lies far outside {state}, and inside it with the two exchanged.")
    return lat, lon


@lru_cache(maxsize=65_536)
def iso_day(printed: str) -> date:
    """Read a day as ISO 8601 writes it, also with a midnight behind it.

    Raises:
        UnreadableValue: it is none.

    >>> iso_day("2020-10-28 00:00:00.000")
    datetime.date(2020, 10, 28)
    """
    found = _ISO_DAY.fullmatch(printed.strip())
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise UnreadableValue(f"{printed!r} is not a day in the calendar.") from error
    raise UnreadableValue(f"{printed[:60]!r} is not a day.", todo="Expected 2020-10-28.")


def when(printed: str) -> When | None:
    """Read a date as precise as it is known (EDTF); None where the cell is empty."""
    return When.read(printed) if printed.strip() else None


def precision(printed: str) -> str:
    """Read a word for how near coordinates come.

    Raises:
        UnreadableValue: it is none of them.
    """
    if printed not in PRECISIONS:
        known = ", ".join(filter(None, PRECISIONS))
        raise UnreadableValue(f"{printed[:60]!r} is no precision.", todo=f"Write {known}, or nothing.")
    return printed


def cited(parts: Sequence[str]) -> str:
    """Write what a row cites as the JSON list that a record keeps; "" for nothing."""
    kept = [encode_basestring(part.strip()) for part in parts if part.strip()]
    return f"[{', '.join(kept)}]" if kept else ""
