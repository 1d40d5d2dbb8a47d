"""Passing quickly over what nobody reads, sixty-four bytes at a time, for compiled code.

What stands between the brackets is not looked at closer than its strings and brackets need: broken JSON in there is
passed over too. Where there is anything else than plain strings and numbers, the careful reader goes over it.
"""

import numpy as np

from armstrace.sources.traces.compiled import compiled, inlined
from armstrace.sources.traces.scanning.bytes_at import below_at, byte_at, equal_at, word_at, zeros_below
from armstrace.sources.traces.scanning.details import FLIGHT, NO_WORD, SEVEN, said
from armstrace.sources.traces.scanning.values import (
    BACKSLASH,
    BLANK,
    CLOSE,
    CLOSE_LIST,
    COLON,
    OPEN,
    OPEN_LIST,
    QUOTE,
    blank,
)

STEP = 64
_F = 102
_ONE = np.uint64(1)
_TOP = np.uint64(63)
_SHIFTS = tuple(np.uint64(1 << n) for n in range(6))


@inlined
def _within(quotes: "np.uint64") -> "np.uint64":
    """Set the bits from each opening quote up to before its closing one."""
    for shift in _SHIFTS:
        quotes ^= quotes << shift
    return quotes


@inlined
def _before(bits: "np.uint64") -> "np.uint64":
    """Set the bits below the lowest one that is set; all where none is."""
    return (bits & (~bits + _ONE)) - _ONE


@inlined
def _callsign(at: int, i: int, end: int, so_far: "np.uint64") -> "tuple[bool, np.uint64]":
    """Read the callsign if the string that begins here is the key "flight"; False where it is not sure."""
    if i + 8 > end:
        return False, so_far
    if (word_at(at, i) & SEVEN) != FLIGHT:
        return True, so_far
    i = blank(at, i + 7)
    if byte_at(at, i) != COLON:
        return True, so_far
    i, callsign = said(at, blank(at, i + 1), end)
    return i != 0, callsign


@compiled
def skim_details(at: int, i: int, end: int) -> "tuple[int, np.uint64]":
    """Pass over a details object from its bracket on: the index behind it, 0 where it is not sure, and the callsign."""
    callsign, inside, opened = NO_WORD, NO_WORD, NO_WORD
    i += 1
    while i + STEP <= end:
        quotes = equal_at(at, i, QUOTE)
        strings = _within(quotes) ^ inside
        shut = equal_at(at, i, CLOSE) & ~strings
        here = _before(shut)
        odd = equal_at(at, i, BACKSLASH) | below_at(at, i, BLANK) | (equal_at(at, i, OPEN) & ~strings)
        if odd & here:
            return 0, NO_WORD
        opening = quotes & strings
        named = ((opening << _ONE) | opened) & equal_at(at, i, _F) & here
        while named:
            sure, callsign = _callsign(at, i + zeros_below(named), end, callsign)
            if not sure:
                return 0, NO_WORD
            named &= named - _ONE
        if shut:
            return i + zeros_below(shut) + 1, callsign
        inside = NO_WORD - (strings >> _TOP)
        opened = opening >> _TOP
        i += STEP
    return 0, NO_WORD


@inlined
def skim_rest(at: int, i: int, end: int) -> int:
    """Give the index of the bracket that closes a list of numbers and words; 0 where it is not sure."""
    if i + STEP > end:
        return 0
    shut = equal_at(at, i, CLOSE_LIST)
    odd = equal_at(at, i, QUOTE) | equal_at(at, i, OPEN_LIST) | equal_at(at, i, OPEN) | below_at(at, i, BLANK)
    return i + zeros_below(shut) if shut and not odd & _before(shut) else 0
