"""A role is asked for each act, and an exhibit that a person may not see is nowhere for that person."""

from datetime import date
from enum import Enum
from typing import Any

import pytest

from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.asking import parameters
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.desk.web.ways import Act, Look, Send, Upload, Way
from desk.web.serving import Serving

HIDDEN = "incidents_karabakh_2020.csv"


def filled(path: str, sha256: str) -> str:
    return path.replace("{sha256}", sha256).replace("{id}", "x").replace("{key}", "x").replace("{page}", "1")


def needed(way: Way) -> dict[str, str]:
    """Give every parameter that a way cannot do without, as it must be."""
    return {each.name: _value(each.type) for each in parameters(way.asked) if each.needed and each.name != "sha256"}


def _value(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    return {int: "1", float: "1", bool: "1", date: "2020-11-20"}.get(kind, "x")


@pytest.mark.parametrize("way", [way for way in all_ways() if isinstance(way, Act | Upload)], ids=lambda way: way.path)
def test_who_may_only_look_can_do_nothing(served: Serving, way: Act | Upload) -> None:
    assert way.role > Role.READER
    reader = served.as_somebody(Visitor("p-reader", Role.READER))
    answer = reader.post(filled(api_path(way.path), "0" * 64), json={})
    assert (answer.status_code, "role" in answer.json()["where"]) == (403, True)


@pytest.fixture
def sha256(served: Serving) -> str:
    rows = served.client().get("/api/exhibits").json()["rows"]
    return str(next(row["sha256"] for row in rows if row["name"] == HIDDEN))


def test_what_a_person_may_not_see_is_nowhere(served: Serving, sha256: str) -> None:
    person = served.as_somebody(Visitor("p-reader", Role.READER, hidden=frozenset({sha256})))
    looks = [way for way in all_ways() if isinstance(way, Look) and "{" not in way.path]
    for way in looks:
        for path in {api_path(way.path), way.path if way.template else api_path(way.path)}:
            told = person.get(path).text
            assert sha256 not in told, path
            assert HIDDEN not in told, path
    assert person.get("/api/overview").json()["custody"]["exhibits"] == 7
    for words in (HIDDEN, sha256, "incident_sheet"):
        assert person.get("/api/ledger", params={"words": words}).json()["lines"] == []
    assert any(line["withheld"] for line in person.get("/api/ledger").json()["lines"])


def test_there_is_no_way_to_it_by_its_hash_either(served: Serving, sha256: str) -> None:
    person = served.as_somebody(Visitor("p-custodian", Role.CUSTODIAN, hidden=frozenset({sha256})))
    for way in all_ways():
        if "{sha256}" not in way.path:
            continue
        path = filled(way.path if isinstance(way, Send) else api_path(way.path), sha256)
        said = needed(way)
        answer = person.post(path, json=said) if isinstance(way, Act) else person.get(path, params=said)
        assert answer.status_code == 404
        unknown = path.replace(sha256, "0" * 64)
        same = person.post(unknown, json=said) if isinstance(way, Act) else person.get(unknown, params=said)
        assert answer.text.replace(sha256, "") == same.text.replace("0" * 64, "")
