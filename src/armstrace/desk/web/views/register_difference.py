"""What changed between two editions of a register."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from armstrace.checks.editions import editions
from armstrace.desk.editions.diff import Difference, difference
from armstrace.desk.editions.export import cells_of, what
from armstrace.desk.editions.named import EditionNamed, told_of
from armstrace.desk.registers.parties import parties, party
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, paging
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.leading import of_key
from armstrace.gazetteer.states import display
from armstrace.tables.changes.labels import label
from armstrace.tables.changes.model import Cell, Comparison
from armstrace.tables.changes.rows import Row

_SIZE, _PAIRS = 50, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceAsked:
    """Which editions, by their labels, narrowed to a supplier and a recipient where these are named."""

    old: str = told("", longest=300)
    new: str = told("", longest=300)
    supplier: str = told("", longest=100)
    recipient: str = told("", longest=100)
    page: int = told(1, least=1, most=100_000)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell as the older and the newer edition print it."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that changed, is gone, is new, or is perhaps the same under another name, with the reason for that."""

    change: str
    supplier: str
    recipient: str
    about: str
    cells: tuple[CellChange, ...]
    reason: str
    old_row: str
    new_row: str


@dataclass(frozen=True, slots=True)
class PairChange:
    """How many rows of two parties changed, and what was lost and gained, in millions of TIV."""

    supplier: str
    recipient: str
    changed: int
    gone: int
    new: int
    perhaps: int
    lost: float
    gained: float


@dataclass(frozen=True, slots=True)
class RegisterCompared:
    """One register's two editions side by side, in counts; `columns` counts the changed cells of each column."""

    register: str
    kind: str
    old_rows: int
    new_rows: int
    same: int
    moved: int
    changed: int
    gone: int
    new: int
    not_covered: int
    perhaps: int
    columns: Mapping[str, int]
    pairs: tuple[PairChange, ...]


@dataclass(frozen=True, slots=True)
class RegisterDifference:
    """What changed from an older edition to a newer one; `rows` by pages: changed, perhaps the same, gone, new.

    `editions` are those that can be compared; `old` and `new` are "" until two are chosen.
    """

    old: str
    new: str
    supplier: str
    recipient: str
    compared: tuple[RegisterCompared, ...]
    rows: tuple[RowChange, ...]
    paging: Paging
    remarks: tuple[str, ...]
    editions: tuple[str, ...]


@dataclass(slots=True)
class Last:
    """The comparison made last, which is large: one is held, for who turns its pages."""

    key: Hashable = None
    made: Difference | None = None
    lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Difference]) -> Difference:
        """Give a comparison, made anew unless it is the last one."""
        with self.lock:
            if self.made is None or self.key != key:
                self.key, self.made = key, make()
            return self.made


def register_difference(desk: Desk, asked: DifferenceAsked) -> RegisterDifference:
    """Compare two editions of a register row by row and cell by cell."""
    known, labels = parties(desk.case.tables), tuple(each.label for each in editions(desk.case.tables))
    if not asked.old or not asked.new:
        return RegisterDifference("", "", "", "", (), (), paging(0, 1, _SIZE), (), labels)
    sides = (party(known, asked.supplier), party(known, asked.recipient))
    old, new = (_named(desk, said) for said in (asked.old, asked.new))
    key = (asked.old, asked.new, sides)
    found = desk.cached("last difference", Last, at="any").get(
        (*key, desk.head), lambda: difference(desk.case, old, new, sides)
    )
    total = sum(len(_parts(each)) for each in found.compared)
    where = paging(total, asked.page, _SIZE)
    rows = (row for each in found.compared for row in _parts(each))
    first = (where.page - 1) * _SIZE
    return RegisterDifference(
        old=found.old.title,
        new=found.new.title,
        supplier=sides[0],
        recipient=sides[1],
        compared=tuple(map(_compared, found.compared)),
        rows=tuple(_row(*each) for each in islice(rows, first, first + _SIZE)),
        paging=where,
        remarks=found.remarks,
        editions=labels,
    )


def _named(desk: Desk, said: str) -> EditionNamed:
    """Find an edition by its label; one of which something may not be seen is not there."""
    found = [row[0] for row in desk.case.tables.ask("SELECT DISTINCT exhibit FROM edition WHERE label = ?", [said])]
    if not found or desk.who.hidden & set(found):
        raise NotThere("There is no such edition in this case.", where=said, todo="Choose one of the registers' list.")
    return told_of(desk.case, said, [each for each in desk.case.exhibits() if each.sha256 in found])


def _compared(each: Comparison) -> RegisterCompared:
    return RegisterCompared(
        register=each.register,
        kind=each.kind,
        old_rows=each.old_rows,
        new_rows=each.new_rows,
        same=each.same,
        moved=each.moved,
        changed=len(each.changed),
        gone=len(each.gone),
        new=len(each.new),
        not_covered=len(each.beyond),
        perhaps=len(each.suggested),
        columns={label(name): count for name, count in each.by_field.most_common()},
        pairs=tuple(
            PairChange(
                supplier=display(one.parties[0]),
                recipient=display(one.parties[1]),
                changed=one.changed,
                gone=one.gone,
                new=one.new,
                perhaps=one.perhaps,
                lost=one.old_weight,
                gained=one.new_weight,
            )
            for one in each.by_parties[:_PAIRS]
        ),
    )


Part = tuple[str, str, Row | None, Row | None, tuple[Cell, ...], str]


def _parts(each: Comparison) -> list[Part]:
    """Give every row that is not the same: kind, change, the two rows, cells, reason."""
    likely = {row.key for one in each.suggested for row in (one.old, one.new)}
    found: list[Part] = [(each.kind, "changed", one.old, one.new, one.cells, "") for one in each.changed]
    found += [(each.kind, "perhaps the same", one.old, one.new, one.cells, one.reason) for one in each.suggested]
    found += [(each.kind, "gone", row, None, (), "") for row in each.gone if row.key not in likely]
    found += [(each.kind, "new", None, row, (), "") for row in each.new if row.key not in likely]
    return found


def _row(kind: str, change: str, old: Row | None, new: Row | None, cells: tuple[Cell, ...], reason: str) -> RowChange:
    shown = new or old
    supplier, recipient = shown.parties if shown else ("", "")
    return RowChange(
        change=change,
        supplier=display(supplier) if supplier else "",
        recipient=display(recipient) if recipient else "",
        about=what(kind, shown) if shown else "",
        cells=tuple(_cells(kind, old, new, cells)),
        reason=reason,
        old_row=of_key(old.key) if old else "",
        new_row=of_key(new.key) if new else "",
    )


def _cells(kind: str, old: Row | None, new: Row | None, cells: tuple[Cell, ...]) -> Iterator[CellChange]:
    if old and new:
        yield from (CellChange(label(cell.field), cell.old, cell.new) for cell in cells)
        return
    for row in filter(None, (old, new)):
        for name, value in cells_of(kind, row).items():
            yield CellChange(label(name), value if old else "", value if new else "")
