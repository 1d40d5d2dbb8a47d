import math
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.flights.airfields.fields import Fields, all_fields
from armstrace.flights.carry import Carry, chosen
from armstrace.flights.movements import last_movements, more_movements, movements
from armstrace.flights.schema import MOVEMENT
from armstrace.sources.traces.points import Points
from made_tracks import (
    ANKARA,
    BAKU,
    DAY_S,
    OVDA,
    START,
    Place,
    Row,
    above,
    dark_turnround,
    flight,
    moved,
    noisy,
    parked,
    points_of,
    rolling,
)  # fmt: skip

SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def fields() -> Fields:
    return all_fields()


def events(table: pa.Table) -> list[tuple[str, str, str]]:
    return [(r["kind"], r["airfield"], r["basis"]) for r in table.to_pylist() if r["rank"] == 1]


def told(rows: Sequence[Row], fields: Fields) -> list[tuple[str, str, str]]:
    return events(movements(points_of({"600864": rows}), fields))


def whole_flight(start: float, *, to: Place = OVDA) -> list[Row]:
    air = flight(BAKU, to, start)
    return [
        *parked(BAKU, start - 1200, start - 60), *rolling(BAKU, start - 22, out=True), *air,
        *rolling(to, air[-1].time + 2), *parked(to, air[-1].time + 60, air[-1].time + 900),
    ]  # fmt: skip


def test_a_flight_seen_from_stand_to_stand_is_confirmed(fields: Fields) -> None:
    table = movements(points_of({"600864": whole_flight(START + 7200)}), fields)
    assert table.schema.equals(MOVEMENT)
    assert events(table) == [("takeoff", "UBBB", "surface"), ("landing", "LLOV", "surface")]
    rows = table.to_pylist()
    assert {r["tier"] for r in rows if r["rank"] == 1} == {"confirmed"}
    assert {(r["registration"], r["typecode"], r["operator"], r["callsign"]) for r in rows} == {
        ("QS-SYN", "IL76", "QSB", "QSB4112")
    }


@pytest.mark.parametrize("floor_ft", [1000, 8000, 20000])
@pytest.mark.parametrize("stay_s", [1800, 7200, 14400])
def test_a_stay_in_the_dark_is_two_movements(fields: Fields, floor_ft: float, stay_s: float) -> None:
    rows, (landed, left) = dark_turnround(floor_ft, stay_s)
    table = movements(points_of({"600864": rows}), fields)
    inside = [r for r in table.to_pylist() if r["basis"] == "bracket" and r["rank"] == 1]
    assert [r["kind"] for r in inside] == ["landing", "takeoff"]
    for row, true in zip(inside, (landed, left), strict=True):
        assert abs(row["time_utc"].timestamp() - true) < 600
        assert row["time_earliest"].timestamp() <= true <= row["time_latest"].timestamp()
    if floor_ft == 1000:
        assert {r["airfield"] for r in inside} == {"LLOV"}


def test_candidates_share_one_event_and_at_most_all_probability(fields: Fields) -> None:
    rows, _ = dark_turnround(8000, 7200)
    by_event: dict[str, list[float]] = {}
    for row in movements(points_of({"600864": rows}), fields).to_pylist():
        by_event.setdefault(row["event"], []).append(row["probability"])
    assert all(sum(each) <= 1.0001 and each == sorted(each, reverse=True) for each in by_event.values())


@pytest.mark.parametrize("minutes", [(60, 110), (80, 100), (55, 120)])
def test_a_gap_in_cruise_is_no_landing(fields: Fields, minutes: tuple[float, float]) -> None:
    rows = whole_flight(START + 7200)
    first, last = (START + 7200 + 60 * m for m in minutes)
    seen = [row for row in rows if not first < row.time < last]
    assert told(seen, fields) == [("takeoff", "UBBB", "surface"), ("landing", "LLOV", "surface")]


def test_what_is_never_seen_lower_than_cruise_makes_no_event(fields: Fields) -> None:
    air = above(flight(BAKU, OVDA, START), 31900)
    assert told(air, fields) == []


def circling(start: float, minutes: int, alt: float = 26000.0) -> list[Row]:
    """Fly right-hand circles of 25 km about a place over the sea."""
    rows = []
    for n in range(0, minutes * 60, 10):
        angle = 360 * n * 420 * 1.852 / 3600 / (2 * math.pi * 25) % 360
        lat, lon = moved(33.0, 33.5, angle, 25)
        rows.append(Row(start + n, lat, lon, alt, 420.0, (angle + 90) % 360, 0.0, callsign="RCH321"))
    return rows


@pytest.mark.parametrize("dark_min", [60, 210, 400])
def test_who_circles_before_and_after_the_dark_has_not_landed(fields: Fields, dark_min: int) -> None:
    again = START + 7200 + 60 * (40 + dark_min)
    assert told([*circling(START + 7200, 40), *circling(again, 40)], fields) == []


