from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from armstrace.checks import export_share, import_share
from armstrace.checks.registry import Ground
from armstrace.records.claims import QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Deal, Delivery, deals, deliveries, ground_of, tiv_table

FIVE = made.years(2015, 2019)
ROWS = [
    Delivery(supplier="Israel", recipient="Azerbaijan", year="2015", tiv=30, category="Ships", designation="OPV -"),
    Delivery(supplier="Israel", recipient="Azerbaijan", year="2019?", tiv=30, number="5?", local=True),
    Delivery(supplier="Russia", recipient="Azerbaijan", year="2016", tiv=30),
    Delivery(supplier="unknown supplier(s)", recipient="Azerbaijan", year="2017", tiv=10),
    Delivery(supplier="Russia", recipient="Azerbaijan", year="2014", tiv=100),
    Delivery(supplier="Russia", recipient="Armenia", year="2016", tiv=40),
    Delivery(supplier="Israel", recipient="India", year="2017", tiv=60),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


def value_of(finding: Finding) -> float:
    assert isinstance(finding.figure, float)
    return finding.figure


def test_a_share_counts_unknown_suppliers_in_the_whole(ground: Ground) -> None:
    finding = import_share.check(made.import_share(60, "ISR", "AZE", FIVE), ground)
    assert value_of(finding) == pytest.approx(60)
    assert finding.verdict is Verdict.SUPPORTED
    rows = ground.tables.rows("transfer", list(finding.records))
    assert {row["supplier"] for row in rows} == {"ISR", "RUS", ""}


@pytest.mark.parametrize(
    ("claimed", "comparator", "verdict"),
    [
        (61.0, "=", Verdict.SUPPORTED),
        (59.0, "=", Verdict.SUPPORTED),
        (61.1, "=", Verdict.PARTLY),
        (62.0, "=", Verdict.PARTLY),
        (62.1, "=", Verdict.CONTRADICTED),
        (57.9, "=", Verdict.CONTRADICTED),
        (62.0, "~", Verdict.SUPPORTED),
        (62.1, "~", Verdict.CONTRADICTED),
        (50.0, ">", Verdict.SUPPORTED),
        (61.5, ">", Verdict.PARTLY),
        (70.0, ">=", Verdict.CONTRADICTED),
        (70.0, "<", Verdict.SUPPORTED),
        (50.0, "<=", Verdict.CONTRADICTED),
    ],
)
def test_how_near_a_share_must_come(claimed: float, comparator: str, verdict: Verdict, ground: Ground) -> None:
    finding = import_share.check(made.import_share(claimed, "ISR", "AZE", FIVE, comparator=comparator), ground)
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    ("claimed", "published", "generated", "said"),
    [
        (73, date(2020, 3, 9), ["13 Apr 2024 3:44:54 PM"], True),
        (61.5, date(2020, 3, 9), ["13 Apr 2024 3:44:54 PM"], True),
        (60, date(2020, 3, 9), ["13 Apr 2024 3:44:54 PM"], False),  # it agrees all the same
        (73, date(2023, 4, 15), ["13 Apr 2024 3:44:54 PM"], False),
        (73, date(2023, 4, 14), ["13 Apr 2024 3:44:54 PM"], True),
        (73, date(2020, 3, 9), ["13 Apr 2024 3:44:54 PM", "9 Mar 2020 3:44:54 PM"], False),  # the edition of the day
    ],
)
def test_a_difference_from_later_editions_alone_says_that_they_were_revised(
    claimed: float, published: date, generated: Sequence[str], said: bool, tmp_path: Path
) -> None:
    registers = {f"{number}.csv": deliveries(ROWS, generated=each) for number, each in enumerate(generated)}
    finding = import_share.check(
        made.import_share(claimed, "ISR", "AZE", FIVE), ground_of(tmp_path, registers, published)
    )
    assert ("SIPRI revises its data" in finding.reason) is said


def test_rows_stand_largest_first_and_those_of_the_supplier_before_the_others(ground: Ground) -> None:
    finding = import_share.check(made.import_share(30, "RUS", "AZE", made.years(2014, 2019)), ground)
    rows = ground.tables.rows("transfer", list(finding.records))
    assert [(row["supplier"], row["tiv_m"]) for row in rows] == [
        ("RUS", 100), ("RUS", 30), ("ISR", 30), ("ISR", 30), ("", 10),
    ]  # fmt: skip


