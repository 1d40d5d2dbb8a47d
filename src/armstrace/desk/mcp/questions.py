"""The questions on registers, law and kept findings."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from armstrace.checks.breakdown import Breakdown, Line, breakdowns
from armstrace.desk.embargoes import also_named, embargo_rows, none_on_record, target_named
from armstrace.desk.mcp.answer import PAGE_ROWS, Answer, limits_of, paged, quoted
from armstrace.desk.mcp.room import Asked
from armstrace.desk.mcp.scope import ANSWERED, REFUSED
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.share import share_asked
from armstrace.desk.questions.words import day, state
from armstrace.desk.results import kept_of
from armstrace.desk.treaties import known_treaty, treaty_rows, without_table
from armstrace.desk.web.desk import Desk
from armstrace.desk.withheld import findings_shown
from armstrace.gazetteer.states import display
from armstrace.records.errors import CaseError
from armstrace.sources.registry import readers
from armstrace.tables.ask import literal, rerunnable

_SHARES = (
    "A share is of major arms, in TIV: a measure of volume, never a price; our calculation from SIPRI data.",
    "Small arms and ammunition are not in it.",
)
_TREATIES = (
    "A state that is not in a table is not shown to be bound or unbound by it; see as_of for the last day told of.",
)


def share(asked: Asked, recipient: str, supplier: str, span: str, by: str, page: int) -> Answer:
    """Take a state's imports or exports apart."""
    if bool(recipient) == bool(supplier):
        raise CaseError("Name either whose imports or whose exports are meant.", where="recipient, supplier")
    wanted = share_asked(Mistakes(), recipient=recipient, supplier=supplier, span=span, by=by)
    with asked.desk() as desk:
        found, left_out = breakdowns(desk.case.tables, wanted.part, wanted.side)
    rows = [_share_row(each, line, wanted.side) for each in found for line in each.lines]
    given, total, following = paged(rows, page)
    return Answer(
        question=wanted.title,
        figure={each.edition: round(each.total_tiv_m, 3) for each in found} or None,
        unit="million TIV in all, by edition; rows in percent" if found else "",
        rows=given,
        total=total,
        page=page,
        next_page=following,
        sql=[each.sql for each in found],
        limits=limits_of(_SHARES),
        notes=[quoted(each) for each in (*(note for one in found for note in one.notes), *left_out)]
        + ([] if found else ["No register here holds these figures."]),
    )


def _share_row(whole: Breakdown, line: Line, side: str) -> dict[str, Any]:
    told = {name: value for name, value in asdict(line).items() if name != "rows"} | {"number_of_rows": line.rows}
    total = {"edition": whole.edition, "total_tiv_m": whole.total_tiv_m, "estimate": whole.estimate}
    return {**total, "kind": side, **told}


def treaties(asked: Asked, who: str, treaty: str, on: str, page: int) -> Answer:
    """Say what a state had signed and joined on a day."""
    code, said, about = state(who, "state"), day(on, "on"), known_treaty(treaty)
    with asked.desk() as desk:
        rows = treaty_rows(desk.case, code, said, about)
    given, total, following = paged(rows, page)
    of_treaty = f" AND treaty = {literal(about)}" if about else ""
    return Answer(
        question=f"{display(code)}: treaties" + (f" on {on}" if on else " today"),
        rows=given,
        total=total,
        page=page,
        next_page=following,
        sql=[rerunnable(f"SELECT * FROM commitment WHERE state = {literal(code)}" + of_treaty)],
        limits=limits_of(_TREATIES),
        notes=[without_table(about)] if about and not rows else [],
    )


