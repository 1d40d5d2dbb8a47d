"""Who tells what a record of any kind says, for counting origins."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from armstrace.chain.model import Placement
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say
from armstrace.events.sightings import cited_items, exhibits
from armstrace.events.tellers import (
    ORGANISATION,
    STATE,
    UNTOLD,
    Teller,
    Telling,
    of_incident,
    of_register,
    of_transfer,
    teller,
    tellers_of,
)
from armstrace.gazetteer.states import display
from armstrace.records.decisions import Decision
from armstrace.records.findings import Finding
from armstrace.records.kinds import Flow, Incident, Remnant, Transfer
from armstrace.records.supply import Licence, Report, Supply

_OF_A_STATE = frozenset({"government", "parliament"})


def telling_of(scope: Scope, placed: Placement) -> Telling:
    """Say who tells what was placed: the record's own origins, or for a figure those of the rows behind it."""
    record = scope.records.get(placed.key)
    if record is None:
        return Telling(placed.key, (Teller(placed.key, placed.key, UNTOLD),), frozenset(), frozenset(), "")
    if isinstance(record, Finding):
        return _of_finding(scope, record, placed.records)
    return of_record(record)


def of_record(record: Any) -> Telling:
    """Say who tells a record."""
    if isinstance(record, Incident):
        return of_incident(record)
    if isinstance(record, Transfer):
        return of_transfer(record)
    cited = cited_items(record.cited) if isinstance(record, Supply) else frozenset()
    shown = exhibits(cited)
    return Telling(record.key, tuple(_tellers(record)), shown, cited - shown, "")


def of_origin(key: str, origin: str) -> Telling:
    """Say who tells an exhibit, as the person who placed it named its origin."""
    return Telling(key, tellers_of(origin, key), frozenset(), frozenset(), "")


def merged(key: str, found: Iterable[Telling]) -> Telling:
    """Take several tellings as one thing's."""
    parts = list(found)
    tellers = {each.name: each for part in parts for each in part.tellers}
    return Telling(
        key,
        tuple(tellers.values()),
        frozenset().union(*(part.exhibits for part in parts)),
        frozenset().union(*(part.cited for part in parts)),
        "",
    )


def _of_finding(scope: Scope, finding: Finding, records: Sequence[str]) -> Telling:
    """A figure is told by whoever tells its rows, a text's own words by whom the text names for them."""
    rows = [scope.records[key] for key in records if key in scope.records]
    if rows:
        return merged(finding.key, map(of_record, rows))
    kinds = {key.partition(":")[0] for key in finding.records}
    if kinds and kinds <= {"transfer", "flow"}:
        return Telling(finding.key, (of_register("sipri"),), frozenset(), frozenset(), "")
    source = str(getattr(finding.claim, "source", None) or "")
    named = (teller(source),) if source else (Teller(finding.key, say("text checked"), UNTOLD),)
    return Telling(finding.key, named, frozenset(), frozenset(), "")


def _tellers(record: Any) -> Iterable[Teller]:
    if isinstance(record, Flow):
        return (of_register(record.register),)
    if isinstance(record, Report):
        name = record.reporter_printed or display(record.reporter)
        return (Teller(f"state:{record.reporter}", name, STATE, record.reporter),)
    if isinstance(record, Decision):
        return (_of_body(record),)
    if isinstance(record, Remnant):
        return tellers_of(record.identified_by, record.key)
    if isinstance(record, Licence):
        return tellers_of(record.origin or record.source, record.register)
    if isinstance(record, Supply):
        return tellers_of(record.origin, record.register, cited_items(record.cited))
    return (Teller(record.key, record.key, UNTOLD),)


def _of_body(decision: Decision) -> Teller:
    if decision.state and decision.body_kind in _OF_A_STATE:
        return Teller(f"state:{decision.state}", decision.body, STATE, decision.state)
    found = teller(decision.body)
    return Teller(found.name, decision.body, ORGANISATION) if found.party else found


def cited_list(words: str) -> list[Any]:
    """Read a JSON list kept in a record, empty where there is none."""
    return list(json.loads(words)) if words.startswith("[") else []
