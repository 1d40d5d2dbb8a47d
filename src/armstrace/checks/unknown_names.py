"""Names of weapons in the words of a trade: an unheard-of name is not answered by others of its class."""

import re

from armstrace.gazetteer.mentions import find_states
from armstrace.gazetteer.weapon_classes import find_weapon_classes

_NAME = re.compile(
    r"(?<![\w-])(?:[A-Z][\w'-]*|[A-Za-z]{0,4}-?\d[\w.-]*[A-Za-z][\w.-]*|[A-Za-z]+-\d[\w.-]*)"
    r"(?: [A-Z][\w'-]*| \d[\w-]*)*"
)
_CALLED = re.compile(r"^,? (?:called|known as|named|dubbed|designated|of (?:the )?(?:type )?)[\s\"']*(?=[A-Z])")
# words in capitals that say where from or what for, not which weapon
_NO_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "Some",
        "Its",
        "Their",
        "His",
        "Her",
        "Our",
        "These",
        "Those",
        "Such",
        "All",
        "Both",
        "Many",
        "Several",
        "More",
        "New",
        "Modern",
        "Heavy",
        "Light",
        "Advanced",
        "Soviet",
        "Soviet-era",
        "Soviet-made",
        "Soviet-built",
        "Western",
        "Western-made",
        "Eastern",
        "European",
        "Western-supplied",
        "NATO",
        "NATO-standard",
        "Warsaw",
        "Pact",
        "Cold",
        "War",
        "Arab",
        "African",
        "Asian",
        "American",
        "In",
        "On",
        "At",
        "By",
        "From",
        "To",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Ten",
        "Dozens",
        "Hundreds",
        "Military",
        "Combat",
        "Attack",
        "Fighter",
        "Armed",
        "Armoured",
        "Armored",
        "Unmanned",
        "Used",
        "Surplus",
        "Ballistic",
        "Guided",
        "Main",
        "Air",
    ]
)


def names_in(commodity: str, text: str) -> list[str]:
    """Give the names beside a class of weapon, in the goods and right before or behind them in the claim's text.

    >>> names_in("Armata tanks", "supplied Armata tanks to Ruritania"), names_in("Russian tanks", "Russian tanks")
    (['Armata'], [])
    """
    at = text.find(commodity)
    lead = re.search(r"(?:\b[A-Z][\w-]*|\b\w+-\d[\w-]*) $", text[:at]) if at > 0 else None
    behind = text[at + len(commodity) :] if at >= 0 else ""
    called = _CALLED.match(behind)
    words = (lead.group() if lead else "") + commodity
    names = _names(words)
    if called:
        first = _NAME.match(behind, called.end())
        names += _names(first.group()) if first else []
    return names


def _names(words: str) -> list[str]:
    taken = [(each.start, each.end) for each in find_states(words)]
    taken += [(each.start, each.end) for each in find_weapon_classes(words)]
    found = []
    for match in _NAME.finditer(words):
        kept = [
            word.group()
            for word in re.finditer(r"\S+", match.group())
            if word.group().strip("'s") not in _NO_NAMES
            and not any(start <= match.start() + word.start() < end for start, end in taken)
        ]
        if kept:
            found.append(" ".join(kept))
    return found
