"""A text as windows that are read one after the other, so that memory holds what was read of one only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any

from armstrace.reading.text.blocks import Block
from armstrace.records.claims import Claim
from armstrace.records.kinds import Passage
from armstrace.records.passages import at_spaces, blocks, document_text

MOST_AT_ONCE = 1_000_000
"""A longer text, in characters, is read window by window: no name and no pronoun leads from one to another."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text: where it starts there, its own text, and its blocks by offsets of that.

    `whole` tells that it is the text, which is no longer than may be read at once.
    """

    start: int
    text: str
    blocks: tuple[Block, ...]
    whole: bool = False


def windows(passages: Iterable[Passage], most: int = MOST_AT_ONCE) -> Iterator[Window]:
    """Give a text of at most so many characters as one window, and cut a longer one between its blocks.

    A block that is longer than a window is cut at a space. No more passages are held than a window has.
    """
    held: list[Passage] = []
    rest = iter(passages)
    for passage in rest:
        held.append(passage)
        if passage.start + len(passage.text) > most:
            yield from _cut(chain(held, rest), most)
            return
    parts = tuple(Block(block.start, block.end, block.kind) for block in blocks(held))
    yield Window(0, document_text(held), parts, whole=True)


def moved(claim: Claim, by: int) -> Claim:
    """Give a claim of a window as one of the whole text: whatever is a pair in a claim is a span."""
    if not by:
        return claim
    changed: dict[str, Any] = {"start": claim.start + by, "end": claim.end + by}
    for field in fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, tuple):
            pair = bool(value) and isinstance(value[0], int)
            changed[field.name] = (
                (value[0] + by, value[1] + by) if pair else tuple((start + by, end + by) for start, end in value)
            )
    return replace(claim, **changed)


def _cut(passages: Iterable[Passage], most: int) -> Iterator[Window]:
    held: list[Passage] = []
    own: list[Block] = []
    for part in chain.from_iterable(_pieces(passage, most) for passage in passages):
        for block in blocks([part]):
            if own and block.end - own[0].start > most:
                yield _window(held, own)
                held, own = [], []
            own.append(Block(block.start, block.end, block.kind))
        if own:
            held.append(part)
    if own:
        yield _window(held, own)


def _pieces(passage: Passage, most: int) -> Iterator[Passage]:
    """Cut a passage that is longer than a window at spaces."""
    if len(passage.text) <= most:
        yield passage
        return
    for start, end in at_spaces(passage.text, 0, len(passage.text), most):
        yield replace(passage, start=passage.start + start, text=passage.text[start:end])


def _window(held: Sequence[Passage], own: Sequence[Block]) -> Window:
    first, before = own[0].start, held[0].start
    parts = tuple(replace(block, start=block.start - first, end=block.end - first) for block in own)
    text = document_text([replace(passage, start=passage.start - before) for passage in held])
    return Window(first, text[first - before : own[-1].end - before], parts)
