"""Check: that a weapon was used for the first time, against the uses recorded before."""

import re
from collections.abc import Collection
from dataclasses import replace

from armstrace.checks.candidates import Candidate, candidates
from armstrace.checks.recorded import rows_sql
from armstrace.checks.registry import Ground
from armstrace.checks.same_event import sentence_of
from armstrace.checks.told_slots import NO, PART_OF, UNKNOWN, apart, tellers
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, WeaponUseClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

NAME = "first_use"
VERSION = 1
RANK = 0
LIMITS = (
    "That no earlier use is recorded here shows no first use: most uses of a weapon are in no register.",
    "A first use of a weapon, by a party, in a war or at a place are different claims; what was compared is said.",
)
_FIRST = re.compile(
    r"\b(?:for the first time|first (?:\w+ )?(?:use|time|deployment|employment|strike|launch)\b|first (?:used|fired"
    r"|deployed|launched|employed)|(?:used|fired|deployed) first"
    r"|first in (?:[A-Z]\w{2,8} )?(?:19|20)\d\d|never (?:before )?(?:been )?used before|debut\w*)",
    re.IGNORECASE,
)


def accepts(claim: Claim) -> bool:
    """Answer uses of a weapon of a name; those not said to be the first it leaves to others."""
    return isinstance(claim, WeaponUseClaim) and bool(claim.weapon)


def leaves(claim: WeaponUseClaim, ground: Ground) -> bool:
    """Leave a use that neither the claim nor its sentence calls the first."""
    return not says_first(f"{claim.text} {sentence_of(claim, ground.own.text if ground.own else '')}")


def says_first(words: str) -> bool:
    """Tell words that call something the first of its kind."""
    return bool(_FIRST.search(words))


def lacks(ground: Ground) -> str:
    """Without incidents there is nothing that could be earlier."""
    return "" if ground.recorded.incidents else "There are no incidents in the case to look for an earlier use in."


def check(claim: WeaponUseClaim, ground: Ground) -> Finding:
    """Look for uses of the weapon that were recorded before the day the text gives for the first.

    Compared are uses of the weapon by name, by the same actor where the text names one, at the same place where it
    names one. Contradicted where somebody by name who is no state and no party tells of an earlier use without a
    hedge, in part where only others do or all hedge it. Where the earliest recorded is the one claimed the claim is
    supported in part: an earlier one may be recorded nowhere. Without a date there is nothing to be earlier than,
    so the earliest recorded use is only named.
    """
    base = Finding(
        claim=claim,
        check=NAME,
        method=f"checks.{NAME}@{VERSION}",
        verdict=UNKNOWN,
        reason="",
        limits=LIMITS,
    )
    own = ground.own.exhibit if ground.own else ""
    anytime = replace(claim, date=None, place=claim.place)
    found = [each for each in candidates(anytime, ground.recorded, own) if each.named and _by(claim.actor, each)]
    dated = sorted((each for each in found if _begins(each)), key=lambda each: (_begins(each), each.records[0].place))
    scope = _scope(claim)
    if not dated:
        return replace(base, reason=f"No incident here tells of {claim.weapon} used{scope} with a date.")
    verdict, reason = _answer(claim, dated, scope)
    shown = dated[:4]
    return replace(
        base,
        verdict=verdict,
        reason=reason,
        slots={"first": verdict},
        figure=_begins(dated[0]),
        unit="date",
        readings=tuple(_reading(each, ground.recorded.withheld) for each in shown),
        sql=rows_sql(each for one in shown for each in one.records),
    )


def _answer(claim: WeaponUseClaim, dated: list[Candidate], scope: str) -> tuple[Verdict, str]:
    first = dated[0]
    told = f"{tellers(first.records)} {_begins(first)}"
    if claim.date is None or claim.date.earliest is None:
        return UNKNOWN, f"The text gives no day. The earliest use of {claim.weapon}{scope} recorded here: {told}."
    before = [each for each in dated if _ends_before(each, claim.date)]
    if not before:
        here = any(each.on(claim.date) for each in dated)
        words = f"No use of {claim.weapon}{scope} before {claim.date.edtf} is recorded here"
        verdict = PART_OF if here else UNKNOWN
        return verdict, f"{words}; the earliest is of {told}. An earlier one may be recorded nowhere."
    sure = [each for each in before if any(not record.hedge for record in each.records)]
    by_others = [each for each in sure if any(not record.hedge and apart(record) for record in each.records)]
    named = (by_others or sure or before)[0]
    words = f"Recorded before: {_begins(named)}, told by {tellers(named.records)}"
    if by_others:
        return NO, f"{words}."
    return PART_OF, f"{words}, {'a party, another state or nobody named' if sure else 'with a hedge'}."


def _scope(claim: WeaponUseClaim) -> str:
    by = f" by {display(claim.actor)}" if claim.actor else ""
    return f"{by} at {claim.place}" if claim.place else by


def _by(actor: str | None, each: Candidate) -> bool:
    return not actor or any(record.actor == actor for record in each.records)


def _begins(each: Candidate) -> str:
    days = [record.when.earliest for record in each.records if record.when and record.when.earliest]
    return min(days).isoformat() if days else ""


def _ends_before(each: Candidate, when: When) -> bool:
    days = [record.when.latest for record in each.records if record.when and record.when.latest]
    return bool(days) and when.earliest is not None and max(days) < when.earliest


def _reading(each: Candidate, withheld: Collection[str]) -> Reading:
    told = [record for record in each.records if record.register not in withheld]
    places = ", ".join(sorted({record.place_printed for record in told if record.place_printed}))
    hedges = "; ".join(sorted({record.hedge for record in told if record.hedge}))
    return Reading(
        edition=tellers(each.records),
        value="; ".join(filter(None, (_begins(each), places))),
        note=hedges,
        records=tuple(record.key for record in each.records),
    )
