"""Totals taken apart add up to themselves, agree with the shares that checks compute, and rest on the rows shown."""

from pathlib import Path

import pytest

from armstrace.checks.breakdown import breakdowns
from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.volumes import volume
from armstrace.desk.case import Case, new_case
from armstrace.desk.registers.parties import parties, party
from armstrace.desk.registers.portfolio import By, Wanted, portfolio, rows_behind
from armstrace.records.errors import CaseError

TESTS = Path(__file__).parents[2]
FILES = (
    "desk/editions/samples/register_old.csv",
    "desk/editions/samples/register_new.csv",
    "desk/editions/samples/table_old.csv",
    "sources/sipri_deliveries/sample.csv",
)
PARTS = tuple(
    Slice(suppliers, recipients, first, last)
    for suppliers in ((), ("ISR",), ("RUS",))
    for recipients in ((), ("AZE",), ("ARM",))
    for first, last in ((1990, 2022), (2010, 2011))
)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = new_case(tmp_path_factory.mktemp("registers") / "case", title="Registers", said_by="p-1")
    for name in FILES:
        case.read(case.add(TESTS / name))
    case.tables.close()
    return case


def test_every_way_of_taking_apart_gives_the_same_total(registers: Case) -> None:
    asked = 0
    for edition in editions(registers.tables):
        for part in PARTS:
            whole = volume(registers.tables, edition, part)
            for by in By:
                found = portfolio(registers.tables, edition, Wanted(part, by))
                if found is None:
                    continue
                asked += 1
                assert whole is not None
                assert found.total_tiv_m == pytest.approx(whole.value)
                assert sum(each.tiv_m for each in found.groups) == pytest.approx(found.total_tiv_m)
                assert sum(each.tiv_m for each in found.years) == pytest.approx(found.total_tiv_m)
                assert sum(each.percent for each in found.groups) == pytest.approx(100 if found.total_tiv_m else 0)
                assert all(part.first <= each.year <= part.last for each in found.years)
    assert asked > 60


def test_shares_are_those_that_checks_compute(registers: Case) -> None:
    compared = 0
    for part in PARTS:
        for side in (By.SUPPLIER, By.RECIPIENT):
            for known in breakdowns(registers.tables, part, side.value)[0]:
                edition = next(each for each in editions(registers.tables) if each.label == known.edition)
                found = portfolio(registers.tables, edition, Wanted(part, side))
                assert found is not None
                shares = {each.code: pytest.approx(each.percent) for each in known.lines}
                assert {each.code: each.percent for each in found.groups} == shares
                assert {each.code: each.high for each in found.groups} == {
                    each.code: pytest.approx(each.high) for each in known.lines
                }
                compared += 1
    assert compared > 15


def test_every_cell_is_the_sum_of_the_rows_behind_it(registers: Case) -> None:
    cells = 0
    for edition in editions(registers.tables):
        for by in By:
            wanted = Wanted(Slice((), (), edition.first, edition.last), by)
            found = portfolio(registers.tables, edition, wanted)
            for group in found.groups if found else ():
                for cell in group.cells:
                    year = Wanted(wanted.part.over(cell.year, cell.year), by)
                    total, rows = rows_behind(registers.tables, edition, year, group.code, (0, 100))
                    assert (total, len(rows)) == (cell.rows, cell.rows)
                    assert sum(row.tiv_m for row in rows) == pytest.approx(cell.tiv_m)
                    assert cell.key in {"", rows[0].key}
                    assert all(registers.tables.row(row.key) is not None for row in rows)
                    cells += 1
    assert cells > 40


def _register(case: Case) -> RegisterEdition:
    return next(each for each in editions(case.tables) if each.kind == "sipri_register")


def test_a_designation_is_found_by_a_part_of_it(registers: Case) -> None:
    wanted = Wanted(Slice((), (), 1990, 2022), By.DESIGNATION, "kestrel")
    found = portfolio(registers.tables, _register(registers), wanted)
    assert found is not None
    assert {each.name for each in found.groups} == {"Kestrel-9"}
    hostile = portfolio(registers.tables, _register(registers), Wanted(wanted.part, By.SUPPLIER, "') OR 1=1 --"))
    assert hostile is not None
    assert hostile.groups == ()


def test_an_even_split_is_said_to_be_an_estimate(registers: Case) -> None:
    found = portfolio(registers.tables, _register(registers), Wanted(Slice((), ("AZE",), 2016, 2016), By.SUPPLIER))
    assert found is not None
    assert (found.estimate, found.total_tiv_m) == (True, 12.5)
    assert any("even split" in note for note in found.notes)


def test_pages_of_rows_are_all_rows_once(registers: Case) -> None:
    wanted = Wanted(Slice((), (), 1990, 2022), By.SUPPLIER)
    total, _ = rows_behind(registers.tables, _register(registers), wanted, None, (0, 0))
    spans = [(first, 4) for first in range(0, total, 4)]
    pages = [rows_behind(registers.tables, _register(registers), wanted, None, span)[1] for span in spans]
    rows = [(row.key, row.year) for page in pages for row in page]
    assert len(rows) == len(set(rows)) == total


def test_parties_are_found_however_they_are_spelt(registers: Case) -> None:
    known = parties(registers.tables)
    assert {party(known, typed) for typed in ("AZE", "azerbaijan", " Azerbaijan ", "aze")} == {"AZE"}
    assert party(known, "turkiye") == party(known, "Türkiye") == "TUR"
    assert party(known, "hezbollah (lebanon)") == "Hezbollah (Lebanon)"
    assert party(known, "") == ""
    with pytest.raises(CaseError, match="no supplier or recipient"):
        party(known, "Nowhereland")
