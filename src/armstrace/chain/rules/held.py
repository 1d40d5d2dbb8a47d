"""Rung 3: what shows that the type was held on the day, and by which force. Deliveries never stand here."""

from collections.abc import Iterator

from armstrace.chain.model import Rung
from armstrace.chain.rules.ordered import goods
from armstrace.chain.rules.rule import Aside, Found, Rule, Stands, of_use
from armstrace.chain.scope import Scope
from armstrace.chain.types_named import bears_on, bears_on_use, weapon_name, weapon_of
from armstrace.chain.wording import day_of, say
from armstrace.events.munitions import told
from armstrace.events.slots import hedges_of
from armstrace.records.supply import Supply
from armstrace.records.values import When


def _holdings(scope: Scope) -> Iterator[Found]:
    for each in scope.evidence.supplies:
        if each.what != "holding" or each.recipient != scope.user:
            continue
        what = goods(each.items, each.designation)
        words = each.text or (say("holding", what=what, force=each.force) if each.force else what)
        reason = _not_on_the_day(scope, each)
        if reason:
            yield Aside(key=each.key, kind="holding", words=words, reason=reason)
            continue
        bearing = bears_on(weapon_of(each), scope.weapon)
        yield Stands(
            key=each.key,
            words=words,
            slot="holding",
            when=each.when,
            hedge=each.hedge,
            about=weapon_name(weapon_of(each)),
            value=each.force,
            bearing=bearing.words,
            counts=bearing.counts,
        )


def _not_on_the_day(scope: Scope, fact: Supply) -> str:
    """Say why a holding may not be one of the day asked about: it is later, or nobody says when it was."""
    first, last = scope.first_day, scope.last_day
    if first is None or last is None:
        return ""
    if fact.when is None:
        return say("holding undated")
    if fact.when.by(last) or _covers(fact.when, scope):
        return ""
    if fact.when.by(last) is False:
        return say("after the use", day=first)
    return say("maybe after the use", when=day_of(fact.when), day=first)


def _covers(when: When, scope: Scope) -> bool:
    """Tell a period, told as one, that the days asked about lie in; a year alone is no period."""
    first, last = scope.first_day, scope.last_day
    if first is None or last is None or when.precision != "interval":
        return False
    return (when.earliest is None or when.earliest <= first) and (when.latest is None or when.latest >= last)


def _earlier_use(scope: Scope) -> Iterator[Found]:
    day = scope.first_day
    if day is None or not scope.types:
        return
    for each in scope.evidence.incidents.values():
        weapon = (each.weapon, each.weapon_printed)
        if each.actor != scope.user or each.when is None or not told(weapon) or each.key in scope.use_of:
            continue
        if each.when.latest is None or each.when.latest >= day:
            continue
        found = [bearing for wanted in scope.types if (bearing := bears_on_use(weapon, wanted)) is not None]
        if any(bearing.counts for bearing in found):
            named = each.weapon_printed or weapon_name(weapon)
            where = each.place_printed or each.area
            yield Stands(
                key=each.key,
                words=say("used earlier", weapon=named, place=where, when=day_of(each.when)),
                slot="earlier use",
                when=each.when,
                hedge="; ".join(dict.fromkeys((*hedges_of(each, "weapon"), *hedges_of(each, "actor")))),
                about=scope.event_of.get(each.key, each.key),
                value=weapon_name(weapon),
            )


RULES = (
    Rule("holding told", Rung.HELD, of_use(_holdings)),
    Rule("earlier use", Rung.HELD, of_use(_earlier_use)),
)
