"""Making ready what the first page needs: templates, readers, chains, and all incidents on their map."""

from contextlib import suppress

from armstrace.desk.web.pages.incidents import drawings
from armstrace.desk.web.served import Served
from armstrace.desk.web.showing import environment
from armstrace.desk.web.static_files import static_files
from armstrace.desk.web.views.incidents import IncidentsAsked, incidents
from armstrace.desk.web.views.overview import built_chains
from armstrace.desk.web.visitor import Visitor
from armstrace.records.errors import ArmstraceError
from armstrace.sources.registry import readers


def make_ready(served: Served) -> None:
    """Load and compute what is kept anyway; what is wrong with a case is told by its pages, not here."""
    static_files()
    for name in environment().list_templates(filter_func=lambda name: name.endswith(".html")):
        environment().get_template(name)
    readers()
    with suppress(ArmstraceError), served.room.desk(Visitor(served.room.by)) as desk:
        built_chains(desk)
        drawings(desk, incidents(desk, IncidentsAsked()))
