"""Taking a page of the web into a case: what was asked, what came, when and by which clock, through whom, with what.

What comes of one address: a web archive (WARC) with every request and answer as it went over the wire, the page itself
as a file of its own, and the full-page capture that a person brought along. A line of the ledger ties them together.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from armstrace.desk.case import require_proxy
from armstrace.desk.collecting.line import ACT, clock_off, clock_words
from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.addresses import Address, read_address
from armstrace.evidence.clock import Clock, clock_source, stamp, utc_now
from armstrace.evidence.collect import collect, require_allowed, require_library
from armstrace.evidence.collected import Answer, Collected, Way
from armstrace.evidence.disk import CHUNK, explained
from armstrace.evidence.exhibits import Received, add_file
from armstrace.evidence.identities import seal
from armstrace.evidence.incoming import incoming
from armstrace.evidence.inflating import Inflating
from armstrace.evidence.warc import KEPT_AS, write_warc
from armstrace.records.errors import ArmstraceError, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.sources import ReadOptions
from armstrace.records.version import __version__

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/pdf": ".pdf",
}
_NAME = re.compile(r"[^/\\\x00-\x1f]{1,120}")

Seal = Callable[[Path, str], str]
"""Seals words in a case and gives the id under which they are kept, "" where nothing can be sealed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of an address: the way there, a capture brought along, and what is said of the files."""

    way: Way = field(default_factory=Way)
    capture: Path | None = None
    licence: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)
    seal: Seal = seal
    clock: Clock = utc_now
    told: Callable[[Address], object] = lambda _: None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of one address: its exhibits by what they are ("warc", "page", "capture"), and what stopped it."""

    address: Address
    exhibits: dict[str, Exhibit]
    status: int = 0
    problem: ArmstraceError | None = None
    remarks: tuple[str, ...] = ()


def checked(case: Path, url: str, way: Way) -> Address:
    """Take an address apart and make sure that it may be asked from this case; nobody is asked yet.

    Raises:
        CaseError: it is no address, lies on somebody's own network, or the case is sensitive and no proxy is named.
    """
    address = read_address(url)
    require_library()
    require_proxy(
        case, "named" if way.proxy else "", "Name a proxy with --proxy, such as Tor's: socks5://127.0.0.1:9050."
    )
    require_allowed(address, way)
    return address


def collect_page(case: Case, url: str, wish: Wish) -> Gathered:
    """Ask for an address and take what comes into the case; that it was asked is in the ledger whatever comes.

    Raises:
        CaseError: it may not be asked; nobody was.
        ArmstraceError: what came cannot be stored.
    """
    address = checked(case.root, url, wish.way)
    with ExitStack() as stack:
        wire, body, page, warc = (stack.enter_context(incoming(case.root)).path for _ in range(4))
        with wire.open("r+b") as kept, body.open("r+b") as came:
            collected = collect(address, wish.way, kept, came, told=wish.told, clock=wish.clock)
            last = collected.last
            exhibits, remarks = {}, list[str]()
            if last is not None:
                whole = _unpacked(last, collected, came, page, wish.way.most_bytes, remarks)
                with warc.open("r+b") as out, explained(case.root, "Writing the web archive"):
                    write_warc(out, collected.answers, kept, _about(wish), last=_of_page(page, whole=whole))
                exhibits = _taken(case, wish, last, {"warc": warc, **({"page": page} if whole else {})})
    if wish.capture is not None and exhibits:
        exhibits["capture"] = case.add(wish.capture, licence=wish.licence)
    _note(case, address, wish, collected, exhibits)
    status = last.status if last else 0
    return Gathered(address, exhibits, status, collected.problem, (*remarks, *_clock_remarks(last)))


def _about(wish: Wish) -> dict[str, str]:
    through = f"through {wish.way.proxy.kind}" if wish.way.proxy else "directly"
    return {"via": through, "clock": clock_source(), "http-header-user-agent": wish.way.user_agent}


