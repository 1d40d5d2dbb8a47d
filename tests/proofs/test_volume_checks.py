from pathlib import Path
from typing import Any

import pytest

from armstrace.checks import transfer_volume, volume_ratio
from armstrace.checks.judge import for_change
from armstrace.checks.registry import Ground
from armstrace.records.claims import QuantityClaim
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Deal, Delivery, deals, deliveries, ground_of

FIVE, EARLIER = made.years(2015, 2019), made.years(2010, 2014)
YES, NO, PARTLY, OPEN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.CANNOT_TELL
ROWS = [
    Delivery(supplier="Israel", recipient="Azerbaijan", year="2015", tiv=500),
    Delivery(supplier="Israel", recipient="Azerbaijan", year="2019", tiv=290),
    Delivery(supplier="Russia", recipient="Azerbaijan", year="2016", tiv=410),
    Delivery(supplier="Russia", recipient="Azerbaijan", year="2012", tiv=600),
    Delivery(supplier="Russia", recipient="Armenia", year="2016", tiv=400),
    Delivery(supplier="Russia", recipient="India", year="2013", tiv=100),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


def amount(value: float | None, unit: str, supplier: str | None = "ISR", **slots: Any) -> QuantityClaim:
    period = slots.pop("period", FIVE)
    named = {"unit": unit, "subject": supplier, "object": "AZE", "commodity": "arms", "period": period}
    return made.quantity("amount", value, **(named | slots))


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (amount(790, "TIV"), YES),
        (amount(790e6, "TIV"), YES),
        (amount(797, "TIV"), YES),
        (amount(799, "TIV"), PARTLY),
        (amount(870, "TIV"), PARTLY),
        (amount(880, "TIV"), NO),
        (amount(870, "TIV", comparator="~"), YES),
        (amount(700, "TIV", comparator=">"), YES),
        (amount(900e6, "TIV", comparator=">"), NO),
        (amount(1200, "TIV", None), YES),
        (amount(None, "TIV", min=700, max=800), YES),
    ],
)
def test_a_volume_in_tiv(claim: QuantityClaim, verdict: Verdict, ground: Ground) -> None:
    assert transfer_volume.accepts(claim)
    assert transfer_volume.check(claim, ground).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (amount(790e6, "USD"), "looks like a TIV read as money"),
        (amount(740e6, "USD"), "looks like a TIV read as money"),
        (amount(5e9, "USD"), "This is an amount of money"),
        (amount(5e9, "USD", None, object=None), "This is an amount of money"),
        (amount(790e6, "USD", period=When.read("2015/..")), "This is an amount of money"),
        (amount(790e6, "USD", period=made.years(2001, 2004)), "This is an amount of money"),
        (amount(790, "TIV", period=made.years(2001, 2004)), "No edition here holds this volume"),
        (amount(790, "TIV", None, object=None), "whose transfers are meant"),
        (amount(790, "TIV", period=When.read("2015/..")), "open end"),
    ],
)
def test_money_and_what_has_no_answer(claim: QuantityClaim, words: str, ground: Ground) -> None:
    finding = transfer_volume.check(claim, ground)
    assert finding.verdict is OPEN
    assert words in finding.reason


def test_money_still_shows_the_volume(ground: Ground) -> None:
    finding = transfer_volume.check(amount(5e9, "USD"), ground)
    assert (finding.figure, finding.unit, dict(finding.slots)) == (790.0, "million TIV", {"unit": OPEN})


DEALS = [
    Deal(supplier="Israel", recipient="Azerbaijan", years="2014; 2015", tiv=400),
    Deal(supplier="Israel", recipient="Azerbaijan", years="2016", tiv=600),
]


@pytest.mark.parametrize(("value", "verdict"), [(800, PARTLY), (950, OPEN), (500, NO), (1200, NO)])
def test_an_even_split_gives_a_volume_with_bounds(value: float, verdict: Verdict, tmp_path: Path) -> None:
    finding = transfer_volume.check(amount(value, "TIV"), ground_of(tmp_path, {"register.csv": deals(DEALS)}))
    reading = finding.readings[0]
    assert (reading.value, reading.low, reading.high, reading.estimate) == (800, 600, 1000, True)
    assert finding.verdict is verdict


def ratio(value: float | None, above: str | None = "AZE", below: str | None = "ARM", **slots: Any) -> QuantityClaim:
    named = {"subject": above, "object": below, "commodity": "arms", "action": "imports", "unit": "times"}
    period = slots.pop("period", FIVE)
    return made.quantity("ratio", value, period, **(named | slots))


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (ratio(3), YES),
        (ratio(3.1), PARTLY),
        (ratio(3.3, comparator="~"), YES),
        (ratio(4), PARTLY),
        (ratio(4.5), NO),
        (ratio(2, comparator=">"), YES),
        (ratio(None, min=2.5, max=3.5), YES),
        (ratio(2, "RUS", "ISR", action="exports"), NO),
        (ratio(1, "RUS", "ISR", action="exports"), YES),
        (ratio(1.9, "ISR", "RUS", action="exports", partner="AZE"), YES),
        (ratio(1, "AZE", "ARM", partner="RUS"), YES),
    ],
)
def test_a_ratio(claim: QuantityClaim, verdict: Verdict, ground: Ground) -> None:
    assert volume_ratio.accepts(claim)
    assert volume_ratio.check(claim, ground).verdict is verdict


