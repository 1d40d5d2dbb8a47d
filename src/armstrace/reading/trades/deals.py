"""One deal: the word it hangs on, what is traded, who supplies and who receives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.article import Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import last_acting, parties_in
from armstrace.reading.quantities.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.goods import goods
from armstrace.reading.trades.heads import Head, find_heads

_IS_MONEY = re.compile(r"[$\u20ac\u00a3]|\b(?:dollars?|euros?|million|billion|worth|funds|money)\b")
_CLAUSE = re.compile(
    r"[;\u2014]|, (?:while|whereas|although|though|but|and (?=(?:[A-Z]\w+ ){1,3}(?:[a-z]+(?:s|ed)\b)))|\b(?:while|whereas|but|although|because|after|before)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:,|,? and| and| or|,? or|, as well as| \([^()]{1,40}\)[,]?(?: and| or)?)(?: the| to| to the| some| also)? ?$|^,? (?:and|or) $",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|for|towards?)\b (?:the |its |their )?(?:(?:both|all|other) )?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|by|of) (?:the )?", re.IGNORECASE)
_PRONOUNS = re.compile(
    r"(?:it|them|him|its (?:forces|army|military|government)|their forces|the (?:country|state|government|regime|rebels)|both (?:countries|sides|states)|each other)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"'s? $|^'s? ")
_SKIP = re.compile(
    r"^(?:the |a |an |its |their |his |some |any |more |all |these |those |such |most of the |many of the |much of the )+",
    re.IGNORECASE,
)
_MADE = re.compile(r"-(?:made|built|produced|manufactured|designed)\b")
_SUPPLIED = re.compile(r"-(?:supplied|provided|donated|delivered)\b (?P<what>(?:[\w-]+ ){0,4}[\w-]+)")


@dataclass(frozen=True, slots=True)
class Deal:
    """A trade as one clause or phrase tells it."""

    head: Span
    span: Span
    commodity: str
    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """Some parties, and where they stand."""

    names: tuple[str, ...] = ()
    span: Span | None = None


def deals(scene: Scene, sentence: Sentence, before: Deal | None = None) -> Iterator[Deal]:
    """Read the deals of one sentence; `before` is the last one read, for parties that only it names."""
    heads = find_heads(scene.article, sentence.span)
    done: list[Span] = []
    yield from _by_adjective(scene, sentence)
    for head in sorted(heads, key=lambda head: (head.kind == "noun", head.span.start)):
        if any(other.start <= head.span.start < other.end for other in done):
            continue
        deal = _deal(scene, sentence, head, before)
        if deal is not None:
            done.append(deal.span)
            before = deal
            yield deal


def _deal(scene: Scene, sentence: Sentence, head: Head, before: Deal | None) -> Deal | None:
    if head.kind == "role":
        return _by_role(scene, sentence, head)
    if head.kind == "noun":
        return _by_noun(scene, sentence, head)
    if head.kind == "went":
        return _by_going(scene, sentence, head)
    return _by_verb(scene, sentence, head, before)


def _by_verb(scene: Scene, sentence: Sentence, head: Head, before: Deal | None) -> Deal | None:
    """Read "A supplied weapons to B", "B bought tanks from A", "rockets supplied to B by A"."""
    clause = _clause(scene, sentence, head)
    subject = _subject(scene, head, clause)
    behind = Span(head.span.end, clause.end)
    what = _goods(scene, clause, head)
    if what is None:
        return None
    if head.kind == "supply":
        supplier, recipient = _supplied(scene, sentence, head, subject, behind, what)
    else:
        recipient, supplier = subject, _after(scene, _FROM, behind)
        if not supplier.names:
            supplier = _describing(scene, what)
        if not supplier.names and _is_money(scene, behind):
            supplier = _partner(scene, sentence, recipient)
        if not supplier.names and before and _BACK.search(scene.article.seen, clause.start, head.span.start):
            supplier = _Side(before.suppliers) if set(before.recipients) & set(recipient.names) else supplier
    if not recipient.names:
        recipient = _owner_of(scene, Span(head.span.end, clause.end), supplier)
    if not recipient.names and before and supplier.names == before.suppliers and not _passive(scene, head):
        near = sentence.span.start - before.head.end < 250
        recipient = _Side(before.recipients) if near else recipient
    if not recipient.names and supplier.names and _DEFINITE.match(scene.article.seen, head.span.end):
        last = last_acting(scene.article, sentence.span.start, frozenset(supplier.names))
        return _made(scene, head, what, supplier, _Side((last.name,) if last else ()))
    if not (supplier.names and recipient.names) or set(supplier.names) == set(recipient.names):
        return None
    return _made(scene, head, what, supplier, recipient)


_BY = re.compile(r"\bby (?:the )?", re.IGNORECASE)
# "provided the launchers": the ones that the text has told of, so there is one who got them
_DEFINITE = re.compile(
    r"(?<=supplied) (?:the|those|these) \w+|(?<=provided) (?:the|those|these) (?:launchers?|missiles?|rockets?|weapons?|drones?|arms|munitions|tanks?|guns?|shells?|bombs?|ammunition|explosives|aircraft|howitzers?)\b|(?<=delivered) (?:the|those|these) (?:launchers?|missiles?|rockets?|weapons?|drones?|munitions)\b"
)
_BACK = re.compile(
    r"\b(?:these|those|such|the) (?:\w+ )?(?:imports|deliveries|supplies|purchases|deals|sales|shipments|weapons|arms)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(?:on|for|of|helped|supported|backed|aided|behind|with) (?:the )?$", re.IGNORECASE)


def _supplied(
    scene: Scene, sentence: Sentence, head: Head, subject: _Side, behind: Span, what: Span
) -> tuple[_Side, _Side]:
    """Give supplier and recipient of a verb of supplying, also where it is passive or says how somebody helps."""
    recipient = _recipient(scene, head, behind, subject)
    if _passive(scene, head):
        supplier = _after(scene, _BY, behind)
        supplier = supplier if supplier.names else _describing(scene, what)
        return supplier, recipient if recipient.names else subject if _takes_object(head) else _Side()
    if not subject.names and head.word.startswith("total"):
        subject = _partner(scene, sentence, recipient)
    if not recipient.names and head.word.endswith("ing"):
        recipient = _helped(scene, sentence, head, subject)
    return subject, recipient


def _helped(scene: Scene, sentence: Sentence, head: Head, subject: _Side) -> _Side:
    """Give who is helped: "supported the Xian side by supplying arms", "weighed in on X's side, offering expertise"."""
    for named in reversed(_all(scene, Span(sentence.span.start, head.span.start))):
        behind = scene.article.seen[named.end : named.end + 14]
        if (
            named.name not in subject.names
            and re.match(r"(?:'s)? (?:side|forces|army|government|cause|war effort)\b", behind)
            and _SIDE.search(scene.article.seen, max(0, named.start - 14), named.start)
        ):
            return _Side((named.name,))
    return _Side()


def _made(scene: Scene, head: Head, what: Span, supplier: _Side, recipient: _Side) -> Deal:
    spans = [head.span, what, *(side.span for side in (supplier, recipient) if side.span)]
    near = [span for span in spans if span.start - head.span.end < 220 and head.span.start - span.end < 60]
    span = Span(min(each.start for each in near), max(each.end for each in near))
    return Deal(head.span, span, _words(scene, what), supplier.names, recipient.names)


def _words(scene: Scene, what: Span) -> str:
    """Give the words of the goods, without articles and without the party that describes them."""
    words = _SKIP.sub("", scene.article.words(what))
    for mention in within(scene.article.states, what):
        if mention.start <= what.start + 8 and mention.kind in {"demonym", "adjective", "abbreviation"}:
            words = words.removeprefix(mention.printed).lstrip()
    return words or scene.article.words(what)


def _clause(scene: Scene, sentence: Sentence, head: Head) -> Span:
    """Give the stretch around a verb up to the marks that begin another clause."""
    seen = scene.article.seen
    before = [match.end() for match in _CLAUSE.finditer(seen, sentence.span.start, head.span.start)]
    behind = _CLAUSE.search(seen, head.span.end, sentence.span.end)
    start = before[-1] if before else sentence.span.start
    return Span(start, behind.start() if behind else sentence.span.end)


def _subject(scene: Scene, head: Head, clause: Span) -> _Side:
    frame = scene.frame(head.span.start)
    if frame is not None and frame.subject is not None:
        found = parties_in(scene.article, frame.subject, bodies=True)
        names = tuple(party.name for party in found) or tuple(named.name for named in _all(scene, frame.subject))[:1]
        if names:
            near = frame.subject.start >= clause.start - 120
            return _Side(names, frame.subject if near else None)
    lead = Span(max(clause.start, head.span.start - 60), head.span.start)
    accused = _ACCUSED.search(scene.article.seen, lead.start - 60 if lead.start > 60 else 0, lead.end)
    if accused:
        listed = _all(scene, Span(accused.start("whom"), accused.end("whom")))
        return (
            _Side(tuple(named.name for named in listed), Span(accused.start("whom"), accused.end("whom")))
            if listed
            else _Side()
        )
    last = _all(scene, lead)
    if last and re.fullmatch(
        r"(?:'s (?:army|government|military))?(?: (?:has|have|had|also|then|was|is|reportedly|later|\w+ly))* ",
        scene.article.seen[last[-1].end : head.span.start],
    ):
        return _Side((last[-1].name,), Span(last[-1].start, last[-1].end))
    return _Side()


_ACCUSED = re.compile(r"\b(?:accus\w+|suspect\w*) (?P<whom>[^;.]{2,80}?) of (?:\w+ly |either )?$", re.IGNORECASE)


def _passive(scene: Scene, head: Head) -> bool:
    if _PERFECT.search(scene.article.seen, max(0, head.span.start - 24), head.span.start):
        return False
    frame = scene.frame(head.span.start)
    return bool(frame and frame.passive)


_PERFECT = re.compile(
    r"\b(?:has|have|had)(?: (?:also|already|since|reportedly|secretly|long|repeatedly|allegedly|not|never))? $",
    re.IGNORECASE,
)


def _takes_object(head: Head) -> bool:
    """Tell verbs that a recipient undergoes: "was armed", "were supplied with"."""
    return head.word.startswith(
        ("arm", "equip", "suppl", "provid", "furnish", "offer", "giv", "gave", "grant", "sen", "sold")
    )


def _recipient(scene: Scene, head: Head, behind: Span, supplier: _Side) -> _Side:
    """Give who receives: right behind the verb ("provides X with"), else behind "to" or "for"."""
    seen = scene.article.seen
    first = _first(scene, Span(behind.start, min(behind.end, behind.start + 45)))
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
            return _listed(scene, first.start, behind.end)
    pronoun = _PRONOUNS.match(seen, behind.start + 1, behind.end)
    if pronoun:
        return _referred(scene, Span(pronoun.start(), pronoun.end()))
    group = re.compile(r" (?:the )?").match(seen, behind.start, behind.end)
    named = _GROUP.match(seen, group.end(), behind.end) if group else None
    if named and re.match(r" with\b| (?:arms|weapons|money|\d)", seen[named.end() : behind.end]):
        return _Side((named["name"],), Span(named.start(), named.end()))
    both = _BOTH.search(seen, behind.start, behind.end)
    return _two_before(scene, Span(both.start(), both.end()), supplier) if both else _after(scene, _TO, behind)


_BOTH = re.compile(r"\bto both (?:countries|sides|states|parties|nations|of them)", re.IGNORECASE)


def _two_before(scene: Scene, span: Span, but: _Side) -> _Side:
    """Resolve "both countries": the two states named last beside the supplier."""
    names: list[str] = []
    states = within(scene.article.states, Span(max(0, span.start - 900), span.start))[::-1]
    for mention in [*states, *within(scene.article.states, Span(span.end, span.end + 400))]:
        if mention.code not in names and mention.code not in but.names:
            names.append(mention.code)
    return _Side(tuple(names[:2]), span) if len(names) > 1 else _Side()


def _referred(scene: Scene, span: Span) -> _Side:
    found = parties_in(scene.article, span)
    return _Side(tuple(party.name for party in found), span) if found else _Side()


def _after(scene: Scene, pattern: re.Pattern[str], span: Span) -> _Side:
    """Give the parties behind the first preposition of a kind that has one right behind it."""
    seen = scene.article.seen
    for match in pattern.finditer(seen, span.start, span.end):
        pronoun = _PRONOUNS.match(seen, match.end(), span.end)
        if pronoun:
            side = _referred(scene, Span(pronoun.start(), pronoun.end()))
            if side.names:
                return _Side(side.names, Span(match.start(), pronoun.end()))
        first = _first(scene, Span(match.end(), min(span.end, match.end() + 40)))
        group = _GROUP.match(seen, match.end(), min(span.end, match.end() + 80))
        if group and (first is None or first.start >= group.start()):
            name = group["name"]
            return _Side((name,), Span(match.start(), group.end()))
        if first is not None and re.fullmatch(
            r"(?:(?!(?:on|in|at|of|with|about|over|against)\b)[a-z-]+ ){0,2}", seen[match.end() : first.start]
        ):
            side = _listed(scene, first.start, span.end)
            return _Side(side.names, Span(match.start(), side.span.end if side.span else first.end))
    return _Side()


# parties that no list knows: "the Government of National Accord", "the rebels"
_GROUP = re.compile(
    r"(?P<name>(?:[A-Z][\w'-]+ )+(?:Army|Forces|Front|Council|Movement|Party|Authority|Brigades?|Corps|Guards?|Militia|Coalition|Government)(?: (?:of|for) (?:[A-Z][\w-]+ ?)+(?<! ))?|Government of (?:[A-Z][\w-]+ ?){2,4}(?<! )"
    r"|(?:[\w-]+ )?(?:rebels|separatists|insurgents|militias?|armed groups|armed formations|formations|mercenaries|paramilitaries|opposition fighters|opposition|jihadists|militants|guerrillas)\b)"
)
_OFFICIAL = re.compile(
    r"(?:Armed Forces|Army|Air Force|Navy|Government|Ministry|Republican Guard|National Guard|Defen[cs]e Forces)$"
)


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    name: str
    kind: str


def _all(scene: Scene, span: Span) -> list[_Named]:
    """Give the states, groups and bodies of a stretch, forces of no state with their force: "X forces"."""
    article = scene.article
    groups = [_Named(g.start, g.end, g.name, "group") for g in within(article.groups, span)]
    groups += [_Named(g.start, g.end, g.name, "body") for g in within(article.organisations, span)]
    for match in _BODY.finditer(article.seen, span.start, span.end):
        if not any(other.start <= match.start() < other.end for other in groups):
            groups.append(
                _Named(match.start(), match.end(), {"EU": "European Union"}.get(match.group(), match.group()), "body")
            )
    for mention in within(article.states, span):
        if not any(other.start <= mention.start < other.end for other in groups):
            groups.append(_of_state(article.seen, mention))
    return sorted(groups, key=lambda named: named.start)


_BODY = re.compile(r"\b(?:European Union|EU|NATO)\b(?!-)")
_FORCE = re.compile(
    r"(?: [A-Z][\w-]+| defen[cs]e| armed| security){0,3} (?:[Ff]orces|[Aa]rmy|[Rr]ebels|[Mm]ilitia|[Ff]ighters)\b"
)


def _of_state(seen: str, mention: Mention) -> _Named:
    own = _GROUP.match(seen, mention.start, mention.end + 60)
    if (own and own.end() > mention.end and not _OFFICIAL.search(own["name"].split(" ", 1)[-1])) or (
        own and re.search(r" (?:National|Democratic|Liberation|Free|Popular|People's|Islamic) ", own["name"])
    ):
        return _Named(mention.start, own.end(), own["name"], "group")
    if re.fullmatch(r"(?!X)[A-Z]{3}", mention.code):
        return _Named(mention.start, mention.end, mention.code, mention.kind)
    force = _FORCE.match(seen, mention.end)
    end = force.end() if force else mention.end
    return _Named(mention.start, end, seen[mention.start : end], "group")


def _first(scene: Scene, span: Span) -> _Named | None:
    return next(iter(_all(scene, span)), None)


def _listed(scene: Scene, start: int, limit: int) -> _Side:
    """Give the parties of a list: "A, B (via C), D and E"."""
    found = _all(scene, Span(start, min(limit, start + 400)))
    names = [found[0].name]
    end = found[0].end
    for named in found[1:]:
        between = scene.article.seen[end : named.start]
        if between.count("(") > between.count(")"):
            continue
        if (
            not _JOINED.search(between)
            or len(between) > 50
            or re.search(r"[a-z]{3,} (?:the )?$", re.sub(r"\b(?:and|the|well|also|some|to)\b|\([^()]*\)", "", between))
        ):
            break
        names.append(named.name)
        end = named.end
    return _Side(tuple(dict.fromkeys(names)), Span(start, end))


def _goods(scene: Scene, clause: Span, head: Head) -> Span | None:
    """Choose the goods of a verb: those behind it, else those before it in the clause."""
    weapons = [(weapon.start, weapon.end) for weapon in within(scene.article.weapons, clause)]
    found = goods(scene.article.seen, clause, weapons)
    behind = [each for each in found if each.start >= head.span.end]
    if behind:
        between = scene.article.seen[head.span.end : behind[0].start]
        return (
            behind[0]
            if _IS_MONEY.search(between)
            or not re.search(r"\b(?:for|about|over|against|on|in) (?:[\w-]+ ){0,3}$", between)
            else None
        )
    before = [each for each in found if each.end <= head.span.start]
    if before and (_passive(scene, head) or _relative(scene, head) or head.word.startswith("total")):
        return before[-1]
    if head.word.startswith("arm") and scene.article.seen[head.span.start : head.span.end].lower() in {
        "arming",
        "armed",
    }:
        return head.span
    return None


def _relative(scene: Scene, head: Head) -> bool:
    """Tell "the weapons they had bought": the verb describes the goods before it."""
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is None or index is None:
        return bool(
            re.search(
                r"\b(?:that|which|they|it|he)\b[^,;]{0,30}$",
                scene.article.seen[max(0, head.span.start - 45) : head.span.start],
            )
        )
    word = tree.words[index]
    return word.dep in {"relcl", "acl"} or (word.dep == "conj" and tree.head(index).dep in {"relcl", "acl"})


def _describing(scene: Scene, what: Span) -> _Side:
    """Give the party whose goods they are: "Russian weaponry", "in U.S. security assistance"."""
    seen = scene.article.seen
    for mention in within(scene.article.states, Span(max(0, what.start - 25), what.end)):
        described = mention.end >= what.start - 4 and (
            mention.start >= what.start or seen[mention.end : what.start].strip(" '") in {"", "s"}
        )
        if described and not _MADE.match(seen, mention.end):
            return _Side((mention.code,), Span(mention.start, mention.end))
    return _Side()


def _owner_of(scene: Scene, span: Span, supplier: _Side) -> _Side:
    """Read "supplied 55 % of X's weaponry": who owns what is supplied receives it."""
    for mention in within(scene.article.states, span):
        if scene.article.seen.startswith("'s ", mention.end) and mention.code not in supplier.names:
            share = scene.article.seen[max(span.start, mention.start - 30) : mention.start]
            if re.search(r"(?:%|per ?cent|half|most|third|quarter|bulk|majority|all) of (?:all )?$", share):
                return _Side((mention.code,), Span(mention.start, mention.end))
    return _Side()


def _is_money(scene: Scene, behind: Span) -> bool:
    return bool(
        re.match(
            r" (?:only |just |about |around |some |over |more than |up to )*(?:US)?[$\u20ac\u00a3]",
            scene.article.seen[behind.start : behind.end],
        )
    )


def _partner(scene: Scene, sentence: Sentence, recipient: _Side) -> _Side:
    """Give who pays, where the sentences before are about one giver: the subject of the last one that supplies."""
    start = max(0, sentence.span.start - 500)
    for head in reversed(find_heads(scene.article, Span(start, sentence.span.start))):
        if head.kind == "supply":
            giver = _subject(scene, head, Span(start, head.span.end))
            if giver.names and giver.names[0] not in recipient.names:
                return _Side(giver.names[:1])
    return _Side()


def _by_adjective(scene: Scene, sentence: Sentence) -> Iterator[Deal]:
    """Read "Xian-supplied rockets": the supplier describes the goods; who has them acts in the clause."""
    for mention in within(scene.article.states, sentence.span):
        match = _SUPPLIED.match(scene.article.seen, mention.end, sentence.span.end)
        if match is None:
            continue
        what = goods(scene.article.seen, Span(match.start("what"), match.end("what")), [])
        end = what[0].end if what else match.end("what")
        frame = scene.frame(end - 1)
        holder = scene.actor(frame.subject) if frame and frame.verbal else None
        names = (holder,) if holder and holder != mention.code else ()
        commodity = scene.article.words(what[0] if what else Span(match.start("what"), match.end("what")))
        yield Deal(Span(match.start(), match.end("what")), Span(mention.start, end), commodity, (mention.code,), names)


def _by_noun(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
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
    recipient = _after(scene, _TO, Span(max(head.span.end, what.end), reach.end))
    between = seen[max(head.span.end, what.end) : recipient.span.start] if recipient.span else "x" * 99
    if not recipient.names or len(between) > 25 or re.search(r"[,;]", between):
        return None
    start = min(head.span.start, what.start)
    supplier = _describing(scene, Span(start, max(head.span.end, what.end)))
    if not supplier.names:
        supplier = _after(scene, _BY, Span(recipient.span.end if recipient.span else head.span.end, reach.end))
    if not supplier.names:
        supplier = _deciding(scene, sentence, head)
    licensed = _LICENSED.search(seen, max(sentence.span.start, start - 45), start)
    if not supplier.names and (len(recipient.names) > 1 or licensed):
        supplier = _partner_named(scene, sentence, recipient)
    if not supplier.names and not licensed:
        return None
    deal = _made(scene, head, what, supplier, recipient)
    if licensed and not re.search(r"[,;]", seen[licensed.start() : start]):
        return replace(deal, span=Span(min(deal.span.start, licensed.start()), deal.span.end))
    return deal


def _partner_named(scene: Scene, sentence: Sentence, recipient: _Side) -> _Side:
    """Give the state named last before a list of recipients that is none of them."""
    before = within(scene.article.states, Span(max(0, sentence.span.start - 700), sentence.span.start))
    name = next((mention.code for mention in reversed(before) if mention.code not in recipient.names), None)
    return _Side((name,)) if name else _Side()


def _by_going(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
    """Read "arms worth X went to B": the goods are the subject, the supplier is behind "from" or named just before."""
    seen = scene.article.seen
    clause = _clause(scene, sentence, head)
    reach = Span(max(clause.start, head.span.start - 70), head.span.start)
    found = goods(seen, reach, [(w.start, w.end) for w in within(scene.article.weapons, reach)])
    if not found or re.search(r"[;:]|\b(?:who|which|he|she|they|it)\b", seen[found[0].end : head.span.start]):
        return None
    behind = Span(head.span.end, min(clause.end, head.span.end + 80))
    recipient = _after(scene, re.compile(r"\b(?:to|for)\b (?:the )?"), behind)
    if not recipient.names or (recipient.span and recipient.span.start > head.span.end + 40):
        return None
    supplier = _after(scene, re.compile(r"\bfrom (?:the )?"), Span(reach.start, behind.end))
    supplier = supplier if supplier.names else _describing(scene, found[0])
    supplier = supplier if supplier.names else _partner_named(scene, sentence, recipient)
    if not supplier.names or set(supplier.names) & set(recipient.names):
        return None
    return _made(scene, head, found[0], supplier, recipient)


_DECIDES = re.compile(
    r"(?:suspend|halt|fr[eo]ez|froze|bann|approv|authori|resum|stop|allow|block|announc|increas|expand|defend|continu|cancel|licens|agree|restrict|pause|end|conclud|sign|deliver|complet|financ|grant|permit|veto|limit|cut|reduc)\w*$",
    re.IGNORECASE,
)


def _deciding(scene: Scene, sentence: Sentence, head: Head) -> _Side:
    """Give who suspends, approves or resumes what a noun names: the subject of the verb above it."""
    seen = scene.article.seen
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is not None and index is not None:
        verb = next((word for word in tree.ancestors(index) if word.pos == "VERB"), None)
        if verb is None or verb.start > head.span.start or not _DECIDES.match(verb.text):
            return _Side()
        frame = scene.frame(verb.start)
        found = (
            parties_in(scene.article, frame.subject, bodies=True)
            if frame and frame.subject and not frame.passive
            else []
        )
        return _Side(tuple(party.name for party in found), frame.subject) if found and frame else _Side()
    for word in re.finditer(r"[\w']+", seen[max(sentence.span.start, head.span.start - 60) : head.span.start]):
        if _DECIDES.match(word.group()):
            found_named = _all(scene, Span(sentence.span.start, head.span.start))
            return (
                _Side((found_named[0].name,), Span(found_named[0].start, found_named[0].end))
                if found_named
                else _Side()
            )
    return _Side()


_LICENSED = re.compile(
    r"\b(?:licen[cs]es?|permits?|approv\w+|suspend\w*|halt\w*|fro[zs]en?|froze|resum\w+|block\w*)\b", re.IGNORECASE
)
_INCLUDE = re.compile(
    r"(?: (?:include[ds]?|are|were|is|was|:|such as|comprise[ds]?|being|like))+ (?:the )?|: ?", re.IGNORECASE
)
_BUYING = re.compile(r"customer|buyer|importer|recipient|client", re.IGNORECASE)


def _by_role(scene: Scene, sentence: Sentence, head: Head) -> Deal | None:
    """Read "A is B's main arms supplier", "B's other suppliers include A, C and D", "a supplier of arms to B"."""
    seen = scene.article.seen
    lead = Span(max(sentence.span.start, head.span.start - 80), head.span.start)
    owner = next((m for m in reversed(_all(scene, lead)) if seen.startswith(("'s ", "' "), m.end)), None)
    include = _INCLUDE.match(seen, head.span.end, sentence.span.end)
    first = _first(scene, Span(include.end(), min(sentence.span.end, include.end() + 25))) if include else None
    if include and first and first.start - include.end() < 6:
        listed = _listed(scene, first.start, sentence.span.end)
    else:
        listed = _leading(scene, head, owner)
    other = (
        _Side((owner.name,), Span(owner.start, owner.end))
        if owner
        else _after(
            scene,
            re.compile(r"\b(?:to|for|of) (?:the )?"),
            Span(head.span.end, min(sentence.span.end, head.span.end + 60)),
        )
    )
    if not other.names:
        other = _of_context(scene, sentence, listed)
    reach = Span(sentence.span.start, sentence.span.end)
    found = goods(seen, reach, [])
    about = [each for each in found if abs(each.start - head.span.start) < 60]
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
    words = _words(scene, about[0]) if about else "arms"
    return Deal(head.span, Span(_phrase_start(scene, sentence, first_of), end), words, supplier.names, recipient.names)


def _phrase_start(scene: Scene, sentence: Sentence, start: int) -> int:
    """Take in the words of a subject that opens the sentence: "Smaller suppliers include"."""
    lead = scene.article.seen[sentence.span.start : start]
    return sentence.span.start if re.fullmatch(r"(?:[\w-]+ ){0,3}", lead) else start


def _leading(scene: Scene, head: Head, owner: _Named | None) -> _Side:
    """Give who is said to be the supplier: the subject of the sentence."""
    frame = scene.frame(head.span.start)
    tree = scene.article.tree
    index = tree.at(head.span.start) if tree else None
    if tree is not None and index is not None:
        verb = next((word for word in tree.ancestors(index) if word.pos in {"VERB", "AUX"}), None)
        frame = scene.frame(verb.start) if verb else None
    subject = frame.subject if frame else None
    if subject is None or subject.start <= head.span.start < subject.end:
        return _Side()
    found = [
        party for party in parties_in(scene.article, subject, bodies=True) if owner is None or party.name != owner.name
    ]
    return _Side(tuple(party.name for party in found), subject) if found else _Side()


def _of_context(scene: Scene, sentence: Sentence, listed: _Side) -> _Side:
    """Give whose suppliers a list is of: the owner that the sentence before names, or of the imports in this one."""
    seen = scene.article.seen
    for span in (sentence.span, Span(max(0, sentence.span.start - 250), sentence.span.start)):
        owners = [m for m in _all(scene, span) if seen.startswith(("'s ", "' "), m.end) and m.name not in listed.names]
        if owners:
            return _Side((owners[-1].name,), Span(owners[-1].start, owners[-1].end) if span == sentence.span else None)
    return _Side()


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
