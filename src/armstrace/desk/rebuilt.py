"""Records that are kept as JSON, made into records again: findings with their claims, and surges."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from armstrace.records.claims import Claim
from armstrace.records.errors import CaseError
from armstrace.records.findings import Finding
from armstrace.records.surges import Surge
from armstrace.records.values import When

T = TypeVar("T")

_CLAIMS: Mapping[str, type] = {each.TYPE: each for each in get_args(Claim)}


def finding_of(told: Mapping[str, Any]) -> Finding:
    """Make the finding of what `finding_json` wrote; its key stays the same, its surges are kept elsewhere.

    Raises:
        CaseError: it is no finding.
    """
    return _explained(Finding, dict(told) | {"surges": ()})


def surge_of(told: Mapping[str, Any]) -> Surge:
    """Make the surge of what `surge --case` kept.

    Raises:
        CaseError: it is no surge.
    """
    return _explained(Surge, told)


def claim_of(told: Mapping[str, Any]) -> Claim:
    """Make the claim of what `claim_json` wrote.

    Raises:
        CaseError: it is no claim.
    """
    return cast(Claim, _explained(_claim_type(told), told))


def _explained(made: type[T], told: Mapping[str, Any]) -> T:
    try:
        return _record(made, told)
    except (KeyError, TypeError, ValueError) as error:
        todo = "Make it again with the command that wrote it."
        raise CaseError(f"A {made.__name__.lower()} that this case keeps cannot be read.", todo=todo) from error


def _record(made: type[T], told: Mapping[str, Any]) -> T:
    values = {}
    for name, wanted in _hints(cast(type, made)).items():
        if name in told:
            doubt = told.get(f"{name}_doubt", "")
            values[name] = _value(wanted, told[name], doubt)
        elif name in _needed(cast(type, made)):
            raise KeyError(name)
    return made(**values)


@cache
def _hints(made: type) -> Mapping[str, Any]:
    hints = get_type_hints(made)
    return {each.name: hints[each.name] for each in fields(made)}


@cache
def _needed(made: type) -> frozenset[str]:
    return frozenset(each.name for each in fields(made) if each.default is MISSING and each.default_factory is MISSING)


def _claim_type(told: Mapping[str, Any]) -> type:
    return _CLAIMS[str(told["type"])]


def _value(wanted: Any, told: Any, doubt: str = "") -> Any:
    """Make a value of the type that a field has of the JSON that it was written as."""
    if told is None:
        return None
    if wanted == Claim:
        return _record(_claim_type(told), told)
    if get_origin(wanted) in {Union, UnionType}:
        return _of_several(get_args(wanted), told, doubt)
    if get_origin(wanted) is tuple:
        return _tuple(get_args(wanted), told)
    if get_origin(wanted) is dict:
        return {str(name): _value(get_args(wanted)[1], each) for name, each in told.items()}
    return _plain(wanted, told, doubt)


def _plain(wanted: Any, told: Any, doubt: str) -> Any:
    """Make a value that holds no others but in a record of its own."""
    if wanted is When:
        return When.read(str(told) + doubt)
    if wanted is date:
        return date.fromisoformat(told)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(told)
    if isinstance(told, Mapping) and is_dataclass(wanted):
        return _record(cast(type, wanted), told)
    return float(told) if wanted is float else told


def _of_several(wanted: tuple[Any, ...], told: Any, doubt: str) -> Any:
    """Choose among the types of a union: that of the JSON, else the only one that is not None."""
    rest = [each for each in wanted if each is not type(None)]
    return _value(rest[0], told, doubt) if len(rest) == 1 else told


def _tuple(wanted: tuple[Any, ...], told: Any) -> tuple[Any, ...]:
    if len(wanted) == 2 and wanted[1] is Ellipsis:
        return tuple(_value(wanted[0], each) for each in told)
    return tuple(_value(of, each) for of, each in zip(wanted, told, strict=True))
