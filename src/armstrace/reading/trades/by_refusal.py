"""Deals that are refused, barred or stopped: "A turned down B's request for tanks", "A barred B from selling guns to C"."""

import re
from collections.abc import Iterator

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.scene import Scene
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.reading.trades.actors import subject_of
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deal_parts import clause_of, made
from armstrace.reading.trades.goods import goods
from armstrace.reading.trades.heads import Head
from armstrace.reading.trades.named import Side, all_named, first_named
from armstrace.reading.trades.pointed import TO, parties_after

_REQUEST = Keyed(
    re.compile(
        r"(?:turn(?:s|ed|ing) down|reject(?:s|ed|ing)?|refus(?:es|ed|ing)|declin(?:es|ed|ing)|den(?:ies|ied))"
        r" (?P<whose>[^.;:,]{2,60}?)(?P<head>\b(?:requests?|bids?|orders?))(?P<by> (?:by|from) )?",
        re.IGNORECASE,
    )
)
_BARRED = Keyed(
    re.compile(
        r"\b(?:bar(?:s|red)|bann(?:ed|ing)|prevent(?:s|ed)|stop(?:s|ped)|block(?:s|ed)|forbade|prohibit(?:s|ed)) (?:the )?(?P<whom>[^.;:,]{2,40}?) from"
        r" (?P<head>(?:re-?)?(?:export|sell|transferr|send|supply|deliver|giv|pass|hand)ing)(?: on| over)?\b",
        re.IGNORECASE,
    )
)
_FORBADE = Keyed(
    re.compile(
        r"\b(?:forb(?:ids|ade|idden)|(?:did not|would not|refused to|declined to) (?:let|allow|permit)) (?:the )?(?P<whom>[^.;:,]{2,40}?)"
        r" (?:to )?(?P<head>(?:re-?)?(?:export|sell|transfer|send|supply|deliver|give|pass|hand))\b(?: on| over)?",
        re.IGNORECASE,
    )
)
_STOPPED = Keyed(
    re.compile(
        r"\b(?:halt(?:s|ed)|suspend(?:s|ed)|stop(?:s|ped)|froze|fro?e?ezes|paus(?:es|ed)|cancel(?:s|led|ed)|end(?:s|ed)) (?:the|its|all|these|those|such|further)"
        r"(?: remaining| further| planned)? (?P<head>deliveries|shipments|exports|sales|transfers|supplies|deal|sale)\b(?! (?:of|to)\b)",
        re.IGNORECASE,
    )
)


def by_refusal(scene: Scene, sentence: Sentence, before: Deal | None) -> Iterator[Deal]:
    """Read who refuses what to whom in a sentence."""
    seen = scene.article.seen
    for match in _REQUEST.finditer(seen, sentence.span.start, sentence.span.end):
        yield from _refused(scene, sentence, match)
    for match in _BARRED.finditer(seen, sentence.span.start, sentence.span.end):
        yield from _barred(scene, sentence, match)
    for match in _FORBADE.finditer(seen, sentence.span.start, sentence.span.end):
        yield from _barred(scene, sentence, match)
    if before is not None:
        for match in _STOPPED.finditer(seen, sentence.span.start, sentence.span.end):
            yield from _stopped(scene, sentence, match, before)


def _subject(scene: Scene, sentence: Sentence, match: re.Match[str]) -> Side:
    verb = Head("supply", Span(match.start(), match.start("head")), match.group().split()[0].lower())
    return subject_of(scene, verb, clause_of(scene, sentence, verb))


def _first_goods(scene: Scene, span: Span) -> Span | None:
    weapons = [(weapon.start, weapon.end) for weapon in within(scene.article.weapons, span)]
    return next(iter(goods(scene.article.seen, span, weapons)), None)


def _refused(scene: Scene, sentence: Sentence, match: re.Match[str]) -> Iterator[Deal]:
    asking = all_named(scene, Span(match.start("whose"), match.end("whose")))
    if match["by"]:
        named = first_named(scene, Span(match.end(), min(sentence.span.end, match.end() + 30)))
        asking = [named] if named else asking
    what = _first_goods(scene, Span(match.end(), min(sentence.span.end, match.end() + 70)))
    giver = _subject(scene, sentence, match)
    if what is None or not asking or not giver.names or asking[-1].name in giver.names:
        return
    head = Head("noun", Span(match.start("head"), match.end("head")), "request")
    yield made(scene, head, what, giver, Side((asking[-1].name,), Span(match.start(), match.end())))


def _barred(scene: Scene, sentence: Sentence, match: re.Match[str]) -> Iterator[Deal]:
    barred = first_named(scene, Span(match.start("whom"), match.end("whom")))
    end = min(sentence.span.end, match.end() + 110)
    what = _first_goods(scene, Span(match.end(), end))
    if barred is None or what is None:
        return
    supplier = Side((barred.name,), Span(match.start(), match.end()))
    recipient = parties_after(scene, TO, Span(what.end, end), supplier)
    if recipient.names and barred.name not in recipient.names:
        head = Head("supply", Span(match.start("head"), match.end("head")), "selling")
        yield made(scene, head, what, supplier, recipient)


def _stopped(scene: Scene, sentence: Sentence, match: re.Match[str], before: Deal) -> Iterator[Deal]:
    """Read "A halted the deliveries": the ones that the last deal told of."""
    giver = _subject(scene, sentence, match)
    if sentence.span.start - before.head.end > 500 or not set(giver.names) & set(before.suppliers):
        return
    if not before.recipients or set(before.recipients) & set(giver.names):
        return
    start = giver.span.start if giver.span else match.start()
    span = Span(max(start, sentence.span.start), match.end("head"))
    yield Deal(Span(match.start("head"), match.end("head")), span, before.commodity, giver.names, before.recipients)
