"""The page of the desk's addresses and its OpenAPI document, from the pages' own modules."""

import json
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import Any

from armstrace.desk.web.api.openapi import api_path, document
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.ways import Look, Send, Way
from docs.made.page import NOTICE, joined, table

INTRODUCTION = """
    What `armstrace serve` answers on your machine. Every page of the desk has its view as JSON; acts are POST with
    JSON. A running desk describes all of it at `/api/openapi.json` (OpenAPI 3.1); the same document lies beside this
    page in the site that `make site` builds. How a program signs in, and what each status means:
    [the desk](../desk.md#for-programs).
    """

FOR = "*For* is the role that a person of a team needs at least; alone at your own machine you are a custodian."


def web_page() -> str:
    """Write the page of the addresses."""
    ways = list(all_ways())
    parts = ["# Web", NOTICE, cleandoc(INTRODUCTION), "## Addresses", FOR]
    parts.append(table(("address", "for", "gives", "asked"), rows_of(ways)))
    return joined(parts)


def rows_of(ways: Iterable[Way]) -> Iterator[tuple[str, ...]]:
    """Give a row for each way: how and where, for which role at least, what it gives, what may be said with it."""
    ways = list(ways)
    paths = document(ways)["paths"]
    roles = {_address(way): way.role.name.lower() for way in ways}
    for path, methods in sorted(paths.items()):
        for method, said in methods.items():
            yield f"{method.upper()} `{path}`", roles[path, method], said["summary"], _asked(said)


def _address(way: Way) -> tuple[str, str]:
    path = way.path if isinstance(way, Send) else api_path(way.path)
    return path, "get" if isinstance(way, Look | Send) else "post"


def _asked(said: dict[str, Any]) -> str:
    names = [each["name"] for each in said["parameters"] if each["in"] == "query"]
    content = said.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema", {}).get("properties", {})
    bare = ["the bytes"] if "application/octet-stream" in content else []
    return ", ".join([f"`{name}`" for name in (*names, *body)] + bare)


def openapi_json() -> str:
    """Write the OpenAPI document."""
    return json.dumps(document(all_ways()), indent=1, ensure_ascii=False) + "\n"
