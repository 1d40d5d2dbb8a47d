"""Both sides of a trade as the customs of each state count it: code by code, nothing added up.

Method: a code stands for itself; a chapter, its headings and their parts are rows of their own, of which the wider hold
the narrower, so no sum is made. Values are told at two borders and never compared; pieces are, where both tell them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from armstrace.chain.mirror_model import Answer, Mirrored
from armstrace.chain.mirror_numbers import bounds, difference, name_of, number
from armstrace.chain.mirror_sides import CUSTOMS
from armstrace.chain.mirror_words import sentence
from armstrace.records.supply import Report
from armstrace.records.values import Count

Rows = Mapping[str, Sequence[Report]]


def of_customs(reports: Iterable[Report], supplier: str, recipient: str, year: int) -> Iterator[Mirrored]:
    """Answer for each customs code that either side tells of the other in a year."""
    mine = [each for each in reports if each.register == CUSTOMS and each.year == year]
    sent = _by_code(each for each in mine if (each.reporter, each.direction) == (supplier, "export"))
    got = _by_code(each for each in mine if (each.reporter, each.direction) == (recipient, "import"))
    for code in sorted({*sent, *got}):
        out = [each for each in sent.get(code, ()) if each.partner == recipient]
        into = [each for each in got.get(code, ()) if each.partner == supplier]
        if out or into:
            kept = [each for each in (*sent.get(code, ()), *got.get(code, ())) if each.status == "withheld"]
            yield _answer((supplier, out), (recipient, into), kept)


def _by_code(reports: Iterable[Report]) -> Rows:
    found: dict[str, list[Report]] = defaultdict(list)
    for each in reports:
        found[each.category].append(each)
    return found


def _answer(
    sending: tuple[str, Sequence[Report]], getting: tuple[str, Sequence[Report]], kept: Sequence[Report]
) -> Mirrored:
    """Say what both sides count under one code, or what one counts and the other does not tell here."""
    (supplier, out), (recipient, into) = sending, getting
    values = {
        "category": (*out, *into)[0].category,
        "supplier": name_of(supplier),
        "recipient": name_of(recipient),
        "supplied": figures(out),
        "received": figures(into),
    }
    if out and into:
        answer, by, pieces = _pieces(out, into)
        return _mirrored("customs", answer, {**values, "pieces": pieces, "by": by}, (*out, *into))
    named, silent, rows = (supplier, recipient, out) if out else (recipient, supplier, into)
    about = {"named": name_of(named), "silent": name_of(silent), "number": figures(rows), "about": silent}
    held = [each for each in kept if each.reporter == silent]
    if held:
        told = {**values, **about, "kept": ", ".join(dict.fromkeys(each.partner_printed for each in held))}
        return _mirrored("customs withheld", Answer.WITHHELD, told, (*rows, *held))
    return _mirrored("customs alone", Answer.NOT_HERE, {**values, **about}, rows)


def _mirrored(name: str, answer: Answer, values: Mapping[str, str], rows: Sequence[Report]) -> Mirrored:
    return Mirrored(
        year=rows[0].year,
        register=CUSTOMS,
        category=values["category"],
        answer=answer,
        words=sentence(name, values),
        about=values.get("about", ""),
        by=values.get("by", ""),
        supplied=values["supplied"],
        received=values["received"],
        records=tuple(sorted(each.key for each in rows)),
    )


def _pieces(out: Sequence[Report], into: Sequence[Report]) -> tuple[Answer, str, str]:
    """Hold the pieces against each other where each side tells one number: the answer, the difference, the words."""
    first, second = _one_count(out), _one_count(into)
    if first is None or second is None:
        return Answer.DEFINITION, "", ""
    if first.low <= second.high and second.low <= first.high:
        return Answer.AGREE, "", "; the pieces agree"
    by = difference(first, second)
    return Answer.DIFFER, by, f"; the pieces differ by {by}"


def _one_count(rows: Sequence[Report]) -> Count | None:
    """Give the one number of pieces that all files tell."""
    counts = {bounds(each.items): each.items for each in rows if each.items is not None}
    return next(iter(counts.values())) if len(counts) == 1 else None


def figures(rows: Sequence[Report]) -> str:
    """Write what rows of one code and side tell, each figure once: "1,350,000 USD, 1,200 pieces"."""
    money = [f"{each.amount:,.0f} {each.currency}" for each in rows if each.amount is not None]
    items = [f"{number(each.items)} pieces" for each in rows if each.items is not None]
    told = [" or ".join(dict.fromkeys(each)) for each in (money, items) if each]
    return ", ".join(told) or "nothing"
