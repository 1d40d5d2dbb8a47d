"""What an aircraft needs of an airfield, by its ICAO type designator.

data/aircraft_types.csv has the class and wake category of ICAO Doc 8643 for every helicopter, jet and turboprop, and
for those that carry arms, troops, guests and cargo a length of runway: the shortest that the type is flown from in
normal use, from the kind of paper that the source names, rounded down. A runway shorter than this is unlikely; one that
is longer says nothing. Soldiers' transports land on short and rough strips, and their figures are low for that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from armstrace.gazetteer.shipped_tables import shipped_rows


@dataclass(frozen=True, slots=True)
class Needs:
    """The least usable `runway_ft`, 0 where the type is not known or needs none; `rotor` for what lands anywhere."""

    runway_ft: int = 0
    rotor: bool = False


_NOTHING_KNOWN = Needs()
# the shortest of each class of Doc 8643 with a figure of its own, rounded down: a default must exclude no field in use
_BY_CLASS: Mapping[tuple[str, str], int] = {
    ("1T", "L"): 500,
    ("2T", "L"): 800,
    ("2T", "M"): 1300,
    ("4T", "M"): 1800,
    ("1J", "L"): 2000,
    ("2J", "L"): 2000,
    ("1J", "M"): 2000,
    ("2J", "M"): 1600,
    ("3J", "M"): 2800,
    ("4J", "M"): 3000,
    ("2J", "H"): 4500,
    ("3J", "H"): 5000,
    ("4J", "H"): 3500,
}


@cache
def _types() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["typecode"]: row for row in shipped_rows("aircraft_types.csv")})


def needs_of_class(description: str, wake: str) -> Needs:
    """Give what a class of Doc 8643 ("L4J", "H2T") and wake category ("H") need at least.

    >>> needs_of_class("H2T", "M"), needs_of_class("L4J", "H").runway_ft, needs_of_class("L1P", "L").runway_ft
    (Needs(runway_ft=0, rotor=True), 3500, 0)
    """
    if description[:1] in {"H", "G", "T", "R"}:
        return Needs(0, rotor=True)
    if description[:1] != "L":
        return _NOTHING_KNOWN  # amphibians and seaplanes need no runway
    return Needs(_BY_CLASS.get((description[1:3], wake), 0))


@lru_cache(maxsize=4096)
def needs(typecode: str) -> Needs:
    """Give what a type needs of an airfield; nothing is required of a type that is not known.

    >>> needs("B748").runway_ft > needs("IL76").runway_ft > needs("C130").runway_ft, needs("MI8"), needs("ZZZZ")
    (True, Needs(runway_ft=0, rotor=True), Needs(runway_ft=0, rotor=False))
    """
    row = _types().get(typecode.strip().upper())
    if row is None:
        return _NOTHING_KNOWN
    of_class = needs_of_class(row["class"], row["wake"])
    return Needs(int(row["runway_ft"]), of_class.rotor) if row["runway_ft"] else of_class
