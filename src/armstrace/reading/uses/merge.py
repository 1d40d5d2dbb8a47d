"""One use told once: a verb and a noun of the same clause, a weapon that two verbs share."""

from collections.abc import Iterable
from dataclasses import replace

from armstrace.records.claims import WeaponUseClaim


def merged(found: Iterable[tuple[WeaponUseClaim, int | None]]) -> list[WeaponUseClaim]:
    """Merge claims that tell of one use; each comes with the place of its weapon in the text, None without one.

    Two are one use where they share the weapon's very words, or overlap by half of the shorter and differ in no slot
    that both have. The longer span is kept, its empty slots filled from the other.
    """
    ordered = sorted(found, key=lambda each: (each[0].start - each[0].end, each[0].start))
    by_start = sorted(range(len(ordered)), key=lambda number: ordered[number][0].start)
    position = {number: place for place, number in enumerate(by_start)}
    kept: dict[int, tuple[WeaponUseClaim, int | None]] = {}
    for number, (claim, weapon_at) in enumerate(ordered):
        around = by_start[max(0, position[number] - 12) : position[number] + 12]
        same = next((other for other in around if other in kept and _is_same(kept[other], (claim, weapon_at))), None)
        if same is None:
            kept[number] = (claim, weapon_at)
        else:
            one, at = kept[same]
            kept[same] = (_filled(one, claim), weapon_at if at is None else at)
    return sorted((claim for claim, _ in kept.values()), key=lambda claim: (claim.start, claim.end))


def _is_same(one: tuple[WeaponUseClaim, int | None], two: tuple[WeaponUseClaim, int | None]) -> bool:
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
    told = one if one.weapon or not other.weapon else other
    return replace(
        one,
        weapon=told.weapon,
        weapon_class=one.weapon_class if one.weapon_class != "unknown" else other.weapon_class,
        actor=one.actor or other.actor,
        place=one.place or other.place,
        target=one.target or other.target,
        date=one.date or other.date,
        hedge=one.hedge or other.hedge,
        denied=one.denied or other.denied,
        origin=one.origin or other.origin,
        occasions=one.occasions or other.occasions,
    )
