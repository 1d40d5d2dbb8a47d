"""Which findings stand in a document's dossier, and in which order: a person's choice, line by line in the ledger.

The page lists every finding that was left out, with its verdict and the reason: nothing is dropped in silence. A
finding that comes out anew after the choice was made has another key, and stands in the page until somebody chooses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from armstrace.desk.dossiers.parts import roles, signed_by_role
from armstrace.desk.intake import Case
from armstrace.dossier.model import Apart, Dossier
from armstrace.evidence import ledger
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.findings import Finding

LEAVE_OUT, PUT_IN, PLACE = "leave_out_finding", "put_in_finding", "place_finding"
CHOOSING = (LEAVE_OUT, PUT_IN, PLACE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice that stands for one document: lines of the ledger by the finding left out, and the moves in order.

    A move is (finding, the one it was put before); "" is the end.
    """

    left_out: dict[str, Line] = field(default_factory=dict)
    moves: tuple[tuple[str, str], ...] = ()

    def placed(self, keys: Iterable[str]) -> list[str]:
        """Lay keys, which come in the order of the text, in the order that was chosen."""
        laid = list(keys)
        known = set(laid)
        for key, before in self.moves:
            if key in known and key != before and (not before or before in known):
                laid.remove(key)
                laid.insert(laid.index(before) if before else len(laid), key)
        return laid


def choice_of(case: Case, exhibit: str) -> Choice:
    """Give the choice that stands for a document.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    if not (case.root / LEDGER).exists():
        return Choice()
    return told_by(case.ledger_lines(), exhibit)


def told_by(lines: Iterable[Line], exhibit: str) -> Choice:
    """Give the choice that lines of a ledger tell of a document."""
    left_out: dict[str, Line] = {}
    moves: list[tuple[str, str]] = []
    for line in lines:
        if line.act not in CHOOSING or line.payload.get("exhibit") != exhibit:
            continue
        key = str(line.payload.get("finding", ""))
        if line.act == LEAVE_OUT:
            left_out[key] = line
        elif line.act == PUT_IN:
            left_out.pop(key, None)
        else:
            moves.append((key, str(line.payload.get("before", ""))))
    return Choice(left_out, tuple(moves))


def as_chosen(case: Case, dossier: Dossier) -> Dossier:
    """Lay a dossier out as it was chosen: findings left out stand apart, the others in their order."""
    choice = choice_of(case, dossier.document.sha256)
    if not choice.left_out and not choice.moves:
        return dossier
    known = roles(case)
    apart = tuple(
        Apart(each, signed_by_role(signed(choice.left_out[each.key]), known))
        for each in in_text(dossier.findings)
        if each.key in choice.left_out
    )
    stay = tuple(each for each in dossier.findings if each.key not in choice.left_out)
    order = choice.placed(each.key for each in in_text(stay)) if choice.moves else ()
    return replace(dossier, findings=stay, apart=apart, order=tuple(order))


def in_text(findings: Iterable[Finding]) -> list[Finding]:
    """Lay findings in the order of their claims in the text."""
    return sorted(findings, key=lambda each: (each.claim.start, each.claim.end))


def signed(line: Line) -> str:
    """Say who left a finding out, when and why."""
    return f"by {line.by} on {line.at[:10]}: {str(line.payload.get('why', '')).rstrip('.')}"


def leave_out(case: Case, exhibit: str, finding: Finding, why: str) -> bool:
    """Sign that a finding is left out of the dossier; False where the same person has said so for the same reason.

    Raises:
        CaseError: no reason is given.
    """
    if not why.strip():
        todo = "Say in a few words why: the page lists what was left out with the reason."
        raise CaseError("Leaving a finding out needs a reason.", where="--why", todo=todo)
    before = choice_of(case, exhibit).left_out.get(finding.key)
    if before is not None and (before.by, before.payload.get("why")) == (case.by, why.strip()):
        return False
    _write(case, LEAVE_OUT, exhibit, finding, why=why.strip())
    return True


def put_in(case: Case, exhibit: str, finding: Finding, why: str = "") -> None:
    """Sign that a finding which was left out goes in again.

    Raises:
        CaseError: it was not left out.
    """
    require_left_out(case, exhibit, finding)
    _write(case, PUT_IN, exhibit, finding, why=why.strip())


def require_left_out(case: Case, exhibit: str, finding: Finding) -> None:
    """See that a finding was left out.

    Raises:
        CaseError: it was not.
    """
    if finding.key not in choice_of(case, exhibit).left_out:
        raise CaseError("This finding was not left out.", where=finding.key, todo="Look at the dossier again.")


def place(case: Case, exhibit: str, findings: Sequence[Finding], key: str, number: int) -> bool:
    """Sign that a finding stands at a place among all of the document, counted from 1; False where it does already.

    Raises:
        CaseError: the document has no such finding.
    """
    finding = named(findings, key)
    laid = choice_of(case, exhibit).placed(each.key for each in in_text(findings))
    at = laid.index(finding.key)
    wanted = max(0, min(number - 1, len(laid) - 1))
    if at == wanted:
        return False
    laid.remove(finding.key)
    before = laid[wanted] if wanted < len(laid) else ""
    _write(case, PLACE, exhibit, finding, before=before)
    return True


def named(findings: Iterable[Finding], key: str) -> Finding:
    """Give a finding of a document by its key.

    Raises:
        CaseError: there is none.
    """
    found = next((each for each in findings if each.key == key), None)
    if found is None:
        raise CaseError(
            "The document has no finding of this key.",
            where=visible(key),
            todo="`armstrace check DOCUMENT --json` prints the keys of its findings.",
        )
    return found


def _write(case: Case, act: str, exhibit: str, finding: Finding, **more: Any) -> None:
    words = finding.claim.text
    ledger.append(case.root, act, case.by, exhibit=exhibit, finding=finding.key, words=words, **more)
