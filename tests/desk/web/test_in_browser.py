"""The pages in a real Chromium: no barriers, any width and scheme, files dropped, jobs over a reload, attacks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, expect

from desk.made_files import ARTICLE, deliveries
from desk.web.serving import Looked, Serving, looked, serving
from desk.web.waiting import added

pytestmark = pytest.mark.browser
PAGES = ["/", "/exhibits", "/set-aside", "/ledger", "/nowhere"]
ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>\u202ecod.exe'
DROP = """([name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([content], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.getElementById("drop").dispatchEvent(
      new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def used(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A case with an attack in every word that a person can say of a file, and a file that nobody understands."""
    with serving(Path(shutil.copytree(made, tmp_path_factory.mktemp("used") / "case"))) as running:
        client = running.client()
        added(client, ATTACK, f"{ATTACK}\n\n{ARTICLE}".encode(), licence=ATTACK, edition=ATTACK)
        added(client, f"{ATTACK}.jpg", b"\xff\xd8\xff" + bytes(300), licence=ATTACK)
        yield running


def settled(window: Looked, path: str) -> Page:
    page = window.go(path)
    if path == "/":
        page.wait_for_selector(".chain-glance")
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_page_has_barriers_or_asks_anybody(browser: Browser, used: Serving, width: int, scheme: str) -> None:
    """Colours are those of all pages, so in the dark two of them stand for the others."""
    sha256 = used.client().get("/api/exhibits").json()["rows"][0]["sha256"]
    with looked(browser, used, width, scheme) as window:
        for path in [*PAGES, f"/exhibits/{sha256}"]:
            settled(window, path)
            window.page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
            assert window.fits(), path
            if scheme == "light" or path in {"/exhibits", "/ledger"}:
                assert window.barriers() == [], path
        assert window.elsewhere == []
        assert [said for said in window.complaints if "404" not in said] == []


def test_stored_attacks_run_nothing(browser: Browser, used: Serving) -> None:
    with looked(browser, used) as window:
        alarms: list[str] = []

        def heard(dialog: Dialog) -> None:
            alarms.append(dialog.message)
            dialog.dismiss()

        window.page.on("dialog", heard)
        hashes = [row["sha256"] for row in used.client().get("/api/exhibits").json()["rows"][:2]]
        for path in [*PAGES, "/jobs", *(f"/exhibits/{sha256}" for sha256 in hashes)]:
            page = settled(window, path)
            assert page.locator("img, iframe, object, embed, main script").count() == 0
            assert page.locator("main [onerror], main [onload]").count() == 0
        assert alarms == []
        assert window.elsewhere == []


def test_a_page_elsewhere_can_neither_act_nor_look(browser: Browser, served: Serving) -> None:
    """A form and a script of another origin, in a browser that is in a session."""
    before = served.client().get("/api/overview").json()["custody"]["lines"]
    with looked(browser, served) as window:
        page = window.page.context.new_page()
        page.route(
            "http://elsewhere.test/**", lambda route: route.fulfill(body="<p>Elsewhere</p>", content_type="text/html")
        )
        page.goto("http://elsewhere.test/")
        told = page.evaluate(
            "url => fetch(url, {credentials: 'include'}).then(() => 'told', () => 'kept')", served.url + "/api/exhibits"
        )
        assert told == "kept"
        with page.expect_navigation():
            page.evaluate(
                """url => {
                  const form = document.createElement("form");
                  form.method = "post"; form.action = url;
                  document.body.append(form); form.submit();
                }""",
                served.url + "/exhibits/rehash",
            )
        assert "did not work" in page.content()
        page.goto("http://elsewhere.test/")
        page.evaluate(
            "url => { const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame); }",
            served.url + "/exhibits",
        )
        page.wait_for_timeout(300)
        assert not any(frame.url.startswith(served.url) and "Exhibits" in frame.content() for frame in page.frames[1:])
    assert served.client().get("/api/overview").json()["custody"]["lines"] == before


def test_files_that_are_dropped_become_exhibits(browser: Browser, made: Path, tmp_path: Path) -> None:
    with serving(Path(shutil.copytree(made, tmp_path / "case"))) as running, looked(browser, running) as window:
        page = window.go("/exhibits")
        page.evaluate(DROP, ["dropped.csv", deliveries()])
        expect(page.locator("#jobs .done").first).to_contain_text("dropped.csv", timeout=20_000)
        expect(page.locator("#list")).to_contain_text("dropped.csv")
        chosen: FilePayload = {"name": "chosen.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}
        page.set_input_files("#files", [chosen])
        expect(page.locator("#list")).to_contain_text("chosen.txt", timeout=20_000)
        page.get_by_role("link", name="chosen.txt", exact=True).click()
        page.get_by_role("button", name="Hash it again now").click()
        expect(page.locator("#jobs .done")).to_contain_text("1 of 1 as they came in", timeout=20_000)
        assert (window.elsewhere, window.complaints) == ([], [])


def test_a_long_read_goes_on_over_a_reload_and_can_be_stopped(browser: Browser, made: Path, tmp_path: Path) -> None:
    with serving(Path(shutil.copytree(made, tmp_path / "case"))) as running, looked(browser, running) as window:
        page = window.go("/exhibits")
        many = deliveries([("Israel", "Azerbaijan", 2016, 1.0)] * 80_000)
        page.evaluate(DROP, ["many.csv", many])
        expect(page.locator("#jobs .job")).to_contain_text("records so far", timeout=30_000)
        page.reload()
        expect(page.locator("#jobs .job")).to_contain_text("many.csv")
        page.get_by_role("button", name="Stop many.csv").click()
        expect(page.locator("#jobs .cancelled")).to_contain_text("Stopped", timeout=20_000)
        assert page.locator("#list tr", has_text="many.csv").inner_text().count("not read yet") == 1


def test_a_moment_is_utc_with_local_time_on_hover(window: Looked) -> None:
    moment = window.go("/ledger").locator("time").first
    assert moment.inner_text().endswith("UTC")
    assert "local time" in (moment.get_attribute("title") or "")


def test_paper_has_no_buttons_and_everything_unfolded(window: Looked) -> None:
    page = settled(window, "/")
    page.emulate_media(media="print")
    assert not page.locator("header.bar").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert window.fits()


def test_the_keyboard_reaches_the_content_first(window: Looked) -> None:
    page = window.go("/exhibits")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
