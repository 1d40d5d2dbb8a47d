"""Rows gone and rows new that may be the same under another name: suggested with the reason, never taken for one.

A pair is suggested where all identifying cells but one agree, or the register's own number alone is another, and at
least half of the other cells that hold anything, two or more, agree as well. Each row stands in one suggestion at most,
in that with most cells equal; a name whose words are those of the other, or among them, counts for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from armstrace.tables.changes.labels import label, listed
from armstrace.tables.changes.model import Cell, Suggested
from armstrace.tables.changes.rows import Row
from armstrace.tables.changes.shapes import Shape

MOST_PAIRS = 4_000
"""Of a block of rows alike with more pairs than this, only those that agree in all their other cells are tried."""
LEAST_EQUAL, LEAST_SHARE = 2, 0.5
_NUMBER = "number"
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Likely:
    """A pair that may be one row, and how much speaks for it."""

    old: int
    new: int
    differs: str
    score: float
    equal: tuple[str, ...]


def suggested(shape: Shape, gone: Sequence[Row], new: Sequence[Row]) -> tuple[Suggested, ...]:
    """Suggest which of the rows gone and new may be the same, each at most once, in the order of the rows gone."""
    likely = {(each.old, each.new): each for each in _likely(shape, gone, new)}
    # of two that are as likely none is chosen for the name of a party
    neutral = [at for at, name in enumerate(shape.cells) if name.removesuffix("_printed") not in shape.parties]

    def mine(row: Row) -> tuple[str, ...]:
        return tuple(row.cells[at] for at in neutral)

    ranked = sorted(
        likely.values(),
        key=lambda each: (-each.score, *sorted((mine(gone[each.old]), mine(new[each.new]))), each.old + each.new),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for each in ranked:
        if each.old not in used[0] and each.new not in used[1]:
            used[0].add(each.old)
            used[1].add(each.new)
            chosen.append(each)
    return tuple(
        _told(shape, gone[each.old], new[each.new], each) for each in sorted(chosen, key=lambda each: each.old)
    )


def _likely(shape: Shape, gone: Sequence[Row], new: Sequence[Row]) -> Iterator[_Likely]:
    """Go through the rows that differ in one identifying cell only."""
    for at, differs in enumerate((*shape.natural, _NUMBER)):
        blocks: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, rows in enumerate((gone, new)):
            for number, row in enumerate(rows):
                blocks[row.natural[:at] + row.natural[at + 1 :]][side].append(number)
        for left, right in blocks.values():
            for one, other in _pairs(shape, (gone, new), (left, right)):
                if differs == _NUMBER or gone[one].natural[at] != new[other].natural[at]:
                    yield from _weighed(shape, (one, gone[one]), (other, new[other]), differs)


def _pairs(
    shape: Shape, rows: tuple[Sequence[Row], Sequence[Row]], block: tuple[list[int], list[int]]
) -> Iterator[tuple[int, int]]:
    """Give the pairs of a block; of a large one those whose other cells are all equal, one to one."""
    left, right = block
    if len(left) * len(right) <= MOST_PAIRS:
        yield from ((one, other) for one in left for other in right)
        return
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for other in sorted(right, key=lambda at: rows[1][at].cells, reverse=True):
        waiting[_others(shape, rows[1][other])].append(other)
    for one in sorted(left, key=lambda at: rows[0][at].cells):
        alike = waiting.get(_others(shape, rows[0][one]))
        if alike:
            yield one, alike.pop()


def _others(shape: Shape, row: Row) -> tuple[str, ...]:
    named = _identifying(shape)
    return tuple(cell for name, cell in zip(shape.cells, row.cells, strict=True) if name not in named)


def _identifying(shape: Shape) -> Mapping[str, str]:
    """Give the cells that print what identifies a row, each with the field it stands for."""
    named = (*shape.natural, *shape.number[:1])
    return {cell: name for name in named for cell in (name, f"{name}_printed") if cell in shape.cells}


def _weighed(shape: Shape, one: tuple[int, Row], other: tuple[int, Row], differs: str) -> Iterator[_Likely]:
    """Give a pair where enough of its other cells agree."""
    named = _identifying(shape)
    filled, alike = 0, False
    equal: list[str] = []
    for name, old, new in zip(shape.cells, one[1].cells, other[1].cells, strict=True):
        if name in named:
            if named[name] == differs:
                alike = _spelt_alike(old, new)
        elif old or new:
            filled += 1
            if old == new:
                equal.append(name)
    share = len(equal) / filled if filled else 0.0
    if len(equal) >= LEAST_EQUAL and share >= LEAST_SHARE:
        yield _Likely(one[0], other[0], differs, share + 0.25 * alike, tuple(equal))


def _spelt_alike(one: str, other: str) -> bool:
    """Tell whether all words of one name, numbers too, are words of the other.

    >>> _spelt_alike("EMB-314", "EMB-314 Super Tucano"), _spelt_alike("Spike-LR", "Spike-ER")
    (True, False)
    """
    left, right = (set(_WORD.findall(name.casefold())) for name in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def _told(shape: Shape, old: Row, new: Row, each: _Likely) -> Suggested:
    cells = tuple(Cell(name, a, b) for name, a, b in zip(shape.cells, old.cells, new.cells, strict=True) if a != b)
    agreeing = tuple(name for name in shape.natural if name != each.differs)
    what = label(each.differs)
    reason = (
        f"The {what} is another; {listed(agreeing)} agree, and so do {len(each.equal)} "
        f"of the other cells: {listed(each.equal)}."
    )
    return Suggested(old, new, each.differs, cells, each.equal, reason)
