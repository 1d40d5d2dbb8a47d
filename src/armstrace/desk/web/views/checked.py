"""A document of the case as it is checked now, computed once for as long as nothing that a check sees has changed."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from armstrace.desk.documents.article import Checked, check_read
from armstrace.desk.documents.document import ReadDocument, as_judged, load_text, read_document
from armstrace.desk.dossiers.page import dossier_of
from armstrace.desk.dossiers.parts import CaseParts
from armstrace.desk.judgements.claims import standing
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views import basis
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
    """Whether a document's claims are at hand without reading it."""
    return desk.was_cached(("checked", exhibit.sha256), _seen_by_checks(desk))


def checked_now(desk: Desk, exhibit: Exhibit) -> CheckedNow:
    """Read and check a document, or give what was found when that was done; judgements are those of now.

    Raises:
        CaseError: the exhibit is no document, or its day of publication is not known.
    """
    return desk.cached(("checked now", exhibit.sha256), lambda: _checked(desk, exhibit), basis.document(desk))


def _checked(desk: Desk, exhibit: Exhibit) -> CheckedNow:
    read = desk.cached(("read", exhibit.sha256), lambda: _read(desk, exhibit), basis.rows(desk))
    mine = as_judged(desk.case, read.document, read.was_read)
    checked = desk.cached(("checked", exhibit.sha256), lambda: check_read(desk.case, mine), _seen_by_checks(desk))
    judged = {each.claim: each for each in mine.claims}
    now = replace(checked, judged=judged, left_out=tuple(_left_out(mine)))
    # the reader shows findings: chains and incidents have pages of their own
    return CheckedNow(mine, now, dossier_of(desk.case, now, datetime.now(UTC), CaseParts(), alone=True))


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
