"""The embargoes on a state, or requests for one, and how they stood on a day, from the shipped facts and any tables."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

from armstrace.chain.embargo_norms import addressed
from armstrace.checks.embargoes.wording import target_words
from armstrace.desk.intake import Case
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.states import code_of, display, state_names, states, suggest
from armstrace.records.decisions import Embargo, in_force
from armstrace.records.errors import CaseError
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


def target_named(case: Case, who: str, option: str = "STATE") -> str:
    """Read the state or group that an embargo is on: a state's code or name, or a target as a table names it.

    Raises:
        CaseError: neither; names that look alike are suggested.
    """
    known = who.upper() if who.upper() in states() else code_of(who)
    if known:
        return known
    targets = [str(row[0]) for row in case.tables.ask("SELECT DISTINCT target FROM embargo ORDER BY target")]
    found = [target for target in targets if fold_name(target) == fold_name(who)]
    if not found:
        alike = ", ".join([*suggest(who), *(target for target in targets if who.casefold() in target.casefold())])
        raise CaseError(
            f"{who!r} is no state that armstrace knows, and no embargo here is on a group of that name.",
            where=option,
            todo=f"Did you mean {alike}?" if alike else "Use an ISO code such as AZE, or a group's name as printed.",
        )
    return found[0]


def also_named(case: Case, target: str) -> list[tuple[str, str]]:
    """Give the groups told of with a state's name that embargoes are on: each name to ask for, and the number."""
    rows = case.tables.ask("SELECT DISTINCT target, number, target_printed FROM embargo ORDER BY ALL")
    names = [re.escape(each.name) for each in state_names() if each.code == target]
    if not names:
        return []
    told = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")
    return [
        (group, number)
        for group, number, printed in rows
        if group != target and (group not in states() or not states()[group].iso2) and told.search(f"{group} {printed}")
    ]


def none_on_record(target: str, on: date | None, *, only_itself: bool = False) -> str:
    """Say that no embargo is on record here, and that this is no proof that there was none.

    `only_itself` says so of the state, where a group on its territory is under one.
    """
    when = f" that stood on {on.isoformat()}" if on else ""
    itself = " itself" * only_itself
    told = f"No embargo on {display(target)}{itself}{when} is in the tables here."
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
