"""Texts of a redacted copy: the words that were read, written anew as plain text, without what is left out.

Whatever a file holds beside those words stays behind: markup, scripts, comments, hidden layers, fonts, metadata.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from armstrace.desk.redaction.plan import Name, Part
from armstrace.desk.redaction.words import Cut, Names, mark, without
from armstrace.records.errors import CaseError, UnreadableValue
from armstrace.records.kinds import Passage
from armstrace.records.passages import decode_runs
from armstrace.records.place import Place

Span = tuple[int, int]
_FEWEST_LETTERS = 5
"""Fewer letters than these in a passage are found as they are written only."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text without what is left out: the cuts, in order, are ranges of the whole text."""

    text: str
    cuts: tuple[Cut, ...]

    def moved(self, start: int, end: int) -> Span | None:
        """Say where a range of the whole text stands now; None where something in it was left out."""
        number = bisect_right(self.cuts, start, key=lambda cut: cut.start)
        if number and self.cuts[number - 1].end > start:
            return None
        if number < len(self.cuts) and self.cuts[number].start < end:
            return None
        shift = sum(len(cut.put) - (cut.end - cut.start) for cut in self.cuts[:number])
        return start + shift, end + shift

    def places(self) -> Iterator[Span]:
        """Give for each cut where its mark stands in the new text."""
        shift = 0
        for cut in self.cuts:
            yield cut.start + shift, cut.start + shift + len(cut.put)
            shift += len(cut.put) - (cut.end - cut.start)


def rendered(text: str, passages: Sequence[Passage], parts: Iterable[Part], names: Names, reason: str) -> Rendered:
    """Write a document's text anew without the parts a plan names and without names.

    Raises:
        CaseError: the words of a part do not stand in it, or its place leads nowhere.
    """
    wanted = [cut for part in parts for cut in _cuts_of(text, passages, part, reason)]
    cuts = tuple(joined(text, [*wanted, *names.cuts(text)]))
    return Rendered(without(text, cuts), cuts)


def joined(text: str, cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Put cuts in order; those that overlap become one, marked as the first and longest of them."""
    last: Cut | None = None
    for cut in sorted((each for each in cuts if each.start < each.end), key=lambda each: (each.start, -each.end)):
        if last is not None and cut.start < last.end:
            last = Cut(last.start, max(last.end, cut.end), last.put, last.reason)
            continue
        if last is not None:
            yield last
        last = cut
    if last is not None:
        yield Cut(last.start, min(last.end, len(text)), last.put, last.reason)


def _cuts_of(text: str, passages: Sequence[Passage], part: Part, reason: str) -> Iterator[Cut]:
    said = part.reason or reason
    put = part.put or mark(said)
    spans = list(_worded(text, part.words) if part.words else _placed(passages, part.place))
    if not spans:
        raise CaseError(
            "A part that the plan leaves out is not in this text.",
            where=part.place or part.words[:80],
            todo="Copy the words, or the place that `armstrace why` gives, as they stand there.",
        )
    yield from (Cut(start, end, put, said) for start, end in spans)


def _worded(text: str, words: str) -> Iterator[Span]:
    """Find words wherever they stand, whatever the white space between them; more than a few letters as names are."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    yield from (found.span() for found in re.finditer(pattern, text)) if pattern else ()
    if len(re.findall(r"[^\W_]", words)) >= _FEWEST_LETTERS:
        yield from ((cut.start, cut.end) for cut in Names((Name(words),)).cuts(text))


def _placed(passages: Sequence[Passage], place: str) -> Iterator[Span]:
    """Find in a document's text what was read from a place in the original; a run that leads as a whole goes whole."""
    try:
        at = Place.read(place)
    except UnreadableValue as error:
        raise CaseError(error.what, where=place, todo=error.todo) from error
    if at.chars is None:
        raise CaseError("This is no place in a text.", where=place, todo="Write it as chars=120-180.")
    low, high = at.chars
    for passage in passages:
        if passage.page != (at.page or 0):
            continue
        for run in decode_runs(passage.runs):
            if run.original < high and low < run.original + run.width:
                start, end = run.at, run.at + run.length
                if run.length == run.width:
                    start, end = max(start, low - run.original + run.at), min(end, high - run.original + run.at)
                yield passage.start + start, passage.start + end
