"""Deals that are told by a role: "A is B's main supplier", "B's suppliers include A and C"."""

import re

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.parties import parties_in
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deal_parts import words_of
from armstrace.reading.trades.goods import goods
from armstrace.reading.trades.heads import Head
from armstrace.reading.trades.named import Named, Side, all_named, first_named, listed_from
from armstrace.reading.trades.pointed import parties_after, referred

_INCLUDE = re.compile(
    r"(?: (?:include[ds]?|are|were|is|was|:|such as|comprise[ds]?|being|like))+ (?:the )?|: ?", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?P<whose>its|their|the (?:junta|kingdom|country|regime|government)(?='s))(?:'s)? (?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
# what says that a subject is the supplier: "was", "remains", "as"; "leaned on" and "lost" say that it has one
_IS = r"is|was|are|were|be|been|being|becom\w+|became|remain\w*|stay\w*|as|among"
_SAID_OF = re.compile(rf"\b(?:{_IS})\b|^, (?!which\b|who\b)(?:[\w'-]+ ){{0,6}}$", re.IGNORECASE)
_BEING = frozenset({"be", "become", "remain", "stay"})
_HAVING = re.compile(r"\bwith [^,;]{2,40} as [^,;]*$", re.IGNORECASE)
_BUYING = re.compile(r"customer|buyer|importer|recipient|client", re.IGNORECASE)


def by_role(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
    """Read "A is B's main arms supplier", "B's other suppliers include A, C and D", "a supplier of arms to B"."""
    seen = scene.article.seen
    lead = Span(max(sentence.span.start, head.span.start - 80), head.span.start)
    owner = next((m for m in reversed(all_named(scene, lead)) if seen.startswith(("'s ", "' "), m.end)), None)
    own = None if owner else _OWN.search(seen, lead.start, lead.end)
    include = _INCLUDE.match(seen, head.span.end, sentence.span.end)
    first = first_named(scene, Span(include.end(), min(sentence.span.end, include.end() + 25))) if include else None
    if include and first and first.start - include.end() < 6:
        listed = listed_from(scene, first.start, sentence.span.end)
    else:
        listed = _leading(scene, head, owner)
    other = (
        Side((owner.name,), Span(owner.start, owner.end))
        if owner
        else parties_after(
            scene,
            re.compile(r"\b(?:to|for|of) (?:the )?"),
            Span(head.span.end, min(sentence.span.end, head.span.end + 60)),
        )
    )
    if not other.names and own and listed.names:
        other = referred(scene, Span(own.start("whose"), own.end("whose")), listed)
    if not other.names and include and first:
        other = _whose(scene, head, listed)
    if not other.names and not own:
        other = _of_context(scene, sentence, listed)
    reach = Span(sentence.span.start, sentence.span.end)
    found = goods(seen, reach, [])
    about = [
        each
        for each in found
        if abs(each.start - head.span.start) < 60 and not re.search(r"[,;]", seen[head.span.end : each.start])
    ]
    if not listed.names or not other.names or not (about or _about_arms(scene, sentence)):
        return None
    buying = bool(_BUYING.match(head.word))
    supplier, recipient = (other, listed) if buying else (listed, other)
    start = Span(
        min(each.span.start for each in (listed, other) if each.span and each.span.start >= sentence.span.start),
        head.span.end,
    )
    end = max(head.span.end, *(each.span.end for each in (listed, other) if each.span))
    first_of = min(start.start, head.span.start if not owner else owner.start)
    words = words_of(scene, about[0]) if about else "arms"
    return Deal(head.span, Span(_phrase_start(scene, sentence, first_of), end), words, supplier.names, recipient.names)


def _phrase_start(scene: Scene, sentence: Sentence, start: int) -> int:
    """Take in the words of a subject that opens the sentence: "Smaller suppliers include"."""
    lead = scene.article.seen[sentence.span.start : start]
    return sentence.span.start if re.fullmatch(r"(?:[\w-]+ ){0,3}", lead) else start


def _leading(scene: Scene, head: Head, owner: Named | None) -> Side:
    """Give who is said to be the supplier: the subject of the sentence, not one that leans on a supplier or lost it."""
    subject = _subject(scene, head)
    if subject is None:
        return Side()
    found = [
        party for party in parties_in(scene.article, subject, bodies=True) if owner is None or party.name != owner.name
    ]
    if not found or not _is_said_of(scene, head, found[-1].end):
        return Side()
    return Side(tuple(party.name for party in found), subject)


def _subject(scene: Scene, head: Head) -> Span | None:
    """Give the subject of the verb above a role, None where the role stands inside it."""
    frame = scene.frame(head.span.start)
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is not None and index is not None:
        verb = next((word for word in tree.ancestors(index) if word.pos in {"VERB", "AUX"}), None)
        frame = scene.frame(verb.start) if verb else None
    subject = frame.subject if frame else None
    return None if subject is None or subject.start <= head.span.start < subject.end else subject


def _is_said_of(scene: Scene, head: Head, named_to: int) -> bool:
    """Tell "A is B's supplier" from "A leaned on one supplier", "A quarrels with its supplier"."""
    seen = scene.article.seen
    if _HAVING.search(seen, max(0, head.span.start - 80), head.span.start):
        return False
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is None or index is None:
        return bool(_SAID_OF.search(seen[named_to : head.span.start]))
    word = tree.words[index]
    while word.dep == "conj" and word.pos in {"NOUN", "PROPN"}:
        word = tree.head(word.index)
    above = tree.head(word.index)
    return word.dep in {"attr", "oprd", "appos"} or above.lemma in _BEING or above.text.lower() in {"as", "among"}


def _whose(scene: Scene, head: Head, listed: Side) -> Side:
    """Give who has the suppliers that are listed: "A relied on one supplier: B"."""
    subject = _subject(scene, head)
    found = parties_in(scene.article, subject, bodies=True) if subject else []
    names = tuple(party.name for party in found if party.name not in listed.names)
    return Side(names, subject) if names and subject and subject.end <= head.span.start else Side()


def _of_context(scene: Scene, sentence: Sentence, listed: Side) -> Side:
    """Give whose suppliers a list is of: the owner that the sentence before names, or of the imports in this one."""
    seen = scene.article.seen
    for span in (sentence.span, Span(max(0, sentence.span.start - 250), sentence.span.start)):
        owners = [
            m for m in all_named(scene, span) if seen.startswith(("'s ", "' "), m.end) and m.name not in listed.names
        ]
        if owners:
            return Side((owners[-1].name,), Span(owners[-1].start, owners[-1].end) if span == sentence.span else None)
    return Side()


def _about_arms(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether the text just before, or this sentence, is about arms."""
    start = max(0, sentence.span.start - 500)
    return bool(
        re.search(
            r"\b(?:arms|weapon|weaponry|munitions|military)\b",
            scene.article.seen[start : sentence.span.end],
            re.IGNORECASE,
        )
    )
