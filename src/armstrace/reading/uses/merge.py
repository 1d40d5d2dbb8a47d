"""One use told once: a verb and a noun of the same clause, a weapon that two verbs share."""

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
    kept: list[_Found] = []
    for one in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        same = [number for number in range(max(0, len(kept) - _NEAR), len(kept)) if _is_same(kept[number], one)]
        if not same:
            kept.append(one)
        for number in same:
            kept[number] = _joined(kept[number], one)
        if one[1] is not None and same and all(kept[number][1] != one[1] for number in same):
            kept.append(_joined(one, kept[same[0]]))
    kept = _spread(kept)
    return sorted((claim for claim, _ in kept), key=lambda claim: (claim.start, claim.end))


def _spread(kept: list[_Found]) -> list[_Found]:
    """Hand a clause without a weapon of its own to the weapons inside it."""
    done: list[_Found] = []
    for number, one in enumerate(kept):
        around = kept[max(0, number - _NEAR) : number] + kept[number + 1 : number + _NEAR]
        if one[1] is None and any(other[1] is not None and _is_same(other, one) for other in around):
            continue
        lent = [other for other in around if other[1] is None and one[1] is not None and _is_same(one, other)]
        done.append(_joined(one, lent[0]) if lent else one)
    return done


def _joined(one: _Found, other: _Found) -> _Found:
    longer, shorter = sorted((one[0], other[0]), key=lambda claim: claim.start - claim.end)
    at = one[1] if one[1] is not None else other[1]
    told = one[0] if one[1] is not None or other[1] is None else other[0]
    return replace(_filled(longer, shorter), weapon=told.weapon, weapon_class=_class(told, longer, shorter)), at


def _class(*claims: WeaponUseClaim) -> str:
    return next((claim.weapon_class for claim in claims if claim.weapon_class != "unknown"), "unknown")


def _is_same(one: _Found, two: _Found) -> bool:
    (first, at), (second, other) = one, two
    if first.actor and second.actor and first.actor != second.actor:
        return False
    if at is not None and other is not None:
        return at == other
    shared = min(first.end, second.end) - max(first.start, second.start)
    if shared * 2 < min(first.end - first.start, second.end - second.start):
        return False
    return first.weapon_class == second.weapon_class or "unknown" in {first.weapon_class, second.weapon_class} or None in {first.weapon, second.weapon}


def _filled(one: WeaponUseClaim, other: WeaponUseClaim) -> WeaponUseClaim:
    """Give a claim with what the other knows besides."""
    return replace(
        one,
        actor=one.actor or other.actor,
        place=one.place or other.place,
        target=one.target or other.target,
        date=one.date or other.date,
        hedge=one.hedge or other.hedge,
        denied=one.denied or other.denied,
        origin=one.origin or other.origin,
        occasions=one.occasions or other.occasions,
    )
