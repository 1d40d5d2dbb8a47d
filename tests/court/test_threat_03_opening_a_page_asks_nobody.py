"""Threat 3: a real Chromium opens every page made from hostile evidence, and a listener here hears nothing."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from armstrace.chain.model import Rung
from armstrace.desk.article import check_document
from armstrace.desk.case import open_case
from armstrace.desk.document import load_text
from armstrace.desk.page import dossier_of
from armstrace.dossier.chain_page import chains_html
from armstrace.dossier.incident_map import incidents_map
from armstrace.dossier.incident_timeline import incidents_timeline
from armstrace.dossier.page import render
from armstrace.dossier.surge_page import surge_html
from armstrace.dossier.track_model import Candidate, Event, Fix, Stretch, Track
from armstrace.dossier.track_page import track_html, track_svg
from armstrace.records.values import When
from court.hostile_case import Hostile
from court.hostile_exhibits import markup
from court.made_case import packed
from desk.made_files import PUBLISHED
from made_chain import made_chain
from made_incidents import made
from made_surge import landings_of, made_surge

pytestmark = pytest.mark.browser
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def browser(system_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path, _ = system_tool("chromium"), system_tool("libatomic.so.1")
    home: dict[str, str | float | bool] = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS, env=home)
        yield chromium
        chromium.close()


def dossier_page(hostile: Hostile) -> str:
    case = open_case(hostile.case.root, "p-court")
    article = hostile.outcomes["article.txt"].exhibit
    checked = check_document(case, load_text(case, article, datetime.fromisoformat(PUBLISHED).date()))
    dossier = dossier_of(case, checked, AT)
    named = tuple(
        replace(each, received_name=hostile.case_words, licence=hostile.case_words) for each in dossier.exhibits
    )
    return render(replace(dossier, title=hostile.case_words, notes=(hostile.case_words,), exhibits=named))


def chain_page(harm: str) -> str:
    one = made_chain(1)
    used = next(each for each in one.rungs if each.rung is Rung.TYPE_USED)
    placed = tuple(replace(each, words=harm, told_by=(harm,), hedge=harm, bearing=harm) for each in used.placements)
    rungs = tuple(replace(each, placements=placed) if each is used else each for each in one.rungs)
    asked = replace(one.asked, name=harm, place=harm, weapon=harm)
    return chains_html([replace(one, asked=asked, rungs=rungs)])


def surge_page(harm: str) -> str:
    surge = made_surge(60, series=harm, operator=harm, airfield=harm, origin=harm, typecode=harm)
    return surge_html(surge, [{**each, "callsign": harm, "hex": harm} for each in landings_of(surge)], (surge,))


def track(harm: str) -> Track:
    fixes = tuple(Fix(1709596800.0 + 20 * n, 32 - 0.01 * n, 34 + 0.003 * n, 30_000.0 - 90 * n) for n in range(200))
    here = Candidate(harm, harm, 29.94, 34.935, 0.62, "ranked")
    return Track(
        hex="600864", day="2024-03-05", registration=harm, typecode=harm, callsigns=(harm,),
        stretches=(Stretch("air", fixes),),
        events=(Event("landing", 1709601800.0, 1709600800.0, 1709608800.0, "bracket", (here,)),),
        members=((harm, "ab" * 32),),
    )  # fmt: skip


def pages(hostile: Hostile, folder: Path) -> Iterator[Path]:
    """Write every page, drawing and text that armstrace makes of hostile evidence."""
    harm = hostile.case_words
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
    page.wait_for_load_state("networkidle")
    # a refresh of nought seconds comes after the page is there
    page.wait_for_timeout(60)
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
