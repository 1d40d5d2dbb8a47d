"""One use told once: a verb and a noun of the same clause, a weapon that two verbs share."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from armstrace.records.claims import WeaponUseClaim

_Found = tuple[WeaponUseClaim, int | None]
# how many claims back another one of the same clause can stand
_NEAR = 12


def merged(found: Iterable[_Found]) -> list[WeaponUseClaim]:
    """Merge claims that tell of one use; each comes with the place of its weapon in the text, None without one.

    Two are one use where they share the weapon's very words, or overlap by half of the shorter and differ in no slot
    that both have. The longer span is kept, its empty slots filled from the other; a clause without a weapon lends its
    span to each weapon named inside it.
    """
    ordered = sorted(found, key=lambda each: (each[0].start, -each[0].end))
    armed = _folded([each for each in ordered if each[1] is not None])
    bare = _folded([each for each in ordered if each[1] is None])
    kept: list[_Found] = list(armed)
    for one in bare:
        same = [number for number in _near(armed, one) if _is_same(armed[number], one)]
        for number in same:
            kept[number] = _joined(kept[number], one)
        if not same:
            kept.append(one)
    return sorted((claim for claim, _ in kept), key=lambda claim: (claim.start, claim.end))


def _near(found: list[_Found], one: _Found) -> range:
    """Give the numbers of the claims that stand around another one."""
    at = bisect_left(found, one[0].start, key=lambda each: each[0].start)
    return range(max(0, at - _NEAR), min(len(found), at + _NEAR))


def _folded(found: list[_Found]) -> list[_Found]:
    """Fold each claim into an earlier one that tells the same use."""
    kept: list[_Found] = []
    for one in found:
        same = next((n for n in range(max(0, len(kept) - _NEAR), len(kept)) if _is_same(kept[n], one)), None)
        if same is None:
            kept.append(one)
        else:
            kept[same] = _joined(kept[same], one)
    return kept


def _joined(one: _Found, other: _Found) -> _Found:
    longer, shorter = sorted((one[0], other[0]), key=lambda claim: claim.start - claim.end)
    at = one[1] if one[1] is not None else other[1]
    told = one[0] if one[1] is not None or other[1] is None else other[0]
    whole = replace(_filled(longer, shorter), weapon=told.weapon, weapon_class=_class(told, longer, shorter))
    if _goes_on(*sorted((one[0], other[0]), key=lambda claim: claim.start)):
        whole = replace(whole, start=min(one[0].start, other[0].start), end=max(one[0].end, other[0].end))
    return whole, at


def _class(*claims: WeaponUseClaim) -> str:
    return next((claim.weapon_class for claim in claims if claim.weapon_class != "unknown"), "unknown")


def _is_same(one: _Found, two: _Found) -> bool:
    (first, at), (second, other) = one, two
    if (first.actor and second.actor and first.actor != second.actor) or first.denied != second.denied:
        return False
    if at is not None and other is not None:
        return at == other
    if _goes_on(first, second):
        return True
    shared = min(first.end, second.end) - max(first.start, second.start)
    return shared * 2 >= min(first.end - first.start, second.end - second.start)


def _goes_on(first: WeaponUseClaim, second: WeaponUseClaim) -> bool:
    """Tell "flew sorties, often targeting the town": the second clause only says more of the first."""
    ahead = second.text.split(" ", 2)[:2]
    return second.weapon is None and 0 <= second.start - first.end <= 2 and any(word.endswith("ing") for word in ahead)


def _filled(one: WeaponUseClaim, other: WeaponUseClaim) -> WeaponUseClaim:
    """Give a claim with what the other knows besides."""
    return replace(
        one,
        actor=one.actor or other.actor,
        place=one.place or other.place,
        target=one.target or other.target,
        date=one.date or other.date,
        hedge=one.hedge or other.hedge,
        origin=one.origin or other.origin,
        occasions=one.occasions or other.occasions,
    )
