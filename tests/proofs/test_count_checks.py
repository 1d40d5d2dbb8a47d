from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.checks import count_delivered
from armstrace.checks.registry import Ground
from armstrace.records.claims import QuantityClaim
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Deal, Delivery, deals, deliveries, ground_of, tiv_table

YES, NO, PARTLY = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY
OPEN, SILENT = Verdict.CANNOT_TELL, Verdict.NOT_SHOWN
FIVE = made.years(2015, 2019)


def delivered(designation: str, number: str, year: str, description: str = "tank", **slots: Any) -> Delivery:
    parties = {"supplier": "Russia", "recipient": "Armenia"}
    named = parties | {"designation": designation, "number": number, "year": year, "description": description}
    return Delivery(**(named | slots))


ROWS = [
    delivered("T-72", "10", "2016"),
    delivered("T-72 -", "5", "2018"),
    delivered("T-72M1", "3", "2018"),
    delivered("T-720", "90", "2018"),
    delivered("Smerch", "4?", "2017", "self-propelled MRL"),
    delivered("Smerch", "2", "2014?", "self-propelled MRL"),
    delivered("Smerch", "1", "2019", "self-propelled MRL"),
    delivered("9P117 Uragan", "8", "2016", "SSM launcher"),
    delivered("Su-30MK", "4", "2019", "FGA aircraft"),
    delivered("MiG-29SMT", "6", "2013", "fighter aircraft"),
    delivered("Bayraktar TB-2", "12", "2019", "UAV", supplier="Turkiye", recipient="Azerbaijan"),
    delivered("T-90S", "50", "2016", recipient="Azerbaijan"),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


def weapon(
    value: float | None, designation: str, supplier: str = "RUS", recipient: str = "ARM", **slots: Any
) -> QuantityClaim:
    period = slots.pop("period", FIVE)
    return made.count(value, supplier, recipient, period, designation=designation, unit=designation, **slots)


@pytest.mark.parametrize(
    ("claim", "verdict", "figure"),
    [
        (weapon(15, "T-72"), YES, 15),
        (weapon(16, "T-72"), NO, 15),
        (weapon(16, "T-72", comparator="~"), YES, 15),
        (weapon(18, "T-72"), YES, 18),
        (weapon(12, "T-72", comparator=">"), YES, 15),
        (weapon(3, "T-72M1"), YES, 3),
        (weapon(4, "Su-30"), YES, 4),
        (weapon(4, "su 30"), YES, 4),
        (weapon(12, "TB2", "TUR", "AZE"), YES, 12),
        (weapon(12, "Bayraktar TB2", "TUR", "AZE"), YES, 12),
        (weapon(5, "Smerch"), YES, 5),
        (weapon(7, "Smerch"), PARTLY, 5),
        (weapon(1, "Smerch"), PARTLY, 5),
        (weapon(8, "Smerch"), NO, 5),
        (weapon(None, "T-72", min=10, max=20), YES, 15),
        (weapon(17, "T-72", period=None), NO, 15),
    ],
)
def test_a_number_of_a_designation(claim: QuantityClaim, verdict: Verdict, figure: float, ground: Ground) -> None:
    assert count_delivered.accepts(claim)
    finding = count_delivered.check(claim, ground)
    assert (finding.verdict, finding.figure) == (verdict, figure)
    rows = ground.tables.rows("transfer", list(finding.records))
    assert sum(row["number_delivered_high"] for row in rows) == figure


def opened(first: int | None, last: int | None) -> When:
    """A period of which only one end is told."""
    return When(date(first, 1, 1) if first else None, date(last, 12, 31) if last else None, "", "of one end")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (weapon(15, "T-72", period=opened(2016, None)), YES),
        # more may follow, or be of another order
        (weapon(40, "T-72", period=opened(2016, None)), OPEN),
        (weapon(9, "T-72", period=opened(2016, None)), OPEN),
        # the number agrees, and none came in the year said to be the first
        (weapon(15, "T-72", period=opened(2015, None)), PARTLY),
        (weapon(15, "T-72", period=opened(None, 2018)), YES),
        (weapon(12, "T-72", period=opened(None, 2016)), OPEN),
        (weapon(40, "T-72", period=opened(None, 2018)), NO),
        # the last of them are due in the year of publication, which the register does not hold
        (weapon(40, "T-72", period=opened(None, 2020)), OPEN),
        (weapon(40, "T-72", period=When(None, None, "", "since")), OPEN),
    ],
)
def test_deliveries_of_which_one_end_is_told(claim: QuantityClaim, verdict: Verdict, ground: Ground) -> None:
    published = replace(ground, published=date(2020, 11, 20))
    assert count_delivered.check(claim, published).verdict is verdict


