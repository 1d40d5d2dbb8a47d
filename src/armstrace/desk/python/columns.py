"""The columns of an answer's rows: what each holds, and how values told as JSON become values to work with."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Row = Mapping[str, Any]
"""One row: a value for every column, None where it is not known."""


class Holds(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    FLAG = "yes or no"
    DAY = "day"
    TEXTS = "texts"


TEXT, NUMBER, WHOLE, FLAG, DAY, TEXTS = Holds


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of an answer by name, in their order, and those of them that are shown."""

    columns: Mapping[str, Holds]
    shown: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns that are shown: all where none is chosen."""
        return self.shown or tuple(self.columns)

    def rows(self, told: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
        """Make rows of what is told: the columns alone, days as days, and nothing that can be changed."""
        return tuple(
            MappingProxyType({name: _value(each.get(name), holds) for name, holds in self.columns.items()})
            for each in told
        )


def _value(value: Any, holds: Holds) -> Any:
    if value is None:
        return None
    if holds is DAY:
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None
    if holds is TEXTS:
        return tuple(map(_text, value))
    if holds is TEXT:
        return _text(value)
    return float(value) if holds is NUMBER else int(value) if holds is WHOLE else bool(value)


def _text(value: Any) -> str:
    """Give a value as text, a table or list as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
