"""How far the words of one flight reach: its number before, its route behind, and who is said to run it."""

import re

from armstrace.reading.article import Article
from armstrace.reading.flights.places import bare_name
from armstrace.reading.text.view import Span

_PLACE = (
    r"(?:the |an? )?(?:[a-z]+ ){0,2}[A-Z][\w'-]*(?: [A-Z][\w'-]*)*(?: (?:military )?(?:air ?base|airport|airfield))?"
)
_WAYS = re.compile(
    r"(?: (?:from|to|into|out of|via|bound for|en route to|operated by|flown by|of|by|landing (?:at|in)|arriving (?:at|in)) "
    rf"{_PLACE})+"
)
_COUNTING = (
    r"the|an?|another|its|some|at least|more than|fewer than|about|around|more|fewer|no|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,4}|\d{1,3}(?:st|nd|rd|th)"
)
_LEADING = re.compile(rf"(?:(?:(?i:{_COUNTING})|[A-Z][\w'-]+) )+$")
_LEADS = 80
_RUNS = re.compile(
    r"(?P<name>(?:[A-Z][\w&'-]*)(?: [A-Z][\w&'-]*)*) (?:(?:has|have|had) )?(?:operated|flew|flown|made|ran|run|conducted|carried out|performed) "
    r"(?:[\w-]+ ){0,4}$"
)


_PRONOUNS = frozenset(
    {"it", "they", "he", "she", "we", "who", "which", "these", "those", "this", "that", "both", "all"}
)


def stretched(article: Article, sentence: Span, match: re.Match[str], span: Span) -> Span:
    """Stretch the words for flights over the route behind them ("from A to B") and over what counts them."""
    text = article.seen
    noun = match.end()
    # the words of a route end with its preposition
    for preposition in ("from ", "bound for ", "en route to ", "to "):
        if match.group().lower().endswith(" " + preposition):
            noun -= len(preposition) + 1
            break
    ways = _WAYS.match(text, noun, sentence.end)
    if ways is None:
        return span
    before = text[max(sentence.start, match.start() - _LEADS) : match.start()]
    led = _LEADING.search(before)
    start = match.start() - len(led.group()) if led else match.start()
    return Span(min(span.start, start), max(span.end, ways.end()))


def runner_of(article: Article, span: Span) -> str | None:
    """Name who "operated 18 flights", where the name stands before the verb and outside of the words for flights."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return None
    found = _RUNS.search(article.seen, max(sentence.span.start, span.start - 2 * _LEADS), span.start)
    return bare_name(found["name"]) if found and found["name"].lower() not in _PRONOUNS else None
