"""Rung 1b: orders in registers and contracts that documents tell of. No delivery follows from an order."""

from collections.abc import Iterator

from armstrace.chain.model import Hop, Rung
from armstrace.chain.rules.rule import Aside, Found, Rule, Stands, goes_over, of_hop
from armstrace.chain.rules.times import after_use, maybe_after
from armstrace.chain.scope import Scope
from armstrace.chain.types_named import RELATED, bears_on, weapon_name, weapon_of
from armstrace.chain.wording import day_of, number_of, say
from armstrace.records.kinds import Transfer
from armstrace.records.supply import Supply
from armstrace.records.values import Count, When


def goods(count: Count | None, designation: str, description: str = "") -> str:
    """Say how many of what, in printed words."""
    number = number_of(count)
    what = say("items" if number else "items unknown", count=number, designation=designation)
    return say("described", what=what, description=description) if description else what


def stands(scope: Scope, hop: Hop, record: Transfer | Supply, words: str, when: When | None) -> Found:
    """Put what a row or fact tells on a rung of the supply side, or beside it where it comes after the use."""
    late = after_use(scope, when)
    if late:
        return Aside(key=record.key, kind="later", words=words, reason=late)
    weapon = weapon_of(record)
    bearing = bears_on(weapon, scope.wanted(hop))
    return Stands(
        key=record.key,
        words=words,
        slot=record.what if isinstance(record, Supply) else "row",
        when=when,
        hedge=record.hedge if isinstance(record, Supply) else "",
        # one kind of goods over one hop: whether two rows are one deal is not known here
        about=weapon_name(weapon),
        value=day_of(when),
        bearing=" ".join(filter(None, (bearing.words, maybe_after(scope, when)))),
        counts=bearing.counts,
        near=bearing.counts or bearing.how in RELATED,
    )


def _orders(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.transfers:
        if goes_over(hop, each.supplier, each.recipient) and each.ordered is not None:
            what = goods(each.number_ordered, each.designation, each.description)
            yield stands(scope, hop, each, say("ordered", what=what, when=day_of(each.ordered)), each.ordered)


def _contracts(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.supplies:
        if each.what == "contract" and goes_over(hop, each.supplier, each.recipient):
            words = each.text or say("ordered", what=goods(each.items, each.designation), when=day_of(each.when))
            yield stands(scope, hop, each, words, each.when)


RULES = (
    Rule("order in a register", Rung.ORDERED, of_hop(_orders)),
    Rule("contract told", Rung.ORDERED, of_hop(_contracts)),
)
