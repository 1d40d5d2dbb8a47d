"""Warships named in running text by the prefix of their navy, and their numbers: "USS Hopper (DDG 70)", "FS Forbin".

The prefixes are armstrace's own table, data/ship_prefixes.csv. Those that also abbreviate something else ("INS", "SAS")
count where the ship's number follows or a word for a ship or a sure prefix stands near, there or elsewhere in the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.shipped_tables import shipped_rows

_REACH = 90  # characters either side in which a word for a ship settles a doubtful prefix
_WORD = r"[A-ZÀ-ÖØ-Þ][^\W\d_]{1,30}(?:[-'’][A-Z][^\W\d_]{1,30})?"
_JOINT = r"(?:[A-Z]\.|[dD]e|of|[tT]he|[dD]u|[dD]a|la|al|von|van)"
_NAME = rf"(?:(?:[Tt]he|[dD]e|[lL]a|[lL]e) )?{_WORD}(?:(?: {_JOINT}){{0,2}} {_WORD}){{0,2}}"
_NUMBER = re.compile(r" ?\(([A-Z]{1,5}[ -]?\d{1,4})\)")
_SHIP = re.compile(
    r"\b(?:(?:war|battle|flag|landing |assault )?ships?|vessels?|frigates?|destroyers?|cruisers?|corvettes?|carriers?"
    r"|submarines?|sub|minehunters?|minesweepers?|boats?|navy|naval|sailors|aboard|crew|at sea)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShipName:
    """A warship in a text: code points `start` to `end` (half open), its name, and the state of its navy or ""."""

    start: int
    end: int
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class _Prefix:
    state: str
    sure: bool


def find_ships(text: str) -> list[ShipName]:
    """Find warships by prefix and name, in order; a number in brackets after one is its own entry with that name.

    >>> [(ship.name, ship.state, ship.start, ship.end) for ship in find_ships("USS Hopper (DDG 70) left.")]
    [('USS Hopper', 'USA', 0, 10), ('USS Hopper', 'USA', 12, 18)]
    """
    found: list[ShipName] = []
    if not any(prefix in text for prefix in _prefixes()):
        return found
    matches = list(_pattern().finditer(text))
    settled = {match[0] for match in matches if _is_settled(text, match)}
    for match in matches:
        if match[0] not in settled:
            continue
        prefix, number = _prefixes()[match[1]], _NUMBER.match(text, match.end())
        name = " ".join(match[0].split())
        found.append(ShipName(match.start(), match.end(), name, prefix.state))
        if number:
            found.append(ShipName(number.start(1), number.end(1), name, prefix.state))
    return found


def _is_settled(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _prefixes()[match[1]].sure or _NUMBER.match(text, end):
        return True
    around = f"{text[max(0, start - _REACH) : start]} {text[end : end + _REACH]}"
    return _SHIP.search(around) is not None or _sure_prefix().search(around) is not None


@cache
def _prefixes() -> Mapping[str, _Prefix]:
    return {row["prefix"]: _Prefix(row["state"], row["sure"] == "yes") for row in shipped_rows("ship_prefixes.csv")}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])({'|'.join(sorted(_prefixes(), key=lambda prefix: (-len(prefix), prefix)))})[ \u00a0]{_NAME}(?!\w)"
    )


@cache
def _sure_prefix() -> re.Pattern[str]:
    sure = (written for written, prefix in _prefixes().items() if prefix.sure)
    return re.compile(rf"\b(?:{'|'.join(sure)}) [A-Z]")
