"""Rows with places as GeoJSON (RFC 7946): WGS 84, longitude first, null where no place is told."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from armstrace.dossier.exports.located import Spot, spots
from armstrace.dossier.exports.sheet import Content


def geojson(content: Content) -> Iterator[str]:
    """Write a collection of features in pieces, one row a feature; foreign members say what holds for the file."""
    yield '{"type":"FeatureCollection",\n"armstrace":'
    yield _text(
        {
            "title": content.title,
            "remarks": list(content.remarks),
            "left_out": list(content.left_out),
            "exhibits": [{"sha256": each.exhibit.sha256, "note": "; ".join(each.notes)} for each in content.exhibits],
        }
    )
    yield ',\n"features":['
    comma = "\n"
    for sheet in content.sheets:
        for spot in spots(sheet.kind, iter(sheet.rows())):
            yield comma + _text(_feature(sheet.kind, spot))
            comma = ",\n"
    yield "\n]}\n"


def _feature(kind: str, spot: Spot) -> dict[str, Any]:
    told = {name: _value(value) for name, value in spot.said.items() if value not in (None, "")}
    return {
        "type": "Feature",
        "id": spot.key,
        # as many decimals as the source has: none are added, none taken
        "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]} if spot.lon is not None else None,
        "properties": {"kind": kind, "name": spot.name, "point_stands_for": spot.near, **told},
    }


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
