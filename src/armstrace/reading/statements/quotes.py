"""Quotations: the spans between quotation marks, also over several paragraphs, found in one pass."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from armstrace.reading.article import Article
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_DOUBLE = Keyed(re.compile(r"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]|''|``"), apart=True)
_SINGLE = Keyed(re.compile(r"(?<!\w)[\u2018'](?=[^\W_])|(?<=[\w.,?!\u2026])['\u2019](?!\w)"), apart=True)
_OPENING = frozenset("\u201c\u201e\u201f\u00ab")
_CLOSING = frozenset("\u201d\u00bb")
# a single quotation longer than this is two apostrophes far apart
_LONGEST_SINGLE = 1200
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation with its marks; `closed` is False where the paragraph ends before a closing mark.

    `continues` is True where the quotation goes on from the paragraph before.
    """

    start: int
    end: int
    block: int
    closed: bool = True
    continues: bool = False

    @property
    def span(self) -> Span:
        """The quotation with its marks."""
        return Span(self.start, self.end)


class Quotes:
    """All quotations of a text in order, none inside another."""

    def __init__(self, found: Sequence[Quote]) -> None:
        """Take the quotations in order."""
        self.all = tuple(found)
        self._starts = [quote.start for quote in self.all]

    def at(self, offset: int) -> Quote | None:
        """Give the quotation that covers an offset, its marks included."""
        index = bisect_right(self._starts, offset) - 1
        return self.all[index] if index >= 0 and offset < self.all[index].end else None

    def within(self, start: int, end: int) -> tuple[Quote, ...]:
        """Give the quotations that begin inside a span."""
        return self.all[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]

    def before(self, offset: int) -> Quote | None:
        """Give the last quotation that ends at or before an offset."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self.all[index].end > offset:
            index -= 1
        return self.all[index] if index >= 0 else None


def find_quotes(article: Article) -> Quotes:
    """Find the quotations of an article, block by block: an opening mark without a closing one runs to the block's end.

    >>> from datetime import date
    >>> from armstrace.reading.article import article_of
    >>> text = 'He said: "It ended." Then he left.'
    >>> [text[q.start:q.end] for q in find_quotes(article_of(text, date(2020, 1, 1))).all]
    ['"It ended."']
    """
    found: list[Quote] = []
    running = False
    for number, block in enumerate(article.blocks):
        double = list(_double(article.text, block.body, number, running=running))
        running = bool(double) and not double[-1].closed
        found += double
        found += _single(article.text, block.body, number, double)
    return Quotes(sorted(found, key=lambda quote: quote.start))


def _double(text: str, body: Span, number: int, *, running: bool) -> Iterator[Quote]:
    """Take each mark in turn; a mark inside a quotation closes it unless it can only open another.

    Where the paragraph before left a quotation open, this one goes on with it: with an opening mark of its own or, if
    its first mark can only close, without. A first mark that can only close behind a comma or stop has lost its other.
    """
    opened: int | None = None
    continues = running
    found_none = True
    for mark in _DOUBLE.finditer(text, body.start, body.end):
        opens = _opens(text, body, mark)
        lost = found_none and text[max(body.start, mark.start() - 1)] in ".,?!\u2026"
        if opened is None and (running or lost) and opens is False:
            opened = body.start
        running = found_none = False
        if opened is None:
            continues = continues and not text[body.start : mark.start()].strip()
            opened = mark.start() if opens is not False else None
        elif opens is not True:
            yield Quote(opened, mark.end(), number, continues=continues)
            opened, continues = None, False
    if opened is not None and body.end - opened > 2:
        yield Quote(opened, body.end, number, closed=False, continues=continues)


def _opens(text: str, body: Span, mark: re.Match[str]) -> bool | None:
    """Tell whether a mark opens (True) or closes (False) by its form or its neighbours; None: either."""
    if mark.group() in _OPENING or mark.group() == "``":
        return True
    if mark.group() in _CLOSING:
        return False
    after = text[mark.end()] if mark.end() < body.end else " "
    if after.isspace() or after in ".,;:?!)]":
        return False
    return None


def _single(text: str, body: Span, number: int, double: Sequence[Quote]) -> Iterator[Quote]:
    """Take single marks outside double ones, where the closing one follows a stop or a comma or the mark is curly."""
    covered = Quotes(double)
    opened: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text, body.start, body.end):
        if covered.at(mark.start()):
            continue
        before = text[mark.start() - 1] if mark.start() > body.start else " "
        if not (before.isalnum() or before in ".,?!\u2026"):
            opened = mark
        elif opened and mark.end() - opened.start() > _LONGEST_SINGLE:
            opened = None
        elif opened and (before in ".,?!\u2026" or opened.group() == "\u2018"):
            yield Quote(opened.start(), mark.end(), number)
            opened = None


def is_utterance(article: Article, quote: Quote) -> bool:
    """Tell a quoted utterance from a quoted word or title: five words, or two and the end of a sentence."""
    inner = _inner(article, quote)
    words = _first_words(inner)
    return not _is_title(words) and (len(words) >= 5 or (len(words) >= 2 and inner[-1:] in "?!.,"))


def is_title(article: Article, quote: Quote) -> bool:
    """Tell the title of a work or programme: a few words, the long ones capitalised."""
    return _is_title(_first_words(_inner(article, quote)))


def _inner(article: Article, quote: Quote) -> str:
    return article.seen[quote.start : quote.end].strip("\"'` ")


@lru_cache(maxsize=256)
def _first_words(inner: str) -> tuple[str, ...]:
    return tuple(word.group() for word in islice(_WORD.finditer(inner), 8))


def _is_title(words: tuple[str, ...]) -> bool:
    long = [word for word in words if len(word) > 3]
    return len(words) < 8 and len(long) > 1 and all(word[0].isupper() for word in long)
