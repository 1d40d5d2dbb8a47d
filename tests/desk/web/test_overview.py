"""The first page."""

import shutil
from pathlib import Path

from desk.web.serving import Looked, Serving, serving
from desk.web.waiting import added


def test_it_says_what_the_case_is_about(served: Serving) -> None:
    told = served.client().get("/api/overview").json()
    assert told["title"] == "Who armed both sides?"
    assert told["parties"] == ["Armenia", "Azerbaijan"]


def test_it_opens_in_a_browser(window: Looked) -> None:
    page = window.go("/")
    assert page.locator("h1").inner_text() == "Who armed both sides?"
    assert window.barriers() == []
    assert (window.elsewhere, window.complaints) == ([], [])


def test_what_changed_since_the_last_visit_is_told(made: Path, tmp_path: Path) -> None:
    with serving(Path(shutil.copytree(made, tmp_path / "case"))) as running:
        first = running.client()
        assert "Since your last visit" not in first.get("/").text
        assert first.get("/api/overview").json()["changes"] == {"since": None, "acts": {}, "newest": []}
        added(first, "later.txt", b"Written later.\n")
        later = running.client()
        assert later.get("/api/overview").json()["changes"]["acts"] == {"add": 1, "read": 1}
        assert "later.txt" in later.get("/").text
        again = running.client()
        assert "Nothing was written" in again.get("/").text


def test_the_chains_are_shown_for_every_hop_and_route(served: Serving) -> None:
    told = served.client().get("/api/chains").json()
    names = [chain["name"] for chain in told["chains"]]
    assert len(names) == 4
    by_name = dict(zip(names, told["chains"], strict=True))
    handed_on = by_name["Canada \u2192 Turkey \u2192 Azerbaijan"]
    assert [len(row["cells"]) for row in handed_on["rungs"] if row["per_hop"]] == [2] * 5
    assert [len(row["cells"]) for row in handed_on["rungs"] if not row["per_hop"]] == [1] * 5
    own = [route["name"] for route in handed_on["routes"] if route["own"]]
    assert own == ["licence-review"]
    for chain in told["chains"]:
        for route in chain["routes"]:
            assert {each["rung"] for each in route["missing"]} <= set(route["needs"])
            assert all(each["words"] and each["closes"] for each in route["missing"])
            stands = {
                row["rung"] for row in chain["rungs"] if any(cell["word"] != "not shown" for cell in row["cells"])
            }
            assert {each["rung"] for each in route["missing"] if each["thin"]} <= stands


def test_the_verdicts_are_those_that_were_kept(served: Serving) -> None:
    (report,) = served.client().get("/api/overview").json()["verdicts"]["documents"]
    assert sum(report["verdicts"].values()) == 39
    assert report["verdicts"]["contradicted"] >= 1
    assert report["unchecked"] > 0
