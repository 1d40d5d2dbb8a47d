"""Where two grammars read the same words: what the figures of the trade keep beside the quantities and trades.

The figures take the whole clause of a count; here a count's span is the number and what it counts. A count of weapons
that were destroyed or captured is none of a delivery, whatever verb stands near.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.figures.numbers import Number, find_numbers
from armstrace.reading.quantities.counted import counted
from armstrace.reading.text.view import Span
from armstrace.records.claims import Claim, QuantityClaim, TradeClaim

_NEXT = re.compile(r",? and,? (?:thus|hence|so|then|therefore|\w+ed|made|gave|was|were|has|had)\b|[;\u2014]")


def settled(article: Article, figures: Sequence[Claim], trades: Sequence[TradeClaim]) -> Iterator[Claim]:
    """Give the figures with the spans of the schema, without trades that a whole clause says already."""
    said = {(trade.sentence, trade.supplier, trade.recipient) for trade in trades}
    for figure in figures:
        if isinstance(figure, TradeClaim):
            if figure.designation or (figure.sentence, figure.supplier, figure.recipient) not in said:
                yield figure
        elif isinstance(figure, QuantityClaim) and figure.measure in {"count", "amount"} and figure.value is not None:
            yield _narrowed(article, figure)
        else:
            yield figure


def _narrowed(article: Article, figure: QuantityClaim) -> QuantityClaim:
    """Give a count the span of its number and noun, where its clause holds more numbers; an amount ends with its clause."""
    numbers = find_numbers(article.seen, Span(figure.start, figure.end), [])
    number = next((each for each in numbers if each.value == figure.value and each.kind in {"plain", "money"}), None)
    if number is None:
        return figure
    if figure.measure == "amount":
        stop = _NEXT.search(article.seen, number.end, figure.end)
        return _cut(article, figure, figure.start, stop.start()) if stop else figure
    plain = [each for each in numbers if each.kind in {"plain", "money"}]
    if len(plain) < 2:
        return figure
    return _counted(article, figure, number)


def _counted(article: Article, figure: QuantityClaim, number: Number) -> QuantityClaim:
    sentence = figure.sentence[1] if figure.sentence else figure.end
    what = counted(article, number, sentence)
    if what is None or what.span.end <= number.end:
        return figure
    return _cut(article, figure, number.start, what.span.end)


def _cut(article: Article, figure: QuantityClaim, start: int, end: int) -> QuantityClaim:
    return replace(figure, start=start, end=end, text=article.text[start:end])