def test_what_the_figure_is_made_of(ground: Ground) -> None:
    parts = import_share.check(made.import_share(60, "ISR", "AZE", FIVE), ground).parts
    assert [(part.label, part.value) for part in parts["by category"]] == [("Armoured vehicles", 50), ("Ships", 50)]
    assert [(part.label, part.value) for part in parts["largest rows"]] == [("OPV", 50), ("T-72", 50)]
    assert {part.label: part.value for part in parts["of which"]} == {
        "produced in the recipient state": 50,
        "on rows whose number is an estimate": 50,
        "on rows whose year is an estimate": 50,
    }
    assert parts["without its largest category"][0].value == pytest.approx(100 * 30 / 30)


def test_what_it_is_made_of_names_its_edition_where_another_stands_first(tmp_path: Path) -> None:
    table = tiv_table("TIV of arms imports to Azerbaijan", {"Israel": {2015: "6"}, "Russia": {2016: "4"}}, (2015, 2019))
    texts = {"t.csv": table, "register.csv": deliveries(ROWS, generated="13 Apr 2024 3:44:54 PM")}
    both = import_share.check(made.import_share(60, "ISR", "AZE", FIVE), ground_of(tmp_path, texts))
    assert "TIV" in both.readings[0].edition
    assert f"What it is made of, below, is taken from {both.readings[1].edition}." in both.reason
    assert "by category" in both.parts


def test_neighbouring_windows_stand_in_order_of_time_with_the_claims_own(ground: Ground) -> None:
    parts = import_share.check(made.import_share(60, "ISR", "AZE", FIVE), ground).parts["neighbouring windows"]
    assert [part.label for part in parts] == ["2010–19", "2014–18", "2015–19", "2016–20"]
    assert [round(part.value, 1) for part in parts] == [30.0, 17.6, 60.0, 42.9]
    assert parts[0].note == "Russia 65.0 %"


def test_the_figure_that_would_fit_somebody_else_is_named(ground: Ground) -> None:
    finding = import_share.check(made.import_share(30, "ISR", "AZE", FIVE), ground)
    assert finding.verdict is Verdict.CONTRADICTED
    assert "The claimed figure would fit Russia (30.0 %)." in finding.reason


def test_a_recipients_part_of_exports_and_of_the_worlds(ground: Ground) -> None:
    of_exports = export_share.check(made.export_share(50, "ISR", "AZE", FIVE), ground)
    assert value_of(of_exports) == pytest.approx(50)
    assert "Azerbaijan took 50.0 % of Israel’s exports" in of_exports.reason
    of_world = export_share.check(made.export_share(60, "ISR", "*", FIVE), ground)
    assert value_of(of_world) == pytest.approx(60)
    importer = import_share.check(made.import_share(50, "*", "AZE", FIVE), ground)
    assert value_of(importer) == pytest.approx(50)
    assert "Azerbaijan accounts for 50.0 % of the world’s imports" in importer.reason


Answer = tuple[Verdict, str]
UNANSWERED: Mapping[str, tuple[Callable[[], QuantityClaim], Answer]] = {
    "no such years": (
        lambda: made.import_share(60, "ISR", "AZE", made.years(1995, 1999)),
        (Verdict.CANNOT_TELL, "covers 2010–2020 only"),
    ),
    "years that end too late": (
        lambda: made.import_share(60, "ISR", "AZE", made.years(2018, 2022)),
        (Verdict.CANNOT_TELL, "covers 2010–2020 only"),
    ),
    "an open period": (
        lambda: made.import_share(60, "ISR", "AZE", When.read("2015/..")),
        (Verdict.CANNOT_TELL, "open end"),
    ),
    "oil": (
        lambda: made.import_share(37, "AZE", "ISR", FIVE, commodity="oil"),
        (Verdict.CANNOT_TELL, "know nothing of oil"),
    ),
    "whose imports": (lambda: made.import_share(37, "ISR", None, FIVE), (Verdict.CANNOT_TELL, "whose imports")),
    "which supplier": (lambda: made.import_share(37, None, "AZE", FIVE), (Verdict.CANNOT_TELL, "which supplier")),
    "nothing recorded": (
        lambda: made.import_share(37, "ISR", "MNG", FIVE),
        (Verdict.NOT_SHOWN, "No deliveries of major arms to Mongolia are recorded by SIPRI in 2015–19"),
    ),
}


@pytest.mark.parametrize("name", UNANSWERED)
def test_what_cannot_be_answered_says_why(name: str, ground: Ground) -> None:
    build, (verdict, words) = UNANSWERED[name]
    claim = build()
    assert import_share.accepts(claim)
    finding = import_share.check(claim, ground)
    assert (finding.verdict, finding.figure) == (verdict, None)
    assert words in finding.reason


