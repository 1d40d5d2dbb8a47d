"""One incident or event: what is told of it, who tells it, who denies it, and what a person may say of its group."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from armstrace.desk.incidents.groups import judged
from armstrace.desk.incidents.looked_up import groups_of
from armstrace.desk.incidents.standing import ACTS, WITHDRAW
from armstrace.desk.judgements.incidents import merge, split, withdraw
from armstrace.desk.search.entries import CLAIM
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import Conflict, NotThere
from armstrace.desk.web.views.events import EventJudged, EventView, event_view, judgements
from armstrace.desk.web.views.incidents import IncidentRow, all_incidents, exporter_of, grouped, rows_of
from armstrace.desk.web.views.leading import of_document, of_exhibit, of_key
from armstrace.gazetteer.states import display
from armstrace.records.errors import CaseError
from armstrace.records.events import Event
from armstrace.records.kinds import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAsked:
    """Which incident or event, by its key."""

    key: str = told(longest=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeAsked:
    """That an incident or event and others are one: their keys, the reason, the ledger's last line when it was seen."""

    key: str = told(longest=120)
    other: tuple[str, ...] = field(metadata={"longest": 120})
    why: str = told(longest=2000)
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitAsked:
    """That some incidents (`apart`) are none with the others of an event: their keys, the reason, the line as above."""

    key: str = told(longest=120)
    apart: tuple[str, ...] = field(metadata={"longest": 120})
    why: str = told(longest=2000)
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAsked:
    """That a judgement on incidents is taken back: its number, the reason, the line as above."""

    key: str = told(longest=120)
    number: int
    why: str = told(longest=2000)
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """A judgement as it was signed or taken back, and the key of the event as it is now.

    `against` are the numbers of earlier judgements that this one stands against.
    """

    number: int
    did: str
    event: str
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentFact:
    """One thing that the source says of an incident, by its name."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident (`row` and `facts`), or an event (`row` is None), as it may leave; `event` is what it is part of.

    `why` leads to the bytes, `source` to the exhibit of an incident; `seen` is the number of the ledger's last line.
    """

    key: str
    title: str
    row: IncidentRow | None
    facts: tuple[IncidentFact, ...]
    cited: tuple[str, ...]
    event: EventView | None
    judgements: tuple[EventJudged, ...]
    why: str
    source: str
    seen: int


def incident_page(desk: Desk, asked: IncidentAsked) -> IncidentPage:
    """Show one incident or event with all that is told of it, and its way to the bytes."""
    incident = all_incidents(desk).these([asked.key]).get(asked.key)
    event_key = _event_of(desk, asked.key)
    found = grouped(desk).events([event_key])
    if incident is None and not found:
        raise _missing(asked.key)
    event = event_view(desk, found[0]) if found else None
    about = found[0].inputs if found else (asked.key,)
    left = exporter_of(desk).leaving(incident) if incident else None
    row = rows_of(desk, [incident])[0] if incident else None
    return IncidentPage(
        key=asked.key,
        title=_title(row) if row else event.name if event else "",
        row=row,
        facts=_facts(left.incident) if left and not left.withheld else (),
        cited=tuple(json.loads(left.incident.cited)) if left and left.incident.cited else (),
        event=event,
        judgements=judgements(desk, about),
        why=_way(incident) if incident else of_key(asked.key),
        source=of_exhibit(incident.exhibit) if incident else "",
        seen=desk.head.count,
    )


def merge_incidents(desk: Desk, asked: MergeAsked) -> Regrouped:
    """Sign that incidents or events are one."""
    mine = _members(desk, asked.key, asked.seen)
    others = tuple(each for key in asked.other if key.strip() for each in _members(desk, key.strip(), asked.seen))
    with desk.unchanged(mine[0], asked.seen, *mine, *others):
        before = {each.number for each in judged(desk.case).overridden}
        made = merge(desk.case, mine, others, asked.why.strip())
        return _now(desk, mine, made.number, "merge", before)


