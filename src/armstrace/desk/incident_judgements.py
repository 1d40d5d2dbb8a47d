"""Judgements on incidents in the ledger: a person says that some are one event, or never one, or takes that back.

They name incidents, not events: what is grouped anew after more was read is still judged as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from armstrace.desk.incidents.gather import incidents_of
from armstrace.desk.intake import Case
from armstrace.events.grouping import Grouped, group
from armstrace.evidence import ledger
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.events import MERGE, SPLIT, Event, EventJudgement

ACTS: Mapping[str, str] = {"merge_incidents": MERGE, "split_incidents": SPLIT}
WITHDRAW = "withdraw_incident_judgement"
_WORDS = {act: word for word, act in ACTS.items()}


def events_of(case: Case) -> Grouped:
    """Group all incidents of a case under the judgements that stand."""
    return group(incidents_of(case), standing(case))


def standing(case: Case) -> tuple[EventJudgement, ...]:
    """Give the judgements that were not withdrawn, in the order they were made; a case for one command has none.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    made: dict[int, EventJudgement] = {}
    if not (case.root / LEDGER).exists():
        return ()
    for line in ledger.read_lines(case.root):
        if line.act in ACTS:
            made[line.seq] = _read(line)
        elif line.act == WITHDRAW:
            made.pop(int(str(line.payload.get("withdrawn", 0))), None)
    return tuple(made[number] for number in sorted(made))


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
    ledger.append(case.root, WITHDRAW, case.by, withdrawn=number, was=found.act, why=why)
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
    return _read(line)


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


def _read(line: Line) -> EventJudgement:
    held: Mapping[str, Any] = line.payload
    try:
        return EventJudgement(
            number=line.seq,
            act=ACTS[line.act],
            left=tuple(str(key) for key in held["left"]),
            right=tuple(str(key) for key in held["right"]),
            why=str(held["why"]),
            by=line.by,
            at=line.at,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CustodyBroken(
            f"Line {line.seq} of the ledger does not say what a judgement on incidents must say.",
            todo="Find out what program wrote that line.",
        ) from error
