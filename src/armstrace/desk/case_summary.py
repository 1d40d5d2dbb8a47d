"""What `armstrace case show` tells."""

import os
from typing import Any

from armstrace.desk.case import Case, describe
from armstrace.desk.collecting.minimum import Collection, collections_of
from armstrace.desk.intake import ReadOutcome
from armstrace.desk.judgements.claims import counts, standing
from armstrace.records.values import When

_EDITIONS = (
    "SELECT label, any_value(generated_earliest), any_value(generated_latest), any_value(covers_printed), "
    "any_value(as_of_earliest), any_value(as_of_latest), any_value(assumptions), count(DISTINCT exhibit) "
    "FROM edition GROUP BY label ORDER BY label"
)


def summary(case: Case) -> dict[str, Any]:
    """Gather a case's description, exhibits, editions, judged claims and settings, the latter with their origin."""
    told = describe(case.root)
    outcomes = list(case.read_all())
    collected = {each.exhibit: each for each in collections_of(case)}
    said_by = "ARMSTRACE_BY" if os.environ.get("ARMSTRACE_BY") else "local/person, made for this case"
    return {
        **{name: told.get(name, "") for name in ("title", "question", "parties", "period")},
        "folder": str(case.root),
        "by": case.by,
        "exhibits": [_exhibit(outcome, collected.get(outcome.exhibit.sha256)) for outcome in outcomes],
        "editions": [_edition(*row) for row in case.tables.ask(_EDITIONS)],
        "claims": counts(standing(case)),
        "settings": [
            {"setting": "by", "value": case.by, "from": said_by},
            *({"setting": name, "value": str(value), "from": "case.toml"} for name, value in told.items()),
        ],
    }


def _exhibit(outcome: ReadOutcome, collected: Collection | None) -> dict[str, Any]:
    exhibit = outcome.exhibit
    return {
        "sha256": exhibit.sha256,
        "received_name": exhibit.received_name,
        "received_at": exhibit.received_at,
        "received_by": exhibit.received_by,
        "reader": outcome.reader if not outcome.refused else "",
        "refused": outcome.refused,
        "rows": sum(part.rows for part in outcome.rows if part.kind != "set_aside"),
        "set_aside": outcome.set_aside,
        "collected": collected.short if collected else "",
        "collection": collected.as_json() if collected else None,
    }


def _edition(label: str, *parts: Any) -> dict[str, Any]:
    made_first, made_last, covers, known_first, known_last, assumed, exhibits = parts
    return {
        "edition": label,
        "generated": _day(made_first, made_last),
        "covers": covers or "",
        "as_of": _day(known_first, known_last),
        "assumed": assumed or "",
        "exhibits": exhibits,
    }


def _day(earliest: Any, latest: Any) -> str:
    return When(earliest, latest).edtf if earliest or latest else ""
