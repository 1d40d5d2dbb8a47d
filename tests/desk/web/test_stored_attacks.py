"""An attack in every word that a person or a file can put into a case: every page shows it, none runs it."""

import shutil
import time
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import httpx
import pytest

from armstrace.desk.case import CASE_FILE
from armstrace.desk.intake import Case
from desk.made_files import ARTICLE, deliveries, write
from desk.web.serving import Serving, serving

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\u202ecod"
RUNS = frozenset({"iframe", "object", "embed", "base", "applet", "frame"})
MOST_PAGES = 220


class Harm(HTMLParser):
    """Finds in a page what would run or load, and where it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in RUNS or (tag == "script" and not said.get("src", "").startswith("/static/")):
            self.found.append(f"<{tag} {said}>")
        for name, value in said.items():
            plain = "".join(value.split()).lower()
            if name.startswith("on") or plain.startswith(("javascript:", "data:text", "vbscript:")) or name == "srcdoc":
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag == "img" and not said.get("src", "").startswith(("/", "data:image/")):
            self.found.append(f"<img {said}>")
        if tag == "a" and "download" not in said:
            self.links.append(said.get("href", ""))


@pytest.fixture(scope="module")
def attacked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The case with an attack in its title and question, in names and contents of files, and in every act."""
    folder = tmp_path_factory.mktemp("attacked")
    root = Path(shutil.copytree(made, folder / "case"))
    told = (root / CASE_FILE).read_text("utf-8")
    quoted = ATTACK.replace("'", "\u2019")
    for before in ("Who armed both sides?", "What do the registers show before the war of 2020?"):
        assert before in told
        told = told.replace(f'"{before}"', f"'''{quoted}'''")
    (root / CASE_FILE).write_text(told, "utf-8")
    case = Case(root, "p-1")
    article = write(folder, "a.txt", f"{ATTACK}\n\n{ARTICLE.replace('Who arms whom', ATTACK)}")
    cell = ATTACK.replace('"', '""')
    row = f'9,Israel,Azerbaijan,"{cell}","{cell}","{cell}",2015,No,1,No,2016,No,New,1.0,1.0,1.0,No\n'
    register = write(folder, "r.csv", deliveries() + row)
    for path in (article, register, write(folder, "x.jpg", b"\xff\xd8\xff" + bytes(300))):
        with path.open("rb") as file:
            case.read(case.add(file, name=f"{ATTACK}{path.suffix}", licence=ATTACK))
    case.tables.close()
    with serving(root) as running:
        act_with_it(running.client())
        yield running


def act_with_it(client: httpx.Client) -> None:
    """Say it in every field of every act on a document, its dossier, an exhibit, an event, and at the gate."""
    documents = client.get("/api/documents").json()["documents"]
    mine = next(row["sha256"] for row in documents if row["name"].endswith(".txt"))
    done = list[int]()

    def act(path: str, **said: object) -> None:
        answer = client.post(f"/api{path}", json={"seen": 100_000, **said})
        done.append(answer.status_code)

    act(f"/documents/{mine}/day", published="2020-11-20")
    deadline = time.monotonic() + 60
    while not (claims := client.get(f"/api/documents/{mine}?wait=1").json()["claims"]) and time.monotonic() < deadline:
        time.sleep(0.1)  # it is read by a work of its own
    first, second = (each["claim"] for each in claims[:2])
    act(f"/documents/{mine}/decide", claim=first, act="accept", why=ATTACK)
    act(f"/documents/{mine}/decide", claim=second, act="reject", why=ATTACK)
    said = {"to": ATTACK, "channel": ATTACK, "party": ATTACK[:100], "answer": ATTACK, "why": ATTACK}
    act(f"/documents/{mine}/reply", claim=first, put="2020-11-18", outcome="answered", answered="2020-11-19", **said)
    act(f"/documents/{mine}/check")
    key = client.get(f"/api/dossier/{mine}").json()["rows"][0]["key"]
    act(f"/dossier/{mine}/choose", key=key, act="leave_out", why=ATTACK)
    act(f"/exhibits/{mine}/sensitivity", level="restricted", why=ATTACK)
    event = client.get("/api/incidents/events").json()["events"][0]
    apart = event["incidents"][0]["key"]
    act(f"/incidents/{event['key']}/split", apart=apart, why=ATTACK)
    assert set(done) == {200}, done


def pages(client: httpx.Client, url: str) -> Iterator[tuple[str, httpx.Response, Harm]]:
    """Follow every link from the first page on; gives each page with what was found in it."""
    waiting, seen = deque(["/"]), {"/"}
    while waiting and len(seen) < MOST_PAGES * 4:
        path = waiting.popleft()
        answer = client.get(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        found = Harm()
        found.feed(answer.text)
        yield path, answer, found
        for link in found.links:
            whole = urldefrag(urljoin(url + path, link)).url
            if whole.startswith(url + "/") and whole[len(url) :] not in seen:
                seen.add(whole[len(url) :])
                waiting.append(whole[len(url) :])


def test_every_page_shows_it_and_none_runs_it(attacked: Serving) -> None:
    client, shown, looked_at = attacked.client(), 0, 0
    for path, answer, found in pages(client, attacked.url):
        assert found.found == [], path
        assert "\u202e" not in answer.text, path
        assert "unsafe" not in answer.headers["content-security-policy"], path
        shown += "&lt;script&gt;alert(1)" in answer.text
        looked_at += 1
        if looked_at >= MOST_PAGES:
            break
    assert looked_at > 60
    assert shown > 30


def test_what_is_sent_back_at_once_is_shown_and_not_run(attacked: Serving) -> None:
    """What is asked stands in the address, and comes back on the page."""
    client = attacked.client()
    asked = {
        "/search": ["q"], "/exhibits": ["words"], "/ledger": ["words", "by", "act"], "/law": ["state"],
        "/incidents": ["near", "box", "weapon", "actor", "origin", "spot"], "/flights": ["hex", "operator", "airfield"],
        "/registers": ["edition", "supplier", "recipient", "designation"], "/nowhere/" + ATTACK: ["x"],
    }  # fmt: skip
    for path, names in asked.items():
        for name in names:
            answer = client.get(path, params={name: ATTACK})
            assert answer.status_code < 500
            found = Harm()
            found.feed(answer.text)
            assert found.found == [], (path, name)
            assert "\u202e" not in answer.text
