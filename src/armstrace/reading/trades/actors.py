"""Who supplies where the words of the deal do not say it: the subject of its verb, or who was named before."""

import re
from itertools import pairwise

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import parties_in
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.heads import Head, find_heads
from armstrace.reading.trades.named import Named, Side, all_named, first_named

_ACCUSED = re.compile(r"\b(?:accus\w+|suspect\w*) (?P<whom>[^;.]{2,80}?) of (?:\w+ly |either )?$", re.IGNORECASE)

# what may stand between a party and its verb
_RIGHT_BEFORE = re.compile(
    r"(?:'s (?:army|government|military))?(?: (?:has|have|had|also|then|was|were|is|are|reportedly|later|still|\w+ly|went on|goes on|kept(?: on)?|keeps(?: on)?|continue[sd]?(?: to)?))* "
)


def subject_of(scene: Scene, head: Head, clause: Span) -> Side:
    """Give who acts in the clause of a verb: its subject, the accused, or the party right before it."""
    opened = _behind_opening(scene, head) or _not_only(scene, head)
    if opened is not None:
        return opened
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


# what stands before a subject with names of its own: "Despite pressure from A, B and C sold"
_OPENING = re.compile(
    r"(?:^|[;:,] )(?:(?:and|but|while|yet) )?(?:despite|in spite of|notwithstanding|unlike|like|with|without|under|following|besides|amid|against|alongside|together with|along with|apart from|instead of|thanks to|because of|backed by|supported by|urged by|encouraged by|financed by|on behalf of|in defiance of|(?:at|on) the (?:request|urging|insistence|orders?) of|in (?:response|reply|answer) to|after|before|in return for|as well as|in addition to)\b[^,;:]*, ",
    re.IGNORECASE,
)


def _behind_opening(scene: Scene, head: Head) -> Side | None:
    """Give the two or more who act behind an opening that names others, which a parse may take for one list."""
    sentence = scene.article.sentence_at(head.span.start)
    if sentence is None:
        return None
    seen = scene.article.seen
    lead = seen[sentence.span.start : head.span.start]
    opened = next(reversed(list(_OPENING.finditer(lead))), None)
    if opened is None:
        return None
    first = sentence.span.start + opened.end()
    acting = all_named(scene, Span(first, head.span.start))
    if len(acting) < 2 or acting[0].start - first > 4 or not all_named(scene, Span(sentence.span.start, first)):
        return None
    between = (seen[one.end : other.start] for one, other in pairwise(acting))
    if not all(re.fullmatch(r",? and (?:the )?|, (?:the )?", words) for words in between):
        return None
    if " and " not in seen[acting[-2].end : acting[-1].start]:
        return None
    if not _RIGHT_BEFORE.fullmatch(seen[acting[-1].end : head.span.start]):
        return None
    return Side(tuple(dict.fromkeys(named.name for named in acting)), Span(first, acting[-1].end))


_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely) (?:the )?(?P<one>[^.;:,]{2,40}?),? but (?:also )?(?:the )?(?P<other>[^.;:]{2,60})$",
    re.IGNORECASE,
)


def _not_only(scene: Scene, head: Head) -> Side | None:
    """Give both of "not only A but also B sold"."""
    sentence = scene.article.sentence_at(head.span.start)
    first = max(sentence.span.start if sentence else 0, head.span.start - 120)
    match = _NOT_ONLY.search(scene.article.seen, first, head.span.start)
    if match is None:
        return None
    one = first_named(scene, Span(match.start("one"), match.end("one")))
    other = first_named(scene, Span(match.start("other"), match.end("other")))
    if one is None or other is None or one.start != match.start("one") or other.start != match.start("other"):
        return None
    if not _RIGHT_BEFORE.fullmatch(scene.article.seen[other.end : head.span.start]):
        return None
    return Side((one.name, other.name), Span(match.start(), other.end))


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
