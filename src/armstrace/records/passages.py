"""From a document's text back to the original: where each character that was read stands in the file.

A document's text is its passages in reading order. What stands inside a passage was read from the file; where a
passage starts later than the one before ended, armstrace fills the gap with line feeds, which lead nowhere. A text
file leaves no gaps: its passages carry their own line ends, so the document's text is the file's text.
"""

import json
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from armstrace.records.errors import UnreadableValue
from armstrace.records.foreign import json_of
from armstrace.records.kinds import Passage
from armstrace.records.place import Place

_WHOLE_FILE = Place()
_ENCODER = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `at` to `at + length` of a passage, read from `original` to `original + width` of the original.

    Where `length` and `width` are equal the run goes character by character; else (an entity, several spaces read as
    one) it leads as a whole.

    >>> Run(10, 1, 120, 5).within(10, 11)
    (120, 125)
    """

    at: int
    length: int
    original: int
    width: int

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Give the original's half-open range for the part of this run from `start` to `end` of the passage."""
        if self.length != self.width:
            return self.original, self.original + self.width
        shift = self.original - self.at
        return start + shift, end + shift


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken half-open range of the original: code points of the file, or of a page where `page` is set.

    `home` is the part of the file that they are counted in: a member of an archive, a record of a web archive.
    """

    page: int
    start: int
    end: int
    home: Place = _WHOLE_FILE

    @property
    def place(self) -> Place:
        """Where it stands."""
        return replace(self.home, page=self.page or None, chars=(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one passage in the document's text, without the white space around them."""

    start: int
    end: int
    kind: str
    page: int


def encode_runs(runs: Iterable[Run]) -> str:
    """Write runs as Passage.runs keeps them, neighbours joined: [at, length, original] and the width where it differs.

    >>> encode_runs([Run(0, 3, 40, 3), Run(3, 2, 43, 2), Run(5, 1, 45, 5)])
    '[[0,5,40],[5,1,45,5]]'
    """
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and _follows(last, run):
            joined[-1] = Run(last.at, last.length + run.length, last.original, last.width + run.width)
        else:
            joined.append(run)
    rows = [[r.at, r.length, r.original] + ([r.width] if r.width != r.length else []) for r in joined]
    return _ENCODER.encode(rows)


@lru_cache(maxsize=1000)
def decode_runs(text: str) -> tuple[Run, ...]:
    """Read runs back.

    Raises:
        UnreadableValue: the text is not a list of runs.

    >>> decode_runs('[[0,5,40],[5,1,45,5]]')[1]
    Run(at=5, length=1, original=45, width=5)
    """
    try:
        rows = json_of(text)
        return tuple(_run(*row) for row in rows)
    except (TypeError, ValueError) as error:
        raise UnreadableValue(
            "These are not the runs of a passage.", where=text[:80], todo="Read the exhibit again."
        ) from error


def document_text(passages: Iterable[Passage]) -> str:
    """Give the text of a document as readers and claims see it; `passages` in reading order.

    Raises:
        UnreadableValue: the passages overlap or are out of order.
    """
    pieces: list[str] = []
    length = 0
    for passage in passages:
        gap = passage.start - length
        if gap < 0:
            raise UnreadableValue(
                f"The passage at {passage.start} starts before the one in front of it ends ({length}).",
                where=passage.key,
                todo="Give the passages of one document in reading order.",
            )
        pieces += ["\n" * gap, passage.text]
        length = passage.start + len(passage.text)
    return "".join(pieces)


