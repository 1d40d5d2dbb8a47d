"""Reading what a request asks into the dataclass that a page names, by the types of its fields."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

LONGEST = 2000
"""So many characters has the longest text of a parameter, where its field says nothing else."""
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def told(default: Any = MISSING, *, least: int = 0, most: int = 1_000_000_000, longest: int = LONGEST) -> Any:
    """Declare a parameter with its bounds: the least and most of a whole number, the longest text."""
    bounds = {"least": least, "most": most, "longest": longest}
    return field(metadata=bounds) if default is MISSING else field(default=default, metadata=bounds)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, its type, whether it may be left out, whether it may be given several times."""

    name: str
    type: Any
    needed: bool
    several: bool
    optional: bool
    least: int
    most: int
    longest: int


@cache
def parameters(asked: type) -> tuple[Parameter, ...]:
    """Give the parameters of a dataclass, in its order."""
    hints = get_type_hints(asked)
    return tuple(_parameter(each, hints[each.name]) for each in fields(asked))


def _parameter(each: Field[Any], hint: Any) -> Parameter:
    optional = get_origin(hint) in {Union, types.UnionType} and type(None) in get_args(hint)
    inner = next(one for one in get_args(hint) if one is not type(None)) if optional else hint
    several = get_origin(inner) is tuple
    held = each.metadata
    return Parameter(
        name=each.name,
        type=get_args(inner)[0] if several else inner,
        needed=each.default is MISSING and each.default_factory is MISSING,
        several=several,
        optional=optional,
        least=held.get("least", 0),
        most=held.get("most", 1_000_000_000),
        longest=held.get("longest", LONGEST),
    )


def read(asked: type, given: Mapping[str, list[Any]]) -> Any:
    """Make the dataclass from what was given, each name with all its values; names that it has not are passed over.

    Raises:
        CaseError: something is missing or is not what it must be; all of it is said.
    """
    values, wrong = {}, list[str]()
    for each in parameters(asked):
        said = given.get(each.name, [])
        try:
            if each.several:
                values[each.name] = tuple(_value(each, one) for one in said)
            elif said and not (each.optional and said[-1] in {"", None}):
                values[each.name] = _value(each, said[-1])
            elif each.needed:
                wrong.append(f"{each.name} is missing")
        except ValueError as error:
            wrong.append(f"{each.name} {error}")
    if wrong:
        raise CaseError(f"{'; '.join(wrong)}.", where="the request", todo="Put that right and ask again.")
    return asked(**values)


def _value(each: Parameter, said: Any) -> Any:
    if isinstance(said, str) and len(said) > each.longest:
        raise ValueError(f"has {len(said)} characters, and may have {each.longest}")
    if each.type is bool:
        return _truth(said)
    if each.type is int:
        return _whole(each, said)
    if each.type is float:
        return _number(said)
    if not isinstance(said, str):
        raise ValueError("must be text")  # noqa: TRY004  # one error for all that is wrong with a value
    if each.type is date:
        return _day(said)
    if isinstance(each.type, type) and issubclass(each.type, Enum):
        return _one_of(each.type, said)
    return said


def _truth(said: Any) -> bool:
    if isinstance(said, bool):
        return said
    if str(said).lower() in _YES | _NO:
        return str(said).lower() in _YES
    raise ValueError("must be true or false")


def _whole(each: Parameter, said: Any) -> int:
    text = str(said)
    if isinstance(said, bool) or not text.lstrip("-").isascii() or not text.lstrip("-").isdecimal() or len(text) > 12:
        raise ValueError("must be a whole number")
    if not each.least <= int(text) <= each.most:
        raise ValueError(f"must be from {each.least} to {each.most}")
    return int(text)


def _number(said: Any) -> float:
    try:
        number = float(said)
    except (TypeError, ValueError) as error:
        raise ValueError("must be a number") from error
    if not -1e15 < number < 1e15:
        raise ValueError("must be a number of ordinary size")
    return number


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise ValueError("must be a day such as 2020-11-20") from error


def _one_of(kind: type[Enum], said: str) -> Enum:
    found = next((each for each in kind if str(each.value) == said), None)
    if found is None:
        raise ValueError(f"is {visible(said[:40])!r} and may be {', '.join(str(each.value) for each in kind)}")
    return found