def _of_page(page: Path, *, whole: bool) -> dict[str, str]:
    if not whole:
        return {}
    with page.open("rb") as file:
        return {KEPT_AS: f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"}


def _unpacked(last: Answer, collected: Collected, came: BinaryIO, page: Path, most: int, remarks: list[str]) -> bool:
    """Write the page as a file, unpacked; give whether there is one: whole, not empty, and no error page."""
    if collected.problem is not None or not 200 <= last.status < 300:
        return False
    try:
        inflating = Inflating(last.header("content-encoding"), most)
        came.seek(0)
        with page.open("r+b") as out, explained(page.name, "Unpacking the page"):
            while piece := came.read(CHUNK):
                out.write(inflating.feed(piece))
            if not inflating.ended:
                remarks.append("Its packing ends too soon: the page may have been cut short.")
            return out.tell() > 0
    except UnreadableValue as error:
        remarks.append(f"{error.what} The web archive holds it as it came.")
        return False


def _taken(case: Case, wish: Wish, last: Answer, files: dict[str, Path]) -> dict[str, Exhibit]:
    archive: Received = {
        "received_name": f"{last.address.host} {stamp(last.asked_at).replace(':', '-')}.warc",
        "by": case.by,
        "licence": wish.licence,
    }
    page: Received = {
        **archive,
        "received_name": page_name(last),
        "treaty": wish.options.treaty,
        "edition": wish.options.edition,
    }
    said = {"warc": archive, "page": page}
    return {what: add_file(case.root, path, clock=wish.clock, **said[what]) for what, path in files.items()}


def page_name(answer: Answer) -> str:
    """Name a page by the end of its address, with the ending that its type has where it has none."""
    named = unquote(urlsplit(answer.address.target).path.rstrip("/").rpartition("/")[2])
    name = named if _NAME.fullmatch(named) else answer.address.host
    kind = answer.header("content-type").partition(";")[0].strip().lower()
    ending = _ENDINGS.get(kind, "")
    return name if not ending or re.search(r"\.[A-Za-z][A-Za-z0-9]{1,5}$", named) else name + ending


def _note(case: Case, address: Address, wish: Wish, collected: Collected, exhibits: dict[str, Exhibit]) -> None:
    """Write the line; this machine's number and the proxy's name are sealed, or kept nowhere."""
    last, via = collected.last, wish.way.proxy
    payload: dict[str, Any] = {
        "url": str(address),
        "via": via.kind if via else "directly",
        "asked": [_asked(answer) for answer in collected.answers],
        "method": f"armstrace {__version__}, GET with httpcore {version('httpcore')}",
        "user_agent": wish.way.user_agent,
        "clock_source": clock_source(),
        **{what: exhibit.sha256 for what, exhibit in exhibits.items()},
    }
    if collected.problem is not None:
        payload["problem"] = collected.problem.what
    if last is not None:
        payload["server_clock"] = last.header("date")[:64]
        machine = f"{last.machine} by {via.kind} at {via.host}:{via.port}" if via else last.machine
        payload["machine"] = wish.seal(case.root, f"collected {address} with the machine {machine}") if machine else ""
    ledger.append(case.root, ACT, case.by, clock=wish.clock, **payload)


def _asked(answer: Answer) -> dict[str, Any]:
    told: dict[str, Any] = {
        "url": str(answer.address),
        "at": stamp(answer.asked_at),
        "answered": stamp(answer.answered_at),
        "status": answer.status,
        "bytes": answer.end - answer.start,
    }
    more = {
        "server": answer.server,
        "location": answer.location[:2000],
        "cut": answer.truncated,
        "certificate_sha256": answer.tls.get("fingerprint", ""),
    }
    return told | {name: value for name, value in more.items() if value}


def _clock_remarks(last: Answer | None) -> list[str]:
    off = clock_off(last.header("date"), last.answered_at) if last else None
    return [clock_words(off)] if off is not None and abs(off) > 60 else []
