"""The party that a noun phrase names: a state's code, else the name as far as the phrase gives it."""

import re

from armstrace.gazetteer.mentions import find_states
from armstrace.reading.article import Article
from armstrace.reading.text.view import Span

# what acts for a state: its forces, government and offices; "Azerbaijani prosecutors" are Azerbaijan
_ORGANS = re.compile(
    r"^(?:'s?|'s)?(?: |-)?(?:(?:state|government|regime|authorit\w+|side|military|army|armies|armed|air|naval|ground|land|special|security|regular|troops?|forces?|force|soldiers?|"
    r"servicemen|navy|artillery|units?|brigades?|drones?|jets?|warplanes?|aircraft|aviation|ministry|defen[cs]e|foreign|interior|officials?|leadership|police|presidential|"
    r"administration|republic|federation|of|the|and|in|armou?red|tank|missile|rocket|border|guards?|mod|mfa|general|staff|military|occupation|invading|invaders|invasion|loyalist|"
    r"pro-government|government's)\b[ -]?)*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:the|a|an|its|their|his|her|some|both|all|several|many|this|that|these|those|activist|lawyer|journalist|leader|spokes\w+)\s+",
    re.IGNORECASE,
)
# a day that a parse hangs on the name behind it: "On 28 April Ruritania applied"
_DAY = re.compile(
    r"^\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?,? (?=\S)"
)
_OWN_NAMES = {"XNK": "Artsakh"}


def party_name(code: str) -> str:
    """Write a party as the reading schema does: a state's code, another party's name."""
    return _OWN_NAMES.get(code, code)


def actor_name(article: Article, span: Span) -> str | None:
    """Name the party of a noun phrase: a state where a state or its organs act, else the words without articles."""
    words = _DAY.sub("", article.seen[span.start : span.end])
    states = find_states(words)
    for state in states:
        before, behind = words[: state.start], words[state.end :]
        if _LEADING.sub("", before).strip() == "" and _ORGANS.match(behind):
            return party_name(state.code)
    bare = words.strip()
    while (shorter := _LEADING.sub("", bare)) != bare:
        bare = shorter
    bare = re.sub(r"'s?$", "", bare.strip(" ,"))
    return bare or None
