"""The columns of a sheet of incidents of one's own, as a table or as GeoJSON, and what each may hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.sources.incidents.cells import bounds, cited, deaths, placed, precision, when
from armstrace.sources.incidents.cells import position as read_position
from armstrace.sources.incidents.parties import party_of, state_of
from armstrace.sources.incidents.weapons import weapon_of

COLUMNS: Mapping[str, str] = {
    "number": "your own number of the entry: each once",
    "date": "of the event, as precise as it is known: 2020-10-28, 2020-10, 2020-10-27/2020-10-28, 2020-10-04~",
    "reported": "the day of the report that tells of it; never the date of the event",
    "place": "where, as the source says it",
    "area": "what the place lies in",
    "state": "the state it lies in: ISO 3166-1 alpha-3 or a name, or empty",
    "lat": "degrees north (WGS84), or empty",
    "lon": "degrees east, or empty",
    "precision": "how near lat and lon come: exact, town, district, region, country, or empty for not known",
    "actor": "who used the weapon, as the source attributes it: a state's code, or empty where it leaves that open",
    "actor_printed": "the source's words for it, in short",
    "target": "whom or what it struck: a state's code, or empty",
    "target_printed": "the source's words for it, in short",
    "event_type": "a word of your own: cluster munition attack, shelling ...",
    "weapon": "an identity of armstrace, or empty",
    "weapon_printed": "the weapon as the source names it",
    "deaths_low": "the fewest deaths, a whole number, or empty",
    "deaths_best": "the best estimate of the deaths, or empty",
    "deaths_high": "the most deaths, or empty",
    "civilian_deaths": "how many of them were civilians, or empty",
    "origin": "who first told of it",
    "cited": "where you read it; several with | between them",
    "hedge": "the words that hedge it: appears to have been, reportedly ...",
    "denial": "who denied it, when, and how far",
    "text": "what happened, in your own words",
    "note": "anything else",
    "taken_from": "where an export of armstrace took the entry from; leave it empty",
}
"""Name of each column and what it holds."""

NEEDED = ("number", "date", "place", "origin")

_PLAIN = (
    "area", "actor_printed", "target_printed", "event_type", "weapon_printed", "origin", "hedge", "denial", "text",
    "note",
)  # fmt: skip


def said(row: Mapping[str, str], at: Sequence[float] | None = None) -> dict[str, Any]:
    """Give the fields of an incident from a row of a sheet; `at` is latitude and longitude where no cells have them.

    Raises:
        UnreadableValue: a cell does not hold what its column may.
    """
    cell = {name: row.get(name, "").strip() for name in COLUMNS}
    if not cell["number"]:
        raise UnreadableValue("The entry has no number.")
    state = _state(cell["state"])
    lat, lon = placed(at[0], at[1], state) if at else read_position(cell["lat"], cell["lon"], state)
    low, best, high = (deaths(cell[name]) for name in ("deaths_low", "deaths_best", "deaths_high"))
    low, best, high = bounds(low, best, high)
    return {
        **{name: cell[name] for name in _PLAIN},
        "number": cell["number"],
        "when": when(cell["date"]),
        "reported": when(cell["reported"]),
        "place_printed": cell["place"],
        "state": state,
        "lat": lat,
        "lon": lon,
        "precision": precision(cell["precision"]),
        "actor": _party(cell["actor"], "actor"),
        "target": _party(cell["target"], "target"),
        "weapon": weapon_of(cell["weapon"], cell["weapon_printed"]),
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
        "civilian_deaths": deaths(cell["civilian_deaths"]),
        "cited": cited([*cell["cited"].split("|"), cell["taken_from"]]),
    }


def _state(printed: str) -> str:
    code = state_of(printed) if printed else ""
    if printed and not code:
        raise UnreadableValue(f"No state is known under the name {printed[:60]!r}.")
    return code


def _party(printed: str, column: str) -> str:
    code = party_of(printed) if printed else ""
    if printed and not code:
        raise UnreadableValue(
            f"No party is known under the name {printed[:60]!r}: leave {column} empty and write it as {column}_printed."
        )
    return code
