"""Laws that hold for any picture of fields and ends."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from airfield_ends import ends, made_field, told
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.flights.airfields.candidates import candidates
from armstrace.flights.airfields.fields import all_fields, fields_from
from armstrace.gazetteer.runway_fields import RunwayField, runway_fields
from stopwatch import Work, grows_at_most

DEGREES = st.floats(0.0, 359.0)
PLACES = st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6), DEGREES, st.floats(1500.0, 12000.0))
PICTURES = st.lists(PLACES, min_size=1, max_size=6)
SEEN = st.fixed_dictionaries({
    "alt_ft": st.floats(0.0, 12000.0), "track_deg": DEGREES, "speed_kt": st.floats(60.0, 350.0),
    "climb_fpm": st.floats(-2500.0, 2500.0), "turn_deg_s": st.floats(-3.0, 3.0), "level": st.floats(0.0, 1.0),
    "arrival": st.booleans(), "runway_ft": st.sampled_from([0.0, 1500.0, 6000.0]),
})  # fmt: skip


def fields_at(picture: list[tuple[float, float, float, float]], lon: float, side: float = 1.0) -> list[RunwayField]:
    """Lay a picture of fields around a place on the 45th parallel, or its mirror image."""
    return [
        made_field(f"F{i}", 45.0 + north, (lon + side * east + 180) % 360 - 180, side * heading, length)
        for i, (north, east, heading, length) in enumerate(picture)
    ]


def seen_at(seen: dict[str, float], lon: float) -> dict[str, float]:
    return seen | {"lat": 45.0, "lon": (lon + 180) % 360 - 180}


def probabilities(picture: list[RunwayField], seen: dict[str, float]) -> dict[str, float]:
    fields = fields_from(picture)
    return told(candidates(ends(seen), fields), fields)


def alike(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(abs(one.get(name, 0.0) - other.get(name, 0.0)) < 1e-6 for name in {*one, *other})


@settings(deadline=None, max_examples=60)
@given(PICTURES, SEEN, st.floats(-180.0, 180.0))
def test_turning_the_globe_changes_nothing(
    picture: list[tuple[float, float, float, float]], seen: dict[str, float], lon: float
) -> None:
    here = probabilities(fields_at(picture, 10.0), seen_at(seen, 10.0))
    assert alike(here, probabilities(fields_at(picture, lon), seen_at(seen, lon)))


@settings(deadline=None, max_examples=60)
@given(PICTURES, SEEN)
def test_nor_does_a_mirror(picture: list[tuple[float, float, float, float]], seen: dict[str, float]) -> None:
    here = probabilities(fields_at(picture, 10.0), seen_at(seen, 10.0))
    mirrored = seen | {"track_deg": (-seen["track_deg"]) % 360, "turn_deg_s": -seen["turn_deg_s"]}
    assert alike(here, probabilities(fields_at(picture, -10.0, -1.0), seen_at(mirrored, -10.0)))


@settings(deadline=None, max_examples=60)
@given(PICTURES, SEEN)
def test_the_order_of_the_fields_and_a_far_one_change_nothing(
    picture: list[tuple[float, float, float, float]], seen: dict[str, float]
) -> None:
    near = fields_at(picture, 10.0)
    here = probabilities(near, seen_at(seen, 10.0))
    assert alike(here, probabilities([made_field("FAR", -30.0, 100.0), *near[::-1]], seen_at(seen, 10.0)))


@settings(deadline=None, max_examples=100)
@given(PICTURES, SEEN)
def test_all_that_may_have_been_adds_up(
    picture: list[tuple[float, float, float, float]], seen: dict[str, float]
) -> None:
    ranked = candidates(ends(seen_at(seen, 10.0)), fields_from(fields_at(picture, 10.0)))
    assert (ranked.probability >= 0).all()
    assert ranked.probability.sum() + ranked.none[0] <= 1 + 1e-9
    assert (np.diff(ranked.probability[0]) <= 1e-12).all()
    assert 0 <= ranked.landed[0] <= 1


def made_ends(count: int) -> list[dict[str, float]]:
    draw, columns = np.random.default_rng(3), all_fields().columns
    chosen = draw.integers(0, len(all_fields()), count)
    lat, lon, ground = columns.lat[chosen], columns.lon[chosen], columns.elevation_ft[chosen]
    shift, track = draw.normal(0, 0.1, (2, count)), draw.uniform(0, 360, count)
    return [
        {"lat": max(min(lat[i] + shift[0, i], 90.0), -90.0), "lon": lon[i] + shift[1, i], "track_deg": track[i],
         "alt_ft": ground[i] + 2000.0}
        for i in range(count)
    ]  # fmt: skip


def test_scheduled_service_is_no_ground_for_anything() -> None:
    turned = fields_from(replace(f, scheduled=not f.scheduled) for f in runway_fields() if f.kind == "land")
    seen = ends(*made_ends(300))
    as_is, other = candidates(seen, all_fields()), candidates(seen, turned)
    assert (as_is.field == other.field).all()
    assert (as_is.probability == other.probability).all()


def test_twice_as_many_ends_take_no_more_than_twice_as_long() -> None:
    rows = made_ends(8000)

    def work(count: int) -> Work:
        some = ends(*rows[:count])
        return lambda: candidates(some, all_fields())

    grows_at_most(4 * 2.5, work, 2000, 8000)


WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
sys.path[:0] = sys.argv[1:]
from test_airfield_laws import some_probabilities
print(some_probabilities())
"""


def some_probabilities() -> list[float]:
    rows = made_ends(40)
    seen = ends(*rows, *(row | {"arrival": False, "climb_fpm": 900.0} for row in rows))
    return [round(float(p), 9) for p in candidates(seen, all_fields()).probability[:, 0]]


def test_plain_python_gives_the_same() -> None:
    command = [sys.executable, "-c", WITHOUT_NUMBA, *map(str, Path(__file__).parents[:2])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == pytest.approx(some_probabilities(), abs=1e-8)
