"""What the PDF says, in its order: the page's title block, what was found, the findings with notes, the back matter."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from armstrace.dossier.model import Dossier
from armstrace.dossier.pdf.notes import summary, with_notes
from armstrace.dossier.pdf.page_tree import Element, page_tree
from armstrace.dossier.pdf.sheet import Node, Sheet
from armstrace.dossier.shown_text import one_line

_SYMBOL = re.compile(r'<symbol id="icon-(\w+)" viewBox="([^"]*)">(.*?)</symbol>', re.DOTALL)
_COLOURS = {
    "supported": "#1b6640", "partly": "#7d5200", "contradicted": "#a02020", "not_shown": "#45479a",
    "cannot_tell": "#56534d", "unchecked": "#5f5b54",
}  # fmt: skip
_BEFORE_TEXT = ("not-checked", "left-out", "reading")
_NOT_STAMPED = "Not independently timestamped"


def composed(dossier: Dossier, written: str, *, cautious: bool = False) -> dict[str, Any]:
    """Give all that the template needs of a dossier's page.

    The order is the court's, not the screen's: what was found stands before the text that was read.
    """
    page = page_tree(written)
    table = summary(page)
    with_notes(page)
    order = list(_in_order(page, table))
    whole = Element("page", {}, list(order))
    sheet = Sheet(whole, cautious=cautious)
    header = page.first("header")
    kicker = header.first("p", "kicker") if header is not None else None
    made = made_at(dossier)
    return {
        "title": sheet.text(" ".join(dossier.title.split()) or "Dossier"),
        "kicker": sheet.text(kicker.words if kicker is not None else ""),
        "described": "What the record says of a text: every figure leads to an exhibit and a place in it.",
        "keywords": [f"SHA-256 {dossier.document.sha256}"],
        "made": {"year": made.year, "month": made.month, "day": made.day,
                 "hour": made.hour, "minute": made.minute, "second": 0},
        "made_words": f"Checked {dossier.generated_at} (UTC)",
        "running": sheet.text(one_line(dossier.title, 90)),
        "document": f"Document {dossier.document.sha256[:12]}",
        "stamped": sheet.text(one_line(dossier.timestamp, 60)) if dossier.timestamp else _NOT_STAMPED,
        "icons": dict(_icons(written)),
        "blocks": [node for each in order for node in _set(sheet, each, order)],
    }  # fmt: skip


def made_at(dossier: Dossier) -> datetime:
    """Give the moment that the dossier itself states, so that no clock enters the file."""
    return datetime.strptime(dossier.generated_at[:16], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def _in_order(page: Element, table: Element | None) -> Iterator[Element]:
    sections = {section.id: section for section in page.find("section") if section.id}
    header = page.first("header")
    if header is not None:
        kept = [each for each in header.children if isinstance(each, str) or not _is_title(each)]
        yield Element("div", {}, kept)
    glance = sections.pop("glance", None)
    if glance is not None:
        yield Element("div", {}, [*glance.children, *([table] if table is not None else [])])
    yield Element("contents", {})
    if (chains := page.first("div", "chains")) is not None:
        yield chains
    for name in ("findings", "incidents", "surges", *_BEFORE_TEXT, "text"):
        if (found := sections.pop(name, None)) is not None:
            yield found
    back = next(page.find("div", "back-matter"), None)
    if back is not None:
        yield Element("div", {}, [each for each in back.children if not _is_one_of(each, _BEFORE_TEXT)])
    if (end := page.first("footer")) is not None:
        yield end


def _set(sheet: Sheet, part: Element, order: Sequence[Element]) -> list[Node]:
    return [_contents(sheet, order)] if part.tag == "contents" else sheet.blocks([part])


def _contents(sheet: Sheet, order: Sequence[Element]) -> Node:
    """List the headings of the first level with what they name, in the order they are set."""
    listed = [(heading.id or section.id, heading.words) for each in order for section, heading in _headed(each)]
    return {"t": "contents", "items": [[name, sheet.text(words)] for name, words in listed if name]}


def _headed(element: Element) -> Iterator[tuple[Element, Element]]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "h2":
                yield element, child
            yield from _headed(child)


def _is_title(element: Element) -> bool:
    return element.tag == "h1" or "kicker" in element.classes


def _is_one_of(element: Element | str, names: Sequence[str]) -> bool:
    return isinstance(element, Element) and element.id in names


def _icons(page: str) -> Iterator[tuple[str, str]]:
    for name, box, drawn in _SYMBOL.findall(page):
        colour = _COLOURS.get(name, "#1e1c19")
        lines = drawn.replace('class="cut"', 'stroke="#ffffff"').replace("currentColor", colour)
        yield name, f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="16" height="16">{lines}</svg>'
