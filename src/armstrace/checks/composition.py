"""What a share is made of: categories, largest rows, local production, estimates, and the rest without its largest."""

from collections.abc import Mapping

from armstrace.checks.editions import RegisterEdition
from armstrace.checks.tiv_share import Share
from armstrace.checks.volumes import delivered_sql, rows_sql
from armstrace.records.findings import Part
from armstrace.tables.ask import Tables, literal

LARGEST = 5
_MARKS: tuple[tuple[str, str], ...] = (
    (
        "UAVs and loitering munitions",
        "regexp_matches(description, '(?i)\\buav|loitering munition|one-way attack drone')",
    ),
    ("produced in the recipient state", "local_production"),
    ("on rows whose number is an estimate", "number_delivered_estimate"),
    ("on rows whose year is an estimate", "delivered_qualifier <> ''"),
)


def composition(tables: Tables, edition: RegisterEdition, share: Share) -> Mapping[str, tuple[Part, ...]]:
    """Take a numerator apart; only a delivery register knows what it consists of.

    Gives parts under "by category", "largest rows", "of which" and "without its largest category", in percent of the
    numerator's TIV, except the last, which is the share itself recomputed.
    """
    if rows_sql(edition, share.numerator) is None or edition.kind != "sipri_deliveries":
        return {}
    rows = f"transfer WHERE {delivered_sql(edition, share.numerator)}"
    categories = tables.ask(
        f"SELECT category, sum(tiv_m) AS tiv_m FROM {rows} GROUP BY category ORDER BY tiv_m DESC, category"
    )
    total = sum(value for _, value in categories)
    if not total:
        return {}
    return {
        "by category": tuple(Part(label=name, value=100 * value / total) for name, value in categories),
        "largest rows": _largest(tables, rows, total),
        "of which": _marked(tables, rows, total),
        "without its largest category": _without(tables, edition, share, categories[0][0]),
    }


def _largest(tables: Tables, rows: str, total: float) -> tuple[Part, ...]:
    """Give the designations that weigh most; a deal of several years is one line."""
    found = tables.ask(
        "SELECT rtrim(designation, ' -') AS name, min(description), sum(tiv_m) AS tiv_m, sum(number_delivered_low),\n"
        f"  string_agg(key, ' ' ORDER BY tiv_m DESC, key) FROM {rows}\n"
        f"GROUP BY name ORDER BY 3 DESC, name LIMIT {LARGEST}"
    )
    return tuple(
        Part(label=name, value=100 * value / total, note=f"{what}, {number} delivered", records=tuple(keys.split()))
        for name, what, value, number, keys in found
    )


def _marked(tables: Tables, rows: str, total: float) -> tuple[Part, ...]:
    sums = ", ".join(f"sum(tiv_m) FILTER (WHERE {test})" for _, test in _MARKS)
    values = tables.ask(f"SELECT {sums} FROM {rows}")[0]
    marked = [(label, value) for (label, _), value in zip(_MARKS, values, strict=True) if value]
    return tuple(Part(label=label, value=100 * value / total) for label, value in marked)


def _without(tables: Tables, edition: RegisterEdition, share: Share, category: str) -> tuple[Part, ...]:
    """Recompute the share with one category left out above and below."""
    part, whole = (
        tables.ask(
            "SELECT coalesce(sum(tiv_m), 0) FROM transfer\n"
            f"WHERE category <> {literal(category)} AND {delivered_sql(edition, of)}"
        )[0][0]
        for of in (share.numerator, share.denominator)
    )
    return (Part(label=f"without {category.lower()}", value=100 * part / whole),) if whole else ()
