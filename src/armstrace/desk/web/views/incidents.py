"""Incidents: asked by period, place, weapon, actor and origin, narrowed by a click on a place or a day, by pages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from armstrace.desk.incidents.asked import Wanted, box_of, party_asked, weapons_asked
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.find import Found, Seen, find, laid_out
from armstrace.desk.incidents.looked_up import Groups, groups_of
from armstrace.desk.incidents.places import near_of
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.showing import quoted
from armstrace.desk.web.views import basis
from armstrace.dossier.incident_words import actor_words, deaths_words, origin_words, weapon_words, when_words
from armstrace.dossier.incident_words import where_words as place_words
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Incident
from armstrace.tables.by_place import ByPlace

_SIZE, _OFFERED = 50, 60
WITHHELD = "kept back: the terms of its source forbid handing its rows on"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsAsked:
    """Which incidents: near a place or in a box (south,west,north,east), from and to days, weapon, actor, origin.

    `spot` is one place as it is drawn: latitude, longitude and how near they come, with commas between.
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


class All(NamedTuple):
    """Every incident that a person may see, as it is kept and laid out by place, and as it may leave or be drawn."""

    placed: ByPlace[Incident]
    by_key: Mapping[str, Incident]
    drawn: dict[str, Incident]


class Narrowed(NamedTuple):
    """What was found, and what a drawing may show of it; only references to what `All` holds."""

    found: Found
    drawn: tuple[Incident, ...]


def all_incidents(desk: Desk) -> All:
    """Give every incident that this person may see, loaded once for each state of the case."""

    def compute() -> All:
        placed = laid_out(desk.case)
        return All(placed, {each.key: each for each in placed.records("")}, {})

    return desk.cached("incidents", compute, basis.incidents(desk))


def exporter_of(desk: Desk) -> Exporter:
    """Give what knows how an incident may leave today."""
    return desk.cached("incidents exporter", lambda: Exporter(desk.case), basis.incidents(desk))


def grouped(desk: Desk) -> Groups:
    """Give the events of the case, as far as this person may see what they are made of."""
    return desk.cached("incident groups", lambda: groups_of(desk.case), basis.incidents(desk))


def incidents(desk: Desk, asked: IncidentsAsked) -> Incidents:
    """List the incidents of the case that are asked for."""
    try:
        held = narrowed(desk, asked)
    except CaseError as error:
        return Incidents(
            asked, "", (), Paging(1, 1, 0), 0, (), offered(desk), "", "", error.what, error.todo.replace("--near ", "")
        )
    groups, exporter, seen = grouped(desk), exporter_of(desk), held.found.seen
    where = paging(len(seen), asked.page, _SIZE)
    here = next((each.place_printed for each in held.drawn if asked.spot and each.place_printed), asked.spot)
    drawn = all_incidents(desk).drawn
    return Incidents(
        asked=asked,
        said=held.found.wanted.said,
        rows=tuple(_row(each, exporter, groups, (asked, drawn[each.incident.key])) for each in cut(seen, where, _SIZE)),
        paging=where,
        groups=len(groups.of_several(each.incident.key for each in seen)),
        remarks=tuple(filter(None, (*held.found.remarks, groups.remark))),
        offered=offered(desk),
        spot=here,
        without=address(replace(asked, spot="")),
    )


def narrowed(desk: Desk, asked: IncidentsAsked) -> Narrowed:
    """Find what is asked for, found once for each state of the case; pages of it differ in nothing.

    Raises:
        CaseError: a place or box is none, or the period runs backwards.
    """
    plain = replace(asked, page=1)

    def compute() -> Narrowed:
        known, exporter = all_incidents(desk), exporter_of(desk)
        found = find(known.placed, _wanted(known.placed, plain))
        for each in found.seen:
            if each.incident.key not in known.drawn:
                known.drawn[each.incident.key] = exporter.drawn(known.by_key[each.incident.key])
        seen = tuple(
            replace(each, incident=known.by_key[each.incident.key])
            for each in found.seen
            if not plain.spot or spot_of(known.drawn[each.incident.key]) == plain.spot
        )
        return Narrowed(replace(found, seen=seen), tuple(known.drawn[each.incident.key] for each in seen))

    return desk.cached(("incidents found", plain), compute, basis.incidents(desk))


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
        exporter = exporter_of(desk)
        told = [exporter.compared(each) for each in all_incidents(desk).by_key.values()]
        shown = [each for each in told if each.origin or each.actor_printed]
        return Offered(
            _most(each.weapon_printed for each in shown),
            _most(each.actor_printed for each in shown),
            _most(each.origin for each in shown),
        )

    return desk.cached("incidents offered", compute, basis.incidents(desk))


def _most(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(name for name in names if name and len(name) <= 100)
    return tuple(sorted(name for name, _ in counted.most_common(_OFFERED)))


def spot_of(drawn: Incident) -> str:
    """Name the place of an incident as it is drawn; "" where none is."""
    if drawn.lat is None or drawn.lon is None or drawn.precision == "country":
        return ""
    return f"{drawn.lat:.4f},{drawn.lon:.4f},{drawn.precision}"


def address(asked: IncidentsAsked, path: str = "/incidents") -> str:
    """Give the address of a question, without what is not asked and from the first page."""
    said = {
        name: value
        for name in ("near", "box", "first", "last", "weapon", "actor", "origin", "spot")
        if (value := getattr(asked, name))
    }
    if asked.near and asked.km != IncidentsAsked.__dataclass_fields__["km"].default:
        said["km"] = f"{asked.km:g}"
    return f"{path}?{urlencode(said)}" if said else path


def of_incident(key: str) -> str:
    """Give the address of an incident's, or an event's, own page."""
    return f"/incidents/{quoted(key)}"


def row_of(desk: Desk, incident: Incident) -> IncidentRow:
    """Give an incident by itself as the lists show it."""
    drawn = exporter_of(desk).drawn(incident)
    return _row(Seen(incident, None, sure=True), exporter_of(desk), grouped(desk), (IncidentsAsked(), drawn))


def _row(seen: Seen, exporter: Exporter, groups: Groups, at: tuple[IncidentsAsked, Incident]) -> IncidentRow:
    """Give a row; `at` is what was asked, which a click narrows further, and the incident as it is drawn."""
    left, (asked, drawn) = exporter.leaving(seen.incident), at
    told, spot, days = left.incident, spot_of(drawn), drawn.when
    event = groups.key_of.get(seen.incident.key, "")
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
        together=len(groups.inputs.get(event, ())),
        here=address(replace(asked, spot=spot)) if spot else "",
        then=address(then) if then else "",
        withheld=left.withheld,
        changed=left.changed,
        leads_to=of_incident(told.key),
    )
