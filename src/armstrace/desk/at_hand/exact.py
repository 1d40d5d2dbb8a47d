"""Values written as JSON so that exactly the same come back: claims, times, findings and what they are made of.

What the case keeps of a claim leaves out how a date was printed; here nothing is left out. Only classes that are named
here are ever made.
"""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, get_args

from armstrace.reading.times.mention import TimeMention
from armstrace.records import findings, surges
from armstrace.records.claims import Claim
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

_IS, _OF, _SAID, _DAY, _TABLE = "is", "of", "said", "day", "table"


def written(value: Any) -> Any:
    """Give a value as JSON has it.

    Raises:
        TypeError: it is of no class that can be made again.

    >>> written((1.5, None, "x"))
    [1.5, None, 'x']
    """
    if isinstance(value, Enum):
        return {_IS: _named(value), _SAID: value.value}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, tuple):
        return [written(each) for each in value]
    if isinstance(value, Mapping):
        return {_TABLE: [[written(name), written(each)] for name, each in value.items()]}
    if is_dataclass(value) and not isinstance(value, type):
        return {_IS: _named(value), _OF: [written(getattr(value, each)) for each in _names(type(value))]}
    raise TypeError(f"{type(value).__name__} is not kept")


def made(told: Any) -> Any:
    """Give the value that was written.

    Raises:
        ValueError, KeyError, TypeError, IndexError: nothing was written so.

    >>> made(written((1.5, {"a": (When.read("(2016)"),)})))[1]["a"][0].qualifier
    '?'
    """
    if isinstance(told, list):
        return tuple(made(each) for each in told)
    if not isinstance(told, dict):
        return told
    if _IS in told:
        known = _known()[told[_IS]]
        return known(told[_SAID]) if _SAID in told else _record(known, told[_OF])
    if _DAY in told:
        return date.fromisoformat(told[_DAY])
    return {made(name): made(each) for name, each in told[_TABLE]}


def _record(known: type, values: list[Any]) -> Any:
    return known(**dict(zip(_names(known), map(made, values), strict=True)))


def _named(value: Any) -> str:
    name = type(value).__name__
    if _known().get(name) is not type(value):
        raise TypeError(f"{name} is not kept")
    return name


@cache
def _names(made_of: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(made_of))


@cache
def _known() -> Mapping[str, type]:
    return {each.__name__: each for each in (*get_args(Claim), When, TimeMention, Verdict, *_of_findings())}


def _of_findings() -> Iterator[type]:
    for module in (findings, surges):
        for _, each in inspect.getmembers(module, inspect.isclass):
            if each.__module__ == module.__name__ and (is_dataclass(each) or issubclass(each, Enum)):
                yield each
