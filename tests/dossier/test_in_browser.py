"""The page in a real Chromium, from disk: it asks nobody, fits a phone, and works by keyboard and on paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Route
from sample_dossier import EXHIBITS, sample_dossier

from armstrace.dossier.chains.page import chains_html
from armstrace.dossier.model import ChainsShown, Dossier, IncidentsShown, Person
from armstrace.dossier.page import render
from armstrace.dossier.surges.page import surge_html
from armstrace.dossier.why_page import why_html
from armstrace.records.values import When
from made_chain import made_chain
from made_incidents import made
from made_surge import landings_of, made_surge

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    path.write_text(render(sample_dossier()), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, width: int, scheme: str = "light") -> tuple[Page, list[str], list[str]]:
    """Open a page from disk, every request but its own refused; gives it, its requests and its complaints."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page, asked, complaints = context.new_page(), list[str](), list[str]()

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url == path.as_uri():
            route.continue_()
        else:
            route.abort()

    context.route("**/*", refuse)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    return page, asked, complaints


def whole_dossier() -> Dossier:
    """The sample with a chain of two hops, incidents, a series of flights and people beside its findings."""
    incidents = tuple(
        made(key=f"incident:{n}", when=When.read(f"2020-10-{10 + n}"), lat=40.0 + n / 9, denial="It was denied. " * 9)
        for n in range(12)
    )
    return replace(
        sample_dossier(),
        chains=ChainsShown(chains=(made_chain(2), made_chain()), calculation="our calculation", remarks=("A remark.",)),
        incidents=IncidentsShown(told=incidents, drawn=incidents, count=12, remarks=("Data: nobody.",)),
        surges=(made_surge(40),),
        people=(Person("p-1", "analyst", "2 \u00d7 accepted reading"),),
        superseded=("A judgement that stood before.",),
    )


def way_back() -> str:
    """A page of the way back, three steps deep, with words that would rather be something else."""
    attack = '<img src="https://example.org/x" onerror="alert(1)">' + "w" * 400
    deep = {"what": "in the original", "exhibit": "ab" * 32, "place": "row=3;column=a", "printed": attack}
    record = {"what": "record flow:1", "supplier": attack, "below": [deep], "values": [{"value": attack, "in": "2"}]}
    return why_html(attack, [{"what": "finding", "key": f"finding:{n}", "below": [record]} for n in range(3)])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("made_page", [lambda: render(whole_dossier()), way_back], ids=["whole dossier", "way back"])
