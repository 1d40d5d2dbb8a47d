"""Where readers of a served case can go: every page, view and file, with the addresses they have in the case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.asking import parameters
from armstrace.desk.web.visitor import Role
from armstrace.desk.web.ways import Look, Send
from bench.web_line import WebLine

SEARCHED = ("arms", "azerbaijan", "israel drones", '"of the"', "rock*")
_NOT_THERE = ("/documents/{sha256}/boxes", "/documents/{sha256}/pages", "/exhibits/{sha256}/picture")
"""The demo case has no PDF and no picture."""
_NAMES = ("sha256", "key", "id", "page")

Known = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to go to: its kind (page, view, bytes), the path as it is described, the addresses it has in the case."""

    kind: str
    path: str
    role: Role
    addresses: tuple[str, ...]


async def stops(line: WebLine) -> tuple[Stop, ...]:
    """Find every page, view and file that the case has, as this person sees it."""
    known = await _known(line)
    ways = [way for way in all_ways() if isinstance(way, Look | Send) and not way.path.startswith(_NOT_THERE)]
    made = [each for way in ways for each in _stops_of(way, known)]
    return tuple(each for each in made if each.addresses)


def _stops_of(way: Look | Send, known: Known) -> Iterator[Stop]:
    paths = [way.path]
    for name in _NAMES:
        if "{" + name + "}" in way.path:
            values = known.get(name, {}).get(way.path.split("/")[1], [])
            paths = [path.replace("{" + name + "}", value) for path in paths for value in values]
    said = [f"?q={words.replace(' ', '+')}" for words in SEARCHED] if way.path == "/search" else [_said(way)]
    addresses = tuple(path + each for path in paths for each in said)
    if isinstance(way, Send):
        yield Stop("bytes", way.path, way.role, addresses)
        return
    if way.template:
        yield Stop("page", way.path, way.role, addresses)
    yield Stop("view", api_path(way.path), way.role, tuple(map(api_path, addresses)))


def _said(way: Look | Send) -> str:
    """Give the parameters that a way cannot do without; a document is asked for with its claims."""
    names = [each.name for each in parameters(way.asked)]
    needed = [each.name for each in parameters(way.asked) if each.needed and "{" + each.name + "}" not in way.path]
    said = "&".join(f"{name}=1" for name in (*needed, *(["wait"] if "wait" in names else [])))
    return f"?{said}" if said else ""


async def _known(line: WebLine) -> Known:
    """Give the values of the parameters in paths, by the first word of the path."""

    async def told(path: str) -> Any:
        return (await line.ask("GET", f"/api{path}")).json()

    documents = [row["sha256"] for row in (await told("/documents"))["documents"]]
    incidents = [row["key"] for row in (await told("/incidents"))["rows"]]
    findings = [row["key"] for sha256 in documents for row in (await told(f"/dossier/{sha256}"))["rows"]]
    hashes = {
        "exhibits": [row["sha256"] for row in (await told("/exhibits"))["rows"]],
        "documents": documents,
        "words": documents,
        "dossier": documents,
    }
    keys = {
        "incidents": [each["key"] for each in (await told("/incidents/events"))["events"]],
        "why": [*findings, *incidents[:10]],
        "surges": [row["key"] for row in (await told("/surges"))["rows"]],
        "flights": [row["key"] for row in (await told("/flights"))["rows"]],
    }
    return {"sha256": hashes, "key": keys}
