"""Finding the dated events of an article that no other claim tells."""

import re
from collections.abc import Sequence
from dataclasses import replace

from armstrace.reading.article import Article
from armstrace.reading.events.heads import NOUN_BEHIND, Dated, dated_by
from armstrace.reading.events.lexicon import FLIGHTS, LAW
from armstrace.reading.hedges import hedge_of
from armstrace.reading.incidents.moment import told_from
from armstrace.reading.incidents.named import LONGEST_SENTENCE
from armstrace.reading.incidents.parties import parties_in
from armstrace.reading.incidents.where import place_of
from armstrace.reading.text.view import Span
from armstrace.reading.times.mention import TimeMention
from armstrace.records.claims import (
    Claim,
    EventClaim,
    FlightClaim,
    LegalClaim,
    QuantityClaim,
    StatementClaim,
    TradeClaim,
    TreatyClaim,
    WeaponUseClaim,
)
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When

_SUFFERED = frozenset({"kill", "wound", "injure", "displace", "die", "destroy", "lose", "maim"})
_LONG_DAYS = 366
_COUNTED = frozenset({"killed", "wounded", "casualties", "missing", "captured", "displaced", "destroyed", "count"})
_WHOLE = (WeaponUseClaim, LegalClaim, TradeClaim, FlightClaim, TreatyClaim)
_OPEN = re.compile(
    r"\b(?:as of|since|by|until|till|ever since|for|before|after)(?: the| about| around)? $", re.IGNORECASE
)
_OPENING = re.compile(r"(?:since|by|until|till|as of|before|after)\b", re.IGNORECASE)
_OPENING_THE = re.compile(r"(?:since|by|until|till|before|after) the ", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:today|now|nowadays|currently|tomorrow|yesterday|this (?:time|day)|the (?:past|last) .*|recent.*|currently)$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*#")
_PERSON = re.compile(
    r"(?:(?:President|Prime Minister|Minister|General|Colonel|Mr|Mrs|Ms|Dr|King|Queen|Prince|Sheikh)\.? )?(?P<name>[A-Z][\w'-]+(?: [A-Z][\w.'-]*){1,4})|\b(?:the|its) (?P<body>[A-Z][a-z]{3,})\b"
)


def find_events(article: Article, taken: Sequence[Claim]) -> list[EventClaim]:
    """Find the events that have a date of their own, acts of speech and what `taken` already tells left out."""
    claims = sorted(taken, key=lambda claim: claim.start)
    found: dict[tuple[int, int], EventClaim] = {}
    for named in article.times:
        time = _inner(article, named)
        if time.when is None or time.kind not in {"date", "time"} or not _dates_something(article, time):
            continue
        dated = dated_by(article, time)
        if (
            dated is None
            or _is_toll(dated, time)
            or (not dated.is_noun and _is_open(article, time))
            or _is_told(article, claims, dated, time)
        ):
            continue
        event = _event(article, dated, time.when)
        found.setdefault((dated.head.start, dated.head.end), event)
    return _apart(sorted(found.values(), key=lambda event: (event.start, event.end)))


def _dates_something(article: Article, time: TimeMention) -> bool:
    block = article.block_at(time.start)
    sentence = article.sentence_at(time.start)
    if sentence is None or sentence.span.end - sentence.span.start > LONGEST_SENTENCE:
        return False
    if block is None or block.kind == "heading" or _HEADING.match(article.seen, block.start):
        return False
    if time.precision not in {"day", "week", "month", "season", "quarter", "year", "decade", "interval", "weekend"}:
        return False
    if time.kind == "time" and not any(letter.isupper() for letter in article.seen[time.start : time.end]):
        return False
    if time.end <= told_from(article, sentence.span) or _VAGUE.match(article.seen, time.start, time.end):
        return False
    return not article.seen[sentence.span.start : sentence.span.end].rstrip(" \"'").endswith("?")


def _inner(article: Article, time: TimeMention) -> TimeMention:
    """Take "since the June 1992" of "since the June 1992 offensive" for the time of the offensive."""
    opening = _OPENING_THE.match(article.seen, time.start, time.end)
    value = next((part for part in time.value.split("/") if part != ".."), "")
    if opening is None or not NOUN_BEHIND.match(article.seen, time.end, time.end + 60) or "/" not in time.value:
        return time
    try:
        return replace(time, start=opening.end(), value=value, when=When.read(value))
    except UnreadableValue:
        return time


