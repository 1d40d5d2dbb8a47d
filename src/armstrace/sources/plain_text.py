"""Plain text: the document's text is the file's text, character for character."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.values import When
from armstrace.sources.text.blocks import MONTH, text_parts
from armstrace.sources.text.files import check_lines, extension, is_text, read_text
from armstrace.sources.text.passages import About, Part, document, doubts, whole_file

SOURCE = Source(
    name="plain_text",
    version=2,
    title="Plain text",
    publisher="whoever wrote it",
    url="https://www.rfc-editor.org/rfc/rfc2046#section-4.1",
    licence="as the text itself says; armstrace adds none",
    kinds=("document", "passage"),
    covers="texts without markup, in UTF-8, in windows-1252, or in UTF-16 and UTF-32 with a byte-order mark",
    limits=(
        "A plain text does not say who published it, nor when unless a line of it does.",
        "Headings, captions and tweets are told by their form alone: a plain text does not mark them.",
    ),
)

MOST_BYTES, MOST_LINES = 64 << 20, 2_000_000
_NAMES = {"", ".txt", ".text", ".asc"}
_DATELINE = re.compile(
    r"(?:(?:published|posted|date)(?: on)?:?\s+)?"
    rf"({MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d)\Z",
    re.IGNORECASE,
)


def recognises(head: bytes, name: str) -> int:
    """Take a text under a plain text's name, or one without an extension (standard input), if nobody else does."""
    return int(extension(name) in _NAMES and is_text(head))


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield the document and its passages: paragraphs, headings, captions, list items, quotes, tweets.

    Raises:
        SourceChanged: the file has more than 64 MiB or 2,000,000 lines.
    """
    file = read_text(exhibit, most_bytes=MOST_BYTES)
    check_lines(exhibit, file.text, MOST_LINES)
    parts = text_parts(file.text)
    first = list(islice(parts, 6))
    title = next((file.text[part.start : part.end] for part in first[:3] if part.kind == "heading"), "")
    about = About(title=title, published=_printed_day(file.text, first), encoding=file.encoding)
    yield document(exhibit, SOURCE, about)
    yield from whole_file(exhibit, SOURCE, file.text, chain(first, parts))
    yield from doubts(exhibit, SOURCE, file)


def _printed_day(text: str, parts: Iterable[Part]) -> When | None:
    """Give the day that stands on a line of its own among the first blocks, where press texts print theirs."""
    for part in parts:
        found = _DATELINE.match(text[part.start : part.end])
        if found:
            try:
                return When.read(found[1].replace(".", ""))
            except UnreadableValue:  # "31 June 2020": the text stays, no day is made of it
                continue
    return None
