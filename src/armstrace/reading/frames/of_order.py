"""Frames from the order of the words, where there is no parse."""

import re

from armstrace.reading.article import Article
from armstrace.reading.frames.frame import Frame
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_EDGE = Keyed(
    re.compile(
        r"[;:]|\s\u2014\s|,? \b(?:but|while|whereas|although|though|because|after|before|when|where|which|who|whose|that|and then)\b |[()]|, (?:and|yet|so) ",
        re.IGNORECASE,
    )
)
_PREPOSITION = re.compile(r"\b(by|of|to|from|at|in|on|against|with|over|near|into|for|towards?)\b ", re.IGNORECASE)
_BE = r"\b(?:was|were|is|are|been|being|be|get|got)\b(?: \w+ly)?(?: not)?(?: being| been)?\s$"
_MODAL = re.compile(r"\b(could|may|might|would|should|must|can)\b[^,;]{0,20}$", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|no|n't|neither|nor|without)\b[^,;]{0,25}$|n't\s[^,;]{0,20}$", re.IGNORECASE)
# what stands before the subject: "Despite the embargo on X, Y sold"
_OPENING = re.compile(
    r"(?:despite|in spite of|notwithstanding|regardless of|in (?:defiance|breach|violation) of|under|since|during|following|because of|thanks to|contrary to|amid) [^,]*, (?!and\b|or\b)",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"(?:\w+(?:ed|ing)|fired?|used?|hit|struck|shot|sold|sent|gave|bought|flew|supplies|sells)$", re.IGNORECASE
)
_HELPING = re.compile(
    r"(?:\b(?:was|were|is|are|been|being|be|has|have|had|did|does|do|could|may|might|would|should|must|can|will|not|never|also|\w+ly|(?:went|goes|go|going) on|kept(?: on)?|keeps(?: on)?|keep|continu(?:es|ed|e)(?: to)?|(?:began|started)(?: to)?|resumed) )+$",
    re.IGNORECASE,
)


def frame(article: Article, offset: int) -> Frame:
    """Give the frame around the word at an offset of a sentence."""
    seen = article.seen
    sentence = article.sentence_at(offset)
    whole = sentence.span if sentence else Span(offset, offset + 1)
    head = _word(seen, offset)
    span = _clause(seen, whole, head)
    before, behind = seen[span.start : head.start], seen[head.end : span.end]
    phrases = {}
    for match in reversed(list(_PREPOSITION.finditer(behind))):
        following = _PREPOSITION.search(behind, match.end())
        end = following.start() if following else len(behind)
        phrases[match[1].lower()] = _trim(seen, head.end + match.end(), head.end + end)
    verbal = bool(_VERBAL.match(seen[head.start : head.end]))
    passive = verbal and bool(re.search(_BE, before, re.IGNORECASE))
    first = _PREPOSITION.search(behind)
    direct = _trim(seen, head.end, head.end + (first.start() if first else len(behind)))
    helping = _HELPING.search(before)
    opening = _OPENING.match(before)
    first_of = span.start + (opening.end() if opening else 0)
    left = _trim(seen, first_of, span.start + helping.start() if helping else head.start) if before.strip() else None
    if not verbal:
        subject, object_ = phrases.get("by") or left, phrases.get("of")
    elif passive:
        subject, object_ = phrases.get("by"), left
    else:
        subject, object_ = left, direct if direct.start < direct.end else None
    modal = _MODAL.search(before)
    return Frame(
        span,
        head,
        verbal=verbal,
        subject=subject,
        object=object_,
        phrases=phrases,
        negated=bool(_NEGATION.search(before)),
        modal=modal[1].lower() if modal else None,
        passive=passive,
    )


def _word(seen: str, offset: int) -> Span:
    start = end = offset
    while start > 0 and seen[start - 1].isalnum():
        start -= 1
    while end < len(seen) and seen[end].isalnum():
        end += 1
    return Span(start, max(end, offset + 1))


def _clause(seen: str, whole: Span, head: Span) -> Span:
    start, end = whole.start, whole.end
    for match in _EDGE.finditer(seen, whole.start, whole.end):
        if match.end() <= head.start:
            start = match.end()
        elif match.start() >= head.end:
            end = match.start()
            break
    return _trim(seen, start, end)


def _trim(seen: str, start: int, end: int) -> Span:
    while start < end and seen[start] in " ,\"'":
        start += 1
    while end > start and seen[end - 1] in " ,.!?\"'":
        end -= 1
    return Span(start, end)
