"""The main text of an HTML page and what was left out of it, whichever file the page stands in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Passage
from armstrace.records.passages import Run
from armstrace.records.place import Place
from armstrace.records.sources import SetAside, Source
from armstrace.records.values import When
from armstrace.sources.html.about import PageFacts
from armstrace.sources.html.blocks import HtmlBlock, html_blocks
from armstrace.sources.html.main import MainText, chosen, main_text
from armstrace.sources.html.tokens import tokens
from armstrace.sources.text.blocks import is_caption, is_signature
from armstrace.sources.text.files import FileText
from armstrace.sources.text.passages import NOTICE, About, Piece, doubts, laid_out, set_aside

_MOST_NOTICES = 20
_WHOLE_FILE = Place()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: what it says of itself, its main text, the blocks beside that, and the hidden ones."""

    file: FileText
    about: About
    pieces: tuple[Piece, ...]
    beside: tuple[HtmlBlock, ...]
    hidden: tuple[HtmlBlock, ...]


def read_page(file: FileText, where: str) -> Page:
    """Read a page's text; `where` names it in an error.

    Raises:
        SourceChanged: it is no page written to be read.
    """
    facts = PageFacts(file.text)
    try:
        every = html_blocks(file.text, facts.watched(tokens(file.text)))
    except SourceChanged as error:
        raise SourceChanged(error.what, where=where, todo=error.todo) from error
    seen = [block for block in every if not block.hidden]
    main = main_text(file.text)
    mine = chosen(seen, main, f"{facts.headline} {facts.title}")
    about = About(
        title=facts.headline,
        author=facts.author or (main.author if main else ""),
        published=facts.published or _found_day(main),
        encoding=file.encoding,
    )
    return Page(
        file,
        about,
        tuple(with_signatures(_piece(block) for block, own in zip(seen, mine, strict=True) if own)),
        tuple(block for block, own in zip(seen, mine, strict=True) if not own),
        tuple(block for block in every if block.hidden),
    )


def page_records(
    exhibit: Exhibit, source: Source, page: Page, home: Place = _WHOLE_FILE, start: int = 0
) -> Iterator[Passage | SetAside]:
    """Yield the passages of a page's main text, and what was left out; see laid_out for `home` and `start`."""
    yield from laid_out(exhibit, source, page.pieces, home, start)
    yield from doubts(exhibit, source, page.file, home)
    yield from _left_out(exhibit, source, page.beside, home)
    yield from _hidden(exhibit, source, page.hidden, home)


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


def _left_out(exhibit: Exhibit, source: Source, blocks: Sequence[HtmlBlock], home: Place) -> Iterator[SetAside]:
    if blocks:
        size = sum(len(block.text) for block in blocks)
        reason = f"Outside the main text: {len(blocks)} blocks with {size:,} characters (menus, teasers, footers)."
        place = replace(home, chars=(blocks[0].start, blocks[-1].end))
        printed = " | ".join(block.text for block in blocks[:12])
        yield set_aside(exhibit, source, place, reason, printed, NOTICE + "outside_main_text")


def _hidden(exhibit: Exhibit, source: Source, blocks: Sequence[HtmlBlock], home: Place) -> Iterator[SetAside]:
    """List what the page's own tags keep from being seen, one notice per hidden element, the last for all the rest."""
    elements = [list(group) for _, group in groupby(blocks, key=lambda block: block.hidden_from)]
    for number, element in enumerate(elements[:_MOST_NOTICES]):
        rest = sum(len(other) for other in elements[number + 1 :]) if number == _MOST_NOTICES - 1 else 0
        reason = f"Hidden from readers by {element[0].hidden}, and not read" + (
            f"; {rest} more follow." if rest else "."
        )
        place = replace(home, chars=(element[0].hidden_from, element[-1].end))
        printed = " ".join(block.text for block in element)
        yield set_aside(exhibit, source, place, reason, printed, NOTICE + "hidden")
