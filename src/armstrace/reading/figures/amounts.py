"""Amounts: "$825 million worth of arms", "787 million TIV"."""

from collections.abc import Iterator

from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import ARMS_WORDS, Context, period_for, span_of
from armstrace.reading.figures.parties import parties, party_tokens, points_back
from armstrace.reading.figures.roles import Roles
from armstrace.records.claims import QuantityClaim


def amounts(sentence: Sentence, read: Roles, before: Context) -> Iterator[QuantityClaim]:
    """Give claims of money or of TIV volume in the arms trade."""
    about_arms = (
        bool(ARMS_WORDS.search(sentence.text, sentence.span.start, sentence.span.end))
        or before.commodity == "arms"
        or bool(sentence.classes)
    )
    for index in sentence.indexes("M", "V"):
        number = sentence.number(index)
        if number.kind == "money" and not (about_arms and sentence.indexes("S")):
            continue
        supplier, recipient = parties(sentence, read, before, index)
        period = period_for(sentence, index, before)
        start, end = span_of(sentence, [index, *party_tokens(sentence, supplier, recipient)], number, period)
        yield QuantityClaim(
            start=start,
            end=end,
            text=sentence.text[start:end],
            measure="amount",
            value=number.value,
            min=number.low,
            max=number.high,
            unit=number.unit or "TIV",
            comparator=number.comparator,
            subject=supplier,
            object=recipient,
            commodity="arms",
            period=period.when if period else before.period if points_back(sentence) else None,
            sentence=(sentence.span.start, sentence.span.end),
        )
