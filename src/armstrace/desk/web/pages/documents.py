"""The documents: the list, the reader, what a person decides there, and pages of PDF files as pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.checked import checked_now, document_named
from armstrace.desk.web.views.deciding import (
    CorrectAsked,
    DayAsked,
    DecideAsked,
    Decided,
    DocumentAsked,
    PutAsked,
    check_and_keep,
    correct_claim,
    decide,
    put_question,
    say_day,
)
from armstrace.desk.web.views.documents import DocumentsAsked, documents
from armstrace.desk.web.views.reader import ClaimRow, Reader, ReaderAsked, finding_opened, reader
from armstrace.desk.web.views.scans import PageAsked, boxes, page_boxes, page_picture
from armstrace.desk.web.ways import Act, Bytes, Look, Send
from armstrace.dossier.article import Mark, article
from armstrace.dossier.finding_view import Places
from armstrace.dossier.finding_view import view as finding_view
from armstrace.dossier.reopened import Reopenings
from armstrace.dossier.verdict_words import VERDICTS

_MARKED = frozenset(VERDICTS)


@dataclass(frozen=True, slots=True)
class PictureAsked:
    """A page of a PDF, numbered from 1."""

    sha256: str = told(longest=64)
    page: int = told(least=1)


def _drawn(desk: Desk, shown: Reader) -> Mapping[str, Any]:
    """Give the text with its claims marked, and the finding that is open as the dossier shows it."""
    before = f"/documents/{shown.sha256}?item="
    marks = [_mark(row, shown.start) for row in shown.claims if _is_here(row, shown)]
    held: dict[str, Any] = {
        "article": article(shown.text, shown.blocks, marks, before),
        "near": [
            (row.number, row.claim, row.type.replace("_", " "), row.start - shown.start, row.end - shown.start)
            for row in shown.claims
            if row.claim and _overlaps(row, shown)
        ],
        "verdicts": VERDICTS,
        "item": None,
        "exhibits": (),
        **_scan(desk, shown),
    }
    if shown.opened:
        now = checked_now(desk, document_named(desk, shown.sha256))
        exhibits = {each.sha256: number for number, each in enumerate(now.dossier.exhibits, 1)}
        at = Places(exhibits, {}, Reopenings())
        found = finding_opened(desk, now, shown.opened.row.item)
        held["item"] = finding_view(found[0], found[1], now.dossier, at) if found else None
        held["exhibits"] = tuple(enumerate(now.dossier.exhibits, 1))
    return held


def _scan(desk: Desk, shown: Reader) -> Mapping[str, Any]:
    """Draw the boxes of the claim's words over the picture of its page; `pictures`: not before somebody asks for it."""
    if not shown.opened or not shown.opened.pages:
        return {"scan": "", "pictures": False}
    exhibit = document_named(desk, shown.sha256)
    page = shown.opened.pages[0]
    seen = page_boxes(desk, exhibit, page, shown.opened.places)
    framed = Markup("").join(
        Markup('<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>').format(
            left, seen.height - top, right - left, top - bottom
        )
        for left, bottom, right, top in seen.boxes
    )
    drawn = Markup(
        '<svg class="scan" viewBox="0 0 {:.2f} {:.2f}" role="img" aria-label="Page {}, the words framed">'
        '<image href="/documents/{}/pages/{}" width="{:.2f}" height="{:.2f}"/>{}</svg>'
    ).format(seen.width, seen.height, page, shown.sha256, page, seen.width, seen.height, framed)
    return {"scan": drawn, "pictures": seen.pictures}


def _is_here(row: ClaimRow, shown: Reader) -> bool:
    return row.state in _MARKED and _overlaps(row, shown)


def _overlaps(row: ClaimRow, shown: Reader) -> bool:
    return row.start < shown.start + len(shown.text) and row.end > shown.start


def _mark(row: ClaimRow, start: int) -> Mark:
    return Mark(row.start - start, row.end - start, row.number, row.item, row.state, row.words)


def _picture(desk: Desk, asked: PictureAsked) -> Bytes:
    """Give a page of a PDF as a picture."""
    exhibit = document_named(desk, asked.sha256)
    if exhibit.media_type != "application/pdf":
        raise NotThere("Only PDF files have pages to show.", where=exhibit.received_name)
    return Bytes(content=page_picture(desk, exhibit, asked.page).png, media_type="image/png")


def _back(asked: DecideAsked | CorrectAsked | PutAsked, done: Decided) -> str:
    return f"/documents/{asked.sha256}?item={done.item}"


def _to_document(asked: DayAsked | DocumentAsked, _done: Decided) -> str:
    return f"/documents/{asked.sha256}?wait=1"


WAYS = (
    Look(
        path="/documents",
        view=documents,
        asked=DocumentsAsked,
        template="documents.html",
        title="Documents",
        nav="Documents",
        order=20,
    ),
    Look(
        path="/documents/{sha256}",
        view=reader,
        asked=ReaderAsked,
        template="reader.html",
        title="Document",
        drawn=_drawn,
    ),
    Look(path="/documents/{sha256}/boxes", view=boxes, asked=PageAsked),
    Send(path="/documents/{sha256}/pages/{page}", bytes_of=_picture, asked=PictureAsked),
    Act(path="/documents/{sha256}/decide", act=decide, asked=DecideAsked, then=_back),
    Act(path="/documents/{sha256}/correct", act=correct_claim, asked=CorrectAsked, then=_back),
    Act(path="/documents/{sha256}/reply", act=put_question, asked=PutAsked, then=_back),
    Act(path="/documents/{sha256}/day", act=say_day, asked=DayAsked, then=_to_document),
    Act(path="/documents/{sha256}/check", act=check_and_keep, asked=DocumentAsked, then=_to_document),
)
