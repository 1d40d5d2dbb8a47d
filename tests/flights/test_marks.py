import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.flights.columns import AIR, GROUND, LEVEL, OUT, columns_of
from armstrace.flights.distance import km_between
from armstrace.flights.marks import ALTITUDE, ASTRAY, OPEN, REPEATED, STATE, mark_points
from armstrace.flights.settle import settle
from made_tracks import BAKU, OVDA, START, Row, flight, moved, noisy, parked, points_of, rolling, towards


def marks_of(rows: list[Row], heard_until_s: float = math.inf) -> np.ndarray:
    points = points_of({"600864": rows})
    return mark_points(columns_of(points), points.start, np.zeros((1, STATE)), heard_until_s)


def where_of(rows: list[Row], *, rotor: bool = False) -> list[int]:
    points = points_of({"600864": rows})
    c = columns_of(points)
    mark = mark_points(c, points.start, np.zeros((1, STATE)), math.inf)
    hovers = np.array([rotor])
    return [int(w) for w in settle(c, points.start, mark, hovers, np.zeros(len(points.members), np.bool_))]


places = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@settings(deadline=None)
@given(places, places)
def test_distances_are_those_of_the_sphere(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert km_between(*a, *b) == pytest.approx(towards(*a, b)[0], rel=2e-3, abs=0.1)


def test_nothing_is_wrong_with_a_plain_flight() -> None:
    assert not (marks_of(flight(BAKU, OVDA, START)) & (ASTRAY | ALTITUDE | REPEATED | OPEN)).any()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.floats(0, 360), st.floats(60, 15000)), min_size=1, max_size=40))
def test_what_could_not_be_reached_is_marked_and_nothing_else(noise: list[tuple[int, float, float]]) -> None:
    rows = flight(BAKU, OVDA, START)
    track = noisy(rows, noise)
    astray = {row for row, mark in zip(track, marks_of(track), strict=True) if mark & ASTRAY}
    assert not astray & set(rows)
    assert astray | set(rows) == set(track) | {
        row for row, mark in zip(track, marks_of(track), strict=True) if mark & REPEATED
    }


def test_a_spoofed_hour_is_astray_also_where_it_is_longer_than_the_rest() -> None:
    rows = flight(BAKU, OVDA, START)[-420:]
    first, last = rows[20].time, rows[400].time
    track = list(rows)
    for n, row in enumerate(rows):
        if first <= row.time <= last:
            lat, lon = moved(33.8, 35.5, row.time - first, 3)
            track[n] = replace(row, lat=lat, lon=lon)
    astray = marks_of(track) & ASTRAY != 0
    assert [row.time for row, mark in zip(track, astray, strict=True) if mark] == [
        row.time for row in rows if first <= row.time <= last
    ]


def test_an_altitude_nobody_climbs_to_is_marked_and_two_that_agree_are_not() -> None:
    rows = flight(BAKU, OVDA, START)
    rows[300] = replace(rows[300], alt=rows[300].alt - 20000)
    assert list(np.flatnonzero(marks_of(rows) & ALTITUDE)) == [300]


def test_the_same_point_twice_counts_once() -> None:
    rows = flight(BAKU, OVDA, START)
    assert (marks_of([*rows[:50], rows[49], *rows[50:]]) & REPEATED != 0).sum() == 1


def test_a_stretch_that_may_go_on_is_left_open() -> None:
    rows = flight(BAKU, OVDA, START)
    assert (marks_of(rows, rows[-1].time + 60) == OPEN).all()
    assert not (marks_of(rows, rows[-1].time + 1801) == OPEN).any()


def test_where_a_flight_is() -> None:
    air = flight(BAKU, OVDA, START)
    rows = [*air, *rolling(OVDA, air[-1].time + 2), *parked(OVDA, air[-1].time + 60, air[-1].time + 600)]
    assert where_of(rows) == [AIR] * len(air) + [GROUND] * (len(rows) - len(air))


def test_taxiing_at_one_height_without_surface_messages_is_ground_but_a_hover_is_not() -> None:
    air = flight(BAKU, OVDA, START)
    taxi = [
        replace(air[-1], time=air[-1].time + 20 + 5 * k, speed=12.0, lat=air[-1].lat + 0.0003 * k) for k in range(30)
    ]
    assert where_of([*air, *taxi])[len(air) :] == [LEVEL] * 30
    assert where_of([*air, *taxi], rotor=True)[len(air) :] == [AIR] * 30


def test_ground_said_at_cruise_is_not_believed() -> None:
    air = flight(BAKU, OVDA, START)
    air[400:403] = [replace(row, ground=True, alt=math.nan) for row in air[400:403]]
    assert set(where_of(air)) == {AIR}


def test_points_out_of_the_story_are_nowhere() -> None:
    rows = noisy(flight(BAKU, OVDA, START), [(200, 90.0, 4000.0)])
    assert where_of(rows).count(OUT) == 1
