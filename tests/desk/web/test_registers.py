"""Registers in the page: every figure leads to its rows and each row to the exhibit; editions side by side."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, expect

from armstrace.desk.case import new_case
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.register_difference import DifferenceAsked, register_difference
from armstrace.desk.web.views.registers import RegistersAsked, registers
from armstrace.desk.web.visitor import Visitor
from desk.web.serving import Looked, Serving, looked, serving

TESTS = Path(__file__).parents[2]
OLD = "SIPRI trade register, generated 5 May 2023, 1990–2022"
NEW = "SIPRI trade register, generated 6 May 2025, 1990–2024"
SHOWN = "/registers?" + urlencode({"edition": OLD, "recipient": "AZE", "first": 2010, "last": 2019})
DELIVERIES = "SIPRI deliveries, generated 5 May 2013, 2001–2012"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A case with two editions of a register and one of deliveries, all invented."""
    case = new_case(tmp_path_factory.mktemp("registers") / "case", title="Registers", said_by="p-1")
    for name in ("desk/editions/samples/register_old.csv", "desk/editions/samples/register_new.csv"):
        case.read(case.add(TESTS / name))
    case.read(case.add(TESTS / "sources/sipri_deliveries/sample.csv"))
    case.tables.close()
    with serving(case.root) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Serving) -> httpx.Client:
    return served.client()


def test_every_figure_leads_to_its_rows_and_each_row_to_the_bytes(client: httpx.Client) -> None:
    asked: dict[str, str | int] = {"edition": OLD, "recipient": "Azerbaijan", "first": 2000, "last": 2020}
    told = client.get("/api/registers", params=asked).json()
    assert (told["total_tiv_m"], told["recipient"], told["wrong"]) == (138.0, "AZE", "")
    assert [(each["code"], each["tiv_m"]) for each in told["groups"]] == [("TUR", 80.0), ("ISR", 40.0), ("RUS", 18.0)]
    for group in told["groups"]:
        for cell in group["cells"]:
            if cell["tiv_m"] is None:
                continue
            page = client.get(cell["leads_to"])
            assert page.status_code == 200
            assert "row=" in page.text
        rows = client.get(f"/api{group['leads_to']}").json()["rows"]
        assert sum(row["tiv_m"] for row in rows) == pytest.approx(group["tiv_m"])
        why = client.get(rows[0]["leads_to"])
        assert "in the original" in why.text
        assert "register_old.csv" in why.text


def test_the_same_question_to_every_edition(client: httpx.Client) -> None:
    told = client.get("/api/registers", params={"edition": OLD, "recipient": "AZE", "first": 2001, "last": 2012}).json()
    totals = {each["label"]: each["total_tiv_m"] for each in told["editions"]}
    assert totals == {OLD: 95.0, NEW: 95.0, DELIVERIES: 79.0}
    other = next(each for each in told["editions"] if each["label"] == NEW)
    assert client.get(f"/api{other['leads_to']}").json()["edition"] == NEW
    assert client.get(other["compare"]).status_code == 200
    assert next(each for each in told["editions"] if each["label"] == DELIVERIES)["compare"] == ""


def test_what_changed_between_editions(client: httpx.Client) -> None:
    told = client.get("/api/registers/difference", params={"old": OLD, "new": NEW, "recipient": "AZE"}).json()
    cells = {(cell["old"], cell["new"]) for row in told["rows"] for cell in row["cells"]}
    assert ("SandVole", "SandVole Mk2") in cells
    for row in told["rows"]:
        assert row["old_row"] or row["new_row"]
        for path in filter(None, (row["old_row"], row["new_row"])):
            assert client.get(path).status_code == 200
    compared = told["compared"][0]
    assert (compared["old_rows"], compared["new_rows"]) == (9, 10)


@pytest.mark.parametrize(
    "asked",
    [
        {"recipient": "Nowhereland"},
        {"edition": "none such"},
        {"first": 1950, "last": 1960},
        {"supplier": "' OR 1=1 --"},
        {"designation": "%' <script>alert(1)</script>"},
        {"first": 2022, "last": 1990},
        {"by": "category", "edition": OLD},
    ],
)
def test_what_cannot_be_answered_is_said(client: httpx.Client, asked: dict[str, str | int]) -> None:
    page = client.get("/registers", params=asked)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert client.get("/api/registers", params=asked).status_code == 200


def test_parameters_that_are_none_are_refused(client: httpx.Client) -> None:
    assert client.get("/api/registers", params={"by": "colour"}).status_code == 422
    assert client.get("/api/registers", params={"first": "x"}).status_code == 422
    assert client.get("/api/registers/difference", params={"old": OLD}).json()["compared"] == []
    assert client.get("/api/registers/difference", params={"old": OLD, "new": "none"}).status_code == 404


def test_a_hidden_register_is_not_there(served: Serving) -> None:
    room = served.listening.served.room
    with room.desk(Visitor("p-1")) as desk:
        shas = {each.received_name: each.sha256 for each in desk.case.exhibits()}
    some = Visitor("p-2", hidden=frozenset({shas["register_old.csv"]}))
    with room.desk(some) as desk:
        told = registers(desk, RegistersAsked(recipient="AZE"))
        assert {each.label for each in told.editions} == {NEW, DELIVERIES}
        assert registers(desk, RegistersAsked(edition=OLD)).wrong
        with pytest.raises(NotThere):
            register_difference(desk, DifferenceAsked(old=OLD, new=NEW))


def test_a_register_is_asked_by_hand(window: Looked) -> None:
    page = window.go("/registers")
    page.locator("select[name=edition]").select_option(OLD)
    expect(page.locator("#answer h2").first).to_contain_text("Transfers of major arms")
    page.locator("input[name=recipient]").fill("azerbaijan")
    page.locator("input[name=first]").fill("2000")
    page.locator("input[name=last]").fill("2020")
    page.get_by_role("button", name="Show").click()
    said = "Transfers of major arms to Azerbaijan 2000–2020, by supplier"
    expect(page.locator("#answer h2").first).to_have_text(said)
    expect(page.locator("figure svg")).to_have_count(1)
    page.locator("select[name=by]").select_option("designation")
    expect(page.locator(".portfolio tbody th").first).to_have_text("Dolphin")
    page.get_by_role("link", name="million TIV of Dolphin in 2011").click()
    expect(page.get_by_role("heading", name="in the original")).to_be_visible()
    expect(page.get_by_role("heading", name="exhibit")).to_be_visible()
    assert (window.elsewhere, window.complaints) == ([], [])


def test_editions_are_compared_by_a_click(window: Looked) -> None:
    page = window.go(SHOWN)
    page.get_by_role("link", name="What changed").first.click()
    expect(page.locator("h1")).to_have_text("What changed between editions")
    expect(page.locator(".changes .item").first).to_be_visible()
    page.get_by_role("link", name="Row of the").first.click()
    expect(page.get_by_role("heading", name="in the original")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_everybody_can_read_it(browser: Browser, served: Serving, width: int, scheme: str) -> None:
    with looked(browser, served, width, scheme) as window:
        page = window.go(SHOWN)
        compare = page.get_by_role("link", name="What changed").first.get_attribute("href")
        for path in (SHOWN, "/registers?recipient=x", "/registers/rows?recipient=AZE", str(compare)):
            window.go(path)
            assert (path, window.barriers(), window.fits()) == (path, [], True)
        assert (window.elsewhere, window.complaints) == ([], [])
