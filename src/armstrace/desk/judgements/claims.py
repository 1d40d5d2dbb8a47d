"""Judgements in the ledger: a person accepts or rejects what a machine read, or takes that back."""

from collections.abc import Iterable
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.withdrawal.withdrawn import gone
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.corrections import Correction
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.judgements import Judged, Judgement, State

ACTS = {"accept": State.ACCEPTED, "reject": State.REJECTED, "correct": State.ACCEPTED}
WITHDRAW = "withdraw_judgement"


def standing(case: Case, exhibit: str = "") -> list[Judgement]:
    """Give the judgements that stand, on one document or on all, in the order they were made.

    Of several on one claim the last stands; when it is withdrawn, the one before stands again. With a document that
    is withdrawn all on it fall.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    first: dict[str, str] = {}  # from the key of a claim to the one it had when it was first judged
    made: dict[str, list[Judgement]] = {}
    lines = case.ledger_lines()
    # on what is hidden from whoever asks nothing is told either
    withdrawn = gone(lines) | case.hidden
    for line in lines:
        about = line.payload.get("exhibit")
        if line.act not in {*ACTS, WITHDRAW} or exhibit not in {"", about} or about in withdrawn:
            continue
        key, before = str(line.payload.get("claim", "")), str(line.payload.get("replaces", ""))
        first.setdefault(key, first.get(before, before) if before else key)
        of_claim = made.setdefault(first[key], [])
        if line.act in ACTS:
            of_claim.append(_read(line))
        elif of_claim:
            of_claim.pop()
    return [of_claim[-1] for of_claim in made.values() if of_claim]


def judge(case: Case, exhibit: str, claim: Judged, act: str, why: str, correction: Correction | None = None) -> bool:
    """Write what the person at work says of a claim; give False where the same person has said so already.

    Who accepts a claim that was corrected accepts the correction.
    """
    before, state = claim.judgement, ACTS[act]
    stands = before.correction if before and before.state is State.ACCEPTED else None
    kept = correction or (stands if state is State.ACCEPTED else None)
    if before and claim.state is state and (before.by, before.why, stands) == (case.by, why, kept):
        return False
    told: dict[str, Any] = {
        "claim": claim.key,
        "exhibit": exhibit,
        "start": claim.as_read.start,
        "end": claim.as_read.end,
        "words": claim.as_read.text,
        "type": claim.claim.TYPE,
        "item": claim.keyed.item,
        "why": why,
    }
    if kept:
        told["corrected"] = kept.told
    if before and before.claim != claim.key:
        told["replaces"] = before.claim
    ledger.append(case.root, act, case.by, **told)
    return True


def refuse_nothing(judgement: Judgement | None, key: str, act: str) -> Judgement:
    """Give the judgement that is to be withdrawn.

    Raises:
        CaseError: no such judgement stands.
    """
    if judgement is None or judgement.state is not ACTS[act]:
        raise CaseError(
            f"There is nothing to withdraw: this claim is not {ACTS[act].value}.",
            where=key,
            todo="`armstrace claims` in the case shows how each claim stands.",
        )
    return judgement


def withdraw(case: Case, judgement: Judgement, why: str) -> None:
    """Take a judgement back, by a further line; what it said stays in the ledger."""
    said: dict[str, Any] = {
        "claim": judgement.claim,
        "exhibit": judgement.exhibit,
        "withdrawn": judgement.state.value,
        "why": why,
    }
    ledger.append(case.root, WITHDRAW, case.by, **said)


def counts(judgements: Iterable[Judgement]) -> dict[str, int]:
    """Count judgements by what they say."""
    states = [judgement.state for judgement in judgements]
    return {state.value: states.count(state) for state in (State.ACCEPTED, State.REJECTED)}


def _read(line: Line) -> Judgement:
    held = line.payload
    try:
        return Judgement(
            state=ACTS[line.act],
            **{name: str(held[name]) for name in ("claim", "exhibit", "words", "type", "item", "why")},
            start=int(held["start"]),
            end=int(held["end"]),
            by=line.by,
            at=line.at,
            correction=Correction.of(held["corrected"]) if "corrected" in held else None,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CustodyBroken(
            f"Line {line.seq} of the ledger does not say what a judgement must say.",
            todo="Find out what program wrote that line.",
        ) from error
