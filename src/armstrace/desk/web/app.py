"""The application: routes made from what the page modules list, behind the gate."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from armstrace.desk.web import pages
from armstrace.desk.web.answering import Answering
from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.door import Door
from armstrace.desk.web.guard.gate import Gate
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.served import Served
from armstrace.desk.web.ways import Act, Look, Send, Upload, Way


@cache
def all_ways() -> tuple[Way, ...]:
    """Give everything that the modules in pages/ list, in the order of the modules' names."""
    names = sorted(each.name for each in pkgutil.iter_modules(pages.__path__))
    return tuple(way for name in names for way in import_module(f"{pages.__name__}.{name}").WAYS)


def make_app(served: Served) -> ASGIApp:
    """Build the application for one server."""
    answering = Answering(served, all_ways())
    door = Door(served, answering)
    routes = [
        Route("/enter", door.enter, methods=["GET"]),
        Route("/sign-in", door.sign_in_page, methods=["GET"]),
        Route("/sign-in", door.sign_in, methods=["POST"]),
        Route("/leave", door.leave, methods=["POST"]),
        Route("/password", door.password_page, methods=["GET"]),
        Route("/password", door.change_password, methods=["POST"]),
        Route("/static/{digest}/{name}", answering.static, methods=["GET"]),
        Route("/api/openapi.json", answering.openapi, methods=["GET"]),
        *(route for way in all_ways() for route in _routes(way, answering)),
        Route("/{rest:path}", _nothing_there, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
    ]
    return Gate(Router(routes), served.names, answering.explain, tls=served.secure)


def _routes(way: Way, answering: Answering) -> Iterator[Route]:
    match way:
        case Look():
            if way.template:
                yield Route(way.path, answering.page(way), methods=["GET"])
            yield Route(api_path(way.path), answering.view(way), methods=["GET"])
        case Act():
            yield Route(way.path, answering.form(way), methods=["POST"])
            yield Route(api_path(way.path), answering.act(way), methods=["POST"])
        case Send():
            yield Route(way.path, answering.send(way), methods=["GET"])
        case Upload():
            yield Route(api_path(way.path), answering.upload(way), methods=["POST"])


async def _nothing_there(request: Request) -> Response:
    raise NotThere("There is no such page.", where=request.url.path[:200], todo="Go back to the overview.")
