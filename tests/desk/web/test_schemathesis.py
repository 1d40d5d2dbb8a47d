"""What the description of the API allows, and what it does not, sent by schemathesis: no fault, and answers that fit.

ARMSTRACE_EXAMPLES=200 sends so many requests of each kind to each way instead of a few.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.jobs.queueing import Jobs
from armstrace.desk.web.ways import Act, Send, Upload, Way
from desk.web.serving import Serving, serving

EXAMPLES = int(os.environ.get("ARMSTRACE_EXAMPLES", "2"))
WANTED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)


@dataclass(frozen=True, slots=True)
class Described:
    """A served case with its description, somebody in a session, and what is there to be named in a path."""

    served: Serving
    schema: Any
    line: requests.Session
    there: dict[str, list[str]]


@pytest.fixture(scope="module")
def described(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    root = Path(shutil.copytree(made, tmp_path_factory.mktemp("described") / "case"))
    with (
        pytest.MonkeyPatch.context() as patch,
        serving(root) as running,
        requests.Session() as line,
    ):
        # long works are begun and wait: what they do is tested elsewhere
        patch.setattr(Jobs, "_wake", lambda _self: None)
        client = running.client()
        line.trust_env = False
        line.cookies.update(dict(client.cookies))
        line.headers.update({"origin": running.url, "x-csrf-token": client.headers["x-csrf-token"]})
        exhibits = [row["sha256"] for row in client.get("/api/exhibits").json()["rows"]]
        documents = [row["sha256"] for row in client.get("/api/documents").json()["documents"]]
        events = [each["key"] for each in client.get("/api/incidents/events").json()["events"]]
        findings = [row["key"] for row in client.get(f"/api/dossier/{documents[0]}").json()["rows"]]
        there = {"sha256": [*documents, *exhibits], "key": [*events[:2], *findings[:2]]}
        told = client.get("/api/openapi.json").json()
        yield Described(running, schemathesis.openapi.from_dict(told), line, there)


def of_way(way: Way) -> tuple[str, str]:
    path = way.path if isinstance(way, Send) else api_path(way.path)
    return path, "POST" if isinstance(way, Act | Upload) else "GET"


@pytest.mark.parametrize(("path", "method"), [of_way(way) for way in all_ways()])
def test_nothing_that_is_sent_makes_a_fault(described: Described, path: str, method: str) -> None:
    for mode in GenerationMode:
        send_some(described, described.schema[path][method], mode)


def send_some(described: Described, operation: Any, mode: GenerationMode) -> None:
    """Send requests of one kind to a way; every other one names something that is there."""
    load_all_checks()
    checks: Any = CHECKS.get_by_names(list(WANTED))
    numbers = itertools.count()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: schemathesis.Case[Any]) -> None:
        half, even = divmod(next(numbers), 2)
        for name, known in described.there.items():
            if not even and name in (case.path_parameters or {}):
                case.path_parameters[name] = known[half % len(known)]
        case.call_and_validate(base_url=described.served.url, session=described.line, checks=checks)

    send()
