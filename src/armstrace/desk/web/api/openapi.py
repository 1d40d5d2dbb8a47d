"""The OpenAPI document of everything under /api, made from the pages themselves."""

import re
from collections.abc import Iterable
from inspect import cleandoc
from typing import Any, get_type_hints

from armstrace.desk.web.api.schema import schema_of
from armstrace.desk.web.asking import Parameter, parameters
from armstrace.desk.web.ways import Act, Look, Send, Upload, Way
from armstrace.records.version import __version__

_IN_PATH = re.compile(r"\{(\w+)\}")
_PROBLEM = {
    "type": "object",
    "description": "What is wrong, where, and what to do (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "where": {"type": "string"},
        "todo": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "where", "todo"],
}
_NAMES: dict[type, str] = {Look: "view", Act: "act", Send: "bytes_of", Upload: "take"}
_WRONG = ("400", "403", "404", "408", "409", "413", "422")


def document(ways: Iterable[Way]) -> dict[str, Any]:
    """Describe every view and act in OpenAPI 3.1."""
    parts: dict[str, Any] = {"Problem": _PROBLEM}
    paths: dict[str, Any] = {}
    for way in ways:
        path = way.path if isinstance(way, Send) else api_path(way.path)
        method = "get" if isinstance(way, Look | Send) else "post"
        paths.setdefault(path, {})[method] = _operation(way, parts)
    return {
        "openapi": "3.1.0",
        "info": {"title": "armstrace", "version": __version__, "description": "The views and acts of one case."},
        "paths": paths,
        "components": {
            "schemas": parts,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "armstrace"}},
        },
        "security": [{"session": []}],
    }


def api_path(path: str) -> str:
    """Give the address of a page's JSON."""
    return "/api/overview" if path == "/" else f"/api{path}"


def _operation(way: Way, parts: dict[str, Any]) -> dict[str, Any]:
    function = _function(way)
    in_path = set(_IN_PATH.findall(way.path))
    wanted = parameters(way.asked)
    body = isinstance(way, Act)
    said: dict[str, Any] = {
        "operationId": f"{function.__module__.rpartition('.')[2]}_{function.__name__}",
        "summary": cleandoc(function.__doc__ or "").partition("\n")[0],
        "parameters": [_described(each, in_path) for each in wanted if each.name in in_path or not body],
        "responses": {
            "202" if isinstance(way, Upload) else "200": {"description": "Done.", "content": _answer(way, parts)},
            **_wrong(way),
        },
    }
    if body:
        own = [each for each in wanted if each.name not in in_path]
        said["requestBody"] = {"content": {"application/json": {"schema": _body(own)}}, "required": True}
    if isinstance(way, Upload):
        bare = {"schema": {"type": "string", "format": "binary"}}
        said["requestBody"] = {"content": {"application/octet-stream": bare}, "required": True}
    if isinstance(way, Act | Upload):
        token = {"name": "X-CSRF-Token", "in": "header", "required": True, "schema": {"type": "string"}}
        said["parameters"].append(token)
    return said


def _function(way: Way) -> Any:
    return getattr(way, _NAMES[type(way)])


def _answer(way: Way, parts: dict[str, Any]) -> dict[str, Any]:
    if isinstance(way, Send):
        return {"*/*": {}}
    return {"application/json": {"schema": schema_of(get_type_hints(_function(way))["return"], parts)}}


def _wrong(way: Way) -> dict[str, Any]:
    content: dict[str, Any] = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if isinstance(way, Send):
        content = {"text/html": {}}  # what a link leads to is told to a person
    return {status: {"description": "What is wrong.", "content": content} for status in _WRONG}


def _described(each: Parameter, in_path: set[str]) -> dict[str, Any]:
    place = "path" if each.name in in_path else "query"
    return {
        "name": each.name,
        "in": place,
        "required": each.needed or place == "path",
        "schema": _schema(each),
    }


def _body(wanted: list[Parameter]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {each.name: _schema(each) for each in wanted},
        "required": [each.name for each in wanted if each.needed],
    }


def _schema(each: Parameter) -> dict[str, Any]:
    made = dict(schema_of(each.type, {}))
    if each.type is int:
        made |= {"minimum": each.least, "maximum": each.most}
    if each.type is str:
        made["maxLength"] = each.longest
    return {"type": "array", "items": made} if each.several else made
