"""The pictures of the desk that docs/ shows: which page, how wide, in which scheme, and what is done on it first."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
from playwright.sync_api import Page

from desk.web.few_colours import few_colours
from desk.web.serving import Looked
from made_archive import SEEN

_TIV = "SIPRI TIV tables compiled by armstrace, generated 28 July 2022, 2010–2020"
_OLD, _NEW = (
    "SIPRI trade register, generated 5 May 2023, 1990–2022",
    "SIPRI trade register, generated 6 May 2025, 1990–2024",
)
_SELECT = """() => {
  const link = [...document.querySelectorAll("#words a.claim")].find((each) => each.textContent.includes("94 percent"));
  link.scrollIntoView({ block: "center" });
  const words = link.firstChild;
  getSelection().setBaseAndExtent(words, words.data.indexOf("94"), words, words.length);
}"""


def nothing(_page: Page) -> None:
    """Leave the page as it opened."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page's address (or where to find it), width, scheme, and what is done first."""

    name: str
    path: str | Callable[[httpx.Client], str]
    width: int = 1280
    scheme: str = "light"
    first: Callable[[Page], object] = nothing

    def address(self, client: httpx.Client) -> str:
        return self.path if isinstance(self.path, str) else self.path(client)


def taken(window: Looked, shot: Shot, client: httpx.Client, folder: Path) -> Path:
    """Take a picture and keep it with few colours."""
    page = window.go(shot.address(client))
    page.wait_for_load_state("networkidle")
    shot.first(page)
    picture = folder / f"{shot.name}.png"
    picture.write_bytes(few_colours(page.screenshot(animations="disabled"), page.context))
    page.set_viewport_size({"width": shot.width, "height": 900})
    return picture


def _document(client: httpx.Client) -> str:
    return f"/documents/{client.get('/api/documents').json()['documents'][0]['sha256']}"


def _claim(client: httpx.Client) -> str:
    path = _document(client)
    while not (told := client.get(f"/api{path}", params={"wait": "1"}).json())["ready"]:
        time.sleep(0.2)  # a work beside the requests checks it
    row = next(row for row in told["claims"] if "94 percent" in row["words"] and row["state"] == "supported")
    return f"{path}?item={quote(row['item'])}"


def _first(path: str, **asked: str) -> Callable[[httpx.Client], str]:
    def found(client: httpx.Client) -> str:
        return str(client.get(f"/api{path}", params=asked).json()["rows"][0]["leads_to"])

    return found


def _event(client: httpx.Client) -> str:
    rows = client.get("/api/incidents").json()["rows"]
    return f"/incidents/{quote(max(rows, key=lambda row: row['together'])['event'])}"


def _exhibit(client: httpx.Client) -> str:
    rows = client.get("/api/exhibits").json()["rows"]
    return f"/exhibits/{next(row['sha256'] for row in rows if 'azerbaijan' in row['name'])}"


def _why(client: httpx.Client) -> str:
    asked = {"edition": _TIV, "recipient": "AZE", "first": "2015", "last": "2019"}
    groups = client.get("/api/registers", params=asked).json()["groups"]
    rows = client.get(f"/api{groups[1]['leads_to']}").json()["rows"]
    return str(rows[0]["leads_to"])


def _moment(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1240})
    page.get_by_label("Moment").fill("120")
    page.locator("#track-title").evaluate("each => each.scrollIntoView()")
    page.evaluate("scrollBy(0, -60)")


def _panel(page: Page) -> None:
    page.locator("#panel").evaluate("each => each.scrollIntoView()")


def _chosen(page: Page) -> None:
    page.wait_for_selector("#claims-title")
    page.evaluate(_SELECT)
    page.wait_for_selector("#takers button")


def _chains(page: Page) -> None:
    page.wait_for_selector(".chain-glance")


def _map(page: Page) -> None:
    page.locator("[data-zoom]").first.evaluate("each => each.scrollIntoView({ block: 'center' })")


_IN_REGISTERS = urlencode({"edition": _TIV, "recipient": "AZE", "first": 2011, "last": 2020})
_BETWEEN = urlencode({"old": _OLD, "new": _NEW})
SHOTS = (
    Shot("overview", "/", first=_chains),
    Shot("overview-phone", "/", 390, first=_chains),
    Shot("chains", "/chains", first=_chains),
    Shot("documents", "/documents"),
    Shot("reader", _claim),
    Shot("reader-dark", _claim, scheme="dark"),
    Shot("reader-phone", _claim, 390, first=_panel),
    Shot("reader-words", lambda client: f"{_document(client)}?wait=1", first=_chosen),
    Shot("registers", f"/registers?{_IN_REGISTERS}"),
    Shot("registers-difference", f"/registers/difference?{_BETWEEN}"),
    Shot("incidents", "/incidents"),
    Shot("incidents-phone", "/incidents", 390, first=_map),
    Shot("event", _event),
    Shot("law", "/law?state=AZE&on=2020-10-01"),
    Shot("flights", "/flights?operator=QSB"),
    Shot("flights-map", "/flights/overview?operator=QSB", first=_map),
    Shot("flights-map-dark", "/flights/overview?operator=QSB", scheme="dark", first=_map),
    Shot("flights-tracks", f"/flights/tracks?hex={SEEN}"),
    Shot("flight", _first("/flights", hex=SEEN), first=_moment),
    Shot("surges", "/surges"),
    Shot("surge", _first("/surges")),
    Shot("dossier", lambda client: _document(client).replace("documents", "dossier")),
    Shot("dossiers", "/dossier"),
    Shot("bundle", "/bundle"),
    Shot("exhibits", "/exhibits"),
    Shot("exhibit", _exhibit),
    Shot("set-aside", "/set-aside"),
    Shot("search", "/search?q=Barda"),
    Shot("why", _why),
    Shot("ledger", "/ledger"),
)
