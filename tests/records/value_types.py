"""Every type of `records`, found by itself, with a strategy for its values."""

import pkgutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import armstrace.records
from armstrace.records.columns import Columns
from armstrace.records.kinds import Term
from armstrace.records.place import Place
from armstrace.records.values import Count, Tiv, When

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
WHOLE = st.integers(0, 2**31 - 1)
NUMBER = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: number + 0.0)  # no -0.0: nobody prints one
PRINTED = st.sampled_from(["", "12", "(12)", "as printed"])


def types() -> list[type[Any]]:
    """Give every dataclass and every enumeration of `records`."""
    found = []
    for module in pkgutil.iter_modules(armstrace.records.__path__):
        loaded = import_module(f"armstrace.records.{module.name}")
        for name, each in vars(loaded).items():
            ours = isinstance(each, type) and each.__module__ == loaded.__name__ and not name.startswith("_")
            if ours and (is_dataclass(each) or issubclass(each, Enum)):
                found.append(each)
    return sorted(found, key=lambda each: (each.__module__, each.__name__))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """Draw a count."""
    low, more = draw(st.integers(0, 10**12)), draw(st.integers(0, 10**12))
    return Count(low, low + more, draw(st.booleans()), draw(PRINTED))


@st.composite
def volumes(draw: st.DrawFn) -> Tiv:
    """Draw a volume as the readers make them."""
    printed = draw(st.decimals(0, 10**9, places=3, allow_nan=False)).normalize()
    made = Tiv.read(f"{printed:f}", half_unit=draw(st.sampled_from([0.0, 0.5])))
    assert made is not None
    return made


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Draw a date with its doubt."""
    one, other = draw(st.dates(date(1000, 1, 1))), draw(st.dates(date(1000, 1, 1)))
    earliest, latest = min(one, other), max(one, other)
    open_end = draw(st.sampled_from(["", "first", "last"]))
    doubt = draw(st.sampled_from(["", "?", "~", "%"]))
    return When(None if open_end == "first" else earliest, None if open_end == "last" else latest, doubt, draw(PRINTED))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Draw a place that says something."""
    start = draw(st.none() | st.integers(0, 10**9))
    chars = None if start is None else (start, start + draw(st.integers(0, 1000)))
    member, record, sheet, column = (draw(st.none() | TEXT.filter(bool)) for _ in range(4))
    page, row, point = (draw(st.none() | st.integers(0, 10**9)) for _ in range(3))
    return Place(member, record, sheet, page, row, column, chars, point)


VALUES: Mapping[type[Any], st.SearchStrategy[Any]] = {
    Count: counts(),
    Tiv: volumes(),
    When: whens(),
    Place: places(),
    str: TEXT,
    int: WHOLE,
    float: NUMBER,
    Columns: st.lists(st.builds(Term), min_size=1, max_size=3).map(lambda held: Columns.of(Term, held)),
    Path: st.just(Path("exhibits/ab/abcd")),
}
for _made, _strategy in VALUES.items():
    st.register_type_strategy(_made, _strategy)
st.register_type_strategy(object, TEXT)


def values_of(made: type[Any]) -> st.SearchStrategy[Any]:
    """Give the values of a type."""
    if issubclass(made, Enum):
        return st.sampled_from(made)
    return VALUES[made] if made in VALUES else st.builds(made)


def has_hash(value: Any) -> bool:
    """Whether a value holds nothing but what has a hash: no mapping, no list."""
    if is_dataclass(value):
        return all(has_hash(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, tuple):
        return all(map(has_hash, value))
    return not isinstance(value, Mapping | list)
