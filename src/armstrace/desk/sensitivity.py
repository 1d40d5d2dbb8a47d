"""How sensitive an exhibit is: lines in the ledger, signed with a reason, say who of a team may see it.

Exhibits that came together or were made of one another share the highest level said of any: a list of flights is no
less sensitive than the archive it was made of. A line that says a level nobody knows counts as the highest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit

ACT = "sensitivity"
_TOGETHER = ("warc", "page", "capture")


class Level(StrEnum):
    """Who may see an exhibit: everybody, those who judge and add, or custodians alone."""

    OPEN = "open"
    RESTRICTED = "restricted"
    PROTECTED = "protected"


RANKS: Mapping[Level, int] = {Level.OPEN: 1, Level.RESTRICTED: 2, Level.PROTECTED: 3}
"""The least rank of a role that may see it: reader 1, analyst 2, custodian 3."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What was said of an exhibit: the level, the one before, and the number of the line, 0 where it stood already."""

    exhibit: Exhibit
    level: Level
    before: Level
    line: int


def levels(lines: Iterable[Line]) -> dict[str, Level]:
    """Give the level of each exhibit that is not open, by its hash."""
    said: dict[str, Level] = {}
    together: list[frozenset[str]] = []
    for line in lines:
        if line.act == ACT:
            said[str(line.payload.get("exhibit", ""))] = _level(line.payload.get("level"))
        elif line.act == "collect":
            together.append(frozenset(str(line.payload.get(part, "")) for part in _TOGETHER) - {""})
        elif line.act == "flights":
            made = str(line.payload.get("list", ""))
            together += [frozenset({made, str(archive)}) for archive in line.payload.get("archives", ())]
    _shared(said, together)
    return {sha256: level for sha256, level in said.items() if level is not Level.OPEN}


def _shared(said: dict[str, Level], together: list[frozenset[str]]) -> None:
    """Give exhibits that belong together the highest level of any, however long the way from one to the other."""
    changed = True
    while changed:
        changed = False
        for some in together:
            highest = max((said.get(each, Level.OPEN) for each in some), key=RANKS.__getitem__, default=Level.OPEN)
            for each in some:
                if RANKS[said.get(each, Level.OPEN)] < RANKS[highest]:
                    said[each] = highest
                    changed = True


def hidden_from(rank: int, known: Mapping[str, Level]) -> frozenset[str]:
    """Give the exhibits that a role of this rank may not see."""
    return frozenset(sha256 for sha256, level in known.items() if RANKS[level] > rank)


def mark(case: Case, named: str, level: Level, why: str) -> Marked:
    """Say how sensitive an exhibit is, with the reason; what is said already is not said again.

    Raises:
        CaseError: there is no such exhibit, or no reason.
    """
    exhibit = case.exhibit(named)
    if not why.strip():
        raise CaseError("Marking an exhibit needs a reason.", where="--why", todo="Say in a few words why.")
    said = [line for line in case.ledger_lines() if line.act == ACT and line.payload.get("exhibit") == exhibit.sha256]
    before = _level(said[-1].payload.get("level")) if said else Level.OPEN
    if before is level:
        return Marked(exhibit, level, before, 0)
    told: dict[str, Any] = {"exhibit": exhibit.sha256, "level": level.value, "before": before.value, "why": why.strip()}
    return Marked(exhibit, level, before, ledger.append(case.root, ACT, case.by, **told).seq)


def level_named(said: str) -> Level:
    """Read a level.

    Raises:
        CaseError: it is none.
    """
    found = next((each for each in Level if each.value == said.strip().lower()), None)
    if found is None:
        known = ", ".join(each.value for each in Level)
        raise CaseError(f"{said[:60]!r} is no level.", where="LEVEL", todo=f"Levels are {known}.")
    return found


def _level(said: object) -> Level:
    return next((each for each in Level if each.value == said), Level.PROTECTED)
