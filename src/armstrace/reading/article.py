"""An article as every finder sees it: its view, blocks, sentences, names, dates, and the parse where there is one."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from armstrace.gazetteer.mentions import Mention, find_states
from armstrace.gazetteer.organisations import GroupName, OrgName, find_groups, find_organisations
from armstrace.gazetteer.places import PlaceName, find_places
from armstrace.gazetteer.weapons import WeaponName, find_weapons_named
from armstrace.reading.parse.tree import Tree
from armstrace.reading.text.blocks import Block, lines, signed
from armstrace.reading.text.language import Language, language_of
from armstrace.reading.text.sentences import sentences
from armstrace.reading.text.view import Span, view
from armstrace.reading.times.find import find_times
from armstrace.reading.times.mention import TimeMention

_DATELINE = re.compile(
    r"[A-Z][A-Z .'/-]{2,30}(?:, [A-Z][\w .]{2,24})?(?:, [A-Z]\w{2,9}\.? \d{1,2})?(?: \([^()]{2,30}\))? (?:-{1,2}|\u2014) (?=[A-Z\"])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the number of the block that it stands in."""

    span: Span
    block: int


@dataclass(frozen=True)
class Article:
    """A text as received, and what was read of it once for all finders; all offsets are code points of `text`."""

    text: str
    published: date
    blocks: tuple[Block, ...]
    designations: frozenset[str] = frozenset()
    tree: Tree | None = None

    @cached_property
    def seen(self) -> str:
        """The view: plain quotes, dashes and spaces, character for character."""
        return view(self.text)

    @cached_property
    def language(self) -> Language:
        """The language that most of the text is in."""
        return language_of(self.text)

    @cached_property
    def pieces(self) -> tuple[Sequence[Span], ...]:
        """The sentences of each block, datelines still before them."""
        return tuple(sentences(self.seen, block.body) for block in self.blocks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in order; a tweet's signature and no block's end is ever inside one."""
        return tuple(
            Sentence(part, number)
            for number, spans in enumerate(self.pieces)
            for span in spans
            for part in _dateline_apart(self.seen, span)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def states(self) -> tuple[Mention, ...]:
        """Every state named, in order."""
        return tuple(find_states(self.text))

    @cached_property
    def states_seen(self) -> tuple[Mention, ...]:
        """Every state named in the view, where line ends are spaces: a name goes on over them."""
        return tuple(find_states(self.seen))

    @cached_property
    def weapons(self) -> tuple[WeaponName, ...]:
        """Every weapon and class of weapon named, in order."""
        return tuple(find_weapons_named(self.text, self.designations))

    @cached_property
    def places(self) -> tuple[PlaceName, ...]:
        """Every town, region and installation named, in order."""
        return tuple(find_places(self.text))

    @cached_property
    def groups(self) -> tuple[GroupName, ...]:
        """Every armed group named, in order."""
        return tuple(find_groups(self.text))

    @cached_property
    def organisations(self) -> tuple[OrgName, ...]:
        """Every other organisation named, in order."""
        return tuple(find_organisations(self.text))

    @cached_property
    def times(self) -> tuple[TimeMention, ...]:
        """Every time named, in order."""
        return tuple(find_times(self.seen, [(b.start, b.end, b.day) for b in self.blocks], self.published))

    def sentence_at(self, offset: int) -> Sentence | None:
        """Give the sentence that covers an offset, None between sentences."""
        index = bisect_right(self._starts, offset) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and offset < found.span.end else None

    def block_at(self, offset: int) -> Block | None:
        """Give the block that covers an offset, None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        found = self.blocks[index] if index >= 0 else None
        return found if found and offset < found.end else None

    def words(self, span: Span | tuple[int, int]) -> str:
        """Give the words of a span as received."""
        start, end = (span.start, span.end) if isinstance(span, Span) else span
        return self.text[start:end]


def _dateline_apart(seen: str, span: Span) -> list[Span]:
    """Cut "ADEN, June 21 (Agency) - " off the sentence behind it, which it would spoil for every reader."""
    found = _DATELINE.match(seen, span.start, min(span.end, span.start + 90))
    return [Span(span.start, found.end()), Span(found.end(), span.end)] if found else [span]


def article_of(
    text: str,
    published: date,
    blocks: Sequence[Block] | None = None,
    designations: Iterable[str] = (),
) -> Article:
    """Take a text with its blocks (its lines, where none are handed on) as an article without a parse."""
    parts = lines(text) if blocks is None else blocks
    return Article(text, published, signed(view(text), parts, published), frozenset(designations))
