"""Ends and fields for tests: what is not said is that of a jet on its way down."""

import math
from typing import Any

import numpy as np

from armstrace.flights.airfields.candidates import Ranked
from armstrace.flights.airfields.fields import Fields
from armstrace.flights.ends import Ends
from armstrace.gazetteer.runway_fields import RunwayField

USUAL: dict[str, float] = {
    "arrival": True, "time_s": 0.0, "lat": 0.0, "lon": 0.0, "alt_ft": 2000.0, "speed_kt": 160.0, "track_deg": 0.0,
    "climb_fpm": -800.0, "turn_deg_s": 0.0, "ground": False, "level": 0.0, "runway_ft": 0.0, "rotor": False,
}  # fmt: skip
FLAGS = ("arrival", "ground", "rotor")


def ends(*rows: dict[str, float]) -> Ends:
    """Make ends, one a row."""
    full = [USUAL | row for row in rows]
    known: dict[str, Any] = {
        name: np.array([row[name] for row in full], np.bool_ if name in FLAGS else np.float64) for name in USUAL
    }
    return Ends(**known)


def made_field(ident: str, lat: float, lon: float, heading: float = 90.0, length_ft: float = 8000.0) -> RunwayField:
    """Make a paved field at sea level with one runway."""
    runway = f"x/y:{length_ft:.0f}:P::{heading % 360!r}:0.5"
    return RunwayField(ident, "", ident, "", lat, lon, 0.0, True, "land", False, runway, "")


def out(lat: float, lon: float, heading: float, miles: float, aside: float = 0.0) -> dict[str, float]:
    """Give the place so many miles before a point on a heading, and to the right of that line."""
    angle = math.radians(heading)
    north = -miles * math.cos(angle) - aside * math.sin(angle)
    east = -miles * math.sin(angle) + aside * math.cos(angle)
    return {"lat": lat + north / 60, "lon": lon + east / 60 / math.cos(math.radians(lat)), "track_deg": heading}


def told(ranked: Ranked, fields: Fields, row: int = 0) -> dict[str, float]:
    """Give the candidates of an end with their probabilities, the likeliest first."""
    pairs = zip(ranked.field[row], ranked.probability[row], strict=True)
    return {fields.idents[i]: float(p) for i, p in pairs if i >= 0}


def likeliest(ranked: Ranked, fields: Fields, row: int = 0) -> str:
    """Give the likeliest candidate."""
    return fields.idents[ranked.field[row, 0]] if ranked.field[row, 0] >= 0 else ""