def test_who_flies_fast_without_an_altitude_is_not_taken_to_be_low(fields: Fields) -> None:
    flown = whole_flight(START + 7200)
    cruise = max(row.alt for row in flown if row.alt > 0)
    level = [row for row in flown if row.alt > cruise - 50]
    # first seen a few miles out of Orleans
    north, east = 48.0 - level[0].lat, 2.0 - level[0].lon
    rows = [replace(row, alt=math.nan, lat=row.lat + north, lon=row.lon + east, climb=0.0) for row in level]
    assert events(movements(points_of({"600864": rows}), fields)) == []


def test_a_touch_and_go_is_no_landing(fields: Fields) -> None:
    first = flight(BAKU, OVDA, START)
    touch = [replace(row, speed=max(row.speed, 120.0)) for row in rolling(OVDA, first[-1].time + 2)]
    again = flight(OVDA, ANKARA, touch[-1].time + 2)
    rows = [*first, *touch, *again]
    assert [kind for kind, place, _ in told(rows, fields) if place == "LLOV"] == []


def test_flaps_between_air_and_ground_make_no_events(fields: Fields) -> None:
    rows = whole_flight(START + 7200)
    flapped = [
        replace(row, ground=not row.ground, alt=1500.0) if n % 9 == 4 and row.ground else row
        for n, row in enumerate(rows)
    ]
    assert told(flapped, fields) == told(rows, fields)
    wrong = [replace(row, ground=True) if row.alt > 20000 and n % 50 == 0 else row for n, row in enumerate(rows)]
    assert told(wrong, fields) == told(rows, fields)


def test_ground_without_surface_messages(fields: Fields) -> None:
    rows = [
        replace(row, ground=False, alt=1500.0 if row.time > START + 9000 else 0.0) if row.ground else row
        for row in whole_flight(START + 7200)
    ]
    assert [(kind, place) for kind, place, _ in told(rows, fields)] == [("takeoff", "UBBB"), ("landing", "LLOV")]


def spoofed(rows: Sequence[Row], first: float, last: float, lat: float, lon: float) -> list[Row]:
    """Put a stretch on a circle elsewhere; height and speed stay true."""
    made = []
    for row in rows:
        if first <= row.time <= last:
            place = moved(lat, lon, (row.time - first) * 1.5, 2.5)
            made.append(replace(row, lat=place[0], lon=place[1]))
        else:
            made.append(row)
    return made


@pytest.mark.parametrize("minutes", [(60, 70), (100, 112), (120, 128)])
def test_a_stretch_that_circles_elsewhere_is_not_believed(fields: Fields, minutes: tuple[float, float]) -> None:
    rows = whole_flight(START + 7200)
    first, last = (START + 7200 + 60 * m for m in minutes)
    mute = [row for row in rows if not (first < row.time < first + 120 or last < row.time < last + 120)]
    assert told(spoofed(mute, first, last, 33.82, 35.49), fields) == told(rows, fields)


def test_spoofing_before_darkness_is_not_believed(fields: Fields) -> None:
    rows, (landed, _) = dark_turnround(3000, 7200)
    circling = spoofed(rows, landed - 1200, landed, 33.82, 35.49)
    table = movements(points_of({"600864": circling}), fields).to_pylist()
    assert not [r for r in table if r["airfield"] in {"OLBA", "OLKA"} and r["probability"] > 0.05]
    assert [r["kind"] for r in table if r["rank"] == 1] == ["takeoff", "landing", "takeoff", "landing"]


def test_an_end_years_before_the_next_is_judged_by_itself(fields: Fields) -> None:
    air = flight(BAKU, OVDA, START)
    later = parked(ANKARA, START + 900 * DAY_S, START + 900 * DAY_S + 600)
    assert told([*air, *later], fields)[-1] == ("landing", "LLOV", "descent")


def test_a_flight_nobody_saw_is_told_from_both_its_ends(fields: Fields) -> None:
    rows = [*parked(BAKU, START, START + 600), *parked(OVDA, START + 5 * 3600, START + 5 * 3600 + 600)]
    assert told(rows, fields) == [("takeoff", "UBBB", "surface"), ("landing", "LLOV", "surface")]


def test_no_points_no_movements(fields: Fields) -> None:
    table = movements(points_of({}), fields)
    assert table.num_rows == 0
    assert table.schema.equals(MOVEMENT)


# -- nothing depends on how the points are cut, nor on what is impossible ---------------------------------------------

stays = st.sampled_from([1500, 7200, 30000])
floors = st.sampled_from([0, 3000, 8000, 20000])
plans = st.tuples(
    st.integers(0, 80000),
    st.lists(st.tuples(st.integers(1, 2), floors, stays, st.integers(100, 999)), min_size=1, max_size=3),
)
Plan = tuple[int, list[tuple[int, int, int, int]]]


