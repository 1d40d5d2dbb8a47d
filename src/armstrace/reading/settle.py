"""Where two grammars read the same words: what the figures of the trade keep beside the quantities and trades.

The figures take the whole clause of a count; here a count's span is the number and what it counts. A count of weapons
that were destroyed or captured is none of a delivery, whatever verb stands near.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.figures.numbers import Number, find_numbers
from armstrace.reading.incidents.named import within
from armstrace.reading.quantities.counted import counted
from armstrace.reading.quantities.sizes import excluded
from armstrace.reading.text.view import Span
from armstrace.reading.trades.heads import find_heads
from armstrace.records.claims import Claim, QuantityClaim, TradeClaim

_CLAUSE = re.compile(r"[;:\u2014] ?|, (?:and|but|while) | and (?=(?:last|this|in|on|since) \w+ [a-z]+)")
_PART = re.compile(r"\)?, (?:and )?| and |: ")
_NEXT = re.compile(
    r",? and,? (?:thus|hence|so|then|therefore|\w+ed|made|gave|was|were|has|had|sold)\b| and sold\b|, (?:signed|down|up|and|but|while|including|which|with|as well)\b|[;\u2014]"
)


def settled(
    article: Article, figures: Sequence[Claim], quantities: Sequence[QuantityClaim], trades: Sequence[TradeClaim]
) -> Iterator[Claim]:
    """Give the figures with the spans of the schema, without what a whole clause says already or says otherwise."""
    told: dict[int, list[TradeClaim]] = {}
    for trade in trades:
        told.setdefault(_home(article, trade), []).append(trade)
    counts = {(_home(article, claim), claim.value): claim for claim in quantities}
    for figure in figures:
        if isinstance(figure, TradeClaim):
            if _adds(article, figure, told.get(_home(article, figure), [])):
                yield figure
        elif isinstance(figure, QuantityClaim) and _is_order(figure):
            continue
        elif isinstance(figure, QuantityClaim) and figure.measure in {"count", "amount"} and figure.value is not None:
            narrowed = _narrowed(article, figure)
            other = counts.get((_home(article, figure), figure.value))
            if narrowed is None:
                continue
            if (
                other is None
                or other.measure == "amount"
                or not (narrowed.start < other.end and other.start < narrowed.end)
            ):
                yield narrowed
        else:
            yield figure


def _is_trade(article: Article, figure: TradeClaim) -> bool:
    """Tell a weapon in a sentence of trade, or of a list of what was traded, from one that stands beside two states."""
    if figure.sentence is None:
        return True
    span = Span(*figure.sentence)
    return bool(_LIST.match(article.seen, span.start)) or bool(find_heads(article, span))


_LIST = re.compile(
    r"(?:among|these|those|they|the (?:imports|deliveries|weapons|arms|shipments|supplies|purchases))\b", re.IGNORECASE
)


def _is_order(figure: QuantityClaim) -> bool:
    """Tell "two years later", which no date of the text can check: it orders events and measures none."""
    return figure.measure == "duration" and figure.period is None and bool(_LATER.search(figure.text))


_LATER = re.compile(r"\b(?:later|earlier)$")


def _adds(article: Article, figure: TradeClaim, told: Sequence[TradeClaim]) -> bool:
    """Tell a traded weapon that no clause tells of, or that is the second of the weapons of one."""
    if not told:
        return _is_trade(article, figure)
    if figure.designation is None or figure.designation in {trade.designation for trade in told}:
        return False
    return any(trade.start <= figure.start < trade.end for trade in told)


def _home(article: Article, claim: QuantityClaim | TradeClaim) -> int:
    """Give where the sentence begins that a claim ends in; a dateline may stand before it."""
    sentence = article.sentence_at(claim.end - 1)
    return sentence.span.start if sentence else claim.end


def _narrowed(article: Article, figure: QuantityClaim) -> QuantityClaim | None:
    """Give a count the span of its number and noun, where its clause holds more numbers; an amount ends with its clause.

    None where the number belongs to the name of a weapon ("Leopard 2").
    """
    numbers = find_numbers(
        article.seen, Span(figure.start, figure.end), excluded(article.seen, Span(figure.start, figure.end))
    )
    number = next((each for each in numbers if each.value == figure.value and each.kind in {"plain", "money"}), None)
    if number is None:
        return figure
    if figure.measure == "amount":
        stop = _NEXT.search(article.seen, number.end, figure.end)
        start, end = _alone(article, figure, number, [each for each in numbers if each.kind == "money"])
        end = min(end, stop.start()) if stop else end
        return _cut(article, figure, start, end) if (start, end) != (figure.start, figure.end) else figure
    if any(
        weapon.start < number.core.start < weapon.end
        for weapon in within(article.weapons, Span(number.start - 30, number.end))
    ):
        return None
    plain = [each for each in numbers if each.kind in {"plain", "money"}]
    if len(plain) < 2 and figure.end - figure.start < 4 * (number.end - number.start) + 12:
        return figure
    return _counted(article, figure, number)


def _alone(article: Article, figure: QuantityClaim, number: Number, money: Sequence[Number]) -> tuple[int, int]:
    """Give the clause of an amount, of a list of amounts its own part: "$9 billion from A, $4 billion from B"."""
    earlier = [each.end for each in money if each.end <= number.start]
    later = [each.start for each in money if each.start >= number.end]
    marks = _CLAUSE.finditer(article.seen, figure.start, number.start)
    start = max((match.end() for match in marks), default=figure.start)
    if earlier:
        parts = _PART.finditer(article.seen, earlier[-1], number.start)
        start = max((match.end() for match in parts), default=start)
    part = _PART.search(article.seen, number.end, later[0]) if later else None
    return start, part.start() if part else figure.end


def _counted(article: Article, figure: QuantityClaim, number: Number) -> QuantityClaim:
    sentence = figure.sentence[1] if figure.sentence else figure.end
    what = counted(article, number, sentence)
    if what is None or what.span.end <= number.end:
        return figure
    # the name of a weapon is quoted whole: "12 Leopard 2 tanks"
    names = within(article.weapons, Span(number.end, sentence))
    end = next(
        (each.end for each in names if each.start < what.span.end < each.end and not each.generic), what.span.end
    )
    return _cut(article, figure, number.start, end)


def _cut(article: Article, figure: QuantityClaim, start: int, end: int) -> QuantityClaim:
    return replace(figure, start=start, end=end, text=article.text[start:end])