def split_incidents(desk: Desk, asked: SplitAsked) -> Regrouped:
    """Sign that some incidents of an event are none with the others."""
    mine = _members(desk, _event_of(desk, asked.key), asked.seen)
    apart = tuple(key for key in mine if key in asked.apart)
    rest = tuple(key for key in mine if key not in asked.apart)
    with desk.unchanged(mine[0], asked.seen, *mine):
        if not apart or not rest:
            todo = "Choose some of the incidents, not all."
            raise CaseError("Nothing is parted from the rest by this.", where="apart", todo=todo)
        before = {each.number for each in judged(desk.case).overridden}
        made = split(desk.case, apart, rest, asked.why.strip())
        return _now(desk, rest, made.number, "split", before)


def undo_judgement(desk: Desk, asked: UndoAsked) -> Regrouped:
    """Sign that a judgement on incidents is taken back."""
    mine = _members(desk, asked.key, asked.seen)
    if not asked.why.strip():
        raise CaseError("A judgement needs its reason.", where="why", todo="Say why in a few words.")
    with desk.unchanged(mine[0], asked.seen, *mine):
        if asked.number not in {each.number for each in judgements(desk, mine)}:
            raise Conflict(
                "No judgement of that number stands on these incidents.", where=asked.key, todo="Open it again."
            )
        withdraw(desk.case, asked.number, asked.why.strip())
        return _now(desk, mine, asked.number, "undo", set())


def _now(desk: Desk, about: Sequence[str], number: int, did: str, before: set[int]) -> Regrouped:
    """Say what the event of the incidents is under the judgements as they stand now."""
    event = groups_of(desk.case).event_of([about[0]]).get(about[0], about[0])
    against = tuple(each.number for each in judged(desk.case).overridden if each.number not in before)
    return Regrouped(number=number, did=did, event=event, against=against if did != "undo" else ())


def _members(desk: Desk, key: str, seen: int) -> tuple[str, ...]:
    """Give the incidents that a key of an incident or event stands for; no others than this person may see.

    Raises:
        Conflict: incidents were judged since line `seen`, and no event is grouped so any more.
        NotThere: nothing has that key.
    """
    event = grouped(desk).inputs_of([key])
    if key in event:
        return event[key]
    if key in all_incidents(desk).these([key]):
        return (key,)
    since = [line for line in desk.lines()[seen:] if line.act in ACTS or line.act == WITHDRAW]
    if since and key.startswith(f"{Event.KIND}:"):
        said = "; ".join(f"{line.act} by {line.by} at {line.at} (line {line.seq})" for line in since)
        raise Conflict(f"Incidents were judged in between: {said}.", where=key[:100], todo="Look at the list again.")
    raise _missing(key)


def _event_of(desk: Desk, key: str) -> str:
    return grouped(desk).event_of([key]).get(key, key)


def _missing(key: str) -> NotThere:
    return NotThere("No incident or event of this case has that key.", where=key[:100], todo="Look at the list again.")


def _title(row: IncidentRow) -> str:
    return f"{row.when}, {row.where}"


def _way(incident: Incident) -> str:
    if incident.key.partition(":")[0] == CLAIM:
        return of_document(incident.exhibit, incident.item)
    return of_key(incident.key)


def _facts(told: Incident) -> tuple[IncidentFact, ...]:
    said = {
        "number": told.number,
        "register": f"{told.register} {told.edition}".strip(),
        "reported": told.reported.edtf if told.reported else "",
        "state": display(told.state) if told.state else "",
        "coordinates": f"{told.lat:g}, {told.lon:g}" if told.lat is not None and told.lon is not None else "",
        "actor, as printed": told.actor_printed,
        "target": told.target_printed or (display(told.target) if told.target else ""),
        "kind": told.event_type,
        "civilian deaths": "" if told.civilian_deaths is None else str(told.civilian_deaths),
        "hedge": told.hedge,
        "words": told.text,
        "note": told.note,
        "denial": told.denial,
    }
    return tuple(IncidentFact(name, value) for name, value in said.items() if value)
