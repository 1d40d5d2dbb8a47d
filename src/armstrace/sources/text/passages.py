"""Parts of a text, laid out as passages with their places, keys and runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Passage
from armstrace.records.origin import read_key
from armstrace.records.passages import Run, at_spaces, encode_runs
from armstrace.records.place import Place
from armstrace.records.sources import SetAside, Source
from armstrace.records.values import When
from armstrace.sources.text.files import FileText

# set-asides whose item starts with this tell of the whole document; nothing in them failed to be read
NOTICE = "notice="
_WHOLE_FILE = Place()
_MOST_PRINTED = 300
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A half-open range of a text and the kind of block it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a text that is not the file's own text: its words, and the runs that lead back from each of them."""

    kind: str
    text: str
    runs: tuple[Run, ...]
    page: int = 0
    boxes: str = "[]"


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself."""

    title: str = ""
    author: str = ""
    published: When | None = None
    encoding: str = ""
    pages: int = 0


def document(exhibit: Exhibit, source: Source, about: About) -> Document:
    """Give the record of the document as a whole."""
    return Document(
        key=read_key(Document.KIND, exhibit.sha256, ""),
        exhibit=exhibit.sha256,
        place="",
        item="",
        reader=source.reader,
        title=about.title,
        author=about.author,
        published=about.published,
        encoding=about.encoding,
        pages=about.pages,
    )


def whole_file(exhibit: Exhibit, source: Source, text: str, parts: Iterable[Part]) -> Iterator[Passage]:
    """Lay out a text file: every character of it stands in exactly one passage.

    What lies between two parts (line ends, spaces) goes with the part before, what lies in front of the first part
    with the first. A text without parts is one blank passage. A line that is longer than any book's paragraph is laid
    out in several, so that nobody has to hold it whole.
    """
    if not text:
        return
    rest = iter(parts)
    kind, start = next((part.kind for part in rest), "paragraph"), 0
    for kind_after, end in chain(((part.kind, part.start) for part in rest), [("", len(text))]):
        for low, high in at_spaces(text, start, end, _LONGEST):
            piece = Piece(kind, text[low:high], (Run(0, high - low, low, high - low),))
            yield _passage(exhibit, source, piece, low)
        kind, start = kind_after, end


def laid_out(
    exhibit: Exhibit, source: Source, pieces: Iterable[Piece], home: Place = _WHOLE_FILE, start: int = 0
) -> Iterator[Passage]:
    """Lay pieces out one after the other with a blank line between; empty pieces are left out.

    `home` is the part of the file that they were read from, `start` where they begin in the document's text.
    """
    for piece in pieces:
        if piece.text:
            yield _passage(exhibit, source, piece, start, home)
            start += len(piece.text) + 2


def set_aside(
    exhibit: Exhibit, source: Source, place: Place, reason: str, printed: str = "", item: str = ""
) -> SetAside:
    """Keep a piece of a document that was not read, with at most its first 300 characters."""
    return SetAside(
        exhibit=exhibit.sha256,
        place=str(place),
        reader=source.reader,
        reason=reason,
        printed=printed if len(printed) <= _MOST_PRINTED else printed[:_MOST_PRINTED] + "…",
        item=item,
    )


def doubts(exhibit: Exhibit, source: Source, file: FileText, home: Place = _WHOLE_FILE) -> Iterator[SetAside]:
    """Set aside what could not be decoded or had to be assumed of a file's characters."""
    for number, (at, length, reason) in enumerate(file.doubts, 1):
        printed = file.text[max(0, at - 20) : at + length + 20]
        place = replace(home, chars=(at, at + length))
        yield set_aside(exhibit, source, place, reason, printed, f"{NOTICE}encoding {number}")


def _passage(exhibit: Exhibit, source: Source, piece: Piece, start: int, home: Place = _WHOLE_FILE) -> Passage:
    first, last = piece.runs[0], piece.runs[-1]
    place = str(replace(home, page=piece.page or None, chars=(first.original, last.original + last.width)))
    return Passage(
        key=read_key(Passage.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=source.reader,
        block=piece.kind,
        start=start,
        text=piece.text,
        runs=encode_runs(piece.runs),
        page=piece.page,
        boxes=piece.boxes,
    )
