"""What a check of a document gave, kept in local/ with all that it rests on: another server shows it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.desk.at_hand.files import at_hand, basis_of, put_by
from armstrace.desk.at_hand.readings import kept_reading
from armstrace.desk.documents.article import Checked, check_read
from armstrace.desk.documents.document import ReadDocument, Text, as_judged, read_document, wanted_of
from armstrace.desk.incidents.kept_events import number_of_incidents
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.desk.web.resting import ROWS
from armstrace.evidence.lines import Line
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.judgements import State
from armstrace.records.leaving import year_ago
from armstrace.tables.ask import literal

_KIND = "checks"
_FEW_DOCUMENTS, _FEW_INCIDENTS = 30, 2_000
"""Of a case with no more, a document that was read is checked while somebody waits for its page."""


@dataclass(frozen=True, slots=True)
class Of:
    """A document in a case as the lines of the ledger have it by now."""

    case: Case
    document: Text
    lines: Sequence[Line]


def reading_at_hand(of: Of) -> ReadDocument | None:
    """Give what was read of a document before, under the judgements of now; None where it has to be read."""
    found = kept_reading(of.case, wanted_of(of.case, of.document))
    return None if found is None else as_judged(of.case, of.document, found)


def check_at_hand(of: Of, mine: ReadDocument) -> Checked | None:
    """Give what a check of a document gave that saw all that one would see now; None where there was none."""
    found: Any = at_hand(of.case, _KIND, of.document.exhibit.sha256, _basis(of))
    if found is None:
        return None
    findings, unchecked, notes = found
    return Checked(
        of.document,
        mine.standing_claims,
        findings,
        unchecked,
        left_out=tuple(each for each in mine.claims if each.state is State.REJECTED),
        judged={each.claim: each for each in mine.claims},
        notes=notes,
    )


def is_quick(case: Case, documents: int) -> bool:
    """Whether a check of a document that was read takes less time than a page may."""
    return documents <= _FEW_DOCUMENTS and number_of_incidents(case) <= _FEW_INCIDENTS


def checked_and_put_by(of: Of, mine: ReadDocument | None = None) -> Checked:
    """Read and check a document, and keep both for the next time."""
    basis = _basis(of)
    checked = check_read(of.case, mine or read_document(of.case, of.document))
    kept = (checked.findings, checked.unchecked, checked.notes)
    put_by(of.case, _KIND, of.document.exhibit.sha256, basis, kept)
    return checked


def _basis(of: Of) -> str:
    """Hash all that a check sees: text and rows, what persons said of claims and incidents, who asks, on what day."""
    last = next(([line.seq, line.sha256] for line in reversed(of.lines) if line.act not in ROWS), [])
    signed = standing(of.case)
    changed = [each for each in signed if each.state is State.REJECTED or each.correction]
    said = sorted([each.claim, each.state.value, str(each.correction)] for each in changed)
    uses = sorted(each.claim for each in signed if each.type == WeaponUseClaim.TYPE and each.state is State.ACCEPTED)
    # what is recent is told otherwise than what is not: without it the day does not matter
    day = str(of.case.today) if uses or _turns(of.case, of.case.today) else ""
    return basis_of(
        wanted_of(of.case, of.document).basis, last, said, uses, sorted(of.case.hidden), day,
        of.document.published_assumed,
    )  # fmt: skip


def _turns(case: Case, today: date) -> bool:
    """Whether an incident is recent today that will not be on another day."""
    since = literal(year_ago(today).isoformat())
    return bool(case.tables.ask(f"SELECT 1 FROM incident WHERE when_latest > DATE {since} LIMIT 1"))
