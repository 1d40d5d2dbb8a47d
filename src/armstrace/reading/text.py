"""A view of a text that is easier to read by rule and keeps every offset.

Each character is replaced by exactly one other, so a span of the view is the same span of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2014\u2015", "\u2014"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f", " "
        ),
    }
)


def view(text: str) -> str:
    """Give a text with plain quotes, dashes and spaces, character for character.

    >>> view("Azerbaijan\u2019s 2015\u201319")
    "Azerbaijan's 2015-19"
    """
    return text.translate(_ONE_FOR_ONE)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end


_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "sgt",
        "st",
        "no",
        "nos",
        "vol",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "approx",
        "ca",
        "c",
        "cf",
        "fig",
        "u.s",
        "u.k",
        "u.n",
        "u.s.s.r",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "est",
    ]
)
LONGEST = 1500
_END = re.compile(r"""[.!?…]+["')\]]*(?=\s+["'(\[#@]*[^\s"'(\[#@])""")
_LAST_WORD = re.compile(r"[^\s(\"']+$")


def sentences(text: str, block: Span) -> list[Span]:
    """Split one block of a view into sentences.

    A full stop after an abbreviation, an initial or inside a number ends nothing, nor does one before a small letter.

    >>> [(span.start, span.end) for span in sentences("It was so. U.S. arms went.", Span(0, 26))]
    [(0, 10), (11, 26)]
    """
    found: list[Span] = []
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if _is_inside(text, start, match):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
    found.append(Span(start, block.end))
    short = (piece for span in found for piece in _cut(text, span))
    return [trimmed for span in short if (trimmed := _trim(text, span)).start < trimmed.end]


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Cut what no person wrote as one sentence, at a space where there is one: reading takes time by its square."""
    start = span.start
    while span.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _is_inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an abbreviation or whether a small letter goes on after it."""
    following = text[match.end() :].lstrip()[:1]
    if following.islower():
        return True
    if match.group() != ".":
        return False
    before = _LAST_WORD.search(text, start, match.start())
    word = before.group().lower() if before else ""
    initial = len(word) == 1 and word.isalpha() and text[match.start() - 1].isupper()
    # "U.S." at the end of a sentence is followed by a capital just as "U.S. Army" is: keep them together
    return word in _ABBREVIATIONS or initial


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(piece.rstrip())))


def blocks(text: str) -> list[Span]:
    """Split a text into blocks at line ends; for callers that have no passages to hand on."""
    return [Span(match.start(), match.end()) for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text)]
