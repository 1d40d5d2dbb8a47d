"""When something was said: the date beside the cue, outside the words that are reported."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention
from armstrace.records.values import When

# behind these a date bounds or describes something else than the saying
_NOT_THEN = re.compile(
    r"\b(?:since|after|before|until|till|from|of|between|for|by|to|than|the)\s(?:the\s|early\s|late\s|mid-?\s?)?$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s?(?:,|and|, and|,? as well as)\s?(?:on\s|in\s)?")


@dataclass(frozen=True, slots=True)
class Around:
    """Where a cue stands, and the words that are no part of its own clause: what is reported, who speaks."""

    at: int
    others: tuple[Span, ...]


def find_dates(article: Article) -> list[TimeMention]:
    """Find the days, months and years that an article names, each block read against its own day."""
    return [each for each in article.times if each.kind in {"date", "time"} and each.when is not None]


def date_of(article: Article, dates: Sequence[TimeMention], sentence: Span, around: Around) -> list[When]:
    """Give the dates of a saying: the one nearest to the cue, and those named together with it."""
    first = bisect_left(dates, sentence.start, key=lambda each: each.start)
    last = bisect_left(dates, sentence.end, key=lambda each: each.start)
    free = [each for each in dates[first:last] if _is_free(article, each, around)]
    if not free:
        return []
    nearest = min(range(len(free)), key=lambda index: abs(free[index].start - around.at))
    low = high = nearest
    while low and _TOGETHER.fullmatch(article.seen, free[low - 1].end, free[low].start):
        low -= 1
    while high + 1 < len(free) and _TOGETHER.fullmatch(article.seen, free[high].end, free[high + 1].start):
        high += 1
    return [each.when for each in free[low : high + 1] if each.when]


def _is_free(article: Article, each: TimeMention, around: Around) -> bool:
    if any(span.start <= each.start < span.end for span in around.others):
        return False
    return not _NOT_THEN.search(article.seen, max(0, each.start - 20), each.start)
