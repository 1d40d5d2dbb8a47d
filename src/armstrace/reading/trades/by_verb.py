"""Deals that a verb tells: "A supplied weapons to B", "B bought tanks from A"."""

import re

from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import last_acting
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.actors import giver_before, subject_of
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.deal_parts import clause_of, describing, goods_in, goods_of, is_passive, made
from armstrace.reading.trades.goods import goods
from armstrace.reading.trades.heads import Head, find_heads
from armstrace.reading.trades.named import GROUP, Side, all_named, first_named, listed_from
from armstrace.reading.trades.objects import object_meant
from armstrace.reading.trades.pointed import BY, PRONOUNS, TO, most_named, parties_after, referred, two_before

_FROM = re.compile(
    r"\b(?:from|by|of|off) (?:the |an? (?:\w+ ){0,3}(?:yard|factory|plant|company|firm|maker|producer|manufacturer|supplier|dealer|shipyard)s? (?:in|from) )?",
    re.IGNORECASE,
)
_BUY = re.compile(r"b(?:uy|ought)|purchas|order", re.IGNORECASE)
_COUNT = r"(?:\d[\d,.]{0,9}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|dozens of)"
_NUMBERED = re.compile(
    rf" {_COUNT} (?:more |further |new |used )?(?P<what>[A-Z][a-z\u00e0-\u017f]{{2,20}}s)\b(?! of\b)"
)
_MORE_FROM = re.compile(
    r"(?:,| and|, and) (?:about |some |another |a further )?(?:[$\u20ac\u00a3]\s?)?\d[\d.,]{0,9}(?: ?(?:million|billion|bn|m|%|per ?cent))?(?: [\w-]+){0,3}? (?:from|by) (?:the )?",
    re.IGNORECASE,
)
_SAME_PARTY = re.compile(
    r"\bto the same (?:customer|country|state|buyer|recipient|client|government|army|force)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:It|They|The (?:country|army|navy|air force|kingdom|government|junta)) (?:also |has |have |then |later )*(?=received|obtained|acquired)"
)
_NEXT_GIVER = re.compile(
    r"; (?:[A-Z]\w+ ?){1,3}(?:,? (?:and|has|have|also|too,?|then) ?)*(?:[A-Z]\w+ ?){0,3}(?:has |have |also |then )*$"
)
_SAME_GOODS = re.compile(
    r" (?:(?:(?:at least|about|some|around|more than|over|nearly|up to) )?(?:[\d.,]{1,12}|most|some|many|half|all|part|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds)(?: (?:tonnes|tons|containers|crates|rounds))? of )?(?P<goods>it|them|these|those)(?= (?:on |back |over )*(?:to|from|in (?:January|February|March|April|May|June|July|August|September|October|November|December|\d))\b)"
)
_IT = re.compile(r" (?:it|them)(?! (?:on |back |over )*(?:to|for)\b)\b", re.IGNORECASE)
_ITS_ARMY = re.compile(r" (?:to )?the (?:army|navy|air force|government|junta|military|kingdom)\b(?! (?:of|in)\b)")
# "sold them on to X": the pronoun is what is sold
_ON_TO = re.compile(r" (?:on |back |over |straight |directly )*(?:to|for)\b")
_IN = re.compile(r" (?:second-hand |abroad )?in (?:the )?")
# "provided the launchers": the ones that the text has told of, so there is one who got them
_DEFINITE = re.compile(
    r"(?<=supplied) (?:the|those|these) (?!(?:government|country|state|regime|rebels|army|navy|air|military|armed|junta|kingdom|emirate|republic)\b)\w+|(?<=provided) (?:the|those|these) (?:launchers?|missiles?|rockets?|weapons?|drones?|arms|munitions|tanks?|guns?|shells?|bombs?|ammunition|explosives|aircraft|howitzers?)\b|(?<=delivered) (?:the|those|these) (?:launchers?|missiles?|rockets?|weapons?|drones?|munitions)\b"
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
    again = None if what else _again(scene, head, before)
    what = what or again or _numbered(scene, Span(head.span.end, min(clause.end, head.span.end + 60)))
    if what is None:
        return None
    subject = subject_of(scene, head, clause)
    behind = Span(head.span.end, clause.end)
    if head.kind == "supply":
        recipient = _recipient(scene, behind, subject)
        recipient = _told_of(scene, sentence, Span(head.span.start, what.end), (subject, recipient), before)
        supplier, recipient = _supplied(scene, sentence, head, (subject, recipient), Span(what.start, clause.end))
    else:
        recipient, supplier = subject, _source(scene, head, Span(what.start, clause.end), subject)
        supplier = _same_source(scene, supplier, (recipient, before))
        if not supplier.names and _is_money(scene, behind):
            supplier = giver_before(scene, sentence, recipient)
        if not supplier.names and before and (again or _goes_on(scene, sentence, head, clause, before)):
            supplier = Side(before.suppliers) if set(before.recipients) & set(recipient.names) else supplier
    if not recipient.names and recipient.span:
        # a pronoun that the words leave open
        return None
    if not recipient.names:
        recipient = _owner_of(scene, behind, supplier)
    if not recipient.names and before and _same_recipient(scene, sentence, head, clause, (supplier, before)):
        recipient = Side(before.recipients)
    if not recipient.names and supplier.names and _DEFINITE.match(scene.article.seen, head.span.end):
        last = last_acting(scene.article, sentence.span.start, frozenset(supplier.names))
        return made(scene, head, what, supplier, Side((last.name,) if last else ()))
    if not (supplier.names and recipient.names) or set(supplier.names) == set(recipient.names):
        return None
    return made(scene, head, what, supplier, recipient)


def _source(scene: Scene, head: Head, reach: Span, recipient: Side) -> Side:
    """Give who sells: behind "from", as whose goods they are, or the state where they are bought."""
    supplier = parties_after(scene, _FROM, Span(head.span.end, reach.end), recipient)
    if supplier.span:
        return _more_sources(scene, supplier, reach.end)
    if not supplier.names and _BUY.match(head.word):
        supplier = _bought_in(scene, Span(max(reach.start, head.span.end), reach.end))
    return supplier if supplier.names else _owner(scene, reach)


_FROM_IT = re.compile(r"(?:from|by|of|off) (?:it|them)$", re.IGNORECASE)


def _same_source(scene: Scene, supplier: Side, told: tuple[Side, Deal | None]) -> Side:
    """Give who sold last for "from it": "bought jets from A; it also got two frigates from it"."""
    recipient, before = told
    if before is None or supplier.span is None or supplier.span.start - before.head.end > 250:
        return supplier
    pronoun = _FROM_IT.match(scene.article.seen, supplier.span.start, supplier.span.end)
    fits = set(before.recipients) & set(recipient.names) and not set(before.suppliers) & set(recipient.names)
    return Side(before.suppliers, supplier.span) if pronoun and fits else supplier


def _goes_on(scene: Scene, sentence: Sentence, head: Head, clause: Span, before: Deal) -> bool:
    """Tell a purchase that goes on about the last deal: "these imports totalled", "It received 24 jets"."""
    seen = scene.article.seen
    if _BACK.search(seen, clause.start, head.span.start):
        return True
    receives = head.word.startswith(("receiv", "obtain", "acquir"))
    near = sentence.span.start - before.head.end < 120
    return bool(receives and near and _GOES_ON.match(seen, sentence.span.start))


def _same_recipient(scene: Scene, sentence: Sentence, head: Head, clause: Span, sides: tuple[Side, Deal]) -> bool:
    """Tell a deal that names no recipient and has the one of the last deal: the same supplier, or one of a row."""
    supplier, before = sides
    gap = sentence.span.start - before.head.end
    if supplier.names == before.suppliers and not is_passive(scene, head) and gap < 250:
        return True
    if _SAME_PARTY.search(scene.article.seen, head.span.end, clause.end) and gap < 150:
        return True
    return _listing(scene, sentence, head, before)


def _told_of(scene: Scene, sentence: Sentence, reach: Span, sides: tuple[Side, Side], before: Deal | None) -> Side:
    """Give who "it" or "the navy" is in a row of givers: "A has provided it with jets; B gave it tanks"."""
    seen = scene.article.seen
    subject, recipient = sides
    verb = re.compile(r"[\w-]+(?: over| on)?").match(seen, reach.start)
    start = verb.end() if verb else reach.start
    told = _IT.match(seen, start) or _ITS_ARMY.search(seen, start, reach.end + 40)
    if told is None or (recipient.names and (recipient.span is None or recipient.span.start > told.end())):
        return recipient
    meant = object_meant(scene, Span(told.start() + 1, told.end()), subject)
    if meant is not None:
        return meant
    near = before and sentence.span.start - before.head.end < 120 and not set(before.recipients) & set(subject.names)
    if before and near:
        words = Span(told.start(), told.end())
        return Side(before.recipients if _may_be_its(scene, words, subject, before) else (), words)
    heads = find_heads(scene.article, Span(sentence.span.start, reach.start))
    return Side() if any(other.kind == "supply" for other in heads) else recipient


def _may_be_its(scene: Scene, words: Span, subject: Side, before: Deal) -> bool:
    """Tell "the army" of who received last from the army of another state that the text is about; "it" is neither."""
    if _IT.fullmatch(scene.article.seen, words.start, words.end):
        return True
    others = frozenset((*subject.names, *before.suppliers))
    return all(re.fullmatch(r"[A-Z]{3}", name) and most_named(scene, words, name, others) for name in before.recipients)


def _supplied(scene: Scene, sentence: Sentence, head: Head, sides: tuple[Side, Side], reach: Span) -> tuple[Side, Side]:
    """Give supplier and recipient of a verb of supplying, also where it is passive or says how somebody helps."""
    subject, recipient = sides
    if is_passive(scene, head):
        supplier = parties_after(scene, BY, Span(head.span.end, reach.end))
        supplier = supplier if supplier.names else _owner(scene, reach)
        return supplier, recipient if recipient.names else subject if _takes_object(head) else Side()
    if not subject.names and head.word.startswith("total"):
        subject = giver_before(scene, sentence, recipient)
    if not recipient.names and head.word.endswith("ing"):
        recipient = _helped(scene, sentence, head, subject)
    return subject, recipient


def _owner(scene: Scene, reach: Span) -> Side:
    """Give whose goods they are that a stretch begins with."""
    found = goods(scene.article.seen, Span(reach.start, min(reach.end, reach.start + 120)), [])
    return describing(scene, found[0] if found else Span(reach.start, reach.start + 1))


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


def _listing(scene: Scene, sentence: Sentence, head: Head, before: Deal | None) -> bool:
    """Tell one giver after another in one sentence: "A and B gave B tanks; C sold shells"."""
    same = before is not None and sentence.span.start <= before.head.start < head.span.start
    return bool(
        same
        and before
        and head.kind == "supply"
        and not is_passive(scene, head)
        and _NEXT_GIVER.search(scene.article.seen, before.head.end, head.span.start)
    )


def _again(scene: Scene, head: Head, before: Deal | None) -> Span | None:
    """Give the pronoun that stands for the goods of the last deal: "retransferred 160 tonnes of it", "sold them on"."""
    if before is None or head.span.start - before.head.end > 400 or head.word.startswith(("arm", "spen", "total")):
        return None
    pronoun = _SAME_GOODS.match(scene.article.seen, head.span.end)
    return Span(pronoun.start("goods"), pronoun.end("goods")) if pronoun else None


def _numbered(scene: Scene, behind: Span) -> Span | None:
    """Give goods that a number and a proper name tell: "six Bayraktars"."""
    match = _NUMBERED.search(scene.article.seen, behind.start, behind.end)
    if match is None or within(scene.article.states, Span(match.start("what"), match.end("what"))):
        return None
    return Span(match.start("what"), match.end("what"))


def _more_sources(scene: Scene, supplier: Side, limit: int) -> Side:
    """Go on through a list of amounts: "$9 billion from A, $4 billion from B and $3 billion from C"."""
    names, span = supplier.names, supplier.span
    while span is not None:
        more = _MORE_FROM.match(scene.article.seen, span.end, limit)
        if more and goods_in(scene, Span(more.start(), more.end())):
            break
        first = first_named(scene, Span(more.end(), min(limit, more.end() + 30))) if more else None
        if more is None or first is None or first.start > more.end() + 1 or first.name in names:
            break
        names, span = (*names, first.name), Span(span.start, first.end)
    return Side(names, span)


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
    if pronoun and not _ON_TO.match(seen, pronoun.end()):
        return referred(scene, Span(pronoun.start(), pronoun.end()), supplier)
    group = re.compile(r" (?:the )?").match(seen, behind.start, behind.end)
    named = GROUP.match(seen, group.end(), behind.end) if group else None
    if named and re.match(r" with\b| (?:arms|weapons|money|\d)", seen[named.end() : behind.end]):
        return Side((named["name"],), Span(named.start(), named.end()))
    both = _BOTH.search(seen, behind.start, behind.end)
    return (
        two_before(scene, Span(both.start(), both.end()), supplier)
        if both
        else parties_after(scene, TO, behind, supplier)
    )


def _owner_of(scene: Scene, span: Span, supplier: Side) -> Side:
    """Read "supplied 55 % of X's weaponry": who owns what is supplied receives it."""
    for mention in within(scene.article.states, span):
        if scene.article.seen.startswith("'s ", mention.end) and mention.code not in supplier.names:
            share = scene.article.seen[max(span.start, mention.start - 30) : mention.start]
            if re.search(r"(?:%|per ?cent|half|most|third|quarter|bulk|majority|all) of (?:all )?$", share):
                return Side((mention.code,), Span(mention.start, mention.end))
    return Side()


def _bought_in(scene: Scene, behind: Span) -> Side:
    """Read "buys its helicopters in X": the state right behind the goods sells them."""
    place = _IN.match(scene.article.seen, behind.start, behind.end)
    first = first_named(scene, Span(place.end(), min(behind.end, place.end() + 25))) if place else None
    if place is None or first is None or first.start != place.end() or first.kind in {"demonym", "adjective"}:
        return Side()
    return Side((first.name,), Span(first.start, first.end))


def _is_money(scene: Scene, behind: Span) -> bool:
    return bool(
        re.match(
            r" (?:only |just |about |around |some |over |more than |up to )*(?:US)?[$\u20ac\u00a3]",
            scene.article.seen[behind.start : behind.end],
        )
    )
