"""Who acts: states by their code, armed groups by their name, "its forces" and pronouns by who acted last."""

import re
from dataclasses import dataclass

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.article import Article
from armstrace.reading.incidents.named import before, overlaps, within
from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Party:
    """One party: where it is named, and its code or name."""

    start: int
    end: int
    name: str


_CONTESTED_NAMES = {"XNK": "Artsakh"}
_LED_BY = re.compile(r"\b[A-Z][\w.]+-led (?:\w+ ){0,2}?coalition\b")
_LED = re.compile(r"-led (?:\w+ ){0,2}?(?:coalition|alliance|forces|force)\b")
_BACKED = (
    r"(?:made|produced|manufactured|built|designed|developed|backed|led|held|occupied|controlled|supported|"
    r"aligned|installed|administered|brokered|speaking|born|flagged|era|style|funded|trained)"
)
# "Ruritania backed rebels" leaves open who acts, "Ruritania backed the rebels" does not
_ORIGIN_ONLY = re.compile(
    rf"(?:-{_BACKED}\b| {_BACKED}\b(?! (?:the|an?|its|their|his|it|them|both|some|many|several|\d[\d,]*|[A-Z]\w+)\b)|-(?:supplied|provided)\b)"
)
_STATELESS = (
    r"(?:rebels?|militants?|insurgents?|separatists?|fighters|opposition|militias?|jihadists?|guerrillas?|partisans|paramilitar(?:y|ies)(?: forces)?|"
    r"resistance|gunmen|armed groups?|armed formations|coalition)"
)
_NOT_ACTING = re.compile(
    r"(?:'s)? (?:\w+ ){0,2}?(?:civilians?|towns?|cit(?:y|ies)|villages?|districts?|provinces?|regions?|borders?|territor(?:y|ies)|soil|"
    r"ports?|capital|coast|residents|people|population|areas?|positions?|camps?|children|diplomats?|refugees|media|"
    r"journalists?|prisoners?|hospitals?|schools?|homes|houses|ombudsman|prosecutors?|parliament|doctors?|languages?|law)\b"
)
_STATELESS_BEHIND = re.compile(rf"(?:'s)?(?:[ -][\w-]+){{0,2}}? {_STATELESS}\b")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|into|over|inside|across|on|against|to|towards?|around|with|off|outside)(?: the| southern| northern| eastern| western| central)* ?$",
    re.IGNORECASE,
)
# where somebody is or something comes from: no party that "the government" may be of
_ASIDE = re.compile(r"\b(?:in|at|near|from|into|over|inside|across|off|outside)(?: the)? $", re.IGNORECASE)
_CAPITALS = re.compile(r"(?: (?!In|On|At|The|And|But|For|By)[A-Z][a-z]+){1,3}")
_OWN_FORCES = re.compile(
    r"\b(?:government|regime|army|military|armed forces|air force|navy|troops|forces|soldiers|authorities|servicemen|"
    r"(?:defen[cs]e|foreign) ministry|ministry of defen[cs]e|artillery units?|units?|warplanes|aircraft|jets|helicopters)\b",
    re.IGNORECASE,
)
_STATE_BODY = re.compile(r"\b(?:government|regime|army|air force|navy|ministry)\b", re.IGNORECASE)
_GOVERNING = re.compile(
    r"\bthe (?:[\w-]+ )?(?:government|regime|army|military|armed forces|air force|navy|authorities|ministry)$",
    re.IGNORECASE,
)
_STATE_CODE = re.compile(r"[A-Z]{3}$")
_GENERIC_GROUP = re.compile(
    rf"\b(?:[A-Z][\w-]+ |[a-z]+-led |[A-Z]\w+-(?:led|backed) )?(?:{_STATELESS})\b|\bArmed (?:formations|groups)\b"
)
_CAPITAL_FORCES = re.compile(
    r"\b(?!(?:The|Its|Their|These|Those|Government|Some|Many|Both|All|Local|Armed|Air|Our|His|Two|Three|Enemy|State|Federal|Security|Special|Several|Other|No|In|On|At) )[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3} (?:forces|troops|army|fighters|units|militia|brigade|artillery)\b"
)
_PROPER = re.compile(r"(?:[Tt]he )?[A-Z][\w'-]+(?: (?:(?:al|el|ash|as|ad)-)?[A-Z][\w'-]+){1,4}")
_PRONOUN = re.compile(
    r"(?:it|they|them|its|their|theirs|itself|themselves|he|his|she|her|we|our|which|who|that)\b", re.IGNORECASE
)
_EACH_OTHER = re.compile(
    r"\b(?:each other|one another|both (?:sides|parties|armies|countries|states))\b", re.IGNORECASE
)
_JOINED = re.compile(r"[^;:().\"]{0,40}?(?:,| and| or| nor|, and) (?:the |its )?$")
_LOOK_BACK = 700


