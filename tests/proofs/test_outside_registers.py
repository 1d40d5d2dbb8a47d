from pathlib import Path

import pytest

from armstrace.checks import outside_registers
from armstrace.checks.registry import check_for
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import ground_of


@pytest.mark.parametrize(
    ("measure", "needed"),
    [
        ("equipment_losses", "incident records"),
        ("equipment_holdings", "inventory"),
        ("share", "no share"),
        ("count", ""),
    ],
)
def test_numbers_that_are_no_trade_are_listed_and_not_answered(tmp_path: Path, measure: str, needed: str) -> None:
    claim = made.quantity(measure, 30, action="not_trade", unit="tank", commodity="arms")
    check = check_for(claim)
    assert check is not None
    assert check.NAME == outside_registers.NAME
    finding = check.check(claim, ground_of(tmp_path, {}))
    assert finding.verdict is Verdict.CANNOT_TELL
    assert needed in finding.reason


def test_other_numbers_are_left_alone() -> None:
    for measure in ("killed", "displaced", "amount", "duration", "ratio", "count", "share"):
        assert check_for(made.quantity(measure, 30, action="not_trade", unit="person")) is None