def embargoes(asked: Asked, who: str, supplier: str, on: str, page: int) -> Answer:
    """Say which embargoes are on a state or group."""
    said, of = day(on, "on"), state(supplier, "supplier") if supplier else ""
    with asked.desk() as desk:
        code = target_named(desk.case, who, "state")
        rows = embargo_rows(desk.case, code, said, of)
        groups = also_named(desk.case, code)
    given, total, following = paged(rows, page)
    notes: list[Any] = [] if rows else [none_on_record(code, said)]
    told = [f"{number} is on a group told of with that name: ask for {group!r} too." for group, number in groups]
    notes += map(quoted, told)
    return Answer(
        question=f"Arms embargoes on {display(code)}" + (f" that stood on {on}" if on else ""),
        rows=given,
        total=total,
        page=page,
        next_page=following,
        sql=[rerunnable(f"SELECT * FROM embargo WHERE target = {literal(code)}")],
        limits=limits_of(["The tables hold what was read and are not complete: nothing follows from a gap."]),
        notes=notes,
    )


def findings(asked: Asked, verdict: str, page: int) -> Answer:
    """Give the findings that the case keeps, as far as all they rest on may be seen."""
    with asked.desk() as desk:
        rows = [each for each in _kept(desk) if not verdict or each["verdict"] == verdict]
    given, total, following = paged(rows, page)
    return Answer(
        question="Findings kept in the case" + (f" with the verdict {verdict!r}" if verdict else ""),
        rows=given,
        total=total,
        page=page,
        next_page=following,
        sql=[str(each["sql"]) for each in rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS] if each["sql"]],
        limits=limits_of(*(each["limits"] for each in rows)),
        notes=["Claims were read by machine: check the words before you rely on them."],
    )


def _kept(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for exhibit in desk.case.exhibits():
        kept = kept_of(desk.case, exhibit)
        shown = findings_shown(desk.case, kept["findings"]) if kept else ()
        found += [finding_row(each) | {"document": exhibit.received_name} for each in shown]
    return found


def finding_row(told: Mapping[str, Any]) -> dict[str, Any]:
    """Give a finding as a row: its claim's words, verdict, figure, readings by edition, rows, SQL and limits."""
    return {
        "key": told["key"],
        "claim": told["claim"]["text"],
        "verdict": told["verdict"],
        "figure": told["figure"],
        "unit": told["unit"],
        "reason": told["reason"],
        "readings": [
            {name: each[name] for name in ("value", "low", "high", "estimate")} | {"edition": each["edition"]}
            for each in told["readings"]
        ],
        "slots": told["slots"],
        "records": list(told["records"])[:20],
        "number_of_rows": len(told["records"]),
        "method": told["method"],
        "sql": told["sql"],
        "limits": list(told["limits"]),
    }


def sources(asked: Asked, name: str, page: int) -> Answer:
    """Give what can be read and what it cannot show; without a name those of the case, with "all" every one."""
    with asked.desk() as desk:
        outcomes = (desk.case.outcome(exhibit) for exhibit in desk.case.exhibits())
        used = {each.reader.partition("@")[0] for each in outcomes if each}
    wanted = [each.SOURCE for each in readers().values() if _is_meant(each.SOURCE.name, name, used)]
    if not wanted:
        todo = 'Say "all" for every source, "" for those of the case.'
        raise CaseError(f"{name[:60]!r} is no source.", where="name", todo=todo)
    given, total, following = paged(({**asdict(each), "limits": list(each.limits)} for each in wanted), page)
    one = [each.limits for each in wanted] if len(wanted) == 1 else []
    return Answer(
        question="Sources" + (f" named {name}" if name else " of this case"),
        rows=given,
        total=total,
        page=page,
        next_page=following,
        limits=limits_of(*one),
    )


def _is_meant(known: str, name: str, used: set[str]) -> bool:
    return known in used if not name else name in {"all", known}


def scope(_asked: Asked) -> Answer:
    """Say what may be asked here, and what is not answered."""
    rows: list[dict[str, Any]] = [{"kind": "answered", "key": name, "told": told} for name, told in ANSWERED]
    rows += [{"kind": "refused", "told": told} for told in REFUSED]
    return Answer(question="What may be asked here", rows=rows, total=len(rows), limits=limits_of())
