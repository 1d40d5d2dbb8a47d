from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from proofs.conftest import checking

pytestmark = pytest.mark.shared
PUBLISHED = "2020-11-20"


@pytest.fixture(scope="module")
def article(packs: Path) -> str:
    return (packs / "reading-dev/seed/article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def findings(article: str, registers: Case, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return checking(tmp_path_factory.mktemp("founding"))(article, PUBLISHED, registers)


def about(findings: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    return [finding for finding in findings if words in finding["claim"]["text"]]


def parts(finding: dict[str, Any], heading: str) -> dict[str, float]:
    return {part["label"]: round(part["value"], 1) for part in finding["parts"][heading]}


def test_sixty_percent_is_supported_by_both_editions(findings: list[dict[str, Any]], registers: Case) -> None:
    (finding,) = about(findings, "60 percent")
    assert (finding["check"], finding["verdict"]) == ("import_share", "supported")
    readings = [(reading["edition"], round(reading["value"], 1)) for reading in finding["readings"]]
    assert readings == [
        ("SIPRI TIV tables, generated 28 July 2022, 1950–2021", 60.3),
        ("SIPRI deliveries, generated 13 April 2024, 1990–2023", 59.8),
    ]
    assert round(finding["figure"], 1) == 60.3
    assert finding["claim"]["subject"] == "ISR"
    assert finding["claim"]["object"] == "AZE"
    kinds = {key.partition(":")[0] for key in finding["records"]}
    assert kinds == {"flow", "transfer"}
    rows = registers.tables.rows("transfer", [key for key in finding["records"] if key.startswith("transfer")])
    of_israel = [row["tiv_m"] for row in rows if row["supplier"] == "ISR"]
    assert sum(of_israel) == pytest.approx(787.2, abs=0.05)
    assert sum(row["tiv_m"] for row in rows) == pytest.approx(1317.3, abs=0.05)
    assert [row["supplier"] for row in rows[: len(of_israel)]] == ["ISR"] * len(of_israel)
    assert of_israel == sorted(of_israel, reverse=True)


def test_what_the_sixty_percent_are_made_of(findings: list[dict[str, Any]]) -> None:
    (finding,) = about(findings, "60 percent")
    assert parts(finding, "by category")["Ships"] == 47.4
    assert parts(finding, "largest rows")["OPV-62 FAC"] == 43.8
    of_which = parts(finding, "of which")
    assert of_which["UAVs and loitering munitions"] == 13.3
    assert of_which["produced in the recipient state"] == 48.9
    assert of_which["on rows whose number is an estimate"] == 70.8
    assert parts(finding, "without its largest category") == {"without ships": 43.9}


def test_the_windows_beside_it(findings: list[dict[str, Any]]) -> None:
    (finding,) = about(findings, "60 percent")
    windows = finding["parts"]["neighbouring windows"]
    assert [(part["label"], round(part["value"], 1)) for part in windows] == [
        ("2010–19", 24.8),
        ("2014–18", 41.0),
        ("2015–19", 59.8),
        ("2016–20", 67.7),
    ]
    assert windows[0]["note"] == "Russia 60.7 %"


def test_the_treaty_sentence_holds_for_all_three(findings: list[dict[str, Any]]) -> None:
    claims = about(findings, "Neither Armenia nor Azerbaijan (nor Israel) are signatories")
    assert [finding["claim"]["state"] for finding in claims] == ["ARM", "AZE", "ISR"]
    for finding in claims:
        assert finding["verdict"] == "supported"
        dates = {name: finding["figure"][name] for name in ("signature", "consent", "in_force")}
        assert dates == {"signature": None, "consent": None, "in_force": None}
        assert "on 2020-11-20" in finding["reason"]
        assert "signed: no; bound: no" in finding["reason"]


def test_forty_four_days_agree_with_the_dates(findings: list[dict[str, Any]]) -> None:
    (finding,) = about(findings, "44 days")
    assert (finding["verdict"], finding["figure"]) == ("supported", 44.0)
    assert [reading["value"] for reading in finding["readings"]] == [44.0, 45.0]
    assert finding["claim"]["period"] == "2020-09-27/2020-11-10"


def test_sandcat_is_recorded_and_its_versions_are_named_apart(findings: list[dict[str, Any]]) -> None:
    (finding,) = about(findings, "SandCat")
    assert finding["verdict"] == "supported"
    assert parts(finding, "also recorded") == {"SandCat SPEAR": 10, "SandCat Spike-LR": 10}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("rifle models", "Small arms and light weapons are outside SIPRI's coverage of major arms"),
        ("37 percent", "they know nothing of oil"),
    ],
)
def test_rifles_and_oil_cannot_be_told_and_it_is_said_why(
    words: str, reason: str, findings: list[dict[str, Any]]
) -> None:
    (finding,) = about(findings, words)
    assert (finding["verdict"], finding["figure"]) == ("cannot_tell", None)
    assert reason in finding["reason"]
