"""Patterns that are tried only where a match can begin, told by one quick search for the beginnings of all of them.

The beginnings are worked out from the pattern itself, so what is found is what the pattern finds by going over every
character, and a pattern that cannot begin in a text costs next to nothing. A pattern that can begin with anything is left as it is.
"""

import importlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from string import digits
from typing import Any

import ahocorasick_rs

from armstrace.gazetteer.name_search import searchable
from armstrace.reading.text.words import small

# letters of a beginning, and how many beginnings one pattern may have
_ROOM = 6
_MOST = 1000
_FEW = 26
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_ODD_DIGIT = re.compile(r"[^\D0-9]")
_PARSER: Any = importlib.import_module("re._parser")
_Heads = set[tuple[str, bool]]
_NOTHING: _Heads = {("", True)}
_ANYTHING: _Heads = {("", False)}


class _Crowd:
    """Patterns whose beginnings are all looked for in one go, once in a text."""

    def __init__(self, *, folds: bool) -> None:
        """Begin without patterns; `folds` where they take capitals and small letters for the same."""
        self._folds = folds
        self._owners: dict[str, list[int]] = {}
        self._whose: list[tuple[int, ...]] = []
        self._counting: list[bool] = []
        self._search: ahocorasick_rs.AhoCorasick | None = None
        self.found: tuple[str | None, list[Sequence[int]]] = (None, [])

    def join(self, heads: Iterable[str]) -> int:
        """Take in a pattern with its beginnings; give its number in what is found."""
        number = len(self._counting)
        for head in heads:
            self._owners.setdefault(head, []).append(number)
        self._counting.append(any(letter.isdecimal() for head in heads for letter in head))
        self._search, self.found = None, (None, [])
        return number

    def look(self, text: str) -> list[Sequence[int]]:
        """Give where each pattern can begin, in order; only the last text is kept, one is read after the other."""
        if self._search is None:
            self._search = ahocorasick_rs.AhoCorasick(list(self._owners))
            self._whose = [tuple(owners) for owners in self._owners.values()]
        whose = self._whose
        places: list[list[int]] = [[] for _ in self._counting]
        for number, start, _ in self._search.find_matches_as_indexes(_haystack(text, self._folds), overlapping=True):
            for owner in whose[number]:
                places[owner].append(start)
        for each in filter(None, places):
            each.sort()  # no beginning of a pattern is the beginning of another, so that no place comes twice
        odd = not text.isascii() and _ODD_DIGIT.search(text) is not None
        everywhere = range(len(text))
        found: list[Sequence[int]] = [
            everywhere if odd and counts else each for each, counts in zip(places, self._counting, strict=True)
        ]
        self.found = (text, found)
        return found


_ANYHOW, _EXACT = _Crowd(folds=True), _Crowd(folds=False)


class Keyed:
    """A pattern with the beginnings of all its matches; no match may be empty."""

    def __init__(self, pattern: re.Pattern[str], room: int = _ROOM, *, apart: bool = False) -> None:
        """Work out the beginnings of a pattern, each of `room` letters at most.

        `apart` is for one that is tried on other texts than the view of an article, where all others are not.
        """
        self.pattern = pattern
        folds = bool(pattern.flags & re.IGNORECASE)
        # where there are too many beginnings, shorter ones are fewer
        heads = next(filter(None, (beginnings(pattern, letters) for letters in range(room, 0, -1))), [])
        self._is_open = not heads
        self._crowd = _Crowd(folds=folds) if apart else _ANYHOW if folds else _EXACT
        self._number = self._crowd.join(heads)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Give what `pattern.finditer(text, start, end)` gives; `text` is best the whole one, searched once."""
        limit = len(text) if end is None else end
        if self._is_open:
            return self.pattern.finditer(text, start, limit)
        places = self.places(text)
        index = bisect_left(places, start)
        if index == len(places) or places[index] >= limit:
            return _NONE
        return self._matches(text, places, index, limit)

    def _matches(self, text: str, places: Sequence[int], index: int, limit: int) -> Iterator[re.Match[str]]:
        match_at, reached = self.pattern.match, 0
        for number in range(index, len(places)):
            place = places[number]
            if place >= limit:
                return
            if place >= reached and (match := match_at(text, place, limit)):
                yield match
                reached = match.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Give what `pattern.search(text, start, end)` gives."""
        return next(self.finditer(text, start, end), None)

    def places(self, text: str) -> Sequence[int]:
        """Give where a match can begin, in order."""
        if self._is_open:
            return range(len(text))
        last, found = self._crowd.found
        return (found if last is text else self._crowd.look(text))[self._number]

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Tell whether a match can begin in a stretch, without trying."""
        places = self.places(text)
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end


_NONE: Iterator[re.Match[str]] = iter(())


@lru_cache(maxsize=4)
def _haystack(text: str, folds: bool) -> str:
    return searchable(small(text) if folds else text)


def by_letter(alternatives: str) -> str:
    r"""Write alternatives that ignore capitals so that only those which can begin with the next letter are tried.

    What matches stays the same: under each letter they keep their order.

    >>> by_letter("tanks?|guns?|trucks?")
    '(?:(?=[g])(?:guns?)|(?=[t])(?:tanks?|trucks?))'
    """
    parts = _alternatives(alternatives)
    firsts = [frozenset(beginnings(re.compile(part, re.IGNORECASE), 1)) for part in parts]
    if not all(firsts):
        return f"(?:{alternatives})"  # one of them can begin with anything
    letters: dict[tuple[str, ...], str] = {}
    for letter in sorted(frozenset().union(*firsts)):
        there = tuple(part for part, first in zip(parts, firsts, strict=True) if letter in first)
        letters[there] = letters.get(there, "") + re.escape(letter)
    return f"(?:{'|'.join(f'(?=[{those}])(?:{chr(124).join(there)})' for there, those in letters.items())})"


def _alternatives(pattern: str) -> list[str]:
    """Take a pattern apart at the "|" outside all brackets."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", pattern):
        mark = match.group()
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and not depth:
            parts.append(pattern[start : match.start()])
            start = match.end()
    return [*parts, pattern[start:]]


