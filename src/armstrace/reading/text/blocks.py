"""The blocks of a text: headings, captions, paragraphs, tweets, each with the day that its own dates are read against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from armstrace.reading.text.posts import foot, head
from armstrace.reading.text.view import Span, view

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `start` to `end` with its signature, `body_start` to `body_end` without; `kind` as in kinds.Passage.

    A tweet has the `author`, `handle` and `day` of its signature ("\u2014 Name (@handle) October 1, 2020") or of the
    line that heads it; `author` and `day` may be missing there.
    """

    start: int
    end: int
    kind: str = "paragraph"
    body_end: int = 0
    day: date | None = None
    author: str = ""
    handle: str = ""
    body_start: int = 0

    @property
    def body(self) -> Span:
        """The words of the block, a tweet's signature or heading line left out."""
        return Span(max(self.start, self.body_start), self.body_end or self.end)


def lines(text: str) -> list[Block]:
    """Take each line for a block, a tweet's signature with the line before it; for texts that come without passages.

    Takes the text as received: the view has no line ends any more.
    """
    found: list[Block] = []
    seen = view(text)
    for match in _LINE.finditer(text):
        if match.group().isspace():
            continue
        block = Block(match.start(), match.end())
        if found and found[-1].kind != "tweet" and _signature(seen, block).handle:
            block = Block(found.pop().start, match.end(), "tweet")
        found.append(block)
    return found


def signed(seen: str, blocks: Sequence[Block], published: date | None = None) -> tuple[Block, ...]:
    """Read who signed posts; a block that bears a signature, or that one heads, is a tweet.

    A line that heads a post stands in the same block, or in those just before it, which are joined with it.

    Raises:
        ValueError: blocks overlap or are out of order.
    """
    if any(one.end > two.start for one, two in pairwise(blocks)):
        raise ValueError(blocks)
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block, used = _headed(seen, blocks, at, published)
        found.append(block)
        at += used
    return tuple(found)


def _headed(seen: str, blocks: Sequence[Block], at: int, published: date | None) -> tuple[Block, int]:
    """Give the block at a place, with those that belong to its post, and how many they are."""
    block = _signature(seen, blocks[at])
    top = None if block.handle else head(seen, block.start, published)
    if top is None:
        return block, 1
    last = at
    while last + 1 < len(blocks) and blocks[last].end < top.end:
        last += 1
        if head(seen, blocks[last].start, published):
            # the name begins there, and what stands before it is a heading
            return block, 1
    start = _next_word(seen, top.end, blocks[last].end)
    after = blocks[last + 1] if last + 1 < len(blocks) else None
    if start == blocks[last].end and after and not foot(seen, after.start, after.end):
        last, start = last + 1, after.start
    if start == blocks[last].end:
        return block, 1
    return Block(block.start, blocks[last].end, "tweet", 0, top.day, top.author, top.handle, start), last + 1 - at


def _next_word(seen: str, start: int, end: int) -> int:
    """Skip the spaces and the stop behind a heading line."""
    while start < end and seen[start] in " :":
        start += 1
    return start


def _signature(seen: str, block: Block) -> Block:
    found = foot(seen, block.start, block.end)
    if not found:
        return block
    end = len(seen[block.start : found.start].rstrip()) + block.start
    return replace(
        block, kind="tweet", body_end=end or block.end, day=found.day, author=found.author, handle=found.handle
    )
