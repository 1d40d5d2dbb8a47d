"""The documents of the case: what is claimed in each, and how far it is judged."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from armstrace.desk.documents.days import day_said
from armstrace.desk.documents.document import documents as all_documents
from armstrace.desk.judgements.claims import standing
from armstrace.desk.results import kept_of, kept_state
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.checked import day_missing
from armstrace.desk.withheld import findings_shown
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import State

_SIZE = 50


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its verdicts as kept at the last check, by verdict, and how many claims a person judged."""

    sha256: str
    name: str
    title: str
    published: date | None
    checked: bool
    verdicts: dict[str, int]
    unchecked: int
    accepted: int
    rejected: int
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsAsked:
    """Which documents: those whose name holds these words, and which page of them."""

    words: str = told("", longest=200)
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that the person may see, by pages, in the order they came in."""

    documents: tuple[DocumentRow, ...]
    paging: Paging
    words: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was kept of a document when it was checked last, as far as the list shows it."""

    title: str
    published: date
    verdicts: dict[str, int]
    unchecked: int


def documents(desk: Desk, asked: DocumentsAsked) -> Documents:
    """List the documents of the case."""
    words = asked.words.strip().casefold()
    known = desk.cached("documents", lambda: tuple(all_documents(desk.case)), basis.rows(desk))
    found = [each for each in known if words in each.received_name.casefold() and each.sha256 not in desk.who.hidden]
    where = paging(len(found), asked.page, _SIZE)
    return Documents(tuple(_row(desk, each) for each in cut(found, where, _SIZE)), where, asked.words)


def _row(desk: Desk, exhibit: Exhibit) -> DocumentRow:
    kept = desk.cached(("findings listed", exhibit.sha256), lambda: _kept(desk, exhibit), _file(desk, exhibit))
    judged = desk.cached("judged by document", lambda: _judged(desk)).get(exhibit.sha256, {})
    state = basis.rows(desk)
    return DocumentRow(
        sha256=exhibit.sha256,
        name=exhibit.received_name,
        title=kept.title if kept else "",
        published=kept.published if kept else desk.cached(("day", exhibit.sha256), lambda: _day(desk, exhibit), state),
        checked=kept is not None,
        verdicts=kept.verdicts if kept else {},
        unchecked=kept.unchecked if kept else 0,
        accepted=judged.get(State.ACCEPTED, 0),
        rejected=judged.get(State.REJECTED, 0),
        missing="" if kept else desk.cached(("day missing", exhibit.sha256), lambda: day_missing(desk, exhibit), state),
    )


def _day(desk: Desk, exhibit: Exhibit) -> date | None:
    return day_said(desk.case, exhibit)


def _kept(desk: Desk, exhibit: Exhibit) -> _Kept | None:
    held = kept_of(desk.case, exhibit)
    if held is None:
        return None
    said = Counter(str(each["verdict"]) for each in findings_shown(desk.case, held["findings"]))
    about = held["document"]
    return _Kept(
        str(about.get("title", "")),
        date.fromisoformat(about["published"]),
        dict(sorted(said.items())),
        len(held["unchecked"]),
    )


def _file(desk: Desk, exhibit: Exhibit) -> Hashable:
    """Name the state of the file of a document's findings, and of the rows that they rest on."""
    return kept_state(desk.case, exhibit), basis.rows(desk)


def _judged(desk: Desk) -> Mapping[str, Mapping[State, int]]:
    found: dict[str, Counter[State]] = {}
    for each in standing(desk.case):
        found.setdefault(each.exhibit, Counter())[each.state] += 1
    return found
