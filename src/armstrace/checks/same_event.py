"""Whether two claims tell of one event: the same kind of thing at the same place, and how near their dates are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from armstrace.gazetteer.states import code_of, fold_name
from armstrace.records.claims import Claim, EventClaim, WeaponUseClaim
from armstrace.records.values import When

Event = EventClaim | WeaponUseClaim
NEAR_DAYS = 45
_PLACE_WORDS = frozenset("the of in near at city town village region district province area governorate".split())  # noqa: SIM905
_DATE_WORDS = re.compile(
    r"\d+|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|the|an?|on|in|of|at|to|and|by|was|were|is|had|has|that|th|st|nd|rd"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim of something that happened at a known time."""

    claim: Event
    when: When


def dated(claims: Iterable[Claim]) -> list[Dated]:
    """Give the events and uses of weapons that have a date; what is denied did not happen, so it has none."""
    return [
        Dated(claim, claim.date)
        for claim in claims
        if isinstance(claim, EventClaim | WeaponUseClaim)
        and claim.date is not None
        and claim.date.earliest is not None
        and claim.date.latest is not None
        and not getattr(claim, "denied", False)
    ]


def alike(one: Event, other: Event) -> bool:
    """Tell claims of the same kind of event at the same place, or of the same actor where neither names a place."""
    if not _same_kind(one, other):
        return False
    if one.place and other.place:
        return same_place(one.place, other.place)
    return not one.place and not other.place and same_actor(one, other) is True


def same_place(one: str, other: str) -> bool:
    """Tell two names of one place.

    >>> same_place("the city of Barda", "Barda"), same_place("Barda", "Ganja")
    (True, False)
    """
    left, right = _place(one), _place(other)
    return bool(left and right) and (left <= right or right <= left)


def same_actor(one: Event, other: Event) -> bool | None:
    """Tell whether both name one actor; None where one of them names nobody."""
    if not one.actor or not other.actor:
        return None
    return _identity(one.actor) == _identity(other.actor)


def agree(one: When, other: When) -> bool:
    """Tell dates that can be of one day, each at the precision it has."""
    if None in {one.earliest, one.latest, other.earliest, other.latest}:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest  # type: ignore[operator]  # None was told apart


def near(one: When, other: When) -> bool:
    """Tell dates that may well be two dates of one event: some weeks apart, or the same day of another year."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    gap = max((other.earliest - one.latest).days, (one.earliest - other.latest).days)
    days = one.precision == other.precision == "day"
    anniversary = days and (one.earliest.month, one.earliest.day) == (other.earliest.month, other.earliest.day)
    return gap <= NEAR_DAYS or anniversary


def distinct(times: Sequence[When]) -> int:
    """Count the times that cannot be one."""
    kept: list[When] = []
    for when in times:
        if not any(agree(when, each) for each in kept):
            kept.append(when)
    return len(kept)


def _same_kind(one: Event, other: Event) -> bool:
    if isinstance(one, WeaponUseClaim) and isinstance(other, WeaponUseClaim):
        known = "unknown" not in {one.weapon_class, other.weapon_class}
        named = bool(one.weapon and other.weapon) and _identity(one.weapon or "") == _identity(other.weapon or "")
        return named or (known and one.weapon_class == other.weapon_class)
    if isinstance(one, EventClaim) and isinstance(other, EventClaim):
        if one.kind and other.kind:
            return fold_name(one.kind) == fold_name(other.kind)
        left, right = _content(one.text), _content(other.text)
        return bool(left and right) and 2 * len(left & right) >= len(left | right)
    return False


@lru_cache(maxsize=4096)
def _identity(name: str) -> str:
    return code_of(name) or fold_name(name)


@lru_cache(maxsize=4096)
def _place(name: str) -> frozenset[str]:
    code = code_of(name)
    if code:
        return frozenset([code])
    return frozenset(word for word in re.findall(r"\w+", fold_name(name)) if word not in _PLACE_WORDS)


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", fold_name(text)) if not _DATE_WORDS.fullmatch(word))
