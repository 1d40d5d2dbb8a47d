"""The noun phrase that a number counts: "of its soldiers", "Russian military helicopters", "rounds of ammunition"."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.figures.numbers import Number
from armstrace.reading.quantities.nouns import Kind, kind_of
from armstrace.reading.text.view import Span

LONGEST = 90
_OF = re.compile(
    r"-? (?:more |other |further |additional )?(?:of (?:(?:the|its|their|his|her|these|those|our|all|such|an?) )?)?| (?:full|worth) of "
)
_WORD = re.compile(r"#?[^\W_](?:[\w'&./\u00b2-]*[\w\u00b2])?")
_STOP = frozenset(
    "a an the this that these those of in on at by for from to with without into onto over under near between among against during since until after before across "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "and or but nor as than if because while when where which who whom whose what how why so then there here also only not never no both either neither per via "
    "is are was were be been being am has have had having do does did can could may might will would shall should must "
    "it its they their them he his him she her we our us you your i my each every all any some most many much few several such same "
    "killed wounded injured died destroyed captured lost fled left said told took went came became fired dropped hit struck live lived reported according including "
    "about around up down off out away back together apart ago later earlier long old dead missing alive gathered arrived remain remained died survived "
    "worth plus versus vs compared followed damaged displaced detained arrested downed perished starving using carrying began ended full still just even now ever then again alone today yesterday".split()
)
_VERBS = re.compile(r"(?:ed|ing)$")
_DESCRIBING = re.compile(
    r"(?:armou?red|unmanned|armed|guided|wheeled|tracked|wounded|captured|uniformed|trained|used|upgraded|modernized|modernised|unexploded|improvised|towed|self-propelled|fighting|fortified|occupied|living|training|landing|engineering|loitering|bombing|shooting|tracking|launching|operating|advanced|related|alleged|suspected|displaced|registered|confirmed|mixed|retired|injured|unarmed|manned|destroyed|abandoned|listed|remaining|attacking|surviving|foreign-\w+|\w+-\w+ed|\w+-\w+ing)$",
    re.IGNORECASE,
)
_CALIBRE = re.compile(r"\d{1,3}(?:\.\d+)?-?mm$")
_ACRONYM = re.compile(r" \([A-Z][A-Za-z]{1,8}\)")
_CONTAINERS = re.compile(
    r"^(?:rounds?|pieces?|tons?|tonnes?|wagons?|boxes|cases|crates|truckloads?|loads?|batch(?:es)?|items?|units?|sets?|shipments?|litres?|liters?|barrels?|kilograms?|kg|grams?|pounds|stocks?|members|types|kinds|acts|cases|waves|series|groups?|sorties)$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r" (?:full )?of (?:(?:the|its|an?) )?(?P<what>[\w-]+(?: (?!and\b|or\b|to\b|in\b|from\b|by\b|for\b|at\b|on\b|were\b|was\b|that\b|which\b|since\b|into\b|with\b|have\b|had\b)[\w-]+){0,3}(?: \([A-Z]\w{1,6}\)(?: Systems?)?)?)"
)
_MORE = re.compile(
    r"(?:, (?:[a-z-]+ ){0,2}[a-z-]+){0,3},? (?:and|or) (?=(?P<what>(?:[\w-]+ ){0,3}[\w-]*(?:s\b|aircraft\b|artillery\b|armou?r\b)))"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the span of number and noun phrase, the words of the noun, and what kind of thing it is."""

    span: Span
    words: str
    kind: Kind


def counted(article: Article, number: Number, limit: int) -> Counted | None:
    """Give what a number counts up to a limit (the end of its sentence, or the next number), None for nothing."""
    seen = article.seen
    start = end = number.end
    of = _OF.match(seen, number.end, limit)
    position = of.end() if of else number.end
    words: list[Span] = []
    while word := _WORD.match(seen, position, min(limit, number.end + LONGEST)):
        if _stops(article, Span(word.start(), word.end()), limit, first=not words):
            break
        words.append(Span(word.start(), word.end()))
        end = word.end()
        if not seen.startswith(" ", end):
            break
        position = end + 1
    if not words:
        return Counted(Span(number.start, start), "", Kind("", ""))
    head = seen[words[0].start : end]
    kind = kind_of(head)
    if kind is None:
        return None
    return Counted(Span(number.start, _extended(seen, head, end, limit)), head, kind)


def _extended(seen: str, head: str, end: int, limit: int) -> int:
    """Take in what stands in a container ("rounds of ammunition"), an acronym, and weapons counted together."""
    acronym = _ACRONYM.match(seen, end, limit)
    end = acronym.end() if acronym else end
    held = _HELD.match(seen, end, limit)
    if held and (_CONTAINERS.match(head.rsplit(maxsplit=1)[-1]) or " full " in held.group()):
        return held.end()
    more = _MORE.match(seen, end, limit)
    words = set((more.group() + more["what"]).lower().split()) - {"and", "or"} if more else set()
    listed = not words & (_STOP | {"captured", "destroyed", "killed", "wounded", "downed"})
    return more.end("what") if more and listed and _is_weapon(head) and _is_weapon(more["what"]) else end


def _is_weapon(words: str) -> bool:
    kind = kind_of(words)
    return kind is not None and kind.name == "weapon"


def _stops(article: Article, word: Span, limit: int, *, first: bool) -> bool:
    """Tell the word that no noun phrase goes on with: a preposition, a verb, another number."""
    text = article.seen[word.start : word.end]
    lowered = text.lower()
    if _CALIBRE.match(text):
        return False
    if _DESCRIBING.search(text):
        return _ends_here(article.seen, word.end, limit)
    if text.isdigit() or lowered in _STOP:
        return True
    tree = article.tree
    index = tree.at(word.start) if tree else None
    if tree is not None and index is not None:
        found = tree.words[index]
        if found.pos in {"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART"}:
            return found.pos != "PART" or not text[:1].isalpha()
        if found.pos == "VERB":
            return found.tag not in {"VBN", "VBG"} or found.dep not in {"amod", "compound"}
        return found.pos == "ADV" and not first and found.dep == "advmod" and lowered.endswith("ly")
    return bool(_VERBS.search(lowered)) and _ends_here(article.seen, word.end, limit)


def _ends_here(seen: str, end: int, limit: int) -> bool:
    """Tell whether a participle closes its phrase: no noun follows it."""
    following = _WORD.match(seen, end + 1, limit) if seen.startswith(" ", end) else None
    return following is None or following.group().lower() in _STOP