@pytest.mark.parametrize(("printed", "verdict"), [("since 2018", YES), ("since 2017", NO), ("thereafter", NO)])
def test_none_since_a_year_leaves_open_whether_the_last_came_in_it(
    printed: str, verdict: Verdict, ground: Ground
) -> None:
    first = 2018 if printed == "thereafter" else int(printed[-4:])
    since = When(date(first, 1, 1), date(2020, 11, 20), "", printed)
    claim = weapon(0, "T-72", period=since)
    assert count_delivered.check(claim, replace(ground, published=date(2020, 11, 20))).verdict is verdict


def test_versions_are_named_beside_a_count_of_exactly_the_name(ground: Ground) -> None:
    finding = count_delivered.check(weapon(15, "T-72"), ground)
    assert [(part.label, part.value) for part in finding.parts["also recorded"]] == [("T-72M1", 3)]
    wider = count_delivered.check(weapon(18, "T-72"), ground)
    assert [(part.label, part.value) for part in wider.parts["counted with its versions"]] == [
        ("T-72", 15),
        ("T-72M1", 3),
    ]
    assert wider.reason.startswith("With its versions the number agrees.")


def test_marks_of_doubt_become_bounds(ground: Ground) -> None:
    reading = count_delivered.check(weapon(5, "Smerch"), ground).readings[0]
    # 4 may be another number; 2 of "2014?" may be of 2015
    assert (reading.low, reading.value, reading.high, reading.estimate) == (1, 5, 7, True)


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        (weapon(6, "MiG-29"), NO, "The register records it otherwise: 6 in 2013."),
        (weapon(12, "TB2", "ISR", "AZE"), NO, "12 from Türkiye in 2015–19"),
        (weapon(50, "T-90S"), NO, "50 to Azerbaijan in 2015–19"),
        (weapon(49, "T-90S"), SILENT, "Not recorded by SIPRI in this edition."),
        (weapon(6, "BM-27"), SILENT, "Not recorded by SIPRI in this edition."),
        (weapon(6, "T-72", period=made.years(2001, 2004)), OPEN, "No edition here covers 2001–04."),
        (weapon(6, "T-72", action="ordered"), OPEN, "No edition here lists orders."),
        (made.count(6, "RUS", "ARM", FIVE, commodity="small_arms", unit="rifles"), OPEN, "outside SIPRI's coverage"),
        (made.count(6, "RUS", "ARM", FIVE, commodity="samovar", unit="samovars"), OPEN, "no weapon that the registers"),
        (made.quantity("count", 6, FIVE, designation="T-72"), OPEN, "neither supplier nor recipient"),
    ],
)
def test_near_misses_silence_and_what_is_outside(
    claim: QuantityClaim, verdict: Verdict, words: str, ground: Ground
) -> None:
    finding = count_delivered.check(claim, ground)
    assert finding.verdict is verdict
    assert words in finding.reason


def test_a_class_of_weapon_is_counted_by_its_descriptions(ground: Ground) -> None:
    claim = made.count(108, "RUS", "ARM", FIVE, commodity="tank", unit="tanks")
    assert count_delivered.check(claim, ground).figure == 108
    claim = made.count(4, "RUS", "ARM", FIVE, commodity="combat_aircraft", unit="fighters")
    assert count_delivered.check(claim, ground).verdict is YES


def none(supplier: str, recipient: str, first: int, last: int, **slots: Any) -> QuantityClaim:
    return made.count(0, supplier, recipient, made.years(first, last), **({"designation": None, "unit": None} | slots))


@pytest.mark.parametrize(
    ("claim", "verdict", "figure"),
    [
        (none("ISR", "ARM", 2010, 2019), YES, 0),
        (none("RUS", "ARM", 2010, 2012), YES, 0),
        (none("RUS", "ARM", 2015, 2015), PARTLY, 0),
        (none("RUS", "ARM", 2016, 2016), NO, 18),
        (none("RUS", "ARM", 2015, 2019, designation="T-14", unit="T-14"), YES, 0),
        (none("RUS", "ARM", 2015, 2019, designation="T-72M1", unit="T-72M1"), NO, 3),
        (none("RUS", "ARM", 2001, 2003), OPEN, None),
    ],
)
def test_that_none_were_delivered(claim: QuantityClaim, verdict: Verdict, figure: float | None, ground: Ground) -> None:
    finding = count_delivered.check(claim, ground)
    assert (finding.verdict, finding.figure) == (verdict, figure)


