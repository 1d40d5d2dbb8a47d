"""Deals that a verb tells: "A supplied weapons to B", "B bought tanks from A"."""

import re

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import last_acting
from armstrace.reading.quantities.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.actors import giver_before, subject_of
from armstrace.reading.trades.deal import Deal, clause_of, describing, goods_of, is_passive, made
from armstrace.reading.trades.heads import Head
from armstrace.reading.trades.named import (
    BY,
    GROUP,
    PRONOUNS,
    TO,
    Side,
    all_named,
    first_named,
    listed_from,
    parties_after,
    referred,
    two_before,
)

_FROM = re.compile(r"\b(?:from|by|of) (?:the )?", re.IGNORECASE)
# "provided the launchers": the ones that the text has told of, so there is one who got them
_DEFINITE = re.compile(
    r"(?<=supplied) (?:the|those|these) \w+|(?<=provided) (?:the|those|these) (?:launchers?|missiles?|rockets?|weapons?|drones?|arms|munitions|tanks?|guns?|shells?|bombs?|ammunition|explosives|aircraft|howitzers?)\b|(?<=delivered) (?:the|those|these) (?:launchers?|missiles?|rockets?|weapons?|drones?|munitions)\b"
)
_BACK = re.compile(
    r"\b(?:these|those|such|the) (?:\w+ )?(?:imports|deliveries|supplies|purchases|deals|sales|shipments|weapons|arms)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(?:on|for|of|helped|supported|backed|aided|behind|with) (?:the )?$", re.IGNORECASE)
_BOTH = re.compile(r"\bto both (?:countries|sides|states|parties|nations|of them)", re.IGNORECASE)


def by_verb(scene: Scene, sentence: Sentence, head: Head, before: Deal | None) -> Deal | None:
    """Read "A supplied weapons to B", "B bought tanks from A", "rockets supplied to B by A"."""
    clause = clause_of(scene, sentence, head)
    what = goods_of(scene, clause, head)
    if what is None:
        return None
    subject = subject_of(scene, head, clause)
    behind = Span(head.span.end, clause.end)
    if head.kind == "supply":
        supplier, recipient = _supplied(scene, sentence, head, subject, behind, what)
    else:
        recipient, supplier = subject, parties_after(scene, _FROM, behind)
        if not supplier.names:
            supplier = describing(scene, what)
        if not supplier.names and _is_money(scene, behind):
            supplier = giver_before(scene, sentence, recipient)
        if not supplier.names and before and _BACK.search(scene.article.seen, clause.start, head.span.start):
            supplier = Side(before.suppliers) if set(before.recipients) & set(recipient.names) else supplier
    if not recipient.names:
        recipient = _owner_of(scene, Span(head.span.end, clause.end), supplier)
    if not recipient.names and before and supplier.names == before.suppliers and not is_passive(scene, head):
        near = sentence.span.start - before.head.end < 250
        recipient = Side(before.recipients) if near else recipient
    if not recipient.names and supplier.names and _DEFINITE.match(scene.article.seen, head.span.end):
        last = last_acting(scene.article, sentence.span.start, frozenset(supplier.names))
        return made(scene, head, what, supplier, Side((last.name,) if last else ()))
    if not (supplier.names and recipient.names) or set(supplier.names) == set(recipient.names):
        return None
    return made(scene, head, what, supplier, recipient)


def _supplied(
    scene: Scene, sentence: Sentence, head: Head, subject: Side, behind: Span, what: Span
) -> tuple[Side, Side]:
    """Give supplier and recipient of a verb of supplying, also where it is passive or says how somebody helps."""
    recipient = _recipient(scene, behind, subject)
    if is_passive(scene, head):
        supplier = parties_after(scene, BY, behind)
        supplier = supplier if supplier.names else describing(scene, what)
        return supplier, recipient if recipient.names else subject if _takes_object(head) else Side()
    if not subject.names and head.word.startswith("total"):
        subject = giver_before(scene, sentence, recipient)
    if not recipient.names and head.word.endswith("ing"):
        recipient = _helped(scene, sentence, head, subject)
    return subject, recipient


def _helped(scene: Scene, sentence: Sentence, head: Head, subject: Side) -> Side:
    """Give who is helped: "supported the Xian side by supplying arms", "weighed in on X's side, offering expertise"."""
    for named in reversed(all_named(scene, Span(sentence.span.start, head.span.start))):
        behind = scene.article.seen[named.end : named.end + 14]
        if (
            named.name not in subject.names
            and re.match(r"(?:'s)? (?:side|forces|army|government|cause|war effort)\b", behind)
            and _SIDE.search(scene.article.seen, max(0, named.start - 14), named.start)
        ):
            return Side((named.name,))
    return Side()


def _takes_object(head: Head) -> bool:
    """Tell verbs that a recipient undergoes: "was armed", "were supplied with"."""
    return head.word.startswith(
        ("arm", "equip", "suppl", "provid", "furnish", "offer", "giv", "gave", "grant", "sen", "sold")
    )


def _recipient(scene: Scene, behind: Span, supplier: Side) -> Side:
    """Give who receives: right behind the verb ("provides X with"), else behind "to" or "for"."""
    seen = scene.article.seen
    first = first_named(scene, Span(behind.start, min(behind.end, behind.start + 45)))
    if first is not None:
        gap = seen[behind.start : first.start]
        owns = seen.startswith(("'s", "' "), first.end) or re.match(
            r"[- ](?:made|built)", seen[first.end : first.end + 6]
        )
        if (
            re.fullmatch(r"(?: (?:the|its|both|only|some|neighbou?ring|ally|also))* ", gap)
            and not owns
            and first.kind not in {"demonym", "adjective"}
        ):
            return listed_from(scene, first.start, behind.end)
    pronoun = PRONOUNS.match(seen, behind.start + 1, behind.end)
    if pronoun:
        return referred(scene, Span(pronoun.start(), pronoun.end()))
    group = re.compile(r" (?:the )?").match(seen, behind.start, behind.end)
    named = GROUP.match(seen, group.end(), behind.end) if group else None
    if named and re.match(r" with\b| (?:arms|weapons|money|\d)", seen[named.end() : behind.end]):
        return Side((named["name"],), Span(named.start(), named.end()))
    both = _BOTH.search(seen, behind.start, behind.end)
    return two_before(scene, Span(both.start(), both.end()), supplier) if both else parties_after(scene, TO, behind)


def _owner_of(scene: Scene, span: Span, supplier: Side) -> Side:
    """Read "supplied 55 % of X's weaponry": who owns what is supplied receives it."""
    for mention in within(scene.article.states, span):
        if scene.article.seen.startswith("'s ", mention.end) and mention.code not in supplier.names:
            share = scene.article.seen[max(span.start, mention.start - 30) : mention.start]
            if re.search(r"(?:%|per ?cent|half|most|third|quarter|bulk|majority|all) of (?:all )?$", share):
                return Side((mention.code,), Span(mention.start, mention.end))
    return Side()


def _is_money(scene: Scene, behind: Span) -> bool:
    return bool(
        re.match(
            r" (?:only |just |about |around |some |over |more than |up to )*(?:US)?[$\u20ac\u00a3]",
            scene.article.seen[behind.start : behind.end],
        )
    )
