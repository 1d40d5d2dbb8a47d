"""Walking a key back to the bytes."""

from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.original import printed_at
from armstrace.desk.results import kept_finding
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Passage
from armstrace.records.passages import original_place
from armstrace.tables.ask import literal
from armstrace.tables.schema import KINDS

Step = dict[str, Any]
_SHOWN = 25


def trace(case: Case, key: str) -> list[Step]:
    """Give the steps from a finding over its records, or from a record, to the exhibit and the words in it.

    Raises:
        CaseError: nothing in the case has this key.
    """
    kind = key.partition(":")[0]
    if kind == "finding":
        return _finding(case, key)
    if kind in KINDS and ":" in key:
        record = case.tables.row(key)
        if record is None:
            raise CaseError(
                "No record of this case has that key.", where=key, todo="`armstrace read --json` lists all records."
            )
        exhibit = case.exhibit(str(record["exhibit"]))
        return [_record(record), _original(case, exhibit, str(record["place"])), _exhibit(exhibit)]
    return [_exhibit(case.exhibit(key))]


def _finding(case: Case, key: str) -> list[Step]:
    found = kept_finding(case, key)
    if found is None:
        raise CaseError(
            "No finding of this case has that key.",
            where=key,
            todo="`armstrace check ARTICLE --json` in the case gives the keys of its findings.",
        )
    records = found["records"]
    steps: list[Step] = [
        {
            "what": f"finding: {found['verdict'].replace('_', ' ')}",
            "claim": found["claim"]["text"],
            "figure": found["figure"],
            "unit": found["unit"],
            "method": found["method"],
            "reason": found["reason"],
            "sql": found["sql"],
            "records": f"{len(records)}" + (f", the first {_SHOWN} below" if len(records) > _SHOWN else ""),
        },
        *_claimed(case, found),
    ]
    return steps + [step for each in records[:_SHOWN] for step in _of_record(case, each)]


def _claimed(case: Case, found: dict[str, Any]) -> list[Step]:
    """Lead a claim back to the words in the document's own bytes."""
    document, claim = case.exhibit(found["document"]["sha256"]), found["claim"]
    passages = case.tables.records(Passage, f"WHERE exhibit = {literal(document.sha256)} ORDER BY start")
    try:
        places = [str(place) for place in original_place(passages, claim["start"], claim["end"])]
    except ArmstraceError:
        places = []
    words = [{**_original(case, document, place), "what": "claimed in the original"} for place in places]
    return [*words, _exhibit(document)]


def _of_record(case: Case, key: str) -> list[Step]:
    record = case.tables.row(key)
    if record is None:
        return [{"what": f"record {key}", "missing": "it is not in the tables; run `armstrace read`"}]
    return [_record(record), _original(case, case.exhibit(str(record["exhibit"])), str(record["place"]))]


def _record(record: dict[str, Any]) -> Step:
    values = {
        name: str(value) for name, value in record.items() if value not in (None, "") and name not in {"runs", "boxes"}
    }
    return {"what": f"record {values.pop('key')}", **values}


def _original(case: Case, exhibit: Exhibit, place: str) -> Step:
    try:
        printed = printed_at(case, exhibit, place)
    except ArmstraceError as error:
        printed = f"cannot be read again: {error.what}"
    return {"what": "in the original", "exhibit": exhibit.short, "place": place, "printed": printed}


def _exhibit(exhibit: Exhibit) -> Step:
    return {
        "what": f"exhibit {exhibit.sha256}",
        "received as": exhibit.received_name,
        "received at": exhibit.received_at,
        "received by": exhibit.received_by,
        "size": exhibit.size,
        "type": exhibit.media_type,
        "file": str(exhibit.path),
        "licence": exhibit.licence,
        "treaty": exhibit.treaty,
        "edition": exhibit.edition,
    }
