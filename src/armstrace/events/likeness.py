"""Holding two incidents against each other: what speaks for their being one event and what against, in points.

The day of a report is never looked at here: only the time each source gives for the event.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armstrace.events.munitions import (
    FAMILY,
    LIKE_CLASS,
    OTHER_CLASS,
    PART,
    SAME,
    SAME_CLASS,
    UNKNOWN,
    Relation,
    classes_of,
    relation,
)
from armstrace.events.rules import Rules
from armstrace.events.sightings import Sighting, apart_km
from armstrace.gazetteer.states import display

Part = tuple[float, str]
_SINGLE = frozenset({"ballistic_missile", "missile_or_rocket", "loitering_munition", "uav"})
_TELLING_DEATHS, _MANY_DEATHS = 3, 10


@dataclass(frozen=True, slots=True)
class Likeness:
    """The points of a pair and the reasons; `apart` says why it can never be one event, "" where it can."""

    points: float
    reasons: tuple[str, ...]
    apart: str = ""

    @property
    def reason(self) -> str:
        """The reasons as one line."""
        told = "; ".join(self.reasons)
        return f"{told}; kept apart: {self.apart}" if self.apart else told


def likeness(one: Sighting, other: Sighting, rules: Rules) -> Likeness | None:
    """Compare two incidents; None where nothing brings them together: too far apart, or days apart and coarse."""
    if other.key < one.key:
        one, other = other, one
    where = _place(one, other, rules)
    if where is None:
        return None
    when, apart = _time(one, other, rules)
    if when is None:
        return None
    weapon = _weapon(one, other)
    if one.lists_once and one.lists_once == other.lists_once and not (one.spot and other.spot):
        apart = apart or _listed_twice(one, other)
    if weapon.apart:
        apart = apart or weapon.reason
    parts = [where, when, *_details(one, other, weapon, rules)]
    return Likeness(sum(points for points, _ in parts), tuple(words for _, words in parts if words), apart)


def conflict(one: Sighting, other: Sighting, rules: Rules) -> bool:
    """Tell two incidents that cannot be one event: sure days that differ, places too far apart, other weapons."""
    if (
        one.lists_once
        and one.lists_once == other.lists_once
        and not (one.spot and other.spot)
        and not _same_entry(one, other)
    ):
        return True
    if _gap(one, other) > max(one.slack, other.slack):
        return True
    if one.reach_km is not None and other.reach_km is not None:
        most = rules.salvo_km if one.spot and other.spot else one.reach_km + other.reach_km
        if apart_km(one, other) > most:
            return True
    return _weapon(one, other).apart


def _same_entry(one: Sighting, other: Sighting) -> bool:
    """Tell one entry of a register that stands in two of its editions."""
    left, right = one.record, other.record
    return bool(left.number) and (left.register, left.number) == (right.register, right.number)


def _listed_twice(one: Sighting, other: Sighting) -> str:
    if _same_entry(one, other) and one.record.exhibit != other.record.exhibit:
        return ""
    return f"{one.lists_once} lists them as two"


def _weapon(one: Sighting, other: Sighting) -> Relation:
    left, right = one.record, other.record
    return relation((left.weapon, left.weapon_printed), (right.weapon, right.weapon_printed))


def _gap(one: Sighting, other: Sighting) -> int:
    """Count the days between what two sources leave open, 0 where they share a day."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return 0
    return max(0, max(one.first, other.first) - min(one.last, other.last))


def _time(one: Sighting, other: Sighting, rules: Rules) -> tuple[Part | None, str]:
    gap = _gap(one, other)
    slack = max(one.slack, other.slack)
    if gap > max(slack, 1):
        return None, ""
    width = max(one.days, other.days)
    points = rules.same_day - rules.per_day_off * gap - rules.per_doubling * (width.bit_length() - 1)
    if gap > slack:
        return (points, ""), f"each source tells its day, {_days(one)} and {_days(other)}"
    if gap:
        return (points, f"{gap} day{'s' if gap > 1 else ''} apart, which a day marked as uncertain leaves open"), ""
    if width == 1:
        return (points, f"same day, {_days(one)}"), ""
    return (points, f"days overlap, {_days(one)} and {_days(other)}"), ""


def _days(each: Sighting) -> str:
    first, last = date.fromordinal(each.first or 1), date.fromordinal(each.last or 1)
    days = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return f"about {days}" if each.slack else days


