"""How exhibits from the web were collected, and what is missing of what such evidence should have.

The least is the address, the source of the page and a picture of the whole page (Berkeley Protocol, 2022, on
collecting); beside it time, clock, collector, machine and method are asked for. Whether a court takes an exhibit is for
the court: here it is said what there is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from armstrace.desk.collecting.line import ACT, clock_off, clock_words
from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit
from armstrace.tables.ask import literal

_SOURCE, _PICTURE, _ADDRESS = "the HTML source", "a picture of the whole page", "its address"
_ARCHIVES = ("warc_file", "wacz_file")
_TOLERATED_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Collection:
    """What is known of how one exhibit came off the web; "" is not known.

    `claimed` is True where a person or an archive says so and armstrace did not ask itself. `machine` is the id under
    which this machine's number is sealed.
    """

    exhibit: str
    received_at: str
    by: str
    url: str = ""
    at: str = ""
    clock: str = ""
    method: str = ""
    machine: str = ""
    source: bool = False
    picture: str = ""
    status: int = 0
    problem: str = ""
    server_clock: str = ""
    claimed: bool = True

    @property
    def below(self) -> tuple[str, ...]:
        """What lacks of the least that evidence from the web should have."""
        known = ((_ADDRESS, self.url), (_SOURCE, self.source), (_PICTURE, self.picture))
        return tuple(name for name, there in known if not there)

    @property
    def missing(self) -> tuple[str, ...]:
        """All that lacks of the record of collecting."""
        known = (
            ("the time of collecting", self.at),
            ("which clock told it", self.clock),
            ("who collected it", self.by),
            ("the machine that collected it", self.machine),
            ("how it was collected", self.method),
        )
        return (*self.below, *(name for name, there in known if not there))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is odd about it: an answer that is no page, a part, clocks that differ, a time claimed."""
        return tuple(filter(None, (self._answered, self.problem, self._clocks, self._claim)))

    @property
    def short(self) -> str:
        """Say in a few words whether it is whole."""
        if self.status and not 200 <= self.status < 300:
            return f"answered {self.status}"
        lacking = self.below or self.missing
        return f"{'below the minimum' if self.below else 'missing'}: {', '.join(lacking)}" if lacking else "complete"

    @property
    def told(self) -> str:
        """All of it in sentences."""
        where = f"Collected from {self.url}" if self.url else "Not known where it was collected"
        when = f", {'as is said at' if self.claimed else 'at'} {self.at}" if self.at else ""
        parts = [f"{where}{when}.", *self.remarks]
        if self.below:
            parts.append(f"Below the minimum for evidence from the web: {', '.join(self.below)} missing.")
        rest = [name for name in self.missing if name not in self.below]
        if rest:
            parts.append(f"Not recorded: {', '.join(rest)}.")
        return " ".join(parts if self.missing else [*parts, "The record of collecting is complete."])

    def as_json(self) -> dict[str, Any]:
        """Give it for a program."""
        return {
            "url": self.url,
            "at": self.at,
            "claimed": self.claimed,
            "status": self.status,
            "capture": self.picture,
            "below_minimum": list(self.below),
            "missing": list(self.missing),
            "remarks": list(self.remarks),
        }

    @property
    def _answered(self) -> str:
        if not self.status or 200 <= self.status < 300:
            return ""
        return (
            f"The server answered with status {self.status}: this is evidence of that answer, not the page asked for."
        )

    @property
    def _clocks(self) -> str:
        if self.claimed or not self.at:
            return ""
        off = clock_off(self.server_clock, datetime.fromisoformat(self.at))
        return clock_words(off) if off is not None and abs(off) > _TOLERATED_SECONDS else ""

    @property
    def _claim(self) -> str:
        """Say how long before it came the exhibit is said to be collected; nobody vouches for that."""
        if not self.claimed or not self.at:
            return ""
        if self.at > self.received_at:
            return f"That is later than it came into the case ({self.received_at}): a clock was wrong, or the time is."
        return f"It came into the case at {self.received_at}; nobody vouches for a time before that."


def collections_of(case: Case, only: Exhibit | None = None) -> Iterator[Collection]:
    """Yield what is known of each exhibit that came off the web, in the order of intake; of one where one is named."""
    found = _from_ledger(ledger.read_lines(case.root))
    exhibits = [only] if only else case.exhibits()
    archives = _from_archives(case, exhibits)
    for exhibit in exhibits:
        known = found.get(exhibit.sha256) or archives.get(exhibit.sha256)
        if known is None and exhibit.media_type != "text/html":
            continue
        known = known or Collection(exhibit.sha256, "", "", source=True)
        inside = archives.get(exhibit.sha256, known)
        source = known.source or inside.source or exhibit.media_type == "text/html"
        yield replace(
            known,
            received_at=exhibit.received_at,
            by=known.by or exhibit.received_by,
            source=source,
            url=known.url or inside.url,
            at=known.at or inside.at,
            picture=known.picture or inside.picture,
        )


