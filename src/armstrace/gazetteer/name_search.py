"""Finding known names in running text, each hit an exact span of the text as it was handed over.

The search looks through curly quotes, the several dashes, no-break spaces and the line breaks of wrapped text, but a
hit always points at the original characters. A blank line ends a name; a letter or digit at its edge forbids it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from armstrace.gazetteer.folding import fold, plain

_LONE = re.compile("[\ud800-\udfff]")
# two or more, or one that is no plain space; begun with one class of letters, which is what a search is quickest for
_RUNS = re.compile(r"\s(?:\s+|(?<! ))")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|[\u2029\f]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text, code points `start` to `end` (half open), and what it stands for."""

    start: int
    end: int
    value: str


def searchable(text: str) -> str:
    """Give a text with U+FFFD for each lone surrogate, which no search and no parse takes."""
    if text.isascii():
        return text
    try:
        text.encode()  # some ten times as fast as a look through the text
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", text)
    return text


class NameSearch:
    """A set of names to look for: `anyhow` in any mixture of capitals, `exact` only as written (abbreviations)."""

    def __init__(self, anyhow: Iterable[tuple[str, str]], exact: Iterable[tuple[str, str]] = ()) -> None:
        """Build the search from pairs of name and value."""
        self._folded = _automaton([(fold(name), value) for name, value in anyhow])
        self._exact = _automaton([(" ".join(plain(name).split()), value) for name, value in exact])
        self._last: tuple[str | None, list[int]] = (None, [])

    def find(self, text: str) -> list[Hit]:
        """Give the names in `text` in order, none overlapping: the leftmost first, and there the longest."""
        flat, starts, shifts = _flatten(text)
        hits = set(_hits(self._exact, flat, flat)) if self._exact[1] else set()
        if self._folded[1]:
            hits.update(_hits(self._folded, _lower(flat), flat))
        if not hits:
            return []
        found = sorted(
            hits,
            key=lambda hit: (hit.start, -hit.end, hit.value),
        )
        kept: list[Hit] = []
        reached = 0
        for hit in found:
            if hit.start >= reached:
                reached = hit.end
                kept.append(Hit(_origin(hit.start, starts, shifts), _origin(hit.end, starts, shifts), hit.value))
        return kept

    def may_find(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name can begin in a stretch of a text; the text is searched once, as a whole."""
        if self._last[0] is not text:
            flat, starts, shifts = _flatten(text)
            searched = ((self._exact, flat), (self._folded, _lower(flat)))
            places = {place for (search, names), here in searched if names for place in _places(search, here)}
            self._last = (text, sorted(_origin(place, starts, shifts) for place in places))
        places_here = self._last[1]
        index = bisect_left(places_here, start)
        return index < len(places_here) and places_here[index] < end


_Automaton = tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]


def _automaton(names: list[tuple[str, str]]) -> _Automaton:
    names = sorted(set(names))
    return ahocorasick_rs.AhoCorasick([name for name, _ in names]), names


def _places(search: ahocorasick_rs.AhoCorasick, text: str) -> Iterator[int]:
    return (start for _, start, _ in search.find_matches_as_indexes(text, overlapping=True))


def _hits(automaton: _Automaton, haystack: str, flat: str) -> Iterator[Hit]:
    search, names = automaton
    for number, start, end in search.find_matches_as_indexes(haystack, overlapping=True):
        if not (_in_word(flat, start - 1) or _in_word(flat, end)):
            yield Hit(start, end, names[number][1])


def _in_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


_lower = lru_cache(maxsize=16)(str.lower)


@lru_cache(maxsize=16)
def _flatten(text: str) -> tuple[str, list[int], list[int]]:
    """Make every run of white space one space (one line feed at a blank line); give the shifts back to the original."""
    text = plain(searchable(text))
    # what is printable has no white space but plain spaces
    if ("  " not in text and text.isprintable()) or not _RUNS.search(text):
        return text, [0], [0]
    pieces: list[str] = []
    starts, shifts = [0], [0]
    last = length = 0
    for run in _RUNS.finditer(text):
        pieces += (text[last : run.start()], "\n" if _BLANK_LINE.search(run[0]) else " ")
        length += run.start() - last + 1
        last = run.end()
        if last - run.start() > 1:
            starts.append(length)
            shifts.append(last - length)
    pieces.append(text[last:])
    return "".join(pieces), starts, shifts


def _origin(place: int, starts: list[int], shifts: list[int]) -> int:
    return place + shifts[bisect_right(starts, place) - 1]
