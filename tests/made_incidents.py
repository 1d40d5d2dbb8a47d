"""Invented incidents for tests."""

from typing import Any

from armstrace.records.kinds import Incident
from armstrace.records.values import When

PLAIN: dict[str, Any] = {
    **dict.fromkeys(
        (
            "item", "edition", "area", "target", "target_printed", "event_type", "weapon", "weapon_printed", "cited",
            "hedge", "denial", "text", "note",
        ),
        "",
    ),
    **dict.fromkeys(("reported", "deaths_low", "deaths_best", "deaths_high", "civilian_deaths")),
    "key": "incident:0",
    "exhibit": "ab" * 32,
    "place": "row=2",
    "reader": "incident_sheet@1",
    "register": "incident_sheet",
    "number": "1",
    "when": When.read("2020-10-28"),
    "place_printed": "Invented town",
    "state": "AZE",
    "lat": 40.123456,
    "lon": 47.123456,
    "precision": "town",
    "actor": "ARM",
    "actor_printed": "invented forces",
    "origin": "Invented Watch",
}  # fmt: skip


def made(**said: Any) -> Incident:
    """Make an incident; what is not said is invented or empty."""
    return Incident(**(PLAIN | said))
