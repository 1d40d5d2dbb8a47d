"""Operators of aircraft that carry arms and troops, and the airfields they use, named in running text.

data/operators.csv has cargo and charter airlines, flag carriers and air forces with their ICAO designator where a
register confirms it; data/airfields.csv military and cargo airfields with their ICAO code.
"""

from dataclasses import dataclass

from armstrace.gazetteer.named_tables import find_named


@dataclass(frozen=True, slots=True)
class OperatorName:
    """An operator named in a text: `kind` is cargo, charter, airline, air_force, navy or government."""

    start: int
    end: int
    printed: str
    name: str
    icao: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class AirfieldName:
    """An airfield named in a text; `icao` is "" where it has no code of four letters."""

    start: int
    end: int
    printed: str
    name: str
    icao: str
    state: str


def find_operators(text: str) -> list[OperatorName]:
    """Find the operators of data/operators.csv in a text, in order, none overlapping, the longest name first.

    >>> [(o.name, o.icao) for o in find_operators("A SilkWay Il-76 and an Antonov Airlines An-124 landed.")]
    [('Silk Way Airlines', 'AZQ'), ('Antonov Airlines', 'ADB')]
    """
    return [
        OperatorName(
            hit.start,
            hit.end,
            text[hit.start : hit.end],
            hit.entry.name,
            hit.entry.row["icao"],
            hit.entry.row["state"],
            hit.entry.row["kind"],
        )
        for hit in find_named(text, "operators.csv", "operator")
    ]


def find_airfields(text: str) -> list[AirfieldName]:
    """Find the airfields of data/airfields.csv in a text, in order, none overlapping, the longest name first.

    >>> [(a.printed, a.icao) for a in find_airfields("It flew from Ovda to the Khmeimim air base.")]
    [('Ovda', 'LLOV'), ('Khmeimim', 'OSLK')]
    """
    return [
        AirfieldName(
            hit.start, hit.end, text[hit.start : hit.end], hit.entry.name, hit.entry.row["icao"], hit.entry.row["state"]
        )
        for hit in find_named(text, "airfields.csv", "airfield")
    ]
