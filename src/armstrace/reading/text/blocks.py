"""The blocks of a text: headings, captions, paragraphs, tweets, each with the day that its own dates are read against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from armstrace.reading.text.view import Span, view
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When

_LINE = re.compile(r"[^\r\n]+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_SIGNATURE = re.compile(
    rf"(?:^|(?<=\s))(?:\u2014|-{{1,2}}) ?(?P<author>[^()\u2014]{{1,80}}?) ?\((?P<handle>@\w{{1,30}})\),? "
    rf"{{0,3}}(?P<day>{_MONTH}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH}\.? \d{{4}})\s*$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `start` to `end` with its signature, `body_end` without; `kind` as in records.kinds.Passage.

    A tweet has the `author`, `handle` and `day` of its signature ("\u2014 Name (@handle) October 1, 2020").
    """

    start: int
    end: int
    kind: str = "paragraph"
    body_end: int = 0
    day: date | None = None
    author: str = ""
    handle: str = ""

    @property
    def body(self) -> Span:
        """The words of the block, a tweet's signature left out."""
        return Span(self.start, self.body_end or self.end)


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


def signed(seen: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Read the signatures of tweets; a block that bears one is a tweet.

    Raises:
        ValueError: blocks overlap or are out of order.
    """
    if any(one.end > two.start for one, two in pairwise(blocks)):
        raise ValueError(blocks)
    return tuple(_signature(seen, block) for block in blocks)


def _signature(seen: str, block: Block) -> Block:
    if "(@" not in seen[max(block.start, block.end - 160) : block.end]:
        return block
    match = _SIGNATURE.search(seen, max(block.start, block.end - 160), block.end)
    if not match:
        return block
    try:
        day = When.read(match["day"].replace(".", "")).earliest
    except UnreadableValue:
        return block
    end = len(seen[block.start : match.start()].rstrip()) + block.start
    return replace(
        block, kind="tweet", body_end=end or block.end, day=day, author=match["author"].strip(), handle=match["handle"]
    )
