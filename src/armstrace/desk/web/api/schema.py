"""JSON schemas from the types of dataclasses."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from inspect import cleandoc
from typing import Any, Union, get_args, get_origin, get_type_hints

from armstrace.records.values import Count, When

_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    When: {"type": "string", "description": "A date with its doubt, in EDTF."},
    Count: {"type": "string", "description": "A count with its bounds."},
    Any: {},
    object: {},
}


def schema_of(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a type; those of dataclasses go into `parts` by name, and are referred to."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(each, parts) for each in get_args(hint)]}
    if origin is tuple and get_args(hint)[-1] is not Ellipsis:
        each = [schema_of(part, parts) for part in get_args(hint)]
        return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
    if origin in {tuple, list, set, frozenset}:
        return {"type": "array", "items": schema_of(get_args(hint)[0], parts)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(get_args(hint)[1], parts)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [each.value for each in hint]}
    if is_dataclass(hint):
        return _dataclass(hint, parts)
    raise TypeError(f"a view holds {hint!r}, which JSON has no word for")


def _dataclass(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in parts:
        made: dict[str, Any] = {"type": "object", "description": cleandoc(kind.__doc__ or "")}
        parts[name] = made  # before its fields, which may hold it again
        hints = get_type_hints(kind)
        made["properties"] = {each.name: schema_of(hints[each.name], parts) for each in fields(kind)}
        made["required"] = [each.name for each in fields(kind)]
        made["additionalProperties"] = False
    return {"$ref": f"#/components/schemas/{name}"}
