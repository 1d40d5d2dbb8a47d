"""Where flights come from and go to, as a clause says it, and who flew them where the same words say that."""

import re
from itertools import islice

from armstrace.gazetteer.operators import find_operators
from armstrace.reading.article import Article
from armstrace.reading.text.view import Span

_ARTICLE = re.compile(r"^(?:the|an?|its|their) ", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:(?:the|an?|its|their|at least|some|about|around|several|many|more|fewer|other|another|first|second|third|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|\d{1,4}) )+",
    re.IGNORECASE,
)
AIRLINE = re.compile(
    r"\b(?:[A-Z][\w-]+ )*(?:[A-Z][\w-]*)? ?(?:Air ?lines?|Airways|Aviation|Air Cargo|Cargo|Air Force|Air Lines)\b"
)
# "X, a carrier linked to Y, landing at Z": what is said of X between the commas is not where anybody flew
_ASIDE = re.compile(r", (?:an?|the|which|who|whose|itself|also|now|once|one of|part of) [^,;:]{3,160}?(?=,)")
_COMPANY = re.compile(
    r"^, (?:an?|the|which is an?) (?:[\w'-]+ ){0,4}(?:carrier|airline|operator|company|firm|subsidiary|freighter)\b"
)
_NAME = r"[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|air ?base|airbase|airport|airfield|military airbase|military air ?base))*"
_LED = r"(?:the |an? )?(?:(?!(?:from|for|to|out|of|by)\b)[a-z-]+ ){0,3}"
_FROM = re.compile(
    r"\b(?:from|out of|left(?! for\b)|departed(?! for\b)|leaving(?! for\b)) (?P<where>(?:the |an? )?[^,.;]{2,70}?)"
    r"(?= (?:to|into|and|on|in|at|via|carrying|this|last|that|which|for|before|after|since|until|between|during|"
    r"land\w*|arriv\w+|touch\w*|bound|often|with|today|yesterday|did|does|do|has|have|had|was|were|is|are|will|would|"
    r"could|may|might|tripled|doubled|surged|rose|increased|jumped|soared|dropped|fell|declined|decreased|halved)\b"
    r"|[,.;]|$)"
)
_LANDING = re.compile(
    r"\b(?:land(?:ed|s|ing|ings)?|touch(?:ed|es|ing)? down|arriv(?:ed?|es|ing|als?)|bound|inbound|destined|head(?:ed|ing))"
    rf" (?:(?:at|in|on|into|to|for|near) )?(?P<where>{_LED}{_NAME})"
)
_TO = re.compile(
    r"\b(?P<preposition>to|into|in|at|over|towards?|for|approach(?:ed|ing)|reach(?:ed|ing)|targeting|inbound|across|"
    rf"overflew|overflown|overflying) (?P<where>{_LED}{_NAME})"
)
_NOT_A_WAY = frozenset(
    [
        "linked",
        "tied",
        "close",
        "belonging",
        "according",
        "thanks",
        "due",
        "related",
        "connected",
        "owing",
        "loyal",
        "affiliated",
        "sold",
        "leased",
        "similar",
        "compared",
        "contracted",
        "registered",
        "owed",
        "attached",
        "subject",
        "prior",
        "next",
        "answerable",
        "thanked",
    ]
)
_BEFORE = re.compile(r"([A-Za-z-]+) $")
_MOST = 6  # a clause that says "from" more often than this tells of no one flight
_NO_PLACE = re.compile(r"[A-Z][a-z]+ \d|20\d\d")


def without_asides(words: str) -> str:
    """Blank out what is said of a name between commas; the length stays.

    >>> without_asides("from X, a firm close to Y, to Z")
    'from X,                  , to Z'
    """
    return _ASIDE.sub(lambda match: "," + " " * (len(match.group()) - 1), words)


def origin_in(article: Article, span: Span) -> str | None:
    """Give where flights came from; "from" an operator is no place."""
    words = without_asides(article.seen[span.start : span.end])
    for match in islice(_FROM.finditer(words), _MOST):
        if _company_at(article, span, match) is None and (where := _place(article, span, match)):
            return where
    return None


def operator_in_from(article: Article, span: Span) -> str | None:
    """Give the operator that flights are said to be from: a known one, or one that the text calls a carrier."""
    words = without_asides(article.seen[span.start : span.end])
    found = islice(_FROM.finditer(words), _MOST)
    return next((name for match in found if (name := _company_at(article, span, match))), None)


_BY = re.compile(r"\b(?:operated|flown|chartered|owned|run) by (?P<name>[^,.;]{3,60})")
_NAMED = re.compile(r"(?:the |an? )?(?:[A-Z0-9][\w&.'-]*(?: (?=[A-Z0-9])[\w&.'-]+)*)")


def operated_by(article: Article, span: Span) -> Span | None:
    """Give the words behind "operated by": a name to its last capital, else all up to the comma."""
    found = _BY.search(article.seen, span.start, span.end)
    if found is None:
        return None
    name = _NAMED.match(article.seen, found.start("name"), found.end("name"))
    return Span(name.start(), name.end()) if name else Span(found.start("name"), found.end("name"))


def _company_at(article: Article, span: Span, match: re.Match[str]) -> str | None:
    where = match["where"].strip()
    behind = article.seen[span.start + match.end("where") : span.start + match.end("where") + 120]
    known = find_operators(where)
    named = AIRLINE.match(_ARTICLE.sub("", where))
    if (known and known[0].start <= 4) or named or _COMPANY.match(behind):
        return bare_name(article.text[span.start + match.start("where") : span.start + match.end("where")])
    return None


def destination_in(article: Article, span: Span) -> str | None:
    """Give where flights went: first where they landed, else the first place they are said to go to."""
    seen = article.seen[span.start : span.end]
    for words in dict.fromkeys((without_asides(seen), seen)):
        for match in (*_LANDING.finditer(words), *_TO.finditer(words)):
            if match.re is _TO and not _is_way(article, span.start + match.start(), match["preposition"]):
                continue
            if where := _place(article, span, match):
                return where
    return None


def _is_way(article: Article, offset: int, preposition: str) -> bool:
    """Tell "flown to Y" from "linked to Y", whose "to" hangs on a word that goes nowhere."""
    if preposition != "to":
        return True
    before = _BEFORE.search(article.seen[max(0, offset - 30) : offset])
    return before is None or before[1].lower() not in _NOT_A_WAY


def _place(article: Article, span: Span, match: re.Match[str]) -> str | None:
    where = _ARTICLE.sub("", match["where"].strip())
    if not re.search(r"[A-Z]", where) or AIRLINE.search(where) or _NO_PLACE.match(where):
        return None
    end = span.start + match.start("where") + len(match["where"].rstrip())
    return article.text[end - len(where) : end]


def bare_name(words: str) -> str:
    """Take the article and the number off a name.

    >>> bare_name("Two Silk Way Airlines"), bare_name("the Air Force")
    ('Silk Way Airlines', 'Air Force')
    """
    return _NUMBERED.sub("", words.strip()) or words.strip()
