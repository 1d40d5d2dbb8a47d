"""Every page of the menu opens without a complaint; its picture is taken, and kept where ARMSTRACE_SCREENS says."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk.web.serving import Serving, looked

pytestmark = pytest.mark.browser


def test_every_page_of_the_menu_opens(browser: Browser, served: Serving, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ARMSTRACE_SCREENS") or tmp_path)
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
            picture = folder / f"{path.strip('/').replace('/', '-') or 'overview'}.png"
            page.screenshot(path=picture, animations="disabled")
            assert picture.stat().st_size > 5000
        assert (window.elsewhere, window.complaints) == ([], [])
