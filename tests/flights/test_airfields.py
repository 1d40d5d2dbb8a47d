"""Airfields named from where flights were lost: cases that anybody can check by hand."""

import math

import numpy as np
import pytest
from airfield_ends import ends, likeliest, out, told

from armstrace.flights.airfields.candidates import CAP, candidates
from armstrace.flights.airfields.fields import all_fields
from armstrace.flights.airfields.tiers import tier
from armstrace.gazetteer.runway_fields import field_of

OVDA = (29.9272, 34.9317, 21.9)  # runway 02R
BAKU, LA_PAZ, NADI = "UBBB", "SLLP", "NFFN"


def near(ident: str, miles: float, feet: float, **other: float) -> dict[str, float]:
    """Put an aircraft on the extended centre line of a field's longest runway."""
    field = field_of(ident)
    assert field is not None
    runway = max(field.runways, key=lambda each: each.length_ft)
    lat, lon = runway.ends[:2]
    return out(lat, lon, runway.heading_deg or 0.0, miles) | {"alt_ft": field.elevation_ft + feet} | other


@pytest.mark.parametrize("ident", ["LLOV", BAKU, "LFPB", LA_PAZ, "OPNH", NADI])
@pytest.mark.parametrize("feet", [400.0, 1000.0, 2000.0])
def test_on_final(ident: str, feet: float) -> None:
    ranked = candidates(ends(near(ident, feet / 318, feet)), all_fields())
    assert likeliest(ranked, all_fields()) == ident
    assert ranked.probability[0, 0] > 0.9


def test_a_climb_out_is_an_approach_backwards() -> None:
    seen = near("LLOV", 3.0, 1500.0, arrival=False, climb_fpm=1800.0)
    seen["track_deg"] = (seen["track_deg"] + 180) % 360
    ranked = candidates(ends(seen), all_fields())
    assert likeliest(ranked, all_fields()) == "LLOV"
    assert ranked.probability[0, 0] > 0.98


def test_climbing_at_the_end_is_no_landing() -> None:
    ranked = candidates(ends(near("LLOV", 3.0, 1500.0, climb_fpm=1800.0), near("LLOV", 3.0, 1500.0)), all_fields())
    assert ranked.landed[0] < ranked.landed[1]


def test_in_cruise_none_is_named() -> None:
    high = near("LLOV", 80.0, 33000.0, climb_fpm=0.0, level=1.0, speed_kt=450.0)
    ranked = candidates(ends(high), all_fields())
    assert ranked.none[0] > 0.6
    assert ranked.probability[0, 0] < 0.3


def test_over_the_ocean_there_is_none() -> None:
    ranked = candidates(ends({"lat": 35.0, "lon": -45.0, "alt_ft": 3000.0}), all_fields())
    assert ranked.field[0, 0] == -1
    assert ranked.none[0] == 1.0


@pytest.mark.parametrize("ident", ["LLOV", "LFPG", "KSEA", "LLER"])
def test_standing_on_the_field(ident: str) -> None:
    field = field_of(ident)
    assert field is not None
    seen = {"lat": field.lat, "lon": field.lon, "alt_ft": math.nan, "ground": True, "speed_kt": 3.0}
    ranked = candidates(ends(seen, seen | {"ground": False, "alt_ft": field.elevation_ft - 150}), all_fields())
    assert [likeliest(ranked, all_fields(), row) for row in (0, 1)] == [ident, ident]
    assert ranked.probability[0, 0] > 0.98
    assert ranked.height_ft[0, 0] == 0.0


def test_a_jet_asks_for_a_runway_and_a_small_aircraft_does_not() -> None:
    seen = {"lat": 48.80, "lon": 2.95, "track_deg": 270.0, "alt_ft": 2500.0}
    jet, small = (
        told(candidates(ends(seen | {"runway_ft": need, "speed_kt": speed}), all_fields(), 30), all_fields())
        for need, speed in ((7000.0, 220.0), (1200.0, 95.0))
    )
    strips = [ident for ident in small if all_fields().columns.fields[all_fields().number(ident), 4] < 3500]
    assert sum(jet.get(ident, 0.0) for ident in strips) < 0.1 < sum(small[ident] for ident in strips)


def test_what_is_not_known_makes_it_less_sure_and_breaks_nothing() -> None:
    seen = near("LLOV", 4.0, 1300.0)
    blanks = ("track_deg", "climb_fpm", "turn_deg_s", "level", "speed_kt", "alt_ft")
    ranked = candidates(ends(seen, *(seen | {name: math.nan} for name in blanks), dict.fromkeys(blanks, math.nan) | {
        "lat": seen["lat"], "lon": seen["lon"],
    }), all_fields())  # fmt: skip
    assert np.isfinite(ranked.probability).all()
    assert all("LLOV" in told(ranked, all_fields(), row) for row in range(len(blanks) + 2))
    assert (ranked.probability[1:, 0] <= ranked.probability[0, 0] + 1e-3).all()
    assert ranked.probability[6, 0] <= CAP


@pytest.mark.parametrize(("lat", "lon"), [(-89.99, 10.0), (89.9, -170.0), (0.0, 180.0), (52.0, -180.0), (-17.7, 177.4)])
def test_at_the_edges_of_the_map(lat: float, lon: float) -> None:
    ranked = candidates(ends({"lat": lat, "lon": lon, "alt_ft": 12000.0}), all_fields())
    assert np.isfinite(ranked.probability).all()
    assert ranked.probability.sum() <= 1 + 1e-9


def test_seen_from_high_above_it_is_never_confirmed() -> None:
    heights = np.arange(4500.0, 40000.0, 500.0)
    seen = [near("LLOV", feet / 318, feet, speed_kt=250.0) for feet in heights]
    ranked = candidates(ends(*seen), all_fields())
    assert (ranked.probability <= CAP).all()
    assert "confirmed" not in {tier(1.0, feet)[0] for feet in heights}
    assert tier(1.0, 9000.0, ground=True)[0] == "confirmed"


def test_only_fields_in_use_are_candidates() -> None:
    kinds = {ident: field.kind for ident in all_fields().idents if (field := field_of(ident))}
    assert set(kinds.values()) == {"land"}
    assert len(all_fields()) > 27000
    assert {"LLOV", "LLNV", "UBBB", "LTAC"} <= set(all_fields().idents)
