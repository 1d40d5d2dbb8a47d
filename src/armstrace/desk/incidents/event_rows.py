"""Events as rows of a table and back: keys, what they rest on and the method as text, the rest as JSON by column."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from armstrace.records.events import Event, Link, Origin, Slot, Told
from armstrace.records.origin import canonical

Row = Mapping[str, Any]

_KEYS = pa.list_(pa.string())
_JSON = ("slots", "origins", "links", "near", "denials")
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("inputs", _KEYS),
        *((name, pa.string()) for name in _JSON),
        ("method", pa.string()),
        ("parameters", pa.string()),
    ],
    metadata={"armstrace.kind": Event.KIND},
)


def row_of(event: Event) -> Row:
    """Turn an event into the row of it."""
    slots = [
        {"name": slot.name, "agree": slot.agree, "values": [_plain(told) for told in slot.values]}
        for slot in event.slots
    ]
    told = {
        "slots": slots,
        "origins": [_plain(each) for each in event.origins],
        "links": [_plain(each) for each in event.links],
        "near": [_plain(each) for each in event.near],
        "denials": event.denials,
    }
    return {
        "key": event.key,
        "inputs": list(event.inputs),
        **{name: _text(told[name]) for name in _JSON},
        "method": event.method,
        "parameters": event.parameters,
    }


def event_of(row: Row) -> Event:
    """Turn a row back into its event.

    Raises:
        ValueError, KeyError, TypeError: the row is of no event.
    """
    told = {name: json.loads(row[name]) for name in _JSON}
    return Event(
        inputs=tuple(row["inputs"]),
        slots=tuple(
            Slot(name=slot["name"], agree=slot["agree"], values=tuple(Told(**_tuples(each)) for each in slot["values"]))
            for slot in told["slots"]
        ),
        origins=tuple(Origin(**_tuples(each)) for each in told["origins"]),
        links=tuple(Link(**each) for each in told["links"]),
        near=tuple(Link(**each) for each in told["near"]),
        denials=tuple((who, words) for who, words in told["denials"]),
        method=row["method"],
        parameters=row["parameters"],
    )


def rows_sha256(rows: Iterable[Row]) -> str:
    """Hash rows by their values and order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update((canonical([row[name] for name in SCHEMA.names]) + "\n").encode())
    return digest.hexdigest()


def table_of(rows: Sequence[Row], metadata: Mapping[str, str]) -> pa.Table:
    """Lay rows out as an Arrow table that says what else is known of it."""
    schema = SCHEMA.with_metadata({**(SCHEMA.metadata or {}), **metadata})
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _plain(part: Link | Origin | Told) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}


def _text(value: Any) -> str:
    # a lone surrogate is kept as the six letters of its escape, as in every table
    return canonical(value).encode("utf-8", "backslashreplace").decode()
