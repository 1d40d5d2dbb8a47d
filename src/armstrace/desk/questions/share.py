"""Whose total of major arms is taken apart, over which years and by which side, and the answer for a program."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from armstrace.checks.breakdown import Breakdown
from armstrace.checks.editions import Slice
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import state, years
from armstrace.gazetteer.states import display


@dataclass(frozen=True, slots=True)
class Question:
    """Whose total is taken apart, over which years, by which side."""

    part: Slice
    side: str
    title: str


def share_asked(wrong: Mistakes, *, recipient: str, supplier: str, span: str, by: str) -> Question:
    """Read what is asked; `wrong` may hold mistakes already.

    Raises:
        CaseError: something is missing or unknown; all mistakes are named at once.
    """
    if not span:
        wrong.add("It is missing.", "--years", "Write --years 2015-2019.")
    window = wrong.read(years, span) if span else None
    if not recipient and not supplier:
        wrong.add("Nobody is named.", "--recipient or --supplier", "Name whose imports or exports are meant.")
    if by and by not in {"supplier", "recipient"}:
        wrong.add(f"{by!r} is not a side.", "--by", "Write supplier or recipient.")
    sender = wrong.read(state, supplier, "--supplier") if supplier else None
    receiver = wrong.read(state, recipient, "--recipient") if recipient else None
    wrong.tell()
    first, last = window or (0, 0)
    whose = f"{display(receiver)}: imports" if receiver else f"{display(sender or '')}: exports"
    side = by or ("supplier" if receiver else "recipient")
    return Question(
        Slice((sender,) if sender else (), (receiver,) if receiver else (), first, last),
        side,
        f"{whose} of major arms {first}\u2013{last}, share by {side}, in TIV",
    )


def shares_json(question: Question, found: Sequence[Breakdown], left_out: Sequence[str]) -> dict[str, Any]:
    """Give the shares for a program."""
    return {
        "suppliers": list(question.part.suppliers),
        "recipients": list(question.part.recipients),
        "years": [question.part.first, question.part.last],
        "by": question.side,
        "unit": "million TIV, percent of major arms",
        "editions": [asdict(each) for each in found],
        "left_out": list(left_out),
    }
