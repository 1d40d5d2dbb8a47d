"""The dossier of a document before it leaves: which findings stand in it, in which order, and how it will look."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from armstrace.desk.bundles.dossiers import typst_here
from armstrace.desk.documents.article import Checked
from armstrace.desk.dossiers import choice as dossier_choice
from armstrace.desk.dossiers.choice import Choice, as_chosen, choice_of, in_text
from armstrace.desk.dossiers.page import dossier_of
from armstrace.desk.dossiers.parts import parts_of
from armstrace.desk.kept_checked import kept_checked
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.exporting import DOSSIER
from armstrace.desk.web.jobs.record import new_job
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.problems import Conflict
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.checked import document_named
from armstrace.desk.web.views.documents import DocumentRow, DocumentsAsked, documents
from armstrace.desk.web.views.exports import Export, exports_of, require_whole
from armstrace.desk.web.views.jobs import JobList, JobView, begun, jobs
from armstrace.desk.web.views.overview import built_chains
from armstrace.desk.web.ways import Bytes, Nothing
from armstrace.dossier.page import render
from armstrace.dossier.templating import policy, style_of
from armstrace.evidence.lines import Line
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding

_SIZE = 50
_EXPORTS = 30


class Choosing(StrEnum):
    """What a person does with a finding in a dossier."""

    LEAVE_OUT = "leave_out"
    PUT_IN = "put_in"
    PLACE = "place"


class Format(StrEnum):
    """As what a dossier is written."""

    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: its place among all as chosen, its key, the words of its claim, whether it stands in the dossier."""

    place: int
    key: str
    words: str
    verdict: str
    goes_in: bool
    left_out_by: str
    left_out_at: str
    left_out_why: str


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A document's dossier as it is chosen now; `seen` is the number of the ledger's last line.

    `checked` is False where the document was never checked; then there are no findings to choose from.
    """

    sha256: str
    name: str
    title: str
    checked: bool
    rows: tuple[FindingRow, ...]
    paging: Paging
    left_out: int
    unchecked: int
    rejected: int
    pdf: bool
    exports: tuple[Export, ...]
    jobs: JobList
    seen: int


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The documents a dossier can be made of, and all that was exported, the newest first."""

    documents: tuple[DocumentRow, ...]
    among: Paging
    words: str
    exports: tuple[Export, ...]
    paging: Paging
    jobs: JobList


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen."""

    key: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersAsked:
    """Which page of the list of exports, which of the documents, and of these only those with words in their names."""

    page: int = told(1, least=1, most=1_000_000)
    among: int = told(1, least=1, most=1_000_000)
    words: str = told("", longest=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAsked:
    """A document, and which page of its findings."""

    sha256: str = told(longest=64)
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewAsked:
    """A document."""

    sha256: str = told(longest=64)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAsked:
    """A choice on a finding: left out with its reason, put in again, or placed (`place` counts from 1)."""

    sha256: str = told(longest=64)
    key: str = told(longest=120)
    act: Choosing
    why: str = told("", longest=2000)
    place: int = told(1, least=1, most=1_000_000)
    seen: int
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAsked:
    """A document, and as what its dossier is to be written."""

    sha256: str = told(longest=64)
    format: Format = Format.HTML


def dossiers(desk: Desk, asked: DossiersAsked) -> Dossiers:
    """List the documents that a dossier can be made of, and what was exported so far."""
    made = exports_of(desk)
    where = paging(len(made), asked.page, _EXPORTS)
    found = documents(desk, DocumentsAsked(words=asked.words, page=asked.among))
    return Dossiers(
        documents=found.documents,
        among=found.paging,
        words=asked.words,
        exports=tuple(cut(made, where, _EXPORTS)),
        paging=where,
        jobs=jobs(desk, Nothing()),
    )


def dossier(desk: Desk, asked: DossierAsked) -> DossierPage:
    """Show which findings stand in the dossier of a document, and in which order."""
    exhibit = _document(desk, asked.sha256)
    checked = _kept(desk, exhibit)
    choice = choice_of(desk.case, exhibit.sha256)
    laid = _laid(checked, choice) if checked else []
    where = paging(len(laid), asked.page, _SIZE)
    first = (where.page - 1) * _SIZE + 1
    about = checked.document.about if checked else None
    return DossierPage(
        sha256=exhibit.sha256,
        name=exhibit.received_name,
        title=about.title if about else "",
        checked=checked is not None,
        rows=tuple(
            _row(place, each, choice.left_out.get(each.key))
            for place, each in enumerate(cut(laid, where, _SIZE), first)
        ),
        paging=where,
        left_out=sum(each.key in choice.left_out for each in laid),
        unchecked=len(checked.unchecked) if checked else 0,
        rejected=len(checked.left_out) if checked else 0,
        pdf=bool(typst_here()),
        exports=tuple(each for each in exports_of(desk) if each.exhibit == exhibit.sha256)[:8],
        jobs=jobs(desk, Nothing()),
        seen=desk.head.count,
    )


def choose(desk: Desk, asked: ChooseAsked) -> Chosen:
    """Sign a choice on a finding; refused where somebody else has chosen on it since it was looked at."""
    exhibit = _document(desk, asked.sha256)
    checked = _kept(desk, exhibit)
    findings = checked.findings if checked else ()
    if asked.seen < desk.head.count and all(each.key != asked.key for each in findings):
        raise Conflict(
            "This finding is not there any more: its claim was decided on in between.",
            where=asked.key[:120],
            todo="Look at the dossier again, then choose.",
        )
    finding = dossier_choice.named(findings, asked.key)
    with desk.unchanged(asked.key, asked.seen):
        if asked.act is Choosing.LEAVE_OUT:
            dossier_choice.leave_out(desk.case, exhibit.sha256, finding, asked.why)
        elif asked.act is Choosing.PUT_IN:
            dossier_choice.put_in(desk.case, exhibit.sha256, finding, asked.why)
        else:
            dossier_choice.place(desk.case, exhibit.sha256, findings, asked.key, asked.place)
    return Chosen(asked.key, asked.act.value)


def preview(desk: Desk, asked: PreviewAsked) -> Bytes:
    """Show the dossier as it would be written now, from the findings kept at the last check."""
    exhibit = _document(desk, asked.sha256)
    page = desk.cached(("preview", exhibit.sha256), lambda: _page(desk, exhibit))
    # nothing in the page runs or loads; its own style sheet is allowed by its hash
    said = f"{policy(style_of('style', 'chain'))}; sandbox; frame-ancestors 'none'"
    return Bytes(content=page.encode("utf-8", "backslashreplace"), media_type="text/html", policy=said)


def export(desk: Desk, asked: ExportAsked) -> JobView:
    """Begin to write the dossier: the document is checked again, every value opened or computed again."""
    exhibit = _document(desk, asked.sha256)
    job = new_job(DOSSIER, exhibit.received_name, desk.who.by, {"format": asked.format.value})
    return begun(desk, job, exhibit.sha256)


def _document(desk: Desk, sha256: str) -> Exhibit:
    """Give a document to a person from whom nothing of the case is hidden: a dossier rests on all of it."""
    exhibit = document_named(desk, sha256)
    require_whole(desk)
    return exhibit


def _kept(desk: Desk, exhibit: Exhibit) -> Checked | None:
    return desk.cached(("kept", exhibit.sha256), lambda: kept_checked(desk.case, exhibit), basis.findings(desk))


def _laid(checked: Checked, choice: Choice) -> list[Finding]:
    by_key = {each.key: each for each in in_text(checked.findings)}
    return [by_key[key] for key in choice.placed(by_key)]


def _row(place: int, finding: Finding, line: Line | None) -> FindingRow:
    return FindingRow(
        place=place,
        key=finding.key,
        words=finding.claim.text,
        verdict=finding.verdict.value,
        goes_in=line is None,
        left_out_by=line.by if line else "",
        left_out_at=line.at if line else "",
        left_out_why=str(line.payload.get("why", "")) if line else "",
    )


def _page(desk: Desk, exhibit: Exhibit) -> str:
    checked = _kept(desk, exhibit)
    if checked is None:
        raise Conflict(
            "This document was not checked yet, so there is no dossier of it.",
            where=exhibit.received_name,
            todo="Check it on its page first.",
        )
    parts = desk.cached("parts of dossiers", lambda: parts_of(desk.case, built_chains(desk)))
    return render(as_chosen(desk.case, dossier_of(desk.case, checked, datetime.now(UTC), parts)))
