"""Incidents: the list with its map and timeline, the events they group to, one of them, and what is signed of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

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
    exporter_of,
    incidents,
    narrowed,
    spot_of,
)
from armstrace.desk.web.ways import Act, Look
from armstrace.dossier.incident_map import incidents_map
from armstrace.dossier.incident_timeline import incidents_timeline
from armstrace.records.kinds import Incident

_MAP, _TIME = "Incidents on the map, as told", "Incidents in time, as told"


def _drawn(desk: Desk, shown: Incidents) -> Mapping[str, Any]:
    """Draw what was found on a map and in time; a click on a place or a day narrows both and the list."""
    if shown.wrong or not shown.paging.total:
        return {"map": Markup(), "timeline": Markup()}
    asked = replace(shown.asked, page=1)
    held = narrowed(desk, asked)

    def here(incident: Incident) -> str:
        return address(replace(asked, spot=spot_of(incident)))

    def then(first: date, last: date) -> str:
        return address(replace(asked, first=first, last=last))

    def compute() -> Mapping[str, Markup]:
        remarks = exporter_of(desk).said_of(each.incident for each in held.found.seen)
        mapped = incidents_map(held.drawn, _MAP, remarks, standalone=False, address=here)
        timed = incidents_timeline(held.drawn, _TIME, standalone=False, address=then)
        return {"map": Markup(mapped), "timeline": Markup(timed)}  # noqa: S704  # drawn here, their words escaped

    return desk.cached(("incidents drawn", asked), compute, basis.incidents(desk))


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
        drawn=_drawn,
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
