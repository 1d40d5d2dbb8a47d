"""Counting claims that were found, for sets that ship with the project: the packs' own program is not here everywhere.

A claim is found when its span and a labelled one of its type share at least half of their characters (statements: their
contents), one to one, the widest overlap first. Labels marked optional count neither way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """Claims found, claims that are no labelled ones, labelled ones that were missed."""

    found: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / max(1, 2 * self.found + self.false + self.missed)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.found + other.found, self.false + other.false, self.missed + other.missed)


def counts(gold: Sequence[Item], read: Sequence[Item], kind: str) -> Counts:
    """Count the claims of one type in one document."""
    labelled = [item for item in gold if item["type"] == kind]
    told = [item for item in read if item["type"] == kind]
    pairs = sorted(
        (
            (overlap(one, two), not one.get("optional", False), number, other)
            for number, one in enumerate(labelled)
            for other, two in enumerate(told)
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_told: set[int] = set()
    for share, _, number, other in pairs:
        if share >= 0.5 and number not in taken_gold and other not in taken_told:
            taken_gold.add(number)
            taken_told.add(other)
    needed = {number for number, item in enumerate(labelled) if not item.get("optional")}
    found = len(needed & taken_gold)
    return Counts(found, len(told) - len(taken_told), len(needed) - found)


def overlap(gold: Item, told: Item) -> float:
    """Give the best share of common characters over all spans that a label accepts."""
    mine = _characters(_spans(told))
    return max(len(mine & own) / len(mine | own) for own in map(_characters, _accepted(gold)))


def _accepted(gold: Item) -> Iterator[Sequence[Sequence[int]]]:
    if gold["type"] == "statement":
        yield gold["content"]
        yield from gold.get("content_alt") or []
        return
    yield [[gold["start"], gold["end"]]]
    yield from ([span] for span in gold.get("span_alt") or [])


def _spans(item: Item) -> Sequence[Sequence[int]]:
    content: Sequence[Sequence[int]] | None = item.get("content")
    return content if item["type"] == "statement" and content else [[item["start"], item["end"]]]


def _characters(spans: Sequence[Sequence[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
