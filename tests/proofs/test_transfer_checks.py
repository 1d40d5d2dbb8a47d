from pathlib import Path

import pytest

from armstrace.checks import transfer_recorded
from armstrace.checks.registry import Ground, check_for, run, unanswered
from armstrace.records.claims import TradeClaim
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from proofs import made_claims as made
from proofs.small_registers import Deal, Delivery, deals, deliveries, ground_of, tiv_table

YES, OPEN, SILENT = Verdict.SUPPORTED, Verdict.CANNOT_TELL, Verdict.NOT_SHOWN


def sandcat_row(designation: str, year: str, number: str, tiv: float = 1.0) -> Delivery:
    return Delivery(
        supplier="Israel",
        recipient="Azerbaijan",
        designation=designation,
        description="APV",
        year=year,
        number=number,
        tiv=tiv,
    )


ROWS = [
    sandcat_row("SandCat", "2016", "40"),
    sandcat_row("SandCat -", "2018?", "60?", tiv=9),
    sandcat_row("SandCat SPEAR", "2018", "10"),
    Delivery(supplier="unknown supplier(s)", recipient="Azerbaijan", year="2018", number="7", designation="Verba"),
]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return ground_of(tmp_path, {"register.csv": deliveries(ROWS)})


def sandcat(supplier: str | None = "ISR", recipient: str | None = "AZE", **slots: object) -> TradeClaim:
    return made.trade("the SandCat armoured car", supplier, recipient, **({"designation": "SandCat"} | slots))


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        (sandcat(), YES, "Israel to Azerbaijan: 60? SandCat (2018?); 40 SandCat (2016)"),
        (sandcat(recipient=None), YES, "From Israel: 60? SandCat"),
        (sandcat(supplier=None), YES, "To Azerbaijan: 60? SandCat"),
        (sandcat(period=made.years(2016, 2016)), YES, "Israel to Azerbaijan: 40 SandCat (2016) ("),
        (sandcat(designation="SandCat SPEAR"), YES, "10 SandCat SPEAR (2018)"),
        (made.trade("armoured vehicles", "ISR", "AZE"), YES, "60? SandCat"),
        (made.trade("arms", "ISR", "AZE"), YES, "60? SandCat"),
        (sandcat("RUS"), SILENT, "SandCat, Russia to Azerbaijan: not recorded by SIPRI in this edition."),
        (sandcat(period=made.years(2012, 2014)), SILENT, "not recorded by SIPRI in this edition"),
        (sandcat(designation="Harop"), SILENT, "not recorded by SIPRI in this edition"),
        (made.trade("several rifle models", "ISR", "AZE"), OPEN, "Small arms and light weapons are outside"),
        (made.trade("arms of an unheard-of kind", "RUS", "AZE"), OPEN, "no weapon that registers list"),
        (sandcat(None, None), OPEN, "neither supplier nor recipient"),
        (sandcat(period=made.years(2001, 2004)), OPEN, "No edition here lists single deliveries"),
        (
            sandcat(period=When(None, None, "", "since then")),
            OPEN,
            "The text says \u201csince then\u201d and not in which",
        ),
        (sandcat(status="suspended"), OPEN, "The text calls this suspended"),
        (made.trade("Armata armoured vehicles", "ISR", "AZE"), OPEN, "\u201cArmata\u201d, which no register"),
        (made.trade("XR-900 armoured vehicles", "ISR", "AZE"), OPEN, "\u201cXR-900\u201d, which no register"),
        (
            made.trade("armoured vehicles", "ISR", "AZE", text="Israel sold Azerbaijan Armata armoured vehicles"),
            OPEN,
            "which no register",
        ),
        (
            made.trade("armoured vehicles", "ISR", "AZE", text="armoured vehicles called Armata"),
            OPEN,
            "which no register",
        ),
        (made.trade("SandCat armoured vehicles", "ISR", "AZE"), YES, "60? SandCat"),
        (made.trade("Israeli armoured vehicles", "ISR", "AZE"), YES, "60? SandCat"),
        (made.trade("Armoured vehicles", "ISR", "AZE", text="Armoured vehicles from Israel"), YES, "60? SandCat"),
        (made.trade("Kalashnikov rifles", "ISR", "AZE", designation="Kalashnikov"), OPEN, "Small arms"),
        (sandcat(denied=True), OPEN, "The text says that this is denied or disputed"),
    ],
)
def test_whether_a_delivery_is_recorded(claim: TradeClaim, verdict: Verdict, words: str, ground: Ground) -> None:
    assert transfer_recorded.accepts(claim)
    finding = transfer_recorded.check(claim, ground)
    assert finding.verdict is verdict
    assert words in finding.reason