def _is_toll(dated: Dated, time: TimeMention) -> bool:
    """Tell a sum over years ("90 were killed between 1994 and 2016") from something that happened."""
    when = time.when
    if dated.is_noun or when is None or when.earliest is None or when.latest is None:
        return False
    return dated.kind in _SUFFERED and (when.latest - when.earliest).days > _LONG_DAYS


def _is_open(article: Article, time: TimeMention) -> bool:
    """Tell "since 2002" and "by June", which say how long and not when."""
    inside = _OPENING.match(article.seen, time.start, time.end)
    return bool(inside or _OPEN.search(article.seen, max(0, time.start - 20), time.start))


def _is_told(article: Article, claims: Sequence[Claim], dated: Dated, time: TimeMention) -> bool:
    """Tell whether a claim of another type already tells this."""
    words = article.seen[dated.span.start : dated.span.end]
    if not dated.is_noun and (LAW.search(words) or FLIGHTS.search(words)):
        return True
    return any(_takes(claim, dated, time) for claim in _around(claims, dated.span))


def _around(claims: Sequence[Claim], span: Span) -> list[Claim]:
    """Give the claims that begin near a span and reach into it."""
    low, high = 0, len(claims)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if claims[middle].start < span.end else (low, middle)
    return [claim for claim in claims[max(0, low - 40) : low] if claim.end > span.start]


def _takes(claim: Claim, dated: Dated, time: TimeMention) -> bool:
    if isinstance(claim, StatementClaim):
        cue = claim.cue_span
        return cue is not None and cue[0] <= dated.head.start < cue[1]
    if (
        isinstance(claim, WeaponUseClaim)
        and not dated.is_noun
        and claim.date == time.when
        and claim.start <= time.start < claim.end
    ):
        return True
    inside = claim.start <= dated.head.start < claim.end
    if isinstance(claim, QuantityClaim):
        dates_it = claim.start <= time.start < claim.end or claim.period == time.when
        if inside and time.precision == "interval" and claim.measure in _COUNTED and not dated.is_noun:
            return True
        return inside and dates_it and claim.period is not None and not dated.is_noun
    return (
        isinstance(claim, _WHOLE)
        and inside
        and not (
            dated.is_noun
            and time.end <= claim.end
            and claim.end - claim.start > 2 * (dated.span.end - dated.span.start)
        )
    )


def _event(article: Article, dated: Dated, when: When) -> EventClaim:
    start = max(dated.span.start, min(told_from(article, dated.span), dated.head.start))
    span = Span(start, dated.span.end)
    sentence = article.sentence_at(dated.head.start)
    subject = dated.frame.subject if not dated.is_noun else _owner(dated)
    actors = parties_in(article, subject, bodies=True)
    return EventClaim(
        start=span.start,
        end=span.end,
        text=article.words(span),
        date=when,
        kind=dated.kind,
        actor=actors[0].name if actors else _person(article, subject),
        place=place_of(article, span, actors, behind=dated.head.start),
        hedge=hedge_of(article, dated.frame),
        sentence=(sentence.span.start, sentence.span.end) if sentence else None,
    )


def _owner(dated: Dated) -> Span | None:
    owner = dated.frame.subject
    return owner if owner is not None and owner.end <= dated.head.start else dated.frame.phrase("by")


def _person(article: Article, subject: Span | None) -> str | None:
    """Give a person or body that no list has, by the capitals."""
    if subject is None:
        return None
    match = _PERSON.search(article.seen, subject.start, subject.end)
    if match is None:
        return None
    return article.text[slice(*match.span("name" if match["name"] else "body"))]


def _apart(events: list[EventClaim]) -> list[EventClaim]:
    """Keep one of two events that share most of their words and their date."""
    kept: list[EventClaim] = []
    for event in events:
        same = (
            kept
            and kept[-1].date == event.date
            and min(kept[-1].end, event.end) - event.start > (event.end - event.start) / 2
        )
        if not same:
            kept.append(event)
    return kept