def parties_in(
    article: Article, span: Span | None, *, bodies: bool = False, but: frozenset[str] = frozenset()
) -> list[Party]:
    """Give the parties that a phrase names as acting: the first one and those joined to it by "and".

    With `bodies` organisations that are no armed groups count too. A phrase that only refers ("its forces", "they")
    is resolved to the party that acted last; `but` are parties that it cannot mean.
    """
    if span is None or span.start >= span.end:
        return []
    named = sorted(_named(article, span, bodies=bodies), key=lambda party: party.start)
    if named:
        return _joined(article, named)
    words = article.seen[span.start : span.end]
    if _EACH_OTHER.search(words):
        return _both(article, span.start)
    generic = _GENERIC_GROUP.search(words) or _CAPITAL_FORCES.search(words)
    if generic:
        name = _whole_name(article, generic.group(), span.start)
        return [Party(span.start + generic.start(), span.start + generic.end(), name)]
    pronoun = _PRONOUN.match(words)
    if pronoun or _OWN_FORCES.search(words):
        last = last_acting(article, span.start, but, state=bool(_STATE_BODY.search(words)))
        governs = last and not pronoun and _STATE_CODE.fullmatch(last.name) and _GOVERNING.search(words)
        if last and governs and not _is_clear(article, span, last.name, but):
            return []
        return [Party(span.start, span.end, last.name)] if last else []
    return []


def _whole_name(article: Article, name: str, offset: int) -> str:
    """Give "the coalition" the name that it had before: "Saudi-led coalition"."""
    if name.lower() != "coalition":
        return name
    led = list(_LED_BY.finditer(article.seen, max(0, offset - 3000), offset))
    return led[-1].group() if led else name


def named_force(article: Article, span: Span) -> list[Party]:
    """Take a subject that is a bare proper name, known to no list, for an armed group: "Liwa al-Sabr fired"."""
    words = article.seen[span.start : span.end]
    known = bool(within(article.states, span)) or bool(within(article.organisations, span))
    known = known or bool(within(article.places, span)) or bool(within(article.weapons, span))
    if known or not _PROPER.fullmatch(words):
        return []
    return [Party(span.start, span.end, words.removeprefix("The ").removeprefix("the "))]


def _named(article: Article, span: Span, *, bodies: bool) -> list[Party]:
    groups = within(article.groups, span) + (within(article.organisations, span) if bodies else [])
    found = [Party(group.start, group.end, group.name) for group in groups]
    for mention in within(article.states, span):
        if any(overlaps(group, mention.start, mention.end) for group in groups):
            continue
        if any(overlaps(body, mention.start, mention.end) for body in within(article.organisations, span)):
            continue
        party = acting_state(article, mention, span)
        if party:
            found.append(party)
    return found


def acting_state(article: Article, mention: Mention, span: Span) -> Party | None:
    """Give a state that is named as acting, None where it is a place, an origin or the home of somebody."""
    seen = article.seen
    led = _LED.match(seen, mention.end)
    if led:
        return Party(mention.start, led.end(), seen[mention.start : led.end()])
    if _ORIGIN_ONLY.match(seen, mention.end) or _NOT_ACTING.match(seen, mention.end):
        return None
    if _LOCATIVE.search(seen, max(span.start, mention.start - 30), mention.start):
        return None
    if mention.kind in {"demonym", "adjective"}:
        behind = _STATELESS_BEHIND.match(seen, mention.end, span.end)
        if behind:
            return Party(mention.start, behind.end(), seen[mention.start : behind.end()])
    return Party(mention.start, mention.end, _name(article, mention))


