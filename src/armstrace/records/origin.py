"""Every fact is read or derived; there is no third kind."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any


@dataclass(frozen=True, slots=True)
class Read:
    """A fact read from an exhibit: the file's SHA-256, the place in it, and the reader ("sipri_deliveries@1")."""

    exhibit: str
    place: str
    reader: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact computed from others: the keys it rests on, method and version, parameters as canonical JSON."""

    inputs: tuple[str, ...]
    method: str
    parameters: str = "{}"


Origin = Read | Derived

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    """JSON with one spelling only: sorted keys, no spaces, text as it is.

    >>> canonical({"b": 1, "a": ["é"]})
    '{"a":["é"],"b":1}'
    """
    return _ENCODER.encode(value)


def read_key(kind: str, exhibit: str, place: str, item: str = "") -> str:
    """Give the key of a record that was read: what a dossier cites, unchanged by a better reader.

    >>> read_key("transfer", "ab" * 32, "row=13") == read_key("transfer", "ab" * 32, "row=13")
    True
    """
    # JSON, never joined strings: ["a", "b.c"] and ["a.b", "c"] must differ
    return _key(kind, f"[{','.join(map(encode_basestring, (kind, exhibit, place, item)))}]")


def read_keys(kind: str, exhibit: str, places: Iterable[str]) -> list[str]:
    """Give the keys of many records of one kind and exhibit, as `read_key` does for each.

    >>> read_keys("transfer", "ab" * 32, ["row=13"]) == [read_key("transfer", "ab" * 32, "row=13")]
    True
    """
    # done some hundred thousand times: what all have in common is hashed once
    common = hashlib.sha256(
        f"[{encode_basestring(kind)},{encode_basestring(exhibit)},".encode("utf-8", "surrogatepass")
    )
    found = []
    for place in places:
        digest = common.copy()
        digest.update(f'{encode_basestring(place)},""]'.encode("utf-8", "surrogatepass"))
        found.append(f"{kind}:{digest.hexdigest()[:24]}")
    return found


def derived_key(kind: str, inputs: Sequence[str], item: str = "") -> str:
    """Give the key of a record that was derived from the records `inputs`, whatever order they came in."""
    return _key(kind, canonical([kind, sorted(inputs), item]))


def _key(kind: str, parts: str) -> str:
    return f"{kind}:{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
