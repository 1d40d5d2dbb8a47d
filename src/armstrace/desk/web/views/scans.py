"""Pages of PDF files as they look, and where on them the words of a claim stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views.checked import document_named
from armstrace.records.exhibits import Exhibit
from armstrace.records.place import Place
from armstrace.sources.pdf.process import PdfPicture, pdf_boxes, pdf_picture


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page of a PDF, and a range of characters on it (half open)."""

    sha256: str = told(longest=64)
    page: int = told(least=1)
    start: int = 0
    end: int = told(1, most=10_000_000)


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """A page's size and the boxes of some of its words, each left, bottom, right, top, all in PDF points.

    `pictures` says that more than text and lines is on it: it is not to be shown before somebody asks for it.
    """

    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]
    pictures: bool


def boxes(desk: Desk, asked: PageAsked) -> PageBoxes:
    """Give the boxes of a range of characters of a page."""
    place = f"page={asked.page};chars={asked.start}-{asked.end}"
    return page_boxes(desk, document_named(desk, asked.sha256), asked.page, [place])


def page_boxes(desk: Desk, exhibit: Exhibit, page: int, places: Sequence[str]) -> PageBoxes:
    """Give the boxes of those of some places that stand on a page."""
    picture = page_picture(desk, exhibit, page)
    found = list[tuple[float, float, float, float]]()
    for each in map(Place.read, places):
        if each.page == page and each.chars:
            start, end = each.chars
            key = ("boxes", exhibit.sha256, page, start, end)
            found += desk.cached(key, partial(pdf_boxes, exhibit.path, page, start, end), at=exhibit.sha256)
    return PageBoxes(picture.width, picture.height, tuple(found), picture.pictures)


def page_picture(desk: Desk, exhibit: Exhibit, page: int) -> PdfPicture:
    """Draw a page, once for all; a process that may do nothing else does it."""
    key = ("picture", exhibit.sha256, page)
    return desk.cached(key, lambda: pdf_picture(exhibit.path, page), at=exhibit.sha256)
