"""Names inside a stretch of an article, found without walking over all of them."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from armstrace.reading.text.view import Span

# longer than any sentence of prose: a table or a run without stops, in which to look for clauses would take for ever
LONGEST_SENTENCE = 5000


class Named(Protocol):
    """Anything that stands at a place of the text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character after the last."""


Name = TypeVar("Name", bound=Named)


def within(names: Sequence[Name], span: Span) -> list[Name]:
    """Give the names that lie inside a span; `names` is in order and none overlap."""
    first = bisect_left(names, span.start, key=lambda name: name.start)
    found = []
    for name in names[first : first + 200]:
        if name.start >= span.end:
            break
        if name.end <= span.end:
            found.append(name)
    return found


def before(names: Sequence[Name], offset: int, most: int) -> list[Name]:
    """Give the last few names that end before an offset, nearest first."""
    last = bisect_left(names, offset, key=lambda name: name.start)
    return [name for name in reversed(names[max(0, last - most) : last]) if name.end <= offset]


def overlaps(one: Named, start: int, end: int) -> bool:
    """Tell whether a name shares a character with a stretch."""
    return one.start < end and start < one.end
