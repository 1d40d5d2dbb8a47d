"""The reader: claims in place and beside the text, and what a person decides there, by hand and by keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from armstrace.evidence import ledger
from desk.web.serving import Looked, Serving


@contextmanager
def in_session(served: Serving) -> Iterator[httpx.Client]:
    """The first client of the server stays in its session."""
    yield served.clients[0] if served.clients else served.client()


@pytest.fixture(scope="module")
def document(served: Serving) -> str:
    with in_session(served) as client:
        (row,) = client.get("/api/documents").json()["documents"]
    return str(row["sha256"])


def view(served: Serving, document: str, **asked: Any) -> dict[str, Any]:
    with in_session(served) as client:
        told: dict[str, Any] = client.get(f"/api/documents/{document}", params={"wait": "1", **asked}).json()
    return told


def claim_of(served: Serving, document: str, words: str) -> dict[str, Any]:
    rows = view(served, document)["claims"]
    return next(row for row in rows if words in row["words"] and row["type"] == "quantity_claim")


def decide(served: Serving, document: str, claim: str, act: str, **more: Any) -> Any:
    seen = view(served, document)["seen"]
    with in_session(served) as client:
        body = {"claim": claim, "act": act, "why": "read against the text", "seen": seen, **more}
        return client.post(f"/api/documents/{document}/decide", json=body)


def test_every_claim_is_an_exact_span_of_the_text(served: Serving, document: str) -> None:
    told = view(served, document)
    assert told["ready"]
    assert len(told["claims"]) > 20
    for row in told["claims"]:
        assert told["text"][row["start"] - told["start"] : row["end"] - told["start"]] == row["words"]
    assert [row["number"] for row in told["claims"]] == list(range(1, len(told["claims"]) + 1))
    opened = view(served, document, item=told["claims"][1]["item"])["opened"]
    assert opened["row"] == told["claims"][1]
    assert opened["places"]
    assert (opened["previous"], opened["following"]) == (told["claims"][0]["item"], told["claims"][2]["item"])


def test_a_decision_is_signed_shown_and_taken_back(served: Serving, document: str) -> None:
    row = claim_of(served, document, "94 percent")
    assert decide(served, document, row["claim"], "accept").json() == {"item": row["claim"], "done": "accept"}
    assert claim_of(served, document, "94 percent")["judged"] == "accepted"
    last = ledger.read_lines(served.root)[-1]
    assert (last.act, last.payload["why"]) == ("accept", "read against the text")
    assert decide(served, document, row["claim"], "withdraw").status_code == 200
    assert claim_of(served, document, "94 percent")["judged"] == "suggested"
    assert decide(served, document, row["claim"], "withdraw").status_code == 409


def test_a_rejected_claim_is_left_out_of_every_verdict(served: Serving, document: str) -> None:
    row = claim_of(served, document, "94 percent")
    decide(served, document, row["claim"], "reject")
    assert claim_of(served, document, "94 percent")["state"] == "left_out"
    decide(served, document, row["claim"], "withdraw")
    assert claim_of(served, document, "94 percent")["state"] == row["state"]


def test_two_people_on_one_claim_are_told_of_each_other(served: Serving, document: str) -> None:
    row = claim_of(served, document, "94 percent")
    seen = view(served, document)["seen"]
    assert decide(served, document, row["claim"], "accept", seen=seen).status_code == 200
    late = decide(served, document, row["claim"], "reject", seen=seen)
    assert late.status_code == 409
    assert "accept by" in late.json()["detail"]
    assert claim_of(served, document, "94 percent")["judged"] == "accepted"
    decide(served, document, row["claim"], "withdraw")


@pytest.mark.parametrize(
    ("body", "status"),
    [({"why": " "}, 422), ({"act": "praise"}, 422), ({"claim": "claim:00"}, 404), ({"seen": "x"}, 422)],
)
def test_what_cannot_be_decided_is_refused(served: Serving, document: str, body: dict[str, Any], status: int) -> None:
    row = claim_of(served, document, "94 percent")
    lines = len(ledger.read_lines(served.root))
    assert decide(served, document, **{"claim": row["claim"], "act": "accept", **body}).status_code == status
    assert len(ledger.read_lines(served.root)) == lines


def test_a_correction_changes_the_figure_and_a_reply_stands_beside_it(served: Serving, document: str) -> None:
    row = claim_of(served, document, "60 percent")
    base = f"/api/documents/{document}"
    slots = view(served, document, item=row["item"])["opened"]["slots"]
    names, values = [each["name"] for each in slots], [each["value"] for each in slots]
    values[names.index("value")] = "61"
    with in_session(served) as client:
        body = {
            "claim": row["claim"], "why": "misread", "seen": view(served, document)["seen"],
            "name": names, "value": values, "words": row["words"],
        }  # fmt: skip
        assert client.post(f"{base}/correct", json=body).json()["done"] == "correct"
        now = view(served, document, item=row["claim"])["opened"]
        assert now["corrected"]
        assert {each["name"]: each["value"] for each in now["slots"]}["value"] == "61"
        asked = {
            "claim": row["claim"],
            "to": "Ministry of Defence",
            "put": "2020-11-18",
            "outcome": "silent",
            "why": "letter",
        }
        assert client.post(f"{base}/reply", json=asked).json()["done"] == "reply"
        page = client.get(f"/documents/{document}", params={"item": now["row"]["item"]}).text
    assert "Put to Ministry of Defence" in page
    decide(served, document, row["claim"], "withdraw")


def test_a_document_of_another_case_or_none_is_not_there(served: Serving) -> None:
    with in_session(served) as client:
        for path in ("0" * 64, "..%2f..%2fetc", "x"):
            assert client.get(f"/documents/{path}").status_code == 404
            assert client.get(f"/api/documents/{path}").status_code == 404
            assert client.get(f"/documents/{path}/pages/1").status_code == 404


def test_read_and_decided_with_the_keyboard_alone(window: Looked, document: str) -> None:
    window.go(f"/documents/{document}?wait=1")
    page = window.page
    page.keyboard.press("j")
    expect(page.locator("#decide")).to_be_visible()
    assert "item=" in page.url
    page.keyboard.press("j")
    expect(page.locator(".verdict .n").first).to_have_text("Claim 2")
    page.keyboard.press("a")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.type("read it")
    page.keyboard.press("Enter")
    expect(page.locator("#stands")).to_contain_text("accepted, by")
    page.keyboard.press("u")
    page.keyboard.type("no")
    page.keyboard.press("Enter")
    expect(page.locator("#stands")).to_have_text("suggested")
    assert window.complaints == []


def test_words_in_the_text_open_their_claim(window: Looked, document: str) -> None:
    window.go(f"/documents/{document}?wait=1")
    window.page.locator("a.claim", has_text="94 percent").first.click()
    expect(window.page.locator("#panel .finding h3").first).to_contain_text("94 percent")
    expect(window.page.locator("#text a.claim.here").first).to_contain_text("94 percent")
    window.page.go_back()
    expect(window.page.locator("#claims-title")).to_be_visible()
    assert window.barriers() == []
    assert window.elsewhere == []


def test_the_claims_come_by_themselves_on_the_first_look(window: Looked, document: str) -> None:
    window.go(f"/documents/{document}")
    expect(window.page.locator("#claims-title")).to_be_visible(timeout=30_000)
    window.go("/documents")
    window.page.locator("tbody a").first.click()
    expect(window.page.locator("#text")).to_be_visible()
    assert window.barriers() == []
