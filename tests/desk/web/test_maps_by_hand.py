"""Maps of flights: many at once, enlarged and moved by mouse, keys and fingers; a moment on track and altitude."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

pytest.importorskip("numba", reason="needs armstrace[flights]")

from armstrace.desk.case import new_case
from armstrace.desk.flights.in_case import take_into
from armstrace.desk.web.views.flight_tracks import flight_tracks
from armstrace.desk.web.views.flights import FlightsAsked
from armstrace.desk.web.views.flights_overview import flights_overview
from armstrace.desk.web.visitor import Visitor
from desk.web.made_flights import kept, traced
from desk.web.serving import Looked, Serving, looked, serving
from made_archive import SEEN
from made_dataset import FIELD, FIRST, HOME, OTHER, made_dataset, movement

pytestmark = pytest.mark.browser


def there_and_back(days: int = 8) -> list[dict[str, Any]]:
    """One aircraft flies to a field and back each day; a landing on the last may have been elsewhere."""
    rows = []
    for n in range(days):
        for number, (kind, field) in enumerate((("takeoff", HOME), ("landing", FIELD), ("takeoff", FIELD))):
            rows.append(movement(FIRST + timedelta(n), "QSB", 20 * number, kind=kind, airfield=field, hex="600860"))
    rows[-2] |= {"probability": 0.6, "tier": "ranked"}
    return [*rows, rows[-2] | {"rank": 2, "airfield": OTHER, "icao": OTHER, "probability": 0.3}]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("maps")
    case = new_case(folder / "case", title="Maps", said_by="p-1")
    take_into(case, made_dataset(folder / "data", there_and_back()), {})
    traced(case, folder)
    kept(case)
    case.tables.close()
    with serving(case.root) as running:
        yield running


def view_box(page: Page) -> list[float]:
    said = page.locator("[data-zoom] svg svg").first.get_attribute("viewBox") or ""
    return [float(each) for each in said.split()]


def touch(fingers: CDPSession, kind: str, *at: tuple[float, float]) -> None:
    points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(at)]
    fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def middle_of(page: Page) -> tuple[float, float]:
    drawing = page.locator("[data-zoom] svg").first
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box
    return box["x"] + min(box["width"], 300) / 2, box["y"] + box["height"] / 2


def test_many_movements_come_to_airfields_legs_and_aircraft(served: Serving) -> None:
    told = served.client().get("/api/flights/overview", params={"hex": "600860"}).json()
    stops = {each["airfield"]: (each["landings"], each["takeoffs"]) for each in told["stops"]}
    assert stops == {FIELD: (pytest.approx(7.6), 8.0), HOME: (0.0, 8.0), OTHER: (pytest.approx(0.3), 0.0)}
    assert [(each["origin"], each["destination"]) for each in told["legs"]] == [(HOME, FIELD)]
    # both ends must be so: the last landing is likely to six tenths
    assert told["legs"][0]["expected"] == pytest.approx(7.6)
    (aircraft,) = told["fleet"]
    assert (aircraft["hex"], aircraft["total"], len(aircraft["counted"])) == ("600860", 24, 8)
    at_home = served.client().get("/api/flights/overview", params={"airfield": HOME}).json()
    assert {each["airfield"] for each in at_home["stops"]} == {HOME}
    wrong = served.client().get("/api/flights/overview", params={"hex": "zz"}).json()
    assert (bool(wrong["wrong"]), wrong["stops"]) == (True, [])


def test_what_is_hidden_is_on_no_map(served: Serving) -> None:
    room = served.listening.served.room
    with room.desk(Visitor("p-1")) as desk:
        shas = {each.received_name: each.sha256 for each in desk.case.exhibits()}
        assert len(flights_overview(desk, FlightsAsked()).fleet) == 2
        assert [row.drawn for row in flight_tracks(desk, FlightsAsked(hex=SEEN)).rows] == [True]
    with room.desk(Visitor("p-2", hidden=frozenset({shas["flights.jsonl"]}))) as desk:
        assert [each.hex for each in flights_overview(desk, FlightsAsked()).fleet] == [SEEN]
    tar = next(name for name in shas if name.endswith(".tar"))
    with room.desk(Visitor("p-3", hidden=frozenset({shas[tar]}))) as desk:
        (row,) = flight_tracks(desk, FlightsAsked(hex=SEEN)).rows
        assert (row.drawn, row.positions) == (False, 0)


def test_tracks_that_cannot_be_drawn_say_why(served: Serving) -> None:
    told = served.client().get("/api/flights/tracks").json()
    assert {row["drawn"] for row in told["rows"]} == {True, False}
    assert all(row["reason"] for row in told["rows"] if not row["drawn"])
    page = served.client().get("/flights/tracks").text
    assert page.count('class="track"') == 1


def test_a_map_is_enlarged_and_moved_by_mouse_and_keys(window: Looked) -> None:
    page = window.go("/flights/overview")
    whole = view_box(page)
    page.get_by_role("button", name="Zoom in").click()
    assert view_box(page)[2] < whole[2]
    page.get_by_role("button", name="Whole map").click()
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page.locator("[data-zoom].enlarged")).to_have_count(1)
    before = view_box(page)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    after = view_box(page)
    assert (after[2], after[0] < before[0], after[1] < before[1]) == (before[2], True, True)
    assert "overview" in page.url, "the end of a drag is no click"
    page.locator("[data-zoom]").focus()
    page.keyboard.press("0")
    assert view_box(page) == whole
    page.locator("[data-zoom] circle[data-hx-get]").first.click()
    expect(page.locator("h1")).to_have_text("Flights")
    assert "airfield=" in page.url
    assert (window.elsewhere, window.complaints) == ([], [])


def test_two_fingers_enlarge_and_one_moves_what_is_enlarged(browser: Browser, served: Serving) -> None:
    with looked(browser, served, 390) as window:
        page = window.go("/flights/overview")
        x, y = middle_of(page)
        whole = view_box(page)
        fingers = page.context.new_cdp_session(page)
        fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
        touch(fingers, "touchStart", (x - 30, y), (x + 30, y))
        for apart in (45, 60, 90):
            touch(fingers, "touchMove", (x - apart, y), (x + apart, y))
        touch(fingers, "touchEnd")
        enlarged = view_box(page)
        assert enlarged[2] == pytest.approx(whole[2] / 3, rel=0.02)
        touch(fingers, "touchStart", (x, y))
        for step in (10, 30, 60):
            touch(fingers, "touchMove", (x + step, y))
        touch(fingers, "touchEnd")
        moved = view_box(page)
        assert (moved[2], moved[0] < enlarged[0]) == (enlarged[2], True)
        assert window.fits()


def shown_at(page: Page) -> Sequence[str]:
    return [
        page.locator(f"{each}.moment").first.get_attribute("cx") or "" for each in ("svg svg circle", ".profile circle")
    ]


def test_one_moment_is_marked_on_track_and_altitude(window: Looked, served: Serving) -> None:
    (row,) = served.client().get("/api/flights", params={"hex": SEEN}).json()["rows"]
    page = window.go(row["leads_to"])
    slider = page.get_by_label("Moment")
    slider.focus()
    page.keyboard.press("ArrowRight")
    first = shown_at(page)
    assert "UTC" in page.locator("#moment-told").inner_text()
    page.keyboard.press("End")
    last = shown_at(page)
    assert (first[0] != last[0], first[1] != last[1]) == (True, True)
    profile = page.locator("g.profile")
    profile.scroll_into_view_if_needed()
    box = profile.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] * 0.7)
    assert shown_at(page) not in ([first], [last])
    assert slider.get_attribute("aria-valuetext") == page.locator("#moment-told").inner_text()
    assert window.barriers() == []
    assert (window.elsewhere, window.complaints) == ([], [])


@pytest.mark.parametrize("path", ["/flights/overview", "/flights/tracks", "/surges"])
def test_everybody_can_read_the_maps(window: Looked, path: str) -> None:
    page = window.go(path)
    if path == "/surges":
        page.locator("main tbody a").first.click()
        expect(page.get_by_role("heading", name="Before, during and after")).to_be_visible()
        expect(page.get_by_role("heading", name="Where they came from")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert window.fits()
    assert window.barriers() == []
