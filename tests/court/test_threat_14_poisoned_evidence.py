"""Threat 14: what is made up, copied or sent by a false transponder counts once at most, and is told as what it is."""

import json
import math
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from armstrace.events.grouping import group
from armstrace.flights.columns import columns_of
from armstrace.flights.marks import ASTRAY, STATE, mark_points
from armstrace.gazetteer.aircraft_blocks import state_of_hex
from armstrace.gazetteer.aircraft_identity import identity_of
from armstrace.gazetteer.aircraft_made_up import is_made_up
from armstrace.records.kinds import Identity, Incident
from armstrace.records.values import When
from made_incidents import made
from made_tracks import BAKU, OVDA, START, Row, flight, moved, points_of

STORY = "A rocket fell on the market of the town in the afternoon and killed people who stood in the queue for bread."


def told(number: int, **said: object) -> Incident:
    return made(key=f"incident:{number:024x}", number=str(number), weapon="BM-30", weapon_printed="Smerch", **said)


def origins_that_count(incidents: Sequence[Incident]) -> int:
    events = group(incidents).events
    counting = [sum(origin.counts for origin in event.origins) for event in events]
    assert [event.corroborated for event in events] == [number > 1 for number in counting]
    return max(counting)


def test_two_who_saw_it_are_two() -> None:
    assert origins_that_count([told(1, origin="Human Rights Watch"), told(2, origin="Amnesty International")]) == 2


@pytest.mark.parametrize(
    "copies",
    [
        [told(n, origin=f"Paper {n}", text=STORY) for n in range(30)],
        [told(n, origin=f"Account {n}", cited=json.dumps(["https://x.com/one/status/12"])) for n in range(30)],
        [told(n, origin="One account") for n in range(30)],
        [told(n, origin=f"Page {n}", cited=json.dumps([f"sha256:{'3f' * 32}"])) for n in range(30)],
    ],
    ids=["one text under many names", "one post shared", "one account many times", "one picture everywhere"],
)
def test_however_often_it_is_repeated_it_is_told_once(copies: list[Incident]) -> None:
    assert origins_that_count(copies) == 1


def astray(rows: list[Row]) -> list[float]:
    points = points_of({"600864": rows})
    marks = mark_points(columns_of(points), points.start, np.zeros((1, STATE)), math.inf)
    return [row.time for row, mark in zip(rows, marks, strict=True) if mark & ASTRAY]


def _elsewhere(row: Row, since: float) -> Row:
    lat, lon = moved(33.8, 35.5, row.time - since, 3)
    return replace(row, lat=lat, lon=lon)


def test_positions_that_no_aircraft_could_reach_are_marked_and_the_flight_is_not() -> None:
    rows = flight(BAKU, OVDA, START)
    assert astray(rows) == []
    first, last = rows[200].time, rows[230].time
    spoofed = [_elsewhere(row, first) if first <= row.time <= last else row for row in rows]
    assert astray(spoofed) == [row.time for row in rows if first <= row.time <= last]


def identity(key: str, registration: str, valid: str | None = None) -> Identity:
    said: dict[str, Any] = dict.fromkeys((field.name for field in fields(Identity)), "")
    said |= {"key": key, "hex": "600864", "registration": registration, "military": None, "as_of": None}
    return Identity(**said | {"valid": When.read(valid) if valid else None})


def test_a_registration_is_what_was_asserted_for_that_day_and_two_are_none() -> None:
    day = date(2020, 10, 5)
    dated, other = identity("a", "QS-AZ100", "2019/2021"), identity("b", "4L-XYZ", "2015/2016")
    assert identity_of("600864", day, [dated, other]).registration == "QS-AZ100"
    rival = identity("c", "4L-XYZ", "2019/2021")
    disputed = identity_of("600864", day, [dated, rival])
    assert disputed.registration == ""
    assert {each.value for each in disputed.conflicts} == {"QS-AZ100", "4L-XYZ"}


def test_an_address_that_no_state_gives_out_names_nobody_and_made_up_marks_are_known() -> None:
    assert (state_of_hex("~600864"), state_of_hex("ffffff")) == ("", "")
    assert is_made_up("QS-SYN64")
    assert identity_of("~600864", date(2020, 10, 5), [identity("a", "QS-AZ100")]).registration == ""
