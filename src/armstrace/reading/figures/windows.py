"""Which years a figure is of, where a text does not print them beside it.

"In those five years" and "the same period" mean the last window that the text said; "than in 2010-14" names what is
compared and not when; the day of another event ("which halted sales after the coup in October 2018") is no period of
a figure that stands outside; and "the ten years before the war" has years only where the text says when the war began.
"""

import re
from collections.abc import Sequence

from armstrace.reading.figures.clauses import Sentence, Token
from armstrace.reading.figures.periods import EVENT, Period, same_event
from armstrace.reading.text.view import Span
from armstrace.records.values import When

DATED = frozenset(["range", "year", "since", "relative", "decade", "half", "month", "day"])
_SINGLE = frozenset(["year", "month", "day", "days", "half"])
_BASE = (
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|relative to|as against|versus|vs\.?|set against)"
    r"(?: (?:in|during|over|for|between|of|it|they|that|those|these|was|were|had|been|did|has|have|the|its|their|level|"
    r"levels|total|totals|figure|figures|volume|volumes|average|deliveries|imports|exports)){0,6} ?$"
)
# "as in 2011-15", "as it had been in 2011-15", and not "as early as 2011"
_AS = (
    r"(?<!well )(?<!early )(?<!recently )(?<!late )(?<!back )(?<!ago )(?<!soon )(?<!far )"
    r"\bas(?: (?:it|they)(?: (?:had|was|were|did|been|has|have)){1,2})? ?$"
)
_COMPARED = re.compile(f"{_BASE}|{_AS}", re.IGNORECASE)
# "fell in 2019-23 from 2014-18"
_DATED_BEFORE = re.compile(r"\b\d{4}(?:\s?[-\u2013/]\s?\d{2,4})?,? (?:from )?$")
_FROM = re.compile(r"from ", re.IGNORECASE)
# the other end of a comparison, with a figure of its own: "66 percent, up from 80 percent in 2011-15"
_UP_TO_A_MARK = r"(?:[^,;.]|(?<=\d)[.,](?=\d)){0,60}$"
_FORMER = re.compile(
    rf"\b(?:(?:up|down) from|than(?! any| all| every)|compared (?:with|to)|against)\b{_UP_TO_A_MARK}"
    # "fell to 20 percent in 2019-23 from 46 percent in 2014-18"
    rf"|\b\d{{4}}(?:\s?[-\u2013/]\s?\d{{2,4}})?,? from (?:\w+ )?\d{_UP_TO_A_MARK}",
    re.IGNORECASE,
)
_REACH = 90
_ASIDE = re.compile(r"(?P<mark>, |\(| \u2014 ?| - )(?:which|who|whose|where|whom)\b")
_ENDS = {", ": re.compile(r", |;|\u2014"), "(": re.compile(r"\)")}
_DASH = re.compile(r"\u2014| - |;")
_HUNG = re.compile(
    r"\b(?:after|before|following|until|prior to|ahead of|in the wake of|since)(?P<between>(?: (?!and\b|but\b)[\w'.-]+){1,12}) ?$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"(?<![\w'])(?!with\b|from\b|that\b|this\b|those\b|some\b|into\b)[a-z]{4,}\b")
_RANKED = re.compile(r"\b(?:exporters?|importers?|suppliers?|recipients?|customers?|state|country|producers?)\b")
_FIGURES = ("P", "X", "N", "M", "V", "R")
_PARTS = re.compile(r", (?:and|but|while|whereas|although|though|as) |; ?|\u2014")
_COUNTED = re.compile(r"\b(?P<count>\w+)[- ]year|\b(?P<years>\w+) years\b", re.IGNORECASE)
_WORDS = {"three": 3, "four": 4, "five": 5, "ten": 10}


def is_compared(sentence: Sentence, period: Period) -> bool:
    """Tell a period that a figure is only held against: "higher than in 2010-14", "compared with 2010-14"."""
    start = max(sentence.span.start, period.start - _REACH)
    lead = sentence.text[start : period.start].replace("(", " ")
    former = lead.endswith("from ") or _FROM.match(sentence.text, period.start, period.end)
    return bool(_COMPARED.search(lead) or (former and _DATED_BEFORE.search(lead)))


def in_aside(sentence: Sentence, period: Period, at: int | None) -> bool:
    """Tell the date of a relative clause that what stands at a place is outside of: "Italy, which left in 2018, had"."""
    if period.kind not in _SINGLE:
        return False
    for start, end in asides(sentence.text, sentence.span):
        if start <= period.start < end:
            return (at is None or not start <= at < end) and not _has_figure(sentence, start, end)
    return False


def asides(text: str, span: Span) -> list[tuple[int, int]]:
    """Give the relative clauses of a sentence of a view that commas, brackets or dashes set off."""
    last = span.end
    found: list[tuple[int, int]] = []
    for opened in _ASIDE.finditer(text, span.start, last):
        if found and opened.start() < found[-1][1] - 2:
            continue
        closed = _ENDS.get(opened["mark"], _DASH).search(text, opened.end(), last)
        found.append((opened.start(), closed.start() if closed else last))
    return found


def _has_figure(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= sentence.tokens[i].start < end for i in sentence.indexes(*_FIGURES))


def hung_from(sentence: Sentence, period: Period) -> int | None:
    """Give where "after the coup in 2021, Russia sold" begins: the date of an event that a figure comes after or before.

    None where a date is hung on no event.
    """
    if period.kind not in _SINGLE:
        return None
    before = sentence.text[max(sentence.span.start, period.start - _REACH) : period.start]
    hung = _HUNG.search(before)
    if hung is None or _RANKED.search(hung["between"]) or not _HAPPENED.search(hung["between"]):
        return None
    begin = period.start - len(hung.group())
    return None if _has_figure(sentence, begin, period.start) else begin


def own_part(sentence: Sentence, token: Token, periods: Sequence[Period]) -> list[Period]:
    """Keep the periods of the part of the sentence that a figure stands in, between its "and" and its "while"."""
    marks = [match.start() for match in _PARTS.finditer(sentence.text, sentence.span.start, sentence.span.end)]
    first = max((mark for mark in marks if mark < token.start), default=sentence.span.start)
    last = min((mark for mark in marks if mark > token.start), default=sentence.span.end)
    return [period for period in periods if first <= period.start < last]


def said(sentence: Sentence, before: tuple[When, ...], until: int | None = None) -> tuple[When, ...]:
    """Give the last window and the last year that a text has said up to the end of a sentence, in their order."""
    known = before
    for period in sentence.periods:
        if until is not None and period.start >= until:
            break
        if period.kind not in DATED or period.when is None or is_former(sentence, period):
            continue
        when = period.when
        if when.earliest is None or when.latest is None:
            continue
        if period.kind in _SINGLE:
            if when.earliest.year != when.latest.year:
                continue
            when = When.years_of(when.earliest.year, when.earliest.year)
        known = (*(each for each in known if _is_year(each) != _is_year(when)), when)
    return known


def is_former(sentence: Sentence, period: Period) -> bool:
    """Tell a period that only stands for what was before: it is not what "this period" means after it."""
    lead = sentence.text[max(sentence.span.start, period.start - _REACH) : period.start]
    return bool(_FORMER.search(lead)) or is_compared(sentence, period)


def _is_year(when: When) -> bool:
    return when.years is not None and when.years[0] == when.years[1]


def meant(sentence: Sentence, period: Period, known: tuple[When, ...]) -> When:
    """Give the window that "those five years", "the same period" or "that year" points back to; open where none fits."""
    words = sentence.text[period.start : period.end]
    small = words.lower()
    fitting = list(known)
    if small.endswith("years"):
        fitting = [each for each in fitting if not _is_year(each)]
    elif small.endswith("year"):
        fitting = [each for each in fitting if _is_year(each)]
    counted = _COUNTED.search(words)
    number = _WORDS.get((counted["count"] or counted["years"]).lower()) if counted else None
    if number is not None:
        fitting = [each for each in fitting if length(each) == number]
    return fitting[-1] if fitting else open_period(words)


def open_period(words: str) -> When:
    """Give a period that a text speaks of without saying when it was."""
    return When(None, None, "", words)


def length(when: When) -> int | None:
    """Give how many whole years a period has."""
    return when.years[1] - when.years[0] + 1 if when.years else None


def of_event(sentence: Sentence, period: Period, begun: Sequence[tuple[str, int]]) -> When:
    """Give the years of "the ten years before the war" where the text says once when it began, else an open period."""
    if period.when is not None:
        return period.when
    words = sentence.text[period.start : period.end]
    named = same_event(words)
    years = {year for event, year in begun if named is not None and event == named[0]}
    if named is None or named[1] is None or len(years) != 1:
        return open_period(words)
    first = min(years)
    return When.years_of(first - named[1], first - 1, printed=words)


_BEGAN = re.compile(
    r"\b(?:began|begun|started|broke out|erupted|has raged since|was launched|were launched|launched|outbreak)\b"
)


def begun(sentence: Sentence) -> tuple[tuple[str, int], ...]:
    """Give the event that a sentence says began in one year, by its plain noun: "The war began on 15 April 2023"."""
    if not sentence.periods or not _BEGAN.search(sentence.piece):
        return ()
    events = {match.group().lower() for match in EVENT.finditer(sentence.piece)}
    dated = [p.when for p in sentence.periods if p.kind in _SINGLE and p.when is not None]
    years = {when.earliest.year for when in dated if when.earliest is not None}
    return ((events.pop(), years.pop()),) if len(events) == 1 and len(years) == 1 else ()
