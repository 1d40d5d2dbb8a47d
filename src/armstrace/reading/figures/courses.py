"""The course of a delivery: "deliveries of 12 aircraft began in 2012 and ended in 2021", "the first of them in 2016".

The year in which deliveries begin, or in which the first arrives, is not that of all: from beginning to end is the
period, and where only one end is told the other stays open. The year of some ("two of them in 2016") is not that of all.
"""

import re
from collections.abc import Sequence
from datetime import date

from armstrace.reading.figures.own_times import Places, is_of_another
from armstrace.reading.figures.periods import Period
from armstrace.reading.text.view import Span
from armstrace.records.values import When

_HANDING = (
    r"(?:deliver|receiv|tak(?:e|ing) delivery|suppl|ship|hand|import|transfer|export|send|get|acquir|arriv|field|introduc|"
    r"sell|buy)\w*"
)
_ITS = r"(?:the |its |their |this |that )?"
_JUST = r"(?: (?:again|only|early|late|back|already|as early as|as late as))*"
_FIRST = r"(?:very )?(?:first|initial|earliest|lead)\b"
_LAST = r"(?:very )?(?:last|final|rest|remainder|remaining|latest)\b"
_BEGIN = "began|begun|begins|begin|beginning|started|starts|start|starting|commenced|commences|commencing"
_END = "ended|ends|end|ending|finished|finishes|finishing|completed|completes|completing|concluded|concludes|concluding"
_BEGUN = re.compile(
    rf"\b(?:{_BEGIN}|kicked off|got under way|under way|underway){_JUST} $"
    rf"|\b(?P<verb>{_BEGIN}|start of|beginning of) (?:to )?{_ITS}{_HANDING}\b[^,;]{{0,120}}$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"\b(?:{_END}|wrapped up|over|stopped|ceased|halted){_JUST} $"
    rf"|\b(?P<verb>{_END}|completion of|end of) (?:of )?{_ITS}(?:{_HANDING}|order|contract|deal)\b[^,;]{{0,120}}$",
    re.IGNORECASE,
)
_LATER_END = re.compile(
    r"\b(?:continu|last|r[au]n|go(?:es|ing)?|went|stretch|extend|through|spread)\w*(?: on)? $", re.IGNORECASE
)
# "construction began in 2012": the year of another thing than a delivery
_OTHER_WORK = re.compile(
    r"\b(?:construction|production|work|talks|negotiations?|war|fighting|building|assembly|training|service|operations?|"
    r"programmes?|programs?|projects?|development|trials|tests?|testing|flights?|conflict|invasion|manufacture|licences?)\b"
    r"(?! (?:deliver|suppl)\w*)[^,;]{0,60}$",
    re.IGNORECASE,
)
_PART_OF = r"(?P<opens>^|[,;:(\u2014] ?|\b(?:and|with|of which|of them|while|but|when|after|by) )"
_WHEN_FIRST = re.compile(
    rf"{_PART_OF}(?:[\w'-]+ ){{0,2}}?(?:(?:the|its|their|an?) )?{_FIRST}(?P<rest>(?: [\w'-]+){{0,16}}) $", re.IGNORECASE
)
_WHEN_LAST = re.compile(
    rf"{_PART_OF}(?:[\w'-]+ ){{0,2}}?(?:(?:the|its|their|an?) )?{_LAST}(?P<rest>(?: [\w'-]+){{0,16}}) $", re.IGNORECASE
)
_OF_ALL = re.compile(r" of (?:the|its|their|these|those|all|an order of|a total of)?(?: [\w'-]+)? ?$")
_SOME = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|half|most|many|another|"
    r"(?:the )?(?:second|third|fourth|fifth|others?))"
)
_WHEN_SOME = re.compile(
    rf"(?:[,;:(\u2014] ?|\b(?:and|with|including|of which|of whom|while|but) )(?:[\w'-]+ )?{_SOME}"
    r"(?: (?:more|further|others?|each|batch|aircraft|units?|ships?|boats?|vehicles?|pieces))?(?: of (?:them|which|these|those|the latter))?"
    r"(?: (?:had|has|have|were|was|been|being|that|which|already|first|delivered|arrived|arriving|handed over|received|"
    r"supplied|sent|commissioned|came|coming|followed|following|entered service))* $",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|starting|beginning)(?: (?:in|about|around|late|early|mid))? ?(?:the )?$", re.IGNORECASE)
