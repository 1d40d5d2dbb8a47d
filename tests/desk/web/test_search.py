"""Search in the page: what is found leads to its place, by mouse and by keyboard, and nobody finds what is hidden."""

import re

import httpx
import pytest
from playwright.sync_api import Browser, expect

from armstrace.desk.web.desk import Desk, Room
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.search import SearchAsked, Searched, searched
from armstrace.desk.web.views.why import WhyAsked, why
from armstrace.desk.web.views.words import WordsAsked, words
from armstrace.desk.web.visitor import Visitor
from desk.web.serving import Looked, Serving, looked

HOSTILE = ('"><script>alert(1)</script>', "NEAR(a", '"', "a*", "-x", "\0", "x" * 4000, "(" * 900, "{{7*7}}", "%00", "*")


@pytest.fixture(scope="module")
def client(served: Serving) -> httpx.Client:
    return served.client()


def test_what_is_found_leads_to_a_page_of_its_own(client: httpx.Client) -> None:
    kinds: set[str] = set()
    for typed in ("Azerbaijan", "armed both sides", "report.md", "Stepanakert"):
        told = client.get("/api/search", params={"q": typed}).json()
        for hit in told["hits"]:
            page = client.get(hit["leads_to"])
            assert page.status_code == 200, hit
            marked = [part["text"] for part in hit["words"] if part["marked"]]
            assert marked
            if hit["kind"] == "claim" and "claim" not in kinds:
                item = client.get(f"/api{hit['leads_to']}").json()["document"]
                assert client.get(f"{item}&wait=1").status_code == 200
            if hit["kind"] in {"passage", "claim"}:
                assert f'<mark id="words">{marked[0]}</mark>' in page.text
            kinds.add(hit["kind"])
    assert {"passage", "claim", "finding", "exhibit", "ledger", "incident"} <= kinds


def test_a_kind_narrows_it_and_the_counts_stay(client: httpx.Client) -> None:
    everything = client.get("/api/search", params={"q": "Azerbaijan"}).json()
    some = client.get("/api/search", params={"q": "Azerbaijan", "kind": "incident"}).json()
    assert {hit["kind"] for hit in some["hits"]} == {"incident"}
    counts = [[(kind["kind"], kind["number"]) for kind in told["kinds"]] for told in (everything, some)]
    assert counts[0] == counts[1]
    assert some["total"] == dict(counts[0])["incident"]
    assert everything["paging"]["pages"] > 1
    second = client.get("/api/search", params={"q": "Azerbaijan", "page": 2}).json()
    assert not {str(hit) for hit in second["hits"]} & {str(hit) for hit in everything["hits"]}


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_queries_get_an_answer_or_a_message(client: httpx.Client, typed: str) -> None:
    for path in ("/search", "/api/search"):
        answer = client.get(path, params={"q": typed})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text or answer.headers["content-type"] == "application/json"


def test_what_is_not_there_is_said(client: httpx.Client) -> None:
    for path in ("/why/nothing", "/why/finding:" + "0" * 24, "/why/transfer:x", "/words/" + "0" * 64, "/why/claim:x"):
        assert client.get(path).status_code == 404, path
    assert client.get("/words/" + "0" * 64, params={"start": -1}).status_code == 422


def test_a_finding_leads_back_to_the_bytes(client: httpx.Client) -> None:
    hit = client.get("/api/search", params={"q": "largest arms supplier", "kind": "finding"}).json()["hits"][0]
    told = client.get(f"/api/why/{hit['key']}").json()
    whats = [step["what"] for step in told["steps"]]
    assert whats[0].startswith("finding: ")
    assert any(what.startswith("record flow:") for what in whats)
    assert "largest arms supplier" in re.sub("<.*?>", "", client.get(told["words"]).text)


def test_nobody_finds_what_is_hidden(served: Serving) -> None:
    def asked(room: Room, who: Visitor, q: str, page: int = 1) -> tuple[Desk, Searched]:
        with room.desk(who) as desk:
            return desk, searched(desk, SearchAsked(q=q, page=page))

    room = served.listening.served.room
    with room.desk(Visitor("p-1")) as desk:
        shas = {each.received_name: each.sha256 for each in desk.case.exhibits()}
    some = Visitor("p-2", hidden=frozenset({shas["report.md"]}))
    _, everything = asked(room, Visitor("p-1"), "Azerbaijan")
    _, left = asked(room, some, "Azerbaijan")
    assert {"passage", "claim", "finding"} <= {each.kind for each in everything.kinds}
    assert not {"passage", "claim", "finding"} & {each.kind for each in left.kinds}
    assert 0 < left.total < everything.total
    found = next(hit for hit in everything.hits if hit.kind in {"passage", "claim"})
    finding = next(hit for hit in asked(room, Visitor("p-1"), "largest arms supplier")[1].hits if hit.kind == "finding")
    with room.desk(some) as desk:
        with pytest.raises(NotThere):
            words(desk, WordsAsked(sha256=shas["report.md"], start=found.start or 0, end=found.end or 0))
        with pytest.raises(NotThere):
            why(desk, WhyAsked(key=finding.key))


def test_by_keyboard_alone(window: Looked) -> None:
    page = window.go("/exhibits")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.type("azerbaycan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=azerbaycan", wait_until="load")  # the words stand there before the script runs
    expect(page.locator("#found")).to_contain_text("Nothing was found")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.type("azerb* Israel")
    expect(page.locator(".hits mark").first).to_have_text(re.compile("Azerbaijan|Israel"))
    expect(page).to_have_url(re.compile(r"q=azerb"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hits .where a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert "/search" not in page.url
    assert (window.elsewhere, window.complaints) == ([], [])


def test_the_key_can_be_switched_off(window: Looked) -> None:
    page = window.go("/search")
    page.get_by_label("leads to the search box").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search-box")).not_to_be_focused()
    page.get_by_label("leads to the search box").check()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()


def test_kinds_are_chosen_by_a_click(window: Looked) -> None:
    page = window.go("/search?q=Azerbaijan")
    page.get_by_role("navigation", name="Kinds of things found").get_by_role("link", name="incident").click()
    expect(page.locator(".hits .tag").first).to_have_text("incident")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pages")).to_contain_text("Page 2")
    expect(page.locator(".hits .tag").first).to_have_text("incident")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_everybody_can_read_it(browser: Browser, served: Serving, width: int, scheme: str) -> None:
    with looked(browser, served, width, scheme) as window:
        page = window.go("/search?q=largest+arms+supplier")
        addresses = page.locator(".hits .where a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        assert addresses
        for path in ("/search?q=largest+arms+supplier", "/search?q=a*", *dict.fromkeys(addresses[:2])):
            window.go(path)
            assert (path, window.barriers(), window.fits()) == (path, [], True)
        assert (window.elsewhere, window.complaints) == ([], [])
