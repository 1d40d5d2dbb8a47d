"""Whom an embargo may be on: states, armed groups and regions as a text names them, whole or in part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.article import Article, Sentence
from armstrace.reading.incidents.named import within
from armstrace.reading.law.embargo_words import PARTY_IN, PARTY_OF, WHOLE_OF
from armstrace.reading.text.view import Span

_SIDE_BY_SIDE = re.compile(
    r"(?:,? (?:and|or|nor)|(?:'s? war)? (?:against|with|and)| (?:fought|attacked|invaded|fights|clashed with|was fighting|are fighting))(?: the| with)? "
)
_OWNED = re.compile(r"'s? (?!government|regime|territory|army|military|junta|authorities|rulers|rebels|leaders)")
_GOES_ON = re.compile(
    r"[-\u2010]\w| (?:oil|gas|crude|trade|goods|imports?|exports?|products?|diamonds?|crisis|policy)\b"
)
_RULERS = re.compile(r" (?:government|regime|state|authorities|junta|army|military|armed forces|rulers|territory)\b")
STATE = re.compile(r"[A-Z]{3}")
PEOPLES = frozenset({"demonym", "adjective", "demonym_plural"})
NEAR = 500


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an embargo is on: a state's code or the name of a group or area, and the state where these lie."""

    start: int
    end: int
    name: str
    state: str | None = None
    whole: bool = False


def named_in(article: Article, span: Span) -> list[Target]:
    """Give what an embargo may be on in a stretch: states, groups and areas in order, none twice."""
    found = [
        of_mention(each)
        for each in within(article.states_seen, span)
        if each.kind not in PEOPLES or _RULERS.match(article.seen, each.end)
    ]
    found += [Target(each.start, each.end, each.name, each.state) for each in within(article.groups, span)]
    found += [
        Target(each.start, each.end, each.name, each.state)
        for each in within(article.places, span)
        if each.kind == "region"
    ]
    found.sort(key=lambda target: (target.start, -target.end))
    kept: list[Target] = []
    for target in found:
        if not kept or target.start >= kept[-1].end:
            kept.append(target)
        elif target.start == kept[-1].start and not kept[-1].state:
            kept[-1] = replace(kept[-1], state=target.state if target.name != kept[-1].name else None)
    return kept


def of_mention(mention: Mention) -> Target:
    """Give a state, or a group that the gazetteer knows as one, as a target."""
    return Target(mention.start, mention.end, mention.code)


def _are_two(article: Article, one: Target, other: Target) -> bool:
    """Tell "Armenia and Azerbaijan", "between India and Pakistan", "Iraq attacked Iran" from a third and one of two."""
    return one.name != other.name and bool(_SIDE_BY_SIDE.fullmatch(article.seen[one.end : other.start]))


def two_states(article: Article, sentence: Sentence, sides: "re.Match[str]", *, supplied: bool = False) -> list[Target]:
    """Give the only two states that the sentence names before, else one of the last before it; no supplier of both."""
    here = sentence.span.start
    spans = [] if supplied else [Span(here, sides.start())]
    back = here
    while here - back < NEAR and (before := article.sentence_at(max(0, back - 2))) and before.span.start < back:
        spans.append(before.span)
        back = before.span.start
    for span in spans:
        named = [target for target in named_in(article, span) if STATE.fullmatch(target.name)]
        if len({target.name for target in named}) > 2:
            return []
        if any(_are_two(article, one, other) for one, other in pairwise(named)):
            return [Target(sides.start(), sides.end(), code) for code in dict.fromkeys(each.name for each in named)]
    return []


def codes_of(targets: Sequence[Target]) -> set[str]:
    """Give the codes of the states among targets."""
    return {target.name for target in targets if STATE.fullmatch(target.name)}


def is_all(seen: str, target: Target) -> bool:
    """Tell "on Iran" from "on Iran's oil" and "on Israel-bound cargo"."""
    return not _OWNED.match(seen, target.end) and not _GOES_ON.match(seen, target.end)


def reached_by(article: Article, target: Target, who: str, at: int) -> Target:
    """Take "armed groups in the Congo" for a part of it, and mark "all of Sudan"."""
    part = PARTY_IN.search(who)
    if part is None:
        return replace(target, whole=bool(WHOLE_OF.search(who)))
    start = at + part.start(1)
    return Target(start, target.end, article.seen[start : target.end], target.state or target.name)


def some_of(article: Article, target: Target, floor: int) -> Target:
    """Take "armed groups in Mali have been under" for these, not for the state."""
    some = PARTY_OF.search(article.seen[floor : target.start])
    if some is None:
        return target
    start = floor + some.start(1)
    return Target(start, target.end, article.seen[start : target.end], target.state or target.name)
