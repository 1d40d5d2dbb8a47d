"""Incidents: asked by period, place, weapon, actor and origin, narrowed by a click on a place or a day, by pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from armstrace.desk.incidents.asked import Wanted, box_of, party_asked, weapons_asked
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.find import Seen
from armstrace.desk.incidents.looked_up import Groups, groups_of
from armstrace.desk.incidents.places import near_of
from armstrace.desk.incidents.shown import Box, Part, Shown
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, paging
from armstrace.desk.web.showing import quoted
from armstrace.desk.web.views import basis
from armstrace.dossier.incidents.words import actor_words, deaths_words, origin_words, weapon_words, when_words
from armstrace.dossier.incidents.words import where_words as place_words
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Incident
from armstrace.tables.by_place import ByPlace

_SIZE, _OFFERED = 50, 60
_Together = tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]
WITHHELD = "kept back: the terms of its source forbid handing its rows on"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsAsked:
    """Which incidents: near a place or in a box (south,west,north,east), from and to days, weapon, actor, origin.

    `spot` is one place as it is drawn: latitude, longitude and how near they come, with commas between; `cell` is a
    part of the map as a box.
    """

    near: str = told("", longest=200)
    km: float = 10.0
    box: str = told("", longest=100)
    first: date | None = None
    last: date | None = None
    weapon: str = told("", longest=100)
    actor: str = told("", longest=100)
    origin: str = told("", longest=200)
    spot: str = told("", longest=60)
    cell: str = told("", longest=100)
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in a list, in words, as it may leave; `event` is the key of what it was grouped to.

    `together` counts the incidents of that event. `here` leads to all at its place and `then` to all on its days, ""
    where nothing is known; not `sure` is what may fit the question. `withheld` are rows of which only the reference is
    told; `changed` says what was done to a row that may leave in part.
    """

    key: str
    when: str
    where: str
    weapon: str
    actor: str
    deaths: str
    origin: str
    denied: bool
    register: str
    number: str
    exhibit: str
    sure: bool
    event: str
    together: int
    here: str
    then: str
    withheld: bool
    changed: tuple[str, ...]
    leads_to: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters can be set to: the names that stand most often in the incidents."""

    weapons: tuple[str, ...]
    actors: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Incidents by pages, in the order of time; `said` is the question in words, `wrong` and `todo` what is not right.

    `spot` is the name of the place that a click narrowed the list to, `without` the address without it.
    """

    asked: IncidentsAsked
    said: str
    rows: tuple[IncidentRow, ...]
    paging: Paging
    groups: int
    remarks: tuple[str, ...]
    offered: Offered
    spot: str
    without: str
    wrong: str = ""
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is asked for, made out: how many incidents fit, and what to say of what cannot be asked."""

    part: Part
    total: int
    remarks: tuple[str, ...]


def all_incidents(desk: Desk) -> Shown:
    """Give every incident that this person may see, laid out once for each state of the incidents."""
    return desk.cached("incidents", lambda: Shown(desk.case, exporter_of(desk)), basis.shown(desk))


def exporter_of(desk: Desk) -> Exporter:
    """Give what knows how an incident may leave today."""
    return desk.cached("incidents exporter", lambda: Exporter(desk.case), basis.shown(desk))


def grouped(desk: Desk) -> Groups:
    """Give the events of the case, as far as this person may see what they are made of."""
    return desk.cached("incident groups", lambda: groups_of(desk.case), basis.groups(desk))


def incidents(desk: Desk, asked: IncidentsAsked) -> Incidents:
    """List the incidents of the case that are asked for."""
    try:
        held = narrowed(desk, asked)
    except CaseError as error:
        return Incidents(
            asked, "", (), Paging(1, 1, 0), 0, (), offered(desk), "", "", error.what, error.todo.replace("--near ", "")
        )
    where = paging(held.total, asked.page, _SIZE)
    return Incidents(
        asked=asked,
        said=held.part.wanted.said,
        rows=_rows(desk, all_incidents(desk).page(held.part, (where.page - 1) * _SIZE, _SIZE), asked),
        paging=where,
        groups=len(several(desk, asked)),
        remarks=tuple(filter(None, (*held.remarks, grouped(desk).remark))),
        offered=offered(desk),
        spot=_called(desk, held, asked),
        without=address(replace(asked, spot="", cell="")),
    )


def narrowed(desk: Desk, asked: IncidentsAsked) -> Narrowed:
    """Find what is asked for, found once for each state of the incidents; pages of it differ in nothing.

    Raises:
        CaseError: a place or box is none, or the period runs backwards.
    """
    plain = replace(asked, page=1)

    def compute() -> Narrowed:
        shown = all_incidents(desk)
        part = Part(_wanted(shown.placed, plain), plain.spot, _cell(plain.cell))
        return Narrowed(part, shown.count(part), shown.remarks(part))

    return desk.cached(("incidents found", plain), compute, basis.shown(desk))


def several(desk: Desk, asked: IncidentsAsked) -> Sequence[str]:
    """Name the events that several incidents tell of, among them one that is asked for, those with most first."""
    plain = replace(asked, page=1)

    def compute() -> Sequence[str]:
        held, shown = narrowed(desk, plain), all_incidents(desk)
        some = None if held.total == shown.number else shown.keys(held.part)
        return tuple(grouped(desk).of_several(some))

    return desk.cached(("events found", plain), compute, (basis.groups(desk), basis.shown(desk)))


def _called(desk: Desk, held: Narrowed, asked: IncidentsAsked) -> str:
    """Give the name of the place that a click narrowed the list to, as it may be told."""
    if not asked.spot:
        return asked.cell.replace(",", ", ") and f"a part of the map ({asked.cell.replace(',', ', ')})"
    named = all_incidents(desk).first_named(held.part)
    return exporter_of(desk).drawn(named).place_printed if named else asked.spot


def _cell(text: str) -> Box | None:
    """Read a cell of the map, which may reach beyond the edge of the world."""
    if not text:
        return None
    try:
        south, west, north, east = map(float, text.split(","))
    except ValueError as error:
        todo = "Click on a part of the map again."
        raise CaseError("This is no part of the map.", where="cell", todo=todo) from error
    return south, west, north, east


def _wanted(placed: ByPlace[Incident], asked: IncidentsAsked) -> Wanted:
    if asked.first and asked.last and asked.first > asked.last:
        raise CaseError("This period runs backwards.", where="from", todo="Exchange the first and the last day.")
    if not 0 < asked.km <= 20_000:
        raise CaseError(f"{asked.km:g} km is no distance to look within.", where="km", todo="Give 1 to 20000.")
    return Wanted(
        near=near_of(asked.near, placed),
        km=asked.km,
        box=box_of(asked.box),
        first=asked.first,
        last=asked.last,
        weapon=asked.weapon.strip(),
        weapons=weapons_asked(asked.weapon.strip()),
        actor=asked.actor.strip(),
        party=party_asked(asked.actor.strip()),
        origin=asked.origin.strip(),
    )


def offered(desk: Desk) -> Offered:
    """Give the names that the filters offer: those that stand most often, none out of rows that are kept back."""

    def compute() -> Offered:
        shown = all_incidents(desk)
        return Offered(*(shown.most_told(each, _OFFERED) for each in ("weapon_printed", "actor_printed", "origin")))

    return desk.cached("incidents offered", compute, basis.shown(desk))


def spot_of(drawn: Incident) -> str:
    """Name the place of an incident as it is drawn; "" where none is."""
    if drawn.lat is None or drawn.lon is None or drawn.precision == "country":
        return ""
    return f"{drawn.lat:.4f},{drawn.lon:.4f},{drawn.precision}"


def address(asked: IncidentsAsked, path: str = "/incidents") -> str:
    """Give the address of a question, without what is not asked and from the first page."""
    said = {
        name: value
        for name in ("near", "box", "first", "last", "weapon", "actor", "origin", "spot", "cell")
        if (value := getattr(asked, name))
    }
    if asked.near and asked.km != IncidentsAsked.__dataclass_fields__["km"].default:
        said["km"] = f"{asked.km:g}"
    return f"{path}?{urlencode(said)}" if said else path


def of_incident(key: str) -> str:
    """Give the address of an incident's, or an event's, own page."""
    return f"/incidents/{quoted(key)}"


def rows_of(desk: Desk, found: Sequence[Incident]) -> tuple[IncidentRow, ...]:
    """Give incidents by themselves as the lists show them."""
    return _rows(desk, [Seen(each, None, sure=True) for each in found], IncidentsAsked())


def _rows(desk: Desk, found: Sequence[Seen], asked: IncidentsAsked) -> tuple[IncidentRow, ...]:
    """Give rows; what was asked is narrowed further by a click."""
    groups = grouped(desk)
    events = groups.event_of([each.incident.key for each in found])
    inputs = groups.inputs_of(events.values())
    return tuple(_row(each, exporter_of(desk), (events, inputs), asked) for each in found)


def _row(seen: Seen, exporter: Exporter, groups: _Together, asked: IncidentsAsked) -> IncidentRow:
    """Give a row; `groups` are the events by incident, and the incidents by event."""
    left, drawn = exporter.leaving(seen.incident), exporter.drawn(seen.incident)
    told, spot, days = left.incident, spot_of(drawn), drawn.when
    event = groups[0].get(seen.incident.key, "")
    then = replace(asked, first=days.earliest, last=days.latest) if days and days.earliest and days.latest else None
    words = not left.withheld
    return IncidentRow(
        key=told.key,
        when=when_words(days),
        where=place_words(told) if words else place_words(drawn),
        weapon=weapon_words(told) if words else WITHHELD,
        actor=actor_words(told) if words else "",
        deaths=deaths_words(told) if words else "",
        origin=origin_words(told) if words else told.register,
        denied=bool(told.denial),
        register=told.register,
        number=told.number,
        exhibit=told.exhibit,
        sure=seen.sure,
        event=event,
        together=len(groups[1].get(event, ())),
        here=address(replace(asked, spot=spot)) if spot else "",
        then=address(then) if then else "",
        withheld=left.withheld,
        changed=left.changed,
        leads_to=of_incident(told.key),
    )
