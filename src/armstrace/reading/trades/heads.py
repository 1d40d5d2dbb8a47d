"""The words that a trade hangs on: verbs of supplying and of receiving, their nouns, and the words for the parties."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Article
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span

_SUPPLY = (
    r"suppl(?:y|ies|ied|ying)|s(?:old|ell|ells|elling)|export(?:ed|ing|s)?|provid(?:e|es|ed|ing)|deliver(?:ed|ing|s)?|transfer(?:red|ring|s)?|sen(?:t|d|ds|ding)|gave|giv(?:e|es|en|ing)|donat(?:e|es|ed|ing)|"
    r"ship(?:ped|ping|s)?|arm(?:ed|ing|s)?|equip(?:ped|ping|s)?|len(?:t|d|ds|ding)|leas(?:e|es|ed|ing)|grant(?:ed|ing|s)?|offer(?:ed|ing|s)?|hand(?:ed|ing)? over|furnish(?:ed|ing)?|pledg(?:e|es|ed|ing)|approv(?:e|es|ed|ing)|"
    r"authori[sz](?:e|es|ed|ing)|request(?:ed|ing)?|smuggl(?:e|ed|ing)|retransfer(?:red|ring|s)?|re-?s(?:old|ell|ells|elling)|re-?export(?:ed|ing|s)?|pass(?:ed|es|ing)? on|barter(?:ed|s|ing)?|made(?= (?:it|them|[A-Z]\w+) a (?:gift|present) of)|channel(?:l?ed|l?ing)|financ(?:e|ed|ing)|airlift(?:ed|ing)?|allocat(?:e|ed|ing)|promis(?:e|ed|ing)|totall?(?:ed|ing)"
)
_RECEIVE = r"receiv(?:e|es|ed|ing)|b(?:uy|uys|uying|ought)|purchas(?:e|es|ed|ing)|acquir(?:e|es|ed|ing)|import(?:ed|ing|s)?|procur(?:e|es|ed|ing)|obtain(?:ed|ing|s)?|order(?:ed|ing|s)?|sourc(?:e|ed|ing)|amass(?:ed)?|g(?:et|ets|ot|etting)|t(?:ook|ake|akes|aking|aken) delivery of|spen(?:t|d|ds|ding)"
_NOUNS = r"suppl(?:y|ies)|sales?|exports?|deliver(?:y|ies)|shipments?|transfers?|provision|aid|assistance|deals?|trade|support|airlift|donations?|imports?|purchases?|acquisitions?|embargo|package"
_WENT = r"went|go(?:es)?|going|flow(?:s|ed|ing)?|reach(?:ed|ing)|arriv(?:ed|ing)|headed|bound|destined"
_ROLES = r"suppliers?|exporters?|providers?|sellers?|customers?|buyers?|importers?|recipients?|clients?"
_HEAD = Keyed(
    re.compile(
        rf"(?<![\w-])(?:(?P<role>{_ROLES})|(?P<supply>{_SUPPLY})|(?P<receive>{_RECEIVE})|(?P<went>{_WENT})|(?P<noun>{_NOUNS}))(?![\w-])",
        re.IGNORECASE,
    )
)
_NOUN_TOO = re.compile(rf"(?:{_NOUNS})$", re.IGNORECASE)
_AS_NOUN = re.compile(
    r"(?:'s|\b(?:the|its|their|his|her|arms|weapons?|military|energy|oil|fuel|security|drone|missile|of|these|those|such|any|all|no|more|illegal|\w+[ai]n|\w+ish|\w+ese|U\.S\.|US|UK)) $",
    re.IGNORECASE,
)


# "armed forces", "the arms of the state" are no verbs
_ARMING = re.compile(
    r"arming (?!of\b)|armed (?:by|with)\b|armed (?:the )?(?:rebels|separatists|insurgents|militias?|mercenaries|paramilitaries|militants|guerrillas|opposition)\b|armed (?:the |both )?[A-Z]|arms (?:the )?[A-Z]\w+ with\b|arm(?:ed|s|ing) (?:it|them)\b"
)


# "B leased six jets from A" is the other side of "A leased them to B"
_FROM = re.compile(r"(?: (?!to\b|from\b)[\w-]+){1,6} from (?:the )?[A-Z]")


def _is_noun(article: Article, span: Span, match: re.Match[str]) -> bool:
    """Tell "exports of arms" from "exports arms"."""
    if article.seen.startswith(" of ", match.end()) or _AS_NOUN.search(
        article.seen, max(span.start, match.start() - 14), match.start()
    ):
        return True
    index = article.tree.at(match.start()) if article.tree else None
    return article.tree is not None and index is not None and article.tree.words[index].pos == "NOUN"


@dataclass(frozen=True, slots=True)
class Head:
    """A word that a trade may hang on: supply, receive, noun or role."""

    kind: str
    span: Span
    word: str


def find_heads(article: Article, span: Span) -> list[Head]:
    """Find the words of a sentence that a trade may hang on."""
    seen = article.seen
    found = []
    for match in _HEAD.finditer(seen, span.start, span.end):
        kind = match.lastgroup or ""
        word = match.group().lower()
        if kind in {"supply", "receive"} and _NOUN_TOO.match(word) and _is_noun(article, span, match):
            kind = "noun"
        if word.startswith("leas") and _FROM.match(seen, match.end(), span.end):
            kind = "receive"
        if word.startswith("arm") and not _ARMING.match(seen, match.start()):
            continue
        found.append(Head(kind, Span(match.start(), match.end()), word))
    return found
