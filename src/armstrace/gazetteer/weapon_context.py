"""Whether an everyday word is a weapon's name here: "Grad rockets" and not a grad student, judged by its neighbours.

A name that texts also use for something else counts where a noun of arms stands beside it, where it is counted, fired
or called "Russian-made", where it stands in one list with a sure weapon, or where the same text has settled it so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.mention_context import context_words
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import state_names

_REACH = 60  # characters either side that are looked at
_WORD = re.compile(r"[^\W_][\w/.'’-]*")
_LIST = re.compile(r"['’\"”]?s?['’\"”]?(?:, | and | or |, and |, or | & |/| \(|\) and )(?:the |its |a |an )?['‘\"“]?")
_DESIGNATION = re.compile(r"(?:[A-Z][\w-]*)?\d[\w-]*")
_MADE = re.compile(r"\w-(?:made|built|supplied|produced|launched|designed|manufactured|provided|donated|type)$")
_COUNT = re.compile(r"\d[\d,]*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found in a text: sure by itself, or an everyday word that has to be settled."""

    start: int
    end: int
    name: str
    everyday: bool


def settled(text: str, candidates: Sequence[Candidate]) -> frozenset[int]:
    """Give the places in `candidates`, which come in order, of those that name a weapon here."""
    sure = {place for place, found in enumerate(candidates) if not found.everyday or _beside(text, found)}
    for places in (range(1, len(candidates)), range(len(candidates) - 2, -1, -1)):
        step = -1 if places.step > 0 else 1
        for place in places:
            left, right = sorted((place, place + step))
            gap = text[candidates[left].end : candidates[right].start]
            if place + step in sure and len(gap) < 12 and _LIST.fullmatch(gap):
                sure.add(place)
    known = {candidates[place].name for place in sure}
    sure |= {place for place, found in enumerate(candidates) if found.name in known and not _is_longer(text, found)}
    return frozenset(sure)


def _is_longer(text: str, found: Candidate) -> bool:
    """Tell part of a longer name or of a person's: "Patriot Act", "Mr Bayraktar", "Stacey Abrams"."""
    before = text[max(0, found.start - 24) : found.start].split()[-1:]
    person = before and (before[0].rstrip(".") in _words("weapon_person") or before[0] in context_words("given"))
    return bool(person) or _goes_on(text, found.end)


def _beside(text: str, found: Candidate) -> bool:
    after = [word[0] for word in _WORD.finditer(_tail(text, found.end))][:3]
    if text[found.end : found.end + 1] in {"-", "‑", "–"} and after and after[0][:1].isalnum():
        after[0:1] = after[0].split("-")
    if after and (after[0].lower() in _words("weapon_head") or _DESIGNATION.fullmatch(after[0])):
        return True
    if len(after) > 1 and after[1].lower() in _words("weapon_head"):
        return after[0].lower() not in _words("weapon_break")
    return _introduced(text, found) and not _goes_on(text, found.end)


def _introduced(text: str, found: Candidate) -> bool:
    """Tell "the howitzer Caesar", "200 Javelins", "fired Grad", "Israeli Heron"."""
    before = text[max(0, found.start - _REACH) : found.start]
    if not before[-1:] or before[-1] not in " \u00a0'‘\"“-":
        return False
    words = [word[0] for word in _WORD.finditer(before)][-1:]
    if not words or re.search(r"[.;:!?,]\s*\S{0,2}$", before):
        return False
    word = words[0]
    return (
        word.lower() in _words("weapon_head")
        or word.lower() in _words("weapon_verb")
        or _MADE.search(word) is not None
        or word in _demonyms()
        or (_COUNT.match(word) is not None and text[found.end : found.end + 1] == "s")
    )


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a capitalised word follows that makes it a longer name: "Patriot Act", "Javelin Trust"."""
    following = re.match(r"[ \u00a0]([A-Z][a-z]+)", text[end : end + _REACH])
    return following is not None and following[1].lower() not in _words("weapon_head")


def _tail(text: str, end: int) -> str:
    """Give what follows in the same sentence."""
    return re.split(r"[.;:!?,\n]", text[end : end + _REACH], maxsplit=1)[0]


@cache
def _words(group: str) -> frozenset[str]:
    """Give a group of data/weapon_context.csv: the nouns of arms and the verbs of their use."""
    return frozenset(row["word"] for row in shipped_rows("weapon_context.csv") if row["class"] == group)


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(name.name for name in state_names() if name.kind in {"demonym", "adjective"})
