"""Other explanations of what stands on a rung: open where records show them, excluded only by a signed judgement."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType

from armstrace.chain.model import Explanation, Hop, Open, Placement, PlacementJudgement, Rung
from armstrace.chain.opened import OPENERS, Opened, Standing
from armstrace.chain.rules.rule import Against
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say


@dataclass(frozen=True, slots=True)
class Known:
    """One other explanation as the table knows it; one that is not `always` shown is shown only when opened."""

    name: str
    rung: Rung
    always: bool
    words: str


@cache
def known() -> Mapping[Rung, tuple[Known, ...]]:
    """Give the other explanations of every rung, in the order of data/explanations.csv."""
    text = files("armstrace.chain").joinpath("data", "explanations.csv").read_text(encoding="utf-8")
    rows = [
        Known(row["name"], Rung(row["rung"]), row["always"] == "yes", row["words"])
        for row in csv.DictReader(StringIO(text))
    ]
    return MappingProxyType({rung: tuple(row for row in rows if row.rung is rung) for rung in Rung})


def explanations_of(
    scope: Scope,
    place: tuple[Rung, Hop | None],
    placements: Sequence[Placement],
    against: Sequence[Against],
    excluded: Sequence[PlacementJudgement],
) -> tuple[Explanation, ...]:
    """Say of every other explanation of a rung whether it is open, excluded by what, or not examined."""
    rung, hop = place
    standing = Standing(scope, hop, tuple(placements), tuple(against))
    said = []
    for entry in known()[rung]:
        judged = next((each for each in reversed(excluded) if each.explanation == entry.name), None)
        opener = OPENERS.get((rung, entry.name))
        opened = opener(standing) if opener else None
        if judged is not None:
            said.append(_excluded(entry, judged, opened))
        elif opened is not None:
            said.append(_said(entry, Open.OPEN, opened))
        elif entry.always:
            said.append(_said(entry, Open.NOT_EXAMINED, Opened("", ())))
    return tuple(said)


def _said(entry: Known, state: Open, opened: Opened) -> Explanation:
    return Explanation(
        name=entry.name, words=entry.words, state=state, because=opened.because, records=tuple(opened.records)
    )


def _excluded(entry: Known, judged: PlacementJudgement, opened: Opened | None) -> Explanation:
    """A person excludes it: by what is printed first, then what records show of it all the same."""
    because = say("because excluded", signed=judged.signed)
    if judged.words:
        because = say("or more", first=because, rest=judged.words)
    if opened is not None and opened.because:
        because = say("all the same", first=because, rest=opened.because)
    records = (judged.key, *(opened.records if opened else ()))
    return Explanation(name=entry.name, words=entry.words, state=Open.EXCLUDED, because=because, records=records)
