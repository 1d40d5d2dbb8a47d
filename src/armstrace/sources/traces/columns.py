"""Columns with room for the rows of many files, filled one file after the other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from armstrace.sources.traces.points import Bytes, Flags, Floats, Halves, Ints

    Words = npt.NDArray[np.uint64]


class Columns(NamedTuple):
    """The columns of Points with room to spare; `said` is a number in the file's own list of callsigns, or -1."""

    time_s: "Floats"
    lat: "Floats"
    lon: "Floats"
    alt_ft: "Halves"
    geom_ft: "Halves"
    speed_kt: "Halves"
    track_deg: "Halves"
    climb_fpm: "Halves"
    ground: "Flags"
    flags: "Bytes"
    source: "Bytes"
    said: "Ints"
    point: "Ints"


Places = tuple[int, ...]
"""Where compiled code finds the columns: the address of each, and last how many rows there is room for."""

(TIME_S, LAT, LON, ALT_FT, GEOM_FT, SPEED_KT, TRACK_DEG, CLIMB_FPM, GROUND, FLAGS, SOURCE, SAID, POINT, ROOM) = range(
    14
)

_TYPES = ("f8", "f8", "f8", "f4", "f4", "f4", "f4", "f4", "?", "u1", "u1", "i4", "i4")


def columns(room: int) -> Columns:
    """Make columns with room for so many rows; memory is taken only where rows are written."""
    return Columns(*(np.empty(room, kind) for kind in _TYPES))


def grown(old: Columns, used: int, room: int) -> Columns:
    """Make larger columns that begin with the rows used so far."""
    new = columns(room)
    pairs: Iterator[tuple[Any, Any]] = zip(old, new, strict=True)
    for before, after in pairs:
        after[:used] = before[:used]
    return new


def places(of: Columns) -> Places:
    """Give the addresses of columns for compiled code; the columns must outlive its run."""
    return (*(column.ctypes.data for column in of), len(of.time_s))


WIDE = 16
"""So many bytes of a name are compared; the longest source has fourteen, a callsign eight."""


def packed(text: str) -> tuple[int, int]:
    """Give the first sixteen bytes of a short name as two numbers, the first byte lowest."""
    raw = text.encode().ljust(WIDE, b"\0")
    return int.from_bytes(raw[:8], "little"), int.from_bytes(raw[8:], "little")


def unpacked(word: int) -> str:
    """Give back a callsign that was packed into a number."""
    return word.to_bytes(8, "little").rstrip(b"\0").decode("ascii")
