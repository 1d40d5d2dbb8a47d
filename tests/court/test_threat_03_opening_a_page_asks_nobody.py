"""Threat 3: a real Chromium opens every page made from hostile evidence, and a listener here hears nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.incidents import incidents_map
from armstrace.dossier.tracks.page import track_html, track_svg
from armstrace.records.values import When
from court.hostile_case import Hostile
from court.hostile_exhibits import markup
from court.hostile_pages import chain_page, dossier_page, surge_page, track
from court.made_case import packed
from made_incidents import made

pytestmark = pytest.mark.browser


def pages(hostile: Hostile, folder: Path) -> Iterator[Path]:
    """Write every page, drawing and text that armstrace makes of hostile evidence."""
    harm = hostile.words
    told = [made(place_printed=harm, weapon_printed=harm, origin=harm, when=When.read("2020-10-28"))]
    made_of = {
        "dossier.html": dossier_page(hostile),
        "chains.html": chain_page(harm),
        "surge.html": surge_page(harm),
        "track.html": track_html(track(harm)),
        "track.svg": track_svg(track(harm)),
        "incidents.svg": incidents_map(told, harm, [harm]),
        "timeline.svg": incidents_timeline(told, harm, [harm]),
    }
    for name, text in made_of.items():
        (folder / name).write_text(text, encoding="utf-8", errors="surrogateescape")
        yield folder / name
    bundle = packed(hostile.case, folder / "bundle").out
    yield from (path for path in sorted(bundle.rglob("*")) if path.suffix in {".html", ".svg", ".xml"})
    yield bundle / "README.txt"


def opened(browser: Browser, path: Path) -> tuple[list[str], list[str]]:
    """Open a file; gives what it asked for beside itself, and what the browser said of it."""
    page, asked, said = browser.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(path.as_uri())
    # a refresh of nought seconds comes after the page is there
    page.wait_for_timeout(250)
    page.close()
    return [url for url in asked if url != path.as_uri()], said


def test_no_page_of_hostile_evidence_reaches_a_listener(browser: Browser, hostile: Hostile, tmp_path: Path) -> None:
    hostile.listener.asked.clear()
    for path in pages(hostile, tmp_path):
        assert opened(browser, path) == ([], []), path
    assert hostile.listener.asked == []


def test_the_same_words_without_the_care_do_reach_it(browser: Browser, hostile: Hostile, tmp_path: Path) -> None:
    naive = tmp_path / "naive.html"
    naive.write_text(f"<html><body><p>{markup(hostile.listener.url)}</p></body></html>", encoding="utf-8")
    hostile.listener.asked.clear()
    asked, _ = opened(browser, naive)
    assert len({url.rpartition("/")[2] for url in asked}) >= 10
    assert hostile.listener.asked != []
    hostile.listener.asked.clear()
