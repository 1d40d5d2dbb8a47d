"""Values in Python's notation, as a program printed them: read as data, never run."""

import ast
from datetime import UTC, datetime
from typing import Any

from armstrace.records.errors import UnreadableValue

MOST_CHARACTERS = 1 << 20
_PRINTED_TIMES = {"datetime.datetime", "datetime"}


def value_of(text: str) -> Any:
    """Read tables, lists, text, numbers and times ("{'at': datetime.datetime(2025, 3, 1, 10, 0)}").

    Raises:
        UnreadableValue: it is anything else.

    >>> value_of("{'a': [1, None, 'x']}")
    {'a': [1, None, 'x']}
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableValue("This cell is longer than any that is read.")
    try:
        return _read(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError, TypeError, OverflowError) as error:
        if isinstance(error, UnreadableValue):
            raise
        raise UnreadableValue("This cell is not what the program prints.") from error


def _read(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value) if isinstance(value, str | int | float | bool | None):
            return value
        case ast.Dict(keys=keys, values=values):
            return {_read(key) if key else None: _read(value) for key, value in zip(keys, values, strict=True)}
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            return [_read(part) for part in parts]
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Call(func=called, args=args, keywords=keywords) if ast.unparse(called) in _PRINTED_TIMES:
            return _time([_read(each) for each in args], {each.arg: each.value for each in keywords})
        case _:
            raise UnreadableValue("This cell holds what is no value.")


def _time(parts: list[Any], named: dict[str | None, ast.expr]) -> datetime:
    zone = named.pop("tzinfo", None)
    if named or not all(type(part) is int for part in parts) or not 3 <= len(parts) <= 7:
        raise UnreadableValue("This cell holds no time that is understood.")
    known = zone is not None and ast.unparse(zone) in {"datetime.timezone.utc", "timezone.utc", "tzutc()"}
    if zone is not None and not known:
        raise UnreadableValue("This cell holds a time in a zone that is not understood.")
    made = datetime(*parts)  # noqa: DTZ001  # a time without a zone stays one
    return made.replace(tzinfo=UTC) if known else made
