"""The words of figures, claims and sources; they never say more than the records do."""

import re
from collections.abc import Iterable

from armstrace.dossier.date_words import day_words
from armstrace.gazetteer.embargo_bodies import body_words
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, EmbargoClaim, QuantityClaim, TradeClaim, TreatyClaim
from armstrace.records.errors import UnreadableValue
from armstrace.records.findings import Figure, Finding
from armstrace.records.kinds import Edition
from armstrace.records.values import When

NBSP = "\u00a0"
UNITS = {"percent": "%", "times": "times", "tiv_m": "million TIV", "day": "days", "year": "years", "item": "items"}


def number(value: float) -> str:
    """Write a number for people: thousands grouped, one decimal, two below one.

    >>> number(1317.34), number(12.0), number(0.254)
    ('1,317.3', '12', '0.25')
    """
    rounded = round(value, 2 if abs(value) < 1 else 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,}"


def split_unit(unit: str | None) -> tuple[str, str]:
    """Split what a check calls its unit into the unit and what it is taken of.

    >>> split_unit("percent of major arms, in TIV"), split_unit("rank by TIV"), split_unit("T-72")
    (('percent', 'of major arms, in TIV'), ('rank', 'by TIV'), ('T-72', ''))
    """
    base, _, rest = (unit or "").partition(" ")
    return (base, rest) if base in {"percent", "rank"} else (unit or "", "")


def amount(value: float, unit: str | None) -> str:
    r"""Write a number with its unit; percentages always keep one decimal.

    >>> amount(60.0, "percent of major arms, in TIV"), amount(44, "day"), amount(2.0, "rank")
    ('60.0\xa0%', '44\xa0days', 'rank\xa02')
    """
    base, _ = split_unit(unit)
    if base == "percent":
        return f"{value:,.1f}{NBSP}%"
    if base == "rank":
        return f"rank{NBSP}{number(value)}"
    return f"{number(value)}{NBSP}{UNITS.get(base, base)}" if base else number(value)


def interval(low: float | None, high: float | None, unit: str | None) -> str:
    r"""Write the bounds of a figure, "" where it has none.

    >>> interval(59.4, 60.2, "percent"), interval(None, 3.0, "item")
    ('59.4 to 60.2\xa0%', 'at most 3\xa0items')
    """
    if low is not None and high is not None:
        first = f"{low:,.1f}" if split_unit(unit)[0] == "percent" else number(low)
        return f"{first} to {amount(high, unit)}"
    if low is not None:
        return f"at least {amount(low, unit)}"
    return f"at most {amount(high, unit)}" if high is not None else ""


def figure_words(figure: Figure, unit: str | None) -> str:
    """Write a figure on one line; a set of answers is joined ("signature: none recorded; consent: 2008-12-03")."""
    if figure is None:
        return ""
    if isinstance(figure, dict):
        return "; ".join(f"{name}: {value}" for name, value in answers(figure))
    return figure if isinstance(figure, str) else amount(figure, unit)


def answers(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Give a figure that is a set of answers as (name, words) pairs; none for any other figure."""
    if not isinstance(figure, dict):
        return ()
    return tuple((name.replace("_", " "), _answer(value)) for name, value in figure.items())


def _answer(value: str | None) -> str:
    if value is None:
        return "none recorded"
    try:
        return day_words(When.read(value))
    except UnreadableValue:
        return value


def about(claim: Claim) -> str:
    """Say whom a claim is about where its words alone do not tell: three claims may share one clause."""
    if isinstance(claim, EmbargoClaim):
        by = body_words(claim.imposed_by, state_names(claim.imposed_by)) if claim.imposed_by else ""
        return " · ".join(name for name in (state_names(claim.target), by) if name)
    if isinstance(claim, TradeClaim):
        sides = [state_names(side) or side for side in (claim.supplier, claim.recipient) if side]
        return " to ".join(sides) if len(sides) == 2 else ""
    if not isinstance(claim, TreatyClaim):
        return ""
    names = [state_names(claim.state) if claim.state else "", claim.treaty or claim.treaty_id or ""]
    return " · ".join(name for name in names if name)


def asserted(claim: Claim) -> str:
    """Write the number a claim asserts as its own words bound it, "" where it asserts none."""
    if not isinstance(claim, QuantityClaim):
        return ""
    if claim.comparator == "ordinal":
        among = f"among the first {number(claim.max)}" if claim.max is not None else ""
        return amount(claim.value, "rank") if claim.value is not None else among
    lead = {"~": "about ", "<": "less than ", ">": "more than ", "<=": "at most ", ">=": "at least "}
    unit = "%" if claim.unit == "percent" else claim.unit
    if claim.value is not None:
        return lead.get(claim.comparator, "") + amount(claim.value, unit)
    bounds = [("at least", claim.min), ("at most", claim.max)]
    return " and ".join(f"{word} {amount(value, unit)}" for word, value in bounds if value is not None)


def basis(finding: Finding, editions: Iterable[Edition]) -> str:
    """Say whose calculation a figure is: ours, from whose data, of which day; "" where nothing was calculated."""
    used = {reading.edition for reading in finding.readings}
    return calculation(edition for edition in editions if edition.label in used)


def calculation(editions: Iterable[Edition]) -> str:
    """Say "our calculation from SIPRI data of DATE" for the SIPRI editions among those given, "" if there are none.

    SIPRI's user rules do not let a user's own calculation be called SIPRI's.
    """
    days = [
        day_words(edition.generated) if edition.generated else f"an undated edition ({edition.label})"
        for edition in editions
        if edition.register.startswith("sipri")
    ]
    return f"our calculation from SIPRI data of {listed(dict.fromkeys(days))}" if days else ""


def state_names(codes: str) -> str:
    """Name the states of a claim: "ISR+TUR" are two, "*" are all."""
    return "all states" if codes == "*" else listed(display(code) for code in codes.split("+"))


def scope_words(edition: Edition) -> str:
    """Say which transfers an export was asked for ("from all states to Azerbaijan"), "" where it has no such scope."""
    ends = [("from", edition.scope_supplier), ("to", edition.scope_recipient)]
    return " ".join(f"{word} {state_names(code)}" for word, code in ends if code)


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def paragraphs(text: str) -> list[str]:
    r"""Give the paragraphs of a docstring, each on one line.

    >>> paragraphs("One\n    line.\n\n    Another.")
    ['One line.', 'Another.']
    """
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def counted(count: int, noun: str) -> str:
    """Give a count with its noun, regular plurals only.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
