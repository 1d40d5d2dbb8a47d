"""What a key of a case accuses somebody of: the words of a claim, a finding, an event or a record."""

from armstrace.desk.documents.case_claims import case_claims, choose
from armstrace.desk.intake import Case
from armstrace.desk.judgements.incidents import events_of
from armstrace.desk.results import kept_finding
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.judgements import KIND as CLAIM
from armstrace.tables.schema import KINDS

_WORDS = ("text", "accusation", "grounds", "outcome", "note", "weapon_printed", "designation")


def accusation_of(case: Case, key: str) -> tuple[str, str]:
    """Give the whole key of what is named by a key (a claim's by its beginning too), and its words, "" for none.

    Raises:
        CaseError: nothing in the case has this key.
    """
    kind = key.partition(":")[0]
    if kind == CLAIM:
        chosen = choose(case_claims(case), key)
        return chosen.key, chosen.words
    if kind == "finding" and (found := kept_finding(case, key)):
        return key, str(found["claim"]["text"])
    if kind == Event.KIND and any(event.key == key for event in events_of(case).events):
        return key, ""
    if kind in KINDS and (row := case.tables.row(key)):
        return key, next((str(row[name]) for name in _WORDS if row.get(name)), "")
    raise CaseError(
        "Nothing in this case has that key.",
        where=key[:80],
        todo="`armstrace claims`, `armstrace incidents --json` and `armstrace check --json` give keys.",
    )
