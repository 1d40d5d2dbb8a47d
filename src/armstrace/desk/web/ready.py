"""Making ready what the first page needs: templates, readers, chains, and all incidents on their map."""

from contextlib import suppress
from threading import Event

from armstrace.desk.web.pages.incidents import drawings
from armstrace.desk.web.served import Served
from armstrace.desk.web.showing import environment
from armstrace.desk.web.static_files import static_files
from armstrace.desk.web.views.incidents import IncidentsAsked, incidents
from armstrace.desk.web.views.overview import built_chains
from armstrace.desk.web.visitor import Visitor
from armstrace.records.errors import ArmstraceError
from armstrace.sources.registry import readers


def make_ready(served: Served, ending: Event) -> None:
    """Load and compute what is kept anyway, unless the server is `ending`; a case's faults are told by its pages."""
    static_files()
    for name in environment().list_templates(filter_func=lambda name: name.endswith(".html")):
        if ending.is_set():
            return
        environment().get_template(name)
    readers()
    if ending.is_set():
        return
    with suppress(ArmstraceError), served.room.desk(Visitor(served.room.by)) as desk:
        built_chains(desk)
        if ending.is_set():
            return
        drawings(desk, incidents(desk, IncidentsAsked()))
