from pathlib import Path

import pytest

from armstrace.checks import rank
from armstrace.checks.registry import Ground
from armstrace.records.claims import QuantityClaim
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Deal, Delivery, deals, deliveries, ground_of

FIVE = made.years(2015, 2019)
YES, NO, OPEN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.CANNOT_TELL
ROWS = [
    Delivery(supplier=supplier, recipient=recipient, year="2017", tiv=tiv)
    for supplier, recipient, tiv in (
        ("unknown supplier(s)", "Azerbaijan", 90),
        ("Israel", "Azerbaijan", 50),
        ("Russia", "Azerbaijan", 30),
        ("Turkiye", "Azerbaijan", 10),
        ("Belarus", "Azerbaijan", 10),
        ("Russia", "Armenia", 60),
        ("Israel", "India", 45),
    )
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


@pytest.mark.parametrize(
    ("supplier", "value", "among", "verdict"),
    [
        ("ISR", 1, None, YES),
        ("RUS", 2, None, YES),
        ("RUS", 1, None, NO),
        ("TUR", 3, None, YES),
        ("BLR", 3, None, YES),
        ("BLR", 4, None, NO),
        ("RUS", None, 3, YES),
        ("TUR", None, 2, NO),
        ("FRA", 1, None, NO),
        ("ISR+RUS", None, 2, YES),
        ("ISR+TUR", None, 2, NO),
    ],
)
def test_a_suppliers_rank(
    supplier: str, value: float | None, among: float | None, verdict: Verdict, ground: Ground
) -> None:
    claim = made.import_share(value, supplier, "AZE", FIVE, comparator="ordinal", max=among)
    assert rank.accepts(claim)
    assert rank.check(claim, ground).verdict is verdict


def test_one_and_several_are_told_in_their_number(ground: Ground) -> None:
    for supplier, words in (("ISR", "Israel is number 1 "), ("ISR+RUS", "Israel and Russia are number 2 ")):
        claim = made.import_share(None, supplier, "AZE", FIVE, comparator="ordinal", max=2)
        assert rank.check(claim, ground).reason.startswith(words)


def test_the_order_is_shown_without_the_unknown(ground: Ground) -> None:
    finding = rank.check(made.import_share(1, "ISR", "AZE", FIVE, comparator="ordinal"), ground)
    shown = [(part.label, part.value) for part in finding.parts["ranking, million TIV"]]
    assert shown == [("Israel", 50), ("Russia", 30), ("Belarus", 10), ("Türkiye", 10)]
    assert finding.figure == 1.0
    assert "Israel is number 1 among suppliers of Azerbaijan" in finding.reason


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        (made.export_share(1, "ISR", "AZE", FIVE, comparator="ordinal"), YES, "number 1 among recipients of Israel"),
        (made.export_share(2, "ISR", "IND", FIVE, comparator="ordinal"), YES, "number 2 among recipients of Israel"),
        (made.export_share(1, "ISR", "*", FIVE, comparator="ordinal"), YES, "number 1 among exporters"),
        (made.import_share(1, "*", "AZE", FIVE, comparator="ordinal"), YES, "number 1 among importers"),
        (made.import_share(3, "*", "IND", FIVE, comparator="ordinal"), YES, "number 3 among importers"),
        (made.import_share(2, "*", "IND", FIVE, comparator="ordinal"), NO, "number 3 among importers"),
    ],
)
def test_other_ranks(claim: QuantityClaim, verdict: Verdict, words: str, ground: Ground) -> None:
    finding = rank.check(claim, ground)
    assert finding.verdict is verdict
    assert words in finding.reason


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        (made.import_share(1, "ISR", "MNG", FIVE, comparator="ordinal"), Verdict.NOT_SHOWN, "not recorded"),
        (
            made.import_share(1, "ISR", "AZE", made.years(2000, 2004), comparator="ordinal"),
            OPEN,
            "No edition here covers",
        ),
        (made.import_share(1, "ISR", "AZE", When.read("2015/.."), comparator="ordinal"), OPEN, "open end"),
        (made.import_share(1, None, "AZE", FIVE, comparator="ordinal"), OPEN, "who is ranked"),
        (made.import_share(1, "ISR", None, FIVE, comparator="ordinal"), OPEN, "or among whom"),
        (made.import_share(1, "AZE", "ISR", FIVE, comparator="ordinal", commodity="oil"), OPEN, "oil"),
    ],
)
def test_what_cannot_be_ranked(claim: QuantityClaim, verdict: Verdict, words: str, ground: Ground) -> None:
    finding = rank.check(claim, ground)
    assert finding.verdict is verdict
    assert words in finding.reason


DEALS = [
    Deal(supplier="Israel", recipient="Azerbaijan", years="2014; 2015", tiv=100),
    Deal(supplier="Russia", recipient="Azerbaijan", years="2016", tiv=40),
    Deal(supplier="Turkiye", recipient="Azerbaijan", years="2017", tiv=10),
]


@pytest.mark.parametrize(
    ("supplier", "value", "verdict"),
    [
        # Israel: 50, between 0 and 100
        ("ISR", 1, Verdict.PARTLY),
        ("ISR", 2, OPEN),
        ("ISR", 4, NO),
        ("RUS", 2, Verdict.PARTLY),
        ("RUS", 3, NO),
        ("TUR", 1, NO),
    ],
)
def test_the_bounds_of_an_even_split_decide(supplier: str, value: float, verdict: Verdict, tmp_path: Path) -> None:
    ground = ground_of(tmp_path, {"register.csv": deals(DEALS)})
    finding = rank.check(made.import_share(value, supplier, "AZE", FIVE, comparator="ordinal"), ground)
    assert finding.readings[0].estimate
    assert finding.verdict is verdict


def test_a_rank_that_no_bound_can_change_is_supported(tmp_path: Path) -> None:
    rows = [*DEALS, Deal(supplier="France", recipient="Azerbaijan", years="2017", tiv=500)]
    ground = ground_of(tmp_path, {"register.csv": deals(rows)})
    finding = rank.check(made.import_share(1, "FRA", "AZE", FIVE, comparator="ordinal"), ground)
    assert finding.verdict is YES
