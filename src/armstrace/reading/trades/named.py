"""Parties where a sentence names them: one, or a list of them."""

import re
from dataclasses import dataclass

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.incidents.named import within
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span

_JOINED = re.compile(
    r"(?:,|,? and| and| or|,? or|,? as well as|,? but also| \([^()]{1,40}\)[,]?(?: and| or)?)(?: the| to| to the| some| also)? ?$|^,? (?:and|or) $",
    re.IGNORECASE,
)
# names that say whose or from where something is, and no party beside it: "Russian helicopters", "US tanks"
DESCRIBING = frozenset({"adjective", "demonym", "demonym_plural", "abbreviation"})
# parties that no list knows: "the Government of National Accord", "the rebels"
GROUP = re.compile(
    r"(?P<name>(?:[A-Z][\w'-]+ )+(?:Army|Forces|Front|Council|Movement|Party|Authority|Brigades?|Corps|Guards?|Militia|Coalition|Government)(?: (?:of|for) (?:[A-Z][\w-]+ ?)+(?<! ))?|Government of (?:[A-Z][\w-]+ ?){2,4}(?<! )"
    r"|(?:[\w-]+ )?(?:rebels|separatists|insurgents|militias?|armed groups|armed formations|formations|mercenaries|paramilitaries|opposition fighters|opposition|jihadists|militants|guerrillas)\b)"
)
# "sold A tanks and B jets": what is sold ends the list of those who get it
_HAS_GOODS = re.compile(
    r" (?:[\w-]*\d[\w-]*|arms|weapons?|missiles?|rockets?|tanks?|drones?|aircraft|helicopters?|fighters?|jets?|warplanes?|frigates?|corvettes?|submarines?|ships?|boats?|guns?|howitzers?|vehicles?|carriers?|radars?|systems?|shells?|bombs?|rifles?|launchers?|ammunition|artillery)(?:,| and|, and) "
)
# "sold tanks to A, and B three jets": who is followed by a number is no more of the list
_GOES_ON = re.compile(
    r" (?:with )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens of|an?|some) [\w-]+"
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
            or _GOES_ON.match(scene.article.seen, named.end)
            or (_HAS_GOODS.search(between) and "(" not in between)
            or re.search(r"\d", re.sub(r"\([^()]*\)", "", between))
            or re.search(r"[a-z]{3,} (?:the )?$", re.sub(r"\b(?:and|the|well|also|some|to)\b|\([^()]*\)", "", between))
        ):
            break
        names.append(named.name)
        end = named.end
    return Side(tuple(dict.fromkeys(names)), Span(start, end))
