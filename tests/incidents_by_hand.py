"""Incidents made by hand, for grouping and for checks; the towns and weapons are real, what happens in them is not."""

from dataclasses import fields
from typing import Any

from armstrace.records.kinds import Incident
from armstrace.records.values import When

TOWN = {"lat": 40.374, "lon": 47.126, "precision": "town", "place_printed": "Barda", "state": "AZE"}
NEXT_TOWN = {"lat": 40.512, "lon": 46.818, "precision": "town", "place_printed": "Tartar", "state": "AZE"}
SMERCH = {"weapon": "BM-30 Smerch", "weapon_printed": "Smerch rocket"}


def incident(number: str, when: str | When | None = None, *places: dict[str, Any], **slots: Any) -> Incident:
    """Make an incident; what is not given is not told."""
    values: dict[str, Any] = {field.name: "" for field in fields(Incident)}
    values |= dict.fromkeys(("reported", "lat", "lon", "deaths_low", "deaths_best", "deaths_high", "civilian_deaths"))
    values |= {"key": f"incident:{number}", "exhibit": "ab" * 32, "place": f"row={number}", "reader": "made@1"}
    values |= {"number": number, "register": "made", "when": When.read(when) if isinstance(when, str) else when}
    for place in places:
        values |= place
    values |= slots
    if isinstance(values["reported"], str):
        values["reported"] = When.read(values["reported"])
    return Incident(**values)


def spot(lat: float, lon: float) -> dict[str, Any]:
    """A place known to some hundred metres."""
    return {"lat": lat, "lon": lon, "precision": "exact"}
