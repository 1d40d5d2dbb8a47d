"""The document as it was read, with its claims marked in place; every character of it stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from armstrace.dossier.shown_text import marked, one_line
from armstrace.dossier.verdict_words import VERDICTS

WORDS_IN_LABEL = 120
BLOCK_CLASSES = {"heading", "paragraph", "caption", "list_item", "quote", "code", "table_cell", "tweet", "margin"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim to highlight: half-open code points, its number, what it links to and its state.

    `state` is a verdict's value or "unchecked".
    """

    start: int
    end: int
    number: int
    target: str
    state: str
    words: str

    @property
    def label(self) -> str:
        """What a screen reader says of the highlight."""
        return f"Claim {self.number}, {VERDICTS[self.state].word}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks; `opening` begin here, `closing` end here."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


def article(
    text: str, blocks: Sequence[tuple[int, int, str]], marks: Sequence[Mark], before_target: str = "#"
) -> Markup:
    """Lay out a document's text with its claims marked.

    `blocks` and `marks` are in code points of `text`; marks may overlap, nest or share one span. The text content of
    the result, without the references and with the marks of hidden characters read back, is `text` exactly. A mark
    leads to `before_target` with its target behind it.
    """
    spans = list(_all_spans(text, blocks))
    pieces = []
    for start, end, kind in spans:
        inside = Markup("").join(_segment(text, each, before_target) for each in segments(start, end, marks))
        if kind:
            pieces.append(Markup('<p class="block {}">{}</p>').format(kind, inside))
        else:
            pieces.append(inside)
    return Markup("").join(pieces)


def segments(start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    """Cut text[start:end] wherever a mark begins or ends, so that overlapping marks never cross."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(at for mark in here for at in (mark.start, mark.end) if start < at < end)})
    for left, right in pairwise(cuts):
        over = [mark for mark in here if mark.start <= left and mark.end >= right]
        yield Segment(
            left,
            right,
            tuple(sorted(over, key=lambda mark: (mark.end - mark.start, mark.number))),
            tuple(mark for mark in over if mark.start == left),
            tuple(mark for mark in over if mark.end == right),
        )


def _all_spans(text: str, blocks: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Give blocks and the gaps between them, in order and without overlap; kind "" is a gap of white space."""
    done = 0
    for start, end, kind in sorted(blocks or _lines(text)):
        start, end = max(start, done), min(end, len(text))  # noqa: PLW2901  # clipped, so nothing is shown twice
        if start >= end:
            continue
        yield from _gap(text, done, start)
        yield start, end, kind if kind in BLOCK_CLASSES else "paragraph"
        done = end
    yield from _gap(text, done, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if start < end:
        yield start, end, "margin" if text[start:end].strip() else ""


def _lines(text: str) -> list[tuple[int, int, str]]:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line), "paragraph"))
        at += len(line) + 1
    return spans


def _segment(text: str, segment: Segment, before_target: str) -> Markup:
    words = marked(text[segment.start : segment.end])
    if not segment.marks:
        return words
    first = segment.marks[0]
    states = {mark.state for mark in segment.marks}
    shown = text[segment.start : segment.end]
    # what is read out begins with what is seen; long words are their own name, and say beside what they are
    named = (
        Markup('aria-label="{}: {}"').format(first.label, one_line(shown, WORDS_IN_LABEL))
        if len(shown) <= WORDS_IN_LABEL
        else Markup('title="{}"').format(first.label)
    )
    linked = Markup('<a class="claim {}" href="{}{}" {}>{}</a>').format(
        states.pop() if len(states) == 1 else "several", before_target, first.target, named, words
    )
    for mark in segment.opening:
        linked = Markup('<span id="claim-{}" class="place">{}</span>').format(mark.number, linked)
    closing = sorted(segment.closing, key=lambda mark: mark.number)
    if not closing:
        return linked
    refs = Markup("").join(_reference(mark, before_target, alone=segment.marks == (mark,)) for mark in closing)
    return linked + Markup('<sup class="refs">&nbsp;{}</sup>').format(refs)


def _reference(mark: Mark, before_target: str, *, alone: bool) -> Markup:
    # alone, the words themselves are the same link: one stop for the keyboard and the screen reader is enough
    quiet = Markup(' tabindex="-1" aria-hidden="true"') if alone else Markup("")
    return Markup('<a class="ref {0}" href="{1}{2}" aria-label="{3}"{4}>{5}{6}</a>').format(
        mark.state, before_target, mark.target, mark.label, quiet, VERDICTS[mark.state].icon, mark.number
    )