@lru_cache(maxsize=4)
def _parsed(pattern: re.Pattern[str]) -> Any:
    return _PARSER.parse(pattern.pattern, pattern.flags)


def beginnings(pattern: re.Pattern[str], room: int = _ROOM) -> list[str]:
    r"""Give the beginnings of all matches, in small letters where capitals do not count; [] where it can be anything.

    >>> beginnings(re.compile(r"\b(?:fir(?:e|es)|use)d?"), 4)
    ['fire', 'use']
    """
    tree = _parsed(pattern)
    heads = {head for head, _ in _of_all(tree, room)}
    if pattern.flags & re.IGNORECASE:
        heads = {small(head) for head in heads}
    if "" in heads or len(heads) > _MOST:
        return []
    return sorted(head for head in heads if not any(head[:size] in heads for size in range(1, len(head))))


def _of_all(items: Any, room: int) -> _Heads:
    """Give how a row of items can begin; the mark tells whether what follows may go on there."""
    found = _NOTHING
    for item in items:
        lefts = {room - len(head) for head, goes_on in found if goes_on and len(head) < room}
        more = {left: _of_one(item, left) for left in lefts}
        grown = {(head, False) for head, goes_on in found if not (goes_on and len(head) < room)}
        grown.update(
            (head + after, on)
            for head, goes_on in found
            if goes_on and len(head) < room
            for after, on in more[room - len(head)]
        )
        found = grown
        if len(found) > _MOST:
            return _ANYTHING
    return found


def _of_one(item: Any, room: int) -> _Heads:
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return {(chr(value), True)}
    if kind == "IN":
        return _of_class(value)
    if kind == "BRANCH":
        return set().union(*(_of_all(branch, room) for branch in value[1]))
    if kind == "SUBPATTERN":
        return _ANYTHING if value[1] & re.IGNORECASE else _of_all(value[-1], room)
    if kind == "ATOMIC_GROUP":
        return _of_all(value, room)
    if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, repeated = value
        once = {(head, on and most == 1) for head, on in _of_all(repeated, room)}
        return once | _NOTHING if least == 0 else once
    # what takes no room is left to the pattern itself
    return _NOTHING if kind in {"AT", "ASSERT", "ASSERT_NOT"} else _ANYTHING


def _of_class(parts: Any) -> _Heads:
    letters: set[str] = set()
    for part in parts:
        kind, value = str(part[0]), part[1]
        if kind == "LITERAL":
            letters.add(chr(value))
        elif kind == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            letters.update(digits)  # texts with others are gone over in full
        elif kind == "CATEGORY" and str(value) == "CATEGORY_SPACE":
            letters.update(_SPACES)
        elif kind == "RANGE" and value[1] - value[0] < _FEW:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _ANYTHING
    return {(letter, True) for letter in letters}
