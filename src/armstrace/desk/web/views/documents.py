"""The documents of the case: what is claimed in each, and how far it is judged."""

from dataclasses import dataclass
from datetime import date

from armstrace.desk.documents.days import day_said
from armstrace.desk.documents.document import documents as all_documents
from armstrace.desk.judgements.claims import standing
from armstrace.desk.results import kept_of
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.checked import day_missing
from armstrace.desk.web.ways import Nothing
from armstrace.desk.withheld import findings_shown
from armstrace.records.judgements import State


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


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents that the person may see, in the order they came in."""

    documents: tuple[DocumentRow, ...]


def documents(desk: Desk, _asked: Nothing) -> Documents:
    """List the documents of the case."""
    return desk.cached("documents", lambda: _documents(desk), basis.findings(desk))


def _documents(desk: Desk) -> Documents:
    judged = standing(desk.case)
    rows = []
    for exhibit in all_documents(desk.case):
        if exhibit.sha256 in desk.who.hidden:
            continue
        kept = kept_of(desk.case, exhibit)
        told = kept["document"] if kept else {}
        mine = [each.state for each in judged if each.exhibit == exhibit.sha256]
        said = [str(each["verdict"]) for each in findings_shown(desk.case, kept["findings"])] if kept else []
        day = date.fromisoformat(told["published"]) if kept else day_said(desk.case, exhibit)
        rows.append(
            DocumentRow(
                sha256=exhibit.sha256,
                name=exhibit.received_name,
                title=str(told.get("title", "")),
                published=day,
                checked=kept is not None,
                verdicts={each: said.count(each) for each in dict.fromkeys(sorted(said))},
                unchecked=len(kept["unchecked"]) if kept else 0,
                accepted=mine.count(State.ACCEPTED),
                rejected=mine.count(State.REJECTED),
                missing="" if kept else day_missing(desk, exhibit),
            )
        )
    return Documents(tuple(rows))
