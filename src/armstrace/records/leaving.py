"""What may leave a case: an incident as an export gives it, less exact than it is kept where that protects people.

Three rules, in this order. A row whose source forbids handing it on leaves as a reference alone. Of an incident less
than twelve months old, coordinates leave rounded to a tenth of a degree (some 11 km) and the free text stays behind,
unless the custodian signed for the exhibit. Street addresses and number plates are taken out of every text; that is
done by patterns, which no person should rely on alone.
"""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from armstrace.records.kinds import Incident

RECENT_MONTHS = 12
LEFT_OUT = "[left out]"
STAYS = "the source's terms forbid handing its rows on"
ROUNDED = "less than twelve months old: coordinates rounded to 0.1 degree, text left out"
NO_POSITIONS = "less than twelve months old: positions in words and addresses left out"
NO_ADDRESSES = "addresses or number plates left out"
"""What was done to an incident that leaves, as it is told beneath."""
_COARSE = {"exact": "district", "town": "district"}
TEXTS = ("place_printed", "area", "actor_printed", "target_printed", "origin", "hedge", "denial", "text", "note")
MAY_TELL_A_POSITION = (*TEXTS, "event_type", "weapon_printed", "cited", "number")
_STREET = r"(?i:street|avenue|road|lane|boulevard|square|str\.|st\.|ave\.|blvd\.?|prospekt|küçəsi|poghota|улица|ул\.)"
# a name of a street begins with a capital: "12 people near the road" is no address
_NAME = r"[^\W\d_a-zа-яა-ჰա-և][\w.'\u2019-]{0,30}"
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+(?:{_NAME}\s+){{1,3}}{_STREET}(?!\w)"
    rf"|\b(?:{_NAME}\s+){{1,3}}{_STREET},?\s+(?:no\.?\s*)?\d{{1,4}}[a-z]?\b"
    rf"|(?<!\w){_STREET}\s+{_NAME},?\s+(?:no\.?\s*)?\d{{1,4}}[a-z]?\b"
)
_PLATE = re.compile(r"\b(?:\d{2}[ -]?[A-Z]{2}[ -]?\d{3}|[A-Z]{2}[ -]?\d{4}[ -]?[A-Z]{2})\b")
# degrees with decimals, two together or one that is finer than a kilometre; degrees, minutes and seconds; a grid
# reference (MGRS); an open location code; three words
_POSITION = re.compile(
    r"(?<![\d.])[-+]?\d{1,3}[.,]\d{2,20}\s?[°\u00ba]?\s?[NSEWnsew]?(?:\s?(?:[,;/|&]|%2C|%20|!\dd|\s)\s?(?:lon=|lng=)?)"
    r"[-+]?\d{1,3}[.,]\d{2,20}(?:\s?[°\u00ba])?(?:\s?[NSEWnsew]\b)?"
    r"|(?<![\d.])[-+]?\d{1,3}\.\d{3,20}(?!\d)(?:\s?[°\u00ba])?(?:\s?[NSEWnsew]\b)?"
    r"|\b\d{1,3}\s?[°\u00ba]\s?\d{1,2}(?:[.,]\d{1,9})?\s?['\u2019\u2032](?:\s?\d{1,2}(?:[.,]\d{1,9})?\s?(?:[\"\u201d\u2033]|''))?"
    r"(?:\s?[NSEW]\b)?"
    r"|\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{4}\s?\d{4}|\d{5}\s?\d{5}|\d{3}\s?\d{3})\b"
    r"|(?<![\w+])[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}(?![\w+])"
    r"|///[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30}"
)


