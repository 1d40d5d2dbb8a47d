"""The steps that every walk back ends with: a record, its words in the original, the exhibit; as they may leave."""

from collections.abc import Mapping
from typing import Any

from armstrace.desk.incidents.export import Exporter
from armstrace.desk.intake import Case
from armstrace.desk.why.original import printed_at
from armstrace.records.errors import ArmstraceError
from armstrace.records.exhibits import Exhibit

Step = dict[str, Any]

BELOW, BESIDE = "below", "values"
"""A step's own steps, and rows of a table that stand side by side in it."""

_LEFT_OUT = {"runs", "boxes"}


def record_steps(case: Case, record: Mapping[str, Any], exporter: Exporter | None = None) -> list[Step]:
    """Give a record and what is printed of it in the original.

    With an exporter an incident is told as far as it may leave the case, and its original only where all of it may.
    """
    told = exporter.stored(str(record["key"]).partition(":")[0], record) if exporter else record
    exhibit = case.exhibit(str(record["exhibit"]))
    original = original_step(case, exhibit, str(record["place"]), whole=told is record)
    return [_record(told), original]


def original_step(case: Case, exhibit: Exhibit, place: str, *, whole: bool = True) -> Step:
    """Give what is printed at a place; not `whole` is what may not leave as it stands there."""
    try:
        printed = printed_at(case, exhibit, place) if whole else "kept in the case"
    except ArmstraceError as error:
        printed = f"cannot be read again: {error.what}"
    return {"what": "in the original", "exhibit": exhibit.short, "place": place, "printed": printed}


def exhibit_step(exhibit: Exhibit) -> Step:
    """Give what is known of an exhibit."""
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


def _record(record: Mapping[str, Any]) -> Step:
    values = {name: str(value) for name, value in record.items() if value not in (None, "") and name not in _LEFT_OUT}
    return {"what": f"record {values.pop('key')}", **values}
