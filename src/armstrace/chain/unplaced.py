"""What the rules looked at and placed nowhere, each with the reason; nothing is dropped without a word."""

from collections.abc import Iterator, Sequence

from armstrace.chain.model import Beside, RungState
from armstrace.chain.rules.opportunity import states_of_flight
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say
from armstrace.gazetteer.states import display
from armstrace.records.claims import FlightClaim, WeaponUseClaim
from armstrace.records.findings import Finding


def unplaced(scope: Scope, states: Sequence[RungState]) -> Iterator[Beside]:
    """Give the incidents near the use that are not of it, and the findings that stand on no rung and beside none."""
    yield from scope.apart
    shown = {each.key for state in states for each in state.placements}
    shown |= {each.key for state in states for each in state.beside}
    shown |= {each.key for state in states for each in state.status.contested}
    for each in sorted(scope.evidence.findings, key=lambda one: (one.claim.start, one.key)):
        if each.key not in shown:
            words = " ".join(each.claim.text.split())
            yield Beside(
                rung=None,
                hop=None,
                key=each.key,
                kind=each.claim.TYPE,
                words=words,
                reason=_reason(scope, each),
                records=each.records,
            )


def _reason(scope: Scope, finding: Finding) -> str:
    claim = finding.claim
    if isinstance(claim, FlightClaim):
        return say("transport elsewhere" if states_of_flight(claim) else "transport")
    if isinstance(claim, WeaponUseClaim):
        if claim.actor and claim.actor != scope.user:
            return say("another user", actors=display(claim.actor), user=display(scope.user))
        return say("elsewhere")
    return say("no rung")
