"""A sentence gets one answer for one figure, and a name beside a class of weapon is what is counted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from armstrace.checks.registry import Ground, run
from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim, TradeClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from proofs.made_documents import document
from proofs.small_registers import Delivery, deliveries, ground_of

YES, NO, PARTLY, OPEN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.CANNOT_TELL


def row(route: tuple[str, str], designation: str, number: str, year: str, description: str) -> Delivery:
    supplier, recipient = route
    return Delivery(
        supplier=supplier,
        recipient=recipient,
        designation=designation,
        number=number,
        year=year,
        description=description,
    )


ROWS = [
    row(("France", "Egypt"), "Rafale-C", "16", "2017", "FGA aircraft"),
    row(("France", "Egypt"), "Rafale-B", "8", "2017", "FGA aircraft"),
    row(("France", "Egypt"), "Mirage-2000", "6", "2017", "FGA aircraft"),
    row(("Germany", "Qatar"), "Leopard-2A7", "22", "2016", "tank"),
    row(("Germany", "Qatar"), "Leopard-1A5", "5", "2016", "tank"),
    row(("South Korea", "Iraq"), "T-50", "6", "2016", "trainer/combat aircraft"),
    row(("South Korea", "Iraq"), "T-50", "6", "2017", "trainer/combat aircraft"),
    row(("South Korea", "Iraq"), "T-50", "4", "2019", "trainer/combat aircraft"),
    row(("Israel", "India"), "Harop", "10", "2015", "loitering munition"),
    row(("Israel", "India"), "Heron", "40", "2015", "UAV"),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


def findings(text: str, ground: Ground) -> list[Finding]:
    names = [each.designation for each in ROWS]
    return [
        each
        for each in run(read_claims(text, date(2020, 11, 20), names), replace(ground, own=document(text)))
        if isinstance(each.claim, QuantityClaim | TradeClaim)
    ]


def number_in(text: str, ground: Ground) -> Finding:
    (finding,) = [each for each in findings(text, ground) if getattr(each.claim, "measure", "") == "count"]
    return finding


@pytest.mark.parametrize(
    ("text", "verdict", "figure"),
    [
        ("France delivered 24 Rafale fighter jets to Egypt in 2017.", YES, 24),
        ("In 2017 Egypt received 24 Rafale fighters from France.", YES, 24),
        ("France delivered 30 Rafale fighter jets to Egypt in 2017.", NO, 24),
        ("France delivered 30 fighter jets to Egypt in 2017.", YES, 30),
        ("Germany delivered 22 Leopard 2 tanks to Qatar in 2016.", YES, 22),
        ("Germany delivered 27 Leopard tanks to Qatar in 2016.", YES, 27),
        ("Germany delivered 27 tanks to Qatar in 2016.", YES, 27),
        ("Israel delivered ten Harop drones to India in 2015.", YES, 10),
    ],
)
def test_a_name_beside_a_class_is_what_is_counted(text: str, verdict: Verdict, figure: float, ground: Ground) -> None:
    finding = number_in(text, ground)
    assert (finding.verdict, finding.figure) == (verdict, figure)


def test_a_name_that_no_register_lists_is_not_answered_by_its_class(ground: Ground) -> None:
    finding = number_in("France delivered 30 Zephyrine fighter jets to Egypt in 2017.", ground)
    assert finding.verdict is OPEN
    assert "Zephyrine" in finding.reason


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("France delivered 24 Rafale fighter jets to Egypt in 2017.", {YES}),
        ("France delivered 30 Rafale fighter jets to Egypt in 2017.", {NO, PARTLY}),
        ("South Korea delivered twelve T-50 trainer aircraft to Iraq in 2016.", {NO, PARTLY}),
        ("In 2016 Iraq bought twelve T-50 trainer aircraft from South Korea.", {PARTLY}),
        ("South Korea delivered six T-50 trainer aircraft to Iraq in 2016.", {YES}),
        ("South Korea delivered fifteen T-50 trainer aircraft to Iraq in 2016.", {NO, PARTLY}),
    ],
)
def test_no_sentence_is_both_supported_and_contradicted(text: str, verdicts: set[Verdict], ground: Ground) -> None:
    assert {each.verdict for each in findings(text, ground)} == verdicts


@pytest.mark.parametrize(
    ("text", "verdict", "told"),
    [
        ("South Korea delivered twelve T-50 trainer aircraft to Iraq in 2016.", NO, "2016\u201317"),
        ("South Korea delivered twelve T-50 trainer aircraft to Iraq in 2017.", NO, "2016\u201317"),
        ("In 2016 Iraq bought 16 T-50 trainer aircraft from South Korea.", PARTLY, "2016\u201319"),
        ("South Korea delivered 16 T-50 trainer aircraft to Iraq, the last in 2019.", YES, "all years"),
        ("In 2016 Iraq bought 17 T-50 trainer aircraft from South Korea.", NO, "2016"),
        ("South Korea delivered 17 T-50 trainer aircraft to Iraq between 2015 and 2018.", NO, "2015\u201318"),
    ],
)
def test_a_number_said_for_one_year_of_a_deal(text: str, verdict: Verdict, told: str, ground: Ground) -> None:
    finding = number_in(text, ground)
    assert finding.verdict is verdict
    assert told in finding.reason


@pytest.mark.parametrize("part", ["most of", "nearly all of", "two fifths of", "the bulk of"])
def test_a_part_of_all_arms_is_not_supported_by_a_single_delivery(part: str, ground: Ground) -> None:
    told = findings(f"France supplied {part} Egypt's arms imports between 2015 and 2019.", ground)
    assert [each.check for each in told if isinstance(each.claim, TradeClaim)] == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("By 2016 South Korea had delivered six T-50 trainer aircraft to Iraq.", OPEN),
        ("By 2016 South Korea had delivered 60 T-50 trainer aircraft to Iraq.", NO),
        ("By 2019 South Korea had delivered 16 T-50 trainer aircraft to Iraq.", YES),
        ("In the ten years before the war South Korea delivered six T-50 trainer aircraft to Iraq.", OPEN),
        ("After the coup in 2015, South Korea delivered 16 T-50 trainer aircraft to Iraq.", OPEN),
        ("South Korea delivered six T-50 trainer aircraft to Iraq.", NO),
    ],
)
def test_all_years_do_not_contradict_a_number_with_an_open_end(text: str, verdict: Verdict, ground: Ground) -> None:
    assert number_in(text, ground).verdict is verdict
