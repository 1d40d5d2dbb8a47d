"""What customs count under codes that may hold a kind of arms: told beside "cannot tell", never an answer itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from armstrace.checks.registry import Ground
from armstrace.checks.windows import Window
from armstrace.gazetteer.states import display
from armstrace.records.findings import Finding, Reading
from armstrace.tables.ask import Row, literal, literals

REGISTER = "un_comtrade"
_SHOWN = 6
# codes of the Harmonized System by class of weapon; 930110 to 930119 are artillery
_CODES: Mapping[str, tuple[str, ...]] = {
    "small_arms": ("930120", "930190", "9302", "9303"),
    "ammunition": ("9306",),
}
_WORDS = (
    "Customs count {codes} in another way: {rows} (UN Comtrade). Civil goods and other arms stand under the same codes,"
    " so this shows neither that the weapons named went there nor that they did not."
)
_NONE = (
    "The rows of UN Comtrade here tell nothing of {codes} between them in these years, which shows nothing: states keep"
    " such rows back, and a file holds what was asked for."
)


@dataclass(frozen=True, slots=True)
class Between:
    """Whom a claim is about, and when."""

    suppliers: Sequence[str]
    recipients: Sequence[str]
    window: Window | None


def beside_customs(finding: Finding, ground: Ground, class_id: str, asked: Between) -> Finding:
    """Add to a finding that cannot tell what customs count under the codes of a class of weapon.

    The verdict stays what it is. Nothing is added where no file of UN Comtrade is in the case, where the class has no
    codes of its own, or where the claim names neither side.
    """
    codes = _CODES.get(class_id, ())
    if not codes or not (asked.suppliers or asked.recipients) or not _is_here(ground):
        return finding
    rows = ground.tables.ask(_query(codes, asked))
    named = f"codes {', '.join(codes[:-1])} and {codes[-1]}" if codes[1:] else f"code {codes[0]}"
    told = _told(rows) if rows else None
    words = _WORDS.format(codes=named, rows=told) if told else _NONE.format(codes=named)
    reading = Reading(
        edition="UN Comtrade, HS chapter 93",
        value=told,
        note="" if rows else f"No row of {named}.",
        records=tuple(str(row[0]) for row in rows),
    )
    return replace(
        finding,
        reason=f"{finding.reason} {words}",
        readings=(*finding.readings, reading),
        limits=tuple(dict.fromkeys((*finding.limits, *ground.limits(REGISTER)))),
    )


def _is_here(ground: Ground) -> bool:
    return bool(ground.tables.ask(f"SELECT 1 FROM edition WHERE register = {literal(REGISTER)} LIMIT 1"))


def _query(codes: Sequence[str], asked: Between) -> str:
    """Write the query: what either side tells of the other under a code, or a part of it."""
    sides = (("export", asked.suppliers, asked.recipients), ("import", asked.recipients, asked.suppliers))
    told = " OR ".join(_side(*side) for side in sides)
    under = " OR ".join(f"starts_with(category, {literal(code)})" for code in codes)
    years = f" AND year BETWEEN {asked.window.first} AND {asked.window.last}" if asked.window else ""
    return (
        "SELECT key, reporter, direction, partner, year, category, measure, amount, currency, items_low, items_high\n"
        f"FROM report WHERE register = {literal(REGISTER)} AND ({told}) AND ({under}){years}\n"
        "ORDER BY year, category, direction, reporter, partner, measure DESC, key"
    )


def _side(direction: str, reporters: Sequence[str], partners: Sequence[str]) -> str:
    """Write the condition of one side; a side that the claim leaves open is any state."""
    who = f" AND reporter IN {literals(reporters)}" if reporters else ""
    whom = f" AND partner IN {literals(partners)}" if partners else " AND partner NOT IN ('*', '')"
    return f"(direction = {literal(direction)}{who}{whom})"


def _told(rows: Sequence[Row]) -> str:
    """Write rows as words, the two measures of one row together."""
    found: dict[tuple[object, ...], list[str]] = {}
    for _, reporter, direction, partner, year, code, measure, amount, currency, low, high in rows:
        pieces = " to ".join(f"{bound:,}" for bound in dict.fromkeys((low, high)) if bound is not None)
        figure = f"{amount:,.0f} {currency}" if measure == "money" else f"{pieces} pieces"
        found.setdefault((reporter, direction, partner, year, code), []).append(figure)
    words = [
        f"{display(str(reporter))} told {direction}s {'to' if direction == 'export' else 'from'} "
        f"{display(str(partner))} in {year} under {code} of {', '.join(dict.fromkeys(figures))}"
        for (reporter, direction, partner, year, code), figures in found.items()
    ]
    more = f"; and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return "; ".join(words[:_SHOWN]) + more
