"""Every page opens without a complaint; `make screenshots` keeps a picture of each in docs/desk."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from armstrace.desk.web.app import all_ways
from armstrace.desk.web.ways import Look
from desk.web.screens import SHOTS, taken
from desk.web.serving import Serving, looked, serving

DOCS = Path(__file__).parents[3] / "docs"
_LARGEST, _IN_ALL = 150_000, 3_000_000


@pytest.mark.browser
def test_every_page_of_the_menu_opens(browser: Browser, served: Serving) -> None:
    with looked(browser, served) as window:
        window.go("/").wait_for_selector(".chain-glance")
        links = window.page.locator("nav[aria-label=Pages] a").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert {"/", "/exhibits", "/ledger"} <= set(links)
        for path in links:
            page = window.go(path)
            page.wait_for_load_state("networkidle")
            assert page.locator("h1").count() == 1, path
        assert (window.elsewhere, window.complaints) == ([], [])


def test_each_page_has_its_picture_and_each_picture_its_words() -> None:
    menu = {way.path for way in all_ways() if isinstance(way, Look) and way.nav}
    shown = {shot.path.partition("?")[0] for shot in SHOTS if isinstance(shot.path, str)}
    assert menu <= shown, "add a Shot for the new page"
    names = [shot.name for shot in SHOTS]
    assert len(set(names)) == len(names)
    kept = {path.stem: path.stat().st_size for path in (DOCS / "desk").glob("*.png")}
    assert set(kept) == set(names), "run `make screenshots`"
    assert max(kept.values()) < _LARGEST
    assert sum(kept.values()) < _IN_ALL
    captioned = set(re.findall(r"!\[[^\]]{20,}\]\(desk/([a-z-]+)\.png\)", (DOCS / "desk.md").read_text("utf-8")))
    assert captioned == set(names), "say in docs/desk.md what each picture shows"


@pytest.mark.browser
@pytest.mark.skipif("ARMSTRACE_SCREENS" not in os.environ, reason="taken by `make screenshots`")
def test_pictures_are_taken(browser: Browser, made: Path, tmp_path: Path) -> None:
    from desk.web.full_case import fill  # noqa: PLC0415  # flights are an extra

    folder = Path(os.environ["ARMSTRACE_SCREENS"])
    root = Path(shutil.copytree(made, tmp_path / "case"))
    fill(root, tmp_path)
    with serving(root) as running:
        client = running.client()
        for width, scheme in sorted({(shot.width, shot.scheme) for shot in SHOTS}):
            with looked(browser, running, width, scheme) as window:
                for shot in SHOTS:
                    if (shot.width, shot.scheme) == (width, scheme):
                        assert taken(window, shot, client, folder).stat().st_size < _LARGEST, shot.name
                        assert window.fits(), shot.name
                assert (window.elsewhere, window.complaints) == ([], [])
