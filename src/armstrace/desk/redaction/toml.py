"""Writing case.toml anew: what it says, without the comments that stand in it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from armstrace.desk.redaction.words import Names


def toml_of(told: Mapping[str, Any], names: Names) -> str:
    """Write a case's description as TOML, without names."""
    return "\n".join(_table(told, "", names)) + "\n"


def _table(told: Mapping[str, Any], at: str, names: Names) -> Iterator[str]:
    plain = {name: value for name, value in told.items() if not _are_tables(value)}
    yield from (f"{_spelt(name, names)} = {_value(value, names)}" for name, value in plain.items())
    for name, value in told.items():
        if _are_tables(value):
            for each in value:
                yield f"\n[[{at}{name}]]"
                yield from _table(each, f"{at}{name}.", names)


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)


def _value(value: Any, names: Names) -> str:
    if isinstance(value, str):
        return _spelt(value, names)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_spelt(str(name), names)} = {_value(each, names)}" for name, each in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each, names) for each in value) + "]"
    return value.isoformat() if isinstance(value, date) else str(value)


def _spelt(text: str, names: Names) -> str:
    plain = names.replaced(text).encode("utf-8", "backslashreplace").decode()
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
