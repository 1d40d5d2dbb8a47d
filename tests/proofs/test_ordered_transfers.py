"""What was ordered in a year is looked for by its year of order; what was delivered later is told beside."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from armstrace.checks import count_delivered, transfer_recorded
from armstrace.checks.registry import Ground
from armstrace.records.claims import TradeClaim
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Deal, Delivery, deals, deliveries, ground_of

YES, PARTLY, OPEN, SILENT = Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CANNOT_TELL, Verdict.NOT_SHOWN

ROWS = [
    Delivery(supplier="France", recipient="India", designation="Rafale", year="2019", number="4?", ordered="2017"),
    Delivery(supplier="France", recipient="India", designation="Rafale", year="2020", number="9", ordered="2017"),
    Delivery(supplier="Russia", recipient="India", designation="T-90", year="2012", number="7", ordered="2010?"),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"deliveries.csv": deliveries(ROWS)})


def rafale(words: str, first: int, last: int, supplier: str = "FRA", **slots: Any) -> TradeClaim:
    given = {"designation": "Rafale", "text": words, "period": made.years(first, last)} | slots
    return made.trade("Rafale jets", supplier, "IND", **given)


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        (
            rafale("India ordered Rafale jets from France", 2017, 2017),
            YES,
            "4? Rafale (2019; ordered 2017); 9 Rafale (2020",
        ),
        (rafale("India re-ordered Rafale jets from France", 2016, 2018), YES, "ordered 2017"),
        (
            rafale("India ordered Rafale jets from France", 2016, 2016),
            OPEN,
            "Recorded as delivered from 2016 on, France",
        ),
        (rafale("orders for Rafale jets", 2016, 2016), OPEN, "Whether it was ordered then (2016) cannot be told"),
        (rafale("India ordered Rafale jets", 2016, 2016, "SWE"), OPEN, "No delivery from 2016 on is recorded: Rafale"),
        (rafale("India ordered Rafale jets", 2017, 2017, denied=True), OPEN, "denied or disputed"),
        (rafale("France sold India Rafale jets", 2017, 2017), YES, "ordered 2017"),
        (rafale("France sold India Rafale jets", 2016, 2016), SILENT, "not recorded by SIPRI"),
        (rafale("France delivered Rafale jets", 2017, 2017), SILENT, "not recorded by SIPRI"),
        (rafale("India ordered and received Rafale jets", 2017, 2017), SILENT, "not recorded by SIPRI"),
        (rafale("in order to sell Rafale jets", 2017, 2017), YES, "ordered 2017"),
        (rafale("France sent Rafale jets in order to help", 2017, 2017), SILENT, "not recorded by SIPRI"),
        (rafale("France sold India Rafale jets", 2020, 2020), YES, "9 Rafale (2020) ("),
    ],
)
def test_an_order_is_told_by_its_year(claim: TradeClaim, verdict: Verdict, words: str, ground: Ground) -> None:
    finding = transfer_recorded.check(claim, ground)
    assert finding.verdict is verdict
    assert words in finding.reason


def test_a_register_of_deals_lists_orders(tmp_path: Path) -> None:
    row = Deal(supplier="France", recipient="India", designation="Rafale", years="2019; 2020", ordered="2017")
    ground = ground_of(tmp_path, {"register.csv": deals([row])})
    assert transfer_recorded.check(rafale("India ordered Rafale jets", 2017, 2017), ground).verdict is YES
    finding = transfer_recorded.check(rafale("India ordered Rafale jets", 2016, 2016), ground)
    assert finding.verdict is SILENT
    assert finding.reason.startswith("Rafale, France to India, ordered 2016: not recorded by SIPRI in this edition.")


def test_a_number_ordered_has_its_deliveries_beside(ground: Ground) -> None:
    claim = made.count(36, "FRA", "IND", made.years(2016, 2016), designation="Rafale", unit="Rafale", action="ordered")
    finding = count_delivered.check(claim, ground)
    assert finding.verdict is OPEN
    assert finding.reason.startswith(
        "No edition here lists orders. Recorded as delivered from 2016 on, France to India"
    )
    assert finding.records == ()


@pytest.mark.parametrize(
    ("words", "value", "year", "verdict", "told"),
    [
        ("India bought 13 Rafale", 13, 2017, YES, "13 Rafale delivered, France to India, of orders dated 2017 ("),
        ("India bought 13 Rafale", 13, 2016, Verdict.CONTRADICTED, "The register records it otherwise: 13 in 2019"),
        ("India bought 20 Rafale", 20, 2017, Verdict.CONTRADICTED, "The register records it otherwise: 13 in 2019"),
        ("France delivered 13 Rafale", 13, 2017, Verdict.CONTRADICTED, "The register records it otherwise"),
        ("India bought 9 Rafale", 9, 2020, YES, "9 Rafale delivered, France to India, 2020 ("),
    ],
)
def test_a_number_bought_is_that_of_orders_dated_so(
    words: str, value: float, year: int, verdict: Verdict, told: str, ground: Ground
) -> None:
    claim = made.count(value, "FRA", "IND", made.years(year, year), designation="Rafale", unit="Rafale")
    finding = count_delivered.check(replace(claim, text=words), ground)
    assert finding.verdict is verdict
    assert finding.reason.startswith(told)
