"""How an incident is told in a few words: when with its doubt, where, what by whom, and who says so."""

from armstrace.gazetteer.states import display
from armstrace.records.kinds import Incident
from armstrace.records.values import When

_PRECISION = {
    "exact": "the spot",
    "town": "the town",
    "district": "the district",
    "region": "the region only",
    "country": "the country only",
    "": "not known how near",
}


def when_words(when: When | None) -> str:
    """Write a date as an interval where it is one, with its mark of doubt in words.

    >>> when_words(When.read("2020-10-27/2020-10-28")), when_words(When.read("2020-10~")), when_words(None)
    ('2020-10-27 to 2020-10-28', '2020-10-01 to 2020-10-31, about', 'no date')
    """
    if when is None:
        return "no date"
    first = when.earliest.isoformat() if when.earliest else "before"
    last = when.latest.isoformat() if when.latest else "after"
    doubt = {"": "", "~": ", about", "?": ", not sure", "%": ", about, not sure"}[when.qualifier]
    return (first if first == last else f"{first} to {last}") + doubt


def where_words(incident: Incident) -> str:
    """Write a place and how near its coordinates come."""
    names = ", ".join(filter(None, (incident.place_printed, incident.area)))
    if not names and incident.lat is None:
        return "no place"
    near = _PRECISION[incident.precision] if incident.lat is not None else "no coordinates"
    return f"{names or 'no name'} ({near})"


def weapon_words(incident: Incident) -> str:
    """Write the weapon as the source names it, and the identity armstrace knows."""
    if incident.weapon and incident.weapon != incident.weapon_printed:
        return f"{incident.weapon_printed} [{incident.weapon}]" if incident.weapon_printed else f"[{incident.weapon}]"
    return incident.weapon_printed or "not named"


def actor_words(incident: Incident) -> str:
    """Write who used it in the source's words, with the hedge; a state alone only where the source has no words."""
    named = incident.actor_printed or (display(incident.actor) if incident.actor else "not named")
    return f"{named} ({incident.hedge})" if incident.hedge else named


def deaths_words(incident: Incident) -> str:
    """Write deaths with their bounds; "" where the source gives none.

    A best estimate stands alone where nobody bounds it.
    """
    low, best, high = incident.deaths_low, incident.deaths_best, incident.deaths_high
    if low is None and best is None and high is None:
        return ""
    known = [count for count in (low, best, high) if count is not None]
    if low is None and high is not None and best is None:
        return f"at most {high}"
    if high is None and low is not None and best is None:
        return f"at least {low}"
    told = f"{min(known)}" if min(known) == max(known) else f"{min(known)}-{max(known)}"
    return f"{told} (best {best})" if best is not None and min(known) != max(known) else told


def origin_words(incident: Incident) -> str:
    """Write who first told of it, when that was, and that it is denied where it is."""
    told = incident.origin or incident.register
    told += f", {incident.reported.edtf}" if incident.reported else ""
    return f"{told}; denied" if incident.denial else told
