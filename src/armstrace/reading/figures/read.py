"""Reading a text into the figures of its arms trade: quantities, transfers, treaties."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from armstrace.reading.figures.amounts import amounts
from armstrace.reading.figures.clauses import Sentence, read_sentence
from armstrace.reading.figures.context import ARMS_WORDS, Context
from armstrace.reading.figures.counts import counts
from armstrace.reading.figures.durations import durations
from armstrace.reading.figures.polarity import with_polarity
from armstrace.reading.figures.ranks import ranks
from armstrace.reading.figures.ratios import change_at, changes, ratios
from armstrace.reading.figures.roles import roles
from armstrace.reading.figures.shares import shares
from armstrace.reading.figures.trade import trades
from armstrace.reading.figures.treaty_status import treaty_statuses
from armstrace.reading.figures.weapons import WeaponNames
from armstrace.reading.text.sentences import sentences
from armstrace.reading.text.view import Span
from armstrace.records.claims import QuantityClaim, TradeClaim, TreatyClaim

Figure = QuantityClaim | TreatyClaim | TradeClaim
_SOURCE = re.compile(
    r"\b(?:(?i:according to)|as reported by|citing|data (?:from|by|of)|figures (?:from|by)|reported by) (?:the |figures from |data from |figures by |estimates by )?(?P<after>[A-Z][^,;.()]{2,80})"
    r"|(?P<before>\bSIPRI|Stockholm International Peace Research Institute)\b(?:'s)? (?:\w+ )?(?:says?|said|found|finds?|reports?|reported|estimates?|estimated|data|figures?|database|shows?|puts?)",
)


def read_figures(seen: str, parts: Sequence[Span], published: date, weapons: WeaponNames) -> list[Figure]:
    """Find the figures of the arms trade in a view, in the order they stand in it.

    Takes the blocks of the text, the day it was published (dates without a year are read against it) and the weapon
    designations that the case's registers know. Each claim's `text` is the slice of the view.
    """
    by_block = _sentences(seen, parts, published, weapons)
    flat = [sentence for block in by_block for sentence in block]
    found: list[Figure] = []
    context = Context()
    index = 0
    listing = False
    for block in by_block:
        if not _goes_on(seen, block, listing):
            # a paragraph starts afresh, but "it" may still mean the last treaty or state named
            context = Context(states=context.states, treaty=context.treaty, topic=context.topic)
            listing = False
        listing = listing or bool(block and seen[: block[-1].span.end].endswith(":"))
        for _ in block:
            claims, context = _claims(flat, index, context)
            found.extend(claims)
            index += 1
    return _ordered(found)


_ITEM = re.compile(r"[-*\u2022\u2013\u2014]|\(?[a-z0-9]{1,2}[.)]|\|")


def _goes_on(seen: str, block: Sequence[Sentence], listing: bool) -> bool:
    """Tell the items of a list that a line ending in a colon opened: they keep its parties and period."""
    if not listing or not block:
        return False
    text = seen[block[0].span.start : block[-1].span.end]
    return len(text) < 90 or bool(_ITEM.match(text))


def _sentences(seen: str, parts: Sequence[Span], published: date, weapons: WeaponNames) -> list[list[Sentence]]:
    """Read the sentences of each block; a date without a year is read against the last one named before it."""
    last_date: date | None = None
    by_block = []
    for block in parts:
        read = []
        # a bare year ("Paris, 2013") anchors the dates of its own block only, a day or month those after it as well
        anchor = last_date
        for span in sentences(seen, block):
            sentence = read_sentence(seen, span, published, anchor, weapons)
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
    changed = {i for i in sentence.indexes("P") if change_at(sentence, i)} if changing else set()
    share_claims = [c for c in shares(sentence, votes, context) if not any(_is(sentence, i, c) for i in changed)]
    quantities: list[QuantityClaim] = [*share_claims, *changing]
    quantities += ranks(sentence, votes, context)
    quantities += ratios(sentence, votes, context)
    counted = list(counts(sentence, votes, context))
    quantities += counted
    quantities += amounts(sentence, votes, context)
    lasting = list(durations(read, index))
    source = _source(sentence)
    claims: list[Figure] = [
        with_polarity(sentence, replace(claim, source=claim.source or source)) for claim in (*quantities, *lasting)
    ]
    claims += trades(sentence, votes, context, counted)
    claims += treaty_statuses(sentence, context)
    return claims, _handed_on(sentence, quantities, claims, context)


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


def _handed_on(
    sentence: Sentence, quantities: Sequence[QuantityClaim], claims: Sequence[Figure], before: Context
) -> Context:
    """Give the context of the next sentence: the last claim's parties, else those the words of this one show."""
    last = next(
        (c for c in reversed(quantities) if c.measure.startswith("share") or c.measure in {"count", "amount"}), None
    )
    listed = next((c for c in claims if isinstance(c, TradeClaim)), None)
    votes = roles(sentence)
    states = tuple(dict.fromkeys(sentence.code(i) for i in sentence.indexes("S")))
    treaty = (
        next((c.treaty_id for c in reversed(claims) if isinstance(c, TreatyClaim)), None)
        or _treaty(sentence)
        or before.treaty
    )
    suppliers = [sentence.code(i) for i in sentence.indexes("S") if votes.leaning(i) > 0]
    recipients = [sentence.code(i) for i in sentence.indexes("S") if votes.leaning(i) < 0]
    periods = [p.when for p in sentence.periods if p.when is not None and p.when.years is not None]
    tags = {token.tag for token in sentence.tokens}
    flow = last.measure.removeprefix("share_of_") if last and last.measure.startswith("share_of_") else ""
    kept = before if listed and not states else Context()
    return Context(
        supplier=(_state(last.subject) if last else None) or (suppliers[0] if suppliers else kept.supplier),
        recipient=(_state(last.object) if last else None) or (recipients[0] if recipients else kept.recipient),
        flow=flow or ("imports" if tags & {"IMPORTS", "RECEIVE"} else "exports" if "EXPORTS" in tags else kept.flow),
        commodity=last.commodity if last else "arms" if tags & {"ARMS", "W", "SUPPLIER"} else kept.commodity,
        period=(last.period if last else None) or (periods[-1] if periods else kept.period),
        states=states or before.states,
        treaty=treaty,
        topic="arms" if tags & {"ARMS", "W"} or ARMS_WORDS.search(sentence.text, *_ends(sentence)) else before.topic,
    )


def _state(code: str | None) -> str | None:
    """Leave the world ("*") out: no pronoun stands for it."""
    return None if code == "*" else code


def _ends(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _treaty(sentence: Sentence) -> str | None:
    from_tokens = [sentence.tokens[i].item for i in sentence.indexes("Y")]
    return next((getattr(item, "treaty_id", None) for item in from_tokens), None)


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
                for name in ("measure", "value", "subject", "object", "state", "claimed_status", "action", "comparator")
            ),
        )
        unique.setdefault(key, claim)
    return sorted(unique.values(), key=lambda claim: (claim.start, claim.end))
