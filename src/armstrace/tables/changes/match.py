"""Matching the rows of two editions that are about the same: as multisets, so that nothing depends on their order."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from armstrace.tables.changes.assign import assign
from armstrace.tables.changes.rows import Row

MOST_STEPS = 200_000
"""A group of n rows against m, n the smaller, is assigned at its best while n*n*m is no more than this."""

Pair = tuple[Row, Row]


@dataclass(slots=True)
class Matched:
    """Pairs of rows about the same thing, and the rows of either side that found none, in the order they came."""

    same: list[Pair] = field(default_factory=list)
    differing: list[Pair] = field(default_factory=list)
    old: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)


def match(
    old: Sequence[Row], new: Sequence[Row], about: Callable[[Row], Hashable], cells: Callable[[Row], tuple[str, ...]]
) -> Matched:
    """Match rows of equal `about`: equal `cells` first, the rest so that the fewest cells differ in all.

    The result is the same whatever order the rows come in, but for which of several rows of equal cells is meant; and
    with the sides exchanged it is the same pairs.
    """
    found = Matched()
    groups: dict[Hashable, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for row in rows:
            groups[about(row)][side].append(row)
    for left, right in groups.values():
        if left and right:
            _group(left, right, cells, found)
        else:
            found.old += left
            found.new += right
    order = {id(row): number for number, row in enumerate((*old, *new))}
    found.old.sort(key=lambda row: order[id(row)])
    found.new.sort(key=lambda row: order[id(row)])
    return found


def _group(left: list[Row], right: list[Row], cells: Callable[[Row], tuple[str, ...]], found: Matched) -> None:
    """Match the rows of one group."""
    if len(left) == len(right) == 1:
        (found.same if cells(left[0]) == cells(right[0]) else found.differing).append((left[0], right[0]))
        return
    waiting: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in reversed(right):
        waiting[cells(row)].append(row)
    rest_left = []
    for row in left:
        alike = waiting.get(cells(row))
        if alike:
            found.same.append((row, alike.pop()))
        else:
            rest_left.append(row)
    kept = {id(row) for rows in waiting.values() for row in rows}
    rest_right = [row for row in right if id(row) in kept]
    one, other = sorted(rest_left, key=cells), sorted(rest_right, key=cells)
    # which side is placed onto which must not depend on which is the older
    turned = (len(one), [cells(row) for row in one]) > (len(other), [cells(row) for row in other])
    pairs = _assigned(other, one, cells) if turned else _assigned(one, other, cells)
    found.differing += [(b, a) if turned else (a, b) for a, b in pairs]
    paired = {id(row) for pair in pairs for row in pair}
    found.old += [row for row in rest_left if id(row) not in paired]
    found.new += [row for row in rest_right if id(row) not in paired]


def _assigned(few: Sequence[Row], many: Sequence[Row], cells: Callable[[Row], tuple[str, ...]]) -> list[Pair]:
    """Place few rows onto many; more than can be tried are placed in the order of their cells."""
    if len(few) * len(few) * len(many) > MOST_STEPS:
        return list(zip(few, many, strict=False))
    theirs = [cells(row) for row in many]
    costs = [[differing(cells(row), each) for each in theirs] for row in few]
    return [(row, many[column]) for row, column in zip(few, assign(costs), strict=True)]


def differing(one: Iterable[str], other: Iterable[str]) -> int:
    """Count the cells that differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))
