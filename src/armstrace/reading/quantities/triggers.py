"""Verbs and nouns that say what became of what is counted, and how a number hangs on them by the order of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_VERBS = {
    "casualties": r"(?:kill|wound|injur|maim|hurt)(?:ed|ing|s)? (?:or|and|and/or) (?:kill|wound|injur|maim|hurt)(?:ed|ing|s)?|dead (?:or|and) (?:wounded|injured)",
    "killed": r"kill(?:ed|ing|s)?|massacr(?:ed|ing)|murder(?:ed|ing|s)?|slain|slaughter(?:ed|ing)|assassinat(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)|died|dies|die|dying|perish(?:ed|ing)?|drowned|"
    r"(?:lost|losing|lose|gave) their lives|(?:claim(?:ed|ing|s)?|cost(?:ing|s)?|tak(?:en|ing)|took|lost) the li(?:ves|fe)|claim(?:ed|ing|s)?(?= (?:\w+ ){0,4}lives)|cost(?:ing|s)?(?= (?:\w+ ){0,4}lives)|"
    r"los(?:t|ing|es?)(?= (?:\w+ ){0,4}lives)|dead|deaths?(?= of\b)|death toll|kills|body count|fatalities|(?:burn(?:ed|t)|shot|bled|froze|starved|tortured) to death",
    "wounded": r"wound(?:ed|ing|s)?|injur(?:ed|ing|es?|ies)|maim(?:ed|ing)|hospitali[sz]ed|hurt(?:ing)?",
    "missing": r"missing|disappear(?:ed|ance)|unaccounted",
    "captured": r"captur(?:ed|ing|es?)|taken (?:prisoner|captive|hostage)|took (?:prisoner|captive|hostage)|seiz(?:ed|ing|es?|ure)|surrender(?:ed|ing)?|kidnap(?:ped|ping)|abduct(?:ed|ing|ion)|trophies",
    "arrested": r"arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|jail(?:ed|ing)|imprison(?:ed|ing)",
    "displaced": r"displac(?:ed|ing|ement)|fled|flee(?:ing)?|uproot(?:ed|ing)|expel(?:led|ling)|expulsion|deport(?:ed|ing|ation)|evacuat(?:ed|ing|ion)|(?:be)?c(?:a|o)me refugees|bec(?:a|o)me (?:displaced|homeless)|homeless|driven (?:from|out)|drove out|forced (?:from|out of) their homes|"
    r"(?:left|abandoned|leave) their homes|exodus|resettled",
    "destroyed": r"destroy(?:ed|ing|s)?|destruction|burn(?:ed|t|ing)(?: down)?|ruin(?:ed|ing)|damag(?:ed|ing|es?)|downed|downing|shot down|shoot(?:ing)? down|shootdown|brought down|knock(?:ed|ing)? out|took out|taking out|raz(?:ed|ing)|demolish(?:ed|ing)|torch(?:ed|ing)|flatten(?:ed|ing)|sank|sunk|sinking|"
    r"crash(?:ed|ing)|wreck(?:ed|ing)|eliminat(?:ed|ing)|neutrali[sz](?:ed|ing)|level(?:led|ed|ling)|obliterat(?:ed|ing)|intercept(?:ed|ing)|disabl(?:ed|ing)|annihilat(?:ed|ing)|struck|hit|hitting|collaps(?:ed|ing)",
    "lost": r"los(?:t|ing|es?|s of|ses of)|abandon(?:ed|ing)",
    "fired": r"fir(?:ed|ing|es?)|launch(?:ed|ing|es?)|drop(?:ped|ping|s)?|shell(?:ed|ing)|lobb(?:ed|ing)|rain(?:ed|ing)|expend(?:ed|ing)|struck with|detonat(?:ed|ing)|us(?:ed|ing|e of)|landed|unleash(?:ed|ing)",
    "found": r"f(?:ou|i)nd(?:ing|s)?|discover(?:ed|ing|y of)|recover(?:ed|ing)|uncover(?:ed|ing)|defus(?:ed|ing)|clear(?:ed|ing)|remov(?:ed|ing)|dug up|unearthed|collect(?:ed|ing)|document(?:ed|ing)|neutrali[sz]ed|identif(?:ied|ying)",
    "held": r"(?:has|have|had|having)(?! (?:been|also|already|since|not|never|to|fled|lost|shot|fought|hit|sunk|left|fallen|died|\w+ed|\w+en|\w+ly)\b)|own(?:ed|s|ing)?|possess(?:ed|es|ing)?|(?:compos|compris|consist)(?:ed|es|ing|s)?(?: of)?|operat(?:ed|es|ing|e)|field(?:ed|s|ing)|stockpil(?:ed|es?|ing)|amass(?:ed|ing)|arsenal|fleet|inventory|stor(?:ed|es?|ing)|depots?|equipped with|armed with|keeps?|kept",
    "lived": r"liv(?:ed|es?|ing)|home to|number(?:s|ed|ing)?|population|inhabited|resid(?:ed|es?|ing)|community|remain(?:ed|s|ing)?|stayed",
    "deployed": r"deploy(?:ed|ing|s|ment)?|station(?:ed|ing)|patrol(?:led|ling)?|garrison(?:ed)?|mobili[sz](?:ed|ing)|recruit(?:ed|ing)|sen(?:t|ding|d)|dispatch(?:ed|ing)|mass(?:ed|ing)|train(?:ed|ing)?|carr(?:ied|ying)|transport(?:ed|ing)",
}
MEASURES = {
    "killed": "killed",
    "casualties": "casualties",
    "wounded": "wounded",
    "missing": "missing",
    "displaced": "displaced",
    "arrested": "arrested",
}
# behind what undergoes it, a verb of these needs no auxiliary ("40 people fled"); the others do, or stand as participles
_ACTIVE_BEHIND = re.compile(
    r"died|die|dies|dying|perish|drowned|(?:lost|gave|left|abandoned|leave) their|fled|flee|surrender|disappear|went missing|bec(?:a|o)me|liv(?:e|ed|ing)\b|resid|remain|stayed|crash|sank|collaps|missing|dead|patrol|homeless|unaccounted|starved",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:has|have|had|was|were|is|are|be|been|being|got|reported(?:ly)?|confirmed|left|also|later|either|allegedly|believed to have|feared|presumed|thought to have|said to have|to|will|went|listed as|remained?|still|\w+ly)"
_BEHIND = re.compile(
    rf"^(?: \([^()]{{1,80}}\))?(?:, (?:(?:mostly|mainly|including|among them|all|most of them|many of them|\w+ of them) [^,;.]{{2,60}},|[^;.]{{2,110}}, (?=(?:being|was|were|had been|have been)\b)))?(?P<place> (?:in|at|of|on|from|near|inside|aboard) (?:the )?[\w' -]{{2,40}}?)??(?P<aux>(?: {_AUXILIARY}){{1,5}})?(?: or \w+ed| and \w+ed)? $",
    re.IGNORECASE,
)
# between a trigger and the number that undergoes it
_GAP = re.compile(
    r"^(?:(?: (?:or|and) (?:\w+ed|\w+ing|capture|damage|destruction|injury|wounding|loss))?(?: (?:of|the|its|their|his|an?|another|a further|at|least|up to|as many as|about|some|around|over|more than|also|only|what|for|reached|rose to|stood at|stands at|to|at|including|total|number|lives|is|was|were|in the|capture|damage))*|: ?| -)[ (]?$",
    re.IGNORECASE,
)
_CHAIN = re.compile(
    r"^(?: destroyed| downed| killed| wounded| captured)?(?:,? including an? [\w -]{2,40}?)?(?: \([^()]{1,60}\))?[,;:]?(?: ?(?:and|or|as well as|plus|along with|together with|with|including|among them|of (?:them|whom|which)|in addition to|while|also|another|a further|the|at least))*[ (]$|^(?: \([^()]{1,60}\))?[,;]? (?:including|among them|of whom|of which|of them)(?: [a-z]+){0,2} $|^ ?\($",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says what became of something: what it says, and where it stands."""

    what: str
    span: Span


