"""Records of every kind with any value they can hold, for the tests of the tables."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from armstrace.records.kinds import Readable
from armstrace.records.sources import SetAside
from armstrace.records.values import Count, Tiv, When
from armstrace.tables.schema import KINDS

SHA = "ab" * 32
# every character there is, those that SQL, JSON, CSV and Parquet could stumble over more often
TEXT = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    [
        "",
        "'",
        '"',
        "\\",
        "''; DROP TABLE transfer; --",
        "\0",
        "\ud800",
        "caf\udce9.csv",
        "\\udce9",
        "\u202e",
        "a\nb",
        "NULL",
    ]
)
_NUMBERS = st.integers(0, 10**15)
_BOUNDS = st.floats(0, 1e12, allow_nan=False)


@st.composite
def _counts(draw: Callable[..., Any]) -> Count:
    low, high = sorted((draw(_NUMBERS), draw(_NUMBERS)))
    return Count(low, high, draw(st.booleans()), draw(TEXT))


@st.composite
def _whens(draw: Callable[..., Any]) -> When:
    ends = st.none() | st.dates()
    earliest, latest = draw(ends), draw(ends)
    if earliest and latest:
        earliest, latest = sorted((earliest, latest))
    return When(earliest, latest, draw(st.sampled_from(["", "?", "~", "%"])), draw(TEXT))


_VALUES: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    float: st.floats(),
    Count: _counts(),
    When: _whens(),
    Tiv: st.builds(Tiv, _BOUNDS, _BOUNDS, _BOUNDS, TEXT),
}


def records(kind: str) -> st.SearchStrategy[Readable]:
    """Give records of one kind, each field with any value of its type."""
    record_type = KINDS[kind]
    hints = get_type_hints(record_type)
    given = {}
    for field in fields(record_type):
        among = get_args(hints[field.name]) or (hints[field.name],)
        held = next(each for each in among if each is not type(None))
        given[field.name] = _VALUES[held] if type(None) not in among else st.none() | _VALUES[held]
    if record_type is SetAside:
        # an empty key is one it makes for itself
        given["key"] = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
    return st.builds(record_type, **given)


def stored(value: Any) -> Any:
    """Say what a value is after it was stored: text is UTF-8, and a lone surrogate its escape."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Count | When | Tiv):
        return type(value)(*(stored(getattr(value, field.name)) for field in fields(value)))
    return value


def stored_record(record: Readable) -> Readable:
    """Say what a record is after it was stored."""
    return type(record)(*(stored(getattr(record, field.name)) for field in fields(record)))


def set_aside(number: int, printed: str = "") -> SetAside:
    """Make one of many like records."""
    return SetAside(SHA, f"row={number}", "a@1", "no reason", printed or f"cell {number}")
