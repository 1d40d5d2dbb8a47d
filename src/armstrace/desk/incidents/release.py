"""The custodian's signature under exact coordinates: an act in the ledger, with a reason, that can be taken back."""

from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.folders import LEDGER
from armstrace.records.errors import CaseError

SIGN, TAKE_BACK = "release_coordinates", "withdraw_release"


def signed(case: Case) -> frozenset[str]:
    """Give the exhibits whose exact coordinates the custodian signed for; in a case without a ledger there are none."""
    if not (case.root / LEDGER).exists():
        return frozenset()
    standing: set[str] = set()
    for line in case.ledger_lines():
        if line.act == SIGN:
            standing.add(str(line.payload["exhibit"]))
        elif line.act == TAKE_BACK:
            standing.discard(str(line.payload["exhibit"]))
    return frozenset(standing)


def sign(case: Case, exhibit: str, why: str, *, back: bool = False) -> str:
    """Sign for the exact coordinates of an exhibit, or take that back; give its SHA-256.

    Raises:
        CaseError: no reason is given, no such exhibit is there, or it is signed, or not signed, already.
    """
    if not why.strip():
        raise CaseError("A signature needs a reason.", where="--why", todo="Say in a few words what it rests on.")
    sha256 = case.exhibit(exhibit).sha256
    if (sha256 in signed(case)) is not back:
        said = "not signed for" if back else "signed for already"
        raise CaseError(f"The coordinates of this exhibit are {said}.", where=sha256[:12], todo="Nothing was written.")
    ledger.append(case.root, TAKE_BACK if back else SIGN, case.by, exhibit=sha256, why=why)
    return sha256
