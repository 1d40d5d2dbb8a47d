"""A document of the case as it is checked now, computed once for as long as nothing that a check sees has changed."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from armstrace.desk.documents.article import Checked
from armstrace.desk.documents.document import ReadDocument, as_judged, documents, load_text, read_document
from armstrace.desk.dossiers.page import dossier_of
from armstrace.desk.dossiers.parts import CaseParts
from armstrace.desk.judgements.claims import standing
from armstrace.desk.web.at_hand import Of, check_at_hand, checked_and_put_by, is_quick, reading_at_hand
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.checking import CHECK
from armstrace.desk.web.jobs.record import State as Ended
from armstrace.desk.web.jobs.record import all_jobs, new_job, settings_of
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.jobs import JobView, begun
from armstrace.dossier.model import Dossier
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import Judged, State


@dataclass(frozen=True, slots=True)
class CheckedNow:
    """A document with its claims and findings as they stand, and what a dossier would show of it."""

    mine: ReadDocument
    checked: Checked
    dossier: Dossier


def document_named(desk: Desk, sha256: str) -> Exhibit:
    """Give a document that this person may see.

    Raises:
        NotThere: there is none of this hash.
    """
    found = next((each for each in desk.case.exhibits() if each.sha256 == sha256), None)
    if found is None or found.sha256 in desk.who.hidden:
        raise NotThere("The case has no such document.", where=sha256[:64], todo="Look at the list of documents.")
    return found


def was_checked(desk: Desk, exhibit: Exhibit) -> bool:
    """Whether a document's claims are at hand, or quickly made so: without reading it, or a check of a large case.

    Raises:
        CaseError: the exhibit is no document, or its day of publication is not known.
    """
    if desk.was_cached(("checked", exhibit.sha256), _seen_by_checks(desk)):
        return True
    of = _of(desk, exhibit)
    mine = reading_at_hand(of)
    if mine is None:
        return False
    if is_light(desk):
        return True
    checked = check_at_hand(of, mine)
    if checked is not None:
        desk.cached(("checked", exhibit.sha256), lambda: checked, _seen_by_checks(desk))
    return checked is not None


def is_light(desk: Desk) -> bool:
    """Whether documents that were read are checked while somebody waits."""
    return is_quick(desk.case, desk.cached("number of documents", lambda: len(documents(desk.case)), basis.rows(desk)))


def checked_soon(desk: Desk, exhibit: Exhibit) -> tuple[JobView | None, CheckedNow | None]:
    """Let a document be read and checked beside the requests.

    Where that was done and could not be kept it is done here, and somebody waits.
    """
    last = desk.lines()[-1].at if desk.lines() else ""
    done = any(
        each.kind == CHECK and each.exhibit == exhibit.sha256 and each.state is Ended.DONE and each.began_at > last
        for each in all_jobs(desk.case.root)
    )
    return (None, checked_now(desk, exhibit)) if done else (begin_check(desk, exhibit), None)


def begin_check(desk: Desk, exhibit: Exhibit, *, keep: bool = False) -> JobView:
    """Let a document be read and checked beside the requests; a work that does so already is not doubled."""
    # what is kept in the case is for all, whoever asked for it
    hidden = () if keep else sorted(desk.who.hidden)
    settings = settings_of({"hidden": " ".join(hidden), "keep": "1" if keep else ""})
    return begun(desk, new_job(CHECK, exhibit.received_name, desk.who.by, settings), exhibit.sha256, running=not keep)


def checked_now(desk: Desk, exhibit: Exhibit) -> CheckedNow:
    """Read and check a document, or give what was found when that was done; judgements are those of now.

    Raises:
        CaseError: the exhibit is no document, or its day of publication is not known.
    """
    return desk.cached(("checked now", exhibit.sha256), lambda: _checked(desk, exhibit), basis.document(desk))


def _checked(desk: Desk, exhibit: Exhibit) -> CheckedNow:
    read = desk.cached(("read", exhibit.sha256), lambda: _read(desk, exhibit), basis.rows(desk))
    mine = as_judged(desk.case, read.document, read.was_read)
    checked = desk.cached(("checked", exhibit.sha256), lambda: _check(desk, mine), _seen_by_checks(desk))
    judged = {each.claim: each for each in mine.claims}
    now = replace(checked, judged=judged, left_out=tuple(_left_out(mine)))
    # the reader shows findings: chains and incidents have pages of their own
    return CheckedNow(mine, now, dossier_of(desk.case, now, datetime.now(UTC), CaseParts(), alone=True))


def _check(desk: Desk, mine: ReadDocument) -> Checked:
    of = Of(desk.case, mine.document, desk.lines())
    return check_at_hand(of, mine) or checked_and_put_by(of, mine)


def _of(desk: Desk, exhibit: Exhibit) -> Of:
    return Of(desk.case, load_text(desk.case, exhibit, None), desk.lines())


def _read(desk: Desk, exhibit: Exhibit) -> ReadDocument:
    return read_document(desk.case, load_text(desk.case, exhibit, None))


def _left_out(mine: ReadDocument) -> list[Judged]:
    return [each for each in mine.claims if each.state is State.REJECTED]


def _seen_by_checks(desk: Desk) -> Hashable:
    """Name the state of all that checks see: the rows, and the claims that were rejected or corrected."""

    def judged() -> Hashable:
        changed = [each for each in standing(desk.case) if each.state is State.REJECTED or each.correction]
        return frozenset((each.claim, each.state, str(each.correction)) for each in changed)

    return basis.rows(desk), desk.cached("claims rejected or corrected", judged)


def day_missing(desk: Desk, exhibit: Exhibit) -> str:
    """Say why a document cannot be read yet: its day is not known; "" where it can."""
    try:
        load_text(desk.case, exhibit, None)
    except CaseError as error:
        return f"{error.what} {error.todo}"
    return ""