def test_whole_pages_ask_nobody_fit_and_are_printed_open(
    browser: Browser, tmp_path: Path, made_page: Callable[[], str], width: int
) -> None:
    path = tmp_path / "page.html"
    path.write_text(made_page(), encoding="utf-8")
    page, asked, complaints = opened(browser, path, width)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert asked == [path.as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
    assert page.evaluate(f"{lost}.filter(id => !document.getElementById(id))") == [], "links lead somewhere"
    assert page.evaluate("[...document.querySelectorAll('[id]')].length") == page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = false)")
    out = tmp_path / "page.pdf"
    page.pdf(path=str(out), prefer_css_page_size=True)
    page.context.close()
    document = pypdfium2.PdfDocument(out)
    text = "".join("".join(each.get_textpage().get_text_range() for each in document).split())
    document.close()
    for words in ("Itwasdenied.", "p-1", "Howtoreadit") if made_page is not way_back else ("row3,column", "flow:1"):
        assert words in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_page_asks_nobody_and_fits(browser: Browser, written: Path, width: int, scheme: str) -> None:
    page, asked, complaints = opened(browser, written, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert asked == [written.as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(20, 22, 26)" if scheme == "dark" else "rgb(250, 248, 243)")
    page.context.close()


def test_attacks_run_nothing_and_ask_nobody(browser: Browser, tmp_path: Path) -> None:
    attack = '"><script>document.title="x"</script><img src="https://example.org/a" onerror="document.title=1">'
    attack += '</style><meta http-equiv="refresh" content="0;url=https://example.org/">' + "\u202e" + "w" * 5000
    dossier = sample_dossier()
    named = tuple(replace(exhibit, received_name=attack, licence=attack) for exhibit in dossier.exhibits)
    path = tmp_path / "hostile.html"
    path.write_text(render(replace(dossier, title=attack, exhibits=named, notes=(attack,))), encoding="utf-8")
    page, asked, complaints = opened(browser, path, 360)
    assert asked == [path.as_uri()]
    assert complaints == []
    assert page.title().startswith('"><script>')
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


def test_policy_would_stop_what_slipped_through(browser: Browser, written: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    smuggled = '<script>document.title = "ran"</script><img src="https://example.org/a.png"><p style="color:red">x</p>'
    broken.write_text(written.read_text("utf-8").replace("<main", smuggled + "<main"), encoding="utf-8")
    page, asked, complaints = opened(browser, broken, 1280)
    assert page.title() != "ran"
    assert asked == [broken.as_uri()]
    assert len([complaint for complaint in complaints if "Content Security Policy" in complaint]) == 3
    page.context.close()


def test_keyboard_reaches_every_highlight_and_its_finding(browser: Browser, written: Path) -> None:
    page, _, _ = opened(browser, written, 1280)
    focused = "(e => e.className + ' ' + (e.getAttribute('href') || ''))(document.activeElement)"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "skip #findings"
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focused))
    for number in range(1, 12):
        kind = "unchecked" if number == 5 else "finding"
        assert any(stop.startswith(("claim ", "ref ")) and stop.endswith(f"#{kind}-{number}") for stop in reached)
    page.locator("a.claim[href='#finding-4']").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector(':target').id") == "finding-4"
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 120
    box = page.locator("a.claim[href='#finding-4']").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800  # the text stays beside its finding
    page.context.close()


def test_screen_reader_meets_names_in_order(browser: Browser, written: Path) -> None:
    page, _, _ = opened(browser, written, 1280)
    tree = page.locator("body").aria_snapshot()
    landmarks = ("banner:", 'navigation "Contents"', "main:", 'heading "Findings" [level=2]', "contentinfo:")
    places = [tree.index(words) for words in landmarks]
    assert places == sorted(places)
    assert 'link "Claim 4, contradicted: Russia accounted for half' in tree
    assert 'img "neighbouring windows: ' in tree
    page.context.close()


def test_paper_shows_what_folds_hide(browser: Browser, written: Path, tmp_path: Path) -> None:
    page, _, _ = opened(browser, written, 1280, "dark")
    out = tmp_path / "dossier.pdf"
    page.pdf(path=str(out), prefer_css_page_size=True)
    page.context.close()
    document = pypdfium2.PdfDocument(out)
    try:
        width, height = document[0].get_size()
        text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    finally:
        document.close()
    assert (round(width), round(height)) == (595, 842)
    joined = "".join(text.split())
    assert "GROUPBYsupplier" in joined
    assert "row=412" in joined
    for exhibit in EXHIBITS:
        assert exhibit.sha256 in joined


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_page_of_a_surge_asks_nobody_and_leads_to_each_landing(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    surge = made_surge(synthetic=scheme == "dark")
    path = tmp_path / "surge.html"
    path.write_text(surge_html(surge, landings_of(surge), (surge,)), encoding="utf-8")
    page, asked, complaints = opened(browser, path, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert asked == [path.as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#table tbody a").first.click()
    assert page.evaluate("document.querySelector(':target').nextElementSibling.textContent").count("flights track") == 1
    page.context.close()


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chains") / "chains.html"
    path.write_text(chains_html([made_chain(1), made_chain(2)]), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_chains_ask_nobody_and_fit(browser: Browser, chains: Path, width: int, scheme: str) -> None:
    page, asked, complaints = opened(browser, chains, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert asked == [chains.as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_chains_are_walked_by_keyboard(browser: Browser, chains: Path) -> None:
    page, _, _ = opened(browser, chains, 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#chain-1"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.tagName")
        )
    assert any(str(name).startswith("The picture: Hop") for name in reached)
    assert "SUMMARY" in reached
    page.context.close()


def test_chains_are_whole_on_paper(browser: Browser, chains: Path, tmp_path: Path) -> None:
    page, _, _ = opened(browser, chains, 1280)
    page.pdf(path=str(tmp_path / "chains.pdf"), prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "chains.pdf") as paper:
        said = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in paper)
    for words in (
        "This type used here",
        "Nothing above this line counts",
        "Gap:",
        "The same as a table",
        "Placed by these",
    ):
        assert words in said
    page.context.close()
