"""Parties that words point at: behind a preposition, by a pronoun, as "the government" or "both countries"."""

import re

from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import last_acting, parties_in
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.named import GROUP, Side, first_named, listed_from
from armstrace.reading.trades.objects import object_meant

TO = re.compile(r"\b(?:to|for|towards?)\b (?:the |its |their )?(?:(?:both|all|other) )?", re.IGNORECASE)
PRONOUNS = re.compile(
    r"(?:it|them|him|its (?:forces|army|military|government|navy|air force)|their forces|the (?:country|state|government|regime|rebels|army|navy|air force|military|armed forces|junta|kingdom|emirate|republic)|both (?:countries|sides|states)|each other)\b(?! (?:of|in|for)\b)",
    re.IGNORECASE,
)
# words for a state that no rule of forces knows: the state named last acts under them
_REALM = re.compile(r"the (?:junta|kingdom|emirate|republic|country|navy|air force)", re.IGNORECASE)
BY = re.compile(r"\bby (?:the )?", re.IGNORECASE)


def two_before(scene: Scene, span: Span, but: Side) -> Side:
    """Resolve "both countries": the two named right behind it, else the two states named last beside the supplier."""
    behind = re.compile(r"(?:,|:| -|\u2014) (?:the )?").match(scene.article.seen, span.end)
    first = first_named(scene, Span(behind.end(), behind.end() + 40)) if behind else None
    listed = (
        listed_from(scene, first.start, span.end + 90) if behind and first and first.start == behind.end() else Side()
    )
    if len(listed.names) == 2:
        return Side(listed.names, span)
    names: list[str] = []
    states = within(scene.article.states, Span(max(0, span.start - 900), span.start))[::-1]
    for mention in [*states, *within(scene.article.states, Span(span.end, span.end + 400))]:
        if mention.code not in names and mention.code not in but.names:
            names.append(mention.code)
    return Side(tuple(names[:2]), span) if len(names) > 1 else Side()


def referred(scene: Scene, span: Span, but: Side | None = None) -> Side:
    """Give the parties that a pronoun stands for, none of those it cannot mean."""
    told = object_meant(scene, span, but)
    if told is not None:
        return told
    others = frozenset(but.names if but else ())
    words = scene.article.seen[span.start : span.end]
    if _REALM.fullmatch(words):
        realm = last_acting(scene.article, span.start, others, state=True)
        return Side((realm.name,), span) if realm and most_named(scene, span, realm.name, others) else Side()
    found = parties_in(scene.article, span, but=others)
    if (
        found
        and words.lower().startswith("the ")
        and re.fullmatch(r"[A-Z]{3}", found[0].name)
        and not most_named(scene, span, found[0].name, others)
    ):
        return Side()
    return Side(tuple(party.name for party in found), span) if found else Side()


def most_named(scene: Scene, span: Span, name: str, others: frozenset[str]) -> bool:
    """Tell whether no other state is named more often: "the army" of a text about two states may be either's."""
    near = within(scene.article.states, Span(max(0, span.start - 900), span.end + 900))
    counts: dict[str, int] = {}
    for mention in near:
        if mention.code not in others:
            counts[mention.code] = counts.get(mention.code, 0) + 1
    return all(count < counts.get(name, 0) for code, count in counts.items() if code != name)


def parties_after(scene: Scene, pattern: re.Pattern[str], span: Span, but: Side | None = None) -> Side:
    """Give the parties behind the first preposition of a kind that has one right behind it."""
    seen = scene.article.seen
    for match in pattern.finditer(seen, span.start, span.end):
        article = 4 if seen[match.start() : match.end()].lower().endswith(" the ") else 0
        pronoun = PRONOUNS.match(seen, match.end() - article, span.end)
        if pronoun:
            side = referred(scene, Span(pronoun.start(), pronoun.end()), but)
            if side.names:
                return Side(side.names, Span(match.start(), pronoun.end()))
        first = first_named(scene, Span(match.end(), min(span.end, match.end() + 40)))
        group = GROUP.match(seen, match.end(), min(span.end, match.end() + 80))
        if group and (first is None or first.start >= group.start()):
            name = group["name"]
            return Side((name,), Span(match.start(), group.end()))
        if first is not None and re.fullmatch(
            r"(?:(?!(?:on|in|at|of|with|about|over|against)\b)[a-z-]+ ){0,2}", seen[match.end() : first.start]
        ):
            side = listed_from(scene, first.start, span.end)
            return Side(side.names, Span(match.start(), side.span.end if side.span else first.end))
    return Side()
