"""Sentences of a block, as spans of the view."""

import re
from collections.abc import Iterator

from armstrace.reading.text.view import Span

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
        "maj",
        "capt",
        "adm",
        "brig",
        "rev",
        "hon",
        "sen",
        "rep",
        "gov",
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
# one that stands behind another is looked at with it: a page of nothing but full stops is gone through once
_END = re.compile(r"""(?<![.!?…])[.!?…]+["')\]]*(?=\s+["'(\[#@]*[^\s"'(\[#@])""")
_NEXT = re.compile(r"\s*(\S)")
# "Protocol I. Iran signed it": a number, not an initial
_NUMBERED = re.compile(r"\b(?:Protocol|Annex|Part|Chapter|War|Category|Title|Schedule|START|Appendix) [IVX]$")
_BEGINS = re.compile(r"\s+[\"'(\[]*[A-Z][\w'\u2019-]*[\s,]")
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
    following = _NEXT.match(text, match.end())
    if following and following.group(1).islower():
        return True
    if match.group() != ".":
        return False
    # no abbreviation is longer; a line of nothing but "U.S." must not be gone over from its start each time
    before = _LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    word = before.group().lower() if before else ""
    initial = len(word) == 1 and word.isalpha() and text[match.start() - 1].isupper()
    if (
        initial
        and _NUMBERED.search(text, max(start, match.start() - 20), match.start())
        and _BEGINS.match(text, match.end())
    ):
        return False
    # "U.S." at the end of a sentence is followed by a capital just as "U.S. Army" is: keep them together
    return word in _ABBREVIATIONS or initial


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(piece.rstrip())))
