"""Markdown: the document's text is the file's text, marks included; the marks say what kind each block is."""

import re
from collections.abc import Iterator

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.values import When
from armstrace.sources.text.blocks import text_lines, with_tweets
from armstrace.sources.text.files import check_lines, extension, is_text, read_text
from armstrace.sources.text.markdown_blocks import markdown_blocks
from armstrace.sources.text.passages import About, Part, document, doubts, whole_file

SOURCE = Source(
    name="markdown",
    title="Markdown",
    publisher="whoever wrote it",
    url="https://spec.commonmark.org/0.31.2/",
    licence="as the text itself says; armstrace adds none",
    kinds=("document", "passage"),
    covers="texts in Markdown (CommonMark and pipe tables), with or without front matter",
    limits=(
        "Marks such as asterisks and link addresses stay in the text, so that every offset is one of the file.",
        "Title, author and date are those of the front matter; nothing checks them.",
    ),
)

MOST_BYTES, MOST_LINES = 16 << 20, 500_000
_NAMES = {".md", ".markdown", ".mdown", ".mkd"}
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Za-z_-]+)[ \t]*[:=][ \t]*(?P<value>\S[^\r\n]*)", re.MULTILINE)
_TIME = re.compile(r"(?<=\d)[T ]\d\d:\d\d.*$")
_TITLE_MARKS = re.compile(r"^#+\s*|\s*#*\s*$|\n.*", re.DOTALL)


def recognises(head: bytes, name: str) -> int:
    """Take a text under a Markdown file's name."""
    return 2 if extension(name) in _NAMES and is_text(head) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield the document and its passages: headings, paragraphs, list items, quotes, code, table cells, captions.

    Raises:
        SourceChanged: the file has more than 16 MiB or 500,000 lines.
    """
    file = read_text(exhibit, most_bytes=MOST_BYTES)
    check_lines(exhibit, file.text, MOST_LINES)
    front, parts = markdown_parts(file.text)
    heading = next((file.text[part.start : part.end] for part in parts if part.kind == "heading"), "")
    about = About(
        title=front.get("title") or _TITLE_MARKS.sub("", heading[:300]),
        author=front.get("author") or front.get("authors") or "",
        published=_day(front.get("date") or front.get("published") or ""),
        encoding=file.encoding,
    )
    yield document(exhibit, SOURCE, about)
    yield from whole_file(exhibit, SOURCE, file.text, parts)
    yield from doubts(exhibit, SOURCE, file)


def markdown_parts(text: str) -> tuple[dict[str, str], list[Part]]:
    """Split a Markdown text into the fields of its front matter and its blocks, the front matter being a "margin"."""
    front = _FRONT.match(text)
    if not front:
        return {}, list(with_tweets(text, markdown_blocks(text, list(text_lines(text)))))
    fields = {found["name"].lower(): found["value"].strip(" \t\"'") for found in _FIELD.finditer(front["body"])}
    lines = [line for line in text_lines(text) if line.start >= front.end()]
    return fields, [Part(0, front.end(), "margin"), *with_tweets(text, markdown_blocks(text, lines))]


def _day(printed: str) -> When | None:
    """Read the date of the front matter; a time of day behind it is left off, an unknown form is no date."""
    try:
        return When.read(_TIME.sub("", printed)) if printed else None
    except UnreadableValue:
        return None
