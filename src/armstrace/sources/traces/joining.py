"""What several files say of an aircraft, put together: in order of time, each point once, callsigns carried forward."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from armstrace.sources.traces.columns import Columns, unpacked
from armstrace.sources.traces.compiled import compiled
from armstrace.sources.traces.points import MemberRead, Points

if TYPE_CHECKING:
    from armstrace.sources.traces.columns import Words
    from armstrace.sources.traces.points import Bytes, Flags, Floats, Ints, Longs


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows start:stop of a batch, read from one file."""

    hex: str
    start: int
    stop: int
    read: MemberRead


def joined(pieces: Sequence[Piece], columns: Columns, names: "Words") -> Points:
    """Put the pieces of a batch together, aircraft by aircraft, in the order of their members."""
    # files named for no aircraft were read first: those of one aircraft are brought together, otherwise as they came
    pieces = sorted(pieces, key=lambda piece: piece.hex)
    filled = [piece for piece in pieces if piece.stop > piece.start]
    hexes = tuple(dict.fromkeys(piece.hex for piece in filled))
    numbers = {hex_: number for number, hex_ in enumerate(hexes)}
    counts = np.zeros(len(hexes) + 1, np.int64)
    for piece in filled:
        counts[numbers[piece.hex] + 1] += piece.stop - piece.start
    start = np.cumsum(counts)
    member = np.repeat(
        np.array([number for number, piece in enumerate(pieces) if piece.stop > piece.start], np.int32),
        np.array([piece.stop - piece.start for piece in filled], np.int64),
    )
    columns, member = _together(filled, columns, member)
    odd = jumbled(columns.time_s, start)
    columns, member = _in_order(columns, member, start, odd)
    callsigns, codes = np.unique(names, return_inverse=True)
    callsign = carried(columns.said, start, codes.astype(np.int32))
    if odd.any():
        columns, member, callsign, start = _once(columns, member, callsign, start)
    return Points(
        hexes,
        start,
        *columns[:-2],
        callsign,
        member,
        columns.point,
        tuple(unpacked(int(word)) for word in callsigns),
        tuple(piece.read for piece in pieces),
    )


def _taken(columns: Columns, rows: "Longs | slice") -> Columns:
    taken: list[Any] = [column[rows] for column in columns]
    return Columns(*taken)


def _together(filled: Sequence[Piece], columns: Columns, member: "Ints") -> tuple[Columns, "Ints"]:
    """Bring the rows into the order of the pieces."""
    if all(before.stop == after.start for before, after in pairwise(filled)):
        whole = slice(filled[0].start, filled[-1].stop) if filled else slice(0, 0)
        return _taken(columns, whole), member
    return _taken(columns, np.concatenate([np.arange(piece.start, piece.stop) for piece in filled])), member


def _in_order(columns: Columns, member: "Ints", start: "Longs", odd: "Bytes") -> tuple[Columns, "Ints"]:
    """Sort the rows of each aircraft by time where they are not; those of one moment stay as they were."""
    backwards = np.flatnonzero(odd > 1)
    if len(backwards) == 0:
        return columns, member
    order = np.arange(len(member))
    for number in backwards:
        rows = slice(start[number], start[number + 1])
        order[rows] = start[number] + np.argsort(columns.time_s[rows], kind="stable")
    return _taken(columns, order), member[order]


def _once(
    columns: Columns, member: "Ints", callsign: "Ints", start: "Longs"
) -> tuple[Columns, "Ints", "Ints", "Longs"]:
    """Drop rows that say again what one of the same moment says; the last is kept, whose callsign is the newest."""
    again = np.flatnonzero(tied(columns.time_s, start))
    if len(again) == 0:
        return columns, member, callsign, start
    aircraft = np.searchsorted(start, again, side="right")
    parts = [aircraft.astype(np.int64), *(column[again] for column in columns[:-2])]
    bytes_ = np.concatenate(
        [np.ascontiguousarray(part).view(np.uint8).reshape(len(again), -1) for part in parts], axis=1
    )
    rows = np.ascontiguousarray(bytes_[::-1]).view(f"V{bytes_.shape[1]}").ravel()
    _, kept = np.unique(rows, return_index=True)
    keep = np.ones(len(member), np.bool_)
    keep[again] = False
    keep[again[len(again) - 1 - kept]] = True
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(keep)])
    order = np.flatnonzero(keep)
    return _taken(columns, order), member[order], callsign[order], before[start]


@compiled
def jumbled(time_s: "Floats", start: "Longs") -> "Bytes":
    """Say of each aircraft whether time goes back somewhere (2), or only stands still (1)."""
    found = np.zeros(len(start) - 1, np.uint8)
    for number in range(len(start) - 1):
        for row in range(start[number] + 1, start[number + 1]):
            if time_s[row] <= time_s[row - 1]:
                found[number] = max(found[number], 1 if time_s[row] == time_s[row - 1] else 2)
    return found


@compiled
def tied(time_s: "Floats", start: "Longs") -> "Flags":
    """Say of each row whether the one before or behind it has the same time."""
    found = np.zeros(len(time_s), np.bool_)
    for number in range(len(start) - 1):
        for row in range(start[number] + 1, start[number + 1]):
            if time_s[row] == time_s[row - 1]:
                found[row] = found[row - 1] = True
    return found


@compiled
def carried(said: "Ints", start: "Longs", codes: "Ints") -> "Ints":
    """Give each row the callsign that its aircraft said last; -1 before the first."""
    callsign = np.empty(len(said), np.int32)
    for number in range(len(start) - 1):
        last = np.int32(-1)
        for row in range(start[number], start[number + 1]):
            if said[row] >= 0:
                last = codes[said[row]]
            callsign[row] = last
    return callsign