def test_versions_are_named_apart(ground: Ground) -> None:
    finding = transfer_recorded.check(sandcat(), ground)
    assert [(part.label, part.value, part.unit) for part in finding.parts["also recorded"]] == [
        ("SandCat SPEAR", 10, "items")
    ]
    assert {row["designation"] for row in ground.tables.rows("transfer", list(finding.records))} == {
        "SandCat",
        "SandCat -",
    }


def test_a_deal_that_only_overlaps_the_period_counts(tmp_path: Path) -> None:
    row = Deal(supplier="Israel", recipient="Azerbaijan", years="2014; 2016", number="4", designation="SandCat")
    ground = ground_of(tmp_path, {"register.csv": deals([row])})
    assert transfer_recorded.check(sandcat(period=made.years(2015, 2019)), ground).verdict is YES
    assert transfer_recorded.check(sandcat(period=made.years(2017, 2019)), ground).verdict is SILENT


def test_tables_of_tiv_list_no_deliveries(tmp_path: Path) -> None:
    table = tiv_table("TIV of arms imports to Azerbaijan", {"Israel": {2016: "40"}}, (2010, 2019))
    finding = transfer_recorded.check(sandcat(), ground_of(tmp_path, {"table.csv": table}))
    assert finding.verdict is OPEN


def test_a_claim_that_no_check_answers_is_listed_with_the_reason(ground: Ground) -> None:
    odd = made.quantity("killed", 21)
    assert check_for(odd) is None
    assert [finding.claim for finding in run([odd, sandcat()], ground)] == [sandcat()]
    assert unanswered([odd, sandcat()], ground) == [(odd, "No check of armstrace answers claims of this kind yet.")]


@pytest.mark.parametrize("goods", ["samovars", "oil", "political support, military expertise"])
def test_what_is_no_arms_is_left_to_other_tables(goods: str) -> None:
    assert not transfer_recorded.accepts(made.trade(goods, "RUS", "AZE"))


@pytest.mark.parametrize(
    ("goods", "verdict", "words"),
    [
        ("armoured vehicles and frigates", Verdict.PARTLY, "Frigates: Frigates, Israel to Azerbaijan: not recorded"),
        (
            "armoured vehicles, but also frigates",
            Verdict.PARTLY,
            "Armoured vehicles: Israel to Azerbaijan: 60? SandCat",
        ),
        ("frigates and submarines", SILENT, "Submarines: Submarines, Israel to Azerbaijan: not recorded"),
        ("rifles and armoured vehicles", Verdict.PARTLY, "Rifles: Israel to Azerbaijan: Small arms"),
        ("rifles as well as frigates", OPEN, "Frigates: Frigates, Israel to Azerbaijan: not recorded"),
        ("armoured vehicles and advice", YES, "Israel to Azerbaijan: 60? SandCat"),
    ],
)
def test_each_class_of_a_list_is_answered(goods: str, verdict: Verdict, words: str, ground: Ground) -> None:
    claim = made.trade(goods, "ISR", "AZE")
    finding = transfer_recorded.check(claim, ground)
    assert (finding.verdict, finding.claim) == (verdict, claim)
    assert words in finding.reason


def test_the_silence_of_a_register_exported_for_others_tells_nothing(tmp_path: Path) -> None:
    text = deliveries(ROWS)
    ground = ground_of(tmp_path, {"register.csv": text.replace("from All countries", "from Israel")})
    (finding,) = run([sandcat("TUR", "AZE")], ground)
    assert finding.verdict is OPEN
    assert "was exported for other parties" in finding.reason
    (finding,) = run([sandcat("ISR", "ARM")], ground)
    assert finding.verdict is SILENT
    (finding,) = run([sandcat(None, "ARM")], ground)
    assert finding.verdict is OPEN
    (finding,) = run([sandcat("ISR", "AZE")], ground)
    assert finding.verdict is YES
