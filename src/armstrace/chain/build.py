"""Building a chain: rules and signed judgements place things on rungs, then each rung says how it stands.

Every rung is built from what stands on it alone; no rung looks at another's status.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from armstrace.chain.explanations import explanations_of
from armstrace.chain.judged import Judged, judged, of_place, placements
from armstrace.chain.model import Asked, Beside, Chain, Contest, Evidence, Hop, Norm, Placement, Route, Rung, RungState
from armstrace.chain.norms import norms_of
from armstrace.chain.replies import replies_on
from armstrace.chain.routes import gaps_of
from armstrace.chain.rules.registry import RULES
from armstrace.chain.rules.rule import Against, Aside, Found, Rule, Stands
from armstrace.chain.rules.times import decision_day
from armstrace.chain.scope import Scope, moment, scope_of
from armstrace.chain.status import Placed, status_of, told
from armstrace.chain.tellings import telling_of
from armstrace.chain.treaties_of_use import treaties_of_use
from armstrace.chain.treaty_norms import StandingsOf
from armstrace.chain.unplaced import unplaced
from armstrace.chain.wording import listed, say


@dataclass(slots=True)
class _Rung:
    """What was found for one rung of one hop."""

    placed: list[Placed]
    beside: list[Beside]
    against: list[Against]


def build(
    asked: Asked,
    evidence: Evidence,
    route: Route | None = None,
    *,
    standings: StandingsOf | None = None,
    rules: Sequence[Rule] = RULES,
) -> Chain:
    """Build the chain asked about from the evidence of a case, and from nothing else.

    The order in which the evidence is given changes nothing.

    Args:
        asked: the hops, and the place, days, weapon and user of the use at their end.
        evidence: everything that may stand on a rung, with the signed judgements.
        route: whose needs, norms and gaps are printed; the rungs are the same with any route and without one.
        standings: what treaty tables say of a state on a day; without them no norms are given.
        rules: the rules to place by, all of them unless a test leaves one out.
    """
    scope = scope_of(asked, evidence)
    said = judged(scope)
    states = [_state(scope, said, rules, rung, hop) for hop in asked.hops for rung in Rung if rung.per_hop]
    states += [_state(scope, said, rules, rung, None) for rung in Rung if not rung.per_hop]
    return Chain(
        asked=asked,
        rungs=tuple(states),
        unplaced=(*unplaced(scope, states), *said.lost),
        route=route,
        norms=_norms(scope, route, standings) if standings else (),
        gaps=gaps_of(states, route, asked) if route else (),
    )


def _norms(scope: Scope, route: Route | None, standings: StandingsOf) -> tuple[Norm, ...]:
    """Give the norms of a route, then the treaty on the weapon told of, each once."""
    of_route = norms_of(_with_days(scope), route, standings, scope.evidence.embargoes)
    said = {(each.instrument, each.state) for each in of_route}
    of_use = treaties_of_use(scope, standings)
    return (*of_route, *(each for each in of_use if (each.instrument, each.state) not in said))


def _with_days(scope: Scope) -> Asked:
    """Name the days D that the chain goes by, so that norms are asked of the same ones."""
    days = {hop.number: decision_day(scope, hop)[0] for hop in scope.asked.hops}
    return replace(scope.asked, user=scope.user, decided={hop: day for hop, day in days.items() if day is not None})


def _state(scope: Scope, said: Judged, rules: Sequence[Rule], rung: Rung, hop: Hop | None) -> RungState:
    found = _found(scope, rules, rung, hop)
    removed = of_place(scope, said.removed, rung, hop)
    for judgement in removed:
        off = [each for each in found.placed if each.placement.key == judgement.key]
        found.placed = [each for each in found.placed if each not in off]
        found.beside += [_taken_off(each.placement, judgement.signed) for each in off]
    found.placed += placements(scope, of_place(scope, said.placed, rung, hop), hop)
    found.placed.sort(key=lambda each: (not each.placement.counts, not each.near, *_order(scope, each.placement)))
    placed = told(scope, found.placed)
    contested = _contests(found.against)
    excluded = of_place(scope, said.excluded, rung, hop)
    beside = tuple(sorted(found.beside, key=lambda each: _record_order(scope, each.key)))
    return RungState(
        rung=rung,
        hop=hop.number if hop else None,
        status=status_of(scope, rung, found.placed, contested),
        placements=placed,
        beside=beside,
        explanations=explanations_of(scope, (rung, hop), placed, found.against, excluded),
        replies=replies_on(scope, (rung, hop), {*(p.key for p in placed), *(k for p in placed for k in p.records)}),
    )


def _contests(found: Sequence[Against]) -> tuple[Contest, ...]:
    """Give what is contested, the same words once, however many records tell them."""
    by_words: dict[tuple[str, bool], list[Against]] = {}
    for each in found:
        by_words.setdefault((each.words, each.retold), []).append(each)
    contests = []
    for (words, retold), same in by_words.items():
        names = listed(dict.fromkeys(each.who for each in same))
        who = say("as told by", who=names) if retold else names
        contests.append(Contest(who=who, words=words, key=same[0].key))
    return tuple(contests)


def _found(scope: Scope, rules: Sequence[Rule], rung: Rung, hop: Hop | None) -> _Rung:
    here = _Rung([], [], [])
    for rule in rules:
        if rule.rung is not rung:
            continue
        for each in rule.look(scope, hop):
            _take(scope, here, (rule, hop), each)
    here.against.sort(key=lambda each: _record_order(scope, each.key))
    return here


def _take(scope: Scope, here: _Rung, by: tuple[Rule, Hop | None], found: Found) -> None:
    rule, hop = by
    number = hop.number if hop else None
    if isinstance(found, Against):
        here.against.append(found)
    elif isinstance(found, Aside):
        here.beside.append(
            Beside(
                rung=rule.rung,
                hop=number,
                key=found.key,
                kind=found.kind,
                words=found.words,
                reason=found.reason,
                records=found.records,
            )
        )
    else:
        made = _placement(rule, number, found)
        here.placed.append(Placed(made, telling_of(scope, made), found.near))


def _placement(rule: Rule, hop: int | None, found: Stands) -> Placement:
    return Placement(
        rung=rule.rung,
        hop=hop,
        key=found.key,
        slot=found.slot,
        rule=rule.name,
        words=found.words,
        told_by=(),
        when=found.when,
        hedge=found.hedge,
        established=found.established,
        records=found.records,
        bearing=found.bearing,
        about=found.about,
        value=found.value,
        counts=found.counts,
    )


def _taken_off(placement: Placement, signed: str) -> Beside:
    return Beside(
        rung=placement.rung,
        hop=placement.hop,
        key=placement.key,
        kind="removed",
        words=placement.words,
        reason=say("removed", signed=signed),
        records=placement.records,
    )


def _order(scope: Scope, placement: Placement) -> tuple[Any, ...]:
    """Put things in order by time and by where they stand in the file: never by the name of a party."""
    return (*moment(placement.when), *_record_order(scope, placement.key), placement.slot)


def _record_order(scope: Scope, key: str) -> tuple[Any, ...]:
    record = scope.records.get(key)
    place = str(getattr(record, "place", ""))
    claim = getattr(record, "claim", None)
    return (*moment(getattr(record, "when", None)), len(place), place, getattr(claim, "start", 0), key)
