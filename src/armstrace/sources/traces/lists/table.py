"""From rows of many aircraft, in any order, to Points; and several Points to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from armstrace.sources.traces.arrays import Bytes, Flags, Floats, Halves, Ints, Longs
from armstrace.sources.traces.points import Member, MemberRead, Points

Scalar = TypeVar("Scalar", bound=np.generic)
NON_ICAO = 1 << 24
"""Added to an address that is none of ICAO's: written "~" and six digits."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Positions as a file gives them: columns of equal length, in any order.

    `address` is the 24-bit address as a number, plus NON_ICAO where it is none of ICAO's; `said_s` when the row was
    written (of two rows with one position the earlier counts); `callsign` has eight bytes, empty where unknown; the
    rest is as in Points.
    """

    address: Longs
    time_s: Floats
    said_s: Floats
    lat: Floats
    lon: Floats
    alt_ft: Halves
    geom_ft: Halves
    speed_kt: Halves
    track_deg: Halves
    climb_fpm: Halves
    ground: Flags
    flags: Bytes
    source: Bytes
    callsign: npt.NDArray[np.bytes_]
    point: Longs


_CARRIED = (
    "time_s", "lat", "lon", "alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm", "ground", "flags", "source",
)  # fmt: skip


def points_of(rows: Rows, read: MemberRead) -> Points:
    """Sort the rows of one member by aircraft and time; a position given several times counts once.

    Rows are one position where aircraft, time, latitude and longitude are the same.
    """
    order = np.lexsort((rows.point, rows.said_s, rows.lon, rows.lat, rows.time_s, rows.address))
    order = order[_first_of_each(rows.address[order], rows.time_s[order], rows.lat[order], rows.lon[order])]
    names, number = _numbered(rows.callsign[order])
    return _assembled(
        rows.address[order],
        {name: getattr(rows, name)[order] for name in _CARRIED},
        (names, number),
        (np.zeros(len(order), np.int32), rows.point[order].astype(np.int32)),
        (replace(read, points=len(order)),),
    )


def joined(parts: Sequence[Points]) -> Points:
    """Put several Points together, by aircraft and time; the same whatever the order of the parts.

    A position given several times counts once. Members that are the same file become one, their counts added.
    """
    if not parts:
        return nothing()
    members, numbers = _members(parts)
    address = _concatenated([_addresses(part) for part in parts], np.int64)
    member = _concatenated([at[part.member] for at, part in zip(numbers, parts, strict=True)], np.int32)
    point = _concatenated([part.point for part in parts], np.int32)
    names, callsign = _renumbered(parts)
    columns: dict[str, npt.NDArray[Any]] = {}
    for name in _CARRIED:
        columns[name] = np.concatenate([getattr(part, name) for part in parts])
    order = np.lexsort((point, member, columns["lon"], columns["lat"], columns["time_s"], address))
    order = order[_first_of_each(address[order], *(columns[name][order] for name in ("time_s", "lat", "lon")))]
    return _assembled(
        address[order],
        {name: values[order] for name, values in columns.items()},
        (names, callsign[order]),
        (member[order], point[order]),
        members,
    )


def nothing(members: tuple[MemberRead, ...] = ()) -> Points:
    """Give Points without a row."""
    kinds: Mapping[str, type] = {"ground": np.bool_, "flags": np.uint8, "source": np.uint8} | dict.fromkeys(
        ("time_s", "lat", "lon"), np.float64
    )
    empty = np.zeros(0, np.int32)
    columns: dict[str, npt.NDArray[Any]] = {name: np.zeros(0, kinds.get(name, np.float32)) for name in _CARRIED}
    return _assembled(np.zeros(0, np.int64), columns, ((), empty), (empty, empty), members)


def hex_of(address: int) -> str:
    """Write an address as six lower-case digits, "~" in front where it is none of ICAO's.

    >>> hex_of(0x600866), hex_of(NON_ICAO | 0x29CB01)
    ('600866', '~29cb01')
    """
    return f"{'~' if address & NON_ICAO else ''}{address & 0xFFFFFF:06x}"


def address_of(written: str) -> int:
    """Read an address back.

    >>> hex_of(address_of("~29cb01"))
    '~29cb01'
    """
    return int(written.removeprefix("~"), 16) | (NON_ICAO if written.startswith("~") else 0)


def _assembled(
    address: Longs,
    columns: Mapping[str, npt.NDArray[Any]],
    callsigns: tuple[tuple[str, ...], Ints],
    places: tuple[Ints, Ints],
    members: tuple[MemberRead, ...],
) -> Points:
    """Build Points from sorted columns."""
    starts = np.flatnonzero(np.r_[True, address[1:] != address[:-1]]) if len(address) else np.zeros(0, np.int64)
    return Points(
        hexes=tuple(hex_of(int(one)) for one in address[starts]),
        start=np.r_[starts, len(address)].astype(np.int64),
        callsign=callsigns[1],
        member=places[0],
        point=places[1],
        callsigns=callsigns[0],
        members=members,
        **columns,
    )


def _first_of_each(*keys: npt.NDArray[Any]) -> Flags:
    """Mark the first of each run of rows that are equal in every key."""
    new = np.zeros(len(keys[0]), np.bool_)
    new[:1] = True
    for key in keys:
        new[1:] |= key[1:] != key[:-1]
    return new


def _numbered(said: npt.NDArray[np.bytes_]) -> tuple[tuple[str, ...], Ints]:
    """Give the callsigns that occur, in order, and for each row its number among them; -1 where none was said."""
    codes, number = np.unique(np.ascontiguousarray(said, "S8").view(">u8"), return_inverse=True)
    found = [int(code).to_bytes(8, "big").rstrip(b"\0 ").decode("ascii", "replace") for code in codes]
    names = sorted(set(filter(None, found)))
    place = {one: number for number, one in enumerate(names)}
    at = np.array([place.get(one, -1) for one in found], np.int32)
    return tuple(names), at[number] if len(at) else np.zeros(0, np.int32)


def _renumbered(parts: Sequence[Points]) -> tuple[tuple[str, ...], Ints]:
    names = sorted({one for part in parts for one in part.callsigns})
    at = {one: number for number, one in enumerate(names)}
    # number -1 takes the last entry, which stands for none
    tables = [np.array([*(at[one] for one in part.callsigns), -1], np.int32) for part in parts]
    numbers = [table[part.callsign] for table, part in zip(tables, parts, strict=True)]
    return tuple(names), _concatenated(numbers, np.int32)


def _addresses(part: Points) -> Longs:
    return np.repeat(np.array([address_of(one) for one in part.hexes], np.int64), np.diff(part.start))


def _concatenated(arrays: "Sequence[npt.NDArray[Scalar]]", kind: type[Scalar]) -> "npt.NDArray[Scalar]":
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def _members(parts: Sequence[Points]) -> tuple[tuple[MemberRead, ...], list[Ints]]:
    """Give the members of all parts in one order, and for each part where its own stand in it."""
    found: dict[tuple[str, str, str], MemberRead] = {}
    for part in parts:
        for read in part.members:
            key = _file(read)
            known = found.get(key)
            found[key] = read if known is None else _added(known, read)
    order = {key: number for number, key in enumerate(sorted(found))}
    numbers = [np.array([order[_file(read)] for read in part.members], np.int32) for part in parts]
    return tuple(found[key] for key in order), numbers


def _file(read: MemberRead) -> tuple[str, str, str]:
    member: Member = read.member
    return member.archive, member.name, read.sha256


def _added(one: MemberRead, other: MemberRead) -> MemberRead:
    problem = one.problem if one.problem == other.problem else "; ".join(filter(None, (one.problem, other.problem)))
    return replace(one, points=one.points + other.points, bad_rows=one.bad_rows + other.bad_rows, problem=problem)