@cache
def _pattern() -> Keyed:
    words = "|".join(f"(?P<{what}>{words})" for what, words in _VERBS.items())
    return Keyed(re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


def find_triggers(seen: str, span: Span) -> list[Trigger]:
    """Find the triggers of a sentence, in order."""
    return [
        Trigger(match.lastgroup or "", Span(match.start(), match.end()))
        for match in _pattern().finditer(seen, span.start, span.end)
    ]


def behind(seen: str, triggers: list[Trigger], end: int) -> Trigger | None:
    """Give the trigger that a counted phrase ending at `end` is the subject of, or is described by.

    "40 soldiers were killed", "15 civilians (nine men and six women) died", "27 vehicles downed".
    """
    for trigger in triggers:
        if trigger.span.start < end:
            continue
        between = _BEHIND.match(seen[end : trigger.span.start]) if trigger.span.start - end <= 160 else None
        if between is None:
            return None
        words = seen[trigger.span.start : trigger.span.end]
        if (between["aux"] and _passive(between["aux"])) or _ACTIVE_BEHIND.match(words):
            return trigger
        bare = (
            not between["place"]
            and words.lower().endswith(("ed", "t", "n", "nk", "dead", "missing"))
            and _closed(seen, trigger.span.end)
        )
        return trigger if bare else None
    return None


def _passive(auxiliary: str) -> bool:
    """Tell "were killed" from "had killed"."""
    helps = re.search(
        r"\b(?:was|were|is|are|be|been|being|got|left|confirmed|reported|feared|listed|presumed)\b",
        auxiliary,
        re.IGNORECASE,
    )
    return bool(helps)


def _closed(seen: str, end: int) -> bool:
    """Tell a participle behind its noun ("27 drones downed in one day") from a verb with an object of its own."""
    return bool(
        re.match(
            r"[,;.)!\"']|$| (?:in|on|at|by|during|over|since|across|near|and|or|from|within|all|so|between|as|this|last)\b|\s*$",
            seen[end : end + 12],
        )
    )


def before(seen: str, triggers: list[Trigger], start: int) -> Trigger | None:
    """Give the trigger right before a number: "killing 12", "the destruction of ten tanks"."""
    for trigger in reversed(triggers):
        if trigger.span.end > start:
            continue
        return trigger if start - trigger.span.end <= 60 and _GAP.match(seen[trigger.span.end : start]) else None
    return None


def chained(seen: str, end: int, start: int) -> bool:
    """Tell two counted phrases that stand in one list."""
    return start >= end and start - end <= 90 and bool(_CHAIN.match(seen[end:start]))


def loose(triggers: list[Trigger], seen: str, floor: int, start: int) -> Iterator[Trigger]:
    """Give the triggers before a number in its clause, the nearest first."""
    for trigger in reversed(triggers):
        if floor <= trigger.span.start and trigger.span.end <= start:
            if re.search(
                r"[;\u2014]|, (?:which|who|while|but|after|when|where)\b|\b(?:which|that|who|while|but|after|before|when|where|because)\b",
                seen[trigger.span.end : start],
            ):
                return
            yield trigger
