"""Every field with a runway in the world: military, small and without scheduled service on the same footing as all.

The facts are OurAirports' (public domain; edition in the first line of data/runway_fields.csv.gz, made by
docs/build_airfields.py). `kind` is land, closed, heliport, seaplane or balloonport: only land fields are candidates
for a landing. `scheduled` is kept to be shown and is no ground for any answer.
"""

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType

from armstrace.gazetteer.folding import fold


@dataclass(frozen=True, slots=True)
class Runway:
    """One runway: true `heading_deg` of its lower end and how far that may be off; None or 0 where not known.

    `ends` are latitude and longitude of the lower and of the higher end, () where nobody surveyed them. `surface` is P
    paved, U unpaved, W water, "" not known.
    """

    name: str
    length_ft: float
    surface: str
    closed: bool
    heading_deg: float | None
    heading_error_deg: float
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RunwayField:
    """One field: `ident` is OurAirports', `icao` "" where it has no such code, `state` alpha-3 as in states.csv.

    Where nobody says the elevation (`elevation_known` False), `elevation_ft` is the median of the nearest fields'.
    """

    ident: str
    icao: str
    name: str
    state: str
    lat: float
    lon: float
    elevation_ft: float
    elevation_known: bool
    kind: str
    scheduled: bool
    printed_runways: str
    keywords: str

    @property
    def runways(self) -> tuple[Runway, ...]:
        """The runways, closed ones too; none where OurAirports lists none."""
        return tuple(_runway(each.split(":")) for each in self.printed_runways.split("|") if each)


def _runway(cells: list[str]) -> Runway:
    return Runway(
        name=cells[0],
        length_ft=float(cells[1] or 0),
        surface=cells[2],
        closed=bool(cells[3]),
        heading_deg=float(cells[4]) if cells[4] else None,
        heading_error_deg=float(cells[5] or 180),
        ends=tuple(float(each) for each in cells[6:]),
    )


@cache
def _shipped() -> tuple[str, tuple[RunwayField, ...]]:
    packed = files("armstrace.gazetteer").joinpath("data", "runway_fields.csv.gz").read_bytes()
    edition, _, table = gzip.decompress(packed).decode("utf-8").partition("\n")
    read = csv.reader(StringIO(table))
    next(read)
    return edition.removeprefix("# "), tuple(_field(cells) for cells in read)


def _field(cells: list[str]) -> RunwayField:
    ident, icao, name, state, lat, lon, elevation, kind, scheduled, runways, keywords = cells
    feet, known = float(elevation.removeprefix("~")), not elevation.startswith("~")
    return RunwayField(
        ident, icao, name, state, float(lat), float(lon), feet, known, kind, bool(scheduled), runways, keywords
    )


def edition() -> str:
    """Say whose facts these are and of when."""
    return _shipped()[0]


def runway_fields() -> tuple[RunwayField, ...]:
    """Give every field, those apart too, in the order of their idents."""
    return _shipped()[1]


@cache
def fields_by_code() -> Mapping[str, RunwayField]:
    """Give the fields by ident and by ICAO code; where a closed field still bears a code, the one in use has it."""
    known = {field.icao: field for field in sorted(runway_fields(), key=lambda f: f.kind == "land") if field.icao}
    return MappingProxyType(known | {field.ident: field for field in runway_fields()})


def field_of(code: str) -> RunwayField | None:
    """Give the field that bears an ident or ICAO code, None where none does.

    >>> field_of("LLOV").name
    'Ovda Airport'
    """
    return fields_by_code().get(code.strip().upper())


def fields_named(name: str) -> list[RunwayField]:
    """Give the fields whose name or other names hold all the words asked for, in the order of their idents.

    >>> [field.ident for field in fields_named("nevatim")]
    ['LLNV']
    """
    words = fold(name).split()
    return [
        field
        for field in runway_fields()
        if words and all(word in fold(f"{field.name} {field.keywords}") for word in words)
    ]
