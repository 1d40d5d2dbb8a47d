"""Shares that rose or fell: "its share of global exports rose from 0.6 to 1.1 percent" gives two shares, no volume.

The size of such a rise ("by 10 points", "halved") is neither a share nor a change of a volume, and is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import Context
from armstrace.reading.figures.ratios import compared_windows
from armstrace.reading.figures.windows import open_period
from armstrace.records.claims import QuantityClaim

_FROM = re.compile(r"from\b", re.IGNORECASE)
_SPREAD = re.compile(
    r"\b(?:rang\w+|var(?:y|ie[sd]|ying)|fluctuat\w+|anywhere|estimate[sd]?)\b[^,;]{0,30}$", re.IGNORECASE
)
_MOVES = re.compile(
    r"\b(?:from|moved?|slipp(?:ed|ing)|edged|crept|shr[aiu]nk(?:ing)?|went|go(?:es|ing)?|chang(?:ed|ing)|widened|narrowed|"
    r"swell(?:ed|ing)|swelled|ris\w+|rose|gr[eo]w\w*|increas\w+|climb\w+|jump\w+|surg\w+|soar\w+|expand\w+|up|down|fell|"
    r"fall\w*|dropp\w+|drop|declin\w+|decreas\w+|plung\w+|plummet\w+|reduc\w+|dipp\w+|sank|slump\w+)\b(?: \w+ly)?,? ?$",
    re.IGNORECASE,
)


def is_moving(sentence: Sentence, index: int) -> bool:
    """Tell "rose from 0.6 to 1.1 percent" from a range: "supplied from 40 to 50 percent"."""
    number = sentence.number(index)
    if number.low is None or number.high is None or not _FROM.match(sentence.text, number.start):
        return False
    lead = sentence.text[sentence.span.start : number.start]
    if _SPREAD.search(lead):
        return False
    return bool(_MOVES.search(lead)) or "SHARE" in sentence.part(max(0, index - 6), index).split()


def two_shares(sentence: Sentence, index: int, claim: QuantityClaim, before: Context) -> Iterator[QuantityClaim]:
    """Give the share that another one came from and the one it came to, each in its own window where that is told."""
    number = sentence.number(index)
    earlier, later, _ = compared_windows(sentence, index, before)
    unknown = open_period(number_words := sentence.text[number.start : number.end])
    if later is None and claim.period is not None and claim.period.years is not None and number_words:
        # "in 2017-21 ... its share fell from 69 to 46 percent": when it was 69 is not said
        later = claim.period
        earlier = before.moved[0] if before.moved is not None and before.moved[1] == later else None
    # where neither is dated the later one stands for both: two figures without years would seem to differ
    pairs = ((number.low, earlier), (number.high, later)) if earlier or later else ((number.high, None),)
    for value, period in pairs:
        yield replace(claim, value=value, min=None, max=None, comparator="=", period=period or unknown)
