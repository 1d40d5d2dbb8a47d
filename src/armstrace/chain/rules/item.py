"""Rung 6: traces of one item to one supplier. The type alone never stands here."""

from collections.abc import Iterator

from armstrace.chain.model import Hop, Rung
from armstrace.chain.rules.ordered import goods
from armstrace.chain.rules.rule import Found, Rule, Stands, of_hop
from armstrace.chain.scope import Scope
from armstrace.chain.types_named import bears_on, weapon_name, weapon_of
from armstrace.chain.wording import say


def _traces(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.supplies:
        if each.what != "trace" or each.supplier != hop.supplier or each.recipient not in {hop.recipient, ""}:
            continue
        what = goods(each.items, each.designation) if each.items else each.designation
        words = each.text or (say("trace", what=what, marking=each.marking) if each.marking else what)
        bearing = bears_on(weapon_of(each), scope.wanted(hop))
        yield Stands(
            key=each.key,
            words=words,
            slot=each.how,
            when=each.when,
            hedge=each.hedge,
            about=each.marking or each.key,
            value=weapon_name(weapon_of(each)),
            bearing=bearing.words,
            counts=bearing.counts,
        )


RULES = (Rule("item traced", Rung.ITEM, of_hop(_traces)),)
