"""How an edition adds up volumes of major arms in TIV: which rows, their sum with its bounds, the sum by party.

A delivery register gives sums as printed. A classic trade register gives no volume per year: a deal is split evenly
over its delivery years, an estimate between nothing and all of a deal that straddles the window. TIV tables are added
from the files that hold the question once, so that no flow is counted twice; where suppliers' tables are missing a
total over all suppliers can only be too low.
"""

from dataclasses import dataclass

from armstrace.checks.editions import ALL, RegisterEdition, Slice, editions
from armstrace.gazetteer.states import display, sipri_supplier_tables
from armstrace.tables.ask import Tables, literal, literals

# tables of a few small suppliers may be missing from an edition; with more missing nothing can be said of a total
FEW_MISSING = 3
LARGEST_FIRST = "ORDER BY tiv_m DESC, place, supplier, recipient, key"


@dataclass(frozen=True, slots=True)
class Volume:
    """A sum in millions of TIV, with the bounds its cells leave open and the keys of its rows, the largest first."""

    value: float
    low: float
    high: float
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyVolume:
    """One party's sum in millions of TIV with its bounds; `rows` is how many rows it was added from."""

    code: str
    value: float
    low: float
    high: float
    rows: int


@dataclass(frozen=True, slots=True)
class _Cells:
    """The TIV tables a slice is added from: exhibits, a condition on their cells, suppliers whose tables lack."""

    exhibits: tuple[str, ...]
    condition: str
    missing: tuple[str, ...] = ()


def rows_sql(edition: RegisterEdition, part: Slice, apart: str = "") -> str | None:
    """Write the query that lists the rows of a slice: key, place, supplier, recipient, tiv_m, low, high.

    `apart` names the side ("supplier" or "recipient") that the rows must tell apart. None where this edition holds no
    rows of that grain (a table of one supplier has no recipient's total, say).
    """
    if edition.kind == "sipri_tiv":
        cells = _cells(edition, part, apart)
        return None if cells is None else _flow_sql(part, cells)
    if not any(t[1] in {ALL, "", *part.suppliers} and t[2] in {ALL, "", *part.recipients} for t in edition.tables):
        return None
    if edition.kind == "sipri_deliveries":
        return (
            "SELECT key, place, supplier, recipient, tiv_m, tiv_m_low AS low, tiv_m_high AS high FROM transfer\n"
            f"WHERE {delivered_sql(edition, part)}"
        )
    where = f"{_who(part)}edition = {literal(edition.label)} AND tiv_m IS NOT NULL"
    listed = "string_split(delivery_years, '; ')"
    inside = f"len(list_filter({listed}, lambda y: CAST(y AS INT) BETWEEN {part.first} AND {part.last}))"
    return (
        f"SELECT key, place, supplier, recipient, tiv_m * {inside} / len({listed}) AS tiv_m,\n"
        f"  CASE WHEN {inside} = len({listed}) THEN tiv_m_low ELSE 0 END AS low, tiv_m_high AS high FROM transfer\n"
        f"WHERE {where} AND delivery_years <> '' AND {inside} > 0"
    )


def delivered_sql(edition: RegisterEdition, part: Slice) -> str:
    """Write the condition on the transfers of a delivery register that make a slice."""
    # days are compared, not their years: in this case DuckDB answers in half the time
    return (
        f"{_who(part)}edition = {literal(edition.label)} AND tiv_m IS NOT NULL\n"
        f"  AND delivered_earliest >= '{part.first}-01-01' AND delivered_latest <= '{part.last}-12-31'"
    )


def _who(part: Slice) -> str:
    """Write the conditions on the two parties."""
    supplier = f"supplier IN {literals(part.suppliers)} AND " if part.suppliers else ""
    recipient = f"recipient IN {literals(part.recipients)} AND " if part.recipients else ""
    return supplier + recipient


def _cells(edition: RegisterEdition, part: Slice, apart: str) -> _Cells | None:
    """Choose the tables of an edition that hold a slice once, complete ones before incomplete ones."""
    of_supplier = [t for t in edition.tables if t[1] != ALL]
    to_recipient = [t for t in edition.tables if t[1] == ALL and t[2] in part.recipients]
    if part.recipients and {t[2] for t in to_recipient} == set(part.recipients):
        return _Cells(tuple(t[0] for t in to_recipient), f"supplier <> '{ALL}'")
    if part.suppliers and {t[1] for t in of_supplier} >= set(part.suppliers):
        asked = tuple(t[0] for t in of_supplier if t[1] in part.suppliers)
        return _Cells(asked, f"recipient <> '{ALL}'")
    totals = _totals(edition, part, apart)
    if totals is not None:
        return totals
    if part.suppliers or not of_supplier:
        return None
    missing = sorted(set(sipri_supplier_tables().values()) - {t[1] for t in of_supplier})
    return _Cells(tuple(t[0] for t in of_supplier), f"recipient <> '{ALL}'", tuple(missing))


