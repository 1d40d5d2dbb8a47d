"""Changes told as a factor: "rose eightfold", "doubled", "was cut in half", "four times as high as in 2011-15"."""

import re
from dataclasses import dataclass

from armstrace.reading.figures.clauses import Sentence, matches, row_pattern
from armstrace.reading.figures.windows import is_compared

_WORDS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "quintupl": 5.0, "sextupl": 6.0, "halv": 2.0}
_MANIFOLD = re.compile(rf"({'|'.join(_WORDS)})(?:ed|ing)\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:more than|over|at least|well over)(?: \w+ly)? $", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:less than|not quite|under|at most)(?: \w+ly)? $", re.IGNORECASE)
_FACTOR = re.compile(r"fold\b|\bfactor of\b", re.IGNORECASE)
_BY_FACTOR = row_pattern(r"(?P<verb>RISE|FALL) (?:(?:BY|[a-z]+) ){0,2}X")
_FACTOR_OF = row_pattern(r"X (?P<verb>RISE|FALL)")
_IN_HALF = row_pattern(
    r"(?P<verb>FALL) (?:(?:ITS|S 'S) )?(?:(?:ARMS )?IMPORTS |EXPORTS )?(?:in|BY) (?:more than |less than )?(?P<half>half|P)"
)
_TIMES_AS_MUCH = row_pattern(r"(?P<times>X|P) (?:RISE|as (?:high|much|large|many|great|big)|more)")
_HALF = re.compile(r"half\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Multiple:
    """A volume became `factor` times what it was ("increase") or that part of it ("decrease"); bounds where told.

    `index` is the token that says so, `start` and `end` its words.
    """

    index: int
    start: int
    end: int
    direction: str
    factor: float
    low: float | None = None
    high: float | None = None


def multiples(sentence: Sentence) -> list[Multiple]:
    """Find the factors of a sentence by which something rose or fell, whatever it was."""
    found = [*_manifold(sentence), *_by_factor(sentence), *_in_half(sentence), *_times_as_much(sentence)]
    return list({multiple.index: multiple for multiple in reversed(found)}.values())


def _manifold(sentence: Sentence) -> list[Multiple]:
    found = []
    for index in sentence.indexes("RISE", "FALL"):
        token = sentence.tokens[index]
        word = _MANIFOLD.search(sentence.text, token.start, token.end)
        if word is None or sentence.part(index + 1, index + 3) == "BY P":
            continue
        factor = _WORDS[word[1].lower()]
        lead = sentence.text[max(sentence.span.start, token.start - 24) : token.start]
        low, high = (factor if bound.search(lead) else None for bound in (_AT_LEAST, _AT_MOST))
        direction = "decrease" if word[1].lower() == "halv" else "increase"
        found.append(Multiple(index, token.start, token.end, direction, factor, low, high))
    return found


def _by_factor(sentence: Sentence) -> list[Multiple]:
    found = []
    for pattern in (_BY_FACTOR, _FACTOR_OF):
        for match in matches(pattern, sentence.row):
            index = sentence.at(match.start()) + (match.group().count(" ") if pattern is _BY_FACTOR else 0)
            number = sentence.number(index)
            if _FACTOR.search(sentence.text, number.start, number.end):
                found.append(_of_number(sentence, index, "increase" if match["verb"] == "RISE" else "decrease"))
    return found


def _in_half(sentence: Sentence) -> list[Multiple]:
    found = []
    for match in matches(_IN_HALF, sentence.row):
        index = sentence.at(match.start("half"))
        token = sentence.tokens[index]
        core = sentence.number(index).core if token.tag == "P" else token
        if not _HALF.match(sentence.text, core.start):
            continue
        lead = sentence.text[max(sentence.span.start, core.start - 24) : core.start]
        low, high = (2.0 if bound.search(lead) else None for bound in (_AT_LEAST, _AT_MOST))
        found.append(Multiple(index, token.start, token.end, "decrease", 2.0, low, high))
    return found


def _times_as_much(sentence: Sentence) -> list[Multiple]:
    """Read "half as much in 2018-22 as in 2013-17": nothing is compared but one volume in two windows."""
    found = []
    for match in matches(_TIMES_AS_MUCH, sentence.row):
        index = sentence.at(match.start())
        at = sentence.tokens[index].end
        if not any(is_compared(sentence, period) and period.start > at for period in sentence.periods):
            continue
        if match["times"] == "X" and " times" not in sentence.text[sentence.tokens[index].start : at].lower():
            continue
        if match["times"] == "P" and not _HALF.match(sentence.text, sentence.number(index).core.start):
            continue
        found.append(_of_number(sentence, index, "increase" if match["times"] == "X" else "decrease"))
    return found


def _of_number(sentence: Sentence, index: int, direction: str) -> Multiple:
    number = sentence.number(index)
    # half of something is a fall to one of two
    factor = number.value or 1.0
    factor = factor if sentence.tokens[index].tag == "X" else 100.0 / factor
    low = factor if number.comparator in {">", ">="} else None
    high = factor if number.comparator in {"<", "<="} else None
    return Multiple(index, number.start, number.end, direction, factor, low, high)
