"""Who supplied what to whom, by party, designation or category and by year, with the rows behind every figure.

Our calculation from SIPRI data, in millions of trend-indicator values, which measure volume and are no price.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from armstrace.checks.editions import RegisterEdition, Slice
from armstrace.checks.tiv_share import EVEN_SPLIT
from armstrace.checks.volumes import missing_suppliers, missing_words, rows_sql
from armstrace.gazetteer.states import display
from armstrace.tables.ask import Tables, literal, rerunnable


class By(StrEnum):
    """What a total is taken apart by."""

    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    DESIGNATION = "designation"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows, and what they are taken apart by; `designation` is a part of a weapon's name, "" for all."""

    part: Slice
    by: By
    designation: str = ""


@dataclass(frozen=True, slots=True)
class YearCell:
    """One group's volume of one year, in millions of TIV, from so many rows; `key` is that of a single row, else ""."""

    year: int
    tiv_m: float
    rows: int
    key: str


@dataclass(frozen=True, slots=True)
class Group:
    """One party, designation or category: its volume with bounds, its part of the total, its years."""

    code: str
    name: str
    tiv_m: float
    low: float
    high: float
    percent: float
    rows: int
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One edition's total taken apart, the largest first; `years` are the sums of all, `sql` gives them again."""

    edition: str
    estimate: bool
    total_tiv_m: float
    groups: tuple[Group, ...]
    years: tuple[YearCell, ...]
    notes: tuple[str, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One row behind a figure: `tiv_m` is what it adds to the year; `printed` what the register prints."""

    key: str
    exhibit: str
    place: str
    supplier: str
    recipient: str
    designation: str
    description: str
    number: str
    year: int
    tiv_m: float
    printed: str
    comment: str


def portfolio(tables: Tables, edition: RegisterEdition, wanted: Wanted) -> Portfolio | None:
    """Take an edition's total apart; None where it holds no figures of that grain."""
    cells = _cells_sql(edition, wanted)
    if cells is None:
        return None
    sql = (
        f"SELECT {wanted.by}, year, sum(tiv_m) AS tiv_m, sum(low) AS low, sum(high) AS high, count(*) AS row_count,\n"
        f"  min(key) AS one_key\nFROM ({cells})\nGROUP BY {wanted.by}, year ORDER BY {wanted.by}, year"
    )
    found: dict[str, list[tuple[int, float, float, float, int, str]]] = {}
    for code, *cell in tables.ask(sql):
        found.setdefault(str(code), []).append((cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]))
    total = sum(cell[1] for group in found.values() for cell in group)
    groups = [_group(code, some, total, wanted.by) for code, some in found.items()]
    kept = sorted((each for each in groups if each.high > 0), key=lambda each: (-each.tiv_m, each.code))
    side = wanted.by.value if wanted.by in {By.SUPPLIER, By.RECIPIENT} else ""
    missing = missing_suppliers(tables, edition, wanted.part, side)
    notes = [f"{missing_words(missing)}: shares are upper bounds."] if missing else []
    notes += [EVEN_SPLIT] if edition.estimate else []
    return Portfolio(
        edition=edition.label,
        estimate=edition.estimate or bool(missing),
        total_tiv_m=total,
        groups=tuple(kept),
        years=_years(kept),
        notes=tuple(notes),
        sql=rerunnable(sql),
    )


def rows_behind(
    tables: Tables, edition: RegisterEdition, wanted: Wanted, group: str | None, page: tuple[int, int]
) -> tuple[int, list[RowBehind]]:
    """Give the rows behind a figure, the largest first, from one on and so many of them; and how many there are.

    `group` is the code or name of one group, None for all.
    """
    cells = _cells_sql(edition, wanted)
    if cells is None:
        return 0, []
    only = "" if group is None else f"WHERE {wanted.by} = {literal(group)}"
    total = tables.ask(f"SELECT count(*) FROM ({cells}) {only}")[0][0]
    kind = "flow" if edition.kind == "sipri_tiv" else "transfer"
    told = (
        "'', '', '', value_m_printed, ''"
        if kind == "flow"
        else "description, number_delivered_printed, status, tiv_m_printed, comment"
    )
    rows = tables.ask(
        f"SELECT c.key, t.exhibit, c.place, c.supplier, c.recipient, c.designation, c.year, c.tiv_m, {told}\n"
        f"FROM (SELECT * FROM ({cells}) {only} ORDER BY tiv_m DESC, year, key LIMIT {page[1]} OFFSET {page[0]}) c\n"
        f"JOIN {kind} t ON t.key = c.key ORDER BY c.tiv_m DESC, c.year, c.key"
    )
    return int(total), [_row(row) for row in rows]


