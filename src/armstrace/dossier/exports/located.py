"""Rows that have a place on the ground: where, how near that comes, and what the point stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from armstrace.dossier.exports.cells import shown
from armstrace.gazetteer.runway_fields import field_of

WITH_PLACES = ("incident", "movement")
"""The kinds that have places."""
_NEAR = {
    "exact": "the point is the place, as exact as the source has it",
    "town": "the point stands for a town, not for a place in it",
    "district": "the point stands for a district or is rounded to 0.1 degree; it is no place in it",
    "region": "the point stands for a region; nothing need have happened at it",
    "country": "the point stands for a country; nothing need have happened at it",
    "airfield": "the point is the airfield's reference point; how sure it is that airfield, `probability` says",
}
UNSAID = "the source does not say how near the point comes"
NOWHERE = "no coordinates are told, or none may leave"


@dataclass(frozen=True, slots=True)
class Spot:
    """One row on a map: `lon` and `lat` None where nothing is told; `near` is what the point stands for in words."""

    key: str
    name: str
    lon: float | None
    lat: float | None
    near: str
    first: date | None
    last: date | None
    said: Mapping[str, Any]


def spots(kind: str, rows: Iterator[Mapping[str, Any]]) -> Iterator[Spot]:
    """Give the rows of a kind with their places."""
    return map(_incident if kind == "incident" else _movement, rows)


def _incident(row: Mapping[str, Any]) -> Spot:
    words = (row["event_type"] or row["weapon_printed"] or "incident", row["place_printed"], row["when_printed"])
    lon, lat = _on_earth(row["lon"], row["lat"])
    near = NOWHERE if lon is None else _NEAR.get(row["precision"], UNSAID)
    said = {name: value for name, value in row.items() if name not in {"lat", "lon"}}
    return Spot(row["key"], _name(words), lon, lat, near, row["when_earliest"], row["when_latest"], said)


def _movement(row: Mapping[str, Any]) -> Spot:
    field = field_of(row["icao"] or row["airfield"]) or field_of(row["airfield"])
    words = (row["motion"], field.name if field else row["airfield"], row["day_printed"])
    lon, lat = (field.lon, field.lat) if field else (None, None)
    near = _NEAR["airfield"] if field else NOWHERE
    return Spot(row["key"], _name(words), lon, lat, near, row["day_earliest"], row["day_latest"], dict(row))


def _name(words: tuple[Any, ...]) -> str:
    return ", ".join(filter(None, (" ".join(shown(each).split()) for each in words)))


def _on_earth(lon: float | None, lat: float | None) -> tuple[float | None, float | None]:
    """Give both or none; what is outside the globe is told among the properties of the row and is no point."""
    if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return None, None
    return lon, lat
