"""The two classic vintages of SIPRI's register compared, and counted a second time by another way.

The second way reads the files with nothing but Python's csv, groups deals by recipient, supplier, designation and year
of order, and lets scipy place the rows of each group so that the fewest cells differ.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from scipy.optimize import linear_sum_assignment

from armstrace.desk.case import Case, temporary_case
from armstrace.gazetteer.states import code_of
from armstrace.tables.changes.compare import compare, side_of
from armstrace.tables.changes.model import Comparison
from armstrace.tables.changes.shapes import SHAPES
from proofs.conftest import CLASSIC_2024, CLASSIC_UNDATED, made_case
from stopwatch import takes_less_than

pytestmark = pytest.mark.shared
CPU_SECONDS = 5.0
# of the printed row: where each cell stands and, for those that have one, the "?" beside it
CELLS: Mapping[str, tuple[int, int]] = {
    "recipient_printed": (0, -1), "supplier_printed": (1, -1), "ordered": (2, 3), "number_ordered": (4, 5),
    "designation": (6, -1), "description": (7, -1), "number_delivered": (8, 9), "delivery_years": (10, -1),
    "status": (11, -1), "comment": (12, -1), "tiv_unit": (13, -1), "tiv_ordered": (14, -1), "tiv": (15, -1),
}  # fmt: skip
Cells = tuple[str, ...]


def printed(path: Path, encoding: str) -> dict[int, Cells]:
    """Read the rows by their number; a row broken in two by a line break is left out with its rest."""
    with path.open(encoding=encoding, newline="") as file:
        rows = dict(enumerate(csv.reader(file), 1))
    header = next(number for number, row in rows.items() if row[:2] == ["Recipient", "Supplier"])
    whole = {
        number: row
        for number, row in rows.items()
        if number > header and len(row) == 16 and row[11].strip() and row[6].strip()
    }
    # the first piece of a broken row ends before the TIVs, and the piece after it has no supplier that anybody knows
    broken = {
        number
        for number, row in whole.items()
        if not "".join(row[13:]).strip() and not code_of(rows.get(number + 1, ["", "x"])[1])
    }
    return {number: cells_of(row) for number, row in whole.items() if number not in broken}


def cells_of(row: list[str]) -> Cells:
    """Give the cells as a person reads them: the mark of doubt belongs to the cell before it, if there is anything."""
    found = []
    for at, mark in CELLS.values():
        sign = row[mark].strip() if mark >= 0 and row[at].strip() else ""
        found.append(" ".join(filter(None, (row[at].strip(), sign))))
    return tuple(found)


def about(cells: Cells) -> tuple[str | None, ...]:
    told = dict(zip(CELLS, cells, strict=True))
    parties = (code_of(told["recipient_printed"]), code_of(told["supplier_printed"]))
    return (*parties, told["designation"], told["ordered"].removesuffix(" ?"))


def counted(old: Iterable[Cells], new: Iterable[Cells]) -> Counter[str]:
    """Count rows the same, changed, gone and new, and the changed cells, at their fewest."""
    groups: dict[tuple[str | None, ...], tuple[Counter[Cells], Counter[Cells]]] = defaultdict(
        lambda: (Counter(), Counter())
    )
    for at, rows in enumerate((old, new)):
        for cells in rows:
            groups[about(cells)][at][cells] += 1
    found: Counter[str] = Counter()
    for left, right in groups.values():
        found["same"] += (left & right).total()
        ours, theirs = list((left - right).elements()), list((right - left).elements())
        costs = [[sum(a != b for a, b in zip(one, other, strict=True)) for other in theirs] for one in ours]
        paired = min(len(ours), len(theirs))
        if paired:
            chosen = zip(*linear_sum_assignment(costs), strict=True)
            found["cells"] += sum(costs[row][column] for row, column in chosen)
        found["changed"] += paired
        found["gone"] += len(ours) - paired
        found["new"] += len(theirs) - paired
    return found


@pytest.fixture(scope="module")
def files(shared: Path) -> tuple[Path, Path]:
    return shared / CLASSIC_2024, shared / CLASSIC_UNDATED


@pytest.fixture(scope="module")
def case(files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Case:
    return made_case(tmp_path_factory.mktemp("vintages") / "case", files)


def compared(case: Case) -> tuple[Comparison, ...]:
    sides = [side_of(case.tables, [each.sha256]) for each in case.exhibits() if each.received_name.startswith("trade")]
    return compare(sides[0], sides[1])


def test_every_row_and_cell_that_changed_is_found_as_a_second_count_shows(case: Case, files: tuple[Path, Path]) -> None:
    old, new = printed(files[0], "latin-1"), printed(files[1], "utf-8-sig")
    (found,) = compared(case)
    assert (found.old_rows, found.new_rows) == (len(old), len(new)) == (27_949, 29_499)
    told = Counter(
        same=found.same, changed=len(found.changed), gone=len(found.gone), new=len(found.new), cells=found.cells
    )
    assert told == counted(old.values(), new.values())
    assert told == Counter(same=15_842, changed=10_971, gone=1_136, new=2_686, cells=15_041)
    # every changed row names exactly the cells that differ between the two printed rows it points to
    for one in found.changed:
        was, now = (
            dict(zip(CELLS, rows[int(row.place.removeprefix("row="))], strict=True))
            for rows, row in ((old, one.old), (new, one.new))
        )
        differing = {name: (was[name], now[name]) for name in CELLS if was[name] != now[name]}
        assert {cell.field: (cell.old, cell.new) for cell in one.cells} == differing
    assert set(CELLS) | {"deal", "category", "local_production"} == set(SHAPES["transfer"].cells)


def test_a_suggestion_names_rows_gone_and_new_with_what_agrees(case: Case) -> None:
    (found,) = compared(case)
    renamed = {
        (dict(zip(SHAPES["transfer"].cells, one.old.cells, strict=True))["designation"], one.new.natural[2])
        for one in found.suggested
        if one.differs == "designation"
    }
    assert ("Giraffe AMB", "Giraffe-AMB") in renamed
    assert {one.differs for one in found.suggested} <= {"designation", "ordered", "supplier", "recipient"}
    assert len(found.suggested) > 800
    assert len(found.beyond) > 600


def test_reading_and_comparing_take_less_than_five_seconds_of_one_core(files: tuple[Path, Path]) -> None:
    def work() -> None:
        with temporary_case() as private:
            for path in files:
                private.read(private.add(path))
            (found,) = compared(private)
        assert found.cells

    takes_less_than(CPU_SECONDS, work)
