"""Deals that a noun tells: "A's supply of arms to B", "suspended exports to B", "A-supplied rockets", arms that "went to B"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import parties_in
from armstrace.reading.scene import Scene
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.reading.trades.actors import state_before
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deal_parts import clause_of, describing, made
from armstrace.reading.trades.goods import goods
from armstrace.reading.trades.heads import Head
from armstrace.reading.trades.named import Side, all_named
from armstrace.reading.trades.pointed import BY, TO, parties_after

_SUPPLIED = Keyed(re.compile(r"-(?:supplied|provided|donated|delivered)\b (?P<what>(?:[\w-]+ ){0,4}[\w-]+)"))
_DECIDES = re.compile(
    r"(?:suspend|halt|fr[eo]ez|froze|bann|approv|authori|resum|stop|allow|block|announc|increas|expand|defend|continu|cancel|licens|agree|restrict|pause|end|conclud|sign|deliver|complet|financ|grant|permit|veto|limit|cut|reduc)\w*$",
    re.IGNORECASE,
)
# goods on their way that somebody stops
_HELD = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:customs(?: officers)?|police|authorities|officials|navy|guards|inspectors)? ?(?:detained|seized|intercepted|impounded|stopped|confiscated)\b(?=[^,;]{0,50}$)"
)
_LICENSED = re.compile(
    r"\b(?:licen[cs]es?|permits?|approv\w+|suspend\w*|halt\w*|fro[zs]en?|froze|resum\w+|block\w*)\b", re.IGNORECASE
)


def by_adjective(scene: Scene, sentence: Sentence) -> Iterator[Deal]:
    """Read "Xian-supplied rockets": the supplier describes the goods; who has them acts in the clause."""
    if not _SUPPLIED.may_match(scene.article.seen, sentence.span.start, sentence.span.end):
        return
    for mention in within(scene.article.states, sentence.span):
        match = _SUPPLIED.pattern.match(scene.article.seen, mention.end, sentence.span.end)
        if match is None:
            continue
        what = goods(scene.article.seen, Span(match.start("what"), match.end("what")), [])
        end = what[0].end if what else match.end("what")
        frame = scene.frame(end - 1)
        holder = scene.actor(frame.subject) if frame and frame.verbal else None
        names = (holder,) if holder and holder != mention.code else ()
        commodity = scene.article.words(what[0] if what else Span(match.start("what"), match.end("what")))
        yield Deal(Span(match.start(), match.end("what")), Span(mention.start, end), commodity, (mention.code,), names)


def by_noun(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
    """Read "X's supply of arms to Y", "US military aid to Y", "arms sales to Y, Z and W"."""
    seen = scene.article.seen
    reach = Span(max(sentence.span.start, head.span.start - 60), min(sentence.span.end, head.span.end + 160))
    found = goods(seen, reach, [(w.start, w.end) for w in within(scene.article.weapons, reach)])
    what = next((each for each in found if each.start <= head.span.start <= each.end + 1), None)
    if what is None:
        of = re.match(r" of (?:\w+ )?", seen[head.span.end : reach.end])
        what = next((each for each in found if of and head.span.end <= each.start <= head.span.end + 30), None)
    if what is None:
        return None
    bought = _imported(scene, sentence, head)
    if bought is not None:
        return bought
    acting = Side(tuple(named.name for named in all_named(scene, Span(sentence.span.start, head.span.start))))
    recipient = parties_after(scene, TO, Span(max(head.span.end, what.end), reach.end), acting)
    between = seen[max(head.span.end, what.end) : recipient.span.start] if recipient.span else "x" * 99
    if not recipient.names or len(between) > 25 or re.search(r"[,;]", between):
        return None
    start = min(head.span.start, what.start)
    supplier = describing(scene, Span(start, max(head.span.end, what.end)))
    if not supplier.names:
        supplier = parties_after(scene, BY, Span(recipient.span.end if recipient.span else head.span.end, reach.end))
    if not supplier.names:
        supplier = _deciding(scene, sentence, head)
    licensed = _LICENSED.search(seen, max(sentence.span.start, start - 45), start)
    if not supplier.names and (len(recipient.names) > 1 or licensed):
        supplier = state_before(scene, sentence, recipient)
    if not supplier.names and not licensed:
        return None
    deal = made(scene, head, what, supplier, recipient)
    if licensed and not re.search(r"[,;]", seen[licensed.start() : start]):
        return replace(deal, span=Span(min(deal.span.start, licensed.start()), deal.span.end))
    return deal


def _imported(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
    """Read "X's imports of Ruritanian gas", "its purchases of Ruritanian arms": who owns the imports receives."""
    seen = scene.article.seen
    if not head.word.startswith(("import", "purchas", "acquisition")) or not seen.startswith(" of ", head.span.end):
        return None
    reach = Span(head.span.end, min(sentence.span.end, head.span.end + 60))
    found = goods(seen, reach, [(w.start, w.end) for w in within(scene.article.weapons, reach)])
    supplier = (
        describing(scene, found[0]) if found and not re.search(r"[,;]", seen[reach.start : found[0].start]) else Side()
    )
    lead = Span(max(sentence.span.start, head.span.start - 60), head.span.start)
    owner = next((m for m in reversed(all_named(scene, lead)) if seen[m.end : lead.end] in {"'s ", "' "}), None)
    recipient = Side((owner.name,), Span(owner.start, owner.end)) if owner else Side()
    if owner is None and seen.endswith(" its ", lead.start, lead.end):
        frame = scene.frame(head.span.start)
        subject = all_named(scene, frame.subject) if frame and frame.subject else []
        recipient = Side((subject[0].name,), frame.subject) if frame and subject else Side()
    if not found or not supplier.names or not recipient.names or set(supplier.names) & set(recipient.names):
        return None
    return made(scene, head, found[0], supplier, recipient)


# "refused spares, John Doe went to B": the goods do not go
_OTHER_SUBJECT = re.compile(r"[;:]|\b(?:who|which|he|she|they|it)\b|, (?:the |[A-Z])[\w .-]* $")


def by_going(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
    """Read "arms worth X went to B": the goods are the subject, the supplier is behind "from" or named just before."""
    seen = scene.article.seen
    clause = clause_of(scene, sentence, head)
    reach = Span(max(clause.start, head.span.start - 70), head.span.start)
    found = goods(seen, reach, [(w.start, w.end) for w in within(scene.article.weapons, reach)])
    if not found or _OTHER_SUBJECT.search(seen[found[0].end : head.span.start]):
        return None
    behind = Span(head.span.end, min(clause.end, head.span.end + 80))
    recipient = parties_after(scene, re.compile(r"\b(?:to|for)\b (?:the )?"), behind)
    if not recipient.names or (recipient.span and recipient.span.start > head.span.end + 40):
        return None
    supplier = parties_after(scene, re.compile(r"\bfrom (?:the )?"), Span(reach.start, behind.end))
    supplier = supplier if supplier.names else describing(scene, found[0])
    supplier = supplier if supplier.names else state_before(scene, sentence, recipient)
    if not supplier.names or set(supplier.names) & set(recipient.names):
        return None
    deal = made(scene, head, found[0], supplier, recipient)
    held = _HELD.search(seen[clause.start : found[0].start])
    if held:
        return replace(deal, span=Span(clause.start + held.start(), deal.span.end))
    return deal


def _deciding(scene: Scene, sentence: Sentence, head: Head) -> Side:
    """Give who suspends, approves or resumes what a noun names: the subject of the verb above it."""
    seen = scene.article.seen
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is not None and index is not None:
        verb = next((word for word in tree.ancestors(index) if word.pos == "VERB"), None)
        if verb is None or verb.start > head.span.start or not _DECIDES.match(verb.text):
            return Side()
        frame = scene.frame(verb.start)
        found = (
            parties_in(scene.article, frame.subject, bodies=True)
            if frame and frame.subject and not frame.passive
            else []
        )
        return Side(tuple(party.name for party in found), frame.subject) if found and frame else Side()
    for word in re.finditer(r"[\w']+", seen[max(sentence.span.start, head.span.start - 60) : head.span.start]):
        if _DECIDES.match(word.group()):
            found_named = all_named(scene, Span(sentence.span.start, head.span.start))
            return (
                Side((found_named[0].name,), Span(found_named[0].start, found_named[0].end)) if found_named else Side()
            )
    return Side()
