"""Incidents in the page: asked, narrowed, grouped with reasons, merged and split as signed acts; none told if hidden."""

from urllib.parse import quote, urlencode

import httpx
import pytest
from playwright.sync_api import Browser, expect

from armstrace.desk.incidents.kept_events import FILE, FOLDER
from armstrace.desk.incidents.kept_events import rows as rows_kept
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.evidence import ledger
from desk.web.serving import Looked, Serving, looked

REGISTER = "incidents_karabakh_2020.csv"
WHY = "the two reports name the same market and hour"


@pytest.fixture(scope="module")
def client(served: Serving) -> httpx.Client:
    return served.client()


def numbers(client: httpx.Client, **asked: str | float) -> set[str]:
    return {row["number"] for row in client.get("/api/incidents", params=asked).json()["rows"]}


def key_of(client: httpx.Client, number: str) -> str:
    return str(next(r["key"] for r in client.get("/api/incidents").json()["rows"] if r["number"] == number))


def page_of(client: httpx.Client, key: str) -> dict[str, object]:
    found: dict[str, object] = client.get(f"/api/incidents/{quote(key)}").json()
    return found


def together(client: httpx.Client, number: str) -> set[str]:
    told = client.get(f"/api/incidents/{quote(key_of(client, number))}").json()
    return {row["number"] for row in told["event"]["incidents"]}


def act(client: httpx.Client, key: str, what: str, **said: object) -> httpx.Response:
    return client.post(f"/api/incidents/{quote(key)}/{what}", json={"why": WHY, **said})


def test_the_list_is_asked_by_period_place_weapon_actor_and_origin(client: httpx.Client) -> None:
    whole = client.get("/api/incidents").json()
    assert whole["paging"] == {"page": 1, "pages": 1, "total": 40}
    assert numbers(client, first="2020-09-27", last="2020-09-27") > {"K01", "K02", "K03", "K04"}
    assert "K02" in numbers(client, near="39.52,47.03", km=5)
    assert "K01" not in numbers(client, near="39.52,47.03", km=5)
    assert {"K02"} <= numbers(client, weapon="kamikaze") < numbers(client)
    assert numbers(client, actor="Azerbaijan").isdisjoint(numbers(client, actor="Armenia"))
    assert "K04" in numbers(client, origin="amnesty")
    assert numbers(client, box="39.5,47.0,39.6,47.1") == {"K02", "K07"}


def test_a_place_and_a_day_narrow_the_list_and_both_drawings(client: httpx.Client) -> None:
    row = next(r for r in client.get("/api/incidents").json()["rows"] if r["number"] == "K02")
    here = client.get(f"/api{row['here']}").json()
    assert {each["where"] for each in here["rows"]} == {row["where"]}
    assert here["spot"] == "Hadrut"
    then = client.get(f"/api{row['then']}").json()
    assert then["asked"]["first"] == then["asked"]["last"] == "2020-09-27"
    page = client.get(row["here"]).text
    assert page.count("<circle") == 1
    assert page.count("data-hx-get") >= 2
    assert here["without"] == "/incidents"


@pytest.mark.parametrize(
    "asked",
    [
        {"near": "Nowhereville"},
        {"near": "<script>alert(1)</script>"},
        {"first": "2021-01-01", "last": "2020-01-01"},
        {"box": "x"},
        {"km": "0", "near": "39,46"},
        {"spot": "' OR 1=1 --"},
        {"origin": "%' <script>alert(1)</script>"},
        {"weapon": "\U0001f4a3" * 20},
    ],
)
def test_what_cannot_be_asked_is_said(client: httpx.Client, asked: dict[str, str]) -> None:
    page = client.get("/incidents", params=asked)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert client.get("/api/incidents", params=asked).status_code == 200
    assert client.get("/api/incidents", params={"first": "x"}).status_code == 422


def test_an_event_tells_who_tells_it_and_why_it_is_one(client: httpx.Client) -> None:
    told = client.get("/api/incidents/events").json()
    assert told["events"]
    for event in told["events"]:
        assert len(event["incidents"]) > 1
        assert all(0 <= link["score"] <= 1 and link["reason"] for link in event["links"])
        assert {link["left"] for link in event["links"]} <= {each["key"] for each in event["incidents"]}
        assert client.get(event["leads_to"]).status_code == 200
    some = next(each for each in told["events"] if each["disputed"])
    slots = {slot["name"]: slot for slot in some["slots"]}
    assert all(len(slots[name]["values"]) > 1 and not slots[name]["agree"] for name in some["disputed"])
    assert any(each["denials"] for each in told["events"])


def test_an_incident_leads_to_the_bytes(client: httpx.Client) -> None:
    told = client.get(f"/api/incidents/{quote(key_of(client, 'K03'))}").json()
    facts = {each["name"]: each["said"] for each in told["facts"]}
    assert facts["hedge"] == "consistent with"
    assert told["cited"][0].startswith("https://www.hrw.org/")
    why = client.get(told["why"])
    assert "in the original" in why.text
    assert REGISTER in client.get(told["source"]).text
    assert client.get("/incidents/incident:none").status_code == 404


