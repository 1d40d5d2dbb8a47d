"""The incidents that a chain may rest on: those at the place asked for, and those by the user asked for."""

from dataclasses import dataclass

from armstrace.chain.model import Asked
from armstrace.checks.recorded import at_place
from armstrace.desk.incidents.asked import Wanted
from armstrace.desk.incidents.find import find, laid_out
from armstrace.desk.incidents.groups import MOST, judgements_in
from armstrace.desk.incidents.places import near_of
from armstrace.desk.intake import Case
from armstrace.events.grouping import group
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.kinds import Incident
from armstrace.tables.by_place import ByPlace

KM = 10.0
"""An incident surely this near to the middle of a place is at it."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Incidents by key, the events they make, which of them lie at the place asked for, and what could not be done."""

    incidents: dict[str, Incident]
    events: tuple[Event, ...]
    here: frozenset[str] | None
    remarks: tuple[str, ...]


def happened(case: Case, asked: Asked) -> Happened:
    """Gather the incidents at the place asked for, on any day, and those by the user in which a weapon is named.

    A chain that asks for no place takes those of the days asked for instead.
    """
    remarks: list[str] = []
    with laid_out(case) as placed:
        near = {each.key: each for each in _at(placed, asked, remarks)}
        found = near | {each.key: each for each in _by(placed, asked, remarks)}
    events = group(list(found.values()), judgements_in(case)).events
    return Happened(found, events, frozenset(near) if asked.place else None, tuple(remarks))


def _at(placed: ByPlace[Incident], asked: Asked, remarks: list[str]) -> list[Incident]:
    if not asked.place:
        return _on_days(placed, asked, remarks)
    named = placed.records("WHERE contains(lower(place_printed || ' ' || area), ?)", [asked.place.lower()])
    found = [each for each in named if at_place(each, asked.place)]
    try:
        near = near_of(asked.place, placed)
    except CaseError as error:
        remarks.append(f"Incidents at {asked.place} are found by its name alone: {error.what}")
        return found
    seen = find(placed, Wanted(near=near, km=KM)).seen
    return found + [each.incident for each in seen if each.sure or at_place(each.incident, asked.place)]


def _on_days(placed: ByPlace[Incident], asked: Asked, remarks: list[str]) -> list[Incident]:
    if asked.when is None:
        return []
    wanted = Wanted(first=asked.when.earliest, last=asked.when.latest)
    return _bounded([each.incident for each in find(placed, wanted).seen if each.sure], "on these days", remarks)


def _by(placed: ByPlace[Incident], asked: Asked, remarks: list[str]) -> list[Incident]:
    """Give what the user is told to have done with a weapon that is named: earlier uses, and the series of them."""
    where = "WHERE actor = ? AND (weapon <> '' OR weapon_printed <> '') ORDER BY when_earliest NULLS LAST, key"
    return _bounded(placed.records(where, [asked.user]), f"by {asked.user}", remarks) if asked.user else []


def _bounded(found: list[Incident], whose: str, remarks: list[str]) -> list[Incident]:
    if len(found) > MOST:
        remarks.append(f"Of {len(found):,} incidents {whose} the first {MOST:,} were looked at: ask for a place.")
    return found[:MOST]
