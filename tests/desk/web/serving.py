"""A case served on this machine for a test: its address, clients in a session, pages in a browser."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page

from armstrace.desk.web.serve import Listening, Team, listen
from armstrace.desk.web.served import LARGEST
from armstrace.desk.web.visitor import Visitor

# none of these servers speaks TLS: a client that reads all certificates of the world first takes 30 ms longer
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
AXE = Path(__file__).parent / "axe" / "axe.min.js"
# what was found in order is told of every element of a page: carried out of the browser, it costs as much as finding it
BARRIERS = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags });
  return found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`);
}"""


@dataclass(slots=True)
class Serving:
    """A server in a thread of this process."""

    listening: Listening
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.listening.url

    @property
    def root(self) -> Path:
        return self.listening.served.room.root

    def client(self) -> httpx.Client:
        """Give a client in a session of its own, which sends what a page of ours would."""
        client = self.stranger()
        assert client.get(self.listening.address).status_code == 200
        token = client.get("/ledger").text.partition('data-csrf="')[2].partition('"')[0]
        client.headers.update({"origin": self.url, "x-csrf-token": token})
        return client

    def as_somebody(self, visitor: Visitor) -> httpx.Client:
        """Give a client in the session of another person."""
        client = self.stranger()
        served = self.listening.served
        client.cookies.set(served.cookie, served.sessions.begin(visitor))
        token = client.get("/ledger").text.partition('data-csrf="')[2].partition('"')[0]
        client.headers.update({"origin": self.url, "x-csrf-token": token})
        return client

    def signed_in(self, name: str, password: str) -> httpx.Client:
        """Give a client that has signed in with an account."""
        client = self.stranger()
        client.headers["origin"] = self.url
        assert client.post("/sign-in", data={"name": name, "password": password}).status_code == 200
        client.headers["x-csrf-token"] = client.get("/ledger").text.partition('data-csrf="')[2].partition('"')[0]
        return client

    def stranger(self) -> httpx.Client:
        """Give a client without a session."""
        client = httpx.Client(base_url=self.url, timeout=30, trust_env=False, verify=_NO_TLS)
        self.clients.append(client)
        return client


@contextmanager
def serving(root: Path, said_by: str = "p-1", largest: int = LARGEST, team: Team | None = None) -> Iterator[Serving]:
    """Serve a case for as long as the block lasts."""
    listening = listen(root, said_by, largest=largest, team=team)
    thread = threading.Thread(target=listening.run, daemon=True)
    thread.start()
    while not listening.server.started:
        time.sleep(0.01)
    made = Serving(listening)
    try:
        yield made
    finally:
        for client in made.clients:
            client.close()
        listening.server.should_exit = True
        thread.join(20)


@dataclass(slots=True)
class Looked:
    """A page in a browser that is in a session: what it asked of others, and what it complained of."""

    page: Page
    url: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the server."""
        self.page.goto(self.url + path)
        return self.page

    def barriers(self) -> list[str]:
        """Give what axe finds on the page as it is: rule, and the first thing that breaks it."""
        # the page's own policy lets no script of ours in by an element; the browser's own channel is not bound by it
        self.page.evaluate(AXE.read_text("utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        return list(self.page.evaluate(BARRIERS, tags))

    def fits(self) -> bool:
        """Whether nothing makes the page wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@contextmanager
def looked(browser: Browser, served: Serving, width: int = 1280, scheme: str = "light") -> Iterator[Looked]:
    """Open a browser's window on a case; requests to anybody else are refused and listed."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    made = Looked(page, served.url)
    page.on("console", lambda said: made.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(served.url) else made.elsewhere.append(asked.url))
    page.goto(served.listening.address)
    page.wait_for_url(served.url + "/")
    try:
        yield made
    finally:
        context.close()
