"""What a comparison of two editions gives: every row gone or new, every cell that changed, and what is only likely."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from armstrace.tables.changes.rows import Row


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of two matched rows as the older and the newer edition print it; "" is an empty cell."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Two rows about the same whose cells differ.

    `cells` are the changes; `apart` are cells of columns that one of the editions leaves empty in every row.
    """

    old: Row
    new: Row
    cells: tuple[Cell, ...]
    apart: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """A row gone and a row new that may be the same one under another name: a person decides, nothing follows from it.

    `differs` is the identifying cell in which they differ, `cells` all that do, `equal` the others that agree.
    """

    old: Row
    new: Row
    differs: str
    cells: tuple[Cell, ...]
    equal: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class OneSided:
    """A column that holds nothing in any row of one edition, and in so many rows of the other: `side` old or new."""

    field: str
    side: str
    rows: int


@dataclass(frozen=True, slots=True)
class Edited:
    """Which rows of a pair of parties changed: counts, and the weight lost from one edition to the other and gained.

    `perhaps` counts the pairs among those gone and new that may be the same row: only their difference is weighed.
    """

    parties: tuple[str, str]
    changed: int
    gone: int
    new: int
    perhaps: int
    old_weight: float
    new_weight: float

    @property
    def size(self) -> float:
        """How much was touched: what is gone and new, and what the changed rows gained or lost."""
        return self.old_weight + self.new_weight


@dataclass(frozen=True)
class Comparison:
    """Two editions of one register, one kind of record, compared row by row and cell by cell.

    `gone` and `new` are all rows without a partner; `beyond` holds the keys of those among them that the other edition
    does not cover, so that nothing was taken out or put in. `moved` counts equal rows that stand elsewhere. `apart`
    are rows, among the same, that differ only in columns which one of the editions leaves empty in every row.
    """

    kind: str
    register: str
    old_rows: int
    new_rows: int
    same: int
    moved: int
    changed: tuple[Changed, ...]
    apart: tuple[Changed, ...]
    gone: tuple[Row, ...]
    new: tuple[Row, ...]
    beyond: frozenset[str]
    suggested: tuple[Suggested, ...]
    one_sided: tuple[OneSided, ...]

    @property
    def cells(self) -> int:
        """How many cells changed."""
        return sum(len(each.cells) for each in self.changed)

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.changed or self.gone or self.new or self.one_sided)

    @cached_property
    def by_field(self) -> Counter[str]:
        """How many cells of each column changed."""
        return Counter(cell.field for each in self.changed for cell in each.cells)

    @cached_property
    def alike(self) -> Counter[Cell]:
        """How often each change, word for word, was made."""
        return Counter(cell for each in self.changed for cell in each.cells)

    @cached_property
    def by_parties(self) -> tuple[Edited, ...]:
        """What changed between each two parties, most first."""
        counts: dict[tuple[str, str], list[float]] = {}
        likely = {row.key for each in self.suggested for row in (each.old, each.new)}
        for each in self.changed:
            _count(counts, each.new.parties, _CHANGED, _between(each.old, each.new))
        for row in self.gone:
            _count(counts, row.parties, _GONE, (row.weight * (row.key not in likely), 0.0))
        for row in self.new:
            _count(counts, row.parties, _NEW, (0.0, row.weight * (row.key not in likely)))
        for may in self.suggested:
            _count(counts, may.new.parties, _PERHAPS, _between(may.old, may.new))
        edited = [
            Edited(parties, int(changed), int(gone), int(new), int(perhaps), lost, gained)
            for parties, (changed, gone, new, perhaps, lost, gained) in counts.items()
        ]
        # of two alike the one that comes first in the data: an order by name would favour a party
        return tuple(sorted(edited, key=lambda each: (-each.size, -each.changed - each.gone - each.new)))


_CHANGED, _GONE, _NEW, _PERHAPS = range(4)


def _between(old: Row, new: Row) -> tuple[float, float]:
    """Give what a row lost and what it gained."""
    more = new.weight - old.weight
    return (max(0.0, -more), max(0.0, more))


def _count(
    counts: dict[tuple[str, str], list[float]], parties: tuple[str, str], at: int, weights: tuple[float, float]
) -> None:
    held = counts.setdefault(parties, [0, 0, 0, 0, 0.0, 0.0])
    held[at] += 1
    held[4] += weights[0]
    held[5] += weights[1]
