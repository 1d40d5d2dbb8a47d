"""Incidents of weapon use as their sources tell them, and the events they tell of; as they may leave the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from armstrace.desk.incidents.drawings import map_of, timeline_of
from armstrace.desk.incidents.export import Exporter, as_json
from armstrace.desk.incidents.find import Found, find, laid_out
from armstrace.desk.incidents.groups import events_in, judgements_told
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import FLAG, NUMBER, TEXT, TEXTS, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing
from armstrace.desk.python.held import Held
from armstrace.desk.questions.incidents import wanted_of

_INCIDENTS = Sheet(
    {
        "key": TEXT, "when": TEXT, "place_printed": TEXT, "area": TEXT, "state": TEXT, "lat": NUMBER, "lon": NUMBER,
        "precision": TEXT, "km_low": NUMBER, "km_high": NUMBER, "actor": TEXT, "actor_printed": TEXT, "target": TEXT,
        "target_printed": TEXT, "event_type": TEXT, "weapon": TEXT, "weapon_printed": TEXT, "deaths_low": WHOLE,
        "deaths_best": WHOLE, "deaths_high": WHOLE, "civilian_deaths": WHOLE, "register": TEXT, "origin": TEXT,
        "cited": TEXTS, "reported": TEXT, "hedge": TEXT, "denial": TEXT, "text": TEXT, "note": TEXT, "sure": FLAG,
        "changed": TEXTS, "exhibit": TEXT, "place": TEXT,
    },
    ("when", "place_printed", "weapon_printed", "actor_printed", "deaths_best", "origin", "sure", "key"),
)  # fmt: skip
_EVENTS = Sheet(
    {
        "key": TEXT, "incidents": TEXTS, "origins": TEXTS, "reasons": TEXTS, "nearly": TEXTS, "corroborated": TEXTS,
        "disputed": TEXTS, "denials": TEXT, "method": TEXT,
    },
    ("key", "incidents", "origins", "corroborated", "disputed"),
)  # fmt: skip
_SILENT = "What is not listed was not recorded by these registers."


class IncidentsAsked(TypedDict, total=False):
    """What incidents are asked for; what is not said asks nothing.

    `near` is a place's name or "latitude,longitude", `km` how far around it, `box` "south,west,north,east", `first`
    and `last` days, `weapon` a weapon or words of its name, `actor` to whom the source attributes it.
    """

    near: str
    km: float
    box: str
    first: str
    last: str
    weapon: str
    actor: str


class Events(Answer):
    """The events that several of the incidents found tell of; a row per event."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Incidents(Answer):
    """Incidents found, in the order of time: a row each, with the hedge and the denial that its source tells.

    Coordinates of the last twelve months are rounded to 0.1 degree, unless somebody signed that exact ones may leave.
    """

    events: Events = field(repr=False)
    found: Found = field(repr=False)
    exporter: Exporter = field(repr=False)

    def plot(self) -> Drawing:
        """Draw a map of them."""
        return Drawing(map_of(self.found, self.exporter))

    def timeline(self) -> Drawing:
        """Draw them in time."""
        return Drawing(timeline_of(self.found, self.exporter))


def incidents_in(held: Held, asked: IncidentsAsked) -> Incidents:
    """Find incidents, and the events they are in."""
    named: Mapping[str, Any] = asked
    said = {name: str(named.get(name, "")) for name in ("near", "box", "first", "last", "weapon", "actor")}
    with held.at_work() as case:
        with laid_out(case) as placed:
            found = find(placed, wanted_of(placed, said, asked.get("km", 10.0)))
        together = events_in(case, found)
        exporter, judgements = Exporter(case), judgements_told(case)
        told = plain(as_json(found, exporter, together, judgements))
    limits = dict.fromkeys(limit for each in told["limits"].values() for limit in each)
    may = "A row that is not sure may fit the question: its day or place is not known closely enough to tell."
    return Incidents(
        title=f"Incidents: {found.wanted.said}",
        rows=_INCIDENTS.rows(map(_row, told["incidents"])),
        sheet=_INCIDENTS,
        told=told,
        remarks=(
            *told["remarks"],
            *_withheld(told["withheld"]),
            *((may,) if any(not each.sure for each in found.seen) else ()),
            _SILENT,
            *limits,
            *held.remarks,
        ),
        events=Events(
            title=f"Events that several of them tell of: {found.wanted.said}",
            rows=_EVENTS.rows(told["events"]),
            sheet=_EVENTS,
            told=told["events"],
            remarks=tuple(together.remarks),
        ),
        found=found,
        exporter=exporter,
    )


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    low, high = told.get("distance_km") or (None, None)
    return {**told, "km_low": low, "km_high": high}


def _withheld(rows: Sequence[Any]) -> tuple[str, ...]:
    said = f"{len(rows):,} more are known by their keys alone: their source forbids handing its rows on."
    return (said,) if rows else ()
