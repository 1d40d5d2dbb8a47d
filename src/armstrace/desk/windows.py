"""A very long text as windows that are read one after the other, so that memory holds what was read of one only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from armstrace.reading.text.blocks import Block
from armstrace.records.claims import Claim

MOST_AT_ONCE = 1_000_000
"""A longer text, in characters, is read window by window: no name and no pronoun leads from one to another."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text: where it starts there, its own text, and its blocks by offsets of that."""

    start: int
    text: str
    blocks: tuple[Block, ...]


def windows(text: str, blocks: Sequence[Block], most: int = MOST_AT_ONCE) -> Iterator[Window]:
    """Cut a text between blocks into windows of at most so many characters; a longer block is cut at a space.

    >>> [(each.start, each.text) for each in windows("One. Two.", [Block(0, 4), Block(5, 9)], 6)]
    [(0, 'One.'), (5, 'Two.')]
    """
    held: list[Block] = []
    for block in blocks:
        for part in _pieces(text, block, most):
            if held and part.end - held[0].start > most:
                yield _window(text, held)
                held = []
            held.append(part)
    if held:
        yield _window(text, held)


def moved(claim: Claim, by: int) -> Claim:
    """Give a claim of a window as one of the whole text: whatever is a pair in a claim is a span."""
    changed: dict[str, object] = {"start": claim.start + by, "end": claim.end + by}
    for field in fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, tuple):
            pair = bool(value) and isinstance(value[0], int)
            changed[field.name] = (
                (value[0] + by, value[1] + by) if pair else tuple((start + by, end + by) for start, end in value)
            )
    return replace(claim, **changed)  # type: ignore[arg-type] # each is what it was, moved


def _pieces(text: str, block: Block, most: int) -> Iterator[Block]:
    start = block.start
    while block.end - start > most:
        space = text.rfind(" ", start + most // 2, start + most)
        end = space if space > start else start + most
        yield replace(block, start=start, end=end, body_end=0)
        start = end
    yield replace(block, start=start) if start > block.start else block


def _window(text: str, held: Sequence[Block]) -> Window:
    first = held[0].start
    own = tuple(
        replace(block, start=block.start - first, end=block.end - first, body_end=max(0, block.body_end - first))
        for block in held
    )
    return Window(first, text[first : held[-1].end], own)
