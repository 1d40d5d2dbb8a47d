"""The address of every page and view of a served case, found by what the case has: a page that is new is found too."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.ways import Look

Ask = Callable[[str], Any]
"""Gives the JSON of an address."""


def looks(ask: Ask) -> dict[str, str]:
    """Give an address of each way to look at something, by its path; "" where the case has nothing of the kind."""
    known = dict(_known(ask))
    return {way.path: _address(way, known) for way in all_ways() if isinstance(way, Look)}


def _address(way: Look, known: dict[str, str]) -> str:
    if "{" not in way.path:
        said = "?q=rockets" if way.path == "/search" else ""
        return (way.path if way.template else api_path(way.path)) + said
    found = known.get(way.path, "")
    return found if way.template or not found else api_path(found)


def _known(ask: Ask) -> Iterator[tuple[str, str]]:
    """Give the addresses of pages on one thing, of the first thing that there is."""
    documents = [row["sha256"] for row in ask("/api/documents")["documents"]]
    for sha256 in documents[:1]:
        yield "/documents/{sha256}", f"/documents/{sha256}?wait=1"
        yield "/words/{sha256}", f"/words/{sha256}?start=0&end=20"
        yield "/dossier/{sha256}", f"/dossier/{sha256}"
    lists = (
        ("/exhibits/{sha256}", "/api/exhibits", "rows", "sha256"),
        ("/incidents/{key}", "/api/incidents", "rows", "key"),
        ("/flights/{key}", "/api/flights", "rows", "key"),
        ("/surges/{key}", "/api/surges", "rows", "key"),
        ("/why/{key}", "/api/incidents", "rows", "key"),
        ("/jobs/{id}", "/api/jobs", "ended", "id"),
    )
    for path, of, rows, key in lists:
        for row in ask(of)[rows][:1]:
            yield path, path.partition("{")[0] + quote(row[key])
