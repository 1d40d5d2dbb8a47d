"""Law in the page: what is on record for a state and a day, each line to its source."""

import httpx
import pytest
from playwright.sync_api import Browser

from armstrace.desk.web.visitor import Visitor
from desk.web.serving import Serving, looked


@pytest.fixture(scope="module")
def client(served: Serving) -> httpx.Client:
    return served.client()


def test_a_state_and_a_day_give_treaties_embargoes_licences_and_decisions(client: httpx.Client) -> None:
    told = client.get("/api/law", params={"state": "azerbaijan", "on": "2020-10-05"}).json()
    assert (told["state"], told["on"], told["wrong"]) == ("AZE", "2020-10-05", "")
    standing = {each["instrument"]: each["standing"] for each in told["treaties"]}
    assert standing["CCM-2008"] == "not bound"
    assert {each["standing"] for each in told["rules"]} <= {"bound", "not bound", "not known"}
    assert any(each["target"] == "AZE" for each in told["embargoes_on"])
    assert told["licences_total"] >= len(told["licences"])
    leads = [s["leads_to"] for each in told["treaties"] for s in each["sources"]]
    leads += [each["leads_to"] for name in ("embargoes_on", "licences", "decisions") for each in told[name]]
    for path in list(dict.fromkeys(leads))[:6]:
        assert client.get(path).status_code == 200


def test_an_embargo_is_not_told_before_it_began(client: httpx.Client) -> None:
    early = client.get("/api/law", params={"state": "AZE", "on": "1985-01-01"}).json()
    late = client.get("/api/law", params={"state": "AZE", "on": "2020-10-05"}).json()
    assert (early["embargoes_on"], "proof" in early["none"] or "gap" in early["none"]) == ([], True)
    assert late["none"] == ""
    assert all(each["date"][:4] <= "2020" for each in late["decisions"])
    assert {each["date"] for each in early["decisions"]} <= {""}


def test_a_supplier_sees_the_embargoes_addressed_to_it(client: httpx.Client) -> None:
    told = client.get("/api/law", params={"state": "DEU", "on": "2020-10-05"}).json()
    on_aze = [each for each in told["embargoes_for"] if each["target"] == "AZE"]
    assert on_aze
    assert {each["addressed"] for each in told["embargoes_for"]} <= {"yes", "not known"}


def test_without_a_state_the_first_party_is_shown(client: httpx.Client) -> None:
    assert client.get("/api/law").json()["state"] == "ARM"


@pytest.mark.parametrize("state", ["Nowhereland", "<script>alert(1)</script>", "' OR 1=1 --", "\x00"])
def test_what_is_no_state_is_said(client: httpx.Client, state: str) -> None:
    page = client.get("/law", params={"state": state})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert client.get("/api/law", params={"state": state}).json()["wrong"]
    assert client.get("/api/law", params={"on": "2020-13-01"}).status_code == 422


def test_a_hidden_table_tells_nothing(served: Serving, client: httpx.Client) -> None:
    rows = client.get("/api/exhibits").json()["rows"]
    facts = frozenset(str(row["sha256"]) for row in rows if row["name"].endswith("_facts.csv"))
    assert len(facts) == 4
    told = served.as_somebody(Visitor("p-2", hidden=facts)).get("/api/law", params={"state": "AZE"}).json()
    assert (told["embargoes_on"], told["licences"], told["decisions"]) == ([], [], [])
    assert {each["standing"] for each in told["treaties"]} == {"not known"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_everybody_can_read_it(browser: Browser, served: Serving, width: int, scheme: str) -> None:
    with looked(browser, served, width, scheme) as window:
        for path in ("/law?state=RUS&on=2020-10-05", "/law?state=x"):
            window.go(path)
            assert (path, window.barriers(), window.fits()) == (path, [], True)
        assert (window.elsewhere, window.complaints) == ([], [])
