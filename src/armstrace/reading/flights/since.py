"""When fighting began, as a text itself dates it: "since the war broke out" means that day."""

import re
from collections.abc import Sequence
from datetime import date

from armstrace.reading.article import Article
from armstrace.reading.dates import times_in
from armstrace.reading.text.view import Span
from armstrace.records.values import When

_WAR = r"(?:war|conflict|fighting|hostilities|clashes|offensive|invasion|assault|battle|escalation)"
_BEGAN = r"(?:began|begun|started|broke out|broken out|erupted|resumed|flared(?: up)?)"
_SINCE = re.compile(rf"\bsince (?:the )?(?:[\w-]+ ){{0,3}}{_WAR}\b[^,.;]{{0,60}}?\b{_BEGAN}\b", re.IGNORECASE)
_SINCE_NOUN = re.compile(
    rf"\bsince (?:the )?(?:start|outbreak|beginning|onset|eruption) of (?:the )?(?:[\w-]+ ){{0,3}}{_WAR}\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    rf"\b{_WAR}\b[^,.;]{{0,60}}?\b{_BEGAN}\b|\b{_BEGAN} (?:its|their|an?|the) (?:[\w-]+ ){{0,3}}{_WAR}\b"
    rf"|\b(?:launched|opened|started|mounted|began) (?:its|their|an?|the) (?:[\w-]+ ){{0,3}}{_WAR}\b"
    rf"|\b(?:outbreak|eruption|start|beginning) of (?:the )?(?:[\w-]+ ){{0,3}}{_WAR}\b|\binvaded\b",
    re.IGNORECASE,
)


def since_fighting_began(article: Article, spans: Sequence[Span]) -> list[When | None]:
    """Give for each span the period "since the war began" where it says so and the text dates that by one day only."""
    said = [_said(article, span) for span in spans]
    first = _only_beginning(article) if any(said) else None
    return [When(first, None, printed=words) if first is not None and words else None for words in said]


def _said(article: Article, span: Span) -> str:
    found = _SINCE.search(article.seen, span.start, span.end) or _SINCE_NOUN.search(article.seen, span.start, span.end)
    return found.group() if found else ""


def _only_beginning(article: Article) -> date | None:
    days = {
        time.when.earliest
        for sentence in article.sentences
        if _BEGINNING.search(article.seen, sentence.span.start, sentence.span.end)
        for time in times_in(article, sentence.span)
        if time.when is not None and time.when.precision == "day"
    }
    return days.pop() if len(days) == 1 else None
