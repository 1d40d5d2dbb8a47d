"""Numbers about arms that are no trade: losses, holdings, licences, shares of something else.

They are claims as much as the rest; that no register can answer them is for a check to say.
"""

import re
from collections.abc import Iterator, Sequence

from armstrace.gazetteer.weapon_classes import find_weapon_classes
from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import ARMS_WORDS
from armstrace.records.claims import QuantityClaim

_LOST = re.compile(
    r"\b(?:destroy|shot down|knocked out|captur|seiz|los[te]|lost|wrecked|eliminat|neutrali[sz])\w*", re.IGNORECASE
)
_HELD = re.compile(
    r"\b(?:own|has|have|had|hold|possess|operat|field|stockpil|store|carry|carries|composed)\w*", re.IGNORECASE
)
_LICENCE = re.compile(r"^\s(?:\w+\s){0,2}(?:export |arms |weapons )*(?:licen[cs]es?|permits?)\b", re.IGNORECASE)
_LICENSED = re.compile(r"\bexport licen[cs]e", re.IGNORECASE)
_REACH = 40


def others(sentence: Sentence, found: Sequence[QuantityClaim]) -> Iterator[QuantityClaim]:
    """Give the numbers of a sentence about arms that no other finder took."""
    text = sentence.piece
    if not (ARMS_WORDS.search(text) or sentence.classes or _LICENSED.search(text)):
        return
    of_arms = "equipment_losses" if _LOST.search(text) else "equipment_holdings" if _HELD.search(text) else "count"
    for index in sentence.indexes("N", "P"):
        number = sentence.number(index)
        taken = any(claim.start <= number.start < claim.end for claim in found)
        if number.value is None or taken:
            continue
        behind = sentence.text[number.end : min(number.end + _REACH, sentence.span.end)]
        classes = [
            c for c in find_weapon_classes(behind) if not re.search(r"[,;:]|\b(?:and|of|in|with)\b", behind[: c.start])
        ]
        weapon = sentence.part(index + 1, index + 2) == "W"
        if number.kind == "percent":
            measure, unit, end = "share", "percent", number.end
        elif licence := _LICENCE.match(behind):
            measure, unit, end = "count", "licence", number.end + licence.end()
        elif classes or weapon:
            token = sentence.tokens[index + 1] if weapon else None
            unit = sentence.text[token.start : token.end] if token else classes[0].printed
            end = token.end if token else number.end + classes[0].end
            measure = of_arms
        else:
            continue
        yield QuantityClaim(
            start=number.start,
            end=end,
            text=sentence.text[number.start : end],
            measure=measure,
            value=number.value,
            min=number.low,
            max=number.high,
            unit=unit,
            comparator=number.comparator,
            commodity=None if measure == "share" else "arms",
            action="not_trade",
            sentence=(sentence.span.start, sentence.span.end),
        )
