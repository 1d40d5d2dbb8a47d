"""Which aircraft carry freight, as far as that can be told from a type designator or an operator.

FREIGHTERS are types built with a ramp or a nose or tail that opens, whose whole hold takes freight (ICAO Doc 8643 for
the designators; that they are such is general knowledge of the types). Soldiers ride in many of them too. Of a Boeing
747 or 767 the designator does not tell a freighter from an airliner: what it carries cannot be seen from it. An
operator that data/operators.csv has as a cargo airline flies freight with whatever it flies.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from armstrace.gazetteer.aircraft_blocks import is_military_hex
from armstrace.gazetteer.named_tables import named_entries

FREIGHTERS = frozenset(
    {"A124", "A225", "A3ST", "A337", "A400", "AN12", "AN22", "AN26", "AN32", "AN70", "AN72", "AN8", "BELF",
     "BLCF", "C119", "C123", "C130", "C141", "C160", "C17", "C27J", "C295", "C30J", "C5M", "CN35", "E390",
     "IL76", "KC2", "SGUP", "Y20"}
)  # fmt: skip


@cache
def _kinds() -> Mapping[str, str]:
    return MappingProxyType({e.row["icao"]: e.row["kind"] for e in named_entries("operators.csv") if e.row["icao"]})


def carries_freight(operator: str, typecode: str) -> str:
    """Say why a flight counts as one of cargo, "" where that cannot be seen.

    Args:
        operator: designator, "" where unknown.
        typecode: ICAO type designator, "" where unknown.

    >>> carries_freight("AZQ", "B744"), carries_freight("RCH", "C17"), carries_freight("THY", "A333")
    ('a cargo airline', 'a type built for freight', '')
    """
    if _kinds().get(operator) == "cargo":
        return "a cargo airline"
    return "a type built for freight" if typecode.strip().upper() in FREIGHTERS else ""


def carries_guests(operator: str, typecode: str) -> str:
    """Say why a flight counts as one of passengers, "" where that cannot be seen.

    >>> carries_guests("THY", "A333"), carries_guests("THY", "A124"), carries_guests("AZQ", "B744")
    ('an airline', '', '')
    """
    airline = _kinds().get(operator) == "airline" and typecode.strip().upper() not in FREIGHTERS
    return "an airline" if airline else ""


def is_of_forces(operator: str, address: str) -> str:
    """Say why a flight counts as military, "" where that cannot be seen.

    >>> is_of_forces("RFF", "155c3d"), is_of_forces("", "ae01c5"), is_of_forces("AZQ", "600866")
    ('an air force or navy', 'an address set aside for forces', '')
    """
    if _kinds().get(operator) in {"air_force", "navy"}:
        return "an air force or navy"
    return "an address set aside for forces" if is_military_hex(address) else ""
