"""Aircraft positions as columns: what every source of traces gives, and what flights are made of."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Halves = npt.NDArray[np.float32]
    Longs = npt.NDArray[np.int64]
    Ints = npt.NDArray[np.int32]
    Bytes = npt.NDArray[np.uint8]
    Flags = npt.NDArray[np.bool_]

STALE, NEW_LEG, GEOMETRIC_RATE, GEOMETRIC_ALTITUDE = 1, 2, 4, 8
"""The bits of `Points.flags`, as readsb writes them."""

SOURCES = (
    "unknown", "adsb_icao", "adsb_icao_nt", "adsr_icao", "tisb_icao", "adsc", "mlat", "other", "mode_s", "adsb_other",
    "adsr_other", "tisb_other", "tisb_trackfile",
)  # fmt: skip
"""How a position was received, by its number in `Points.source`; readsb's own words (README-json.md)."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: where its bytes are, and whose they are.

    `archive` is the path or address of the archive, `name` the member's path in it with "/" (the file itself: its
    name), `hex` six lower-case hex digits with "~" kept in front, "" where one file holds many aircraft; `day` the UTC
    day that the path says. In a tar the bytes are `size` from `offset`, counted over all its parts one after the other.
    """

    archive: str
    name: str
    hex: str = ""
    day: date | None = None
    offset: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class MemberRead:
    """What reading a member gave: the hash of its bytes as stored, what its head says, and what was set aside.

    `registration`, `typecode` and `db_flags` (1 military, 2 interesting, 4 PIA, 8 LADD) are as the server knew them on
    that day; an owner's name is never taken along. `problem` is why the member, or its rest, was not read.
    """

    member: Member
    sha256: str = ""
    registration: str = ""
    typecode: str = ""
    db_flags: int = 0
    points: int = 0
    bad_rows: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Positions of several aircraft: columns of equal length; those of one aircraft lie together, in order of time.

    Aircraft i is `hexes[i]`, its rows are start[i]:start[i + 1]. `time_s` counts from 1970 in UTC; `alt_ft` is the
    pressure altitude (geometric where flags say so) and NaN where unknown, which on the `ground` it always is;
    `geom_ft`, `speed_kt` (over ground), `track_deg` (true; on the ground the heading), `climb_fpm` NaN where unknown.
    `callsign` is a number in `callsigns`, -1 where none was said yet; `member` a number in `members`, `point` the
    row's number in that member, from 0.
    """

    hexes: tuple[str, ...]
    start: "Longs"
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
    callsign: "Ints"
    member: "Ints"
    point: "Ints"
    callsigns: tuple[str, ...] = ()
    members: tuple[MemberRead, ...] = field(default=())
