"""Classes of weapon by their everyday names: "fighter jets", "tanks", "rifles", and what registers call them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class WeaponClass:
    """A class of weapon: a pattern over register descriptions, or the reason why no register of major arms has it."""

    id: str
    nouns: tuple[str, ...]
    descriptions: str
    outside: str
    source: str


@dataclass(frozen=True, slots=True)
class ClassMention:
    """A class of weapon named in a text; offsets are those of the stretch that was searched."""

    start: int
    end: int
    class_id: str
    printed: str


@cache
def weapon_classes() -> Mapping[str, WeaponClass]:
    """Give every class by its id."""
    text = files("armstrace.gazetteer").joinpath("data/weapon_classes.csv").read_text(encoding="utf-8")
    return {
        row["id"]: WeaponClass(
            row["id"], tuple(row["nouns"].split("|")), row["descriptions"], row["outside"], row["source"]
        )
        for row in csv.DictReader(text.splitlines())
    }


def find_weapon_classes(text: str) -> list[ClassMention]:
    """Find classes of weapon in a stretch of text, the longest name where two begin together.

    >>> [(m.class_id, m.printed) for m in find_weapon_classes("four fighter jets and several rifle models")]
    [('combat_aircraft', 'fighter jets'), ('small_arms', 'rifle models')]
    """
    by_noun = _by_noun()
    return [
        ClassMention(match.start(), match.end(), by_noun[_singular(match.group())], match.group())
        for match in _pattern().finditer(text)
    ]


@cache
def _by_noun() -> Mapping[str, str]:
    return {noun: found.id for found in weapon_classes().values() for noun in found.nouns}


@cache
def _pattern() -> re.Pattern[str]:
    nouns = sorted(_by_noun(), key=len, reverse=True)
    names = "|".join(re.escape(noun).replace(r"\ ", r"[ -]") for noun in nouns)
    return re.compile(rf"(?<![\w-])(?:{names})(?:s|es)?(?![\w-])", re.IGNORECASE)


def _singular(printed: str) -> str:
    word = printed.lower()
    for candidate in (word, word.removesuffix("s"), word.removesuffix("es")):
        for spelling in (candidate, candidate.replace("-", " ")):
            if spelling in _by_noun():
                return spelling
    return word
