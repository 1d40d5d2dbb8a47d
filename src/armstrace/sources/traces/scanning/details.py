"""The details object of a row, for compiled code: the callsign in it, and how the position was received."""

import numpy as np

from armstrace.sources.traces.columns import WIDE, packed
from armstrace.sources.traces.compiled import compiled, inlined
from armstrace.sources.traces.points import SOURCES
from armstrace.sources.traces.scanning.bytes_at import byte_at, word_at
from armstrace.sources.traces.scanning.nested import value
from armstrace.sources.traces.scanning.values import CLOSE, COLON, COMMA, QUOTE, blank, null, plain_string

NO_WORD = np.uint64(0)

_LENGTHS = np.array([len(name) for name in SOURCES])
_STARTS = np.array([packed(name)[0] for name in SOURCES], dtype=np.uint64)
_RESTS = np.array([packed(name)[1] for name in SOURCES], dtype=np.uint64)
FLIGHT = np.uint64(packed('flight"')[0])
_TYPE = np.uint64(packed('type"')[0])
SEVEN = np.uint64(0x00FFFFFFFFFFFFFF)
_FIVE = np.uint64(0x000000FFFFFFFFFF)
_ICAO = np.uint64(packed("adsb_ica")[0])
_O_QUOTE = np.uint64(packed('\0o"')[0])
_MIDDLE = np.uint64(0xFFFF00)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_EIGHT = np.uint64(8)
_LOW = np.uint64(0xFF)
_BLANK = np.uint64(0x20)
_TOPS = np.uint64(0x8080808080808080)
_ONES = np.uint64(0x0101010101010101)
_DELETES = np.uint64(0x7F7F7F7F7F7F7F7F)


@inlined
def first_bytes(at: int, i: int, length: int) -> "np.uint64":
    """Load up to eight bytes, zeros behind the last; eight must be left."""
    if length >= 8:
        return word_at(at, i)
    return word_at(at, i) & (_ALL >> np.uint64(64 - 8 * length)) if length > 0 else NO_WORD


@compiled
def _source(at: int, i: int, length: int, end: int) -> int:
    """Give the number of the source named here; 0 for one that is not known, -1 where it cannot be told."""
    if length > WIDE - 2:
        return 0
    if i + WIDE > end:
        return -1
    start = first_bytes(at, i, length)
    rest = first_bytes(at, i + 8, length - 8)
    for code in range(1, len(_LENGTHS)):
        if _STARTS[code] == start and _RESTS[code] == rest and _LENGTHS[code] == length:
            return code
    return 0


@compiled
def _callsign(at: int, i: int, length: int, end: int) -> "tuple[np.uint64, bool]":
    """Pack a callsign without the blanks around it, 0 for an empty one; False where it is left to the plain reader."""
    if length > 8 or i + 8 > end:
        return NO_WORD, False
    word = first_bytes(at, i, length)
    if (word | ((word & _DELETES) + _ONES)) & _TOPS:  # a byte above 0x7e
        return NO_WORD, False
    while word and (word & _LOW) == _BLANK:
        word >>= _EIGHT
    shown, kept = word, 0
    for place in range(8):
        c = shown & _LOW
        if c and c != _BLANK:
            kept = place + 1
        shown >>= _EIGHT
    return (word & (_ALL >> np.uint64(64 - 8 * kept)) if kept else NO_WORD), True


@inlined
def open_key(at: int, i: int, end: int) -> tuple[int, int, int]:
    """Pass over a key without escapes and its colon: from, to, and the index of the value, 0 where there is none."""
    i = blank(at, i)
    if byte_at(at, i) != QUOTE:
        return 0, 0, 0
    closing = plain_string(at, i + 1, end)
    if closing == 0:
        return 0, 0, 0
    behind = blank(at, closing + 1)
    if byte_at(at, behind) != COLON:
        return 0, 0, 0
    return i + 1, closing, blank(at, behind + 1)


@inlined
def said(at: int, i: int, end: int) -> "tuple[int, np.uint64]":
    """Read the value of "flight": the index behind it and the callsign, 0 for none."""
    if byte_at(at, i) != QUOTE:
        return value(at, i, end), NO_WORD
    closing = plain_string(at, i + 1, end)
    if closing == 0:
        return 0, NO_WORD
    callsign, sure = _callsign(at, i + 1, closing - i - 1, end)
    return (closing + 1 if sure else 0), callsign


@inlined
def received(at: int, i: int, end: int) -> tuple[int, int]:
    """Read how a position was received, a string or null: the index behind it and its number in SOURCES."""
    if byte_at(at, i) != QUOTE:
        return (null(at, i) if byte_at(at, i) == 110 else 0), 0
    if i + WIDE <= end and word_at(at, i + 1) == _ICAO and (word_at(at, i + 8) & _MIDDLE) == _O_QUOTE:
        return i + 11, 1
    closing = plain_string(at, i + 1, end)
    source = _source(at, i + 1, closing - i - 1, end) if closing else -1
    return (closing + 1 if source >= 0 else 0), max(source, 0)


@compiled
def details(at: int, i: int, end: int) -> "tuple[int, np.uint64, int]":
    """Read a details object from its bracket on: the index behind it, the callsign, how the position was received."""
    callsign, source = NO_WORD, 0
    i = blank(at, i + 1)
    if byte_at(at, i) == CLOSE:
        return i + 1, callsign, source
    while True:
        start, _, i = open_key(at, i, end)
        if i == 0 or start + 8 > end:
            return 0, callsign, source
        word = word_at(at, start)
        if (word & SEVEN) == FLIGHT:
            i, callsign = said(at, i, end)
        elif (word & _FIVE) == _TYPE:
            i, source = received(at, i, end)
        else:
            i = value(at, i, end)
        if i == 0:
            return 0, callsign, source
        i = blank(at, i)
        c = byte_at(at, i)
        if c == CLOSE:
            return i + 1, callsign, source
        if c != COMMA:
            return 0, callsign, source
        i += 1
