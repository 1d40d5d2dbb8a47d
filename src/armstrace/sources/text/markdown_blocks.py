"""The blocks of a Markdown text, told from the first characters of each line (CommonMark 0.31, pipe tables)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.sources.text.blocks import Line, is_caption
from armstrace.sources.text.passages import Part

_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*$")
_RULE = re.compile(r"(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+\S")
_ROW_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_PIPE = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])$")
_ASIDE = re.compile(r"\[[^\]]+\]:\s|<!--.*-->$")
_RUNS_ON = {"paragraph", "list_item", "quote", "caption"}
_MORE = "more"


def markdown_blocks(text: str, lines: Sequence[Line]) -> list[Part]:
    """Split the lines of a Markdown text into blocks.

    Kinds: heading, paragraph, list_item, quote, code, table_cell (one per cell), caption (an image, or a line that
    describes one), margin (rules, link addresses, comments).
    """
    rows = _table_lines(text, lines)
    parts: list[Part] = []
    last, fence, running = "", "", False
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        if fence:
            parts[-1] = replace(parts[-1], end=max(parts[-1].end, line.end))
            fence = "" if words.startswith(fence) and not words.strip(fence[0]) else fence
            continue
        if number in rows:
            parts += _cells(words, line.start)
            running = False
            continue
        kind = _kind(words, line.indent, last, running=running)
        if kind == _MORE:
            heading = last == "paragraph" and _UNDERLINE.match(words)
            parts[-1] = replace(parts[-1], end=line.end, kind="heading" if heading else parts[-1].kind)
            running = not heading
            continue
        if kind:
            parts.append(Part(line.start, line.end, kind))
            opened = _FENCE.match(words)
            fence, last = opened[0] if opened else "", kind
        running = kind in _RUNS_ON
    return parts


def _kind(words: str, indent: int, last: str, *, running: bool) -> str:
    """Give the kind of the block that a line begins, _MORE where it goes on with the one before, "" for a blank line.

    `last` is the kind of the block before; it may still be `running`.
    """
    if not words:
        return ""
    if running and last == "paragraph" and _UNDERLINE.match(words):
        return _MORE
    for pattern, kind in ((_FENCE, "code"), (_HEADING, "heading"), (_RULE, "margin"), (_ITEM, "list_item")):
        if pattern.match(words):
            return kind
    if words.startswith(">"):
        return _MORE if running and last == "quote" else "quote"
    if running:
        return _MORE
    if indent >= 4:
        return last if last == "list_item" else "code"
    if _ASIDE.match(words):
        return "margin"
    return "caption" if _IMAGE.match(words) or is_caption(words.strip("*_")) else "paragraph"


def _table_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """Find the lines of pipe tables: one above a row of dashes, the dashes, and those below that hold a pipe."""
    found: set[int] = set()
    for number in range(1, len(lines)):
        words = text[lines[number].start : lines[number].end]
        above = text[lines[number - 1].start : lines[number - 1].end]
        if number - 1 in found:
            if _PIPE.search(words):
                found.add(number)
        elif "|" in words and _ROW_RULE.match(words) and _PIPE.search(above):
            found |= {number - 1, number}
    return found


def _cells(words: str, start: int) -> Iterator[Part]:
    """Split a table's row into its cells, each with the pipe in front of it."""
    if _ROW_RULE.match(words):
        yield Part(start, start + len(words), "margin")
        return
    pipes = [found.start() for found in _PIPE.finditer(words) if 0 < found.start() < len(words) - 1]
    for low, high in zip([0, *pipes], [*pipes, len(words)], strict=True):
        yield Part(start + low, start + high, "table_cell")
