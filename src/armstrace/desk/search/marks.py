"""Where the words that were looked for stand in a text as written, and the piece of it that is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armstrace.desk.search.asked import Term
from armstrace.desk.search.folding import Word, words

BEFORE, SHOWN = 60, 240
"""How many letters of a text are shown before the first mark, and in all."""
_EDGE = 20

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text as written, where it begins there, and the marks in it, counted from its own beginning."""

    text: str
    start: int
    marks: tuple[Span, ...]


def spans(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Give the half-open ranges of a text where a term stands, in order, none inside another.

    >>> spans("Straße, STRASSE", [Term(("strasse",))])
    ((0, 6), (8, 15))
    """
    there = list(words(text))
    found = sorted(span for term in terms for span in _of_term(there, term))
    joined: list[Span] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _of_term(there: Sequence[Word], term: Term) -> Iterator[Span]:
    *before, last = term.words
    reach = len(before)
    for at in range(reach, len(there)):
        word = there[at].folded
        if (word.startswith(last) if term.beginning else word == last) and all(
            there[at - reach + number].folded == each for number, each in enumerate(before)
        ):
            yield there[at - reach].start, there[at].end


def snippet(text: str, marked: Sequence[Span]) -> Snippet:
    """Give the piece of a text in which most of it is marked, cut at spaces where there are any."""
    first = _densest(marked)
    start = max(0, (marked[first][0] if marked else 0) - BEFORE)
    end = min(len(text), start + SHOWN)
    if start:
        space = text.find(" ", start, start + _EDGE)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - _EDGE, end)
        end = space if space > start else end
    inside = [(max(low, start), min(high, end)) for low, high in marked if low < end and high > start]
    return Snippet(text[start:end], start, tuple((low - start, high - start) for low, high in inside))


def _densest(marked: Sequence[Span]) -> int:
    """Find the mark from which on most marks are shown together."""
    best = most = behind = 0
    for number, (start, _) in enumerate(marked):
        behind = max(behind, number)
        while behind < len(marked) and marked[behind][1] <= start + SHOWN - BEFORE:
            behind += 1
        if behind - number > most:
            best, most = number, behind - number
    return best
