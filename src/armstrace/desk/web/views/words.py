"""Words of a document where they stand: the passages around them, and where the original has them."""

from dataclasses import dataclass

from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.leading import of_document, of_words
from armstrace.desk.web.views.search import Stretch
from armstrace.records.kinds import Passage
from armstrace.records.passages import original_place
from armstrace.tables.ask import literal

_BEFORE, _AFTER = 4, 6
_LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class PassageShown:
    """One passage: its key, its block (heading, paragraph, …), its page in a PDF (0: none), its words."""

    key: str
    block: str
    page: int
    words: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class WordsShown:
    """Passages of a document around some words, which are marked; `places` are where these stand in the original.

    `document` leads to the whole document with its claims, this one opened; `before` and `after` to the passages around
    those shown, "" where there are none.
    """

    exhibit: str
    name: str
    start: int
    end: int
    places: tuple[str, ...]
    passages: tuple[PassageShown, ...]
    document: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAsked:
    """Which words: a document by its hash, a half-open range of its text, and the claim they are, if any."""

    sha256: str = told(longest=64)
    start: int = told(0, most=1 << 40)
    end: int = told(0, most=1 << 40)
    item: str = told("", longest=120)


def words(desk: Desk, asked: WordsAsked) -> WordsShown:
    """Show words of a document where they stand."""
    known = {each.sha256: each for each in desk.cached("exhibits in order", desk.case.exhibits)}
    exhibit = known.get(asked.sha256)
    passages = _around(desk, asked) if exhibit and asked.sha256 not in desk.who.hidden else []
    if exhibit is None or not passages:
        raise NotThere("There are no such words in this case.", where=asked.sha256, todo="Search for them.")
    start, end = asked.start, max(asked.start, asked.end)
    inside = [each for each in passages if each.start < end and each.start + len(each.text) > start]
    first, last = passages[0], passages[-1]
    return WordsShown(
        exhibit=exhibit.sha256,
        name=exhibit.received_name,
        start=start,
        end=end,
        places=_places(inside, start, end),
        passages=tuple(_shown(each, start, end) for each in passages),
        document=of_document(exhibit.sha256, asked.item),
        before=of_words(exhibit.sha256, first.start - 1, first.start - 1) if first.start > 1 else "",
        after=of_words(exhibit.sha256, last.start, last.start) if last.start > asked.start else "",
    )


def _around(desk: Desk, asked: WordsAsked) -> list[Passage]:
    """Give the passage in which the words begin, some before it and some behind."""
    own = f"WHERE exhibit = {literal(asked.sha256)} AND start"
    before = desk.case.tables.records(Passage, f"{own} <= {asked.start} ORDER BY start DESC LIMIT {_BEFORE + 1}")
    after = desk.case.tables.records(Passage, f"{own} > {asked.start} ORDER BY start LIMIT {_AFTER}")
    return [*reversed(before), *after]


def _places(inside: list[Passage], start: int, end: int) -> tuple[str, ...]:
    """Give where the original has the words, one place for each page they touch."""
    if not inside or start >= end:
        return ()
    last = inside[-1].start + len(inside[-1].text)
    return tuple(str(place) for place in original_place(inside, max(start, inside[0].start), min(end, last)))


def _shown(passage: Passage, start: int, end: int) -> PassageShown:
    """Give a passage with the words in it marked; a very long one is cut around them."""
    text = passage.text
    low, high = (min(max(at - passage.start, 0), len(text)) for at in (start, end))
    first, last = max(0, low - _LONGEST // 2), min(len(text), max(high, low) + _LONGEST // 2)
    parts = (
        Stretch("… " if first else "", False),
        Stretch(text[first:low], False),
        Stretch(text[low:high], True),
        Stretch(text[high:last], False),
        Stretch(" …" if last < len(text) else "", False),
    )
    return PassageShown(passage.key, passage.block, passage.page, tuple(part for part in parts if part.text))
