"""Parties where a sentence names them: one, a list of them, those behind a preposition."""

import re
from dataclasses import dataclass

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.incidents.named import within
from armstrace.reading.incidents.parties import last_acting, parties_in
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span

_JOINED = re.compile(
    r"(?:,|,? and| and| or|,? or|, as well as| \([^()]{1,40}\)[,]?(?: and| or)?)(?: the| to| to the| some| also)? ?$|^,? (?:and|or) $",
    re.IGNORECASE,
)
TO = re.compile(r"\b(?:to|for|towards?)\b (?:the |its |their )?(?:(?:both|all|other) )?", re.IGNORECASE)
PRONOUNS = re.compile(
    r"(?:it|them|him|its (?:forces|army|military|government|navy|air force)|their forces|the (?:country|state|government|regime|rebels|army|navy|air force|military|armed forces|junta|kingdom|emirate|republic)|both (?:countries|sides|states)|each other)\b(?! (?:of|in|for)\b)",
    re.IGNORECASE,
)
# words for a state that no rule of forces knows: the state named last acts under them
_REALM = re.compile(r"the (?:junta|kingdom|emirate|republic|country|navy|air force)", re.IGNORECASE)
BY = re.compile(r"\bby (?:the )?", re.IGNORECASE)
# parties that no list knows: "the Government of National Accord", "the rebels"
GROUP = re.compile(
    r"(?P<name>(?:[A-Z][\w'-]+ )+(?:Army|Forces|Front|Council|Movement|Party|Authority|Brigades?|Corps|Guards?|Militia|Coalition|Government)(?: (?:of|for) (?:[A-Z][\w-]+ ?)+(?<! ))?|Government of (?:[A-Z][\w-]+ ?){2,4}(?<! )"
    r"|(?:[\w-]+ )?(?:rebels|separatists|insurgents|militias?|armed groups|armed formations|formations|mercenaries|paramilitaries|opposition fighters|opposition|jihadists|militants|guerrillas)\b)"
)
_OFFICIAL = re.compile(
    r"(?:Armed Forces|Army|Air Force|Navy|Government|Ministry|Republican Guard|National Guard|Defen[cs]e Forces)$"
)
_BODY = re.compile(r"\b(?:European Union|EU|NATO)\b(?!-)")
_FORCE = re.compile(
    r"(?: [A-Z][\w-]+| defen[cs]e| armed| security){0,3} (?:[Ff]orces|[Aa]rmy|[Rr]ebels|[Mm]ilitia|[Ff]ighters)\b"
)


@dataclass(frozen=True, slots=True)
class Side:
    """Some parties, and where they stand."""

    names: tuple[str, ...] = ()
    span: Span | None = None


def two_before(scene: Scene, span: Span, but: Side) -> Side:
    """Resolve "both countries": the two states named last beside the supplier."""
    names: list[str] = []
    states = within(scene.article.states, Span(max(0, span.start - 900), span.start))[::-1]
    for mention in [*states, *within(scene.article.states, Span(span.end, span.end + 400))]:
        if mention.code not in names and mention.code not in but.names:
            names.append(mention.code)
    return Side(tuple(names[:2]), span) if len(names) > 1 else Side()


def referred(scene: Scene, span: Span, but: Side | None = None) -> Side:
    """Give the parties that a pronoun stands for, none of those it cannot mean."""
    others = frozenset(but.names if but else ())
    words = scene.article.seen[span.start : span.end]
    if _REALM.fullmatch(words):
        realm = last_acting(scene.article, span.start, others, state=True)
        return Side((realm.name,), span) if realm and _most_named(scene, span, realm.name, others) else Side()
    found = parties_in(scene.article, span, but=others)
    if (
        found
        and words.lower().startswith("the ")
        and re.fullmatch(r"[A-Z]{3}", found[0].name)
        and not _most_named(scene, span, found[0].name, others)
    ):
        return Side()
    return Side(tuple(party.name for party in found), span) if found else Side()


def _most_named(scene: Scene, span: Span, name: str, others: frozenset[str]) -> bool:
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


@dataclass(frozen=True, slots=True)
class Named:
    """A party where the text names it, by its code or its name."""

    start: int
    end: int
    name: str
    kind: str


def all_named(scene: Scene, span: Span) -> list[Named]:
    """Give the states, groups and bodies of a stretch, forces of no state with their force: "X forces"."""
    article = scene.article
    groups = [Named(g.start, g.end, g.name, "group") for g in within(article.groups, span)]
    groups += [Named(g.start, g.end, g.name, "body") for g in within(article.organisations, span)]
    for match in _BODY.finditer(article.seen, span.start, span.end):
        if not any(other.start <= match.start() < other.end for other in groups):
            groups.append(
                Named(match.start(), match.end(), {"EU": "European Union"}.get(match.group(), match.group()), "body")
            )
    for mention in within(article.states, span):
        if not any(other.start <= mention.start < other.end for other in groups):
            groups.append(_of_state(article.seen, mention))
    return sorted(groups, key=lambda named: named.start)


def _of_state(seen: str, mention: Mention) -> Named:
    own = GROUP.match(seen, mention.start, mention.end + 60)
    if (own and own.end() > mention.end and not _OFFICIAL.search(own["name"].split(" ", 1)[-1])) or (
        own and re.search(r" (?:National|Democratic|Liberation|Free|Popular|People's|Islamic) ", own["name"])
    ):
        return Named(mention.start, own.end(), own["name"], "group")
    if re.fullmatch(r"(?!X)[A-Z]{3}", mention.code):
        return Named(mention.start, mention.end, mention.code, mention.kind)
    force = _FORCE.match(seen, mention.end)
    end = force.end() if force else mention.end
    return Named(mention.start, end, seen[mention.start : end], "group")


def first_named(scene: Scene, span: Span) -> Named | None:
    """Give the first party that a stretch names."""
    return next(iter(all_named(scene, span)), None)


def listed_from(scene: Scene, start: int, limit: int) -> Side:
    """Give the parties of a list: "A, B (via C), D and E"."""
    found = all_named(scene, Span(start, min(limit, start + 400)))
    names = [found[0].name]
    end = found[0].end
    for named in found[1:]:
        between = scene.article.seen[end : named.start]
        if between.count("(") > between.count(")"):
            continue
        if (
            not _JOINED.search(between)
            or len(between) > 50
            or re.search(r"\d", re.sub(r"\([^()]*\)", "", between))
            or re.search(r"[a-z]{3,} (?:the )?$", re.sub(r"\b(?:and|the|well|also|some|to)\b|\([^()]*\)", "", between))
        ):
            break
        names.append(named.name)
        end = named.end
    return Side(tuple(dict.fromkeys(names)), Span(start, end))
