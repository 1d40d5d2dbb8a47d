"""What is handed from one day's points to the next, so that years are read with flat memory and the same result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.columns import CALLSIGN, FIRST_MEMBER, WIDTH
from armstrace.flights.marks import STATE
from armstrace.sources.traces.points import Points

if TYPE_CHECKING:
    import numpy.typing as npt

    from armstrace.flights.columns import Floats

COLUMNS = (
    "time_s", "lat", "lon", "alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm", "ground", "flags", "source",
    "callsign", "member", "point",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pending:
    """The end of an aircraft's story so far: what marks need of it, its last row of ends, and that row in words."""

    state: "Floats"
    row: "Floats"
    callsign: str = ""
    inputs: str = ""
    registration: str = ""
    typecode: str = ""


@dataclass(frozen=True, slots=True)
class Carry:
    """What is handed on: points of stretches that may go on, and how each aircraft's story ended so far."""

    points: Points | None = None
    pending: Mapping[str, Pending] = field(default_factory=dict)


def no_points() -> Points:
    """Give Points of no aircraft."""
    none = np.empty(0)
    halves, ints = none.astype(np.float32), none.astype(np.int32)
    return Points(
        hexes=(), start=np.zeros(1, np.int64), time_s=none, lat=none, lon=none, alt_ft=halves, geom_ft=halves,
        speed_kt=halves, track_deg=halves, climb_fpm=halves, ground=none.astype(np.bool_), flags=none.astype(np.uint8),
        source=none.astype(np.uint8), callsign=ints, member=ints, point=ints,
    )  # fmt: skip


def joined(earlier: Points, later: Points, also: Iterable[str] = ()) -> Points:
    """Put the points of each aircraft together, the earlier ones first; aircraft, `also` some without, by address."""
    if not also and not len(earlier.time_s) and list(later.hexes) == sorted(set(later.hexes)):
        return later
    hexes = sorted({*earlier.hexes, *later.hexes, *also})
    number = {name: i for i, name in enumerate(hexes)}
    owner = np.concatenate([_owners(earlier, number), _owners(later, number)])
    order = np.argsort(owner, kind="stable")
    columns = {name: np.concatenate([getattr(earlier, name), getattr(later, name)]) for name in COLUMNS}
    size = len(earlier.time_s)
    columns["callsign"][size:] += np.where(columns["callsign"][size:] >= 0, len(earlier.callsigns), 0).astype(np.int32)
    columns["member"][size:] += np.int32(len(earlier.members))
    return Points(
        hexes=tuple(hexes),
        start=np.searchsorted(owner[order], np.arange(len(hexes) + 1)).astype(np.int64),
        callsigns=(*earlier.callsigns, *later.callsigns),
        members=(*earlier.members, *later.members),
        **{name: column[order] for name, column in columns.items()},
    )


def _owners(points: Points, number: Mapping[str, int]) -> "npt.NDArray[np.int64]":
    names = np.array([number[name] for name in points.hexes], np.int64)
    return np.repeat(names, np.diff(points.start))


def chosen(points: Points, wanted: "npt.NDArray[np.bool_]") -> Points:
    """Keep some points, the aircraft that have any, and the callsigns and members that they name."""
    owner = np.repeat(np.arange(len(points.hexes)), np.diff(points.start))[wanted]
    aircraft = np.unique(owner)
    columns = {name: getattr(points, name)[wanted] for name in COLUMNS}
    members, columns["member"] = _renumbered(columns["member"])
    callsigns, columns["callsign"] = _renumbered(columns["callsign"])
    return Points(
        hexes=tuple(points.hexes[a] for a in aircraft),
        start=np.append(np.searchsorted(owner, aircraft), len(owner)).astype(np.int64),
        callsigns=tuple(points.callsigns[c] for c in callsigns),
        members=tuple(points.members[m] for m in members),
        **columns,
    )


def _renumbered(column: "npt.NDArray[np.int32]") -> "tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]":
    used = np.unique(column[column >= 0])
    return used, np.where(column < 0, -1, np.searchsorted(used, column)).astype(np.int32)


def states_of(carry: Carry, hexes: tuple[str, ...]) -> "tuple[Floats, Floats, list[Pending]]":
    """Give the states and the pending rows of some aircraft, and the pendings that the rows point to.

    In a row, FIRST_MEMBER -1 - k says that its words are those of pending k.
    """
    state, rows = np.zeros((len(hexes), STATE)), np.zeros((len(hexes), WIDTH))
    told: list[Pending] = []
    for a, name in enumerate(hexes):
        if found := carry.pending.get(name):
            state[a], rows[a] = found.state, found.row
            rows[a, FIRST_MEMBER], rows[a, CALLSIGN] = -1 - len(told), -1
            told.append(found)
    return state, rows, told


def handed_on(carry: Carry, news: Mapping[str, Pending], points: Points) -> Carry:
    """Give the carry after some aircraft's stories have gone on."""
    return replace(carry, points=points, pending={**carry.pending, **news})
