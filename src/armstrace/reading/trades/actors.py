"""Who supplies where the words of the deal do not say it: the subject of its verb, or who was named before."""

import re

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import parties_in
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.heads import Head, find_heads
from armstrace.reading.trades.named import Named, Side, all_named

_ACCUSED = re.compile(r"\b(?:accus\w+|suspect\w*) (?P<whom>[^;.]{2,80}?) of (?:\w+ly |either )?$", re.IGNORECASE)

# what may stand between a party and its verb
_RIGHT_BEFORE = re.compile(
    r"(?:'s (?:army|government|military))?(?: (?:has|have|had|also|then|was|is|reportedly|later|still|\w+ly|went on|goes on|kept(?: on)?|keeps(?: on)?|continue[sd]?(?: to)?))* "
)


def subject_of(scene: Scene, head: Head, clause: Span) -> Side:
    """Give who acts in the clause of a verb: its subject, the accused, or the party right before it."""
    frame = scene.frame(head.span.start)
    other = _joined_by_and(scene, head, frame.subject) if frame and frame.subject and not frame.passive else None
    if other is not None:
        return Side((other.name,), Span(other.start, other.end))
    if frame is not None and frame.subject is not None:
        found = parties_in(scene.article, frame.subject) or parties_in(scene.article, frame.subject, bodies=True)
        names = (
            tuple(party.name for party in found) or tuple(named.name for named in all_named(scene, frame.subject))[:1]
        )
        if names:
            near = frame.subject.start >= clause.start - 120
            return Side(names, frame.subject if near else None)
    lead = Span(max(clause.start, head.span.start - 60), head.span.start)
    accused = _ACCUSED.search(scene.article.seen, lead.start - 60 if lead.start > 60 else 0, lead.end)
    if accused:
        listed = all_named(scene, Span(accused.start("whom"), accused.end("whom")))
        return (
            Side(tuple(named.name for named in listed), Span(accused.start("whom"), accused.end("whom")))
            if listed
            else Side()
        )
    last = all_named(scene, lead)
    if last and _RIGHT_BEFORE.fullmatch(scene.article.seen[last[-1].end : head.span.start]):
        return Side((last[-1].name,), Span(last[-1].start, last[-1].end))
    return Side()


def _joined_by_and(scene: Scene, head: Head, subject: Span) -> Named | None:
    """Give C in "A backs B and C sells it", which a parse takes for one of two that A backs."""
    lead = all_named(scene, Span(subject.start, head.span.start))
    if len(lead) < 3 or lead[-1].name in {named.name for named in lead[:-1]}:
        return None
    seen = scene.article.seen
    adjacent = _RIGHT_BEFORE.fullmatch(seen[lead[-1].end : head.span.start])
    and_then = re.fullmatch(r" and (?:the )?", seen[lead[-2].end : lead[-1].start])
    apart = re.fullmatch(r" [^,;()]*", seen[lead[-3].end : lead[-2].start])
    words = seen[lead[-3].end : lead[-2].start]
    if not (adjacent and and_then and apart) or re.search(r"\b(?:that|which|who|of|and|with|between|to|from)\b", words):
        return None
    return lead[-1]


def giver_before(scene: Scene, sentence: Sentence, recipient: Side) -> Side:
    """Give who pays, where the sentences before are about one giver: the subject of the last one that supplies."""
    start = max(0, sentence.span.start - 500)
    for head in reversed(find_heads(scene.article, Span(start, sentence.span.start))):
        if head.kind == "supply":
            giver = subject_of(scene, head, Span(start, head.span.end))
            if giver.names and giver.names[0] not in recipient.names:
                return Side(giver.names[:1])
    return Side()


def state_before(scene: Scene, sentence: Sentence, recipient: Side) -> Side:
    """Give the state named last before a list of recipients that is none of them."""
    before = within(scene.article.states, Span(max(0, sentence.span.start - 700), sentence.span.start))
    name = next((mention.code for mention in reversed(before) if mention.code not in recipient.names), None)
    return Side((name,)) if name else Side()
