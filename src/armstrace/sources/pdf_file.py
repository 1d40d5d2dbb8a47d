"""PDF files: the text layer page by page, each character with its index on the page and each line with its box."""

import re
from collections.abc import Iterator
from pathlib import Path

from armstrace.evidence.names import visible
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.pdf.layout import pdf_pieces
from armstrace.sources.pdf.process import PdfContent, PdfPage, pdf_boxes, pdf_content
from armstrace.sources.pdf.text import UNREADABLE
from armstrace.sources.text.files import check_size, extension
from armstrace.sources.text.passages import NOTICE, About, Piece, document, laid_out, set_aside

SOURCE = Source(
    name="pdf_file",
    title="PDF file",
    publisher="whoever made it",
    url="https://www.iso.org/standard/75839.html",
    licence="as the document itself says; armstrace adds none",
    kinds=("document", "passage"),
    covers="PDF files that hold text as characters; places are PDFium's character indices on a page numbered from 1",
    limits=(
        "The reading order is that of the text layer, which may differ from the order on paper.",
        "Pictures are not read: a scanned page without a text layer is listed, not recognised.",
        "A sentence that runs over a page's end is two passages.",
        "Headings, table cells and running headers are told by type size and position alone.",
        "The day is that of the file's metadata, when it was made: it is marked uncertain.",
        "What would act in a viewer is named, never run; files attached inside are listed by name and hash, not read.",
    ),
    version=2,
)

MOST_BYTES = 256 << 20
_HEADER_WITHIN = 1024
_MADE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")


def recognises(head: bytes, name: str) -> int:
    """Take what has a PDF's header near its start, and, if nobody else does, whatever is called .pdf."""
    if b"%PDF-" in head[:_HEADER_WITHIN]:
        return 2
    return int(bool(head.strip()) and extension(name) == ".pdf")


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:  # noqa: ARG001  # there is nothing to say of it
    """Yield the document, the passages of its pages, and the pages and contents that are no text.

    Raises:
        SourceChanged: the file has more than 256 MiB, is no PDF, is locked, has no pages, or broke the PDF reader.
    """
    check_size(exhibit, MOST_BYTES)
    content = pdf_content(exhibit.path, exhibit.received_name)
    about = About(
        title=content.meta["Title"],
        author=content.meta["Author"],
        published=_made(content.meta["CreationDate"]),
        pages=len(content.pages),
    )
    yield document(exhibit, SOURCE, about)
    pieces = list(pdf_pieces(content.pages))
    yield from laid_out(exhibit, SOURCE, pieces)
    for page in content.pages:
        yield from _page_notices(exhibit, page, [piece for piece in pieces if piece.page == page.number])
    yield from _notices(exhibit, content)


def boxes(path: Path, page: int, start: int, end: int) -> tuple[tuple[float, float, float, float], ...]:
    """Give the rectangles that characters [start, end) of a page cover: left, bottom, right, top in PDF points.

    There is one per line and change of type; `page` counts from 1, the indices are those of a Place with a page.

    Raises:
        SourceChanged: the file cannot be read, or has no such page or characters.
        UnreadableValue: page and range are none.
    """
    if page < 1 or not 0 <= start < end:
        raise UnreadableValue(
            f"page {page}, characters {start}-{end}, is not a range of characters.",
            where=repr(path.name),
            todo="Pages count from 1, characters from 0.",
        )
    return pdf_boxes(path, page, start, end)


def _made(printed: str) -> When | None:
    """Read the day a PDF was made ("D:20201028120000Z"); another form is no day."""
    found = _MADE.match(printed)
    if not found:
        return None
    try:
        day = When.read("-".join(filter(None, found.groups())), uncertain=True)
    except UnreadableValue:
        return None
    return When(day.earliest, day.latest, day.qualifier, printed)


def _page_notices(exhibit: Exhibit, page: PdfPage, pieces: list[Piece]) -> Iterator[SetAside]:
    place = Place(page=page.number)
    if not page.read:
        yield set_aside(exhibit, SOURCE, place, "This page cannot be loaded: the file is damaged here.")
    elif not pieces and page.objects:
        reason = f"No text layer on page {page.number}: it may be a scan, and nothing of it was read."
        yield set_aside(exhibit, SOURCE, place, reason)
    lost = sum(piece.text.count(UNREADABLE) for piece in pieces)
    if lost:
        reason = f"Characters that have no meaning in the file's fonts, shown as U+FFFD: {lost}."
        printed = next(piece.text for piece in pieces if UNREADABLE in piece.text)
        yield set_aside(exhibit, SOURCE, place, reason, printed, NOTICE + "fonts")


def _notices(exhibit: Exhibit, content: PdfContent) -> Iterator[SetAside]:
    if not content.ends:
        reason = "The file does not end as a PDF ends: it may have been cut short, and pages may be missing."
        yield set_aside(exhibit, SOURCE, Place(), reason, item=NOTICE + "end")
    if content.active:
        reason = "The file holds what acts when it is opened in a viewer; none of it was run here."
        yield set_aside(exhibit, SOURCE, Place(), reason, ", ".join(content.active), NOTICE + "active")
    if content.attachments:
        reason = f"Files attached inside this PDF, which were not read: {content.attachments}."
        named = ", ".join(visible(each.name) for each in content.attached)
        yield set_aside(exhibit, SOURCE, Place(), reason, named, NOTICE + "attachments")
    for number, each in enumerate(content.attached, 1):
        known = f"{each.size:,} bytes, SHA-256 {each.sha256}" if each.sha256 else "its bytes cannot be had"
        reason = f"Attached inside this PDF and not read: a file, {known}."
        yield set_aside(exhibit, SOURCE, Place(), reason, visible(each.name), f"{NOTICE}attachment {number}")
