"""Denials: words around a clause that say it is not so, or that somebody says so. They are read by word order alone."""

import re

from armstrace.reading.text.view import Span

_REPORT = r"(?:claim|report|allegation|accusation|suggestion|notion|idea|assertion|rumou?r|charge|story|statement|insinuation)s?"
_FALSE = r"(?:false|untrue|wrong|incorrect|baseless|unfounded|groundless|fabricated|fake|mistaken|inaccurate|nonsense|propaganda|invented|disproved|disproven|debunked|refuted|rebutted|discredited|a (?:\w+ )?(?:lie|myth|hoax|fabrication|invention|canard))"
_BEFORE = re.compile(
    r"\bden(?:y|ies|ied|ying)\b(?! (?:[\w-]+ ){0,4}(?:licen[cs]e|permit|permission|entry|access|genocide|visa|request))|\bdenials? (?:that|of|by)\b"
    rf"|\b(?:reject|dismiss|disput|refut|rebut|debunk|disprov|contradict|contest)\w* (?:that|(?:[\w'-]+ ){{0,4}}{_REPORT})\b|\b(?:disput|refut|disprov|debunk)\w* that\b"
    r"|\b(?:falsely|wrongly|mistakenly|erroneously|incorrectly|untruthfully|wrongfully) (?:\w+ )?(?:that|claim|report|alleg|assert|say|said|stat|accus|believ|suggest|assum|wr[io]t|cit|attribut)\w*"
    rf"|\b(?:false|untrue|bogus|fake|unfounded|baseless|fabricated|debunked) (?:\w+ ){{0,2}}{_REPORT}\b"
    r"|\b(?:not|n't|never|hardly|no longer) (?:\w+ )?(?:true|the case|correct|so|accurate)\b|\b(?:false|untrue|wrong|incorrect|inaccurate|nonsense|a lie|a myth|a hoax|lie|myth) (?:to (?:say|claim|suggest|think) )?that\b"
    r"|\b(?:no|without(?: any)?|lack of) (?:\w+ ){0,2}(?:evidence|proof|indication|sign|record|confirmation|truth)\b|\b(?:doubt(?:s|ed|ful)?|unlikely|lied|lying|pretend(?:s|ed)?|made up|invented)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\b(?:is|are|was|were|be|been|being|as|proved|turned out)(?: to be| simply| just| plainly| utterly| completely| entirely| categorically| \w+ly)* (?:{_FALSE}|not (?:true|the case|correct|accurate)|denied|rejected|dismissed|disputed)\b"
    r"|\bden(?:y|ies|ied|ying)(?= (?:it|this|that|so|doing|having|any|the (?:claim|report|allegation|accusation|sale|deliver|suppl|transfer|deal)\w*)\b|\s?[,.;\"')]|\s*$)"
    rf"|\b(?:reject|dismiss|refut|disput)\w* (?:it|this|that|the {_REPORT}|such {_REPORT})\b|(?<=, )(?:a|an) (?:\w+ )?(?:claim|charge|allegation|report) (?:that )?(?:[\w-]+ ){{0,4}}(?:den(?:y|ies|ied)|reject\w*|dismiss\w*|disput\w*)\b"
    r"|(?<=n't )(?:true|correct)\b",
    re.IGNORECASE,
)
# "never denied that", "no one disputes that": the denial itself is denied, which asserts nothing either
_UNDENIED = re.compile(
    r"\b(?:not|never|no one|nobody|none|neither|nor|cannot|hardly|few|no \w+)(?: \w+){0,3} $|n't (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_REACH = 240


def denial_of(seen: str, sentence: Span, head: Span) -> str | None:
    """Say whether words around a verb or noun deny what it tells ("denied") or say that nobody does ("undenied")."""
    start = max(sentence.start, seen.rfind(";", sentence.start, head.start) + 1, head.start - _REACH)
    found = _BEFORE.search(seen, start, head.start)
    if found is not None:
        return "undenied" if _UNDENIED.search(seen, max(start, found.start() - 40), found.start()) else "denied"
    end = min(sentence.end, head.end + _REACH)
    stop = seen.find(";", head.end, end)
    return "denied" if _BEHIND.search(seen, head.end, stop if stop >= 0 else end) else None
