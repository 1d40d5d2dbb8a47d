"""The case at a glance."""

from dataclasses import dataclass

from armstrace.desk.case import describe
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.ways import Nothing


@dataclass(frozen=True, slots=True)
class Overview:
    """What a case is about, and how far it has come."""

    title: str
    question: str
    parties: tuple[str, ...]
    period: str
    lines: int


def overview(desk: Desk, _asked: Nothing) -> Overview:
    """Say what the case is about."""
    told = describe(desk.case.root)
    parties = told.get("parties", [])
    return Overview(
        title=str(told.get("title", "")),
        question=str(told.get("question", "")),
        parties=tuple(map(str, parties)) if isinstance(parties, list) else (),
        period=str(told.get("period", "")),
        lines=desk.head.count,
    )
