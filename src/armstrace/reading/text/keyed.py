"""Patterns that are tried only where a match can begin, told by one quick search for all beginnings they have.

The beginnings are worked out from the pattern itself, so what is found is what the pattern finds by going over every
character, some ten times sooner. A pattern that can begin with anything is left as it is.
"""

import importlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import digits
from typing import Any

import ahocorasick_rs

from armstrace.gazetteer.name_search import searchable
from armstrace.reading.text.words import small

# letters of a beginning, and how many of them one pattern may have
_ROOM = 6
_MOST = 20_000
_FEW = 26
_ODD_DIGIT = re.compile(r"[^\D0-9]")
_PARSER: Any = importlib.import_module("re._parser")
_Heads = set[tuple[str, bool]]
_NOTHING: _Heads = {("", True)}
_ANYTHING: _Heads = {("", False)}


class Keyed:
    """A pattern with the beginnings of all its matches; no match may be empty."""

    def __init__(self, pattern: re.Pattern[str], room: int = _ROOM) -> None:
        """Work out the beginnings of a pattern, each of `room` letters at most."""
        self.pattern = pattern
        self._ignores = bool(pattern.flags & re.IGNORECASE)
        heads = beginnings(pattern, room)
        self._counts = any(letter.isdecimal() for head in heads for letter in head)
        self._search = ahocorasick_rs.AhoCorasick(heads) if heads else None
        self._last: tuple[str, Sequence[int]] = ("", ())

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Give what `pattern.finditer(text, start, end)` gives; `text` is best the whole one, searched once."""
        limit = len(text) if end is None else end
        if self._search is None:
            yield from self.pattern.finditer(text, start, limit)
            return
        places, match_at = self._places(text), self.pattern.match
        for index in range(bisect_left(places, start), len(places)):
            place = places[index]
            if place >= limit:
                return
            if place >= start and (match := match_at(text, place, limit)):
                yield match
                start = match.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Give what `pattern.search(text, start, end)` gives."""
        return next(self.finditer(text, start, end), None)

    def places(self, text: str) -> Sequence[int]:
        """Give where a match can begin, in order."""
        if self._search is None or (self._counts and _has_odd_digits(text)):
            return range(len(text))
        folded = searchable(_folded(text) if self._ignores else text)
        # no beginning is the beginning of another, so that no place comes twice
        return sorted([start for _, start, _ in self._search.find_matches_as_indexes(folded, overlapping=True)])

    def _places(self, text: str) -> Sequence[int]:
        """Keep the places of the last text only: one text after the other is read, sentence by sentence."""
        if self._last[0] is not text:
            self._last = (text, self.places(text))
        return self._last[1]

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Tell whether a match can begin in a stretch, without trying."""
        places = self._places(text)
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end


_folded = lru_cache(maxsize=4)(small)


@lru_cache(maxsize=4)
def _has_odd_digits(text: str) -> bool:
    return not text.isascii() and _ODD_DIGIT.search(text) is not None


def beginnings(pattern: re.Pattern[str], room: int = _ROOM) -> list[str]:
    r"""Give the beginnings of all matches, in small letters where capitals do not count; [] where it can be anything.

    >>> beginnings(re.compile(r"\b(?:fir(?:e|es)|use)d?"), 4)
    ['fire', 'use']
    """
    tree = _PARSER.parse(pattern.pattern, pattern.flags)
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
        grown: _Heads = set()
        for head, goes_on in found:
            if goes_on and len(head) < room:
                grown.update((head + more, on) for more, on in _of_one(item, room - len(head)))
            else:
                grown.add((head, False))
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
        elif kind == "RANGE" and value[1] - value[0] < _FEW:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _ANYTHING
    return {(letter, True) for letter in letters}