def at_spaces(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch of a text into pieces of at most so many characters, before spaces where there are any.

    >>> list(at_spaces("one two three", 0, 13, 6))
    [(0, 3), (3, 7), (7, 13)]
    """
    while end - start > most:
        space = text.rfind(" ", start + most // 2, start + most)
        cut = space if space > start else start + most
        yield start, cut
        start = cut
    yield start, end


def blocks(passages: Iterable[Passage]) -> tuple[Block, ...]:
    """Give the blocks of a document for readers: half-open ranges of document_text; blank passages are left out."""
    found = []
    for passage in passages:
        words = passage.text.strip()
        if words:
            start = passage.start + passage.text.index(words)
            found.append(Block(start, start + len(words), passage.block, passage.page))
    return tuple(found)


def original_stretches(passages: Sequence[Passage], start: int, end: int) -> tuple[Stretch, ...]:
    """Give every unbroken range of the original that the span [start, end) of the document's text was read from.

    Markup inside the span (a tag, a hyphen at a line's end) splits it; line feeds between passages lead nowhere.

    Raises:
        UnreadableValue: the span runs backwards or out of the text.
    """
    length = passages[-1].start + len(passages[-1].text) if passages else 0
    if not 0 <= start <= end <= length:
        raise UnreadableValue(
            f"{start}-{end} is not a span of this text.", todo=f"The text has {length} characters, numbered from 0."
        )
    found: list[Stretch] = []
    for stretch in _stretches(passages, start, end):
        last = found[-1] if found else None
        joins = last and (last.page, last.home) == (stretch.page, stretch.home)
        if last and joins and last.start <= stretch.start <= last.end:
            found[-1] = replace(last, end=max(last.end, stretch.end))
        else:
            found.append(stretch)
    return tuple(found)


def original_place(passages: Sequence[Passage], start: int, end: int) -> tuple[Place, ...]:
    """Give the place in the original of the span [start, end) of the document's text, one per page it touches.

    The place runs from the span's first character in the original to its last, markup in between included. A span
    that holds only the gap between two passages has no place.

    Raises:
        UnreadableValue: the span runs backwards or out of the text.
    """
    by_page: dict[tuple[int, Place], Stretch] = {}
    for stretch in original_stretches(passages, start, end):
        known = by_page.setdefault((stretch.page, stretch.home), stretch)
        low, high = min(known.start, stretch.start), max(known.end, stretch.end)
        by_page[stretch.page, stretch.home] = replace(known, start=low, end=high)
    return tuple(stretch.place for stretch in by_page.values())


def original_places(passages: Iterable[Passage], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[Place, ...]]:
    """Give the places of spans that come in the order of their starts; both are gone through once, see original_place.

    Raises:
        UnreadableValue: a span runs backwards or out of the text.
    """
    rest, held = iter(passages), deque[Passage]()
    for start, end in spans:
        while not held or held[-1].start + len(held[-1].text) < end:
            following = next(rest, None)
            if following is None:
                break
            held.append(following)
            _let_go(held, start)
        _let_go(held, start)
        yield original_place(held, start, end)


def _let_go(held: deque[Passage], start: int) -> None:
    """Drop what ends before a span starts."""
    while len(held) > 1 and held[0].start + len(held[0].text) <= start:
        held.popleft()


def _stretches(passages: Sequence[Passage], start: int, end: int) -> Iterator[Stretch]:
    first = max(0, bisect_right(passages, start, key=lambda passage: passage.start) - 1)
    # by its number: a slice would copy the rest of a long document for every claim
    for number in range(first, len(passages)):
        passage = passages[number]
        if passage.start >= end:
            return
        for run in decode_runs(passage.runs):
            low, high = max(start - passage.start, run.at), min(end - passage.start, run.at + run.length)
            if low < high:
                yield Stretch(passage.page, *run.within(low, high), _home(passage.place))


def _home(place: str) -> Place:
    return _home_in(place) if place.startswith(("member=", "record=")) else _WHOLE_FILE


@lru_cache(maxsize=1000)
def _home_in(place: str) -> Place:
    return replace(Place.read(place), page=None, chars=None)


def _follows(last: Run, run: Run) -> bool:
    plain = last.length == last.width and run.length == run.width
    return plain and run.at == last.at + last.length and run.original == last.original + last.width


def _run(at: int, length: int, original: int, width: int | None = None) -> Run:
    numbers = (at, length, original, length if width is None else width)
    if any(type(number) is not int or number < 0 for number in numbers):
        raise ValueError(numbers)
    return Run(*numbers)
