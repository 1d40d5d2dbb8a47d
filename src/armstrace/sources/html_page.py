"""HTML pages as saved: the main text, each character with its offset in the file's source."""

import re
from collections.abc import Iterator

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.html.about import declared_encoding
from armstrace.sources.html.reading import page_records, read_page
from armstrace.sources.text.files import extension, is_text, read_text
from armstrace.sources.text.passages import document

SOURCE = Source(
    name="html_page",
    title="HTML page",
    publisher="whoever published the page",
    url="https://html.spec.whatwg.org/",
    licence="as the page itself says; armstrace adds none",
    kinds=("document", "passage"),
    covers="pages saved as HTML or XHTML, with offsets in the decoded source",
    limits=(
        "What a script would have drawn is not in the file.",
        "Style sheets are not read: text that only a style sheet hides counts as seen.",
        "Which blocks are the article and which are menus is an estimate (trafilatura); the rest is listed.",
        "Nothing that the page points to was fetched: no picture, no frame, no linked page.",
        "Author and day of publication are what the page's metadata say; a day marked “?” was found by a search.",
    ),
)

MOST_BYTES = 20 << 20
_NAMES = {".html", ".htm", ".xhtml", ".xht", ".shtml"}
_NOT_PAGES = {".md", ".markdown", ".csv", ".tsv", ".xls", ".xlsx", ".json", ".xml", ".svg", ".eml", ".mht", ".mhtml"}
# pages that are a table of a register have a reader of their own
_HELD_BY_OTHERS = (b"UNROCA original report",)
_OPENING = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def recognises(head: bytes, name: str) -> int:
    """Take a text that opens as a page does whatever it is called, and a text with an HTML file's name."""
    if not is_text(head):
        return 0
    if any(mark in head for mark in _HELD_BY_OTHERS):
        return 0
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    ending = extension(name)
    if _OPENING.match(head.decode(encoding, "ignore")):
        return 1 if ending in _NOT_PAGES else 2
    return (2 if b"<" in head else 1) if ending in _NAMES else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield the document, the passages of its main text, and what was left out: hidden text, menus and the like.

    Raises:
        SourceChanged: the file has more than 20 MiB, or is no page written to be read.
    """
    with exhibit.path.open("rb") as opened:
        declared = declared_encoding(opened.read(4096))
    file = read_text(exhibit, most_bytes=MOST_BYTES, declared=declared)
    page = read_page(file, repr(exhibit.received_name))
    yield document(exhibit, SOURCE, page.about)
    yield from page_records(exhibit, SOURCE, page)
