from datetime import date
from pathlib import Path

import pytest

from armstrace.checks import elapsed
from armstrace.checks.registry import Ground
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import Tables
from proofs import made_claims as made

YES, NO = Verdict.SUPPORTED, Verdict.CONTRADICTED
WAR = When(date(2020, 9, 27), date(2020, 11, 10))


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(Tables(tmp_path), date(2020, 11, 20), source_limits)


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "verdict"),
    [
        (44, "day", "=", YES),
        (45, "day", "=", YES),
        (43, "day", "=", NO),
        (46, "day", "=", NO),
        (41, "day", "~", YES),
        (39, "day", "~", NO),
        (40, "day", ">", YES),
        (46, "day", ">", NO),
        (45, "day", "<", YES),
        (43, "day", "<", NO),
        (6, "week", "=", YES),
        (7, "week", "=", NO),
        (6, "week", ">", YES),
        (6, "week", "<", NO),
        (1, "month", "=", YES),
        (2, "month", "=", NO),
        (1, "year", "=", NO),
    ],
)
def test_a_duration_against_two_dates(
    value: float, unit: str, comparator: str, verdict: Verdict, ground: Ground
) -> None:
    claim = made.quantity("duration", value, WAR, unit=unit, comparator=comparator)
    finding = elapsed.check(claim, ground)
    assert finding.verdict is verdict
    assert finding.figure == 44.0
    assert [reading.value for reading in finding.readings] == [44.0, 45.0]
    assert "44 days by difference, 45 counting both days" in finding.reason


@pytest.mark.parametrize("period", [None, When.read("2020-09-27/..")])
def test_without_two_dates_nothing_can_be_counted(period: When | None, ground: Ground) -> None:
    finding = elapsed.check(made.quantity("duration", 44, period, unit="day"), ground)
    assert (finding.verdict, finding.figure) == (Verdict.CANNOT_TELL, None)
    assert "no two dates" in finding.reason


def test_other_units_are_for_no_check() -> None:
    assert not elapsed.accepts(made.quantity("duration", 44, WAR, unit="hour"))
    assert not elapsed.accepts(made.quantity("count", 44, WAR, unit="day"))
