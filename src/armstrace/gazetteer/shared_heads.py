"""Nouns of arms whose head stands only after the last of a list: "attack, bomber and unmanned aircraft".

The words before "and" are taken where the tables know them with the head that follows: "attack aircraft". One word
alone is not taken after an article or before ", and": "the attack, and fighter aircraft" speaks of an act.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

_REACH = 80  # characters before the full noun that are looked at
_LISTED = re.compile(r"(?:[\w-]{1,30}, ){0,5}[\w-]{1,30},? (?:and|or) $")
_TOKEN = re.compile(r"[\w-]+")
_ARTICLE = re.compile(r"\b(?:an?|the|this|that|these|those|his|her|its|their|each|every|any|no) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Elided:
    """A modifier without its head: code points `start` to `end` (half open), and the noun that is meant."""

    start: int
    end: int
    noun: str


def elided_before(text: str, start: int, noun: str, known: Container[str]) -> list[Elided]:
    """Give the modifiers that share the head of the noun at `start`, nearest first.

    Args:
        text: the text as received.
        start: where the full noun begins.
        noun: the full noun as printed.
        known: every noun of the tables, in small letters, singular and plural.

    >>> elided_before("attack and cargo planes", 11, "cargo planes", {"attack planes"})
    [Elided(start=0, end=6, noun='attack planes')]
    """
    words = noun.lower().split()
    from_ = max(0, start - _REACH)
    listed = _LISTED.search(text, from_, start) if len(words) > 1 else None
    if listed is None:
        return []
    heads = [" ".join(words[place:]) for place in range(1, len(words))]
    tokens = list(_TOKEN.finditer(text, listed.start(), start))[:-1]
    found = []
    for token in reversed(tokens):
        meant = next((phrase for head in heads if (phrase := f"{token[0].lower()} {head}") in known), None)
        if meant is None:
            break
        found.append(Elided(token.start(), token.end(), meant))
    alone = len(found) == 1
    return [] if alone and _is_a_noun(text, from_, found[0]) else found


def _is_a_noun(text: str, from_: int, only: Elided) -> bool:
    return text[only.end : only.end + 1] == "," or _ARTICLE.search(text, from_, only.start) is not None
