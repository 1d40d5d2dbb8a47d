"""The page of the kinds of record and their JSON Schema, from the types themselves."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from inspect import cleandoc
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from armstrace.records.claims import Claim
from armstrace.records.events import Event
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.surges import Surge
from armstrace.records.values import Count, Tiv, When
from armstrace.tables.schema import KINDS, columns_of, schema
from docs.made.page import NOTICE, block, joined, said_of, table

SCHEMA = "reference/records.schema.json"
UNITS: Mapping[str, str] = {
    "_ft": "feet",
    "_kt": "knots",
    "_m": "millions of trend-indicator values",
    "_km": "kilometres",
    "lat": "degrees, WGS 84",
    "lon": "degrees, WGS 84",
    "probability": "0 to 1",
    "amount": "full units of the currency",
    "year": "calendar year",
    "page": "from 1",
    "start": "code points",
    "pages": "pages",
}
"""Units by the name of a field or the end of its name."""

COMMON = ("key", "exhibit", "place", "item", "reader")
VALUES = (When, Count, Tiv)
DERIVED: tuple[type, ...] = (Finding, Reading, Part, Event, Surge)

INTRODUCTION = """
    A record is one thing that one exhibit says at one place. Records lie in `tables/KIND/` of the case as Parquet and
    can be made anew from the exhibits at any time; `armstrace read --json` prints them one a line, in the columns
    below, with `kind` in front. [records.schema.json](records.schema.json) is their JSON Schema (draft 2020-12);
    [check.schema.json](check.schema.json) is that of a checked document, claims and findings, as `armstrace check
    --json` prints it.

    Every kind has these fields first:
    """
COMMON_SAID = (
    ("key", "what a dossier cites: a hash of kind, exhibit, place and item; a better reader does not change it"),
    ("exhibit", "SHA-256 of the file it was read from"),
    ("place", "where in the file: `row=12;column=…`, `page=3;chars=120-180`, `member=…;point=7`"),
    ("item", "tells apart several records of one place, such as `delivery=2016`; else empty"),
    ("reader", "name and version of the reader, such as `sipri_deliveries@2`"),
)
MEANINGS = """
    Names stand twice: as printed (`supplier_printed`) and as the identity that armstrace knows (`supplier`, ISO 3166-1
    alpha-3 for states). An identity of `""` is one it does not know, `"*"` stands for all. A value that is not there is
    null; it never stands for nought.
    """
VALUES_ARE = """
    A field of one of these types is spread over several columns, so that doubt and the words printed stay with it.
    """
DERIVED_ARE = """
    These rest on records and say on which. They are shown by `check --json`, `incidents --json` and `surge --json`.
    """


def kinds() -> Mapping[str, type]:
    """Give every kind of record that tables hold."""
    return KINDS


def records_page() -> str:
    """Write the page of the records."""
    parts = ["# Records", NOTICE, cleandoc(INTRODUCTION), table(("field", "holds"), COMMON_SAID), cleandoc(MEANINGS)]
    parts += ["## Values with doubt", cleandoc(VALUES_ARE)]
    for value in VALUES:
        parts += [f"### {value.__name__}", said_of(value)]
    for kind, record in sorted(kinds().items()):
        parts += [f"## {kind}", said_of(record), table(("field", "type", "columns", "unit"), _rows(kind, record))]
    parts += ["## What is derived", cleandoc(DERIVED_ARE)]
    for each in (*DERIVED, *get_args(Claim)):
        parts += [f"### {each.__name__}", said_of(each), block("\n".join(_plain_fields(each)))]
    return joined(parts)


def _rows(kind: str, record: type) -> Iterator[tuple[str, ...]]:
    hints = get_type_hints(record)
    for field in fields(record):
        if field.name not in COMMON:
            names = columns_of(kind, field.name)
            shown = ", ".join(f"`{name}`" for name in names) if names != (field.name,) else ""
            yield f"`{field.name}`", _type(hints[field.name]), shown, unit_of(field.name)


def unit_of(name: str) -> str:
    """Give the unit of a field from its name, "" where it has none.

    >>> unit_of("lowest_ft"), unit_of("designation")
    ('feet', '')
    """
    if name in UNITS:
        return UNITS[name]
    if name.startswith("tiv"):
        return UNITS["_m"]
    return next((unit for end, unit in UNITS.items() if end.startswith("_") and name.endswith(end)), "")


def _type(annotation: Any) -> str:
    text = getattr(annotation, "__name__", "") if isinstance(annotation, type) else str(annotation)
    return text.replace("armstrace.records.values.", "").replace("None", "null")


def _plain_fields(record: type) -> Iterator[str]:
    hints = get_type_hints(record)
    return (f"{field.name}: {_short(hints[field.name])}" for field in fields(record))


def _short(annotation: Any) -> str:
    text = (
        annotation.__name__ if isinstance(annotation, type) and not hasattr(annotation, "__args__") else str(annotation)
    )
    for prefix in ("armstrace.records.", "collections.abc.", "typing.", "datetime."):
        text = text.replace(prefix, "")
    pieces = text.replace("[", " [ ").replace("]", " ] ").replace(",", " , ").split()
    bare = [piece.rpartition(".")[2] if piece != "..." else piece for piece in pieces]
    return " ".join(bare).replace(" [ ", "[").replace(" ]", "]").replace(" , ", ", ").replace("[ ", "[")


_JSON: Mapping[Any, Mapping[str, Any]] = {
    pa.string(): {"type": "string"},
    pa.int64(): {"type": "integer"},
    pa.bool_(): {"type": "boolean"},
    pa.float64(): {"type": "number"},
    pa.date32(): {"type": "string", "format": "date"},
}


def records_schema() -> str:
    """Write the JSON Schema of what `armstrace read --json` prints, a definition for each kind."""
    known = {kind: _definition(kind, record) for kind, record in sorted(kinds().items())}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of armstrace, as `armstrace read --json` prints them",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in known],
        "$defs": known,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _definition(kind: str, record: type) -> dict[str, Any]:
    properties: dict[str, Any] = {"kind": {"const": kind}}
    for column in schema(kind):
        made = dict(_JSON[column.type])
        properties[column.name] = made | {"type": [made["type"], "null"]} if column.name not in COMMON else made
    first = cleandoc(record.__doc__ or "").split("\n\n")[0]
    return {
        "description": " ".join(first.split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
