"""Everybody's share: what each supplier or recipient makes up of a total, edition by edition. No check of its own."""

from dataclasses import dataclass
from datetime import date

from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.tiv_share import EVEN_SPLIT
from armstrace.checks.volumes import by_party, missing_suppliers, missing_words, party_sql
from armstrace.gazetteer.states import display
from armstrace.tables.ask import Tables, rerunnable


@dataclass(frozen=True, slots=True)
class Line:
    """One party's part of a total: `tiv_m` with bounds in millions of TIV, `percent` of the total, `rows` counted."""

    code: str
    name: str
    tiv_m: float
    low: float
    high: float
    percent: float
    rows: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One edition's total by party, the largest first; `notes` say what the figures rest on, `sql` gives them again."""

    edition: str
    estimate: bool
    total_tiv_m: float
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    sql: str


def breakdowns(tables: Tables, part: Slice, side: str, near: date | None = None) -> tuple[list[Breakdown], list[str]]:
    """Take a total apart by `side` ("supplier" or "recipient") in every edition that covers the years.

    Gives the breakdowns, and a sentence for each edition that was left out.
    """
    found, left_out = [], []
    for edition in editions(tables, near):
        sql = party_sql(edition, part, side)
        if not edition.covers(part.first, part.last):
            left_out.append(edition.coverage)
        elif sql is None:
            left_out.append(edition.no_parts)
        else:
            found.append(_breakdown(tables, edition, part, side, sql))
    return found, left_out


def _breakdown(tables: Tables, edition: RegisterEdition, part: Slice, side: str, sql: str) -> Breakdown:
    volumes = by_party(tables, edition, part, side)
    total = sum(each.value for each in volumes)
    lines = tuple(
        Line(
            code=each.code,
            name=display(each.code),
            tiv_m=each.value,
            low=each.low,
            high=each.high,
            percent=100 * each.value / total if total else 0.0,
            rows=each.rows,
        )
        for each in volumes
    )
    missing = missing_suppliers(tables, edition, part, side)
    notes = [f"{missing_words(missing)}: shares are upper bounds."] if missing else []
    notes += [EVEN_SPLIT] if edition.estimate else []
    return Breakdown(edition.label, edition.estimate or bool(missing), total, lines, tuple(notes), rerunnable(sql))