def collected_words(case: Case) -> dict[str, str]:
    """Give by hash the sentences on how exhibits came off the web."""
    return {each.exhibit: each.told for each in collections_of(case)}


def addresses(lines: Iterable[Line]) -> dict[str, str]:
    """Give by hash the addresses that exhibits came from, as the ledger has them."""
    return {sha256: each.url for sha256, each in _from_ledger(lines).items() if each.url}


def _from_ledger(lines: Iterable[Line]) -> dict[str, Collection]:
    """Gather what lines say; where the same bytes were collected again the first time holds, with what came later."""
    found: dict[str, Collection] = {}
    pages: dict[str, str] = {}
    for line in lines:
        held = line.payload
        if line.act != ACT:
            continue
        for name in ("page", "warc"):
            sha256 = str(held.get(name, ""))
            if sha256:
                new = _brought(line, sha256) if held.get("brought") else _asked(line, sha256)
                found[sha256] = _together(found[sha256], new) if sha256 in found else new
        if held.get("warc") and held.get("page"):
            pages[str(held["warc"])] = str(held["page"])
    # a picture that came later is noted with the page
    return found | {
        warc: replace(found[warc], picture=found[warc].picture or found[page].picture) for warc, page in pages.items()
    }


def _brought(line: Line, sha256: str) -> Collection:
    held = line.payload
    return Collection(
        sha256,
        "",
        line.by,
        url=str(held.get("url", "")),
        at=str(held.get("saved_at", "")),
        method="saved by a person" if held.get("url") else "",
        picture=str(held.get("capture", "")),
    )


def _asked(line: Line, sha256: str) -> Collection:
    held, asked = line.payload, line.payload.get("asked") or [{}]
    last = asked[-1]
    return Collection(
        sha256,
        "",
        line.by,
        url=str(held.get("url", "")),
        at=str(last.get("answered", "")),
        clock=str(held.get("clock_source", "")),
        method=str(held.get("method", "")),
        machine=str(held.get("machine", "")),
        source=bool(held.get("page")),
        picture=str(held.get("capture", "")),
        status=int(last.get("status", 0)),
        problem=str(held.get("problem", "")),
        server_clock=str(held.get("server_clock", "")),
        claimed=False,
    )


def _together(known: Collection, new: Collection) -> Collection:
    """Add what a later line says to what an earlier one left open; what was asked goes before what is claimed."""
    first, second = (new, known) if known.claimed and not new.claimed else (known, new)
    return replace(
        first,
        url=first.url or second.url,
        at=first.at or second.at,
        method=first.method or second.method,
        machine=first.machine or second.machine,
        picture=first.picture or second.picture,
    )


def _from_archives(case: Case, exhibits: list[Exhibit]) -> dict[str, Collection]:
    """Gather what web archives among the exhibits say of themselves: a page answered, and a picture of a whole page."""
    only = f" AND exhibit = {literal(exhibits[0].sha256)}" if len(exhibits) == 1 else ""
    page = "what = 'response' AND status BETWEEN 200 AND 299 AND media_type IN ('text/html', 'application/xhtml+xml')"
    rows = case.tables.ask(
        "SELECT exhibit, min(url) FILTER (WHERE page), count(DISTINCT url) FILTER (WHERE page), "
        "min(url) FILTER (WHERE what = 'page'), count(DISTINCT url) FILTER (WHERE what = 'page'), "
        "max(time_utc) FILTER (WHERE page), max(place) FILTER (WHERE what = 'picture') "
        f"FROM (SELECT *, {page} AS page FROM capture WHERE register IN {_ARCHIVES}{only}) "
        "GROUP BY exhibit ORDER BY exhibit"
    )
    found = {}
    for sha256, answered, answers, listed, pages, at, picture in rows:
        # of the answers many are frames and advertisements: a list of pages says which were meant
        url, count = (listed, pages) if listed else (answered or "", answers)
        named = f"{url} and {count - 1} more address{'es' * (count > 2)}" if count > 1 else url
        found[sha256] = Collection(sha256, "", "", url=named, at=at or "", source=bool(answered), picture=picture or "")
    return found
