"""Reading whole columns of cells at once; what is odd about a row is only told here, and said where rows are read."""

import re
from collections.abc import Sequence
from functools import lru_cache

from armstrace.gazetteer.state_extents import MARGIN_DEG, extent_of
from armstrace.records.errors import UnreadableValue
from armstrace.sources.incidents.cells import DEGREES, deaths

ODD = -1
"""Stands for a count that no cell may hold; no count is less than nothing."""
_NOWHERE = 0.0
_ALL_DEGREES = re.compile(rf"(?:(?:{DEGREES.pattern})\n)*")
_Box = tuple[float, float, float, float]


@lru_cache(maxsize=65_536)
def deaths_or_odd(printed: str) -> int | None:
    """Read a count of deaths, ODD where `cells.deaths` refuses it."""
    try:
        return deaths(printed)
    except UnreadableValue:
        return ODD


def degrees(printed: Sequence[str]) -> list[float]:
    """Read degrees; 0 where a cell holds none, which with a second 0 is misplaced."""
    texts = list(map(str.strip, printed))
    # one match for all of them, as long as none is odd
    whole = "\n".join(texts) + "\n" if texts else ""
    if whole.count("\n") == len(texts) and _ALL_DEGREES.fullmatch(whole):
        return list(map(float, texts))
    return [float(text) if DEGREES.fullmatch(text) else _NOWHERE for text in texts]


def out_of_order(low: Sequence[int | None], best: Sequence[int | None], high: Sequence[int | None]) -> set[int]:
    """Give the places where bounds and best estimate are not all there, or not in order."""
    return {
        at
        for at, (least, likely, most) in enumerate(zip(low, best, high, strict=True))
        if least is None or likely is None or most is None or not 0 <= least <= likely <= most
    }


def misplaced(lat: Sequence[float], lon: Sequence[float], states: Sequence[str]) -> set[int]:
    """Give the places of positions that `cells.placed` would refuse or has to look at: far from the state, at 0."""
    boxes = map(_box, states)
    return {
        at
        for at, (north, east, (south, top, west, right)) in enumerate(zip(lat, lon, boxes, strict=True))
        if not (south <= north <= top and west <= east <= right) or _NOWHERE in (north, east)
    }


@lru_cache(maxsize=1024)
def _box(state: str) -> _Box:
    """Give the box that positions in a state lie in without doubt, the whole globe where it is not known."""
    extent = extent_of(state) if state else None
    if extent is None:
        return -90.0, 90.0, -180.0, 180.0
    south, north = max(-90.0, extent.south - MARGIN_DEG), min(90.0, extent.north + MARGIN_DEG)
    return south, north, max(-180.0, extent.west - MARGIN_DEG), min(180.0, extent.east + MARGIN_DEG)
