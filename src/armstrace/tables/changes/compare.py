"""Comparing two editions: every row of either side is the same, changed, gone or new."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from armstrace.tables.ask import Tables, literals
from armstrace.tables.changes.match import Pair, match
from armstrace.tables.changes.model import Cell, Changed, Comparison, OneSided
from armstrace.tables.changes.rows import Identity, Row, rows_of
from armstrace.tables.changes.shapes import SHAPES, Shape
from armstrace.tables.changes.suggest import suggested

ALL = "*"
_TRADED = ("supplier", "recipient")


@dataclass(frozen=True, slots=True)
class Scope:
    """What one table of an edition covers: its days, and the supplier and recipient it was asked for, "*" for all."""

    register: str
    since: date
    until: date
    supplier: str
    recipient: str

    def covers(self, row: Row, *, traded: bool) -> bool:
        """Whether a row, had there been such a thing, would stand in the table."""
        if (row.since and row.since > self.until) or (row.until and row.until < self.since):
            return False
        asked = (self.supplier, self.recipient)
        return not traded or all(code in {"", ALL, party} for code, party in zip(asked, row.parties, strict=True))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its rows by kind, and what its tables cover."""

    rows: dict[str, list[Row]]
    scopes: tuple[Scope, ...]


def side_of(tables: Tables, exhibits: Iterable[str]) -> Side:
    """Take the rows of some exhibits out of the tables of a case."""
    given = sorted(set(exhibits))
    shapes = {kind: shape for kind, shape in SHAPES.items() if tables.has(kind)}
    rows = {kind: found for kind, shape in shapes.items() if (found := rows_of(tables, shape, given))}
    scopes = tables.ask(
        "SELECT register, covers_earliest, covers_latest, scope_supplier, scope_recipient\n"
        f"FROM edition WHERE exhibit IN {literals(given)} AND covers_earliest IS NOT NULL AND covers_latest IS NOT NULL"
    )
    return Side(rows, tuple(Scope(*values) for values in scopes))


def compare(old: Side, new: Side) -> tuple[Comparison, ...]:
    """Compare two sides, register by register, one kind of record after the other."""
    found = []
    for kind, shape in SHAPES.items():
        sides = (old.rows.get(kind, []), new.rows.get(kind, []))
        for register in sorted({row.register for rows in sides for row in rows}):
            here = tuple([row for row in rows if row.register == register] for rows in sides)
            found.append(_compared(shape, register, (here[0], here[1]), (old.scopes, new.scopes)))
    return tuple(found)


def _compared(
    shape: Shape,
    register: str,
    rows: tuple[list[Row], list[Row]],
    scopes: tuple[tuple[Scope, ...], tuple[Scope, ...]],
) -> Comparison:
    one_sided = _one_sided(shape, rows)
    apart = frozenset(each.field for each in one_sided)
    kept = [at for at, name in enumerate(shape.cells) if name not in apart]
    matched = match(*rows, _about(rows), _cells_at(kept, len(shape.cells)))
    beyond = [*_beyond(shape, register, matched.old, scopes[1]), *_beyond(shape, register, matched.new, scopes[0])]
    return Comparison(
        kind=shape.kind,
        register=register,
        old_rows=len(rows[0]),
        new_rows=len(rows[1]),
        same=len(matched.same),
        moved=sum(one.place != other.place for one, other in matched.same),
        changed=tuple(_changed(shape, pair, apart) for pair in matched.differing),
        apart=tuple(_changed(shape, pair, apart) for pair in matched.same if apart and pair[0].cells != pair[1].cells),
        gone=tuple(matched.old),
        new=tuple(matched.new),
        beyond=frozenset(beyond),
        suggested=suggested(shape, matched.old, matched.new),
        one_sided=one_sided,
    )


def _about(rows: tuple[list[Row], list[Row]]) -> Callable[[Row], Identity]:
    """Identify rows by the register's own numbers where both editions bear them, else by what they are about."""
    if all(any(row.number for row in side) for side in rows):
        return lambda row: ("number", *row.number) if row.number else ("natural", *row.natural)
    return lambda row: row.natural


def _cells_at(kept: Sequence[int], width: int) -> Callable[[Row], tuple[str, ...]]:
    if len(kept) == width:
        return lambda row: row.cells
    return lambda row: tuple(row.cells[at] for at in kept)


def _one_sided(shape: Shape, rows: tuple[list[Row], list[Row]]) -> tuple[OneSided, ...]:
    """Find the columns that one edition fills and the other leaves empty throughout; neither may be without rows."""
    if not all(rows):
        return ()
    found = []
    for at, name in enumerate(shape.cells):
        old, new = (any(row.cells[at] for row in side) for side in rows)
        if old != new:
            filled = sum(bool(row.cells[at]) for side in rows for row in side)
            found.append(OneSided(name, "old" if old else "new", filled))
    return tuple(found)


def _changed(shape: Shape, pair: Pair, apart: frozenset[str]) -> Changed:
    old, new = pair
    cells = [Cell(name, a, b) for name, a, b in zip(shape.cells, old.cells, new.cells, strict=True) if a != b]
    return Changed(
        old,
        new,
        tuple(each for each in cells if each.field not in apart),
        tuple(each for each in cells if each.field in apart),
    )


def _beyond(shape: Shape, register: str, rows: Iterable[Row], scopes: Iterable[Scope]) -> list[str]:
    """Give the keys of rows that the other edition does not cover; where it does not say what it covers, none."""
    here = [scope for scope in scopes if scope.register == register]
    traded = shape.parties == _TRADED
    return [row.key for row in rows if here and not any(scope.covers(row, traded=traded) for scope in here)]
