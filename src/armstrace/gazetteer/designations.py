"""Weapons by the designations of a register and by the shape that designations have: "Su-30", "Bayraktar TB2".

Two sources: the designations of the registers in the case, handed in at run time, and the shape that designations
have (letters, a hyphen, digits). Nothing is matched by likeness: Spike-LR and Spike-ER are different weapons.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import ahocorasick_rs

from armstrace.gazetteer.name_search import searchable
from armstrace.gazetteer.states import code_of


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A designation in a text, as printed; offsets are those of the stretch that was searched."""

    start: int
    end: int
    printed: str


# SIPRI's registers also list engines and sensors under everyday words ("ship engine"): those name no weapon
_TELLING = re.compile(r"\d|[A-Z][a-z]*[A-Z]|^[A-Z]{3,}$|^[A-Z][a-z]{2,}")
_PROPER = re.compile(r"[A-Z][a-z]{4,}")
_EVERYDAY = frozenset(
    [
        *(
            "Block",
            "Super",
            "Light",
            "Heavy",
            "Guard",
            "Patrol",
            "River",
            "Ocean",
            "Coast",
            "Bridge",
            "Ground",
            "Naval",
        ),
        *(
            "System",
            "Radar",
            "Class",
            "Island",
            "Express",
            "Master",
            "Power",
            "Future",
            "Combat",
            "Fighter",
            "Defender",
        ),
        *("Standard", "Advanced", "Improved", "Multi", "Mobile", "Giraffe", "Flight", "Global", "Falcon", "Command"),
    ]
)
# words that begin a sentence or count, and are no maker's name
_NO_MAKER = (
    r"No|The|An?|Some|Its|Their|In|And|But|Of|Both|All|These|Those|Each|Every|Another|Only|At|By|From|To|With|For"
    r"|About|Over|Nearly|On|Or|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen"
    r"|Fifteen|Sixteen|Eighteen|Twenty|Thirty|Forty|Fifty|Several|Dozens?"
)
_SHAPE = re.compile(
    r"(?<![\w-])(?:(?:Project|Type|Class|Mk\.?|Mark|Model|Block|M)[ -]?\d{1,5}[A-Z.\d]*"
    rf"|(?:(?!(?:{_NO_MAKER}) )[A-Z][A-Za-z]* )?"
    r"(?:[A-Z][A-Za-z]{0,5}-?\d{1,4}[A-Z]{0,4}\d?(?:-[A-Z0-9]{1,4})*|\d[A-Z]\d{1,3}[A-Z]?|[A-Z]{1,3}\d{1,3}[A-Z]?))"
    r"(?:s\b|(?![\w]))"
)
_CAN_BEGIN = re.compile(r"(?<![\w-])[A-Z\d]")
_DIGITS = re.compile(r"\d+")
_NOT_WEAPONS = re.compile(
    r"^(?:G-?7|G-?8|G-?20|G-?77|COVID-19|A4|B2B|P5|BRICS|CO2|H1N1|Covid-19|UTC[+-]?\d*|E3|F1|Q[1-4]|H[12])$"
)


@dataclass(frozen=True, slots=True)
class WeaponNames:
    """The designations a case knows; made once per run."""

    names: tuple[str, ...] = ()
    automaton: ahocorasick_rs.AhoCorasick | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, designations: Iterable[str]) -> "WeaponNames":
        """Take the designations that can be told from everyday words."""
        return _compiled(frozenset(designations))


@lru_cache(maxsize=4)
def _compiled(designations: frozenset[str]) -> WeaponNames:
    spelt = {spelling for name in designations for spelling in _spellings(name.strip(" -"))}
    names = tuple(sorted(name for name in spelt if len(name) > 2 and _TELLING.search(name)))
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest) if names else None
    return WeaponNames(names, automaton)


def _spellings(name: str) -> set[str]:
    """Give the ways a register's designation is written in texts: "PzH-2000 155mm" is "PzH 2000" and "PzH-2000"."""
    bare = re.sub(r" \d+mm$", "", name)
    # "AH-64E Apache" is also plain "Apache"
    telling = {word for word in bare.split()[1:] if _PROPER.fullmatch(word) and word not in _EVERYDAY}
    return {name, bare, bare.replace("-", " "), bare.replace("-", ""), *telling}


def find_weapons(text: str, known: WeaponNames) -> list[WeaponMention]:
    """Find designations in a stretch of text, the case's own first, then anything shaped like one."""
    named = find_designations(text, known)
    return sorted([*named, *find_shapes(text, [(found.start, found.end) for found in named])], key=_start)


def find_designations(text: str, known: WeaponNames) -> list[WeaponMention]:
    """Find the designations of the case in a stretch of text, in order, none overlapping."""
    if known.automaton is None:
        return []
    matches = known.automaton.find_matches_as_indexes(searchable(text))
    return [WeaponMention(start, end, text[start:end]) for _, start, end in matches if _is_word(text, start, end)]


def find_shapes(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[WeaponMention]:
    """Find what is shaped like a designation and overlaps none of the spans `taken`, which come in order."""
    found: list[WeaponMention] = []
    starts = [start for start, _ in taken]
    for match in _shapes(text):
        start, end = match.start(), match.end() - 1 if match.group().endswith("s") else match.end()
        first, space, _ = match.group().partition(" ")
        # "sold Poland K2 tanks": the name of a state is none of a maker
        start += len(first) + 1 if space and code_of(first) else 0
        before = bisect_left(starts, end) - 1
        free = before < 0 or taken[before][1] <= start
        if free and not _NOT_WEAPONS.match(text[start:end]):
            found.append(WeaponMention(start, end, text[start:end]))
    return found


def _shapes(text: str) -> Iterator[re.Match[str]]:
    """Give what _SHAPE finds, tried only before digits: each match has one, with at most one space in front of it."""
    reached = 0
    for digits in _DIGITS.finditer(text):
        first = digits.start()
        if first < reached:
            continue
        space = text.rfind(" ", reached, first)
        low = max(reached, text.rfind(" ", reached, max(space, reached)) + 1)
        tried = (_SHAPE.match(text, begin.start()) for begin in _CAN_BEGIN.finditer(text, low, first + 1))
        match = next(filter(None, tried), None)
        if match:
            yield match
        reached = match.end() if match else digits.end()


def _start(mention: WeaponMention) -> int:
    return mention.start


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before == "-":
        return False
    return not after.isalnum() or (after == "s" and not text[end + 1 : end + 2].isalnum())
