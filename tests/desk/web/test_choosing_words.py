"""Words chosen in the text, by mouse, finger or keys, become the words of a claim, signed, and can go back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from armstrace.evidence import ledger
from desk.web.serving import Looked, Serving, looked

pytestmark = pytest.mark.browser
SELECT = """([first, last]) => {
  // from the first to the last of these words in the text, wherever tags stand between
  const words = document.getElementById("words");
  const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const find = (said, node, after) => {
    for (let here = node, past = after; here; here = walk.nextNode(), past = 0) {
      const at = here.data.indexOf(said, past);
      if (at >= 0) return [here, at];
    }
    throw new Error("not in the text: " + said);
  };
  const [from, at] = find(first, walk.nextNode(), 0), [to, until] = find(last, from, at);
  getSelection().setBaseAndExtent(from, at, to, until + last.length);
}"""


@pytest.fixture(scope="module")
def document(served: Serving) -> str:
    (row,) = served.client().get("/api/documents").json()["documents"]
    return str(row["sha256"])


@pytest.fixture
def told(served: Serving, document: str) -> Iterator[dict[str, Any]]:
    """The document as the program's answer has it; what a test corrected is taken back."""
    client = served.client()
    before = client.get(f"/api/documents/{document}", params={"wait": "1"}).json()
    yield before
    rows = client.get(f"/api/documents/{document}", params={"wait": "1"}).json()["claims"]
    for claim in {row["claim"] for row in rows if row["judged"] == "accepted"}:
        said = {"claim": claim, "act": "withdraw", "why": "test", "seen": 10_000}
        assert client.post(f"/api/documents/{document}/decide", json=said).status_code == 200


def share_claim(told: dict[str, Any]) -> dict[str, Any]:
    return next(row for row in told["claims"] if "94 percent" in row["words"] and row["type"] == "quantity_claim")


def opened(window: Looked, document: str, item: str = "") -> Page:
    page = window.go(f"/documents/{document}?wait=1" + (f"&item={item}" if item else ""))
    expect(page.locator("#words")).to_be_visible()
    return page


def offered(page: Page, number: int) -> Locator:
    return page.get_by_role("button", name=f"These are the words of claim {number},")


def signed(page: Page, root: Path) -> dict[str, Any]:
    """Give the reason by keys and sign; gives the correction as the ledger has it."""
    expect(page.locator("#correct input[name=why]")).to_be_focused()
    page.keyboard.type("read against the text")
    page.keyboard.press("Enter")
    expect(page.locator("#stands")).to_contain_text("corrected by")
    line = ledger.read_lines(root)[-1]
    assert (line.act, line.payload["why"]) == ("correct", "read against the text")
    corrected: dict[str, Any] = line.payload["corrected"]
    return corrected


def test_words_selected_with_the_mouse_are_signed_exactly(
    window: Looked, served: Serving, document: str, told: dict[str, Any]
) -> None:
    row = share_claim(told)
    page = opened(window, document)
    link = page.locator("#words a.claim", has_text="94 percent").first
    link.scroll_into_view_if_needed()
    line = link.evaluate("each => each.getClientRects()[0].toJSON()")
    # across the words of the claim, which are a link: they are selected, and no claim is opened by it
    page.mouse.move(line["x"] + 2, line["y"] + 8)
    page.mouse.down()
    page.mouse.move(line["x"] + line["width"] - 4, line["y"] + 8, steps=4)
    page.mouse.up()
    expect(page.locator("#choosing")).to_be_visible()
    assert "item=" not in page.url
    words = page.locator("#chosen-words").inner_text()
    assert words in row["words"]
    assert window.barriers() == []
    offered(page, row["number"]).click()
    made = signed(page, served.root)
    text = told["text"]
    assert (made["words"], text[made["start"] : made["end"]]) == (words, words)
    # a further act takes it back, and the reading stands as before
    page.locator("#why").fill("no")
    page.locator("#undo").click()
    expect(page.locator("#stands")).to_have_text("suggested")
    assert (window.elsewhere, window.complaints) == ([], [])


def test_with_keys_alone_the_words_grow_and_shrink(
    window: Looked, served: Serving, document: str, told: dict[str, Any]
) -> None:
    row = share_claim(told)
    page = opened(window, document, row["item"])
    page.keyboard.press("w")
    expect(page.locator("#choosing")).to_be_focused()
    assert page.locator("#chosen-words").inner_text() == row["words"]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    grown = page.locator("#chosen-words").inner_text()
    assert row["words"] in grown
    assert len(grown.split()) == len(row["words"].split()) + 2
    page.keyboard.press("Escape")
    expect(page.locator("#choosing")).to_be_hidden()
    page.keyboard.press("w")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    made = signed(page, served.root)
    assert made["start"] == row["start"]
    assert made["words"].startswith(row["words"])
    assert told["text"][made["start"] : made["end"]] == made["words"]
    assert (window.elsewhere, window.complaints) == ([], [])


def test_words_that_no_claim_has_are_given_to_one_near_by(window: Looked, document: str, told: dict[str, Any]) -> None:
    """References, which are no part of the text, may lie in between."""
    page = opened(window, document)
    page.evaluate(SELECT, ["94 percent", "."])
    wanted = told["text"][told["text"].index("94 percent") :].partition(".")[0] + "."
    expect(page.locator("#chosen-words")).to_have_text(wanted)
    free = told["text"][: min(each["start"] for each in told["claims"])].split()
    page.evaluate(SELECT, [free[0], free[0]])
    expect(page.locator("#chosen-note")).to_contain_text("near")


def test_the_place_that_was_chosen_holds_and_not_the_nearest_equal_words(
    served: Serving, document: str, told: dict[str, Any]
) -> None:
    row, text, client = share_claim(told), told["text"], served.client()
    word = next(each for each in text.split() if text.count(each) > 2 and each.isalpha() and len(each) > 3)
    far = text.rindex(word)
    said = {"claim": row["claim"], "why": "these", "seen": told["seen"], "words": word, "start": far}
    assert client.post(f"/api/documents/{document}/correct", json=said).status_code == 200
    assert ledger.read_lines(served.root)[-1].payload["corrected"]["start"] == far
    wrong = client.post(f"/api/documents/{document}/correct", json={**said, "start": far + 1, "seen": 10_000})
    assert (wrong.status_code, "does not stand" in wrong.json()["detail"]) == (422, True)


def test_a_finger_chooses_words_on_a_phone(browser: Browser, served: Serving, document: str) -> None:
    with looked(browser, served, 390) as window:
        page = opened(window, document)
        page.evaluate(SELECT, ["94 percent", "94 percent"])
        expect(page.locator("#choosing")).to_be_visible()
        page.get_by_role("button", name="End a word later").click()
        assert page.locator("#chosen-words").inner_text().startswith("94 percent ")
        assert window.fits()
        assert window.barriers() == []
