"""Making records of incidents and their editions: what a source does not say stays empty."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any

from armstrace.records.columns import Columns
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Incident
from armstrace.records.origin import read_key, read_keys
from armstrace.records.place import Place
from armstrace.records.values import When

_UNSAID: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            "number", "place_printed", "area", "state", "precision", "actor", "actor_printed", "target",
            "target_printed", "event_type", "weapon", "weapon_printed", "origin", "cited", "hedge", "denial", "text",
            "note",
        ),
        "",
    ),
    **dict.fromkeys(
        ("when", "reported", "lat", "lon", "deaths_low", "deaths_best", "deaths_high", "civilian_deaths"), None
    ),
}  # fmt: skip

_SAID = itemgetter(*[field.name for field in fields(Incident)][7:])
"""Takes what a source says in the order of the fields, behind those that tell where it stands."""


def incident(edition: Edition, place: str, said: Mapping[str, Any]) -> Incident:
    """Make the record of one entry of an edition; `said` are the fields that its source fills."""
    key = read_key(Incident.KIND, edition.exhibit, place)
    own = (key, edition.exhibit, place, "", edition.reader, edition.key, edition.register)
    # by position: this is done some hundred thousand times
    return Incident(*own, *_SAID({**_UNSAID, **said}))


def incidents(edition: Edition, places: Sequence[str], said: Mapping[str, Sequence[Any]]) -> Columns[Incident]:
    """Make the records of many entries of an edition by columns, as `incident` makes each."""
    count = len(places)
    own = {
        "key": read_keys(Incident.KIND, edition.exhibit, places),
        "exhibit": [edition.exhibit] * count,
        "place": places,
        "item": [""] * count,
        "reader": [edition.reader] * count,
        "edition": [edition.key] * count,
        "register": [edition.register] * count,
    }
    found = {**{name: [value] * count for name, value in _UNSAID.items() if name not in said}, **said, **own}
    return Columns(Incident, tuple(found[field.name] for field in fields(Incident)))


def edition_of(
    exhibit: Exhibit, reader: str, label: str, *, covers: When | None = None, assumptions: str = ""
) -> Edition:
    """Make the edition that a file of incidents is."""
    place = str(Place(row=1))
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=reader,
        register=reader.partition("@")[0],
        label=label,
        covers=covers,
        assumptions=assumptions,
    )
