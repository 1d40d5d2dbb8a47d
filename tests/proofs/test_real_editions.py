"""What the shape of an edition makes of the same question: classic registers, missing tables, years not covered."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from armstrace.checks import import_share, rank
from armstrace.checks.registry import Ground
from armstrace.desk.case import Case
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables
from proofs import made_claims as made
from proofs.conftest import CLASSIC_2024, CLASSIC_UNDATED, DELIVERIES, CaseOf, ground, supplier_tables

pytestmark = pytest.mark.shared
FIVE = made.years(2015, 2019)


def seen_of(registers: Case, files: Iterable[Path]) -> Ground:
    """Give what a check stands on where of the registers these files alone are there."""
    names = {path.name for path in files}
    seen = frozenset(each.sha256 for each in registers.exhibits() if each.received_name in names)
    assert len(seen) == len(names)
    return replace(ground(registers), tables=Tables(registers.root, seen))


def israels_share(claimed: float, stand: Ground) -> Finding:
    return import_share.check(made.import_share(claimed, "ISR", "AZE", FIVE), stand)


@pytest.mark.parametrize(("file", "value"), [(CLASSIC_2024, 56.0), (CLASSIC_UNDATED, 55.9)])
def test_a_classic_register_gives_an_estimate_with_bounds(
    file: str, value: float, shared: Path, case_of: CaseOf
) -> None:
    stand = ground(case_of([shared / file]))
    finding = israels_share(60, stand)
    (reading,) = finding.readings
    assert reading.value == pytest.approx(value, abs=0.05)
    assert reading.estimate
    assert reading.low is not None
    assert reading.high is not None
    # the true share, known from the deliveries, lies within the bounds
    assert reading.low < 59.8 < reading.high
    assert "an estimate" in finding.reason
    assert finding.verdict is Verdict.CANNOT_TELL
    assert israels_share(value, stand).verdict is Verdict.PARTLY
    assert israels_share(99, stand).verdict is Verdict.CONTRADICTED


def test_an_edition_that_ends_too_early_is_left_out_by_name(registers: Case) -> None:
    claim = made.import_share(60, "ISR", "AZE", made.years(2018, 2022))
    finding = import_share.check(claim, ground(registers))
    assert [reading.edition for reading in finding.readings] == ["SIPRI deliveries, generated 13 April 2024, 1990–2023"]
    assert "SIPRI TIV tables, generated 28 July 2022, 1950–2021 covers 1950–2021 only." in finding.limits


def test_years_before_an_edition_begins(registers: Case, shared: Path) -> None:
    claim = made.import_share(60, "RUS", "IND", made.years(1980, 1984))
    finding = import_share.check(claim, ground(registers))
    assert [reading.edition for reading in finding.readings] == ["SIPRI TIV tables, generated 28 July 2022, 1950–2021"]
    alone = import_share.check(claim, seen_of(registers, [shared / DELIVERIES]))
    assert (alone.verdict, alone.figure) == (Verdict.CANNOT_TELL, None)
    assert "covers 1990–2023 only" in alone.reason


def test_with_most_suppliers_tables_missing_a_share_is_an_upper_bound(registers: Case, shared: Path) -> None:
    two = [path for path in supplier_tables(shared) if "-ISR-" in path.name or "-RUS-" in path.name]
    assert len(two) == 2
    stand = seen_of(registers, two)
    finding = israels_share(60, stand)
    assert (finding.verdict, finding.figure) == (Verdict.CANNOT_TELL, None)
    assert finding.readings[0].high == pytest.approx(100 * 790 / (790 + 379))
    assert "The tables of 132 suppliers are not here" in finding.reason
    assert "at most 67.6 %" in finding.reason
    assert israels_share(75, stand).verdict is Verdict.CONTRADICTED
    assert israels_share(68, stand).verdict is Verdict.CANNOT_TELL
    claim = made.import_share(1, "ISR", "AZE", FIVE, comparator="ordinal")
    assert rank.check(claim, stand).verdict is Verdict.CANNOT_TELL


def test_with_one_table_missing_a_share_is_this_or_less(registers: Case, shared: Path) -> None:
    most = [path for path in supplier_tables(shared) if "-RUS-" not in path.name]
    stand = seen_of(registers, most)
    finding = israels_share(60, stand)
    assert finding.figure == pytest.approx(100 * 790 / (1310 - 379))
    assert finding.readings[0].estimate
    assert "The table of one supplier is not here (Russia): the share is this or less." in finding.reason
    assert finding.verdict is Verdict.CANNOT_TELL
    assert israels_share(84.9, stand).verdict is Verdict.PARTLY
    assert israels_share(89, stand).verdict is Verdict.CONTRADICTED
    first = made.import_share(1, "ISR", "AZE", FIVE, comparator="ordinal")
    assert rank.check(first, stand).verdict is Verdict.PARTLY
    fifth = made.import_share(1, "TUR", "AZE", FIVE, comparator="ordinal")
    assert rank.check(fifth, stand).verdict is Verdict.CONTRADICTED


def test_a_missing_table_counts_where_another_edition_knows_its_supplier(registers: Case, shared: Path) -> None:
    most = [path for path in supplier_tables(shared) if "-RUS-" not in path.name and "-ARM-" not in path.name]
    stand = seen_of(registers, [shared / DELIVERIES, *most])
    finding = israels_share(60, stand)
    # the exact edition stands first and decides, though the other one is nearer to publication
    assert [reading.estimate for reading in finding.readings] == [False, True]
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.readings[1].note == "The table of one supplier is not here (Russia): the share is this or less."
    # neither Russia nor Armenia delivers anything to Israel
    of_israel = import_share.check(made.import_share(80, "USA", "ISR", FIVE), stand)
    assert [reading.note for reading in of_israel.readings] == ["", ""]


def test_unknown_suppliers_are_part_of_the_whole(registers: Case) -> None:
    finding = import_share.check(made.import_share(67.5, "ISR", "AZE", made.years(2018, 2018)), ground(registers))
    flows = registers.tables.rows("flow", [key for key in finding.records if key.startswith("flow")])
    assert {row["supplier"] for row in flows} >= {"", "ISR", "RUS"}
    assert finding.figure == pytest.approx(100 * 247 / 366)
