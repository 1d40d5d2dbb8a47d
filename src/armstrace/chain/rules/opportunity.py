"""Flights and surges: transport opportunity, shown beside rung 2 and supporting no rung."""

from collections.abc import Iterator

from armstrace.chain.model import Hop, Rung
from armstrace.chain.rules.rule import Aside, Found, Rule, of_hop
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say
from armstrace.gazetteer.operators import find_airfields, find_operators
from armstrace.gazetteer.places import find_places
from armstrace.gazetteer.runway_fields import field_of
from armstrace.gazetteer.states import code_of
from armstrace.records.claims import FlightClaim
from armstrace.records.surges import Surge


def _surges(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.surges:
        if _between(states_of_surge(each), hop):
            words = say("surge", series=each.series, told=each.told)
            yield Aside(key=each.key, kind="transport", words=words, reason=say("transport"), records=each.inputs)


def _flights(scope: Scope, hop: Hop) -> Iterator[Found]:
    """Show what a text says of flights, whether or not the case has flights to hold it against."""
    told = [(each.key, each.claim, each.records) for each in scope.evidence.findings]
    told += [(key, claim, ()) for key, claim in scope.evidence.claims.items()]
    for key, claim, records in told:
        if isinstance(claim, FlightClaim) and _between(states_of_flight(claim), hop):
            words = " ".join(claim.text.split())
            yield Aside(key=key, kind="transport", words=words, reason=say("transport"), records=records)


def _between(found: frozenset[str], hop: Hop) -> bool:
    """Tell what names both sides of a hop, or one of them and no other state."""
    sides = {hop.supplier, hop.recipient}
    return sides <= found or (len(found) == 1 and found <= sides)


def states_of_surge(surge: Surge) -> frozenset[str]:
    """Give the states of the fields and of the operator that a surge is counted of."""
    fields = (field_of(code) for code in (surge.airfield, surge.origin) if code)
    found = {each.state for each in fields if each is not None}
    return frozenset(found | _states(surge.operator) | _states(surge.airfield) | _states(surge.origin))


def states_of_flight(claim: FlightClaim) -> frozenset[str]:
    """Give the states that a sentence on flights names by place, airfield or operator."""
    return frozenset().union(*(_states(name or "") for name in (claim.origin, claim.destination, claim.operator)))


def _states(name: str) -> set[str]:
    if not name:
        return set()
    field = field_of(name)
    found = {field.state} if field is not None else set()
    found |= {each.state for each in find_airfields(name)} | {each.state for each in find_places(name)}
    found |= {each.state for each in find_operators(name)} | {code_of(name) or ""}
    return found - {""}


RULES = (
    Rule("surge", Rung.DELIVERED, of_hop(_surges)),
    Rule("flight of a text", Rung.DELIVERED, of_hop(_flights)),
)
