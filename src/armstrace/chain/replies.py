"""Which replies of those concerned belong to which rung: to what stands there, else to the party's own question."""

from collections.abc import Collection

from armstrace.chain.model import Hop, Rung
from armstrace.chain.scope import Scope, moment
from armstrace.records.decisions import Reply


def replies_on(scope: Scope, place: tuple[Rung, Hop | None], keys: Collection[str]) -> tuple[Reply, ...]:
    """Give the replies about what stands on a rung.

    A reply that names no record is the user's on rung 5 and a supplier's on question K of its hop.
    """
    rung, hop = place
    about = {*keys, *(scope.event_of[key] for key in keys if key in scope.event_of)}
    party = {Rung.USER: scope.user, Rung.NOTICE: hop.supplier if hop else ""}.get(rung, "")
    found = [
        each
        for each in scope.evidence.replies
        if (each.about and each.about in about) or (not each.about and party and each.party == party)
    ]
    return tuple(sorted(found, key=lambda each: (*moment(each.put), each.key)))
