"""The rows a to e of the EU's annual report on arms exports: what each counts, how a cell becomes a report."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.sources.trade.cells import amount, count, plain
from armstrace.sources.trade.parties import party

UNION = "European Union"
ROWS: Mapping[str, tuple[str, str]] = {
    "a": ("licence", "licences"),
    "b": ("licence", "licence_money"),
    "c": ("export", "money"),
    "d": ("licence", "refusals"),
    "e": ("licence", "criteria"),
    **{f"e{number}": ("licence", "criteria") for number in range(1, 9)},
}
"""Direction and measure of each row; e1 to e8 count one criterion each, e lists them."""

_TOTALS = re.compile(r"total(?: per (?:destination|category|ml category))?|all|eu|eu total|total eu", re.IGNORECASE)
_UNSAID = frozenset({"", "na", "n/a", "n.a.", "-", "–", "..", ". .", "not available", "nd"})
_WITHHELD = frozenset({"withheld", "confidential", "classified", "secret"})
_CATEGORY = re.compile(r"(?:EU )?(?:CML|ML) ?(\d{1,2})(.{0,24})", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def rating(printed: str) -> str:
    """Give a category of the EU's military list as armstrace writes it: "ML4"; "total" for all of them together.

    >>> rating("ML 4"), rating("CML10"), rating("ML6b"), rating("TOTAL per destination"), rating("PL5001")
    ('ML4', 'ML10', 'ML6b', 'total', 'PL5001')
    """
    text = plain(printed)
    found = _CATEGORY.fullmatch(text)
    if found and 1 <= int(found[1]) <= 22:
        return f"ML{int(found[1])}{found[2].strip()}"
    return "total" if _TOTALS.fullmatch(text) else text


@lru_cache(maxsize=4_096)
def reporter(name: str, iso2: str = "") -> tuple[str, str]:
    """Give the code of who reports and a note: a row without a state, or a total, is of all member states together.

    Raises:
        UnreadableValue: the name is not known.
    """
    if not iso2.strip() and (not name.strip() or _TOTALS.fullmatch(name.strip())):
        return party(UNION), "of all member states together: which state it was is not told"
    return party(name, iso2), ""


def check_row(row: str) -> tuple[str, str]:
    """Give direction and measure of a row.

    Raises:
        UnreadableValue: there is no such row.
    """
    known = ROWS.get(row)
    if known is None:
        raise UnreadableValue(f"{row[:20]!r} is no row of these tables.", todo=f"Expected one of {', '.join(ROWS)}.")
    return known


def figure(row: str, printed: str) -> dict[str, Any] | None:
    """Give the fields of a report for one cell of a row; None where the cell says nothing.

    Raises:
        UnreadableValue: there is no such row, or the cell is no number.
    """
    direction, measure = check_row(row)
    text = plain(printed)
    if text.lower() in _UNSAID:
        return None
    fields: dict[str, Any] = {"direction": direction, "measure": measure}
    if "money" in measure:
        fields["currency"] = "EUR"
    if row.startswith("e"):
        fields["designation"] = f"criterion {row[1:]}" if row[1:] else f"criteria {text}"
    if text.lower() in _WITHHELD:
        return {**fields, "status": "withheld"}
    if "money" in measure:
        return {**fields, "amount": amount(text)}
    return {**fields, "items": None if row == "e" else count(text)}