def test_years_that_the_text_does_not_date_are_never_read_as_the_last_five(ground: Ground) -> None:
    words = "in the ten years before the war"
    finding = import_share.check(made.import_share(60, "ISR", "AZE", When(None, None, "", words)), ground)
    assert finding.verdict is Verdict.CANNOT_TELL
    assert words in finding.reason


def test_without_a_register_nothing_can_be_told(tmp_path: Path) -> None:
    finding = import_share.check(made.import_share(60, "ISR", "AZE", FIVE), ground_of(tmp_path, {}))
    assert finding.verdict is Verdict.CANNOT_TELL
    assert "No register of arms transfers" in finding.reason


def test_no_period_is_read_as_five_full_years_and_said_so(ground: Ground) -> None:
    finding = import_share.check(made.import_share(60, "ISR", "AZE", None), ground)
    assert "in 2016–20" in finding.reason
    assert "read as the five full years before publication, 2016–2020" in finding.reason


DEALS = [
    Deal(supplier="Israel", recipient="Azerbaijan", years="2014; 2015", tiv=40),
    Deal(supplier="Israel", recipient="Azerbaijan", years="2016", tiv=40),
    Deal(supplier="Russia", recipient="Azerbaijan", years="2017", tiv=40),
]


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [
        (60, Verdict.PARTLY),
        (64, Verdict.CANNOT_TELL),
        (52, Verdict.CANNOT_TELL),
        (69, Verdict.CONTRADICTED),
        (40, Verdict.CONTRADICTED),
    ],
)
def test_an_even_split_supports_in_part_at_most_and_contradicts_by_its_bounds(
    claimed: float, verdict: Verdict, tmp_path: Path
) -> None:
    ground = ground_of(tmp_path, {"register.csv": deals(DEALS)})
    finding = import_share.check(made.import_share(claimed, "ISR", "AZE", FIVE), ground)
    reading = finding.readings[0]
    assert reading.estimate
    assert (reading.value, reading.low, reading.high) == pytest.approx((60.0, 50.0, 100 * 80 / 120))
    assert "Between 50.0 and 66.7 % is possible" in finding.reason
    assert finding.verdict is verdict


def test_a_register_whose_deals_all_fall_inside_leaves_nothing_open(tmp_path: Path) -> None:
    ground = ground_of(tmp_path, {"register.csv": deals(DEALS)})
    finding = import_share.check(made.import_share(66.7, "ISR", "AZE", made.years(2014, 2019)), ground)
    assert finding.verdict is Verdict.SUPPORTED


def test_exact_figures_stand_before_estimates_and_decide(tmp_path: Path) -> None:
    texts = {"classic.csv": deals(DEALS, generated="1 Mar 2021 3:44:54 PM"), "deliveries.csv": deliveries(ROWS)}
    finding = import_share.check(made.import_share(50, "ISR", "AZE", FIVE), ground_of(tmp_path, texts))
    assert [reading.estimate for reading in finding.readings] == [False, True]
    assert finding.verdict is Verdict.CONTRADICTED


def test_the_edition_nearest_to_publication_stands_first(tmp_path: Path) -> None:
    texts = {
        f"{year}.csv": deliveries(ROWS[:3] if year == 2021 else ROWS, generated=f"13 Apr {year} 3:44:54 PM")
        for year in (2020, 2021, 2024)
    }
    finding = import_share.check(made.import_share(60, "ISR", "AZE", FIVE), ground_of(tmp_path, texts))
    assert ["2021" in reading.edition for reading in finding.readings] == [True, False, False]
    assert value_of(finding) == pytest.approx(100 * 60 / 90)
    # another edition lies within a point
    assert finding.verdict is Verdict.SUPPORTED


def test_a_rounded_cell_leaves_its_half_unit_open(tmp_path: Path) -> None:
    table = tiv_table(
        "TIV of arms imports to Armenia", {"Russia": {2015: "9"}, "Jordan": {2015: "0", 2016: "1"}}, (2015, 2019)
    )
    reading = import_share.check(
        made.import_share(90, "RUS", "ARM", FIVE), ground_of(tmp_path, {"t.csv": table})
    ).readings[0]
    assert reading.value == pytest.approx(90)
    assert (reading.low, reading.high) == pytest.approx((100 * 8.5 / (8.5 + 2.0), 100 * 9.5 / (9.5 + 0.5)))
    assert not reading.estimate
