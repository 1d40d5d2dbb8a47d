"""Grouping incidents into events: the same records and judgements give the same events, in whatever order they come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from armstrace.events.blocking import pairs
from armstrace.events.building import built
from armstrace.events.clusters import Groups
from armstrace.events.judged import Held, held
from armstrace.events.likeness import Likeness, conflict, likeness
from armstrace.events.rules import RULES, Rules
from armstrace.events.sightings import Sighting, sightings
from armstrace.records.events import MERGE, Event, EventJudgement, Link
from armstrace.records.kinds import Incident

_MOST_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Grouped:
    """Events in the order of their days; `overridden` are judgements that later ones stand against."""

    events: tuple[Event, ...]
    overridden: tuple[EventJudgement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two incidents by their places in the list, and what was found of them."""

    one: int
    other: int
    found: Likeness


def group(incidents: Iterable[Incident], judgements: Sequence[EventJudgement] = (), rules: Rules = RULES) -> Grouped:
    """Group incidents by place, time, weapon and actor; judgements go before anything the method finds.

    What fits two events that are told apart is put to neither, and what is known only to a region or to more than a
    month stays alone. Incidents that each tell a sure day of their own are never put together by the method.
    """
    found = sightings(incidents, rules)
    place_of = {each.key: place for place, each in enumerate(found)}
    standing = held(judgements)
    groups = Groups(found, rules)
    forced = _judge(groups, standing, place_of)
    weighed = [
        _Pair(one, other, likely)
        for one, other in pairs(found, rules)
        if (likely := likeness(found[one], found[other], rules)) and likely.points >= rules.nearly
    ]
    joined, left_out = _joined(found, groups, weighed, rules)
    return Grouped(built(found, groups, (*forced, *joined), left_out, rules), standing.overridden)


def _judge(groups: Groups, standing: Held, place_of: Mapping[str, int]) -> list[Link]:
    """Lay the judgements that stand; those on records that are not here wait for them."""
    forced = []
    for judgement in standing.standing:
        left = [place_of[key] for key in judgement.left if key in place_of]
        right = [place_of[key] for key in judgement.right if key in place_of]
        if judgement.act == MERGE:
            together = [*left, *right]
            for other in together[1:]:
                groups.unite(together[0], other)
            here = sorted(key for key in (*judgement.left, *judgement.right) if key in place_of)
            forced += [
                Link(
                    left=here[0], right=key, score=1.0, reason=f"merged {judgement.signed}", judgement=judgement.number
                )
                for key in here[1:]
            ]
        else:
            for one in left:
                for other in right:
                    groups.keep_apart(one, other)
    return forced


def _joined(
    found: Sequence[Sighting], groups: Groups, weighed: Sequence[_Pair], rules: Rules
) -> tuple[list[Link], list[Link]]:
    """Join what suffices, the surest first; give the links made and those left out, with the reason why."""
    made, left_out = [], []
    able = [pair for pair in weighed if not pair.found.apart and pair.found.points >= rules.enough]
    unsure = _ambiguous(found, able, groups, rules)
    for pair in sorted(weighed, key=lambda each: (-round(each.found.points, 6), each.one, each.other)):
        reason, why_not = pair.found.reason, ""
        if not pair.found.apart and pair.found.points >= rules.enough:
            if groups.of(pair.one) == groups.of(pair.other):
                made.append(_link(found, pair, reason, rules))
                continue
            if pair.one in unsure or pair.other in unsure:
                why_not = "it fits two events that are told apart"
            elif groups.join(pair.one, pair.other):
                made.append(_link(found, pair, reason, rules))
                continue
            else:
                why_not = "the others of its event exclude it, or a judgement does"
        elif not pair.found.apart:
            why_not = "too little speaks for it"
        left_out.append(_link(found, pair, f"{reason}; not joined: {why_not}" if why_not else reason, rules))
    return made, left_out


def _link(found: Sequence[Sighting], pair: _Pair, reason: str, rules: Rules) -> Link:
    return Link(
        left=found[pair.one].key,
        right=found[pair.other].key,
        score=0.0 if pair.found.apart else rules.score(pair.found.points),
        reason=reason,
    )


def _ambiguous(found: Sequence[Sighting], able: Sequence[_Pair], groups: Groups, rules: Rules) -> set[int]:
    """Find incidents that fit two others nearly alike which cannot be one event."""
    beside: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in able:
        beside[pair.one].append((-round(pair.found.points, 6), pair.other))
        beside[pair.other].append((-round(pair.found.points, 6), pair.one))
    unsure = set()
    for place, mates in beside.items():
        best = min(mates)[0]
        close = [mate for points, mate in sorted(mates) if points <= best + rules.ambiguous_within][:_MOST_BESIDE]
        if any(
            groups.of(one) != groups.of(other) and conflict(found[one], found[other], rules)
            for at, one in enumerate(close)
            for other in close[at + 1 :]
            if groups.of(place) not in {groups.of(one), groups.of(other)}
        ):
            unsure.add(place)
    return unsure
