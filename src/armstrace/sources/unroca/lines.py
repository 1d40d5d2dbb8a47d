"""One line of a report to the UN register: who reports what went where, or that nothing did."""

from collections.abc import Mapping
from typing import Any

from armstrace.records.errors import UnreadableValue
from armstrace.sources.trade.cells import count, plain, year
from armstrace.sources.trade.making import note
from armstrace.sources.trade.parties import EVERYBODY, party
from armstrace.sources.unroca.categories import category

TABLES: Mapping[str, str] = {
    **dict.fromkeys(("major_export", "small_arms_export", "light_weapons_export", "export", "exports"), "export"),
    **dict.fromkeys(("major_import", "small_arms_import", "light_weapons_import", "import", "imports"), "import"),
    "military_holdings": "holdings",
    "military holdings": "holdings",
    "national_production": "production",
    "procurement through national production": "production",
}
NIL = frozenset({"nil", "nil report", "nil return", "none", "no transfers", "nothing to report"})
NONE = frozenset({"no report", "no return", "not submitted", "not reported", "no report submitted"})
WITHHELD = frozenset(
    {
        "withheld",
        "classified",
        "confidential",
        "secret",
        "not disclosed",
        "restricted",
        "undisclosed",
        "contains classified",
    }
)

_LONGEST_WORD = 60


def what_of(printed: str) -> str:
    """Give what a table of the register is about: export, import, holdings or production.

    Raises:
        UnreadableValue: it is none of its tables.
    """
    known = TABLES.get(plain(printed).lower())
    if known is None:
        raise UnreadableValue(
            f"{plain(printed)[:60]!r} is no table of the UN register.", todo=f"Use {', '.join(TABLES)}."
        )
    return known


def said(row: Mapping[str, str]) -> dict[str, Any]:
    """Give the fields of a report from a line; `row` has the names that `unroca_reports` gives its columns.

    Raises:
        UnreadableValue: a cell is not what its column may hold.
    """
    direction = what_of(row["table"])
    reporter, partner = sides(row, direction)
    status = _status(row, partner)
    whole = status in {"nil", "none"}
    if whole and partner and not (_is(partner, NIL) or _is(partner, NONE)):
        raise UnreadableValue(f"The line says {status!r} and names {partner[:60]!r}: it cannot be both.")
    fields = {
        "reporter": party(reporter),
        "reporter_printed": plain(reporter),
        "direction": direction,
        "year": year(row["year"]),
        "status": status,
        "partner": EVERYBODY if whole else _partner(partner, status),
        "partner_printed": plain(partner),
        "origin_state": _origin(row["origin"]),
        "category": _category(row, status),
        "designation": plain(row["description"]),
        "measure": "items",
        "items": None if whole or _is(row["number"], WITHHELD) else count(row["number"]),
        "note": _note(row),
    }
    if fields["partner"] == fields["reporter"]:
        raise UnreadableValue(f"{partner[:60]!r} would have traded with itself.")
    return fields


def sides(row: Mapping[str, str], direction: str) -> tuple[str, str]:
    """Give who reports and whom the line is about, from the columns that a table has for them."""
    exports = direction != "import"
    reporter = row["reporter"] or row["exporter" if exports else "importer"]
    return reporter, row["partner"] or row["importer" if exports else "exporter"]


def _status(row: Mapping[str, str], partner: str) -> str:
    """Tell what a line is: the words stand for the number, or in another cell where no number is given."""
    number = row["number"].strip()
    cells = [row["number"], partner, row["category"], *((row["description"], row["comments"]) if not number else ())]
    for status, words in (("none", NONE), ("nil", NIL), ("withheld", WITHHELD)):
        if any(_is(cell, words) for cell in cells):
            return status
    if not partner and number in {"", "0"}:
        raise UnreadableValue(
            "The line names nobody and no number: write 'nil' where the report says that there was nothing."
        )
    return "reported"


def _is(cell: str, words: frozenset[str]) -> bool:
    return 0 < len(cell) < _LONGEST_WORD and plain(cell).lower().rstrip(".") in words


def _partner(printed: str, status: str) -> str:
    if status == "withheld" and (not printed or _is(printed, WITHHELD)):
        return ""
    return party(printed)


def _category(row: Mapping[str, str], status: str) -> str:
    """Give the category; a nil report in a table of small arms is about these alone."""
    printed = row["category"]
    small = next((name for name in ("small_arms", "light_weapons") if row["table"].startswith(name)), "")
    if not printed.strip() or _is(printed, NIL) or _is(printed, NONE) or _is(printed, WITHHELD):
        if status == "reported":
            raise UnreadableValue("The line has no category.")
        return small.replace("_", " ")
    return category(printed, small)


def _origin(printed: str) -> str:
    """Give the state of origin; a cell that names several states, or none that is known, stays in the note."""
    try:
        return party(printed) if printed.strip() else ""
    except UnreadableValue:
        return ""


def _note(row: Mapping[str, str]) -> str:
    return note(
        plain(row["comments"]),
        f"state of origin: {plain(row['origin'])}" if row["origin"].strip() else "",
        f"by way of {plain(row['via'])}" if row["via"].strip() else "",
        f"national criteria: {plain(row['definition'])}" if row["definition"].strip() else "",
    )
