"""The embargoes on a state, or requests for one, and how they stood on a day, from the shipped facts and any tables."""

import json
from datetime import UTC, date, datetime
from typing import Any

from armstrace.chain.embargo_norms import addressed, in_force, target_words
from armstrace.desk.intake import Case
from armstrace.gazetteer.states import display
from armstrace.records.decisions import Embargo
from armstrace.tables.ask import literal


def embargoes_on(case: Case, target: str) -> list[Embargo]:
    """Give every embargo on record on a state or group, in the order of its first day."""
    return case.tables.records(
        Embargo, f"WHERE target = {literal(target)} ORDER BY begins_earliest NULLS LAST, number, key"
    )


def embargo_rows(case: Case, target: str, on: date | None, supplier: str) -> list[dict[str, Any]]:
    """Give one row per embargo and table; with a day only those that stood, or may have stood, on it.

    Without a day all are given and told as of today. `supplier` is a state's code, or "" for none: then the row says
    whether the embargo was addressed to it on the day.
    """
    day = on or datetime.now(UTC).date()
    found = [(each, in_force(each, day)) for each in embargoes_on(case, target)]
    return [_row(each, stood, day, supplier) for each, stood in found if on is None or stood is not False]


def none_on_record(target: str, on: date | None) -> str:
    """Say that no embargo is on record here, and that this is no proof that there was none."""
    when = f" that stood on {on.isoformat()}" if on else ""
    told = f"No embargo on {display(target)}{when} is in the tables here."
    return f"{told} They hold those that were read, and are not complete: nothing follows from a gap."


def _row(embargo: Embargo, stood: bool | None, day: date, supplier: str) -> dict[str, Any]:
    to_it = addressed(embargo, supplier, day) if supplier else None
    return {
        "number": embargo.number,
        "target": embargo.target,
        "named": target_words(embargo),
        "imposed_by": embargo.imposed_by,
        "instrument": embargo.instrument,
        "force": embargo.force,
        "binds": embargo.binds,
        "bound": json.loads(embargo.bound) if embargo.bound else [],
        "begins": embargo.begins.edtf if embargo.begins else None,
        "ends": embargo.ends.edtf if embargo.ends else None,
        "on": day.isoformat(),
        "stands": _stands(embargo, stood, day),
        "supplier": supplier,
        "addressed": {True: "yes", False: "no", None: "not known"}[to_it] if supplier else "",
        "scope": embargo.scope,
        "status": embargo.status,
        "disputed": embargo.disputed,
        "source": embargo.source,
        "note": embargo.note,
        "key": embargo.key,
    }


def _stands(embargo: Embargo, stood: bool | None, day: date) -> str:
    if stood:
        return "stands, disputed" if embargo.disputed else "stands"
    if stood is None:
        return "cannot tell"
    return "not yet" if embargo.begins and embargo.begins.by(day) is False else "ended"
