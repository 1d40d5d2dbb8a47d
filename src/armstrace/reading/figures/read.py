"""Reading a text into the figures of its arms trade: quantities, transfers, treaties."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from armstrace.gazetteer.weapons import WeaponName
from armstrace.reading.figures.amounts import amounts
from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import Context
from armstrace.reading.figures.counts import counts
from armstrace.reading.figures.durations import durations
from armstrace.reading.figures.handed_on import Handed, handed_on
from armstrace.reading.figures.multiples import multiples
from armstrace.reading.figures.periods import Calendar, may_be_dated
from armstrace.reading.figures.polarity import with_polarity
from armstrace.reading.figures.ranks import ranks
from armstrace.reading.figures.ratios import changed_by, changes, ratios
from armstrace.reading.figures.roles import roles
from armstrace.reading.figures.shares import shares
from armstrace.reading.figures.trade import trades
from armstrace.reading.figures.treaties.status import treaty_statuses
from armstrace.reading.figures.triggers import may_hold_figures
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.reading.incidents.named import within
from armstrace.reading.text.view import Span
from armstrace.reading.text.words import small
from armstrace.records.claims import QuantityClaim, TradeClaim, TreatyClaim

Figure = QuantityClaim | TreatyClaim | TradeClaim
_SOURCE = re.compile(
    r"\b(?:(?i:according to)|as reported by|citing|data (?:from|by|of)|figures (?:from|by)|reported by) (?:the |figures from |data from |figures by |estimates by )?(?P<after>[A-Z][^,;.()]{2,80})"
    r"|(?P<before>\bSIPRI|Stockholm International Peace Research Institute)\b(?:'s)? (?:\w+ )?(?:says?|said|found|finds?|reports?|reported|estimates?|estimated|data|figures?|database|shows?|puts?)",
)


def read_figures(
    seen: str,
    parts: Sequence[Sequence[Span]],
    published: date,
    weapons: WeaponNames,
    named: Sequence[WeaponName] = (),
) -> list[Figure]:
    """Find the figures of the arms trade in a view, in the order they stand in it.

    Takes the sentences of each block of the text, the day it was published (dates without a year are read against it), the weapon
    designations that the case's registers know, and the weapons that the gazetteer names in the text, in order. Each claim's `text` is the slice of the view.
    """
    by_block = _sentences(seen, parts, published, weapons, named)
    flat = [sentence for block in by_block for sentence in block]
    found: list[Figure] = []
    handed = Handed()
    index = 0
    listing = treaty_before = False
    for block in by_block:
        if not _goes_on(seen, block, listing):
            handed.start_afresh()
            listing = False
        listing = listing or bool(block and seen[block[-1].span.end - 1] == ":")
        for sentence in block:
            if may_hold_figures(sentence, treaty_before=treaty_before):
                claims, context = _claims(flat, index, handed.on())
                handed = Handed(context)
                found.extend(claims)
            else:
                found += _as_stated(sentence, durations(flat, index))
                handed.pass_over(sentence)
            treaty_before = treaty_before or bool(sentence.treaties)
            index += 1
    return _ordered(found)


_ITEM = re.compile(r"[-*\u2022\u2013\u2014]|\(?[a-z0-9]{1,2}[.)]|\|")


def _goes_on(seen: str, block: Sequence[Sentence], listing: bool) -> bool:
    """Tell the items of a list that a line ending in a colon opened: they keep its parties and period."""
    if not listing or not block:
        return False
    text = seen[block[0].span.start : block[-1].span.end]
    return len(text) < 90 or bool(_ITEM.match(text))


def _sentences(
    seen: str,
    parts: Sequence[Sequence[Span]],
    published: date,
    weapons: WeaponNames,
    named: Sequence[WeaponName] = (),
) -> list[list[Sentence]]:
    """Take a text apart; a date without a year is read against the last one named before it."""
    last_date: date | None = None
    words = small(seen)
    by_block = []
    for spans in parts:
        read = []
        # a bare year ("Paris, 2013") anchors the dates of its own block only, a day or month those after it as well
        anchor = last_date
        for span in spans:
            sentence = Sentence(span, seen, words, Calendar(published, anchor), weapons, tuple(within(named, span)))
            if may_be_dated(words[span.start : span.end]):
                anchor = _last_date(sentence, {"day", "days", "month", "year"}) or anchor
                last_date = _last_date(sentence, {"day", "days", "month"}) or last_date
            read.append(sentence)
        by_block.append(read)
    return by_block


def _claims(read: Sequence[Sentence], index: int, context: Context) -> tuple[list[Figure], Context]:
    """Read one sentence, and say what it hands on to the next."""
    sentence = read[index]
    votes = roles(sentence)
    changing = list(changes(sentence, votes, context))
    changed = {*changed_by(sentence), *(multiple.index for multiple in multiples(sentence))} & {*sentence.indexes("P")}
    share_claims = [c for c in shares(sentence, votes, context) if not any(_is(sentence, i, c) for i in changed)]
    quantities: list[QuantityClaim] = [*share_claims, *changing]
    quantities += ranks(sentence, votes, context)
    quantities += ratios(sentence, votes, context)
    counted = list(counts(sentence, votes, context))
    quantities += counted
    quantities += amounts(sentence, votes, context)
    lasting = list(durations(read, index))
    claims: list[Figure] = [*_as_stated(sentence, (*quantities, *lasting))]
    claims += trades(sentence, votes, context, counted)
    claims += treaty_statuses(sentence, context)
    return claims, handed_on(sentence, votes, quantities, claims, context)


def _as_stated(sentence: Sentence, claims: Iterable[QuantityClaim]) -> Iterator[QuantityClaim]:
    """Give claims with whom the sentence names for them, and whether it states, denies or supposes them."""
    for claim in claims:
        yield with_polarity(sentence, replace(claim, source=claim.source or _source(sentence)))


def _is(sentence: Sentence, index: int, claim: QuantityClaim) -> bool:
    number = sentence.number(index)
    return claim.value == number.value and claim.start <= number.start and number.end <= claim.end


def _source(sentence: Sentence) -> str | None:
    """Say to whom a sentence attributes its figures."""
    match = _SOURCE.search(sentence.text, sentence.span.start, sentence.span.end)
    if not match:
        return None
    named = (match["after"] or match["before"]).strip()
    return (
        "Stockholm International Peace Research Institute"
        if re.search(r"SIPRI|Stockholm International", named)
        else named
    )


def _last_date(sentence: Sentence, kinds: set[str]) -> date | None:
    """Give the last date of some kinds that a sentence names, for dates after it that leave the year out."""
    dated = [p for p in sentence.periods if p.kind in kinds and p.when is not None]
    return dated[-1].when.latest if dated and dated[-1].when else None


def _ordered(claims: list[Figure]) -> list[Figure]:
    """Put claims in the order of the text, each once."""
    unique: dict[tuple[object, ...], Figure] = {}
    for claim in claims:
        key = (
            claim.TYPE,
            claim.start,
            claim.end,
            *(
                str(getattr(claim, name, ""))
                for name in (
                    "measure",
                    "value",
                    "unit",
                    "subject",
                    "object",
                    "state",
                    "treaty_id",
                    "claimed_status",
                    "action",
                    "comparator",
                )
            ),
        )
        unique.setdefault(key, claim)
    return sorted(unique.values(), key=lambda claim: (claim.start, claim.end))