def change(value: float, comparator: str, supplier: str | None = None, **slots: Any) -> QuantityClaim:
    named = {"subject": supplier, "object": "AZE", "commodity": "arms", "unit": "percent", "compared": EARLIER}
    return made.quantity("change", value, FIVE, comparator=comparator, **(named | slots))


@pytest.mark.parametrize(
    ("claim", "figure", "verdict"),
    [
        (change(100, "increase"), 100.0, YES),
        (change(98.5, "increase"), 100.0, PARTLY),
        (change(93, "increase"), 100.0, PARTLY),
        (change(90, "increase"), 100.0, NO),
        (change(100, "decrease"), 100.0, NO),
        (change(31.7, "decrease", "RUS"), -31.7, YES),
        (change(29, "decrease", "RUS"), -31.7, PARTLY),
        (change(28, "decrease", "RUS"), -31.7, NO),
        (change(31.7, "increase", "RUS"), -31.7, NO),
    ],
)
def test_a_change_between_two_periods(claim: QuantityClaim, figure: float, verdict: Verdict, ground: Ground) -> None:
    finding = volume_ratio.check(claim, ground)
    assert finding.figure == pytest.approx(figure, abs=0.05)
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (change(2, "increase", unit="times"), YES),
        (change(3, "increase", unit="times"), NO),
        (change(2, "decrease", unit="times"), NO),
        (change(2, "increase", unit="times", min=2.0), YES),
        (change(1.5, "increase", unit="times", min=1.5), YES),
        (change(2.6, "increase", unit="times", min=2.6), PARTLY),
        (change(3, "increase", unit="times", max=3.0), YES),
        (change(2, "decrease", "RUS", unit="times"), NO),
        (change(1.5, "decrease", "RUS", unit="times"), YES),
        (change(90, "increase", min=90.0), YES),
        (change(110, "increase", min=110.0), PARTLY),
        (change(150, "increase", min=150.0), NO),
        (change(30, "decrease", "RUS", min=30.0), YES),
        (change(40, "decrease", "RUS", min=40.0), NO),
    ],
)
def test_a_change_by_a_factor_or_with_a_bound(claim: QuantityClaim, verdict: Verdict, ground: Ground) -> None:
    """What came from Russia fell from 600 to 410, and what came from all rose from 600 to 1,200."""
    finding = volume_ratio.check(claim, ground)
    assert finding.verdict is verdict
    assert ("times as much" in finding.reason) == (claim.unit == "times")


@pytest.mark.parametrize(
    ("percent", "support", "contradict"),
    [
        (130.0, 1.0, 11.5),  # SIPRI's editions of 2020 and 2024 give Saudi Arabia's imports 130 and 121 percent more
        (-60.0, 1.0, 2.0),
        (-20.0, 1.0, 4.0),
        (3.0, 1.0, 3.0),  # a fall does not come near a rise
        (0.5, 1.0, 2.0),
    ],
)
def test_a_change_is_held_against_what_editions_differ_by(percent: float, support: float, contradict: float) -> None:
    exact = for_change(change(abs(percent), "="), percent)
    assert exact.support == support
    assert exact.contradict == pytest.approx(contradict)
    about = for_change(change(abs(percent), "~"), percent)
    assert about.support == pytest.approx(max(1.0, min(contradict, abs(percent) / 10)))


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (ratio(3, below=None), "which two states"),
        (ratio(3, below="MNG"), "Nothing is recorded for the side that is divided by"),
        (change(100, "increase", compared=None), "which two periods"),
        (change(100, "increase", compared=made.years(2001, 2004)), "No edition here holds the totals"),
        (ratio(3, commodity="oil"), "know nothing of oil"),
    ],
)
def test_a_ratio_that_has_no_answer(claim: QuantityClaim, words: str, ground: Ground) -> None:
    finding = volume_ratio.check(claim, ground)
    assert (finding.verdict, finding.figure) == (OPEN, None)
    assert words in finding.reason


def test_the_reason_gives_both_volumes(ground: Ground) -> None:
    finding = volume_ratio.check(ratio(3), ground)
    assert finding.reason == (
        "Azerbaijan’s imports in 2015–19 are 3.0 times Armenia’s "
        "(our calculation from SIPRI deliveries, generated 13 April 2021, 2010–2020: 1200 and 400 million TIV)."
    )


def test_part_of_a_year_has_no_quotient(ground: Ground) -> None:
    finding = volume_ratio.check(ratio(3, period=When.read("2016-03/2016-08")), ground)
    assert (finding.verdict, finding.figure) == (OPEN, None)
    assert "year" in finding.reason


def test_what_an_even_split_leaves_open_is_left_open_in_a_quotient(tmp_path: Path) -> None:
    rows = [*DEALS, Deal(supplier="Russia", recipient="Armenia", years="2016", tiv=400)]
    finding = volume_ratio.check(ratio(2), ground_of(tmp_path, {"register.csv": deals(rows)}))
    reading = finding.readings[0]
    assert (reading.value, reading.low, reading.high, reading.estimate) == (2.0, 1.5, 2.5, True)
    exact = volume_ratio.check(ratio(3), ground_of(tmp_path / "exact", {"register.csv": deliveries(ROWS)})).readings[0]
    assert exact.low is not None
    assert exact.high is not None
    assert exact.low <= 3.0 <= exact.high
