"""The airfields that a town has: those that OurAirports says lie in it or serve it, and those named after it.

data/field_towns.csv.gz is made by docs/build_field_towns.py. A town may have many fields, and a text that names the
town leaves open which: all are given. Towns of one name in several states are told apart by the state, or not at all.
"""

import csv
import gzip
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType

from armstrace.gazetteer.named_tables import named_entries
from armstrace.gazetteer.runway_fields import RunwayField, field_of, runway_fields

_PARTS = re.compile(r"[/,;()]| - ")


def plain(name: str) -> str:
    """Give a name as towns and fields are compared: small letters without marks, single spaces.

    >>> plain("Rzeszów"), plain("Ras el-Ma")
    ('rzeszow', 'ras el ma')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", bare.replace("ı", "i")).split()).casefold()


@cache
def _towns() -> Mapping[str, tuple[str, ...]]:
    packed = files("armstrace.gazetteer").joinpath("data", "field_towns.csv.gz").read_bytes()
    read = csv.reader(StringIO(gzip.decompress(packed).decode("utf-8")))
    next(read), next(read)
    found: dict[str, list[str]] = {}
    for ident, town in read:
        for part in dict.fromkeys(map(plain, [town, *_PARTS.split(town)])):
            if part:
                found.setdefault(part, []).append(ident)
    return MappingProxyType({town: tuple(idents) for town, idents in found.items()})


@cache
def _by_word() -> Mapping[str, tuple[RunwayField, ...]]:
    """Give the fields for land planes by the words of their names and other names."""
    found: dict[str, list[RunwayField]] = {}
    for field in runway_fields():
        if field.kind == "land":
            for word in dict.fromkeys(plain(f"{field.name} {field.keywords}").split()):
                found.setdefault(word, []).append(field)
    return MappingProxyType({word: tuple(fields) for word, fields in found.items()})


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in named_entries("places.csv"):
        names = tuple(dict.fromkeys(map(plain, (entry.name, *entry.aliases))))
        for name in names:
            found.setdefault(name, names)
    return MappingProxyType(found)


def fields_of_town(town: str, state: str = "") -> list[RunwayField]:
    """Give the fields for land planes of a town, in the order of their idents.

    Args:
        town: its name, in any spelling of places.csv.
        state: its state's code, where known; fields of other states are left out.

    >>> [field.ident for field in fields_of_town("Ankara", "TUR")]
    ['LTAB', 'LTAC', 'LTAD', 'LTAE']
    >>> [field.ident for field in fields_of_town("Gyumri")]
    ['UDSG']
    """
    found: dict[str, RunwayField] = {}
    for name in _spellings().get(plain(town), (plain(town),)):
        for ident in _towns().get(name, ()):
            field = field_of(ident)
            if field is not None:
                found[field.ident] = field
        found |= {field.ident: field for field in _named(name)}
    return [found[ident] for ident in sorted(found) if not state or found[ident].state == state]


def _named(name: str) -> list[RunwayField]:
    words = name.split()
    if not words:
        return []
    near = _by_word().get(words[0], ())
    return [field for field in near if f" {name} " in f" {plain(f'{field.name} , {field.keywords}')} "]
