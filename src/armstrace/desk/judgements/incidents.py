"""Judgements on incidents in the ledger: a person says that some are one event, or never one, or takes that back.

They name incidents, not events: what is grouped anew after more was read is still judged as it was.
"""

from collections.abc import Iterable, Sequence

from armstrace.desk.incidents.kept_events import events_of
from armstrace.desk.incidents.standing import ACTS, WITHDRAW, judgement_of, standing
from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.records.errors import CaseError
from armstrace.records.events import MERGE, SPLIT, Event, EventJudgement

__all__ = ["events_of", "merge", "split", "standing", "withdraw"]

_WORDS = {act: word for word, act in ACTS.items()}


def merge(case: Case, left: Sequence[str], right: Sequence[str], why: str) -> EventJudgement:
    """Say that incidents are one event; an event is named by its incidents' keys, or by its own.

    Raises:
        CaseError: a key is of no incident or event of the case, or both sides are the same.
    """
    return _judge(case, MERGE, (left, right), why)


def split(case: Case, left: Sequence[str], right: Sequence[str], why: str) -> EventJudgement:
    """Say that the incidents on the left are no event together with any on the right.

    Raises:
        CaseError: a key is of no incident or event of the case, or one incident stands on both sides.
    """
    return _judge(case, SPLIT, (left, right), why)


def withdraw(case: Case, number: int, why: str) -> EventJudgement:
    """Take a judgement back, by a further line; the groups are then what they were before it.

    Raises:
        CaseError: no judgement of that number stands.
    """
    found = next((each for each in standing(case) if each.number == number), None)
    if found is None:
        raise CaseError(
            f"There is nothing to withdraw: no judgement on incidents of number {number} stands.",
            todo="`armstrace incidents` shows the judgements that stand, with their numbers.",
        )
    # the line names what it is about, as the one it takes back does
    left, right = list(found.left), list(found.right)
    ledger.append(case.root, WITHDRAW, case.by, withdrawn=number, was=found.act, why=why, left=left, right=right)
    return found


def _judge(case: Case, act: str, sides: tuple[Sequence[str], Sequence[str]], why: str) -> EventJudgement:
    events = events_of(case).events
    left, right = (_incidents(side, events) for side in sides)
    if set(left) & set(right):
        raise CaseError(
            "One incident stands on both sides of this judgement.",
            where=min(set(left) & set(right)),
            todo="Name incidents or events that differ.",
        )
    if not why.strip():
        raise CaseError("A judgement needs its reason.", todo="Say why in a few words.")
    line = ledger.append(case.root, _WORDS[act], case.by, left=list(left), right=list(right), why=why)
    return judgement_of(line)


def _incidents(keys: Sequence[str], events: Iterable[Event]) -> tuple[str, ...]:
    """Give the incidents that keys of incidents and events name, the beginnings of keys too."""
    known: dict[str, tuple[str, ...]] = {}
    for event in events:
        known[event.key] = event.inputs
        known |= {key: (key,) for key in event.inputs}
    found: list[str] = []
    for key in keys:
        meant = [key] if key in known else [each for each in known if each.startswith(key) and key.strip()]
        if len(meant) != 1:
            raise CaseError(
                f"{key[:80]!r} names {'several incidents or events' if meant else 'no incident or event'} here.",
                todo="`armstrace incidents` shows their keys.",
            )
        found += known[meant[0]]
    if not found:
        raise CaseError("No incident is named.", todo="`armstrace incidents` shows their keys.")
    return tuple(sorted(set(found)))
