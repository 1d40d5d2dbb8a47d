"""Putting pairs together to groups, the surest first, never across what cannot be one event.

A pair joins two groups only where they can be one as wholes: their days share a day, their spots lie together, no two
weapons exclude each other, no register lists two of them, and no judgement keeps two of them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from armstrace.events.munitions import relation
from armstrace.events.rules import Rules
from armstrace.events.sightings import KM_PER_DEGREE, Sighting

_MANY = 64


@dataclass(slots=True)
class _Group:
    """What is known of a group: days all leave open, the box of its places, its weapons, the registers in it."""

    members: list[int]
    first: int
    last: int
    spots: tuple[float, float, float, float] | None
    weapons: set[tuple[str, str]]
    listed: set[str]
    never: set[int] = field(default_factory=set)
    several_days: bool = False


class Groups:
    """Groups of incidents, each alone at first."""

    def __init__(self, found: Sequence[Sighting], rules: Rules) -> None:
        """Begin with each incident alone."""
        self._rules = rules
        self._group = [_alone(place, each) for place, each in enumerate(found)]
        self._of = list(range(len(found)))

    def of(self, place: int) -> int:
        """Give the number of the group an incident is in."""
        return self._of[place]

    def keep_apart(self, one: int, other: int) -> None:
        """Never put these two into one group."""
        self._group[self._of[one]].never.add(other)
        self._group[self._of[other]].never.add(one)

    def join(self, one: int, other: int) -> bool:
        """Put the groups of two incidents together where they can be one; say whether they are one now."""
        left, right = self._of[one], self._of[other]
        if left == right:
            return True
        if not self._can(self._group[left], self._group[right]):
            return False
        self._unite(left, right)
        return True

    def unite(self, one: int, other: int) -> None:
        """Put two incidents together because a person says so, whatever speaks against it."""
        if self._of[one] != self._of[other]:
            self._unite(self._of[one], self._of[other])

    def members(self) -> Iterable[list[int]]:
        """Give the groups, the members of each in order."""
        for number, group in enumerate(self._group):
            if self._of[group.members[0]] == number:
                yield sorted(group.members)

    def _can(self, left: _Group, right: _Group) -> bool:
        if max(left.first, right.first) > min(left.last, right.last):
            return False
        if left.listed & right.listed or self._forbidden(left, right) or self._forbidden(right, left):
            return False
        if left.spots and right.spots and not self._together(left.spots, right.spots):
            return False
        if len(left.weapons) + len(right.weapons) > _MANY:
            return bool(left.weapons & right.weapons)
        return not any(relation(one, other).apart for one in left.weapons for other in right.weapons)

    def _forbidden(self, left: _Group, right: _Group) -> bool:
        return any(self._group[self._of[each]] is right for each in left.never)

    def _together(self, one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        """Tell spots that lie within a kilometre together; across the line of the date by the short way."""
        most = self._rules.salvo_km / KM_PER_DEGREE
        north, east = max(one[1], other[1]) - min(one[0], other[0]), max(one[3], other[3]) - min(one[2], other[2])
        shrunk = cos(radians(min(89.0, abs(one[0]))))
        return north <= most and min(east, 360 - east) * shrunk <= most

    def _unite(self, left: int, right: int) -> None:
        if len(self._group[left].members) < len(self._group[right].members):
            left, right = right, left
        into, out = self._group[left], self._group[right]
        for member in out.members:
            self._of[member] = left
        into.members += out.members
        first, last = max(into.first, out.first), min(into.last, out.last)
        if first > last or into.several_days or out.several_days:
            # a person joined days that differ: all of them are open to what comes
            first, last = min(into.first, out.first), max(into.last, out.last)
            into.several_days = True
        into.first, into.last = first, last
        into.spots = _box(into.spots, out.spots)
        into.weapons |= out.weapons
        into.listed |= out.listed
        into.never |= out.never


def _alone(place: int, each: Sighting) -> _Group:
    first, last = each.first or 0, each.last or 0
    record = each.record
    return _Group(
        members=[place],
        first=first - each.slack,
        last=last + each.slack,
        spots=(each.lat, each.lat, each.lon, each.lon) if each.spot else None,
        weapons={(record.weapon, record.weapon_printed)} if record.weapon else set(),
        listed={each.lists_once} if each.lists_once and not each.spot else set(),
    )


def _box(
    one: tuple[float, float, float, float] | None, other: tuple[float, float, float, float] | None
) -> tuple[float, float, float, float] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), max(one[3], other[3])
