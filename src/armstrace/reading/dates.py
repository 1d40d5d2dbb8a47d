"""The date that belongs to a clause: its own, else the only one of its sentence."""

from bisect import bisect_left

from armstrace.reading.article import Article
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention
from armstrace.records.values import When


def date_in(article: Article, span: Span) -> When | None:
    """Give the date or period of a clause; one named elsewhere in its sentence counts if it is the only one."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return None
    found = times_in(article, sentence.span)
    inside = [time for time in found if span.start <= time.start and time.end <= span.end]
    chosen = inside or (found if len(found) == 1 else [])
    return chosen[0].when if chosen else None


def times_in(article: Article, span: Span) -> list[TimeMention]:
    """Give the times within a span that stand for days of the calendar."""
    times = article.times
    first = bisect_left(times, span.start, key=lambda time: time.start)
    found = []
    for time in times[first:]:
        if time.start >= span.end:
            break
        if time.when is not None and time.end <= span.end:
            found.append(time)
    return found
