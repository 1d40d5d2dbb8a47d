"""The JSON Schema of what `armstrace check --json` prints, from the types of claims and findings themselves."""

import json
from collections.abc import Mapping
from dataclasses import fields
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from armstrace.records.claims import Claim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.judgements import State
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

SCHEMA = "reference/check.schema.json"

_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXT_OR_NONE: Mapping[str, Any] = {"type": ["string", "null"]}
_YES_OR_NO: Mapping[str, Any] = {"type": "boolean"}
_WHOLE: Mapping[str, Any] = {"type": "integer", "minimum": 0}
_SHA256: Mapping[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
_NUMBER_OR_NONE: Mapping[str, Any] = {"type": ["number", "null"]}
_FIGURE: Mapping[str, Any] = {
    "description": "a number in `unit`; words, such as a state or a day; or words by name",
    "anyOf": [{"type": ["number", "string", "null"]}, {"type": "object", "additionalProperties": _TEXT_OR_NONE}],
}
_VERDICT: Mapping[str, Any] = {"enum": [each.value for each in Verdict]}
_ANY_CLAIM: Mapping[str, Any] = {"$ref": "#/$defs/claim"}
_SIMPLE: Mapping[type, Mapping[str, Any]] = {
    str: _TEXT, bool: _YES_OR_NO, int: _WHOLE, float: {"type": "number"}, When: _TEXT, NoneType: {"type": "null"},
}  # fmt: skip
_JUDGED: Mapping[str, Any] = {
    "key": {**_TEXT, "description": "what `accept`, `reject`, `correct` and `why` take"},
    "judged": {"enum": [each.value for each in State]},
    "judgement": {"type": ["object", "null"], "description": "who judged it, when, why, and the words judged"},
}
"""What a claim has that may be judged: one that a check found by itself has it not."""


def checked_schema() -> str:
    """Write the JSON Schema of what `armstrace check --json` prints of a document."""
    claims = {each.TYPE: _claim(each) for each in get_args(Claim)}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A document checked by armstrace, as `armstrace check --json` prints it",
        **_object(_document_parts()),
        "$defs": {
            "claim": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in claims]},
            **claims,
            "finding": _object(_finding_parts(), Finding),
            "reading": _object(_reading_parts(), Reading),
            "part": _object({"label": _TEXT, "value": {"type": "number"}, "unit": _TEXT, "note": _TEXT}, Part),
        },
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _document_parts() -> dict[str, Any]:
    about = {
        "name": _TEXT, "sha256": _SHA256, "published": _DAY, "published_assumed": _YES_OR_NO, "title": _TEXT,
        "chars": {**_WHOLE, "description": "code points of the text that the places of claims count in"},
        "reader": _TEXT,
    }  # fmt: skip
    return {
        "document": _object(about),
        "findings": _list({"$ref": "#/$defs/finding"}),
        "unchecked": _list(_object({"claim": _ANY_CLAIM, "reason": _TEXT})),
        "left_out": {**_list(_ANY_CLAIM), "description": "claims that a person rejected"},
        "notes": _list(_TEXT),
    }


def _finding_parts() -> dict[str, Any]:
    return {
        "key": _TEXT, "claim": _ANY_CLAIM, "check": _TEXT, "method": _TEXT, "verdict": _VERDICT, "figure": _FIGURE,
        "unit": _TEXT_OR_NONE, "readings": _list({"$ref": "#/$defs/reading"}),
        "slots": {"type": "object", "additionalProperties": _VERDICT},
        "parts": {"type": "object", "additionalProperties": _list({"$ref": "#/$defs/part"})},
        "reason": _TEXT, "records": _list(_TEXT), "sql": _TEXT, "limits": _list(_TEXT), "beside": _list(_ANY_CLAIM),
    }  # fmt: skip


def _reading_parts() -> dict[str, Any]:
    return {
        "edition": _TEXT, "value": _FIGURE, "low": _NUMBER_OR_NONE, "high": _NUMBER_OR_NONE, "estimate": _YES_OR_NO,
        "note": _TEXT, "records": _list(_TEXT),
    }  # fmt: skip


def _claim(kind: type[Any]) -> dict[str, Any]:
    """Describe a type of claim: its fields, and beside each date how exact and how sure it is."""
    hints = get_type_hints(kind)
    needed: dict[str, Any] = {"type": {"const": kind.TYPE}}
    beside: dict[str, Any] = dict(_JUDGED)
    for field in fields(kind):
        needed[field.name] = _of(hints[field.name])
        if When in (hints[field.name], *get_args(hints[field.name])):
            beside[f"{field.name}_doubt"] = {"enum": ["?", "~", "%"], "description": "as in EDTF"}
            if field.name == "date":
                beside["precision"] = _TEXT
    return _object(needed, kind, beside)


def _of(hint: Any) -> dict[str, Any]:
    """Describe a type; text, numbers, dates, spans of the text and lists of spans are all there are."""
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    held = get_args(hint)
    if get_origin(hint) is tuple and Ellipsis in held:
        return _list(_of(held[0]))
    if get_origin(hint) is tuple:
        return {**_list(_WHOLE), "minItems": len(held), "maxItems": len(held)}
    if isinstance(hint, UnionType):
        return {"anyOf": [_of(each) for each in held]}
    raise TypeError(f"docs/made/checked.py has no words for the type {hint}.")


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _object(
    needed: Mapping[str, Any], kind: type | None = None, beside: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Describe an object with these and no other members."""
    first = cleandoc(kind.__doc__ or "").split("\n\n")[0] if kind else ""
    return {
        **({"description": " ".join(first.split())} if first else {}),
        "type": "object",
        "properties": {**needed, **(beside or {})},
        "required": list(needed),
        "additionalProperties": False,
    }
