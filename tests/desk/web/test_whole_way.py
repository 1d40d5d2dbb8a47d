"""The whole way in a browser: from a new case, by dropping an article and a register, to the dossier that is opened."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from armstrace.evidence import ledger
from desk import conftest as of_the_desk
from desk.web.serving import Looked, looked, serving
from desk.web.test_in_browser import DROP

armstrace = of_the_desk.armstrace
pytestmark = pytest.mark.browser
SHIPPED = Path(str(files("armstrace.desk").joinpath("demo_case")))
REGISTER = "tiv_imports_azerbaijan.csv"
PATIENCE_MS = 60_000


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Wait for as long as reading may take on a busy machine."""
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=5_000)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a person has it: its file, the day it was published."""

    path: Path
    published: str


@pytest.fixture(params=["of the demo", pytest.param("that it began with", marks=pytest.mark.shared)])
def told(request: pytest.FixtureRequest) -> Article:
    """The demo's own article, and the founding one where the real data is beside this checkout."""
    if request.param == "of the demo":
        return Article(SHIPPED / "report.md", "2020-11-20")
    packs: Path = request.getfixturevalue("packs")
    return Article(packs / "reading-dev" / "seed" / "article.txt", "2020-11-20")


def test_from_nothing_to_a_dossier(
    browser: Browser, armstrace: of_the_desk.Armstrace, told: Article, tmp_path: Path
) -> None:
    root = tmp_path / "case"
    words = ("--title", "The whole way", "--question", "Who supplied what?", "--party", "AZE", "--party", "ARM")
    assert armstrace("new", root, *words).code == 0
    with serving(root) as running, looked(browser, running) as window:
        window.page.set_default_timeout(PATIENCE_MS)
        drop(window, told)
        read_and_decide(window, told.path.name)
        page = export(window, tmp_path / "dossier.html")
        assert (window.elsewhere, window.complaints) == ([], [])
        seen_alone(browser, page, told.path)
    acts = [line.act for line in ledger.read_lines(root)]
    wanted = ["open", "published", "accept", "withdraw_judgement", "reject", "check", "leave_out_finding", "dossier"]
    assert [act for act in acts if act in wanted] == wanted
    assert armstrace("verify", "--case", root).code == 0


def drop(window: Looked, told: Article) -> None:
    """Drop the article, with its day, and then the register; wait until both are read."""
    page = window.go("/exhibits")
    page.get_by_text("What is to be said of them").click()
    page.get_by_label("Published on (texts)").fill(told.published)
    page.evaluate(DROP, [told.path.name, told.path.read_text("utf-8")])
    expect(page.locator("#jobs .done", has_text=told.path.name)).to_be_visible()
    page.get_by_label("Published on (texts)").fill("")
    page.evaluate(DROP, [REGISTER, (SHIPPED / REGISTER).read_text("utf-8")])
    expect(page.locator("#jobs .done", has_text=REGISTER)).to_be_visible()
    expect(page.locator("#list")).to_contain_text(REGISTER)


def read_and_decide(window: Looked, name: str) -> None:
    """Open the document; accept a claim, take that back, reject another; check and keep what is found."""
    page = window.go("/documents")
    page.locator("tbody tr", has_text=name).get_by_role("link").first.click()
    expect(page.locator("#claims-title")).to_be_visible()
    here = page.url
    page.locator("a.open-claim").first.click()
    for button, stands in (("Accept", "accepted, by"), ("Take back", "suggested"), ("Reject", "rejected, by")):
        page.locator("#why").fill("read against the text")
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator("#stands")).to_contain_text(stands)
    page.goto(here)
    page.get_by_role("button", name="Check again and keep the findings").click()
    expect(page.locator("#claims-title")).to_be_visible()
    expect(page.locator("table.claims")).to_contain_text("rejected")


def export(window: Looked, out: Path) -> str:
    """Leave a finding out, look at the preview, export the dossier and save it; give its text."""
    page = window.go("/dossier")
    page.locator("main .plain a").first.click()
    item = page.locator("ol.chosen > li").first
    item.locator("input[name=why]").fill("another desk has it")
    item.get_by_role("button", name="Leave out").click()
    expect(page.locator("ol.chosen > li").first).to_contain_text("another desk has it")
    page.get_by_role("button", name="Export").click()
    expect(page.locator("#jobs .job.ended.done").first).to_contain_text("SHA-256")
    page.reload()
    with page.expect_download() as got:
        page.locator("#list a", has_text="Save").first.click()
    got.value.save_as(out)
    return out.read_text("utf-8")


def seen_alone(browser: Browser, page: str, article: Path) -> None:
    """Open the saved page by itself, as whoever gets it does: it asks nobody for anything and shows what was chosen."""
    context = browser.new_context(offline=True)
    asked = list[str]()
    try:
        opened: Page = context.new_page()
        opened.on("request", lambda each: asked.append(each.url))
        opened.set_content(page)
        assert "another desk has it" in opened.locator("#left-out").inner_text()
        assert opened.locator(".finding, article.finding").count() > 0
        first = next(line for line in article.read_text("utf-8").splitlines() if len(line) > 80)
        assert first[:60] in " ".join(opened.locator("body").inner_text().split())
    finally:
        context.close()
    assert [each for each in asked if not each.startswith(("about:", "data:"))] == []


def test_two_who_decide_on_one_claim_at_once_see_each_other(browser: Browser, made: Path, tmp_path: Path) -> None:
    """Both have the claim open; the second is told what the first has done, looks again, and can take it back."""
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with serving(root) as running, looked(browser, running) as one, looked(browser, running) as other:
        for window in (one, other):
            window.page.set_default_timeout(PATIENCE_MS)
            page = window.go("/documents")
            page.locator("tbody a").first.click()
            page.locator("a.open-claim").first.click()
            page.locator("#why").fill("as I read it")
        one.page.get_by_role("button", name="Accept", exact=True).click()
        expect(one.page.locator("#stands")).to_contain_text("accepted, by")
        claim = one.page.url
        other.page.get_by_role("button", name="Reject", exact=True).click()
        expect(other.page.locator("body")).to_contain_text("decided on in between")
        expect(other.page.locator("body")).to_contain_text("accept by p-1")
        page = other.go(claim.removeprefix(other.url))
        expect(page.locator("#stands")).to_contain_text("accepted, by")
        page.locator("#why").fill("we talked")
        page.get_by_role("button", name="Take back").click()
        expect(page.locator("#stands")).to_have_text("suggested")
    acts = [line.act for line in ledger.read_lines(root)][-2:]
    assert acts == ["accept", "withdraw_judgement"]
