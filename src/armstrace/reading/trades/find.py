"""Finding who supplies what to whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armstrace.reading.article import Article, Sentence
from armstrace.reading.denials import denial_of
from armstrace.reading.figures.counted_when import AFTERWARDS, after
from armstrace.reading.figures.own_times import Places, is_of_another
from armstrace.reading.figures.windows import asides, open_period
from armstrace.reading.frames.frame import Frame
from armstrace.reading.hedges import hedge_of
from armstrace.reading.incidents.named import within
from armstrace.reading.same_parties import NEVER_CAME
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deals import deals
from armstrace.reading.trades.status import status_of
from armstrace.records.claims import TradeClaim
from armstrace.records.values import When

_SAME = re.compile(
    r"\b(?:the|that) same (?:period|time|year|years|month|timeframe)\b|\b(?:these|those|such) (?:imports|deliveries|supplies|purchases|deals|sales|shipments)\b",
    re.IGNORECASE,
)


# a second trade between the same two parties has a clause of its own
_CLAUSES = re.compile(
    r"\band (?:(?:last|this|in) \w+ )?(?:later |then |also |has |had )*(?:got|bought|sold|gave|received|supplied|delivered|took)\b|; "
)


def find_trades(article: Article, taken: Sequence[TradeClaim], scene: Scene | None = None) -> list[TradeClaim]:
    """Find the trades of an article, one per pair of supplier and recipient, with the designations of `taken`.

    `scene` is the one that others read the article by, so that nothing is worked out twice.
    """
    scene = scene or Scene(article)
    known: dict[tuple[tuple[int, int] | None, str | None, str | None], list[TradeClaim]] = {}
    by_sentence: dict[tuple[int, int] | None, list[TradeClaim]] = {}
    for claim in taken:
        home = article.sentence_at(claim.start)
        by_sentence.setdefault((home.span.start, home.span.end) if home else None, []).append(claim)
    found: list[TradeClaim] = []
    period: When | None = None
    last: Deal | None = None
    for sentence in article.sentences:
        listed = by_sentence.get((sentence.span.start, sentence.span.end), [])
        for deal in deals(scene, sentence, last):
            last = deal
            for each in _claims(scene, sentence, deal, period):
                claim = _designated(article, each, listed)
                pair = claim.sentence, claim.supplier, claim.recipient
                clear = all(
                    claim.start >= other.end + 4 or other.start >= claim.end + 4 for other in known.get(pair, [])
                )
                if clear and (pair not in known or _CLAUSES.search(article.seen, known[pair][-1].end, claim.start + 8)):
                    known.setdefault(pair, []).append(claim)
                    found.append(claim)
                    period = claim.period or period
        if listed:
            last, period = _of_claim(listed[-1]), listed[-1].period or period
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def _designated(article: Article, claim: TradeClaim, listed: Sequence[TradeClaim]) -> TradeClaim:
    """Keep the designation that the figures found inside the words of a trade, else the one that its goods hold."""
    inside = (each.designation for each in listed if claim.start <= each.start < claim.end and each.designation)
    return replace(claim, designation=next(inside, None) or _in_goods(article, claim))


def _in_goods(article: Article, claim: TradeClaim) -> str | None:
    """Look a designation up in the words of the goods: figures read none inside "denied that it had supplied"."""
    at = article.text.find(claim.commodity, max(0, claim.start - 40), claim.end)
    if at < 0:
        return None
    named = within(article.weapons, Span(at, at + len(claim.commodity)))
    printed = (_NOUNS.sub("", each.printed) for each in named if not each.generic)
    return next((name for name in printed if _NAME.search(name)), None)


_NAME = re.compile(r"[A-Z\d]")
# the gazetteer knows some weapons with their noun: "Harop drones"
_NOUNS = re.compile(r"(?: [a-z][a-z-]{2,20}){1,3}$")


def _of_claim(claim: TradeClaim) -> Deal:
    """Take a trade of the figures as the last deal: "Among them are ..." names no parties of its own."""
    span = Span(claim.start, claim.end)
    suppliers, recipients = (claim.supplier or "",), (claim.recipient or "",)
    return Deal(span, span, claim.commodity, suppliers, recipients)


def _claims(scene: Scene, sentence: Sentence, deal: Deal, before: When | None) -> Iterator[TradeClaim]:
    article = scene.article
    frame = scene.frame(deal.head.start)
    if _denies(article, deal, frame):
        return
    hedge = hedge_of(article, frame) if frame else None
    period = scene.period(sentence, deal.head, frame)
    aside = period is not None and _is_of_aside(article, sentence, deal, period)
    if period is not None and (aside or _is_of_clause_before(article, sentence, deal, period)):
        period = None
    if period is not None and _is_of_another(article, sentence, deal, period):
        period = None
    elif period is None and _SAME.search(article.seen, sentence.span.start, sentence.span.end):
        period = before
    elif period is None and (then := AFTERWARDS.search(article.seen, sentence.span.start, sentence.span.end)):
        last = before.latest if before else None
        period = after(last, article.published, then.group()) if last else open_period(then.group())
    denial = denial_of(article.seen, sentence.span, deal.head)
    status = _status(article, sentence, deal, frame)
    for supplier, recipient in _pairs(deal):
        yield TradeClaim(
            start=deal.span.start,
            end=deal.span.end,
            text=article.words(deal.span),
            supplier=supplier,
            recipient=recipient,
            commodity=deal.commodity,
            period=period,
            status="possible" if denial == "undenied" and status == "asserted" else status,
            hedge=hedge,
            denied=denial == "denied",
            sentence=(sentence.span.start, sentence.span.end),
        )


def _is_of_aside(article: Article, sentence: Sentence, deal: Deal, period: When) -> bool:
    """Tell the date of a relative clause that the deal stands outside of: "Italy, which left in 2018, sold ..."."""
    set_off = asides(article.seen, sentence.span)
    dated = [time for time in within(article.times, sentence.span) if time.when == period] if set_off else []
    outside = [span for span in set_off if not span[0] <= deal.head.start < span[1]]
    return bool(dated) and all(any(start <= time.start < end for start, end in outside) for time in dated)


def _is_of_another(article: Article, sentence: Sentence, deal: Deal, period: When) -> bool:
    """Tell the date of other goods in the sentence: that of the missiles in "12 jets and, in 2024, missiles"."""
    weapons = [Span(each.start, each.end) for each in within(article.weapons, sentence.span)]
    goods = next((each for each in weapons if article.text[each.start : each.end] in deal.commodity), None)
    dated = [time for time in within(article.times, sentence.span) if time.kind == "date" and time.when is not None]
    if goods is None or len(weapons) < 2:
        return False
    times = [Span(time.start, time.end) for time in dated]
    places = Places(article.seen, sentence.span, weapons, weapons, times)
    meant = [Span(time.start, time.end) for time in dated if time.when == period]
    return bool(meant) and all(is_of_another(places, _with_its_in(article, each), goods) for each in meant)


def _with_its_in(article: Article, time: Span) -> Span:
    lead = _IN.search(article.seen, max(0, time.start - 12), time.start)
    return Span(lead.start(), time.end) if lead else time


_IN = re.compile(r"\b(?:in|during|on|by|from|between|since)(?: the)? $", re.IGNORECASE)
# "imposed an embargo in 2015, yet A went on": what follows is of no year that stands before the turn
_TURN = re.compile(r", (?:yet|but|so) ", re.IGNORECASE)


def _is_of_clause_before(article: Article, sentence: Sentence, deal: Deal, period: When) -> bool:
    """Tell the date of what a clause before "yet" or "but" tells; one that opens the sentence is of both."""
    dated = [time for time in within(article.times, sentence.span) if time.when == period]
    return bool(dated) and all(
        time.start - sentence.span.start > 12 and _TURN.search(article.seen, time.end, deal.head.start)
        for time in dated
    )


def _denies(article: Article, deal: Deal, frame: Frame | None) -> bool:
    """Tell a trade that the clause says did not happen: "never sold", "no arms were sent"."""
    start = max(deal.span.start, deal.head.start - 60, 0)
    lead = article.seen[min(start, max(0, deal.head.start - 24)) : deal.head.start]
    if (frame and frame.verbal and frame.negated) or _NOT.search(lead):
        return True
    sentence = article.sentence_at(deal.head.start)
    if sentence and NEVER_CAME.match(article.seen, deal.span.end, sentence.span.end):
        return True
    goods = article.seen.find(deal.commodity, deal.head.end, deal.span.end)
    return goods >= 0 and bool(_NONE.search(article.seen, deal.head.end, goods))


# "delivered no tanks": that none was is a number, and no trade
_NONE = re.compile(
    r"\b(?:no(?! (?:more|fewer|less|later|other|cost|charge)\b)|zero|neither|nor|not (?:a|one)(?: single)?|not any|none of (?:the|its)) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:did|does|do|has|have|had|was|were|is|are|would|will|could) (?:not|never)\b|n't\b|\bnever\b|^(?:No|no) |\b(?:no|nor|neither|without) (?:\w+ ){0,3}$",
    re.IGNORECASE,
)


def _pairs(deal: Deal) -> Iterator[tuple[str | None, str | None]]:
    for supplier in deal.suppliers or (None,):
        for recipient in deal.recipients or (None,):
            if supplier != recipient:
                yield supplier, recipient


def _status(article: Article, sentence: Sentence, deal: Deal, frame: Frame | None) -> str:
    clause = Span(min(deal.span.start, frame.span.start if frame else deal.span.start), deal.span.end)
    return status_of(article.seen, sentence.span, clause, deal.head, frame)
