"""Whose name may stand beside an aircraft: that of an airline or a body of a state, never a person's."""

import re

from armstrace.gazetteer.callsigns import designator_of_name, is_designator

_STATE_BODY = re.compile(
    r"\b(?:air|armed|defen[cs]e|ground|naval|border|security|special|aerospace)\s(?:force|forces|corps|wing|arm|guard|"
    r"component|defen[cs]e)\b|\b(?:navy|army|naval|marines?|marine corps|luftwaffe|military|militia|government|gov|"
    r"gouvernement|ministry|ministerio|minist[eè]re|department|dept|agency|administration|authority|police|polic[ií]a|"
    r"polizia|polizei|bundespolizei|gendarmerie|guardia|carabinieri|coast\s?guard|customs|sheriff|fire|rescue|command|"
    r"squadron|amiri flight|republic|federal|united nations|nasa|noaa|usaf|securite civile)\b",
    re.IGNORECASE,
)
# a title or a royal name makes a body of the state one person's: these names are not kept
_PERSON = re.compile(
    r"\b(?:prince|princess|king|queen|sheikh|sheikha|sultan|emir|hrh|hm|president|mr|mrs|ms|dr|sir|family)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"\b(?:private|privat|priv[ée]e?|owner|individual)\b", re.IGNORECASE)


def designator(code: str, name: str) -> str:
    """Give an operator's ICAO designator from a code as printed, else from its name; "" where neither is known.

    >>> designator("AZQ", ""), designator("7L", "Silk Way West"), designator("", "J. Doe")
    ('AZQ', 'AZG', '')
    """
    printed = code.strip().upper()
    if is_designator(printed):
        return printed
    return (designator_of_name(name) or "") if name else ""


def name_to_keep(name: str, code: str, *, of_state: bool) -> str:
    """Give an operator's name if it may be kept, else "".

    Args:
        name: as printed.
        code: its ICAO designator, "" for none.
        of_state: the source says that the aircraft is military or the government's.

    >>> name_to_keep("Silk Way Airlines", "AZQ", of_state=False), name_to_keep("J. Doe", "", of_state=False)
    ('Silk Way Airlines', '')
    >>> name_to_keep("Utopian Air Force", "", of_state=True), name_to_keep("King John Air Force", "", of_state=True)
    ('Utopian Air Force', '')
    """
    printed = name.strip()[:120]
    if not printed:
        return ""
    if code or designator_of_name(printed) is not None:
        return printed
    body = of_state and _STATE_BODY.search(printed) and not _PERSON.search(printed)
    return printed if body else ""


def is_private(name: str) -> bool:
    """Tell a name that stands for private persons in general.

    >>> is_private("Private"), is_private("Private Owner"), is_private("Silk Way Airlines")
    (True, True, False)
    """
    return bool(_PRIVATE.search(name))