def _name(article: Article, mention: Mention) -> str:
    if len(mention.code) == 3 and not mention.code.startswith("X"):
        return mention.code
    if mention.code in _CONTESTED_NAMES:
        behind = _CAPITALS.match(article.seen, mention.end)
        return _CONTESTED_NAMES[mention.code] + (behind.group() if behind else "")
    return mention.printed


def _joined(article: Article, named: list[Party]) -> list[Party]:
    kept = [named[0]]
    for party in named[1:]:
        if not _JOINED.match(article.seen[kept[-1].end : party.start]):
            break
        if party.name not in {other.name for other in kept}:
            kept.append(party)
    return kept


def _both(article: Article, offset: int) -> list[Party]:
    """Resolve "each other": the two parties named last."""
    found: list[Party] = []
    for party in _recent(article, offset):
        if party.name not in {other.name for other in found}:
            found.append(party)
        if len(found) == 2:
            return found[::-1]
    return []


def last_acting(
    article: Article, offset: int, but: frozenset[str] = frozenset(), *, state: bool = False
) -> Party | None:
    """Give the party that acted last before an offset, the subject of a clause before any other.

    With `state` only states, and coalitions that one leads.
    """
    recent = [party for party in _recent(article, offset) if party.name not in but]
    if state:
        recent = [party for party in recent if _STATE_CODE.match(party.name) or "coalition" in party.name]
    return next((party for party in recent if _leads(article, party)), recent[0] if recent else None)


def _is_clear(article: Article, span: Span, name: str, but: frozenset[str] = frozenset()) -> bool:
    """Tell whether "the government" can only be of one state: none that it may mean was named as often just before.

    Where arms come from and where something happens is no government that is spoken of.
    """
    first = max(0, span.start - _LOOK_BACK)
    counts: dict[str, int] = {}
    for mention in within(article.states, Span(first, span.start)):
        aside = _ORIGIN_ONLY.match(article.seen, mention.end) or _ASIDE.search(
            article.seen, max(first, mention.start - 30), mention.start
        )
        if mention.code not in but and not aside:
            counts[mention.code] = counts.get(mention.code, 0) + 1
    return all(count < counts.get(name, 0) for code, count in counts.items() if code != name)


def _recent(article: Article, offset: int) -> list[Party]:
    block = article.block_at(offset)
    first = max(block.start if block and block.kind == "tweet" else 0, offset - _LOOK_BACK)
    span = Span(first, offset)
    groups = [group for group in before(article.groups, offset, 8) if group.start >= first]
    found = [Party(group.start, group.end, group.name) for group in groups]
    for mention in before(article.states, offset, 12):
        inside = any(overlaps(group, mention.start, mention.end) for group in groups)
        party = None if inside or mention.start < first else acting_state(article, mention, span)
        if party:
            found.append(party)
    for pattern in (_CAPITAL_FORCES, _GENERIC_GROUP):
        for match in pattern.finditer(article.seen, first, offset):
            if not any(overlaps(party, match.start(), match.end()) for party in found) and not within(
                article.states, Span(match.start(), match.end())
            ):
                found.append(Party(match.start(), match.end(), _whole_name(article, match.group(), match.start())))
    return sorted(found, key=lambda party: -party.start)


def _leads(article: Article, party: Party) -> bool:
    """Tell whether a party is the subject of its clause, or owns or describes it."""
    tree = article.tree
    index = tree.at(party.end - 1) if tree else None
    if tree is None or index is None:
        sentence = article.sentence_at(party.start)
        return sentence is not None and party.start - sentence.span.start < 12
    word = tree.words[index]
    for _ in range(6):
        if word.dep in {"nsubj", "nsubjpass"}:
            return True
        of = word.dep == "prep" and word.text.lower() == "of"
        if not of and word.dep not in {"amod", "compound", "poss", "nmod", "conj", "appos", "pobj"}:
            return False
        word = tree.head(word.index)
    return False
