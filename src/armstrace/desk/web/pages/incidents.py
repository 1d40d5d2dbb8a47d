"""Incidents: the list with its map and timeline, the events they group to, one of them, and what is signed of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from armstrace.desk.at_hand.files import at_hand, basis_of, put_by
from armstrace.desk.incidents.counted import by_cells, by_months
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.showing import quoted
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.events import event_list
from armstrace.desk.web.views.incident import (
    IncidentAsked,
    MergeAsked,
    Regrouped,
    SplitAsked,
    UndoAsked,
    incident_page,
    merge_incidents,
    split_incidents,
    undo_judgement,
)
from armstrace.desk.web.views.incidents import (
    Incidents,
    IncidentsAsked,
    address,
    all_incidents,
    exporter_of,
    incidents,
    narrowed,
    spot_of,
)
from armstrace.desk.web.ways import Act, Look
from armstrace.dossier.incidents.cells import Cell, cells_map
from armstrace.dossier.incidents.months import months_timeline
from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.incidents import incidents_map
from armstrace.records.kinds import Incident

_ALL = "incidents"
_FEW = 400
"""Of more incidents cells and months are counted: a circle for each would weigh more than all else on the page."""
_MAP, _TIME = "Incidents on the map, as told", "Incidents in time, as told"


def drawings(desk: Desk, shown: Incidents) -> Mapping[str, Any]:
    """Draw what was found on a map and in time; a click on a place or a day narrows both and the list."""
    if shown.wrong or not shown.paging.total:
        return {"map": Markup(), "timeline": Markup()}
    asked = replace(shown.asked, page=1)

    def compute() -> Mapping[str, Markup]:
        mapped, timed = _of_all(desk) if asked == IncidentsAsked() else _made(desk, asked)
        return {"map": Markup(mapped), "timeline": Markup(timed)}  # noqa: S704  # drawn here, their words escaped

    return desk.cached(("incidents drawn", asked), compute, basis.shown(desk))


def _of_all(desk: Desk) -> tuple[str, str]:
    """Draw all incidents: what everybody looks at first is kept in local/ for the next server."""
    basis_of_it = basis_of([str(basis.shown(desk)), sorted(desk.who.hidden)])
    found: tuple[str, str] | None = at_hand(desk.case, "drawn", _ALL, basis_of_it)
    if found is None:
        found = _made(desk, IncidentsAsked())
        put_by(desk.case, "drawn", _ALL, basis_of_it, found)
    return found


def _made(desk: Desk, asked: IncidentsAsked) -> tuple[str, str]:
    return _few(desk, asked) if narrowed(desk, asked).total <= _FEW else _many(desk, asked)


def _few(desk: Desk, asked: IncidentsAsked) -> tuple[str, str]:
    """Draw incidents one by one."""
    known, part = all_incidents(desk), narrowed(desk, asked).part
    drawn = [exporter_of(desk).drawn(each) for each in known.all(part)]
    remarks = known.changed(part)

    def here(incident: Incident) -> str:
        return address(replace(asked, spot=spot_of(incident)))

    mapped = incidents_map(drawn, _MAP, remarks, standalone=False, address=here)
    return mapped, incidents_timeline(drawn, _TIME, standalone=False, address=_then(asked))


def _many(desk: Desk, asked: IncidentsAsked) -> tuple[str, str]:
    """Draw incidents as they are counted by cells of the map, and by months."""
    known, part = all_incidents(desk), narrowed(desk, asked).part
    places = by_cells(known, part)
    beneath = [*places.left_out, *known.changed(part)]

    def here(cell: Cell) -> str:
        return address(replace(asked, cell=cell.sides))

    mapped = cells_map(places.cells, _MAP, beneath, standalone=False, address=here)
    timed = months_timeline(by_months(known, part), _TIME, standalone=False, address=_then(asked))
    return mapped, timed


def _then(asked: IncidentsAsked) -> Callable[[date, date], str]:
    return lambda first, last: address(replace(asked, first=first, last=last))


def _to_event(_asked: MergeAsked | SplitAsked | UndoAsked, done: Regrouped) -> str:
    return f"/incidents/{quoted(done.event)}"


WAYS = (
    Look(
        path="/incidents",
        view=incidents,
        asked=IncidentsAsked,
        template="incidents.html",
        title="Incidents",
        nav="Incidents",
        order=35,
        drawn=drawings,
    ),
    Look(
        path="/incidents/events",
        view=event_list,
        asked=IncidentsAsked,
        template="events.html",
        title="Events that several incidents tell of",
    ),
    Look(path="/incidents/{key}", view=incident_page, asked=IncidentAsked, template="incident.html", title="Incident"),
    Act(path="/incidents/{key}/merge", act=merge_incidents, asked=MergeAsked, then=_to_event),
    Act(path="/incidents/{key}/split", act=split_incidents, asked=SplitAsked, then=_to_event),
    Act(path="/incidents/{key}/undo", act=undo_judgement, asked=UndoAsked, then=_to_event),
)
