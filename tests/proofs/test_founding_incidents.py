"""The founding article's sentences on Barda and on cluster munitions against the demo's incidents and the register."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from proofs.conftest import DELIVERIES, checking, made_case

INCIDENTS = "demo_case/incidents_karabakh_2020.csv"


@pytest.fixture(scope="module")
def case(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    with as_file(files("armstrace.desk").joinpath(INCIDENTS)) as path:
        return made_case(tmp_path_factory.mktemp("incidents") / "case", [path, shared / DELIVERIES])


@pytest.fixture(scope="module")
def findings(packs: Path, case: Case, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    article = (packs / "reading-dev/seed/article.txt").read_text(encoding="utf-8")
    found = checking(tmp_path_factory.mktemp("founding"))(article, "2020-11-20", case)
    return [finding for finding in found if finding["check"] == "incident"]


def about(findings: list[dict[str, Any]], weapon: str) -> dict[str, Any]:
    (finding,) = (each for each in findings if each["claim"]["weapon"] == weapon)
    return finding


@pytest.mark.shared
def test_the_sentence_on_barda(findings: list[dict[str, Any]]) -> None:
    finding = about(findings, "Smerch")
    assert finding["verdict"] == "contradicted"
    slots = finding["slots"]
    assert (slots["date"], slots["weapon"], slots["actor"], slots["hedge"]) == (
        "contradicted", "supported", "partly", "supported",
    )  # fmt: skip
    reason = finding["reason"]
    assert finding["figure"] == "2020-10-28"
    assert "The 2020-10-30 of the text is the day of the report of Human Rights Watch, not of the event." in reason
    assert "\u201ceither fired or supplied\u201d" in reason
    assert "The text keeps a hedge, \u201cevidence to suggest\u201d" in reason
    assert "Azerbaijan, the other belligerent, also holds Smerch: 1 Smerch from Ukraine (2004); 11 Smerch" in reason
    assert "\u201cin one instance\u201d: the incidents here tell of 2 events (2020-10-27, 2020-10-28)." in reason
    holders = [part["label"] for part in finding["parts"]["delivered to others"]]
    assert holders[0] == "Azerbaijan (a party to the conflict)"
    assert "India" in holders
    origins = {part["label"]: part["note"] for part in finding["parts"]["origins"]}
    assert set(origins) == {"Amnesty International", "Azerbaijan", "Human Rights Watch"}
    assert "are bodies of one party, Azerbaijan" in origins["Azerbaijan"]
    assert any("groundless and false" in str(reading["value"]) for reading in finding["readings"])


@pytest.mark.shared
def test_the_sentence_on_cluster_munitions_keeps_the_hedge_of_its_source(findings: list[dict[str, Any]]) -> None:
    finding = about(findings, "M095 DPICM")
    assert finding["verdict"] == "partly"
    assert finding["slots"] == {"place": "supported", "weapon": "supported", "actor": "partly", "hedge": "partly"}
    assert "\u201cappear to have been fired by Azerbaijani forces\u201d" in finding["reason"]
    rockets = about(findings, "LAR-160")
    assert rockets["slots"]["weapon"] == "supported"
    assert "Human Rights Watch" in rockets["reason"]
    recipients = [part["label"] for part in rockets["parts"].get("delivered to others", [])]
    assert "Pakistan" not in recipients, "its Lynx is a helicopter"


@pytest.mark.shared
def test_the_type_of_a_drone_over_stepanakert_is_not_told_by_a_class(findings: list[dict[str, Any]]) -> None:
    seen = about([each for each in findings if "skies" in each["claim"]["text"]], "Harop drones")
    assert seen["slots"]["weapon"] == "partly"
    assert "the class agrees, the model is not told" in seen["reason"]
