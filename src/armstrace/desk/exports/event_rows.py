"""Events as rows: every value told of each slot side by side, with who tells it; none is chosen."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from armstrace.desk.exports.chosen import Chosen
from armstrace.desk.exports.staged import Leaves
from armstrace.desk.incidents.documents import accepted_incidents
from armstrace.desk.incidents.groups import told as event_told
from armstrace.desk.incidents.kept_events import kept_events
from armstrace.records.events import Event, Slot
from armstrace.records.judgements import KIND as CLAIM
from armstrace.records.kinds import Incident
from armstrace.tables.schema import gather

_TEXTS = pa.list_(pa.string())
SLOTS = ("date", "place", "weapon", "actor", "target", "deaths")
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("incidents", _TEXTS),
        *((name, _TEXTS) for name in SLOTS),
        ("origins", _TEXTS),
        ("corroborated", pa.bool_()),
        ("denials", _TEXTS),
        ("reasons", _TEXTS),
        ("method", pa.string()),
        ("kept_back", pa.string()),
    ]
)
_ROWS = 256
STAYED = "it rests on an incident of an exhibit that did not leave; only its key and those of its incidents do"


def rows_of(leaves: Leaves, chosen: Chosen) -> Iterator[list[dict[str, Any]]]:
    """Give the events asked for that several incidents tell of; one that only one tells of is that incident."""
    kept = kept_events(leaves.case)
    every = [each for each in kept.all() if len(each.inputs) > 1] if kept else []
    if Event.KIND not in chosen.whole:
        wanted = chosen.keys.get(Event.KIND, frozenset())
        every = [each for each in every if each.key in wanted]
    told_by_documents = {}
    if any(key.startswith(f"{CLAIM}:") for each in every for key in each.inputs):
        told_by_documents = {each.key: each for each in accepted_incidents(leaves.case)}
    for start in range(0, len(every), _ROWS):
        some = every[start : start + _ROWS]
        keys = dict.fromkeys(key for each in some for key in each.inputs)
        rows = leaves.case.tables.rows(Incident.KIND, list(keys))
        known = {**told_by_documents, **{str(row["key"]): gather(Incident.KIND, row) for row in rows}}
        yield [_row(leaves, each, known) for each in some]


def _row(leaves: Leaves, event: Event, known: dict[str, Incident]) -> dict[str, Any]:
    bare = {"key": event.key, "incidents": list(event.inputs), "method": event.method}
    about = [known[key] for key in event.inputs if key in known]
    leavers = [leaves.doors.of(Incident.KIND, each.exhibit) for each in about]
    staying = next((each for each in leavers if not each.leaves), None)
    if staying is not None or len(about) < len(event.inputs):
        if staying is not None:
            leaves.tally.stay(staying, Event.KIND, 1, STAYED)
        return {**bare, "kept_back": STAYED}
    for each in {each.exhibit for each in about}:
        leaves.tally.leave(each, Event.KIND, 1)
    said = {
        **{name: _slot(event.slot(name)) for name in SLOTS},
        "origins": [each.name for each in event.origins if each.counts],
        "denials": [f"{who}: {words}" for who, words in event.denials],
        "reasons": event_told(event)["reasons"],
    }
    return {**bare, **leaves.exporter.words(said, about), "corroborated": event.corroborated, "kept_back": None}


def _slot(slot: Slot) -> list[str]:
    """Write each value told of a slot with its bounds, hedges and origins."""
    said = []
    for told in slot.values:
        bounds = f" ({told.low} to {told.high})" if told.low is not None and told.low != told.high else ""
        hedges = f", hedged: {'; '.join(told.hedges)}" if told.hedges else ""
        said.append(f"{told.value}{bounds}{hedges} [{', '.join(told.origins)}]")
    return said
