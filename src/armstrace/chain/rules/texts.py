"""What texts tell of the use, as their sources tell it: which findings are of it, on which event, hedged how."""

from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.chain.rules.rule import Aside, Found, Stands
from armstrace.chain.scope import Scope, within
from armstrace.chain.spots import same_spot
from armstrace.chain.types_named import bears_on_use
from armstrace.chain.wording import say
from armstrace.checks.recorded import weapon_of
from armstrace.events.munitions import told
from armstrace.events.slots import hedges_of
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class TextOfUse:
    """A text's words on the use asked about: the finding, its claim, the incidents behind it that are of the use."""

    finding: Finding
    claim: WeaponUseClaim
    behind: tuple[str, ...]
    counts: bool
    bearing: str


def texts_of_use(scope: Scope) -> Iterator[TextOfUse]:
    """Give the findings on uses of weapons that are of the use asked about, by the user asked about or by nobody."""
    for finding in scope.evidence.findings:
        claim = finding.claim
        if not isinstance(claim, WeaponUseClaim) or (claim.actor or scope.user) != scope.user:
            continue
        weapon = weapon_of(claim)
        bearing = bears_on_use(weapon, scope.weapon) if told(scope.weapon) else None
        if told(scope.weapon) and bearing is None:
            continue
        behind = tuple(key for key in finding.records if key in scope.use_of)
        if behind:
            use = scope.use_of[behind[0]]
            counts = use.counts and (bearing is None or bearing.counts)
            words = (bearing.words if bearing else "", use.bearing, _other_name(scope, claim))
            yield TextOfUse(finding, claim, behind, counts, " ".join(filter(None, words)))
        elif _of_place_and_days(scope, claim):
            counts = bearing is None or bearing.counts
            yield TextOfUse(finding, claim, (), counts, bearing.words if bearing else "")


def stands(scope: Scope, text: TextOfUse, slot: str, value: str) -> Iterator[Found]:
    """Put one slot of a text's words on its rung, or beside it where the records contradict that slot."""
    words = " ".join(text.claim.text.split())
    if text.finding.slots.get(slot) is Verdict.CONTRADICTED:
        reason = say("contradicted")
        yield Aside(key=text.finding.key, kind="text", words=words, reason=reason, records=text.finding.records)
        return
    hedges = [each for each in (text.claim.hedge or "").split(";") if each.strip()]
    hedges += [hedge for key in text.behind for hedge in hedges_of(scope.evidence.incidents[key], slot)]
    yield Stands(
        key=text.finding.key,
        words=words,
        slot=slot,
        when=text.claim.date,
        hedge="; ".join(dict.fromkeys(each.strip() for each in hedges)),
        records=text.behind,
        bearing=text.bearing,
        about=scope.use_of[text.behind[0]].about if text.behind else text.finding.key,
        value=value,
        counts=text.counts,
    )


def _of_place_and_days(scope: Scope, claim: WeaponUseClaim) -> bool:
    asked = scope.asked
    here = not asked.place or bool(claim.place and same_spot(asked.place, claim.place))
    return here and (asked.when is None or within(claim.date, asked.when))


def _other_name(scope: Scope, claim: WeaponUseClaim) -> str:
    if not claim.place or not scope.asked.place or same_spot(scope.asked.place, claim.place):
        return ""
    return say("text place", where=claim.place)
