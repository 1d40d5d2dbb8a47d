"""Incidents of one's own as GeoJSON (RFC 7946): a FeatureCollection of points.

The properties are the columns of the sheet of incidents without lat and lon; `cited` may be a list. A feature without a
point is an incident without coordinates; lines and areas are set aside, since a record has one position.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.sources.incidents.header import take_number
from armstrace.sources.incidents.json_files import load, opening, printed
from armstrace.sources.incidents.making import edition_of, incident
from armstrace.sources.incidents.sheet import COLUMNS, NEEDED, said

SOURCE = Source(
    name="incident_geojson",
    title="Incidents of one's own as GeoJSON",
    publisher="Whoever compiled the file, from the sources named in each feature",
    url="https://www.rfc-editor.org/rfc/rfc7946",
    licence="That of whoever compiled the file; facts are free",
    kinds=("edition", "incident"),
    covers="The incidents that somebody wrote down, each with the source that tells of it",
    limits=(
        "A file is as good as the source of each feature.",
        "What is not in it was not written down: nothing follows from a gap, for neither side.",
        "The same event may stand in several features, one for each source that tells of it.",
        "A point has as many decimals as a program likes; only `precision` says how near it comes.",
    ),
)
_MOST_DEGREES = 1_000_000
_PROPERTIES = [name for name in COLUMNS if name not in {"lat", "lon"}]


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell the collection by its type and the properties that each incident has."""
    start = opening(head)
    ours = '"FeatureCollection"' in start and all(f'"{each}"' in start for each in ("number", "date", "origin"))
    return 2 if start.startswith("{") and ours else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then incidents and what had to be set aside, in the order of the features.

    Raises:
        SourceChanged: the file is no JSON, or no FeatureCollection.
    """
    whole = load(exhibit)
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise SourceChanged(
            "This is no GeoJSON FeatureCollection.",
            where=repr(exhibit.received_name),
            todo="Export it anew as a FeatureCollection of points.",
        )
    told = options.edition or exhibit.edition
    label = f"incidents from {exhibit.received_name}" + (f", {told}" if told else "")
    edition = edition_of(exhibit, SOURCE.reader, label)
    yield edition
    numbers: set[str] = set()
    for number, feature in enumerate(features, 1):
        try:
            yield incident(edition, f"point={number}", take_number(_said(feature), numbers))
        except UnreadableValue as error:
            yield SetAside(exhibit.sha256, f"point={number}", SOURCE.reader, error.what, printed(feature))


def _said(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise UnreadableValue("This is no feature with properties.")
    unknown = [str(name) for name in properties if name not in _PROPERTIES]
    missing = [name for name in NEEDED if name not in properties]
    if unknown or missing:
        raise UnreadableValue(f"The properties are not those of an incident: missing {missing}, unknown {unknown}.")
    return said({name: _text(name, value) for name, value in properties.items()}, _point(feature.get("geometry")))


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "cited" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "|".join(each.replace("|", "%7C") for each in value)
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnreadableValue(f"{json.dumps(value)[:60]} stands under {name}, where text belongs.")


def _point(geometry: Any) -> tuple[float, float] | None:
    """Give latitude and longitude; GeoJSON writes them the other way round."""
    if geometry is None:
        return None
    at = geometry.get("coordinates") if isinstance(geometry, Mapping) and geometry.get("type") == "Point" else None
    if not isinstance(at, list) or len(at) not in {2, 3} or not all(_number(each) for each in at):
        raise UnreadableValue("The geometry is no point of two numbers.")
    return float(at[1]), float(at[0])


def _number(value: Any) -> bool:
    # an integer of a thousand digits is a number to JSON and none to the globe
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST_DEGREES