def _row(row: Sequence[object]) -> RowBehind:
    key, exhibit, place, supplier, recipient, designation, year, tiv, what, number, status, printed, comment = row
    return RowBehind(
        key=str(key),
        exhibit=str(exhibit),
        place=str(place),
        supplier=display(str(supplier)) if supplier else "",
        recipient=display(str(recipient)) if recipient else "",
        designation=str(designation or ""),
        description=", ".join(str(each) for each in (what, status) if each),
        number=str(number or ""),
        year=int(str(year)),
        tiv_m=float(str(tiv)),
        printed=str(printed or ""),
        comment=str(comment or ""),
    )


def _cells_sql(edition: RegisterEdition, wanted: Wanted) -> str | None:
    """Write the query that lists what each row adds to each year; None where this edition has no such rows."""
    part, flows = wanted.part, edition.kind == "sipri_tiv"
    side = wanted.by.value if wanted.by in {By.SUPPLIER, By.RECIPIENT} else ""
    rows = rows_sql(edition, part, side)
    if rows is None or (flows and (not side or wanted.designation)):
        return None
    if flows:
        return (
            "SELECT r.key, r.place, r.supplier, r.recipient, '' AS designation, '' AS category, f.year, r.tiv_m,\n"
            f"  r.low, r.high FROM ({rows}) r JOIN flow f ON f.key = r.key"
        )
    named = "rtrim(t.designation, ' -') AS designation, t.category"
    like = f" WHERE contains(lower(t.designation), lower({literal(wanted.designation)}))" if wanted.designation else ""
    if edition.kind == "sipri_deliveries":
        return (
            f"SELECT r.key, r.place, r.supplier, r.recipient, {named}, year(t.delivered_latest) AS year, r.tiv_m,\n"
            f"  r.low, r.high FROM ({rows}) r JOIN transfer t ON t.key = r.key{like}"
        )
    # a deal's volume is split evenly over its delivery years; those of the window are listed
    window = f"lambda y: CAST(y AS INT) BETWEEN {part.first} AND {part.last}"
    inside = f"list_filter(string_split(t.delivery_years, '; '), {window})"
    return (
        f"SELECT key, place, supplier, recipient, designation, category, CAST(unnest(years) AS INT) AS year,\n"
        "  tiv_m / len(years) AS tiv_m, low / len(years) AS low, high / len(years) AS high\n"
        f"FROM (SELECT r.*, {named}, {inside} AS years FROM ({rows}) r JOIN transfer t ON t.key = r.key{like})"
    )


def _group(code: str, cells: Sequence[tuple[int, float, float, float, int, str]], total: float, by: By) -> Group:
    tiv = sum(cell[1] for cell in cells)
    name = (display(code) if code else "unknown") if by in {By.SUPPLIER, By.RECIPIENT} else code or "not told"
    return Group(
        code=code,
        name=name,
        tiv_m=tiv,
        low=sum(cell[2] for cell in cells),
        high=sum(cell[3] for cell in cells),
        percent=100 * tiv / total if total else 0.0,
        rows=sum(cell[4] for cell in cells),
        cells=tuple(YearCell(year, value, rows, key if rows == 1 else "") for year, value, _, _, rows, key in cells),
    )


def _years(groups: Sequence[Group]) -> tuple[YearCell, ...]:
    sums: dict[int, list[float]] = {}
    for cell in (cell for group in groups for cell in group.cells):
        held = sums.setdefault(cell.year, [0.0, 0])
        held[0] += cell.tiv_m
        held[1] += cell.rows
    return tuple(YearCell(year, value, int(rows), "") for year, (value, rows) in sorted(sums.items()))
