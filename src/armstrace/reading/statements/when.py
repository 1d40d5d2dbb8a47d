"""When something was said: a date beside the cue, outside the words that are reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from armstrace.reading.article import Article
from armstrace.reading.text.view import Span
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?! ?%)(?:,? (?P<y2>\d{{4}}))?(?: and (?P<d3>\d{{1,2}}))?|(?:in|In|of) (?:(?P<m4>{_MONTH}) )?(?P<y4>(?:19|20)\d\d))\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a day, month or year, with their value."""

    span: Span
    when: When


def find_dates(article: Article) -> list[Dated]:
    """Find the dates of an article that are printed as such; a day without a year takes the last one named."""
    found: list[Dated] = []
    year = article.published.year
    for match in _DATE.finditer(article.seen):
        printed = match["y1"] or match["y2"] or match["y4"]
        year = int(printed) if printed else year
        for day in (match["d1"] or match["d2"], match["d3"]):
            month = match["m1"] or match["m2"] or match["m4"]
            if day is None and (match["d1"] or match["d2"]):
                continue
            words = f"{int(day)} {month[:3]} {year}" if day else f"{year}"
            try:
                when = When.read(words)
            except UnreadableValue:
                continue
            if not printed and when.latest and when.latest > article.published:
                when = When.day(_a_year_before(when.latest))
            if not found or found[-1] != Dated(Span(*match.span()), when):
                found.append(Dated(Span(*match.span()), when))
    return found


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def date_of(dates: Sequence[Dated], sentence: Span, outside: Sequence[Span], cue: Span | None) -> list[When]:
    """Give the dates in a sentence outside the words reported, the nearest to the cue first."""
    near = [each for each in dates if sentence.start <= each.span.start < sentence.end]
    free = [each for each in near if not any(span.start <= each.span.start < span.end for span in outside)]
    at = cue.start if cue else sentence.start
    ordered = sorted(free, key=lambda each: abs(each.span.start - at))
    same = [each for each in free if ordered and each.span == ordered[0].span]
    return [each.when for each in same or ordered[:1]]
