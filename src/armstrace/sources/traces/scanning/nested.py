"""Lists and objects inside one another, passed over by compiled code."""

import numpy as np

from armstrace.sources.traces.compiled import compiled, inlined
from armstrace.sources.traces.scanning.bytes_at import byte_at
from armstrace.sources.traces.scanning.values import (
    CLOSE,
    CLOSE_LIST,
    COLON,
    COMMA,
    MOST_DEPTH,
    OPEN,
    OPEN_LIST,
    QUOTE,
    blank,
    passed_string,
    scalar,
)

_ONE = np.int64(1)


@inlined
def _key(at: int, i: int, end: int) -> int:
    """Pass over a key and its colon, up to the value."""
    i = blank(at, i)
    if byte_at(at, i) != QUOTE:
        return 0
    i = passed_string(at, i + 1, end)
    if i == 0:
        return 0
    i = blank(at, i)
    return blank(at, i + 1) if byte_at(at, i) == COLON else 0


@compiled
def nested(at: int, i: int, end: int) -> int:
    """Pass over a list or an object from its bracket on; those 60 deep are left to the plain reader."""
    kinds, depth = np.int64(0), 0  # one bit each, the lowest the innermost: 1 an object
    while True:
        c = byte_at(at, i)
        if c in (OPEN, OPEN_LIST):
            depth += 1
            if depth > MOST_DEPTH:
                return 0
            kinds = (kinds << _ONE) | np.int64(c == OPEN)
            i = blank(at, i + 1)
            if byte_at(at, i) != (CLOSE if c == OPEN else CLOSE_LIST):
                i = _key(at, i, end) if c == OPEN else i
                if i == 0:
                    return 0
                continue
        else:
            i = scalar(at, i, end)
            if i == 0:
                return 0
            i = blank(at, i)
        while byte_at(at, i) == (CLOSE if kinds & _ONE else CLOSE_LIST):
            kinds >>= _ONE
            depth -= 1
            if depth == 0:
                return i + 1
            i = blank(at, i + 1)
        if byte_at(at, i) != COMMA:
            return 0
        i = _key(at, i + 1, end) if kinds & _ONE else blank(at, i + 1)
        if i == 0:
            return 0


@inlined
def value(at: int, i: int, end: int) -> int:
    """Pass over any value."""
    c = byte_at(at, i)
    return nested(at, i, end) if c in (OPEN, OPEN_LIST) else scalar(at, i, end)