def _totals(edition: RegisterEdition, part: Slice, apart: str) -> _Cells | None:
    """Find the table of totals that holds a slice: it knows one side only, so nothing may be asked of the other."""
    if part.suppliers and part.recipients:
        return None
    asked = "supplier" if part.suppliers else "recipient" if part.recipients else apart
    if apart and asked != apart:
        return None
    for side in ("recipient", "supplier"):
        exhibits = tuple(exhibit for exhibit, rows in edition.totals if rows == side)
        if exhibits and asked in {side, ""}:
            other = "supplier" if side == "recipient" else "recipient"
            return _Cells(exhibits, f"{side} <> '{ALL}' AND {other} = '{ALL}'")
    return None


def _flow_sql(part: Slice, cells: _Cells) -> str:
    return (
        "SELECT key, place, supplier, recipient, value_m AS tiv_m, value_m_low AS low, value_m_high AS high FROM flow\n"
        f"WHERE {_who(part)}{cells.condition} AND category = '' AND year BETWEEN {part.first} AND {part.last}\n"
        f"  AND exhibit IN {literals(sorted(set(cells.exhibits)))}"
    )


def volume(tables: Tables, edition: RegisterEdition, part: Slice) -> Volume | None:
    """Add up a slice of an edition; None where the edition has no rows of that grain."""
    sql = rows_sql(edition, part)
    if sql is None:
        return None
    rows = tables.ask(
        f"SELECT key, tiv_m, low, high FROM ({sql})\nORDER BY tiv_m DESC, place, supplier, recipient, key"
    )
    return Volume(
        sum((row[1] for row in rows), 0.0),
        sum((row[2] for row in rows), 0.0),
        sum((row[3] for row in rows), 0.0),
        tuple(row[0] for row in rows),
    )


def by_party(tables: Tables, edition: RegisterEdition, part: Slice, side: str) -> list[PartyVolume]:
    """Give the volume of each supplier or recipient (`side`) in a slice, the largest first, those of nothing left out.

    The code "" stands for unknown suppliers or recipients together.
    """
    sql = party_sql(edition, part, side)
    return [] if sql is None else [PartyVolume(*row) for row in tables.ask(sql) if row[3] > 0]


def party_sql(edition: RegisterEdition, part: Slice, side: str) -> str | None:
    """Write the query behind `by_party`: party, volume, low, high, rows."""
    sql = rows_sql(edition, part, side)
    if sql is None:
        return None
    return (
        f"SELECT {side}, sum(tiv_m) AS tiv_m, sum(low) AS low, sum(high) AS high, count(*) AS row_count\n"
        f"FROM ({sql})\nGROUP BY {side} ORDER BY tiv_m DESC, {side}"
    )


def missing_suppliers(tables: Tables, edition: RegisterEdition, part: Slice, apart: str = "") -> tuple[str, ...]:
    """Name the suppliers whose tables are missing where a slice is added from suppliers' tables.

    Where another edition of the case knows the slice, only those count that it records as suppliers in it.
    """
    cells = _cells(edition, part, apart) if edition.kind == "sipri_tiv" else None
    if cells is None or not cells.missing:
        return ()
    known = _suppliers_elsewhere(tables, edition, part)
    return cells.missing if known is None else tuple(code for code in cells.missing if code in known)


def _suppliers_elsewhere(tables: Tables, edition: RegisterEdition, part: Slice) -> set[str] | None:
    """Give the suppliers that other editions record in a slice; None where no other edition knows all of them."""
    known: set[str] | None = None
    for other in editions(tables):
        if other.label == edition.label or not other.covers(part.first, part.last):
            continue
        cells = _cells(other, part, "supplier") if other.kind == "sipri_tiv" else None
        whole = not cells.missing if cells is not None else other.kind != "sipri_tiv"
        if whole and rows_sql(other, part, "supplier") is not None:
            known = (known or set()) | {each.code for each in by_party(tables, other, part, "supplier")}
    return known


def missing_words(missing: tuple[str, ...]) -> str:
    """Say which suppliers' tables are missing."""
    shown = ", ".join(display(code) if code else "unknown suppliers" for code in missing[:5])
    rest = ", \u2026" if len(missing) > 5 else ""
    if len(missing) == 1:
        return f"The table of one supplier is not here ({shown})"
    return f"The tables of {len(missing)} suppliers are not here ({shown}{rest})"
