"""Stand-ins for the names of states, so that the parse is the same whichever state is named.

A statistical model has seen some states' names more often than others: it takes "Azerbaijan" for a person and reads the
sentence differently. Each name is parsed as a word of the same kind instead; its word in the tree is the name itself.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.text.view import Span

_PLAIN, _PLURAL, _DESCRIBING, _TOWN, _WITH_ARTICLE = "France", "Germans", "German", "Paris", "Netherlands"
_WORDS = {
    "adjective": _DESCRIBING,
    "demonym": _DESCRIBING,
    "demonym_plural": _PLURAL,
    "capital": _TOWN,
    "government": _TOWN,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as it is parsed, and the way back: each stand-in's start there, its end, and the span it stands for."""

    text: str
    places: tuple[tuple[int, int, Span], ...]
    start: int

    def origin(self, start: int, end: int) -> Span:
        """Give the span of the view behind a word of the sentence as it is parsed."""
        before = bisect_right(self.places, start, key=lambda place: place[0]) - 1
        if before < 0:
            return Span(self.start + start, self.start + end)
        _, last, original = self.places[before]
        if start < last:
            return Span(original.start, original.end + max(0, end - last))
        shift = original.end - last
        return Span(start + shift, end + shift)


def written(seen: str, sentence: Span, names: Sequence[Mention]) -> Written:
    """Write a sentence of a view with stand-ins for the names of states in it."""
    parts: list[str] = []
    places: list[tuple[int, int, Span]] = []
    at, length = sentence.start, 0
    for name in names:
        parts.append(seen[at : name.start])
        length += name.start - at
        word = _word(seen, name)
        places.append((length, length + len(word), Span(name.start, name.end)))
        parts.append(word)
        length += len(word)
        at = name.end
    parts.append(seen[at : sentence.end])
    return Written("".join(parts), tuple(places), sentence.start)


def _word(seen: str, name: Mention) -> str:
    word = _WORDS.get(name.kind, _PLAIN)
    if word == _PLAIN and seen[max(0, name.start - 4) : name.start].lower() == "the ":
        return _WITH_ARTICLE
    return word
