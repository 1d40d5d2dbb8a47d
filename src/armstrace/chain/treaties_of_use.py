"""The treaty on the kind of weapon told of, for all concerned alike: user, opponents, and the suppliers of both."""

from collections.abc import Mapping
from types import MappingProxyType

from armstrace.chain.bearing import rows_of_type
from armstrace.chain.model import Norm
from armstrace.chain.scope import Scope
from armstrace.chain.treaty_norms import Holder, StandingsOf, treaty_norm
from armstrace.events.munitions import classes_of

OF_CLASS: Mapping[str, str] = MappingProxyType({"cluster_munition": "CCM-2008"})
"""The treaty on a class of weapon, by the class's id."""


def treaties_of_use(scope: Scope, standings: StandingsOf) -> tuple[Norm, ...]:
    """Give how the treaty on the weapon told of stood, on the days of the use, for every state that is concerned."""
    named = [scope.weapon, *((each.weapon, each.weapon_printed) for use in scope.uses for each in use.incidents)]
    classes = dict.fromkeys(kind for weapon in named for kind in sorted(classes_of(weapon)))
    return tuple(
        treaty_norm(OF_CLASS[kind], Holder(state, scope.first_day, scope.last_day), standings)
        for kind in classes
        if kind in OF_CLASS
        for state in _concerned(scope)
    )


def _concerned(scope: Scope) -> dict[str, None]:
    """Give the states of the chain, the opponents, and who else is recorded as having supplied the type to a side."""
    sides = dict.fromkeys((*scope.asked.parties, scope.user))
    rows = (row for weapon in scope.types for row in rows_of_type(scope, weapon) if row.recipient in sides)
    return {state: None for state in (*sides, *(row.supplier for row in rows)) if state}
