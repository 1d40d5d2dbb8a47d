"""Text out of the characters of a PDF page: lines joined, hyphens at line ends undone, a run for each stretch."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from armstrace.records.passages import Run
from armstrace.sources.pdf.process import PdfLine, PdfPage

# PDFium gives U+0002 for the hyphen of a word broken at a line's end; U+00AD is the soft hyphen
_BROKEN, _SOFT = "\x02", "\u00ad"
_HYPHENS = f"{_BROKEN}{_SOFT}-\u2010"
_WHITE = "\t\n\r "
_PLAIN = r"[^\x00- \x7f\u00ad\ud800-\udfff\ufffe\uffff]+"
# single spaces between words stay as they are, so most of a line is one stretch
_PIECE = re.compile(
    rf"(?P<plain>{_PLAIN}(?: {_PLAIN})*)|(?P<white>[\t\n\r ]+)|(?P<pair>[\ud800-\udbff][\udc00-\udfff])"
    rf"|(?P<hyphen>[{_BROKEN}{_SOFT}])|(?P<unreadable>.)",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]*")
UNREADABLE = "\ufffd"

Stretch = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that stand unbroken in a document, in lower case: they tell which hyphens at line ends are its own."""

    known: frozenset[str]

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether "before-" at a line's end and "after" on the next line are one word with its hyphen.

        They are where a figure or a capital stands at the break ("2015-" "19"), where the document has the compound
        elsewhere, or both halves as words of their own and the joined word nowhere.

        >>> Words(frozenset({"israeli", "made"})).keeps_hyphen("Israeli", "made")
        True
        >>> Words(frozenset({"israeli", "made"})).keeps_hyphen("inter", "national")
        False
        """
        if not before[-1:].isalpha() or not after[:1].islower():
            return True
        head, rest = _letters_at_end(before).lower(), _letters(after).lower()
        if head + rest in self.known:
            return False
        both = len(head) > 2 and len(rest) > 2 and head in self.known and rest in self.known
        return both or f"{head}-{rest}" in self.known


def words_of(pages: Iterable[PdfPage]) -> Words:
    """Collect the words and compounds that stand inside the lines of a document; a line's last word may be a half."""
    found: set[str] = set()
    for page in pages:
        for line in page.lines:
            words = _WORD.findall(line_text(page, line).lower())
            found.update(words[:-1] if line_ends_broken(page, line) else words)
    return Words(frozenset(found))


def line_text(page: PdfPage, line: PdfLine) -> str:
    """Give the words of one line."""
    return "".join(text for text, _, _ in _stretches(page, line.start, line.end))


def lines_text(page: PdfPage, lines: Sequence[PdfLine], words: Words) -> tuple[str, tuple[Run, ...]]:
    """Join lines into one text with its runs; a run's original is PDFium's character index on the page.

    White space becomes one space, a line end too; the hyphen of a word broken at a line's end is dropped.
    """
    joined: list[Stretch] = []
    for number, line in enumerate(lines):
        stretches = list(_stretches(page, line.start, line.end))
        if joined and stretches:
            _join(joined, stretches, words, broken=line_ends_broken(page, lines[number - 1]))
        joined += stretches
    runs, length = [], 0
    for text, low, high in joined:
        runs.append(Run(length, len(text), low, high - low))
        length += len(text)
    return "".join(text for text, _, _ in joined), tuple(runs)


def line_ends_broken(page: PdfPage, line: PdfLine) -> bool:
    """Whether a line ends with a hyphen directly behind a letter or figure."""
    printed = page.text[line.start : line.end].rstrip(_WHITE)
    return len(printed) > 1 and printed[-1] in _HYPHENS and printed[-2] not in _WHITE


def _join(joined: list[Stretch], following: Sequence[Stretch], words: Words, *, broken: bool) -> None:
    """Put between two lines what belongs there: a space, a hyphen of the word's own, or nothing."""
    last, low, high = joined[-1]
    if not broken:
        joined.append((" ", high, max(following[0][1], high + 1)))
        return
    before = "".join(text for text, _, _ in joined[-3:])[:-1]
    after = "".join(text for text, _, _ in following[:3])
    if not words.keeps_hyphen(before, after):
        joined[-1:] = [(last[:-1], low, high - 1)] if len(last) > 1 else []


def _stretches(page: PdfPage, start: int, end: int) -> Iterator[Stretch]:
    """Yield (text, first index, index after the last) for the characters of a line, trimmed of white space."""
    printed = page.text[start:end]
    start += len(printed) - len(printed.lstrip(_WHITE))
    end = start + len(printed.strip(_WHITE))
    for found in _PIECE.finditer(page.text, start, end):
        low, high = found.span()
        if found.lastgroup == "plain":
            yield found[0], low, high
        elif found.lastgroup == "white":
            yield " ", low, high
        elif found.lastgroup == "pair":
            yield found[0].encode("utf-16", "surrogatepass").decode("utf-16"), low, high
        elif found.lastgroup == "unreadable":
            yield UNREADABLE, low, high
        elif found[0] == _BROKEN or high == end:
            yield "-", low, high


def _letters(text: str) -> str:
    found = _LETTERS.match(text)
    return found[0] if found else ""


def _letters_at_end(text: str) -> str:
    return _letters(text[::-1])[::-1]
