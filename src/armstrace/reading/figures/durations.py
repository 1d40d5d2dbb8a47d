"""Durations that the text's own dates can check: "After 44 days of war", "two weeks after opening an embassy"."""

import re
from collections.abc import Iterator, Sequence

from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.numbers import word_value
from armstrace.reading.figures.periods import Period
from armstrace.reading.text.words import meets, needs
from armstrace.records.claims import QuantityClaim
from armstrace.records.values import When

_UNIT = r"(?P<unit>day|week|month|year)"
_WORDS = r"(?P<n>\d[\d,]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\w+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|a|an)"
_HEDGE = r"(?:(?P<hedge>just over|just under|about|around|nearly|almost|some|roughly|more than|over|less than|at least|just|only)\s)?"
_CONFLICT = r"wars?|fighting|conflict|hostilities|battles?|combat|clashes|siege|bombardment|shelling|offensive|campaign|bloodshed|violence|blockade|truce|ceasefire|talks"
_FORMS = (
    re.compile(rf"\b{_HEDGE}{_WORDS} {_UNIT}s? of (?:\w+ ){{0,2}}(?:{_CONFLICT})\b", re.IGNORECASE),
    re.compile(rf"\b{_HEDGE}{_WORDS}-{_UNIT}(?:-long|-old)? (?:\w+ ){{0,2}}(?:{_CONFLICT})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:last(?:ed|ing)|raged|went on|continued|dragged on|held)(?: for)? {_HEDGE}{_WORDS} {_UNIT}s?\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_HEDGE}{_WORDS} {_UNIT}s? (?:later|after|before|earlier)\b[^,.;]*", re.IGNORECASE),
    re.compile(rf"\b{_HEDGE}{_WORDS} {_UNIT}s?\b", re.IGNORECASE),
)
_COUNTED_FROM, _ANY = 3, 4
_UNITS = needs(" day|-day| week|-week| month|-month| year|-year")
_NAMED = re.compile(rf"{_WORDS}[ -]{_UNIT}")
_TELLING = re.compile(rf"{_CONFLICT}|last|raged|went on|continued|dragged on|held|later|after|before|earlier|between")
_BEGIN = re.compile(
    r"\b(?:launch|beg[aiu]n|start|broke out|break out|erupt|opened|opening|invad|attack|outbreak|resum|imposed)\w*",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:end|ceasefire|cease-fire|truce|deal|peace|agreement|armistice|announc|surrender|halt|stopp|conclu|lifted|capitulat|signed)\w*",
    re.IGNORECASE,
)
_COMPARATORS = {"more than": ">", "over": ">", "less than": "<", "at least": ">=", "just": "=", "only": "="}
_REACH = 3


def durations(sentences: Sequence[Sentence], index: int) -> Iterator[QuantityClaim]:
    """Give the durations of one sentence, with the two dates near it that they run between where the text has them."""
    sentence = sentences[index]
    if not may_last(sentence):
        return
    taken: list[tuple[int, int]] = []
    for form, pattern in enumerate(_FORMS):
        for match in pattern.finditer(sentence.text, sentence.span.start, sentence.span.end):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append((match.start(), match.end()))
            if form == _ANY and not _two_days(sentences, index):
                continue
            words = match["n"].lower()
            value = 1.0 if words in {"a", "an"} else word_value(words)
            hedge = (match["hedge"] or "").lower()
            unit = match["unit"].lower()
            comparator = _COMPARATORS.get(hedge, "~" if hedge else "=")
            if unit == "week":
                # the schema counts weeks in days; nobody means the seventh day to the hour
                value, unit, comparator = 7 * value, "day", "~" if comparator == "=" else comparator
            yield QuantityClaim(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                measure="duration",
                value=value,
                unit=unit,
                comparator=comparator,
                period=_between(sentences, index, counted_from=form == _COUNTED_FROM),
                sentence=(sentence.span.start, sentence.span.end),
            )


def may_last(sentence: Sentence) -> bool:
    """Tell whether a sentence can hold a duration: a number of days or years, and a word or two days to count it by."""
    words = sentence.small[sentence.span.start : sentence.span.end]
    if not (meets(_UNITS, words) and _NAMED.search(words)):
        return False
    return bool(_TELLING.search(words)) or len(_days(sentence)) >= 2


def _between(sentences: Sequence[Sentence], index: int, *, counted_from: bool) -> When | None:
    """Find the day something began and the day it ended: both in the sentence, else in those around it."""
    spanning = next((p.when for p in sentences[index].periods if p.kind == "days"), None)
    if spanning is not None:
        return spanning
    two = _two_days(sentences, index)
    if two is not None:
        return _interval(*two)
    if counted_from:
        here, back = _days(sentences[index]), _days(sentences[index - 1]) if index else []
        return _interval(back[-1], here[0]) if back and here else None
    near = sentences[max(0, index - 1) : index + 1 + _REACH * 2]
    begun = next((day for other in near for day in _days(other) if _BEGIN.search(_around(other, day))), None)
    ended = next(
        (day for other in near for day in _days(other) if _END.search(_around(other, day)) and day is not begun), None
    )
    return _interval(begun, ended) if begun and ended else None


def _two_days(sentences: Sequence[Sentence], index: int) -> tuple[Period, Period] | None:
    """Give the two days a sentence names, or that "in the days between" points back to."""
    here = _days(sentences[index])
    if len(here) >= 2:
        return here[0], here[-1]
    back = _days(sentences[index - 1]) if index else []
    span = sentences[index].span
    pointing = "between" in sentences[index].text[span.start : span.end]
    return (back[0], back[1]) if not here and len(back) == 2 and pointing else None


def _days(sentence: Sentence) -> list[Period]:
    return [p for p in sentence.periods if p.kind == "day" and p.when is not None]


def _around(sentence: Sentence, period: Period) -> str:
    """Give the words of the clause that a date stands in."""
    return sentence.text[max(sentence.span.start, period.start - 60) : min(sentence.span.end, period.end + 60)]


def _interval(first: Period, last: Period) -> When | None:
    if first.when is None or last.when is None or first.when.earliest is None or last.when.latest is None:
        return None
    if first.when.earliest > last.when.latest:
        return None
    return When(first.when.earliest, last.when.latest, "", f"{first.when.edtf}/{last.when.edtf}")
