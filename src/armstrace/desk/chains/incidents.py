"""The incidents that a chain may rest on: those at the place asked for, and those by the user asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from armstrace.chain.model import Asked
from armstrace.chain.spots import same_spot, told_at
from armstrace.desk.incidents.asked import Near, Wanted
from armstrace.desk.incidents.find import Seen, distance_km, find, laid_out
from armstrace.desk.incidents.groups import MOST
from armstrace.desk.incidents.places import near_of
from armstrace.desk.incidents.standing import standing
from armstrace.desk.intake import Case
from armstrace.events.grouping import group
from armstrace.gazetteer.place_candidates import places_named
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.kinds import Incident
from armstrace.tables.by_place import ByPlace

KM = 5.0
"""An incident surely this near to the middle of a place is at it, unless it names another place."""
APART_KM = 2.0
"""Places of different names as far apart as this are two."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Incidents by key, the events they make, which of them lie at the place asked for, and what could not be done."""

    incidents: dict[str, Incident]
    events: tuple[Event, ...]
    here: frozenset[str] | None
    remarks: tuple[str, ...]


Told = Callable[[Asked], Happened]
"""Gives the incidents that the chain asked about may rest on."""


@contextmanager
def told_by(case: Case) -> Iterator[Told]:
    """Lay the incidents of a case out, for the chains that ask for them."""
    with laid_out(case) as placed:
        yield partial(happened, case, placed)


def happened(case: Case, placed: ByPlace[Incident], asked: Asked) -> Happened:
    """Gather the incidents at the place asked for, on any day, and those by the user in which a weapon is named.

    A chain that asks for no place takes those of the days asked for instead. `placed` are the incidents of the case.
    """
    remarks: list[str] = []
    near = {each.key: each for each in _at(placed, asked, remarks)}
    found = near | {each.key: each for each in _by(placed, asked, remarks)}
    events = group(list(found.values()), standing(case)).events
    return Happened(found, events, frozenset(near) if asked.place else None, tuple(remarks))


def _at(placed: ByPlace[Incident], asked: Asked, remarks: list[str]) -> list[Incident]:
    if not asked.place:
        return _on_days(placed, asked, remarks)
    named = placed.records("WHERE contains(lower(place_printed || ' ' || area), ?)", [asked.place.lower()])
    found = [each for each in named if told_at(each, asked.place)]
    try:
        near = near_of(asked.place, placed)
    except CaseError as error:
        remarks.append(f"Incidents at {asked.place} are found by its name alone: {error.what}")
        return found
    seen = find(placed, Wanted(near=near, km=KM)).seen if near else ()
    return found + [each.incident for each in seen if near and _is_at(each, asked.place, near)]


def _is_at(seen: Seen, place: str, near: Near) -> bool:
    """Tell whether an incident found near a place is at it: told of it, or surely beside it and of no other place."""
    return told_at(seen.incident, place) or (seen.sure and not _elsewhere(seen.incident, place, near))


def _elsewhere(incident: Incident, place: str, near: Near) -> bool:
    """Tell whether an incident names another place that is known: Shusha is no part of Stepanakert, however near."""
    name = incident.place_printed.partition("(")[0].strip()
    if not name or same_spot(name, place):
        return False
    known = places_named(name)
    return bool(known) and all(distance_km(each.lat, each.lon, near.lat, near.lon) > APART_KM for each in known)


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