def test_that_none_were_delivered_by_tables_of_tiv(tmp_path: Path) -> None:
    table = tiv_table("TIV of arms imports to Armenia", {"Russia": {2016: "40"}}, (2010, 2019))
    ground = ground_of(tmp_path, {"armenia.csv": table})
    silent = count_delivered.check(none("ISR", "ARM", 2010, 2019), ground)
    assert (silent.verdict, silent.figure, silent.unit) == (YES, 0.0, "million TIV")
    recorded = count_delivered.check(none("RUS", "ARM", 2010, 2019), ground)
    assert (recorded.verdict, recorded.figure) == (NO, 40.0)
    # a table of Armenia's imports knows nothing of Azerbaijan's
    assert count_delivered.check(none("RUS", "AZE", 2010, 2019), ground).verdict is OPEN


def test_editions_that_differ_on_none(tmp_path: Path) -> None:
    texts = {"a.csv": deliveries(ROWS[:1]), "b.csv": deliveries(ROWS[4:5], generated="13 Apr 2024 3:44:54 PM")}
    finding = count_delivered.check(none("RUS", "ARM", 2016, 2016), ground_of(tmp_path, texts))
    assert finding.verdict is PARTLY
    assert "Editions differ" in finding.reason


DEALS = [
    Deal(supplier="Russia", recipient="Armenia", years="2014; 2015", number="40", number_ordered="60", ordered="2013"),
    Deal(supplier="Russia", recipient="Armenia", years="2016", number="10", number_ordered="10", ordered="2016"),
]


@pytest.mark.parametrize(
    ("value", "action", "first", "last", "verdict"),
    [
        (50, "delivered", 2014, 2019, YES),
        (10, "delivered", 2015, 2019, YES),
        (30, "delivered", 2015, 2019, PARTLY),
        (60, "delivered", 2015, 2019, NO),
        (60, "ordered", 2013, 2013, YES),
        (70, "ordered", 2010, 2019, YES),
        (60, "ordered", 2014, 2014, NO),
    ],
)
def test_a_classic_register_counts_deals_and_orders(
    value: float, action: str, first: int, last: int, verdict: Verdict, tmp_path: Path
) -> None:
    ground = ground_of(tmp_path, {"register.csv": deals(DEALS)})
    claim = made.count(value, "RUS", "ARM", made.years(first, last), action=action)
    assert count_delivered.check(claim, ground).verdict is verdict


def test_a_plan_is_neither_order_nor_delivery(ground: Ground) -> None:
    finding = count_delivered.check(made.count(15, "RUS", "ARM", FIVE, action="planned"), ground)
    assert (finding.verdict, "plan" in finding.reason) == (OPEN, True)


@pytest.mark.parametrize(
    ("value", "supplier", "recipient", "verdict", "words"),
    [
        (4, "RUS", None, OPEN, "does not say who received them"),
        (4, None, "ARM", OPEN, "does not say who delivered them"),
        (5, "RUS", None, OPEN, "does not say who received them"),
        (9, "RUS", None, YES, ""),
        (6, None, "ARM", YES, ""),
        (10, "RUS", None, NO, ""),
        (7, None, "ARM", NO, ""),
        (4, "RUS", "ARM", NO, ""),
    ],
)
def test_what_is_recorded_of_all_contradicts_no_lower_number_that_names_one_party(
    value: float, supplier: str | None, recipient: str | None, verdict: Verdict, words: str, tmp_path: Path
) -> None:
    rows = [delivered("T-90S", number, "2016", recipient=to) for to, number in (("Armenia", "6"), ("Kenya", "3"))]
    ground = ground_of(tmp_path, {"deliveries.csv": deliveries(rows)})
    claim = made.quantity("count", value, FIVE, subject=supplier, object=recipient, designation="T-90S", unit="T-90S")
    finding = count_delivered.check(claim, ground)
    assert finding.verdict is verdict
    assert words in finding.reason


def test_that_a_number_is_an_estimate_is_said_and_only_where_it_is(ground: Ground) -> None:
    said = "SIPRI marks some numbers or years as estimates"
    assert said in count_delivered.check(made.count(4, "RUS", "ARM", FIVE, designation="Smerch"), ground).reason
    assert said not in count_delivered.check(made.count(4, "RUS", "ARM", FIVE, designation="Su-30MK"), ground).reason
