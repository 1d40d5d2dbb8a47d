"""How many flights a clause tells of: a number, the third of them, more than before, none."""

import re
from collections.abc import Iterator

from armstrace.reading.article import Article
from armstrace.reading.figures.numbers import Number, find_numbers
from armstrace.reading.text.view import Span

Count = tuple[float | None, float | None, str | None]
"""Value, least value where the text gives only that, and comparator."""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b({'|'.join(ORDINALS)})\b(?= (?:\w+ ){{0,3}}(?:flight|plane|aircraft|heavy|freighter|jet|airlift|landing|sortie|cargo))",
    re.IGNORECASE,
)
_ORDINAL_LAST = re.compile(rf"\b({'|'.join(ORDINALS)})(?: [\w-]+){{0,2}} $", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) (?:\w+ ){0,2}$")
_RISE = re.compile(
    r"\b(?:surge|increase|rise|spike|uptick|jump|growing number|more and more|rising number)\b", re.IGNORECASE
)
_FALL = re.compile(r"\b(?:decrease|drop|fall|decline)\b (?:in|of)", re.IGNORECASE)
# the flights themselves must be what grew: "flights to X tripled", "the number of flights has risen"
_VERBS = "tripled|doubled|quadrupled|surged|rose|risen|increased|jumped|soared|multiplied|dropped|fell|fallen|declined|decreased|halved"
_CHANGED = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_GREW = re.compile(
    r"\b(?:flights|sorties|landings|airlifts|overflights)\b(?: [^,.;:]{1,80}?)?? (?:(?:has|have|had) )?(?:more than |almost |nearly |sharply |steadily )?"
    rf"(?P<verb>{_VERBS})\b",
    re.IGNORECASE,
)
_SHRANK = frozenset({"dropped", "fell", "fallen", "declined", "decreased", "halved"})
_COMPARED = re.compile(r"\b(?P<word>more|fewer) (?:\w+ ){0,2}$", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|zero) (?:\w+ ){0,2}$", re.IGNORECASE)


def count_in(article: Article, span: Span, match: re.Match[str], craft: re.Match[str] | None, negated: bool) -> Count:
    """Say how many flights a clause tells of; `match` is its words for flights, `craft` the aircraft within them."""
    words = article.seen[span.start : span.end]
    at = match.start() + (craft.start() if craft else 0)
    before = article.seen[max(span.start, at - 80) : at]
    ordinal = _ORDINAL.search(words) or _ORDINAL_LAST.search(article.seen[span.start : at])
    if ordinal:
        return float(ORDINALS[ordinal[1].lower()]), None, "ordinal"
    nth = _NUMBERED.search(before) or _NUMBERED.search(article.seen[span.start : match.start()])
    if nth:
        return float(nth[1]), None, "ordinal"
    trend = _trend(article, span, at)
    if trend:
        return None, None, trend
    number = next(_counted(article, span, at), None)
    if number:
        return number.value, number.low, number.comparator
    if negated or _NONE.search(article.seen[max(0, at - 40) : at]):
        return 0.0, None, "="
    return None, None, None


def _trend(article: Article, span: Span, at: int) -> str | None:
    words = article.seen[span.start : span.end]
    if _RISE.search(words):
        return "increase"
    if _FALL.search(words):
        return "decrease"
    sentence = article.sentence_at(span.start)
    end = min(sentence.span.end if sentence else span.end, span.end + 100)
    grew = _GREW.search(article.seen, span.start, end) if _CHANGED.search(article.seen, span.start, end) else None
    if grew:
        return "decrease" if grew["verb"].lower() in _SHRANK else "increase"
    compared = _COMPARED.search(article.seen[max(0, at - 40) : at])
    if compared:
        return "increase" if compared["word"].lower() == "more" else "decrease"
    return None


def _counted(article: Article, span: Span, craft: int) -> Iterator[Number]:
    """Give the numbers that stand right before the aircraft or flights, the nearest first: a year may stand before."""
    numbers = find_numbers(article.seen, Span(span.start, craft), [])
    yield from (n for n in reversed(numbers) if n.kind == "plain" and craft - n.end <= 25)
