"""The values of JSON, byte by byte, for compiled code: numbers, strings, and whatever else is only passed over.

Each function is handed the address of a bytes object and an index in it, and gives the index behind the value, or 0
where the bytes are not plainly what they should be: the whole file then goes to the plain reader. So these are strict:
what they accept, `json` accepts and reads in the same way.
"""

import numpy as np

from armstrace.sources.traces.compiled import compiled, inlined
from armstrace.sources.traces.scanning.bytes_at import byte_at, word_at, zeros_below

QUOTE, COMMA, MINUS, DOT, ZERO, NINE, COLON, BACKSLASH = 34, 44, 45, 46, 48, 57, 58, 92
OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, BLANK = 123, 125, 91, 93, 32
MOST_DIGITS = 15
"""A number of so many digits and a power of ten up to as many are exact in a float, so one division rounds once."""
MOST_DEPTH = 60

_POWERS = np.array([10.0**places for places in range(MOST_DIGITS + 1)])
_ZEROS = np.uint64(0x3030303030303030)
_TO_TOP = np.uint64(0x7676767676767676)
_SIX_TOPS = np.uint64(0x0000808080808080)
_PAIRS, _FOURS = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0000FFFF0000FFFF)
_TENS, _HUNDREDS, _THOUSANDS = np.uint64(2_561), np.uint64(6_553_601), np.uint64(42_949_672_960_001)
_EIGHT, _SIXTEEN, _THIRTY_TWO = np.uint64(8), np.uint64(16), np.uint64(32)
_ONES = np.uint64(0x0101010101010101)
_TOPS = np.uint64(0x8080808080808080)
_QUOTES = np.uint64(0x2222222222222222)
_SLASHES = np.uint64(0x5C5C5C5C5C5C5C5C)
_BLANKS = np.uint64(0x2020202020202020)


@inlined
def blank(at: int, i: int) -> int:
    """Pass over white space."""
    c = byte_at(at, i)
    while c <= BLANK and c in (32, 10, 13, 9):
        i += 1
        c = byte_at(at, i)
    return i


@inlined
def number(at: int, i: int) -> tuple[float, int]:
    """Read a number without exponent and of at most 15 digits; every other form is left to the plain reader."""
    negative = byte_at(at, i) == MINUS
    i += negative
    first = i
    whole = 0
    digit = byte_at(at, i) - ZERO
    while 0 <= digit <= 9:
        whole = whole * 10 + digit
        i += 1
        digit = byte_at(at, i) - ZERO
    digits = i - first
    if digits == 0 or (digits > 1 and byte_at(at, first) == ZERO):
        return 0.0, 0
    places = 0
    if digit == DOT - ZERO:
        first = i + 1
        i = first
        digit = byte_at(at, i) - ZERO
        while 0 <= digit <= 9:
            whole = whole * 10 + digit
            i += 1
            digit = byte_at(at, i) - ZERO
        places = i - first
        if places == 0:
            return 0.0, 0
    if digits + places > MOST_DIGITS or digit in (101 - ZERO, 69 - ZERO):
        return 0.0, 0
    value = whole / _POWERS[places]
    return (-value if negative else value) + 0.0, i


@inlined
def six_decimals(at: int, i: int, end: int) -> tuple[float, int]:
    """Read a number of one to three digits, a dot and six more, as readsb writes degrees; 0 where it is none."""
    negative = byte_at(at, i) == MINUS
    i += negative
    first = i
    whole = 0
    digit = byte_at(at, i) - ZERO
    while 0 <= digit <= 9:
        whole = whole * 10 + digit
        i += 1
        digit = byte_at(at, i) - ZERO
    count = i - first
    if digit != DOT - ZERO or not 1 <= count <= 3 or i + 9 > end or (count > 1 and byte_at(at, first) == ZERO):
        return 0.0, 0
    word = word_at(at, i + 1) ^ _ZEROS
    if ((word + _TO_TOP) | word) & _SIX_TOPS or byte_at(at, i + 7) != COMMA:
        return 0.0, 0
    # two, four and eight digits at a time, after zeros for the two that are missing
    word <<= _SIXTEEN
    word = (word * _TENS >> _EIGHT) & _PAIRS
    word = (word * _HUNDREDS >> _SIXTEEN) & _FOURS
    decimals = np.int64(word * _THOUSANDS >> _THIRTY_TWO)
    value = (whole * 1_000_000 + decimals) / 1_000_000.0
    return (-value if negative else value) + 0.0, i + 7


