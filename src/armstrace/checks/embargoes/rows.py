"""Which embargoes on record are on those that a text names, and whether on all of them or a part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from armstrace.gazetteer.embargo_bodies import body_of
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.organisations import find_groups
from armstrace.gazetteer.states import state_names
from armstrace.records.claims import EmbargoClaim
from armstrace.records.decisions import Embargo, in_force
from armstrace.records.values import When
from armstrace.tables.ask import Tables

_ON_SOME = re.compile(
    r"\b(?:groups?|forces|parties|entities|rebels?|militias?|conflict|leaders|actors|gangs)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"\bonly\b|\bfor non-governmental\b", re.IGNORECASE)
# "armed groups in Mali", not the name of a group with forces in it
_ANY_GROUP = re.compile(
    r"^(?:[Aa]rmed groups|[a-z].*\b(?:groups?|forces|parties|entities|rebels?|militias?|militants|actors|gangs)"
    r"|(?:Rebels?|Militias?|Militants|Gangs|Insurgents|Non-?governmental|Non-?state)\b)"
)
_STATE = re.compile(r"[A-Z]{3}")
_ANYWHERE = re.compile(r"\bwherever\b", re.IGNORECASE)
_DAYS_BETWEEN = 31


class Reach(IntEnum):
    """How far an embargo on record reaches of what a text names: all of it, a part, or something beside it."""

    ALL = 1
    PART = 2
    BESIDE = 3


@dataclass(frozen=True, slots=True)
class Bearing:
    """An embargo on record that bears on what a text says, and how far."""

    embargo: Embargo
    reach: Reach

    @property
    def goes_on(self) -> bool:
        """Whether it ended for some and goes on for others, as its status says."""
        return self.embargo.ends is not None and bool(_GOES_ON.search(self.embargo.status))


def on_record(tables: Tables) -> list[Embargo]:
    """Give every embargo at hand, the earliest first."""
    return tables.records(Embargo, "ORDER BY begins_earliest NULLS LAST, number, key")


def bearing(claim: EmbargoClaim, embargoes: Sequence[Embargo]) -> list[Bearing]:
    """Give the embargoes of the body that the text names, else of any, that are on its target or beside it."""
    own = [each for each in embargoes if claim.imposed_by in {None, body_of(each.imposed_by)}]
    found = [(each, _reach(claim, each)) for each in own]
    return [Bearing(each, reach) for each, reach in found if reach is not None]


def _reach(claim: EmbargoClaim, embargo: Embargo) -> Reach | None:
    some = bool(_ON_SOME.search(f"{embargo.target} {embargo.target_printed}"))
    if claim.state is None and _STATE.fullmatch(claim.target):
        if embargo.target == claim.target:
            return Reach.PART if some else Reach.ALL
        return Reach.PART if _lies_in(embargo, claim.target) else None
    if _same(claim.target, embargo):
        return Reach.ALL
    state = claim.state or _home(claim.target)
    if state is None or (embargo.target != state and not _lies_in(embargo, state)):
        return None
    if embargo.target == state and not some:
        return Reach.ALL
    # "armed groups in the Congo" are those that an embargo on groups there is on
    return Reach.ALL if some and _ANY_GROUP.match(claim.target) else Reach.BESIDE


def _same(target: str, embargo: Embargo) -> bool:
    """Tell whether an embargo names a group or area itself."""
    told = f"{embargo.target} {embargo.target_printed}"
    if fold_name(target) == fold_name(embargo.target):
        return True
    if re.search(rf"(?<!\w){re.escape(target)}(?!\w)", f"{told} {embargo.scope}", re.IGNORECASE):
        return True
    names = {group.name for group in find_groups(target)}
    return bool(names & {group.name for group in find_groups(told)})


def _lies_in(embargo: Embargo, state: str) -> bool:
    """Tell whether an embargo on a group or area is told of with a state's name, or the group is one of that state.

    One on a network "wherever they are" is on no state, whichever state the gazetteer lists its group under.
    """
    if _STATE.fullmatch(embargo.target) or _ANYWHERE.search(embargo.target_printed):
        return False
    told = f"{embargo.target} {embargo.target_printed}"
    if any(group.state == state for group in find_groups(told)):
        return True
    names = [re.escape(each.name) for each in state_names() if each.code == state]
    return bool(names) and bool(re.search(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", told))


def _home(group: str) -> str | None:
    return next((each.state for each in find_groups(group) if each.state), None)


def stood(embargo: Embargo, span: When) -> bool | None:
    """Tell whether an embargo stood on some day of a span; None where its dates are too coarse to tell."""
    first, last = span.earliest or span.latest, span.latest or span.earliest
    if first is None or last is None:
        return None
    answers = {in_force(embargo, first), in_force(embargo, last)}
    if True in answers:
        return True
    begins = embargo.begins.earliest if embargo.begins else None
    inside = begins is not None and embargo.begins is not None and first <= begins and embargo.begins.by(last) is True
    return True if inside else (None if None in answers else False)


def ended_by(embargo: Embargo, day: date) -> bool:
    """Tell whether an embargo had surely ended by a day."""
    return embargo.ends is not None and embargo.ends.by(day) is True


def begun_by(embargo: Embargo, day: date) -> bool | None:
    """Tell whether an embargo had begun by a day, None where that is not known."""
    return embargo.begins.by(day) if embargo.begins else None


def carried_on(first: Embargo, others: Sequence[Embargo], day: date) -> bool:
    """Tell whether an embargo, or those that followed it without a break, stood on a day."""
    reached = first
    for _ in others:
        if in_force(reached, day):
            return True
        end = reached.ends.latest if reached.ends else None
        follow = [
            each
            for each in others
            if each is not reached and end and each.begins and each.begins.earliest
            and (each.begins.earliest - end).days <= _DAYS_BETWEEN
            and (each.ends is None or (each.ends.latest is not None and each.ends.latest > end))
        ]  # fmt: skip
        if not follow:
            return False
        reached = follow[-1]
    return in_force(reached, day) is True