def _place(one: Sighting, other: Sighting, rules: Rules) -> Part | None:
    named = bool(one.name) and one.name == other.name
    if one.reach_km is None or other.reach_km is None:
        if not named or _other_state(one, other):
            return None
        return rules.same_town, f"same place by name, {one.record.place_printed or one.name}"
    km = apart_km(one, other)
    if one.spot and other.spot:
        return _spots(one, other, km, rules)
    if km > one.reach_km + other.reach_km:
        return None
    far = f"{km:.0f} km apart" if km >= 1 else "less than a kilometre apart"
    if named:
        return rules.same_town, f"same place by name, {far}"
    return _towns(one, other, (km, max(one.reach_km, other.reach_km)), rules)


def _towns(one: Sighting, other: Sighting, measured: tuple[float, float], rules: Rules) -> Part:
    """Weigh two places of which one at least is known to a town or more, so many km apart."""
    km, coarse = measured
    far = f"{km:.0f} km apart" if km >= 1 else "less than a kilometre apart"
    if coarse > 5:
        return rules.in_district, f"places may be one, {far}; one of them is known to some {coarse:.0f} km only"
    if one.spot or other.spot:
        return rules.in_town, f"a spot within the town the other names, {far}"
    if km < 1 and not (one.name and other.name):
        return rules.same_town, f"same coordinates of a town, {far}"
    return rules.other_town, f"neighbouring places, {far}"


def _spots(one: Sighting, other: Sighting, km: float, rules: Rules) -> Part | None:
    far = f"{1000 * km:.0f} m apart"
    if km <= 0.1:
        return rules.same_spot, f"same spot, {far}"
    if km <= 0.35:
        if _aimed_singly(one) and _aimed_singly(other):
            return rules.other_missile, f"missiles or bombs that each hit one spot, {far}"
        return rules.same_spot - (rules.same_spot - rules.one_quarter) * (km - 0.1) / 0.25, f"near each other, {far}"
    if km <= rules.salvo_km:
        salvo = _weapon(one, other).how in {SAME, FAMILY, PART, SAME_CLASS}
        return (rules.salvo if salvo else rules.other_spot), f"spots {far}"
    return None


def _aimed_singly(each: Sighting) -> bool:
    """Tell what hits one spot and no neighbourhood: a barrage of such is as many events as it has impacts."""
    kinds = classes_of((each.record.weapon, each.record.weapon_printed))
    return bool(kinds) and kinds <= _SINGLE


def _other_state(one: Sighting, other: Sighting) -> bool:
    left, right = one.record.state, other.record.state
    return bool(left and right) and left != right


def _details(one: Sighting, other: Sighting, weapon: Relation, rules: Rules) -> Iterator[Part]:
    points = {
        SAME: rules.same_weapon, FAMILY: rules.same_weapon, PART: rules.one_munition, SAME_CLASS: rules.same_class,
        LIKE_CLASS: rules.like_class, OTHER_CLASS: rules.other_class, UNKNOWN: 0.0,
    }.get(weapon.how, -rules.same_weapon)  # fmt: skip
    if weapon.reason:
        yield points, weapon.reason
    yield from _actors(one, other, rules)
    yield from _deaths(one, other, rules)
    shared = one.cited & other.cited
    if shared:
        yield rules.shared_exhibit, f"both cite {min(shared)}"


def _actors(one: Sighting, other: Sighting, rules: Rules) -> Iterator[Part]:
    left, right = one.record.actor, other.record.actor
    if left and right:
        if left == right:
            yield rules.same_actor, f"both name {display(left)} as actor"
        else:
            yield rules.other_actor, f"{display(left)} and {display(right)} are named as actor"


def _deaths(one: Sighting, other: Sighting, rules: Rules) -> Iterator[Part]:
    left, right = one.deaths, other.deaths
    if left is None or right is None:
        return
    words = f"deaths {_number(left)} and {_number(right)}"
    most = max(left[1], right[1])
    if left[0] == right[0] == left[1] == right[1]:
        if most >= _TELLING_DEATHS:
            yield (
                rules.same_deaths + (rules.like_deaths if most >= _MANY_DEATHS else 0.0),
                f"deaths {_number(left)} in both",
            )
    elif max(left[0], right[0]) - min(left[1], right[1]) <= 0.1 * most:
        yield (rules.like_deaths if most >= _TELLING_DEATHS else 0.0), words
    elif max(left[0], right[0]) > 2 * min(left[1], right[1]) + 2:
        yield rules.other_deaths, words
    else:
        yield 0.0, words


def _number(found: tuple[int, int]) -> str:
    return str(found[0]) if found[0] == found[1] else f"{found[0]}-{found[1]}"
