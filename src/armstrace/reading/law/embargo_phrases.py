"""Embargoes on arms as a sentence names them: where, by whom, on whom.

An embargo on something else (oil, trade, news) is none of these, and a bare "embargo" is only one where a body that
imposes such is named with it and arms are spoken of near.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from armstrace.gazetteer.embargo_bodies import BODY, body_of
from armstrace.reading.article import Article, Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.law.embargo_targets import (
    NEAR,
    PEOPLES,
    STATE,
    Target,
    codes_of,
    is_all,
    named_in,
    of_mention,
    reached_by,
    some_of,
    two_states,
)
from armstrace.reading.law.embargo_words import (
    BAN,
    BEFORE,
    BY,
    INCLUDED,
    NEXT_TARGET,
    NOUN,
    ON,
    SANCTIONS_ON,
    SIDES,
    STATE_AUX,
    SUBJECT,
    UNDER,
)
from armstrace.reading.text.view import Span

_REACH = 130
_BACK = 90
_MOST_TARGETS = 8
_POINTING = frozenset({"the", "this", "that"})
_SPEAKS_OF_ARMS = re.compile(
    r"\b(?:arms|weapon\w*|munitions|ammunition|missiles?|militar\w+|drones?|rifles?|tanks)\b", re.IGNORECASE
)
# what these put on a state is on arms, alone or with all trade
_MOSTLY_ON_ARMS = frozenset({"UN", "EU", "OSCE"})
_OTHER_GOODS = re.compile(
    r"\b(?:oil|gas|crude|petroleum|fuels?|energy|coal|steel|gold|diamonds?|timber|grain|wheat|food|beef|meat|fish|technolog\w+|goods|trade|trading|econom\w+|commerc\w+|banks?|financ\w+|imports?|exports?|news|press|reporters|journal\w*)\b",
    re.IGNORECASE,
)
_NAMES_ITSELF = frozenset({"name", "former", "press", "contested", "official"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One naming of an embargo: `start` to `end` with its article and goods, `head` where the noun begins.

    `verb` is the verb of a ban ("has banned arms sales to"), "" for a noun. `under` is what links a target before it.
    `unsaid` marks a bare embargo of a body in a text that says nothing of goods.
    """

    start: int
    head: int
    end: int
    article: str = ""
    own: bool = False
    verb: str = ""
    under: Span | None = None
    arms: bool = False
    unsaid: bool = False
    bodies: tuple[str, ...] = ()
    bodies_at: Span | None = None
    targets: tuple[Target, ...] = ()


def phrases_in(article: Article, sentence: Sentence) -> Iterator[Phrase]:
    """Find the embargoes on arms that a sentence names, with all that stands in it of them."""
    start, end = sentence.span.start, sentence.span.end
    for match in NOUN.finditer(article.seen, start, end):
        phrase = _noun(article, sentence, match)
        if phrase is not None:
            yield phrase
    for match in BAN.finditer(article.seen, start, end):
        yield _with_sides(article, sentence, _ban(article, sentence, match))


def _noun(article: Article, sentence: Sentence, match: "re.Match[str]") -> Phrase | None:
    seen, floor = article.seen, sentence.span.start
    at = max(floor, match.start() - _BACK)
    before = BEFORE.search(seen[at : match.start()])
    phrase = Phrase(
        start=match.start(), head=match.start(), end=match.end(), arms=bool(match["arms"] or match["goods"])
    )
    if before is not None:
        body = before["body"]
        found = Span(at + before.start("body"), at + before.end("body")) if body else None
        phrase = replace(
            phrase,
            start=at + before.start(),
            article=(before["article"] or "").lower(),
            own=bool(before["own"]),
            bodies=_bodies(body or ""),
            bodies_at=found,
        )
    phrase = _with_state_before(article, sentence, phrase)
    whole = _with_sides(article, sentence, phrase)
    if phrase.arms:
        return whole
    near = Span(max(0, sentence.span.start - NEAR), sentence.span.end)
    on_arms = bool(_SPEAKS_OF_ARMS.search(article.seen, near.start, near.end))
    if on_arms and (whole.bodies or (whole.targets and phrase.article in _POINTING)):
        return whole
    of_such = bool(whole.bodies) and set(whole.bodies) <= _MOSTLY_ON_ARMS
    if of_such and whole.targets and not _OTHER_GOODS.search(article.seen, near.start, near.end):
        return replace(whole, unsaid=True)
    # "the embargo" is one that was named before, or none
    again = before is not None and not before["first"] and phrase.article in _POINTING and not phrase.bodies
    return phrase if again and not whole.targets else None