_LED_BEGIN = re.compile(rf",? [^,;]{{0,60}}\b(?:{_BEGIN}) (?:to )?{_ITS}{_HANDING}\b[^,;]{{0,120}}$", re.IGNORECASE)
_LED_END = re.compile(rf",? [^,;]{{0,60}}\b(?:{_END}) (?:of )?{_ITS}{_HANDING}\b[^,;]{{0,120}}$", re.IGNORECASE)
_TO_AN_END = re.compile(r" (?:to|until|till|through|up to)\b|-")
# "both arrived by 2021" tells when the last of them did
_ALL_BY = re.compile(
    r"\b(?:all|both|each|they|these|those|which)(?: (?:of (?:them|which|these|those)|had|have|has|were|was|been|being|\d+|aircraft|ships))*"
    rf" (?:{_HANDING}|came|in service|in place)(?P<by> by(?: the)?(?: (?:end|start|beginning) of)?)? $",
    re.IGNORECASE,
)
_FIRST_OF = re.compile(
    rf"\b(?:the|its|their) {_FIRST}(?: [a-z-]+)? of (?:the |its |their |these |those |all )?$", re.IGNORECASE
)
_LAST_OF = re.compile(
    rf"\b(?:the|its|their) {_LAST}(?: [a-z-]+)? of (?:the |its |their |these |those |all )?$", re.IGNORECASE
)
_SINGLE = frozenset(["year", "month", "day", "half", "decade"])


def role_in(places: Places, period: Period, thing: Span) -> str:
    """Say what a time is in the course of the delivery of a thing: "begin", "end", "part" (of it only), else ""."""
    if period.kind not in _SINGLE | {"until", "range", "days"} or period.when is None:
        return ""
    single = period.kind in _SINGLE | {"until"}
    if period.end <= thing.start:
        if not single:
            return ""
        other = is_of_another(places, Span(period.start, period.end), thing)
        return "" if other else _led(places, period, thing)
    start = max((each.end for each in places.times if each.end <= period.start), default=places.span.start)
    start = max(start, places.text.rfind("; ", places.span.start, period.start) + 2)
    lead = places.text[start : period.start]
    found, role = _found(lead, period)
    if role != "part" and not single:
        # a window is that of all, but "16 of them in 2016-19"
        return ""
    if found is None:
        return "" if is_of_another(places, Span(period.start, period.end), thing) else _from(places, period)
    if role != "part" and _OTHER_WORK.search(lead[: found.start() + 1]):
        return "part"
    begins = start + found.start()
    if begins <= thing.start and "rest" in found.groupdict():
        # "the first 12 aircraft arrived in 2012" is of all these; "the first of the 12" is not
        return role if _OF_ALL.search(places.text[begins : thing.start]) else ""
    others = [each for each in places.named if thing.end <= each.start and each.end <= begins]
    return "part" if others else role


def _found(lead: str, period: Period) -> tuple[re.Match[str] | None, str]:
    for pattern, role in ((_BEGUN, "begin"), (_ENDED, "end"), (_WHEN_FIRST, "begin"), (_WHEN_LAST, "end")):
        if found := pattern.search(lead):
            return found, role
    if period.kind == "until" and (found := _LATER_END.search(lead)):
        return found, "end"
    if (found := _ALL_BY.search(lead)) and (period.kind == "until" or found["by"]):
        return found, "end"
    found = _WHEN_SOME.search(lead)
    return (found, "part") if found else (None, "")


def _from(places: Places, period: Period) -> str:
    """Tell "from 2004" and "starting in 2004", which leave the end open."""
    if period.kind == "until" or _TO_AN_END.match(places.text, period.end):
        return ""
    words = places.text[period.start : period.end].lower()
    lead = places.text[max(places.span.start, period.start - 24) : period.start]
    return "begin" if words.startswith("from ") or _FROM.search(lead) else ""


def _led(places: Places, period: Period, thing: Span) -> str:
    """Read "in 2022 France began delivering four submarines" and "starting in 2007, Germany sold 96 tanks"."""
    behind = places.text[period.end : thing.start]
    if _LED_BEGIN.match(behind) or _FIRST_OF.search(behind):
        return "begin"
    return "end" if _LED_END.match(behind) or _LAST_OF.search(behind) else _from(places, period)


def course_of(text: str, roles: Sequence[tuple[Period, str]]) -> Period | None:
    """Make one period of a beginning and an end; one alone leaves the other open. None where neither is told."""
    begun = next((each for each, role in roles if role == "begin"), None)
    ended = next((each for each, role in reversed(roles) if role == "end"), None)
    told = [each for each in (begun, ended) if each is not None]
    first: date | None = begun.when.earliest if begun and begun.when else None
    last: date | None = ended.when.latest if ended and ended.when else None
    if not told or (first and last and first > last):
        return None
    start, end = min(each.start for each in told), max(each.end for each in told)
    if first and last:
        printed = (
            f"{first.year}/{last.year}" if begun and ended and _is_year(begun) and _is_year(ended) else text[start:end]
        )
        return Period(start, end, When(first, last, "", printed), "range")
    return Period(start, end, When(first, last, "", text[start:end]), "begun" if first else "until")


def _is_year(period: Period) -> bool:
    return period.when is not None and period.when.years is not None
