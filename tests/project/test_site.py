"""The site is built without a warning, asks no other machine for anything, and every page can be reached."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from docs import conf

ROOT = Path(__file__).resolve().parents[2]
_FETCHED = dict.fromkeys(("img", "script", "iframe", "source", "video", "audio", "embed", "input"), "src")
_FETCHED |= {"link": "href", "use": "href", "base": "href", "object": "data", "form": "action"}
_IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
# what a script would have to do to reach another machine: name one in a call, or build an address with a host
_IN_SCRIPT = re.compile(
    r"(?:fetch|import|importScripts|open|Worker|WebSocket|EventSource|sendBeacon)\(\s*[\"'`](?:https?:|wss?:)?//"
    r"|\.(?:src|href|action)\s*=\s*[\"'`](?:https?:)?//"
)
_ELSEWHERE = re.compile(r"\s*(?:https?:|wss?:)?//", re.IGNORECASE)


class Page(HTMLParser):
    """The addresses that a browser fetches for a page without being asked, and those that a person may follow."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a":
            self.links.append(said.get("href", ""))
        if tag in _FETCHED:
            self.fetched.append(said.get(_FETCHED[tag], ""))
        self.fetched += [part.split()[0] for part in said.get("srcset", "").split(",") if part.split()]
        if _IN_STYLE.search(said.get("style", "")):
            self.fetched.append("https://in.a.style")


def foreign(path: Path) -> list[str]:
    """Name what a built file would ask another machine for."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        page = Page(text)
        inline = [found[0] for pattern in (_IN_STYLE, _IN_SCRIPT) for found in pattern.finditer(text)]
        return [address for address in page.fetched if _ELSEWHERE.match(address)] + inline
    pattern = _IN_STYLE if path.suffix == ".css" else _IN_SCRIPT
    return [found[0] for found in pattern.finditer(text)]


def built(docs: Path, out: Path) -> "subprocess.CompletedProcess[str]":
    """Build a folder of pages as `make site` does."""
    command = [sys.executable, "-m", "sphinx", "--quiet", "-W", "--keep-going", "-b", "html", "-d", f"{out}-trees"]
    return subprocess.run([*command, docs, out], capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    done = built(ROOT / "docs", out)
    assert done.returncode == 0, done.stderr
    return out


def test_a_broken_link_a_lost_anchor_and_a_page_that_nobody_links_stop_the_build(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    shutil.copytree(ROOT / "docs" / "_static", docs / "_static")
    shutil.copy(ROOT / "docs" / "conf.py", docs)
    front = "# Front\n\n## Part\n\n- [one](one.md)\n- [gone](gone.md)\n- [security](../SECURITY.md)\n"
    pages = {"README": front, "one": "# One\n\n[there](#no-such-heading)\n", "lost": "# Lost\n\nText.\n"}
    for name, text in pages.items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    done = built(docs, tmp_path / "out")
    assert done.returncode == 1
    wanted = ("'gone.md'", "no-such-heading", "lost.md: WARNING: document isn't included in any toctree")
    assert [each for each in wanted if each not in done.stderr] == []
    assert "SECURITY" not in done.stderr


def test_the_contents_are_the_links_of_the_front_page_under_its_headings() -> None:
    first = "## One\n\n- [a](x/a.md) and [again](x/a.md#there)\n- [b](b.md)\n"
    front = f"# A\n\n[no](../b.md)\n\n{first}\n## Two\n\n[a](x/a.md)\n"
    assert conf.contents_of(front) == [("One", ["x/a", "b"])]


def test_a_page_of_the_checkout_that_the_site_has_not_is_named() -> None:
    page = ROOT / "docs" / "how-to" / "x.md"
    text = "[threats](../../SECURITY.md) and [the desk](../desk.md#a-team)"
    assert (
        conf.without_pages_elsewhere(text, page)
        == "threats (`SECURITY.md` in the checkout) and [the desk](../desk.md#a-team)"
    )


def test_no_page_script_or_style_asks_another_machine(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".css", ".js", ".svg"}]
    assert len(files) > 60
    assert {str(path.relative_to(site)): found for path in files if (found := foreign(path))} == {}


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(site: Path) -> None:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if _ELSEWHERE.match(link) or link.startswith("mailto:") or not link:
                continue
            address, _, anchor = link.partition("#")
            target = (path.parent / address).resolve() if address else path
            if not target.exists() or (anchor and target in pages and anchor not in pages[target].anchors):
                broken.append(f"{path.name}: {link}")
    assert broken == []


def test_every_page_is_built_and_in_the_sidebar(site: Path) -> None:
    sources = [path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")]
    front = Page((site / "index.html").read_text(encoding="utf-8"))
    for path in sources:
        assert (site / path).exists(), path
        listed = str(path) in front.links or path.parent.name == "decisions" or path.name == "README.html"
        assert listed, f"{path} is not linked from docs/README.md"
    assert (site / "reference" / "openapi.json").stat().st_size > 10_000
    assert (site / "searchindex.js").exists()


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.html", '<link rel="stylesheet" href="https://fonts.example/css">', 1),
        ("a.html", '<img src="//cdn.example/x.png"><script src="_static/own.js"></script>', 1),
        ("a.html", '<p style="background: url(https://x.example/)">', 2),
        ("a.html", '<a href="https://www.sipri.org">a link that a person may follow</a>', 0),
        ("a.css", "@import url('https://fonts.example/css'); a { background: url(own.svg) }", 1),
        ("a.js", 'fetch("https://x.example/"); script.src = "//cdn.example/x.js"', 2),
        ("a.js", 'const licence = "https://opensource.example/MIT"; fetch("own.json")', 0),
    ],
)
def test_what_asks_another_machine_is_found(name: str, text: str, found: int, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert len(foreign(path)) == found


def test_the_pages_read_as_plain_markdown() -> None:
    """No directive, role or other thing that a code forge would print as it stands."""
    marks = re.compile(r"```\{\w+\}|\{(?:doc|ref|download)\}`|^:::", re.MULTILINE)
    found = [
        f"{path.name}: {hit}"
        for path in (ROOT / "docs").rglob("*.md")
        for hit in marks.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []
