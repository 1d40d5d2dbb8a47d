"""The judgements on incidents that stand, as the ledger has them."""

from collections.abc import Mapping
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.withheld import shown_keys
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.records.errors import CustodyBroken
from armstrace.records.events import MERGE, SPLIT, EventJudgement

ACTS: Mapping[str, str] = {"merge_incidents": MERGE, "split_incidents": SPLIT}
WITHDRAW = "withdraw_incident_judgement"


def standing(case: Case) -> tuple[EventJudgement, ...]:
    """Give the judgements that were not withdrawn, in the order they were made; a case for one command has none.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    made: dict[int, EventJudgement] = {}
    if not (case.root / LEDGER).exists():
        return ()
    for line in case.ledger_lines():
        if line.act in ACTS:
            made[line.seq] = judgement_of(line)
        elif line.act == WITHDRAW:
            made.pop(int(str(line.payload.get("withdrawn", 0))), None)
    shown = shown_keys(case, (key for each in made.values() for key in (*each.left, *each.right)))
    return tuple(made[number] for number in sorted(made) if shown.issuperset((*made[number].left, *made[number].right)))


def judgement_of(line: Line) -> EventJudgement:
    """Read the judgement that a line of the ledger is.

    Raises:
        CustodyBroken: it does not say what a judgement must say.
    """
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