def life(plan: Plan) -> list[Row]:
    """Fly between three bases: how far on, the height of coverage there, the stay, the number of the flight."""
    bases, rows = (BAKU, OVDA, ANKARA), list[Row]()
    here, time = 0, START + plan[0]
    for on, floor, stay, number in plan[1]:
        there = (here + on) % 3
        way = flight(bases[here], bases[there], time, step=20.0, callsign=f"QSB{number}")
        middle = way[len(way) // 2].time
        rows += [r for r in way if r.time < middle or r.alt >= bases[there].elevation_ft + floor]
        if floor == 0:
            rows += rolling(bases[there], way[-1].time + 2)
            rows += parked(bases[there], way[-1].time + 60, way[-1].time + 600)
        here, time = there, way[-1].time + stay
    return rows


def pieces(points: Points, cuts: Iterable[float]) -> list[tuple[Points, float]]:
    edges = [-math.inf, *sorted(cuts), math.inf]
    return [(chosen(points, (points.time_s >= a) & (points.time_s < b)), b) for a, b in pairwise(edges)]


def day_by_day(points: Points, cuts: Iterable[float], fields: Fields) -> pa.Table:
    carry, tables = Carry(), []
    for piece, until in pieces(points, cuts):
        table, carry = more_movements(piece, carry, fields, heard_until_s=min(until, 1e12))
        carry = pickle.loads(pickle.dumps(carry))  # noqa: S301  # as it travels between processes
        tables.append(table)
    return pa.concat_tables([*tables, last_movements(carry, fields)])


def in_order(table: pa.Table) -> list[dict[str, object]]:
    return sorted(table.to_pylist(), key=lambda r: (r["hex"], r["event"], r["rank"]))


@SLOW
@given(plans, st.lists(st.integers(0, 3 * DAY_S), max_size=4), st.booleans())
def test_points_cut_anywhere_give_the_same_movements(plan: Plan, cuts: list[int], midnights: bool) -> None:
    rows = life(plan)
    points = points_of({"600864": rows, "600865": rows[: len(rows) // 2]})
    at = [START + cut for cut in cuts] + ([START + DAY_S * n for n in range(1, 4)] if midnights else [])
    assert in_order(day_by_day(points, at, all_fields())) == in_order(movements(points, all_fields()))


@SLOW
@given(plans, st.lists(st.tuples(st.integers(0, 5000), st.floats(0, 360), st.floats(300, 15000)), max_size=12))
def test_positions_that_nothing_could_reach_change_no_movement(
    plan: Plan, noise: list[tuple[int, float, float]]
) -> None:
    def shown(track: Sequence[Row]) -> list[dict[str, object]]:
        table = movements(points_of({"600864": track}), all_fields())
        return in_order(table.drop_columns(["inputs"]))  # the rows' numbers in their file are other ones

    rows = life(plan)
    assert shown(noisy(rows, noise)) == shown(rows)


@SLOW
@given(plans)
def test_other_aircraft_change_nothing(plan: Plan) -> None:
    rows = life(plan)
    alone = movements(points_of({"600864": rows}), all_fields())
    others = points_of({"600863": rows[::2], "600864": rows, "600865": rows[::3]})
    among = movements(others, all_fields())
    assert in_order(among.filter(pc.equal(among["hex"], "600864"))) == in_order(alone)


def test_two_day_files_give_what_one_joined_file_gives() -> None:
    rows, _ = dark_turnround(8000, 9 * 3600, START + DAY_S - 6 * 3600)
    two = points_of({"600864": rows})
    one = replace(
        two, member=np.zeros_like(two.member), point=np.arange(len(two.point), dtype=np.int32), members=two.members[:1]
    )
    apart, together = (movements(p, all_fields()).drop_columns(["inputs"]) for p in (two, one))
    assert apart.equals(together)
    assert len(two.members) > 1


anything = st.builds(
    Row,
    time=st.integers(0, 200000).map(lambda s: START + s),
    lat=st.sampled_from([29.9403, 30.2, 40.4675, -12.0, 89.9]),
    lon=st.sampled_from([34.9358, 35.3, 50.0467, 179.9, -179.9]),
    alt=st.sampled_from([math.nan, 1500.0, 3000.0, 32000.0, 60000.0]),
    speed=st.sampled_from([math.nan, 0.0, 20.0, 160.0, 450.0, 2000.0]),
    track=st.sampled_from([math.nan, 0.0, 155.0, 359.9]),
    climb=st.sampled_from([math.nan, 0.0, -1800.0, 1800.0]),
    ground=st.booleans(),
    callsign=st.sampled_from(["", "QSB4112", "4KAZ10"]),
)


@SLOW
@given(st.lists(anything, max_size=30), st.lists(st.integers(0, 200000), max_size=4))
def test_whatever_was_received_is_told_the_same_however_it_is_cut(rows: list[Row], cuts: list[int]) -> None:
    points = points_of({"600864": rows, "~00beef": rows[::2]})
    whole = movements(points, all_fields())
    assert in_order(day_by_day(points, [START + cut for cut in cuts], all_fields())) == in_order(whole)
    for row in whole.to_pylist():
        assert row["time_earliest"] <= row["time_utc"] <= row["time_latest"]
        assert 0 < row["probability"] <= 1
