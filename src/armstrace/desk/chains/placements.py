"""Judgements on chains in the ledger: a person places a thing on a rung, removes it, excludes another explanation.

They name a record, a finding, a claim or an exhibit by its key, so that they hold whatever is read later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from armstrace.chain.model import PlacementJudgement, Rung
from armstrace.desk.documents.case_claims import case_claims, choose
from armstrace.desk.intake import Case
from armstrace.desk.judgements.incidents import events_of
from armstrace.desk.results import kept_finding
from armstrace.desk.surges.kept import kept_surge
from armstrace.desk.withheld import shown_keys
from armstrace.evidence import ledger
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.events import Event
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.surges import Surge
from armstrace.tables.schema import KINDS

PLACE, REMOVE, EXCLUDE = "place", "remove", "exclude"
_ACTS: Mapping[str, str] = {"place_on_rung": PLACE, "remove_from_rung": REMOVE, "exclude_explanation": EXCLUDE}
_WORDS = {act: word for word, act in _ACTS.items()}
_WITHDRAW = "withdraw_placement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants to sign: see PlacementJudgement for the fields."""

    act: str
    key: str
    rung: Rung
    why: str
    hop: int | None = None
    explanation: str = ""
    chain: str = ""
    words: str = ""
    origin: str = ""


def standing(case: Case) -> tuple[PlacementJudgement, ...]:
    """Give the judgements that were not withdrawn, in the order they were made; a case for one command has none.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    made: dict[int, PlacementJudgement] = {}
    if not (case.root / LEDGER).exists():
        return ()
    for line in case.ledger_lines():
        if line.act in _ACTS:
            made[line.seq] = _read(line)
        elif line.act == _WITHDRAW:
            made.pop(int(str(line.payload.get("withdrawn", 0))), None)
    shown = shown_keys(case, (each.key for each in made.values()))
    return tuple(made[number] for number in sorted(made) if made[number].key in shown)


def judge(case: Case, wish: Wish) -> PlacementJudgement:
    """Write a judgement into the ledger; the same one by the same person is written once.

    Raises:
        CaseError: the key names nothing of the case or several things, there is no reason, or a hop is missing or too
            much; all mistakes are named at once.
    """
    wrong = []
    if not wish.why.strip():
        wrong.append("A judgement needs its reason: say why in a few words.")
    if wish.rung.per_hop and wish.hop is None:
        wrong.append(f"Rung {wish.rung} is asked of each hop: name its number.")
    if not wish.rung.per_hop and wish.hop is not None:
        wrong.append(f"Rung {wish.rung} is asked once, of no hop.")
    try:
        key = whole_key(case, wish.key)
    except CaseError as error:
        wrong.append(f"{error.what} {error.todo}")
    if wrong:
        raise CaseError(" ".join(wrong), todo="`armstrace chain --json` gives the keys of what stands on a chain.")
    told: dict[str, Any] = {
        "key": key, "rung": wish.rung.value, "hop": wish.hop, "explanation": wish.explanation, "chain": wish.chain,
        "words": wish.words, "origin": wish.origin, "why": wish.why,
    }  # fmt: skip
    same = next((each for each in standing(case) if _told(each) == told | {"act": wish.act, "by": case.by}), None)
    return same or _read(ledger.append(case.root, _WORDS[wish.act], case.by, **told))


def undo(case: Case, number: int, why: str) -> PlacementJudgement:
    """Take a judgement back, by a further line; the chain is then what it was before it.

    Raises:
        CaseError: no judgement of that number stands, or there is no reason.
    """
    found = next((each for each in standing(case) if each.number == number), None)
    if found is None or not why.strip():
        what = f"no placement of number {number} stands" if found is None else "it needs its reason"
        raise CaseError(
            f"There is nothing to undo: {what}." if found is None else f"This cannot be undone: {what}.",
            where="--undo",
            todo="`armstrace chain` shows the numbers of the judgements that stand; say why in a few words.",
        )
    ledger.append(case.root, _WITHDRAW, case.by, withdrawn=number, was=found.act, why=why)
    return found


def whole_key(case: Case, named: str) -> str:
    """Find what a key, the beginning of one, or the name of an exhibit stands for.

    Raises:
        CaseError: it names nothing of the case, or several things.
    """
    kind = named.partition(":")[0] if ":" in named else ""
    if kind == CLAIM:
        return choose(case_claims(case), named).key
    if kind in KINDS:
        return _only(named, [str(row[0]) for row in case.tables.ask(_BEGINS.format(kind), [named])])
    if kind == Event.KIND:
        return _only(named, [each.key for each in events_of(case).events if each.key.startswith(named)])
    kept: Mapping[str, Callable[[Case, str], object]] = {"finding": kept_finding, Surge.KIND: kept_surge}
    if kind in kept:
        return _only(named, [named] if kept[kind](case, named) is not None else [])
    return case.exhibit(named).sha256


_BEGINS = "SELECT key FROM {} WHERE starts_with(key, ?) ORDER BY key LIMIT 3"


def _only(named: str, found: list[str]) -> str:
    exact = [each for each in found if each == named] or found
    if len(exact) != 1:
        raise CaseError(
            f"{named[:80]!r} names {'several things' if exact else 'nothing'} in this case.",
            todo="`armstrace chain --json` and `armstrace read --json` give whole keys.",
        )
    return exact[0]


def _told(made: PlacementJudgement) -> dict[str, Any]:
    names = ("act", "key", "hop", "explanation", "chain", "words", "origin", "why", "by")
    return {name: getattr(made, name) for name in names} | {"rung": made.rung.value}


def _read(line: Line) -> PlacementJudgement:
    held = line.payload
    try:
        return PlacementJudgement(
            number=line.seq,
            act=_ACTS[line.act],
            rung=Rung(str(held["rung"])),
            hop=None if held["hop"] is None else int(held["hop"]),
            **{name: str(held[name]) for name in ("key", "explanation", "chain", "words", "origin", "why")},
            by=line.by,
            at=line.at,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CustodyBroken(
            f"Line {line.seq} of the ledger does not say what a placement must say.",
            todo="Find out what program wrote that line.",
        ) from error
