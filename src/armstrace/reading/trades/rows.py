"""Deals that share a verb: "got tanks from A and jets from B", "sold tanks to A and jets to B", "sold A tanks and B jets"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armstrace.reading.article import Sentence
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deal_parts import goods_in, words_of
from armstrace.reading.trades.heads import Head, find_heads
from armstrace.reading.trades.named import DESCRIBING, Side, first_named, listed_from

# between one deal and the next of its row
_AND = re.compile(r"(?: in (?:[A-Z][a-z]+ )?\d{4})?(?:,? and|,| as well as|, plus)(?: then| later| also)? (?:the )?")
_BEHIND = {
    "receive": re.compile(r"(?: [a-z-]+)? (?:from|by) (?:the )?"),
    "supply": re.compile(r"(?: [a-z-]+)? (?:to|for) (?:the )?"),
}
_COUNT = re.compile(r"(?:\w+ of |about |some |another |at least |up to |an? |[\w,.-]+ ){0,3}")


def in_a_row(scene: Scene, sentence: Sentence, head: Head, deal: Deal) -> Iterator[Deal]:
    """Give the deals behind one that a verb told of, each with goods and a party of its own on the same side."""
    last: Deal | None = deal
    while last is not None:
        last = _next(scene, sentence, head, last)
        if last is not None:
            yield last


def _next(scene: Scene, sentence: Sentence, head: Head, deal: Deal) -> Deal | None:
    seen = scene.article.seen
    joined = _AND.match(seen, deal.span.end, sentence.span.end)
    if joined is None or head.kind not in _BEHIND:
        return None
    reach = Span(joined.end(), min(sentence.span.end, joined.end() + 90))
    what = next(iter(goods_in(scene, reach)), None)
    if what is None or find_heads(scene.article, Span(reach.start, what.start)):
        return None
    giver = _giver(scene, head, deal, Span(joined.start(), what.start))
    given = giver if giver.names else _party(scene, head, reach, what)
    if given.span is None or set(given.names) & {*deal.suppliers, *deal.recipients}:
        return None
    row = replace(deal, span=Span(reach.start, max(what.end, given.span.end)), commodity=words_of(scene, what))
    supplies = head.kind == "receive" or bool(giver.names)
    return replace(row, suppliers=given.names) if supplies else replace(row, recipients=given.names)


def _giver(scene: Scene, head: Head, deal: Deal, lead: Span) -> Side:
    """Give who supplies too where the verb is left out: "A sold tanks to B, and C jets", "A gave it tanks, and C jets".

    Behind a recipient right behind the verb ("sold B tanks and C jets") C receives.
    """
    seen = scene.article.seen
    first = first_named(scene, Span(lead.start, lead.end + 1))
    told = seen[head.span.end : deal.span.end]
    behind = bool(re.match(r" (?:it|them|him) ", told)) or bool(re.search(r" (?:to|for) ", told))
    comma = seen.startswith(",", lead.start)
    if first is None or head.kind != "supply" or not behind or not comma or first.kind in DESCRIBING:
        return Side()
    start = re.compile(r",(?: and)? (?:the )?").match(seen, lead.start)
    if start is None or start.end() != first.start or not _COUNT.fullmatch(seen, first.end + 1, lead.end):
        return Side()
    return Side((first.name,), Span(first.start, first.end))


def _party(scene: Scene, head: Head, reach: Span, what: Span) -> Side:
    """Give the party of one deal of a row: right before its goods ("and B jets"), else behind them."""
    seen = scene.article.seen
    first = first_named(scene, reach)
    if first is not None and first.start == reach.start and first.kind not in DESCRIBING and head.kind == "supply":
        if not _takes_names(scene, head, first.start):
            return Side()
        if first.end < what.start and _COUNT.fullmatch(seen, first.end + 1, what.start):
            return Side((first.name,), Span(first.start, first.end))
        return Side()
    behind = _BEHIND[head.kind].match(seen, what.end, reach.end)
    named = first_named(scene, Span(behind.end(), behind.end() + 40)) if behind else None
    if (
        behind is None
        or named is None
        or named.start != behind.end()
        or not _COUNT.fullmatch(seen, reach.start, what.start)
    ):
        return Side()
    return listed_from(scene, named.start, reach.end)


def _takes_names(scene: Scene, head: Head, end: int) -> bool:
    """Tell "sold A tanks and B jets", where a name right behind the verb receives."""
    named = first_named(scene, Span(head.span.end, min(end, head.span.end + 40)))
    return (
        named is not None and re.fullmatch(r" (?:the )?", scene.article.seen[head.span.end : named.start]) is not None
    )
