"""HTML pages as saved: the main text, each character with its offset in the file's source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.passages import Run
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.html.about import PageFacts, declared_encoding
from armstrace.sources.html.blocks import HtmlBlock, html_blocks
from armstrace.sources.html.main import MainText, chosen, main_text
from armstrace.sources.html.tokens import tokens
from armstrace.sources.text.blocks import is_caption, is_signature
from armstrace.sources.text.files import extension, is_text, read_text
from armstrace.sources.text.passages import NOTICE, About, Piece, document, doubts, laid_out, set_aside

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
_MOST_NOTICES = 20
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
    facts = PageFacts(file.text)
    try:
        every = html_blocks(file.text, facts.watched(tokens(file.text)))
    except SourceChanged as error:
        raise SourceChanged(error.what, where=repr(exhibit.received_name), todo=error.todo) from error
    seen = [block for block in every if not block.hidden]
    main = main_text(file.text)
    mine = chosen(seen, main, f"{facts.headline} {facts.title}")
    about = About(
        title=facts.headline,
        author=facts.author or (main.author if main else ""),
        published=facts.published or _found_day(main),
        encoding=file.encoding,
    )
    yield document(exhibit, SOURCE, about)
    pieces = with_signatures(_piece(block) for block, own in zip(seen, mine, strict=True) if own)
    yield from laid_out(exhibit, SOURCE, pieces)
    yield from doubts(exhibit, SOURCE, file)
    yield from _left_out(exhibit, [block for block, own in zip(seen, mine, strict=True) if not own])
    yield from _hidden(exhibit, [block for block in every if block.hidden])


def _piece(block: HtmlBlock) -> Piece:
    caption = block.kind == "paragraph" and is_caption(block.text)
    return Piece("caption" if caption else block.kind, block.text, block.runs)


def with_signatures(pieces: Iterable[Piece]) -> list[Piece]:
    """Join the line that signs a tweet with the tweet in front of it, which stands in elements of its own."""
    found: list[Piece] = []
    for piece in pieces:
        if found and is_signature(piece.text) and found[-1].kind in {"tweet", "quote", "paragraph"}:
            first = len(found) - 1
            while first and found[first].kind == found[first - 1].kind == "tweet" and not _signed(found[first - 1]):
                first -= 1
            found[first:] = [_joined([*found[first:], piece])]
        else:
            found.append(piece)
    return found


def _signed(piece: Piece) -> bool:
    return is_signature(piece.text.rpartition("\n")[2])


def _joined(pieces: Sequence[Piece]) -> Piece:
    """Join pieces into one tweet; the line feeds in between lead to the markup in between."""
    text, runs = pieces[0].text, list(pieces[0].runs)
    for piece in pieces[1:]:
        ended, begins = runs[-1].original + runs[-1].width, piece.runs[0].original
        runs.append(Run(len(text), 1, ended, begins - ended))
        shift = len(text) + 1
        runs += [replace(run, at=run.at + shift) for run in piece.runs]
        text += "\n" + piece.text
    return Piece("tweet", text, tuple(runs))


def _found_day(main: MainText | None) -> When | None:
    """Mark a day that a search of the page found as uncertain: it may be another article's."""
    return When.read(main.day, uncertain=True) if main and main.day else None


def _left_out(exhibit: Exhibit, blocks: Sequence[HtmlBlock]) -> Iterator[SetAside]:
    if blocks:
        size = sum(len(block.text) for block in blocks)
        reason = f"Outside the main text: {len(blocks)} blocks with {size:,} characters (menus, teasers, footers)."
        place = Place(chars=(blocks[0].start, blocks[-1].end))
        printed = " | ".join(block.text for block in blocks[:12])
        yield set_aside(exhibit, SOURCE, place, reason, printed, NOTICE + "outside_main_text")


def _hidden(exhibit: Exhibit, blocks: Sequence[HtmlBlock]) -> Iterator[SetAside]:
    """List what the page's own tags keep from being seen, one notice per hidden element, the last for all the rest."""
    elements = [list(group) for _, group in groupby(blocks, key=lambda block: block.hidden_from)]
    for number, element in enumerate(elements[:_MOST_NOTICES]):
        rest = sum(len(other) for other in elements[number + 1 :]) if number == _MOST_NOTICES - 1 else 0
        reason = f"Hidden from readers by {element[0].hidden}, and not read" + (
            f"; {rest} more follow." if rest else "."
        )
        place = Place(chars=(element[0].hidden_from, element[-1].end))
        printed = " ".join(block.text for block in element)
        yield set_aside(exhibit, SOURCE, place, reason, printed, NOTICE + "hidden")
