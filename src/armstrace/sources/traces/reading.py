"""Many trace files into one batch of points."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from armstrace.records.errors import UnreadableValue
from armstrace.sources.traces.archives.inflate import inflated
from armstrace.sources.traces.columns import Columns, Places, columns, grown, packed, places
from armstrace.sources.traces.compiled import HAVE_NUMBA, say_slow
from armstrace.sources.traces.joining import Piece, joined
from armstrace.sources.traces.plain import Head, Row, head_of, parsed
from armstrace.sources.traces.points import Member, MemberRead, Points

if HAVE_NUMBA:
    from armstrace.sources.traces.scanning.scan import (
        BAD,
        DB_FLAGS,
        FULL,
        NAMES,
        READ,
        STRINGS,
        TRACED,
        USED,
        scan,
    )

if TYPE_CHECKING:
    from armstrace.sources.traces.columns import Words
    from armstrace.sources.traces.points import Longs

Load = Callable[[Member], bytes]

_ROW_BYTES = 96
"""Rows are seldom shorter than this in readsb's files; more room is made where they are."""
_LEAST_ROW_BYTES = 18
_STORED_ROW_BYTES = 16
"""Rows seldom take less in the files as stored."""
_ROOM, _MOST_ROOM = 1 << 15, 1 << 23
"""How many rows there is room for at first; memory is taken only for those that are filled."""
_HEX = re.compile("~?[0-9a-f]{6}")


@dataclass(slots=True)
class _Batch:
    """What was read so far: columns with room to spare, callsigns in the order they were said, the files' hashes."""

    columns: Columns
    names: "Words"
    places: Places
    used: int = 0
    named: int = 0
    notes: "Longs" = field(default_factory=lambda: np.zeros(16, np.int64))
    hashes: dict[tuple[str, str], Member] = field(default_factory=dict)


def order_of(member: Member) -> tuple[str, str, str, str, int]:
    """Give the order in which members are read, whatever order they came in: aircraft, day, name, archive."""
    return member.hex, str(member.day or ""), member.name, member.archive, member.offset


def read_points(members: Iterable[Member], load: Load) -> Points:
    """Read trace files into the points of their aircraft; the order in which the members come changes nothing.

    Identical bytes of one aircraft are read once, and a point that lies in two archives is one. Nothing is raised for
    a file that cannot be read: its MemberRead says why.
    """
    say_slow()
    ordered = sorted(members, key=order_of)
    room = columns(max(_ROOM, min(sum(member.size for member in ordered) // _STORED_ROW_BYTES, _MOST_ROOM)))
    batch = _Batch(room, np.empty(len(room.time_s) >> 2, np.uint64), places(room))
    pieces = [_piece(member, load, batch) for member in ordered]
    return joined(pieces, batch.columns, batch.names[: batch.named])


def _piece(member: Member, load: Load, batch: _Batch) -> Piece:
    """Read one file into the batch."""
    start, named = batch.used, batch.named
    try:
        stored = load(member)
    except (OSError, UnreadableValue) as error:
        return Piece(member.hex, start, start, MemberRead(member, problem=f"It cannot be read: {_first_line(error)}"))
    sha256 = hashlib.sha256(stored).hexdigest()
    same = batch.hashes.setdefault((member.hex, sha256), member)
    text = inflated(stored) if same is member else None
    if text is None or (text.problem and not text.cut):
        problem = text.problem if text else f"The bytes are those of {same.name} in {same.archive}, which were read."
        return Piece(member.hex, start, start, MemberRead(member, sha256, problem=problem))
    head, bad, problem = _rows(text.content, batch)
    said = head.icao.lower()
    wrong = _whose(member.hex, said)
    if wrong:
        batch.used, batch.named, bad = start, named, 0
    read = MemberRead(
        member,
        sha256,
        head.registration,
        head.typecode,
        head.db_flags,
        batch.used - start,
        bad,
        wrong or text.problem or problem,
    )
    return Piece(member.hex or said, start, batch.used, read)


def _first_line(error: OSError | UnreadableValue) -> str:
    return error.what if isinstance(error, UnreadableValue) else f"{error.strerror or error}."


def _whose(named: str, said: str) -> str:
    """Say what is wrong with the address in a file against the one in its name, "" for nothing."""
    if named and said and named != said:
        return f"The file is named for {named}, but says that it is about {said[:16]!r}: it is not read."
    if not named and not _HEX.fullmatch(said):
        return "Neither name nor head of the file say which aircraft it is about."
    return ""


def _rows(content: bytes, batch: _Batch) -> tuple[Head, int, str]:
    """Add the rows of a text to the batch; gives its head, how many rows do not hold, and what was wrong."""
    if HAVE_NUMBA and content[:1] == b"{":
        found = _scanned(content, batch)
        if found is not None:
            return *found, ""
    plain = parsed(content)
    _take(plain.rows, batch)
    return head_of(plain), plain.bad, plain.problem


def _scanned(content: bytes, batch: _Batch) -> tuple[Head, int] | None:
    """Add the rows by compiled code; None where it is not sure what the file says."""
    _make_room(batch, len(content) // _ROW_BYTES)
    notes, text = batch.notes, np.frombuffer(content, np.uint8)
    for _ in range(2):
        notes[:] = 0
        notes[USED], notes[NAMES] = batch.used, batch.named
        done = scan(text, batch.places, batch.names, notes)
        if done != FULL:
            break
        _make_room(batch, len(content) // _LEAST_ROW_BYTES)
    if done != READ or not notes[TRACED]:
        return None
    batch.used, batch.named = int(notes[USED]), int(notes[NAMES])
    said = notes.tolist()
    icao, registration, typecode = (
        content[said[i] : said[i + 1]].decode("utf-8", "replace") for i in range(STRINGS, STRINGS + 6, 2)
    )
    return Head(icao, registration, typecode, said[DB_FLAGS]), said[BAD]


def _make_room(batch: _Batch, rows: int) -> None:
    """See that so many rows, and as many callsigns, can be added."""
    rows += 1
    if batch.used + rows > len(batch.columns.time_s):
        batch.columns = grown(batch.columns, batch.used, 2 * (batch.used + rows))
        batch.places = places(batch.columns)
    if batch.named + rows > len(batch.names):
        names = np.empty(2 * (batch.named + rows), np.uint64)
        names[: batch.named] = batch.names[: batch.named]
        batch.names = names


def _take(rows: Sequence[Row], batch: _Batch) -> None:
    """Add the rows of the plain reader."""
    _make_room(batch, len(rows))
    if not rows:
        return
    stop = batch.used + len(rows)
    *numbers, callsigns, points = zip(*rows, strict=True)
    pairs: Iterator[tuple[Any, Any]] = zip(batch.columns, numbers, strict=False)
    for column, values in pairs:
        column[batch.used : stop] = values
    said = dict.fromkeys(callsigns)
    said.pop("", None)
    places_of = {callsign: batch.named + number for number, callsign in enumerate(said)}
    batch.names[batch.named : batch.named + len(said)] = [packed(callsign)[0] for callsign in said]
    batch.columns.said[batch.used : stop] = [places_of.get(callsign, -1) for callsign in callsigns]
    batch.columns.point[batch.used : stop] = points
    batch.used, batch.named = stop, batch.named + len(said)