# most texts have nothing of the sort: no address, plate or position is without one of these
_DIGIT = re.compile(r"\d")
_MAY_BE_A_POSITION = re.compile(r"\d|\+|///")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one exhibit on one day: whether its rows may leave, and whether the custodian signed."""

    today: date
    rows_may_leave: bool = True
    coordinates_signed: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """An incident as it may leave; `withheld` that nothing but the reference does, `changed` what was done to it."""

    incident: Incident
    withheld: bool
    changed: tuple[str, ...]


def leaving(incident: Incident, rules: Rules) -> Leaving:
    """Give an incident as an export may give it."""
    if not rules.rows_may_leave:
        return Leaving(_reference(incident), True, (STAYS,))
    changed = []
    if is_recent(incident, rules.today) and not rules.coordinates_signed:
        incident = replace(rounded(incident), text="")
        changed.append(ROUNDED)
        told: dict[str, Any] = {name: without_positions(getattr(incident, name)) for name in MAY_TELL_A_POSITION}
        if any(told[name] != getattr(incident, name) for name in told):
            incident = replace(incident, **told)
            changed.append(NO_POSITIONS)
    masked: dict[str, Any] = {name: without_addresses(getattr(incident, name)) for name in TEXTS}
    if any(masked[name] != getattr(incident, name) for name in TEXTS):
        incident = replace(incident, **masked)
        changed.append(NO_ADDRESSES)
    return Leaving(incident, False, tuple(changed))


def for_drawing(incident: Incident, rules: Rules) -> Incident:
    """Give an incident as a drawing may show it: of a withheld row its kind, days and rounded place, and no words."""
    if rules.rows_may_leave:
        return leaving(incident, rules).incident
    shown = rounded(incident)
    return replace(
        _reference(incident), when=shown.when, lat=shown.lat, lon=shown.lon, precision=shown.precision, number=""
    )


def is_recent(incident: Incident, today: date) -> bool:
    """Whether an incident is less than twelve months old, or may be: without a date it may."""
    latest = incident.when.latest if incident.when else None
    return latest is None or latest > year_ago(today)


def year_ago(today: date) -> date:
    """Give the last day that is not recent any more."""
    try:
        return today.replace(year=today.year - RECENT_MONTHS // 12)
    except ValueError:
        # the 29th of February
        return today.replace(year=today.year - 1, day=28)


def rounded(incident: Incident) -> Incident:
    """Give an incident with its coordinates to a tenth of a degree, and a precision that says so."""
    if incident.lat is None or incident.lon is None:
        return incident
    return replace(
        incident,
        lat=round(incident.lat, 1) + 0.0,
        lon=round(incident.lon, 1) + 0.0,
        precision=_COARSE.get(incident.precision, incident.precision),
    )


def without_addresses(text: str) -> str:
    """Take street addresses and number plates out of a text.

    >>> without_addresses("A rocket struck 14 Tigran Mets Street; a car 10-AA-123 burned; 9M55K remnants lay there.")
    'A rocket struck [left out]; a car [left out] burned; 9M55K remnants lay there.'
    """
    return _PLATE.sub(LEFT_OUT, _ADDRESS.sub(LEFT_OUT, text)) if _DIGIT.search(text) else text


def without_positions(text: str) -> str:
    """Take positions out of a text: degrees, grid references, codes of places.

    >>> without_positions("at 40.374123, 47.126456 (38T QK 12345 67890); 7.62 mm cases, 9M55K; map?q=40.37,47.13")
    'at [left out] ([left out]); 7.62 mm cases, 9M55K; map?q=[left out]'
    """
    return _POSITION.sub(LEFT_OUT, text) if _MAY_BE_A_POSITION.search(text) else text


def words_leaving(text: str, *, near: bool) -> str:
    """Give words told of incidents as they may leave; `near` where one of them is recent and nobody signed for it."""
    return without_addresses(without_positions(text) if near else text)


def _reference(incident: Incident) -> Incident:
    kept = ("key", "exhibit", "place", "item", "reader", "edition", "register", "number")
    said: dict[str, Any] = {name: getattr(incident, name) for name in kept}
    unsaid = {field.name: "" if field.type is str else None for field in fields(Incident)}
    return Incident(**(unsaid | said))