def _with_state_before(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase:
    """Read "the German arms embargo" and "Canada's arms embargo" (who) or "the Libya arms embargo" (on whom)."""
    before = within(article.states_seen, Span(max(sentence.span.start, phrase.start - 40), phrase.start))
    nearest = before[-1] if before else None
    if nearest is None or phrase.bodies:
        return phrase
    link = article.seen[nearest.end : phrase.start]
    if link in {"'s ", "' "} or (
        link == " " and (nearest.kind in PEOPLES or nearest.printed.isupper() or "." in nearest.printed)
    ):
        if not STATE.fullmatch(nearest.code):
            return phrase
        found = Span(nearest.start, nearest.end)
        return replace(phrase, start=nearest.start, own=True, bodies=(nearest.code,), bodies_at=found)
    if link == " " and phrase.arms and not phrase.article and nearest.kind in _NAMES_ITSELF:
        return replace(phrase, start=nearest.start, article="the", targets=(of_mention(nearest),))
    return phrase


def _ban(article: Article, sentence: Sentence, match: "re.Match[str]") -> Phrase:
    phrase = Phrase(
        start=match.start(), head=match.start(), end=match.end(), arms=True, verb=(match["verb"] or "").lower()
    )
    if not match["noun"]:
        return phrase
    at = max(sentence.span.start, match.start() - _BACK)
    before = BEFORE.search(article.seen[at : match.start()])
    if before is None:
        return phrase
    found = Span(at + before.start("body"), at + before.end("body")) if before["body"] else None
    return replace(
        phrase,
        start=at + before.start(),
        article=(before["article"] or "").lower(),
        own=bool(before["own"]),
        bodies=_bodies(before["body"] or ""),
        bodies_at=found,
    )


def _with_sides(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase:
    """Find whom the embargo is on, behind its noun or before "under", and who imposed it."""
    if not phrase.targets:
        phrase = replace(phrase, targets=tuple(_behind(article, sentence, phrase)))
    if not phrase.targets:
        phrase = _under(article, sentence, phrase)
    if not phrase.targets:
        told = [*_included(article, sentence, phrase)] or [*_supplied(article, sentence, phrase)]
        phrase = replace(phrase, targets=tuple(told))
    if not phrase.bodies:
        phrase = _by(article, sentence, phrase)
    return phrase if phrase.bodies else _subject(article, sentence, phrase)


def _behind(article: Article, sentence: Sentence, phrase: Phrase) -> list[Target]:
    """Give whom "on", "against" and their like put it on, and who is joined to them."""
    seen = article.seen
    last = min(sentence.span.end, phrase.end + _REACH)
    named = named_in(article, Span(phrase.end, min(sentence.span.end, last + 2 * _REACH)))
    first = _both_sides(article, sentence, phrase)
    if first:
        return first
    chain: list[Target] = []
    for target in named[: 2 * _MOST_TARGETS]:
        if not is_all(seen, target):
            if chain:
                break
        elif chain:
            if not NEXT_TARGET.fullmatch(seen[chain[-1].end : target.start]):
                break
            chain.append(target)
        elif target.start > last:
            break
        else:
            link = ON.fullmatch(seen[phrase.end : target.start])
            if link and (link["how"] not in {"to", "into"} or _has_goods(article, phrase)):
                chain.append(reached_by(article, target, link["who"], phrase.end + link.start("who")))
    return _joined(article, sentence, phrase, chain)


def _joined(article: Article, sentence: Sentence, phrase: Phrase, chain: list[Target]) -> list[Target]:
    """Leave out who comes only after a comma ("on Libya, Egypt said") or begins a clause ("and Egypt closed its border")."""
    seen = article.seen
    gaps = [seen[one.end : other.start] for one, other in pairwise(chain)]
    kept = max((number for number, gap in enumerate(gaps, 1) if _JOINS.search(gap)), default=0) + 1
    chain = chain[:kept]
    acts = _DOES.search(seen, max(sentence.span.start, phrase.start - _BACK), phrase.start)
    if len(chain) > 1 and (acts or phrase.verb) and _NEW_CLAUSE.match(seen, chain[-1].end):
        return chain[:-1]
    return chain


def _has_goods(article: Article, phrase: Phrase) -> bool:
    return bool(phrase.verb) or " on " in article.seen[phrase.head : phrase.end]


def _both_sides(article: Article, sentence: Sentence, phrase: Phrase) -> list[Target]:
    """Give the two states that "on both sides" stands for: the only two of the sentence before it, or a little further."""
    seen = article.seen
    sides = SIDES.search(seen, phrase.end, min(sentence.span.end, phrase.end + _REACH))
    if sides is None or not ON.fullmatch(seen[phrase.end : sides.start()]):
        return []
    return two_states(article, sentence, sides)


def _under(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase:
    """Find who "has been under" the embargo: what stands right before these words, and who is joined to it."""
    seen = article.seen
    floor = max(sentence.span.start, phrase.start - 2 * _BACK)
    link = UNDER.search(seen[floor : phrase.start])
    if link is None:
        return phrase
    at = floor + link.start("between")
    found: list[Target] = []
    joined = False
    for target in reversed(named_in(article, Span(floor, at))):
        edge = found[-1].start if found else at
        gap = seen[target.end : edge]
        joined = joined or bool(_JOINS.search(gap))
        fits = joined and NEXT_TARGET.fullmatch(gap) if found else not gap
        if not fits or _LIKE.search(seen[floor : target.start]):
            break
        found.append(target)
    if not found:
        found = list(_pronoun(article, sentence, floor, at))
    if not found:
        return phrase
    found[-1] = some_of(article, found[-1], floor)
    return replace(phrase, under=Span(at, phrase.start), targets=tuple(reversed(found)))


_JOINS = re.compile(r"\b(?:and|or|nor|as well as)\b")
_LIKE = re.compile(r"\b(?:unlike|like|for|against|with|than)(?: the)? $", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r" (?:has|have|had|is|was|said|says|will|would|did|does|[a-z]{3,}ed)\b")
_DEFIED = re.compile(
    r"\b(?:despite|in spite of|notwithstanding|in (?:violation|breach|defiance|contravention) of|violating|breaching|defying|circumventing|flouting)(?: the terms of)? $",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|into|reach(?:ed|es|ing)?|arm(?:ed|s|ing)|suppl(?:ied|ies|ying))(?: the)? $", re.IGNORECASE)
_ON_IT = re.compile(
    r" (?:on|against) (?:the country|that country|it|them|the group|the region|the area|the kingdom)\b", re.IGNORECASE
)


def _included(article: Article, sentence: Sentence, phrase: Phrase) -> Iterator[Target]:
    """Give whom sanctions are on of which the embargo is said to be one."""
    floor = max(sentence.span.start, phrase.start - 2 * _BACK)
    link = INCLUDED.search(article.seen[floor : phrase.start])
    before = named_in(article, Span(floor, floor + link.start())) if link else []
    if link and before and before[-1].end == floor + link.start():
        on = next((n for n, each in enumerate(before) if SANCTIONS_ON.search(article.seen[floor : each.start])), None)
        yield from before[on:] if on is not None else ()


def _supplied(article: Article, sentence: Sentence, phrase: Phrase) -> Iterator[Target]:
    """Give whom arms went to "despite a UN embargo", where the sentence names one such before it or "both sides"."""
    seen = article.seen
    floor = max(sentence.span.start, phrase.start - 3 * _BACK)
    pointed = _ON_IT.match(seen, phrase.end)
    if not pointed and not _DEFIED.search(seen[floor : phrase.start]):
        return
    sides = list(SIDES.finditer(seen, floor, phrase.start))
    if sides and _TO.search(seen[floor : sides[-1].start()]):
        yield from two_states(article, sentence, sides[-1], supplied=True)
        return
    got = [each for each in named_in(article, Span(floor, phrase.start)) if _TO.search(seen[floor : each.start])]
    if len({each.name for each in got}) == 1:
        yield got[0]


_POINTS = re.compile(r"(?<![\w-])(?:it|the country|that country|the kingdom|the republic)$", re.IGNORECASE)


def _pronoun(article: Article, sentence: Sentence, floor: int, at: int) -> Iterator[Target]:
    """Give what "it" or "the country" stands for, where only one state is named in the sentence or else the one before."""
    points = _POINTS.search(article.seen[floor:at])
    if points is None:
        return
    own = codes_of(named_in(article, Span(sentence.span.start, at)))
    back = article.sentence_at(max(0, sentence.span.start - 2))
    codes = own or (codes_of(named_in(article, back.span)) if back else set())
    if len(codes) == 1:
        yield Target(floor + points.start(), at, codes.pop())


def _by(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase:
    last = max([phrase.end, *(target.end for target in phrase.targets)])
    by = BY.search(article.seen, phrase.end, min(sentence.span.end, last + _REACH))
    if by is not None and not re.search(r"[;:]| (?:although|while|but|which) ", article.seen[last : by.start()]):
        return replace(phrase, bodies=_bodies(by["body"]), bodies_at=Span(by.start("body"), by.end("body")))
    for mention in within(article.states_seen, Span(phrase.end, min(sentence.span.end, last + 60))):
        if re.search(
            r"\b(?:imposed|decreed|announced|declared) by (?:the )?$", article.seen[phrase.end : mention.start]
        ):
            return replace(phrase, bodies=(mention.code,), bodies_at=Span(mention.start, mention.end))
    return phrase


_DOES = re.compile(
    r"\b(?:impos\w+|placed?|slapp\w+|introduc\w+|declar\w+|decree\w+|adopt\w+|enact\w+|announc\w+|agreed(?: on)?|institut\w+|establish\w+|order\w+|"
    r"approv\w+|clamp\w+|put|renew\w+|extend\w+|prolong\w+|maintain\w*|ke(?:ep|eps|pt)|has|have|had|lift\w*|end(?:ed|s)?|remov\w+|terminat\w+|repeal\w*|"
    r"dropp?\w*|scrapp?\w*|rescind\w*|revok\w+|tighten\w*|strengthen\w*|enforc\w+|request\w*|called (?:on \w+ )?for|asked for|urged|banned|prohibited|bans|prohibits|forbade|outlawed|ban|suspend\w*|eas(?:ed|es))\b"
)


_ASKS = re.compile(r"request|called|asked|urged")


def _subject(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase:
    """Find who imposes, has or lifts the embargo: the body or state that is the verb's subject."""
    seen = article.seen
    floor = max(sentence.span.start, phrase.start - 2 * _BACK)
    verbs = [match.start() for match in _DOES.finditer(seen, floor, phrase.start)]
    if phrase.verb:
        verbs.append(phrase.head)
    if phrase.article in {"its", "their"}:
        return _owner(article, Span(floor, phrase.start), phrase)
    if _DEFIED.search(seen[floor : phrase.start]):
        # who breaks an embargo, or acts in spite of it, need not have imposed it
        return phrase
    for verb in reversed(verbs):
        subject = SUBJECT.search(seen[floor:verb])
        if subject is not None:
            at = Span(floor + subject.start("body"), floor + subject.end("body"))
            return replace(phrase, bodies=_bodies(subject["body"]), bodies_at=at)
        if phrase.verb or _ASKS.match(seen, verb):
            continue
        for mention in within(article.states_seen, Span(floor, verb)):
            if STATE.fullmatch(mention.code) and STATE_AUX.fullmatch(seen[mention.end : verb]):
                return replace(phrase, bodies=(mention.code,), bodies_at=Span(mention.start, mention.end))
    return phrase


def _owner(article: Article, before: Span, phrase: Phrase) -> Phrase:
    """Find whose "its embargo" is: the last body named before, else the only state."""
    bodies = list(_ONE_BODY.finditer(article.seen, before.start, before.end))
    if bodies:
        last = bodies[-1]
        return replace(phrase, bodies=(body_of(last.group()),), bodies_at=Span(last.start(), last.end()))
    named = within(article.states_seen, before)
    if len({each.code for each in named}) == 1 and STATE.fullmatch(named[0].code):
        return replace(phrase, bodies=(named[0].code,), bodies_at=Span(named[0].start, named[0].end))
    return phrase


_ONE_BODY = re.compile(rf"\b(?:{BODY})(?!\w)")


def _bodies(printed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body_of(match.group()) for match in _ONE_BODY.finditer(printed)))
