"""Files of a timemap, the form in which Forensic Architecture's viewer and Bellingcat's maps are published.

Three files belong together and are read one by one: events become incidents, associations (tags) and sources become
terms. An event names its tags and sources by their ids, which stay in `event_type` and `cited` here; what they stand
for is put in their place where the terms are in the same case (desk.incidents). Dates are written month first. A time
of 00:00 is no time. Left out: narratives, shapes, and what a viewer needs to draw.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable, Term
from armstrace.records.origin import read_key
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.incidents.cells import cited, position
from armstrace.sources.incidents.json_files import load, opening, printed
from armstrace.sources.incidents.making import edition_of, incident

SOURCE = Source(
    name="timemap",
    title="Timemap: events, tags and sources",
    publisher="Whoever published the map",
    url="https://github.com/forensic-architecture/timemap",
    licence="That of whoever published the map; often none is stated",
    kinds=("edition", "incident", "term"),
    covers="The events that the makers of the map collected, located and tagged",
    limits=(
        "A map shows what its makers found and could locate: an attack that is not on it may have happened.",
        "The day is often that of the footage or the first post on it, not of the strike: it is taken as approximate.",
        "Coordinates are those of the spot as the makers of the map located it; how sure they are, it does not say.",
        "It names no actor and no victims: who used a weapon is not in it.",
        "A tag is its makers' reading of images; the posts behind an event can show one and the same scene.",
        "Sources can be hidden: an event without visible sources is not one without sources.",
    ),
)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ASSUMED = (
    "Coordinates are taken to be those of the spot, as the makers of the map located it. Days are taken as "
    "approximate: they can be those of the footage."
)
_EVENT = {"id", "date", "latitude", "longitude"}


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell the three files by the fields of their first entries."""
    start = opening(head)
    if start.startswith("["):
        event = all(f'"{field}"' in start for field in (*_EVENT, "associations"))
        return 2 if event or ('"filter_paths"' in start and '"mode"' in start) else 0
    first = re.match(r'\{\s*"[^"]{1,200}"\s*:\s*\{', start)
    return 2 if first and '"paths"' in start and '"title"' in start and '"id"' in start else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then incidents or terms and what had to be set aside, in the order of the file.

    Raises:
        SourceChanged: the file is no JSON, or none of the three.
    """
    whole = load(exhibit)
    entries = list(whole.values()) if isinstance(whole, dict) else whole
    if not isinstance(entries, list) or not any(isinstance(each, dict) for each in entries):
        raise SourceChanged(
            "This is none of the files of a timemap.",
            where=repr(exhibit.received_name),
            todo="Add events, associations and sources as they were exported.",
        )
    told = options.edition or exhibit.edition
    label = f"timemap {exhibit.received_name}" + (f", {told}" if told else "")
    events = isinstance(entries[0], dict) and set(entries[0]) >= _EVENT
    edition = edition_of(exhibit, SOURCE.reader, label, assumptions=_ASSUMED if events else "")
    yield edition
    for number, entry in enumerate(entries, 1):
        place = f"point={number}"
        try:
            if isinstance(entry, dict) and set(entry) >= _EVENT:
                yield incident(edition, place, _said(entry))
            else:
                yield _term(exhibit, place, entry)
        except UnreadableValue as error:
            yield SetAside(exhibit.sha256, place, SOURCE.reader, error.what, printed(entry))


def _said(event: Mapping[str, Any]) -> dict[str, Any]:
    lat, lon = position(_text(event, "latitude"), _text(event, "longitude"))
    note = "The map marks its images as graphic." if _text(event, "graphic").upper() == "TRUE" else ""
    return {
        "number": _text(event, "id"),
        "when": _when(_text(event, "date")),
        "place_printed": _text(event, "location"),
        "lat": lat,
        "lon": lon,
        "precision": "exact" if lat is not None else "",
        "event_type": json.dumps(_ids(event, "associations")),
        "cited": cited(_ids(event, "sources")),
        "text": _text(event, "description"),
        "note": note,
    }


def _when(text: str) -> When | None:
    """Read a date written month first: a day that may be that of the footage.

    >>> _when("3/5/2022").edtf
    '2022-03-05~'
    """
    if not text:
        return None
    found = _DATE.fullmatch(text)
    try:
        if found:
            day = date(int(found[3]), int(found[1]), int(found[2]))
            return When(day, day, "~", text)
    except ValueError as error:
        raise UnreadableValue(f"{text!r} is not a date, month first.") from error
    raise UnreadableValue(f"{text[:60]!r} is not a date, month first.")


def _term(exhibit: Exhibit, place: str, entry: Any) -> Term:
    if not isinstance(entry, dict):
        raise UnreadableValue("This is no entry of a timemap.")
    number, path = _text(entry, "id"), _ids(entry, "filter_paths")
    if not number or not {"filter_paths", "paths"} & set(entry):
        raise UnreadableValue("This is neither an event nor a tag nor a source of a timemap.")
    return Term(
        key=read_key(Term.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        number=number,
        group=path[0] if len(path) > 1 else "",
        name=_text(entry, "title"),
        text=_text(entry, "desc") or _text(entry, "description"),
        cited=cited(_ids(entry, "paths")),
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | int | float):
        return str(value)
    raise UnreadableValue(f"{printed(value)[:60]} stands under {name}, where text belongs.")


def _ids(entry: Mapping[str, Any], name: str) -> list[str]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UnreadableValue(f"{printed(value)[:60]} stands under {name}, where a list belongs.")
    return value
