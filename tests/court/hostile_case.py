"""A case whose every exhibit means harm, with its article checked, and a listener that notes whoever speaks to it."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from armstrace.desk.case import Case, ReadOutcome, new_case
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.days import keep_day
from armstrace.desk.documents.document import load_text
from armstrace.desk.results import keep
from court.hostile_exhibits import ODD_NAMES, hostile_files, markup
from desk.made_files import PUBLISHED

HIDDEN_WORDS = "words that stay on this machine"


@dataclass(slots=True)
class Listener:
    """A server of this machine: what it was asked, line by line."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listener]:
    """Note every connection to a port of this machine, and answer none."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(f"http://127.0.0.1:{server.getsockname()[1]}/")

        def listen() -> None:
            # closing the server ends it
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    with caller:
                        caller.settimeout(1)
                        listener.asked.append("connected")
                        with suppress(OSError):
                            listener.asked[-1] = caller.recv(2000).decode("latin-1").partition("\r\n")[0]

        threading.Thread(target=listen, daemon=True).start()
        yield listener
        server.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class Hostile:
    """The case, what came of reading each file by its name, where the files lay, the listener, the secret's file."""

    case: Case
    outcomes: dict[str, ReadOutcome]
    inbox: Path
    listener: Listener
    secret: Path

    @property
    def words(self) -> str:
        """What a stranger would write into any field."""
        return markup(self.listener.url)

    def printed(self, name: str) -> dict[str, str]:
        """Give what was set aside of a file: the words printed there, by reason."""
        sha256 = self.outcomes[name].exhibit.sha256
        return dict(self.case.tables.ask("SELECT reason, printed FROM set_aside WHERE exhibit = ?", [sha256]))


def hostile_case(folder: Path, listener: Listener) -> Hostile:
    """Take every hostile file into a case, read it, and check the article among them."""
    secret = folder / "secret.txt"
    secret.write_text(HIDDEN_WORDS, encoding="ascii")
    harm = markup(listener.url)
    case = new_case(folder / "case", title=f"A case {harm}", question=harm, said_by="p-1")
    inbox = folder / "inbox"
    inbox.mkdir()
    outcomes = {}
    for name, content in hostile_files(listener.url, secret):
        (inbox / name).write_bytes(content)
        outcomes[name] = case.read(case.add(inbox / name, licence="own work"))
    for name in ODD_NAMES:
        path = Path(os.fsdecode(os.fsencode(str(inbox)) + b"/" + name.encode("utf-8", "surrogateescape")))
        path.write_bytes(name.encode("utf-8", "backslashreplace"))
        outcomes[name] = case.read(case.add(path, licence=harm))
    article, day = outcomes["article.txt"].exhibit, date.fromisoformat(PUBLISHED)
    keep_day(case, article, day)
    keep(case, check_document(case, load_text(case, article, day)))
    case.tables.close()
    return Hostile(case, outcomes, inbox, listener, secret)
