"""Rung 4: which type was used here, as incidents, remnants and texts tell it. Holdings never stand here."""

from collections.abc import Iterator
from datetime import timedelta

from armstrace.chain.model import Rung
from armstrace.chain.rules.rule import Against, Found, Rule, Stands, of_use
from armstrace.chain.rules.texts import stands, texts_of_use
from armstrace.chain.scope import Scope, Use
from armstrace.chain.spots import same_spot
from armstrace.chain.types_named import bears_on_use
from armstrace.chain.wording import say
from armstrace.checks.recorded import weapon_of
from armstrace.events.munitions import Weapon, named_weapon, told
from armstrace.events.slots import ABOUT_ACTOR, ABOUT_WEAPON, hedges_of
from armstrace.events.tellers import NOT_NAMED
from armstrace.gazetteer.folding import fold_name
from armstrace.records.kinds import Incident, Remnant

_AFTER = timedelta(days=0)


def _weapon(each: Incident) -> Weapon:
    return (each.weapon, each.weapon_printed)


def _incidents(scope: Scope) -> Iterator[Found]:
    for use in scope.uses:
        for each in use.incidents:
            if not told(_weapon(each)):
                continue
            bearing = bears_on_use(_weapon(each), scope.weapon) if told(scope.weapon) else None
            if told(scope.weapon) and bearing is None:
                continue
            of_type = bearing is None or bearing.counts
            words = (bearing.words if bearing else "", use.bearing if of_type else "")
            yield Stands(
                key=each.key,
                words=each.weapon_printed or each.weapon,
                slot="weapon",
                when=each.when,
                hedge="; ".join(hedges_of(each, "weapon")),
                about=use.about,
                value=each.weapon or each.weapon_printed,
                bearing=" ".join(filter(None, words)),
                counts=use.counts and of_type,
            )


def _others(scope: Scope) -> Iterator[Found]:
    """Another weapon told of for an event for which the one asked about is told too."""
    if not told(scope.weapon):
        return
    for use in scope.uses:
        for each in use.incidents:
            if told(_weapon(each)) and bears_on_use(_weapon(each), scope.weapon) is None:
                words = say("tells another", other=each.weapon_printed or each.weapon)
                yield Against(key=each.key, who=told_by(each), words=words, kind="another weapon", retold=True)


def _denials(scope: Scope) -> Iterator[Found]:
    for each in denying(scope):
        if ABOUT_WEAPON.search(each.denial):
            yield Against(key=each.key, who=told_by(each), words=each.denial, kind="denial", retold=True)


def denying(scope: Scope) -> Iterator[Incident]:
    """Give the incidents of the use that tell of a denial."""
    return (each for use in scope.uses if use.counts for each in use.incidents if each.denial)


def of_weapon_alone(denial: str) -> bool:
    """Tell a denial that speaks of the weapon and of nobody's act."""
    return bool(ABOUT_WEAPON.search(denial)) and not ABOUT_ACTOR.search(denial)


def told_by(each: Incident) -> str:
    """Say who tells an incident, as printed."""
    return each.origin if fold_name(each.origin) not in NOT_NAMED else say("untold")


def _remnants(scope: Scope) -> Iterator[Found]:
    for each in scope.evidence.remnants:
        use, here = _use_of(scope, each)
        if not each.identified_as or not here:
            continue
        weapon = (named_weapon(each.identified_as), each.identified_as)
        bearing = bears_on_use(weapon, scope.weapon) if told(scope.weapon) else None
        if told(scope.weapon) and bearing is None:
            continue
        fresh = use is not None or (each.found is not None and not _elsewhen(scope, each))
        why = (
            bearing.words if bearing else "",
            "" if use else say("remnant place"),
            "" if fresh else say("found elsewhen"),
        )
        yield Stands(
            key=each.key,
            words=each.identified_as,
            slot="weapon",
            when=each.found,
            about=use.about if use else each.key,
            value=weapon[0] or each.identified_as,
            bearing=" ".join(filter(None, why)),
            counts=(bearing is None or bearing.counts) and (use.counts if use else fresh),
        )


def _use_of(scope: Scope, remnant: Remnant) -> tuple[Use | None, bool]:
    """Find the use that a remnant is said to be from; else tell whether it was found at the place asked about."""
    if remnant.incident:
        of_number = (use for use in scope.uses for each in use.incidents if remnant.incident in {each.number, each.key})
        use = next(of_number, None)
        return use, use is not None
    place = scope.asked.place
    return None, bool(place and remnant.place_printed and same_spot(place, remnant.place_printed))


def _elsewhen(scope: Scope, remnant: Remnant) -> bool:
    """Tell a remnant found before the use asked about, or at a time that does not tell."""
    day = scope.first_day
    return day is not None and remnant.found is not None and remnant.found.by(day - timedelta(days=1)) is not False


def _texts(scope: Scope) -> Iterator[Found]:
    for text in texts_of_use(scope):
        weapon = weapon_of(text.claim)
        if told(weapon) and not text.claim.denied and text.claim.weapon:
            yield from stands(scope, text, "weapon", weapon[0] or weapon[1])


RULES = (
    Rule("weapon of an incident", Rung.TYPE_USED, of_use(_incidents)),
    Rule("remnant identified", Rung.TYPE_USED, of_use(_remnants)),
    Rule("weapon of a text", Rung.TYPE_USED, of_use(_texts)),
    Rule("another weapon told", Rung.TYPE_USED, of_use(_others)),
    Rule("use of the weapon denied", Rung.TYPE_USED, of_use(_denials)),
)