def test_incidents_are_merged_and_split_with_a_reason_and_put_back(served: Serving, client: httpx.Client) -> None:
    before = together(client, "K01")
    one, two = key_of(client, "K01"), key_of(client, "K02")
    seen = page_of(client, one)["seen"]
    assert act(client, one, "merge", other=[two], seen=seen, why=" ").status_code == 422
    made = act(client, one, "merge", other=[two], seen=seen).json()
    assert {"K01", "K02"} <= together(client, "K01")
    assert made["event"] == next(r["event"] for r in client.get("/api/incidents").json()["rows"] if r["key"] == two)
    line = ledger.read_lines(served.root)[made["number"] - 1]
    assert (line.act, line.by, line.payload["why"]) == ("merge_incidents", "p-1", WHY)
    late = act(client, two, "split", apart=[two], seen=seen)
    assert late.status_code == 409
    assert "merge_incidents" in late.json()["detail"]
    undone = act(client, one, "undo", number=made["number"], seen=page_of(client, one)["seen"])
    assert undone.status_code == 200
    assert together(client, "K01") == before
    again = act(client, one, "undo", number=made["number"], seen=page_of(client, one)["seen"])
    assert again.status_code == 409


def test_who_comes_after_an_undo_is_told_of_it(client: httpx.Client) -> None:
    one, two = key_of(client, "K01"), key_of(client, "K02")
    made = act(client, one, "merge", other=[two], seen=page_of(client, one)["seen"]).json()
    seen = page_of(client, one)["seen"]
    assert act(client, two, "undo", number=made["number"], seen=seen).status_code == 200
    late = act(client, one, "merge", other=[two], seen=seen)
    assert (late.status_code, "withdraw_incident_judgement" in late.json()["detail"]) == (409, True)


def test_what_a_person_may_not_see_is_in_no_incident_group_or_file(served: Serving, client: httpx.Client) -> None:
    rows = client.get("/api/exhibits").json()["rows"]
    sha256 = next(str(row["sha256"]) for row in rows if row["name"] == REGISTER)
    hidden = served.as_somebody(Visitor("p-2", Role.ANALYST, hidden=frozenset({sha256})))
    key = key_of(client, "K01")
    event = client.get(f"/api/incidents/{quote(key)}").json()["event"]["key"]
    before = list(rows_kept(served.root / FOLDER / FILE))
    made = act(client, key, "merge", other=[key_of(client, "K05")], seen=page_of(client, key)["seen"]).json()
    told = hidden.get("/api/incidents").json()
    assert (told["paging"]["total"], told["offered"]) == (0, {"weapons": [], "actors": [], "origins": []})
    everything = hidden.get("/api/incidents/events").json()
    assert (everything["events"], everything["judgements"]) == ([], [])
    assert {hidden.get(f"/api/incidents/{quote(each)}").status_code for each in (key, event)} == {404}
    assert act(hidden, key, "merge", other=[event], seen=0).status_code == 404
    assert WHY not in hidden.get("/incidents/events").text
    assert act(client, key, "undo", number=made["number"], seen=page_of(client, key)["seen"]).status_code == 200
    client.get("/api/incidents/events")
    assert list(rows_kept(served.root / FOLDER / FILE)) == before


def test_a_click_narrows_and_keys_zoom(window: Looked) -> None:
    page = window.go("/incidents")
    status = page.locator("#answer p[role=status] strong")
    expect(status).to_have_text("40")
    page.locator("#answer circle[data-hx-get]").last.dispatch_event("click")
    expect(page.get_by_role("link", name="All places")).to_be_visible()
    expect(page.locator("#answer circle")).to_have_count(1)
    assert "spot=" in page.url
    page.get_by_role("link", name="All places").click()
    expect(status).to_have_text("40")
    page.locator("#answer figure path[data-hx-get]").first.dispatch_event("click")
    expect(page.locator("input[name=first]")).to_have_value("2020-09-27")
    expect(page.locator("input[name=last]")).to_have_value("2020-09-27")
    page.locator("input[name=weapon]").fill("drone")
    page.locator("input[name=weapon]").press("Tab")
    page.wait_for_url("**weapon=drone**")
    window.go("/incidents")
    inner = page.locator("[data-zoom] svg > svg")
    whole = inner.get_attribute("viewBox")
    page.locator("[data-zoom]").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert inner.get_attribute("viewBox") != whole
    page.get_by_role("button", name="Whole map").click()
    assert [float(each) for each in str(inner.get_attribute("viewBox")).split()] == [0, 0, 860, 520]
    assert (window.elsewhere, window.complaints) == ([], [])


def test_a_person_signs_a_split_and_takes_it_back(window: Looked) -> None:
    page = window.go("/incidents/events")
    page.locator("main h2 a").first.click()
    rows = page.locator(".incidents tbody tr")
    count = rows.count()
    page.get_by_text("Some of these are another event").click()
    page.locator("#splitting input[name=apart]").first.check()
    page.locator("#splitting input[name=why]").fill(WHY)
    page.get_by_role("button", name="Sign: never one event").click()
    expect(page.get_by_role("heading", name="What persons signed")).to_be_visible()
    assert rows.count() < count
    page.get_by_label("Reason to take").fill("an error")
    page.get_by_role("button", name="Take back judgement").click()
    expect(page.get_by_role("heading", name="What persons signed")).to_have_count(0)
    expect(rows).to_have_count(count)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_everybody_can_read_it(browser: Browser, served: Serving, width: int, scheme: str) -> None:
    event = served.client().get("/api/incidents/events").json()["events"][0]
    narrow = "/incidents?" + urlencode({"near": "39.52,47.03"})
    paths = (narrow, "/incidents?near=x", event["leads_to"], event["incidents"][0]["leads_to"], "/incidents/events")
    with looked(browser, served, width, scheme) as window:
        for path in paths:
            window.go(path)
            assert (path, window.barriers(), window.fits()) == (path, [], True)
        window.go("/incidents")
        assert window.fits()
        assert (window.elsewhere, window.complaints) == ([], [])