@inlined
def null(at: int, i: int) -> int:
    """Pass over null."""
    if byte_at(at, i + 1) == 117 and byte_at(at, i + 2) == 108 and byte_at(at, i + 3) == 108:
        return i + 4
    return 0


@inlined
def optional(at: int, i: int) -> tuple[float, int]:
    """Read a number, or null as NaN."""
    if byte_at(at, i) == 110:
        return np.nan, null(at, i)
    return number(at, i)


@inlined
def plain_string(at: int, i: int, end: int) -> int:
    """Pass over a string without escapes from behind its opening quote; give the index of the closing one, or 0."""
    while i + 8 <= end:
        word = word_at(at, i)
        quote, slash = word ^ _QUOTES, word ^ _SLASHES
        found = ((quote - _ONES) & ~quote) | ((slash - _ONES) & ~slash) | ((word - _BLANKS) & ~word)
        found &= _TOPS
        if found:
            i += zeros_below(found) >> 3
            return i if byte_at(at, i) == QUOTE else 0
        i += 8
    c = byte_at(at, i)
    while c >= BLANK and c not in (QUOTE, BACKSLASH):
        i += 1
        c = byte_at(at, i)
    return i if c == QUOTE else 0


@compiled
def string(at: int, i: int) -> int:
    """Pass over a string that may hold escapes, from behind its opening quote."""
    while True:
        c = byte_at(at, i)
        if c == QUOTE:
            return i + 1
        if c < BLANK:
            return 0
        i += 1
        if c == BACKSLASH:
            c = byte_at(at, i)
            if c == 117:
                for _ in range(4):
                    i += 1
                    c = byte_at(at, i) | 32
                    if not (ZERO <= c <= NINE or 97 <= c <= 102) or byte_at(at, i) < BLANK:
                        return 0
            elif c not in (QUOTE, BACKSLASH, 47, 98, 102, 110, 114, 116):
                return 0
            i += 1


@inlined
def passed_string(at: int, i: int, end: int) -> int:
    """Pass over a string from behind its opening quote."""
    behind = plain_string(at, i, end)
    return behind + 1 if behind else string(at, i)


@inlined
def digits(at: int, i: int) -> int:
    """Pass over digits."""
    while ZERO <= byte_at(at, i) <= NINE:
        i += 1
    return i


@inlined
def passed_number(at: int, i: int) -> int:
    """Pass over a number in any form."""
    i += byte_at(at, i) == MINUS
    first = i
    i = digits(at, i)
    if i == first or (i > first + 1 and byte_at(at, first) == ZERO):
        return 0
    if byte_at(at, i) == DOT:
        first = i + 1
        i = digits(at, first)
        if i == first:
            return 0
    if byte_at(at, i) | 32 == 101 and byte_at(at, i) > BLANK:
        i += 1
        i += byte_at(at, i) in (43, MINUS)
        first = i
        i = digits(at, first)
        if i == first:
            return 0
    return i


@inlined
def word_of_json(at: int, i: int) -> int:
    """Pass over null, true or false."""
    c = byte_at(at, i)
    if c == 110:
        return null(at, i)
    if c == 116 and byte_at(at, i + 1) == 114 and byte_at(at, i + 2) == 117 and byte_at(at, i + 3) == 101:
        return i + 4
    if c == 102 and byte_at(at, i + 1) == 97 and byte_at(at, i + 2) == 108 and byte_at(at, i + 3) == 115:
        return i + 5 if byte_at(at, i + 4) == 101 else 0
    return 0


@inlined
def scalar(at: int, i: int, end: int) -> int:
    """Pass over a string, a number, null, true or false."""
    c = byte_at(at, i)
    if c == QUOTE:
        return passed_string(at, i + 1, end)
    if c <= NINE:
        return passed_number(at, i)
    return word_of_json(at, i)
