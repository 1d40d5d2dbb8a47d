"""Lines of PDF pages to blocks: paragraphs, headings, table cells, captions, list items, and what stands in margins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from statistics import median

from armstrace.records.origin import canonical
from armstrace.sources.pdf.process import PdfLine, PdfPage
from armstrace.sources.pdf.text import Words, line_text, lines_text, words_of
from armstrace.sources.text.blocks import could_be_heading, ends_sentence, is_caption, is_list_item
from armstrace.sources.text.passages import Piece

_FIGURES = re.compile(r"[0-9]{1,9}")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*)?(?:\d{1,4}|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))(?:\s*(?:of|/)\s*\d{1,4})?\W*\Z", re.IGNORECASE
)
_MARGIN_SHARE, _MOST_FIGURES, _SAME_HEIGHT = 0.1, 3, 4.0
_LARGER, _LOOSER, _SHORT = 1.15, 1.35, 0.75


RunningForm = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: `height` of its body type and `leading` from line to line in points, width of a column."""

    height: float
    leading: float
    width: float
    running: frozenset[RunningForm]
    words: Words


def pdf_pieces(pages: Sequence[PdfPage]) -> Iterator[Piece]:
    """Yield the blocks of a document in the order of its text layer; no block reaches over the end of a page."""
    setting = _setting(pages)
    for page in pages:
        group: list[PdfLine] = []
        for line in page.lines:
            margin = _in_margin(page, line, setting)
            if group and (margin or line.gaps or _starts_block(page, group[-1], line, setting)):
                yield _piece(page, group, setting)
                group = []
            if margin:
                yield replace(_piece(page, [line], setting), kind="margin")
            elif line.gaps:
                yield from _cells(page, line, setting)
            else:
                group.append(line)
        if group:
            yield _piece(page, group, setting)


def _setting(pages: Sequence[PdfPage]) -> Setting:
    lines = [line for page in pages for line in page.lines]
    heights = Counter[float]()
    for line in lines:
        heights[round(line.height, 1)] += line.end - line.start
    height = heights.most_common(1)[0][0] if heights else 1.0
    pitches = [
        one.base - two.base
        for page in pages
        for one, two in pairwise(page.lines)
        if 0.5 * height < one.base - two.base < 3 * height and _alike(one, two)
    ]
    widths = sorted(line.box[2] - line.box[0] for line in lines if not line.gaps)
    return Setting(
        height=height,
        leading=median(pitches) if pitches else 1.2 * height,
        width=widths[len(widths) * 9 // 10] if widths else 0.0,
        running=_running(pages),
        words=words_of(pages),
    )


def _running(pages: Sequence[PdfPage]) -> frozenset[RunningForm]:
    """Find running headers and footers: lines near an edge that stand at one height on half the pages or more."""
    seen = Counter(
        form
        for page in pages
        for form in {form for line in page.lines if _near_edge(page, line) for form in _running_forms(page, line)}
    )
    return frozenset(form for form, count in seen.items() if count >= 2 and count * 2 >= len(pages))


def _running_forms(page: PdfPage, line: PdfLine) -> Iterator[RunningForm]:
    """Yield a line's height with its words, each of its first figures as it is and as counted from the page's number.

    In one of these forms "45 of 90" on the first page and "46 of 90" on the second are the same.
    """
    text = line_text(page, line)
    figures = list(_FIGURES.finditer(text))[:_MOST_FIGURES]
    for counted in product((False, True), repeat=len(figures)):
        form, after = "", 0
        for found, count in zip(figures, counted, strict=True):
            form += text[after : found.start()] + (f"{int(found[0]) - page.number:+}" if count else found[0])
            after = found.end()
        yield round(line.base / _SAME_HEIGHT), form + text[after:]


def _near_edge(page: PdfPage, line: PdfLine) -> bool:
    edge = page.height * _MARGIN_SHARE
    return line.box[3] < edge or line.box[1] > page.height - edge


def _in_margin(page: PdfPage, line: PdfLine, setting: Setting) -> bool:
    if not _near_edge(page, line):
        return False
    return bool(_PAGE_NUMBER.match(line_text(page, line))) or not setting.running.isdisjoint(_running_forms(page, line))


def _alike(one: PdfLine, two: PdfLine) -> bool:
    return abs(one.height - two.height) <= 0.15 * max(one.height, two.height)


def _starts_block(page: PdfPage, before: PdfLine, line: PdfLine, setting: Setting) -> bool:
    """Whether a line begins a block: other type, more white above, another column, an indent, a list mark."""
    words, last = line_text(page, line), line_text(page, before)
    if not _alike(before, line) or is_list_item(words) or is_caption(words):
        return True
    pitch, done = before.base - line.base, ends_sentence(last)
    if pitch > _LOOSER * setting.leading:
        return True
    if pitch < -0.5 * setting.height:  # up the page again: the next column
        return done or not words[:1].islower()
    indented = line.box[0] > before.box[0] + 0.8 * setting.height
    short = before.box[2] - before.box[0] < _SHORT * setting.width and not words[:1].islower()
    return done and pitch > 0.5 * setting.height and (indented or short)


def _piece(page: PdfPage, lines: Sequence[PdfLine], setting: Setting) -> Piece:
    text, runs = lines_text(page, lines, setting.words)
    boxes = canonical([list(line.box) for line in lines])
    return Piece(_kind(text, lines, setting), text, runs, page.number, boxes)


def _kind(text: str, lines: Sequence[PdfLine], setting: Setting) -> str:
    large = lines[0].height >= _LARGER * setting.height
    if (large and len(text) <= 200 and len(lines) <= 3) or (len(lines) == 1 and could_be_heading(text)):
        return "heading"
    if is_list_item(text):
        return "list_item"
    return "caption" if is_caption(text) else "paragraph"


def _cells(page: PdfPage, line: PdfLine, setting: Setting) -> Iterator[Piece]:
    """Cut a line at its wide gaps; all cells of a line share its box."""
    starts = [line.start, *(gap + 1 for gap in line.gaps)]
    for start, end in zip(starts, [*line.gaps, line.end], strict=True):
        cell = replace(line, start=start, end=end)
        yield replace(_piece(page, [cell], setting), kind="table_cell")
