"""Dark turn-rounds told from gaps in which the aircraft flew on."""

import numpy as np
import pytest
from airfield_ends import ends, likeliest, out

from armstrace.flights.airfields.bracket import bracketed
from armstrace.flights.airfields.candidates import Ranked, candidates
from armstrace.flights.airfields.fields import all_fields

LAT, LON = 29.94, 34.936  # Ovda
CRUISE = {"climb_fpm": 0.0, "level": 1.0, "speed_kt": 450.0, "alt_ft": 33000.0}


def between(before: dict[str, float], after: dict[str, float], minutes: float) -> Ranked:
    return bracketed(ends(before), ends(after | {"arrival": False}), np.array([minutes * 60]), all_fields())


def away(heading: float, miles: float) -> dict[str, float]:
    """Put an aircraft that left on a heading so many miles out."""
    return out(LAT, LON, (heading + 180) % 360, miles) | {"track_deg": heading, "climb_fpm": 1800.0}


@pytest.mark.parametrize(("feet", "miles"), [(3000.0, 9.0), (8000.0, 24.0), (20000.0, 65.0)])
@pytest.mark.parametrize("minutes", [45.0, 120.0, 540.0])
def test_a_turn_round_in_the_dark(feet: float, miles: float, minutes: float) -> None:
    down = out(LAT, LON, 190.0, miles) | {"alt_ft": 1500 + feet, "speed_kt": 250.0, "runway_ft": 6000.0}
    ranked = between(down, away(10.0, miles) | {"alt_ft": 1500 + feet, "speed_kt": 270.0}, minutes + miles / 2)
    assert ranked.landed[0] > 0.95
    assert "LLOV" in [all_fields().idents[i] for i in ranked.field[0, :5]]


@pytest.mark.parametrize("minutes", [90.0, 180.0, 300.0])
def test_lost_in_cruise_and_back_where_it_was_lost(minutes: float) -> None:
    ranked = between(out(LAT, LON, 175.0, 150.0) | CRUISE, away(355.0, 150.0) | CRUISE, minutes)
    assert ranked.landed[0] > 0.5
    assert ranked.probability[0, 0] < 0.5


@pytest.mark.parametrize(
    ("before", "after", "minutes"),
    [
        ((50.0, -10.0, 280.0), (52.0, -30.0, 275.0), 103.0),
        ((25.0, 20.0, 120.0), (20.2, 30.0, 118.0), 84.0),
        ((34.0, 52.0, 90.0), (34.0, 58.0, 92.0), 40.0),
        ((40.0, 178.0, 90.0), (40.0, -170.0, 90.0), 73.5),
    ],
)
def test_flying_on_is_no_landing(
    before: tuple[float, float, float], after: tuple[float, float, float], minutes: float
) -> None:
    a, b = (dict(zip(("lat", "lon", "track_deg"), each, strict=True)) | CRUISE for each in (before, after))
    assert between(a, b, minutes).landed[0] < 0.01


def test_going_around_is_no_landing() -> None:
    low = out(LAT, LON, 22.0, 3.0) | {"alt_ft": 2500.0, "speed_kt": 150.0}
    again = away(22.0, 5.0) | {"alt_ft": 2600.0, "speed_kt": 160.0}
    assert between(low, again, 3.5).landed[0] < 0.5
    assert between(low, again, 60.0).landed[0] > 0.99


def test_the_departure_decides_between_two_fields() -> None:
    """North of Paris an approach alone leaves Le Bourget and Charles de Gaulle open."""
    seen = {"lat": 48.95, "lon": 3.12, "alt_ft": 3250.0, "speed_kt": 256.0, "track_deg": 329.0, "climb_fpm": -960.0}
    alone = candidates(ends(seen), all_fields())
    left = {"lat": 48.967, "lon": 2.40, "alt_ft": 900.0, "speed_kt": 160.0, "track_deg": 265.0, "climb_fpm": 2000.0}
    ranked = between(seen, left, 120.0)
    assert likeliest(ranked, all_fields()) == "LFPB"
    assert ranked.probability[0, 0] > alone.probability[0].max()


def test_seen_on_the_ground_afterwards_it_landed() -> None:
    low = out(LAT, LON, 22.0, 3.0) | {"alt_ft": 2500.0, "speed_kt": 150.0}
    ranked = between(low, {"lat": LAT, "lon": LON, "ground": True, "speed_kt": 5.0}, 6.0)
    assert likeliest(ranked, all_fields()) == "LLOV"
    assert ranked.probability[0, 0] > 0.98
