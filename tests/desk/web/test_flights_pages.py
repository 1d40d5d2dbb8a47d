"""Flights and surges in the page: what may have been and what has no data, tracks, kept surges, all to the bytes."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

pytest.importorskip("numba", reason="needs armstrace[flights]")

from armstrace.desk.case import new_case, open_case
from armstrace.desk.dossiers.parts import parts_of
from armstrace.desk.web.desk import Room
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.flight import FlightAsked, flight
from armstrace.desk.web.views.flights import FlightsAsked, flights
from armstrace.desk.web.views.surges import SurgesAsked, surges
from armstrace.desk.web.visitor import Visitor
from desk.web.made_flights import ABSENT, LISTED, kept, taken, traced
from desk.web.serving import Looked, Serving, looked, serving
from made_archive import SEEN
from made_dataset import FIELD, FIRST, OTHER
from stopwatch import fastest

NO_RUNG = "supports no rung of a chain"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, archive: Path) -> Iterator[Serving]:
    """A case with movements, one of them with its trace, and a kept surge; all invented."""
    folder = tmp_path_factory.mktemp("flights")
    case = new_case(folder / "case", title="Flights", said_by="p-1")
    taken(case, folder)
    traced(case, archive)
    kept(case)
    case.tables.close()
    with serving(case.root) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Serving) -> httpx.Client:
    return served.client()


def test_movements_are_listed_by_pages_and_lead_to_the_bytes(client: httpx.Client) -> None:
    told = client.get("/api/flights", params={"operator": "qsb", "airfield": FIELD}).json()
    assert (told["wrong"], told["paging"]["pages"]) == ("", 2)
    assert {row["operator"] for row in told["rows"]} == {"QSB"}
    assert NO_RUNG in told["supports"]
    times = [row["time_utc"] for row in told["rows"]]
    more = client.get("/api/flights", params={"operator": "QSB", "airfield": FIELD, "page": 2}).json()
    times += [row["time_utc"] for row in more["rows"]]
    assert times == sorted(times)
    assert len(times) == told["paging"]["total"] == 81
    one = client.get(f"/api{told['rows'][0]['leads_to']}").json()
    assert one["row"] == told["rows"][0]
    assert "in the original" in client.get(one["why"]).text
    assert "flights.jsonl" in client.get(told["rows"][0]["leads_to"]).text


def test_an_event_is_listed_once_with_every_candidate(client: httpx.Client) -> None:
    last = FIRST + timedelta(LISTED - 1)
    (row,) = client.get("/api/flights", params={"first": str(last), "last": str(last)}).json()["rows"]
    assert [(each["airfield"], each["chance"]) for each in row["candidates"]] == [(FIELD, "0.70"), (OTHER, "0.20")]
    other = client.get("/api/flights", params={"airfield": OTHER}).json()
    assert [each["key"] for each in other["rows"]] == [row["key"]], "one that may have been there is among those there"
    assert other["calendar"]["counted"] == {str(last): pytest.approx(0.2)}
    for each in row["candidates"]:
        assert client.get(f"/api/flights/{each['key']}").json()["row"] == row
    page = client.get(row["leads_to"]).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({}, LISTED + 1),
        ({"hex": "600860"}, 30),
        ({"hex": "600860, 600861"}, 60),
        ({"registration": "qs-860"}, 30),
        ({"operator": "QSA"}, 40),
        ({"motion": "takeoff"}, 0),
        ({"airfield": "Ovda"}, LISTED + 1),
        ({"first": str(FIRST), "last": str(FIRST + timedelta(6))}, 7),
        ({"operator": "' OR 1=1 --"}, 0),
    ],
)
def test_what_is_asked_is_what_is_given(client: httpx.Client, asked: dict[str, str], total: int) -> None:
    assert client.get("/api/flights", params=asked).json()["paging"]["total"] == total
    assert client.get("/flights", params=asked).status_code == 200


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"hex": "zz"}, "none"),
        ({"airfield": "nowhere at all"}, "not one airfield"),
        ({"first": "2022-01-02", "last": "2022-01-01"}, "before the first"),
    ],
)
def test_what_cannot_be_answered_is_said(client: httpx.Client, asked: dict[str, str], said: str) -> None:
    told = client.get("/api/flights", params=asked).json()
    assert said in told["wrong"]
    assert told["rows"] == []
    assert said in client.get("/flights", params=asked).text


def test_parameters_and_keys_that_are_none_are_refused(client: httpx.Client) -> None:
    assert client.get("/api/flights", params={"motion": "hover"}).status_code == 422
    assert client.get("/api/flights", params={"first": "then"}).status_code == 422
    for path in ("/flights/x", "/flights/movement:0", "/flights/finding:0", "/surges/x", "/surges/..%2Fx"):
        assert client.get(path).status_code == 404, path


def test_days_without_data_are_absent_and_not_zero(client: httpx.Client) -> None:
    span = {"first": str(FIRST), "last": str(FIRST + timedelta(LISTED - 1))}
    told = client.get("/api/flights", params={"hex": "600862", **span}).json()["calendar"]
    absent = {each["first"] for each in told["without"]}
    assert absent == {str(ABSENT[0] + timedelta(1))}, "on the others something was seen, so they have data"
    assert told["days"] - told["days_with_data"] == 1
    at_field = client.get("/api/flights", params={"operator": "QSA", "airfield": FIELD, **span}).json()["calendar"]
    assert [(each["first"], each["last"]) for each in at_field["without"]] == [
        (str(FIRST + timedelta(50)), str(FIRST + timedelta(50)))
    ]
    page = client.get("/flights", params={"operator": "QSA", "airfield": FIELD, **span}).text
    assert "no data (not zero)" in page
    assert f"{FIRST + timedelta(50):%-d %b %Y}: no data" not in page, "a hatched day has no count beside it"


def test_the_track_is_read_from_the_very_trace_that_is_named(served: Serving, archive: Path) -> None:
    client = served.client()
    (row,) = client.get("/api/flights", params={"hex": SEEN}).json()["rows"]
    told = client.get(f"/api{row['leads_to']}").json()["track"]
    assert (told["drawn"], told["reason"]) == (True, "")
    assert told["positions"] > 100
    assert told["read"][0]["name"].endswith(f"trace_full_{SEEN}.json")
    page = client.get(row["leads_to"]).text
    assert '<svg class="drawing" role="img"' in page
    assert re.search(r'class="profile".{1,2000}>\d{1,2},000 ft<', page, re.DOTALL)
    room = served.listening.served.room
    with room.desk(Visitor("p-1")) as desk:
        tar = next(each for each in desk.case.exhibits() if each.path.parent == archive / "tars")
    with room.desk(Visitor("p-2", hidden=frozenset({tar.sha256}))) as desk:
        assert "not where it was" in flight(desk, FlightAsked(key=row["key"])).track.reason


def test_a_trace_that_is_gone_or_changed_is_not_drawn(served: Serving, archive: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(served.root, tmp_path / "case"))
    (tar,) = (archive / "tars").glob("*03.05*.tar")
    moved, changed = tar.with_suffix(".away"), bytearray(tar.read_bytes())
    changed[changed.index(b"\x1f\x8b", changed.index(f"trace_full_{SEEN}.json".encode())) + 4] ^= 1  # its gzip time
    with serving(case) as running:
        client = running.client()

        def track() -> Any:
            (row,) = client.get("/api/flights", params={"hex": SEEN}).json()["rows"]
            return client.get(f"/api{row['leads_to']}").json()["track"]

        shutil.move(tar, moved)
        try:
            assert "not where it was" in track()["reason"]
            tar.write_bytes(changed)
            assert "hash is another" in track()["reason"]
        finally:
            shutil.move(moved, tar)
        assert track()["drawn"], "what could not be drawn is looked for again"


def test_a_list_that_was_brought_along_opens_no_file(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="Brought", said_by="p-1")
    made = new_case(tmp_path / "made", title="Made", said_by="p-1")
    traced(made, tmp_path)
    case.read(case.add(tmp_path / "flights.jsonl"))
    made.tables.close()
    case.tables.close()
    with serving(case.root) as running:
        client = running.client()
        (row,) = client.get("/api/flights").json()["rows"]
        assert "not followed" in client.get(f"/api{row['leads_to']}").json()["track"]["reason"]


def test_a_hidden_list_is_not_there(served: Serving) -> None:
    room = served.listening.served.room
    with room.desk(Visitor("p-1")) as desk:
        key = flights(desk, FlightsAsked()).rows[0].key
        shas = {each.received_name: each.sha256 for each in desk.case.exhibits()}
        assert surges(desk, SurgesAsked()).paging.total == 1
    with room.desk(Visitor("p-2", hidden=frozenset({shas["flights.jsonl"]}))) as desk:
        told = flights(desk, FlightsAsked())
        assert (told.paging.total, told.operators) == (1, ("QSB",))
        assert surges(desk, SurgesAsked()).paging.total == 0
        with pytest.raises(NotThere):
            flight(desk, FlightAsked(key=key))


def test_a_calendar_of_the_last_years_alone_says_so(client: httpx.Client) -> None:
    said = "The calendar begins with"
    assert said in client.get("/flights/overview", params={"first": "2012-01-01"}).text
    assert said not in client.get("/flights/overview").text


def test_a_damaged_surge_is_withheld_from_who_does_not_see_all(served: Serving, tmp_path: Path) -> None:
    root = Path(shutil.copytree(served.root, tmp_path / "case"))
    (file,) = (root / "tables" / "surge").glob("*.json")
    whole = file.read_bytes()
    file.write_text("{")
    room = Room(root, "p-1")
    with room.desk(Visitor("p-1")) as desk:
        (row,) = surges(desk, SurgesAsked()).rows
        assert "damaged" in row.damaged
        other = desk.case.exhibits()[0].sha256
        file.write_bytes(whole)
        assert surges(desk, SurgesAsked()).rows[0].damaged == "", "the same command writes it again, and no line"
        file.write_text("{")
    with room.desk(Visitor("p-2", hidden=frozenset({other}))) as desk:
        assert surges(desk, SurgesAsked()).paging.total == 0
    room.close()


def test_a_kept_surge_is_shown_with_power_and_neighbours(client: httpx.Client) -> None:
    (row,) = client.get("/api/surges").json()["rows"]
    assert (row["told"], row["synthetic"], row["damaged"]) == ("Surge", False, "")
    told = client.get(f"/api{row['leads_to']}").json()
    assert NO_RUNG in told["supports"]
    assert [each["series"] for each in told["neighbours"]] == ["QSA at LLOV"]
    assert len(told["surge"]["power"]) == 4
    assert told["paging"] == {"page": 1, "pages": 2, "total": 60}
    assert client.get(f"/api{told['landings'][0]['leads_to']}").json()["row"]["key"] == told["landings"][0]["key"]
    weeks = {week["first"] for week in told["surge"]["weeks"] if not week["days"]}
    assert weeks
    assert told["without"][0]["first"] == min(weeks)
    page = client.get(row["leads_to"]).text
    assert "no data (not zero)" in page
    assert page.count('<svg class="drawing"') == 3
    assert "SYNTHETIC" not in page
    assert client.get(told["why"]).status_code == 200


def test_a_dossier_shows_what_is_kept(served: Serving) -> None:
    case = open_case(served.root)
    (surge,) = parts_of(case).surges
    assert (surge.series, surge.asked) == ("QSB at LLOV", None)
    case.tables.close()


def test_made_up_data_says_so_everywhere(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="Made up", said_by="p-1")
    taken(case, tmp_path, synthetic=True)
    key = kept(case, synthetic=True)
    bad = kept(case, synthetic=True, series="damaged")
    (case.root / "tables" / "surge" / f"{bad.partition(':')[2]}.json").write_bytes(b"{")
    case.tables.close()
    with serving(case.root) as running:
        client = running.client()
        row = client.get("/api/flights").json()["rows"][0]
        for path in ("/flights", row["leads_to"], "/surges", f"/surges/{key}"):
            assert "SYNTHETIC DATA" in client.get(path).text, path
            assert client.get(f"/api{path}").json()["watermark"] == "SYNTHETIC DATA", path
        assert client.get("/flights").text.count("SYNTHETIC DATA") > 10, "the drawing is marked all over"
        assert any("damaged" in each["damaged"] for each in client.get("/api/surges").json()["rows"])
        assert client.get(f"/surges/{bad}").status_code == 422


def test_pages_are_quick_once_warm(client: httpx.Client) -> None:
    surge = client.get("/api/surges").json()["rows"][0]["leads_to"]
    one = client.get("/api/flights", params={"hex": SEEN}).json()["rows"][0]["leads_to"]
    for path in ("/flights", "/flights?operator=QSB&page=2", one, "/surges", surge):

        def asked(path: str = path) -> None:
            assert client.get(path).status_code == 200

        asked()
        assert fastest(asked, 3) < 0.1, path


def test_flights_are_asked_by_hand(window: Looked) -> None:
    page = window.go("/flights")
    page.locator("input[name=operator]").fill("QSA")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#answer h2").first).to_have_text("Landings and take-offs of QSA")
    expect(page.get_by_role("status")).to_contain_text("40 events")
    expect(page.locator("figure svg")).to_have_count(1)
    page.locator("table.flights tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text("Landing of")
    expect(page.get_by_role("heading", name="Where it may have been")).to_be_visible()
    page.get_by_role("link", name="Back to the bytes").click()
    expect(page.get_by_role("heading", name="in the original")).to_be_visible()
    assert (window.elsewhere, window.complaints) == ([], [])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_everybody_can_read_it(browser: Browser, served: Serving, width: int, scheme: str) -> None:
    client = served.client()
    one = client.get("/api/flights", params={"hex": SEEN}).json()["rows"][0]["leads_to"]
    surge = client.get("/api/surges").json()["rows"][0]["leads_to"]
    with looked(browser, served, width, scheme) as window:
        for path in (f"/flights?operator=QSA&last={FIRST + timedelta(60)}", one, "/surges", surge):
            window.go(path)
            window.page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
            assert (path, window.fits()) == (path, True)
            if scheme == "light" or path == one:
                assert (path, window.barriers()) == (path, [])
        assert (window.elsewhere, window.complaints) == ([], [])
