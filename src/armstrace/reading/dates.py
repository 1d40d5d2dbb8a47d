"""The date that belongs to a clause: its own, else the only one of its sentence."""

from armstrace.reading.article import Article
from armstrace.reading.figures.periods import Calendar, Period, find_periods
from armstrace.reading.text.view import Span
from armstrace.records.values import When


def date_in(article: Article, span: Span) -> When | None:
    """Give the date or period of a clause; one named elsewhere in its sentence counts if it is the only one."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return None
    day = article.blocks[sentence.block].day
    known = Calendar(day or article.published)
    found: list[Period] = [p for p in find_periods(article.seen, sentence.span, known) if p.when is not None]
    inside = [period for period in found if span.start <= period.start and period.end <= span.end]
    chosen = inside or (found if len(found) == 1 else [])
    return chosen[0].when if chosen else None
