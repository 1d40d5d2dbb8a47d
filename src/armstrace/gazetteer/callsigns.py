"""Who operates a flight, by the three letters that its callsign begins with.

An airline, an air force or an agency that has been given a designator (ICAO Doc 8585) begins its callsigns with it.
data/operator_designators.txt holds those that public lists know as assigned, once or now; names stand in
data/operators.csv. The lists miss many of soldiers and states, so a callsign of the form of a designator's is taken at
its word: whether the three letters are listed is another question (`is_designator`), and a crew's own word of three
letters passes for a designator. Designators are never pooled: AZQ is Silk Way Airlines, AZG is Silk Way West.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from armstrace.gazetteer.named_tables import named_entries

# Doc 8585 and Annex 10, volume II, 5.2.1.7.2: designator and flight identification, at most seven characters
_FLIGHT = re.compile(r"([A-Z]{3})[0-9][0-9A-Z]{0,3}")
# registrations that begin like a designator when written without their hyphen: UP-I7652, EZ-F427
_REGISTRATION = re.compile(r"UP[ABCILMTY][0-9]{4}|EZ[AFW][0-9]{3}")


@cache
def _assigned() -> frozenset[str]:
    text = files("armstrace.gazetteer").joinpath("data", "operator_designators.txt").read_text(encoding="ascii")
    return frozenset(text.split()).union(_named())


@cache
def _named() -> Mapping[str, str]:
    return MappingProxyType({e.row["icao"]: e.name for e in named_entries("operators.csv") if e.row["icao"]})


@cache
def _by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in named_entries("operators.csv"):
        for name in (entry.name, *entry.aliases):
            found.setdefault(folded(name), entry.row["icao"])
    return MappingProxyType(found)


def folded(name: str) -> str:
    """Give a name as names are compared: without capitals, marks and double spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", name).split()).casefold()


def is_designator(letters: str) -> bool:
    """Tell whether three letters are or were an operator's designator.

    >>> is_designator("AZQ"), is_designator("QQQ"), is_designator("azq")
    (True, False, False)
    """
    return letters in _assigned()


def operator_of(callsign: str, registration: str = "") -> str:
    """Give the three letters of the operator that a callsign names, listed or not; "" where it names none.

    Args:
        callsign: as sent, blanks at its end allowed.
        registration: the aircraft's own, where known: a callsign that is the registration names no operator.

    >>> operator_of("AZQ4112 "), operator_of("AZG216"), operator_of("4KAZ101"), operator_of("UPI7652"), operator_of("")
    ('AZQ', 'AZG', '', '', '')
    """
    said = callsign.strip().upper()
    found = _FLIGHT.fullmatch(said)
    if not found or _REGISTRATION.fullmatch(said):
        return ""
    return "" if registration and said == re.sub(r"[^A-Z0-9]", "", registration.upper()) else found[1]


def operator_name(designator: str) -> str:
    """Give the name behind a designator where armstrace knows it, else the designator itself.

    >>> operator_name("AZQ"), operator_name("AZG"), operator_name("QQQ")
    ('Silk Way Airlines', 'Silk Way West Airlines', 'QQQ')
    """
    return _named().get(designator, designator)


def designator_of_name(name: str) -> str | None:
    """Give the designator of an operator by its name as printed: "" if it has none, None if the name is not known.

    >>> designator_of_name("Silk Way West"), designator_of_name("Azerbaijani Air Force"), designator_of_name("J. Doe")
    ('AZG', '', None)
    """
    return _by_name().get(folded(name))
