"""A trace file of readsb read by Python's own json: the measure of what a file says, and what reads the odd ones.

A row holds if it has at least nine elements; time, latitude and longitude are numbers within their bounds; altitude is
a number, null or "ground"; speed, track, rate and geometric altitude are numbers or null; the flags are a whole number
below 256 or null, and the source is a string or null. Any other row is counted and set aside. A callsign has one to
eight printable ASCII characters when the blanks around it are taken away; anything else says none.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf, isnan, nan
from typing import Any, TypeGuard

from armstrace.sources.traces.bounds import MOST_TIME_S, MOST_VALUE
from armstrace.sources.traces.points import SOURCES

Row = tuple[float, float, float, float, float, float, float, float, bool, int, int, str, int]
"""In the order of the columns: time, place, altitudes, speed, track, rate, ground, flags, source, callsign, number."""

_DECODER = json.JSONDecoder(strict=False, parse_int=float)  # no integer has too many digits for a float
_CODES = {name: code for code, name in enumerate(SOURCES)}
_BLANK = re.compile(r"[ \t\n\r]*")
_CALLSIGN = re.compile(r"[!-~](?:[ -~]{0,6}[!-~])?")


@dataclass(slots=True)
class Parsed:
    """What a file says: its head, the rows that hold, how many do not, and why the rest was not read."""

    head: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    bad: int = 0
    problem: str = ""


class _BrokenError(ValueError):
    """The text is not JSON from here on."""


def parsed(content: bytes) -> Parsed:
    """Read a file; what stands before a cut is kept, with the reason why there is no more."""
    found = Parsed()
    text = content.decode("utf-8", "replace")
    listed: list[Any] | None = None
    try:
        for key, value in _items(text):
            if isinstance(value, list) and key == "trace":
                listed = found.head[key] = value
            else:
                found.head[key] = value
                listed = None if key == "trace" else listed
    except _BrokenError as error:
        found.problem = str(error)
    except RecursionError:
        found.problem = "The file nests deeper than any trace."
    base_s = found.head.get("timestamp")
    if not _is_number(base_s) or not 0 <= base_s <= MOST_TIME_S:
        found.problem = found.problem or "The file has no usable timestamp."
        return found
    if listed is None:
        found.problem = found.problem or "The file holds no trace."
        return found
    for number, values in enumerate(listed):
        row = _row(values, float(base_s), number)
        if row is None:
            found.bad += 1
        else:
            found.rows.append(row)
    return found


def _items(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of the object, the elements of the trace as far as they can be read."""
    i = _expect(text, _blank(text, 0), "{")
    if text[i : i + 1] == "}":
        _end(text, i + 1)
        return
    while True:
        key, i = _value(text, i)
        if not isinstance(key, str):
            raise _BrokenError(_wrong(text, i))
        i = _expect(text, _blank(text, i), ":")
        if key == "trace" and text[i : i + 1] == "[":
            rows: list[Any] = []
            yield key, rows
            i = _elements(text, i, rows)
        else:
            value, i = _value(text, i)
            yield key, value
        i = _blank(text, i)
        if text[i : i + 1] == "}":
            _end(text, i + 1)
            return
        i = _expect(text, i, ",")


def _elements(text: str, i: int, rows: list[Any]) -> int:
    i = _blank(text, i + 1)
    if text[i : i + 1] == "]":
        return i + 1
    while True:
        row, i = _value(text, i)
        rows.append(row)
        i = _blank(text, i)
        if text[i : i + 1] == "]":
            return i + 1
        i = _expect(text, i, ",")


def _value(text: str, i: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, i)
    except json.JSONDecodeError as error:
        # a word such as null, or a string, may be cut before its end
        cut = error.pos >= len(text) - 5 or error.msg.startswith("Unterminated")
        raise _BrokenError(_wrong(text, len(text) if cut else i)) from error


def _blank(text: str, i: int) -> int:
    found = _BLANK.match(text, i)
    return found.end() if found else i


def _expect(text: str, i: int, mark: str) -> int:
    if text[i : i + 1] != mark:
        raise _BrokenError(_wrong(text, i))
    return _blank(text, i + 1)


def _end(text: str, i: int) -> None:
    if _blank(text, i) != len(text):
        raise _BrokenError(f"Something follows the end of the JSON text, at character {i}.")


def _wrong(text: str, i: int) -> str:
    if i == 0 or not text[:64].lstrip().startswith("{"):
        return "The file is not a JSON object."
    what = "is cut short" if _blank(text, i) >= len(text) else "is not JSON"
    return f"The file {what}, from about character {i} of {len(text)}."


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _float(value: object) -> float | None:
    """Give a number as a float, null as NaN, None for anything else; what is no finite number is infinite."""
    if value is None:
        return nan
    if not _is_number(value):
        return None
    try:
        number = float(value)
    except OverflowError:
        return inf
    return inf if isnan(number) else number + 0.0  # minus zero is zero


def _row(values: Any, base_s: float, number: int) -> Row | None:
    """Read a row; None where it does not hold."""
    if not isinstance(values, list) or len(values) < 9:
        return None
    ground = values[3] == "ground"
    numbers = [_float(None if ground and place == 3 else values[place]) for place in range(8)]
    numbers.append(_float(values[10]) if len(values) > 10 else nan)
    said = values[9] if len(values) > 9 else None
    if any(each is None for each in numbers) or not (said is None or isinstance(said, str)):
        return None
    offset_s, lat, lon, altitude, speed, track, flags, climb, geometric = (each for each in numbers if each is not None)
    time_s, bits = base_s + offset_s, 0.0 if isnan(flags) else flags
    placed = abs(lat) <= 90.0 and abs(lon) <= 180.0 and 0.0 <= time_s <= MOST_TIME_S
    wild = any(abs(each) > MOST_VALUE for each in (altitude, geometric, speed, track, climb))
    if not placed or wild or not 0.0 <= bits <= 255.0 or bits != int(bits):
        return None
    details = values[8] if isinstance(values[8], dict) else {}
    source = _code(said) or _code(details.get("type"))
    motion = (altitude, geometric, speed, track, climb, ground, int(bits))
    return (time_s, lat, lon, *motion, source, _callsign(details.get("flight")), number)


def _code(said: object) -> int:
    return _CODES.get(said, 0) if isinstance(said, str) else 0


def _callsign(said: object) -> str:
    """Give a callsign without the blanks around it, "" where none is said."""
    text = said.strip(" ") if isinstance(said, str) else ""
    return text if _CALLSIGN.fullmatch(text) else ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a file says of the aircraft."""

    icao: str = ""
    registration: str = ""
    typecode: str = ""
    db_flags: int = 0


def head_of(found: Parsed) -> Head:
    """Pick what is kept of a head; the owner is not."""
    icao, registration, typecode = (_text(found.head.get(key)) for key in ("icao", "r", "t"))
    flags = found.head.get("dbFlags")
    known = _is_number(flags) and 0 <= flags <= 255 and flags == int(flags)
    return Head(icao, registration, typecode, int(flags or 0) if known else 0)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
