"""A trace file of readsb as columns, by compiled code that looks at each byte once.

Whatever is not plainly in readsb's own form (escapes in names, exponents, values of other kinds, broken JSON) is left
to the plain reader, which decides what it means.
"""

import numpy as np

from armstrace.sources.traces.bounds import MOST_TIME_S
from armstrace.sources.traces.columns import POINT, ROOM, SAID, Places, packed
from armstrace.sources.traces.compiled import compiled, inlined
from armstrace.sources.traces.scanning.bytes_at import byte_at, put_int
from armstrace.sources.traces.scanning.details import first_bytes, open_key
from armstrace.sources.traces.scanning.nested import value
from armstrace.sources.traces.scanning.row import read_row
from armstrace.sources.traces.scanning.values import (
    CLOSE,
    CLOSE_LIST,
    COMMA,
    OPEN,
    OPEN_LIST,
    QUOTE,
    blank,
    null,
    number,
    plain_string,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armstrace.sources.traces.columns import Words
    from armstrace.sources.traces.points import Bytes, Longs

UNSURE, FULL, READ = 0, 1, 2
"""What a scan came to: for the plain reader; no room for the rows; read."""
USED, NAMES, BAD, DB_FLAGS, TRACED, END, STRINGS = 0, 1, 2, 3, 4, 5, 6
NOTES = STRINGS + 6
"""Where a scan notes what it found: rows and callsigns used (in and out), rows set aside, the flags of the data base,
whether there was a trace, the length of the file, and from where to where three strings of the head go."""

_KEYS = ("icao", "r", "t", "dbFlags", "timestamp", "trace")
_LENGTHS = np.array([len(name) for name in _KEYS])
_STARTS = np.array([packed(name)[0] for name in _KEYS], dtype=np.uint64)
_DB_FLAGS, _TIMESTAMP, _TRACE = 3, 4, 5
_P = 112  # the ninth byte of timestamp


@inlined
def _known(at: int, start: int, closing: int, end: int) -> int:
    """Give the number of a key of the head, -1 for any other."""
    length = closing - start
    if start + 8 > end or length > 9:
        return -1
    word = first_bytes(at, start, length)
    for key in range(len(_LENGTHS)):
        if _STARTS[key] == word and _LENGTHS[key] == length:
            return key if length < 9 or byte_at(at, start + 8) == _P else -1
    return -1


@inlined
def _rows(at: int, i: int, columns: Places, names: "Words", notes: "Longs", base_s: float) -> int:
    """Read the rows from behind the trace's bracket on; gives the index behind it, 0 unsure, -1 no room."""
    row, named, point = notes[USED], notes[NAMES], 0
    room, end = columns[ROOM], notes[END]
    i = blank(at, i)
    if byte_at(at, i) == CLOSE_LIST:
        return i + 1
    while True:
        if row >= room or named >= len(names):
            return -1
        i, good, callsign = read_row(at, i, end, columns, row, base_s)
        if i == 0:
            return 0
        if good:
            put_int(columns[POINT], row, point)
            put_int(columns[SAID], row, -1)
            if callsign:
                if named == 0 or names[named - 1] != callsign:
                    names[named] = callsign
                    named += 1
                put_int(columns[SAID], row, named - 1)
            row += 1
        point += 1
        i = blank(at, i)
        c = byte_at(at, i)
        if c == CLOSE_LIST:
            break
        if c != COMMA:
            return 0
        i = blank(at, i + 1)
    notes[BAD] = point - (row - notes[USED])
    notes[USED], notes[NAMES] = row, named
    return i + 1


@inlined
def _text(at: int, i: int, end: int, notes: "Longs", place: int) -> int:
    """Note where a string of the head lies; null is none."""
    notes[place] = notes[place + 1] = 0
    if byte_at(at, i) == QUOTE:
        closing = plain_string(at, i + 1, end)
        notes[place], notes[place + 1] = i + 1, closing
        return closing + 1 if closing else 0
    return null(at, i) if byte_at(at, i) == 110 else 0


@inlined
def _of_head(at: int, i: int, end: int, key: int, notes: "Longs") -> int:
    """Read a value of the head that is neither the time nor the trace: its flags, a string, or nothing of interest."""
    if key < 0:
        return value(at, i, end)
    if key == _DB_FLAGS:
        flags, i = number(at, i)
        notes[DB_FLAGS] = np.int64(flags) if 0 <= flags <= 255 and flags == np.floor(flags) else 0
        return i
    return _text(at, i, end, notes, STRINGS + 2 * key)


@compiled
def scan(content: "Bytes", columns: Places, names: "Words", notes: "Longs") -> int:
    """Read a file into columns from row notes[USED] on; the array must lie in a bytes object."""
    at, end = content.ctypes.data, len(content)
    notes[END] = end
    base_s = np.nan
    i = blank(at, 0)
    c = byte_at(at, i)
    if c != OPEN:
        return UNSURE
    while c != CLOSE:
        start, closing, i = open_key(at, i + 1, end)
        if i == 0:
            return UNSURE
        key = _known(at, start, closing, end)
        if key < _TIMESTAMP:
            i = _of_head(at, i, end, key, notes)
        elif notes[TRACED]:
            # said twice, or too late
            return UNSURE
        elif key == _TIMESTAMP:
            base_s, i = number(at, i)
        elif byte_at(at, i) == OPEN_LIST and 0.0 <= base_s <= MOST_TIME_S:
            notes[TRACED] = 1
            i = _rows(at, i + 1, columns, names, notes, base_s)
            if i < 0:
                return FULL
        else:
            return UNSURE
        i = blank(at, i) if i else 0
        c = byte_at(at, i)
        if i == 0 or c not in (COMMA, CLOSE):
            return UNSURE
    return READ if blank(at, i + 1) == end else UNSURE
