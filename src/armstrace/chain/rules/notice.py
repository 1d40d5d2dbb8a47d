"""Question K, per hop: what the supplier could know before the day D of its decision, and what it did after."""

from collections.abc import Iterator

from armstrace.chain.model import Hop, Rung
from armstrace.chain.rules.authorised import ENDED, licence_words
from armstrace.chain.rules.law import decision_words
from armstrace.chain.rules.rule import Aside, Found, Rule, Stands, goes_over, of_hop
from armstrace.chain.rules.times import before, decision_day
from armstrace.chain.scope import Scope
from armstrace.chain.wording import day_of, say
from armstrace.events.munitions import told
from armstrace.events.slots import hedges_of
from armstrace.records.decisions import Decision
from armstrace.records.values import When

_TELLS = frozenset({"found", "alleged", "reported", "asked", "decided"})


def _notices(scope: Scope, hop: Hop) -> Iterator[Decision]:
    """Give what tells of the user's or the recipient's conduct, or of this supply."""
    users = {scope.user, hop.recipient}
    for each in scope.evidence.decisions:
        of_supply = each.supplier == hop.supplier and each.recipient in {hop.recipient, ""}
        if each.act in _TELLS and (each.about in users or (of_supply and each.subject == "supply")):
            yield each


def _before(scope: Scope, hop: Hop) -> Iterator[Found]:
    decided, _ = decision_day(scope, hop)
    for each in _notices(scope, hop):
        if before(each.public, decided):
            yield Stands(key=each.key, words=decision_words(each), slot="public", when=each.public, about=each.key)


def _after(scope: Scope, hop: Hop) -> Iterator[Found]:
    decided, _ = decision_day(scope, hop)
    for each in _notices(scope, hop):
        known = before(each.public, decided)
        if not known:
            reason = say("known undated") if known is None else _too_late(decided)
            yield Aside(key=each.key, kind="later", words=decision_words(each), reason=reason)


def _too_late(decided: When | None) -> str:
    return say("after D", day=day_of(decided)) if decided else say("no day D")


def _uses(scope: Scope, hop: Hop) -> Iterator[Found]:
    decided, _ = decision_day(scope, hop)
    if decided is None:
        return
    for each in scope.evidence.incidents.values():
        if each.actor == scope.user and before(each.reported, decided) and before(each.when, decided):
            weapon = (each.weapon, each.weapon_printed)
            named = each.weapon_printed if told(weapon) and each.weapon_printed else each.event_type
            where = each.place_printed or each.area
            yield Stands(
                key=each.key,
                words=say("used earlier", weapon=named, place=where, when=day_of(each.when)),
                slot="reported",
                when=each.reported,
                hedge="; ".join(hedges_of(each)),
                about=scope.event_of.get(each.key, each.key),
            )


def _acts(scope: Scope, hop: Hop) -> Iterator[Found]:
    decided, _ = decision_day(scope, hop)
    for each in scope.evidence.licences:
        if each.act in ENDED and goes_over(hop, each.supplier, each.recipient) and not before(each.date, decided):
            reason = say("act of the supplier")
            yield Aside(key=each.key, kind="act of the supplier", words=licence_words(each), reason=reason)


def _day(scope: Scope, hop: Hop) -> Iterator[Found]:
    _, where_from = decision_day(scope, hop)
    yield Aside(key="", kind="day of the decision", words=where_from, reason="")


RULES = (
    Rule("public before the decision", Rung.NOTICE, of_hop(_before)),
    Rule("use reported before the decision", Rung.NOTICE, of_hop(_uses)),
    Rule("after the decision", Rung.NOTICE, of_hop(_after)),
    Rule("act of the supplier", Rung.NOTICE, of_hop(_acts)),
    Rule("day of the decision", Rung.NOTICE, of_hop(_day)),
)
