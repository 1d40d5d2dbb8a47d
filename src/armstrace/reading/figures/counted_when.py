"""When counted weapons changed hands: their own time, the course of their delivery, or "since" a time told before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import Context, period_for
from armstrace.reading.figures.courses import course_of, role_in
from armstrace.reading.figures.own_times import Places, is_of_another
from armstrace.reading.figures.periods import Period
from armstrace.reading.figures.windows import DATED, hung_from, is_compared, is_former, open_period
from armstrace.reading.text.view import Span
from armstrace.records.values import When

# "has received none since", "since then", "thereafter": after the last time that the text has named
_ENDS = r"(?= *(?:[.,;:!?)\"\u201d]|$))"
AFTERWARDS = re.compile(
    rf"\b(?:ever )?since{_ENDS}|\b(?:ever )?since then\b|\bsince that (?:time|date|day|year|month|point|delivery|deal|sale|order)\b|"
    r"\b(?:has|have|had) (?:also )?since (?=[a-z]+(?:ed|en|ght|ld|nt|de|ne|ven|ot)\b)|\bthereafter\b|\bafterwards?\b|"
    rf"\bsubsequently\b|\bafter (?:that|this|then)(?: (?:date|year|time|point|delivery|deal|sale|order))?(?:{_ENDS}| (?=no\b|it\b|they\b|the\b|there\b|(?-i:[A-Z\d])))|"
    r"\bfrom (?:then|that (?:time|date|day|year|point)) on(?:wards?)?\b",
    re.IGNORECASE,
)
# the words of one name: "P-8I maritime patrol aircraft"
_SAME_NAME = re.compile(r" ?(?:(?!(?:and|or|from|to|of|in|for|with|by|on|at|were|was)\b)[a-z-]+ ){0,3}")
_MARKS = re.compile(
    r"; ?|\u2014|, (?:and|but|while|whereas|although|though) |\b(?:and|but) (?=(?:has|have|had|none|not|never|no|in|since)\b)"
)
_SINCE = re.compile(r"\b(?:ever )?since (?:(?:the|about|around|at least|early|late|mid)[ -]){0,2}$", re.IGNORECASE)
_DEAL = re.compile(r"\b(?:bought|buy(?:s|ing)?|purchas\w+|acquir\w+|sold|sells?|selling)\b", re.IGNORECASE)


def time_of(sentence: Sentence, index: int, thing: Span, before: Context) -> Period | None:
    """Give the time of what a token counts, whose words stand at `thing`."""
    own, course = _parted(sentence, thing)
    later = _LATER.search(sentence.text, sentence.span.start, thing.start)
    if later is not None:
        return Period(later.start("when"), later.end("when"), open_period(later["when"]), "event")
    dated = [p for p in own if p.kind in DATED and hung_from(sentence, p) is None]
    if course is not None and (not dated or _goes_before(sentence, dated[0], course)):
        return course
    then = _afterwards(sentence, index, thing, before)
    if then is not None and not any(then.begin <= p.start < then.end for p in dated):
        return then.period
    found = period_for(sentence, index, before, own)
    if found is not None:
        return _open_since(sentence, _with_others(sentence, own, found))
    # where all times of a sentence are those of others, it does not take that of the sentence before either
    none = Period(thing.start, thing.start, None, "event") if sentence.periods else None
    return _until(sentence, own) or none


# "in 2022 30 guns and, the following spring, 18 tanks": of a time that follows another and has no date of its own
_LATER = re.compile(
    r"(?:,|;|\band|\bthen),? (?:and )?(?:in )?(?P<when>the (?:following|next) (?:year|month|week|spring|summer|autumn|fall|"
    r"winter)|(?:a|one|two|three|four|five|some|several) (?:year|month|week)s? (?:later|afterwards)|later (?:that|in the) "
    r"(?:year|decade)|soon after(?:wards)?),? (?:(?:another|a further|some|about|also) )?$",
    re.IGNORECASE,
)


def _with_others(sentence: Sentence, own: Sequence[Period], period: Period) -> Period:
    """Read "in 1996 and 1999" as the years from the one to the other."""
    whole = period
    for other in own:
        joined = _AND.match(sentence.text, whole.end)
        if not joined or not other.start <= joined.end() < other.end or whole.when is None or other.when is None:
            continue
        first, last = whole.when.years, other.when.years
        if first and last and first[0] <= last[1]:
            whole = Period(whole.start, other.end, When.years_of(first[0], last[1]), "range")
    return whole


_AND = re.compile(r"(?: \([\w ]{1,12}\))?(?:,|,? and)(?: again)?(?: in)? (?=(?:19|20)\d\d\b)")


def own_periods(sentence: Sentence, thing: Span) -> Sequence[Period]:
    """Give the times of a sentence that the words give to no other thing."""
    if not sentence.periods:
        return ()
    places = _places(sentence)
    return [p for p in sentence.periods if not is_of_another(places, Span(p.start, p.end), thing)]


def _parted(sentence: Sentence, thing: Span) -> tuple[Sequence[Period], Period | None]:
    """Give the times that may be those of a thing, and the course of its delivery."""
    if not sentence.periods:
        return (), None
    places = _places(sentence)
    thing = Span(thing.start, max([thing.end, *(each.end for each in places.named if each.start < thing.end)]))
    own, roles = [], []
    for period in sentence.periods:
        role = "" if is_compared(sentence, period) else role_in(places, period, thing)
        if role:
            roles.append((period, role))
        elif not is_of_another(places, Span(period.start, period.end), thing):
            own.append(period)
    return own, course_of(sentence.text, roles)


def _places(sentence: Sentence) -> Places:
    times = [Span(p.start, p.end) for p in sentence.periods]
    base = sentence.span.start
    named = [Span(sentence.tokens[i].start, sentence.tokens[i].end) for i in sentence.indexes("W")]
    named += [Span(base + each.start, base + each.end) for each in sentence.classes]
    named += [Span(each.start, each.end) for each in sentence.named]
    whole: list[Span] = []
    for each in sorted(named):
        if any(time.start < each.end and each.start < time.end for time in times):
            continue
        if whole and (each.start < whole[-1].end or _SAME_NAME.fullmatch(sentence.text, whole[-1].end, each.start)):
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, each.end))
        else:
            whole.append(each)
    numbers = [Span(sentence.tokens[i].start, sentence.tokens[i].end) for i in sentence.indexes("N")]
    return Places(sentence.text, sentence.span, sorted((*whole, *numbers)), whole, times)


def _goes_before(sentence: Sentence, own: Period, course: Period) -> bool:
    """Tell the course of "bought 12 in 2012; deliveries began in 2017", where the first year is that of the deal."""
    if own.start >= course.end:
        # behind the course of this one stands the time of another: "140 from 2004, 310 tanks between 2001 and 2009"
        return True
    return own.end <= course.start and bool(_DEAL.search(sentence.text, sentence.span.start, own.start))


def _open_since(sentence: Sentence, period: Period) -> Period:
    """Read "since the 1990s" and "since May 2015" as running up to publication."""
    when = period.when
    words = sentence.text[period.start : period.end].lower()
    lead = sentence.text[max(sentence.span.start, period.start - 24) : period.start]
    if (
        period.kind == "since"
        or when is None
        or when.earliest is None
        or not (words.startswith("since ") or _SINCE.search(lead))
    ):
        return period
    last = max(when.earliest, sentence.calendar.published)
    return Period(period.start, period.end, When(when.earliest, last, "", words), "since")


def _until(sentence: Sentence, own: Sequence[Period]) -> Period | None:
    """Give "by 2015", which leaves open since when weapons are counted."""
    return next((p for p in own if p.kind == "until" and not is_compared(sentence, p)), None)


@dataclass(frozen=True, slots=True)
class _Then:
    """The time that "since then" means, and the part of the sentence that it is of."""

    period: Period
    begin: int
    end: int


def _afterwards(sentence: Sentence, index: int, thing: Span, before: Context) -> _Then | None:
    """Read "since then" as after the last time named before it; open where the text names none.

    Where that is only the beginning of a delivery, a number counts from it on, and "none" says nothing for certain.
    """
    text, span = sentence.text, sentence.span
    marks = [match.start() for match in _MARKS.finditer(text, span.start, span.end)]
    first = max((mark for mark in marks if mark < thing.start), default=span.start)
    last = min((mark for mark in marks if mark > thing.start), default=span.end)
    found = AFTERWARDS.search(text, first, last + 1)
    if found is None:
        return None
    words, published = found.group(), sentence.calendar.published
    named = lately(sentence, before.lately, found.start())
    when, kind = open_period(words), "event"
    if named is not None and named.latest is not None:
        when, kind = after(named.latest, published, words), "since"
    elif named is not None and named.earliest is not None and sentence.tokens[index].tag == "N":
        when, kind = When(named.earliest, max(named.earliest, published), "", words), "since"
    return _Then(Period(found.start(), found.end(), when, kind), first, last)


def lately(sentence: Sentence, before: When | None, until: int | None = None) -> When | None:
    """Give the latest of the times that a sentence names (up to a place): what "since then" in the next one means.

    That of which only the beginning is told has no end.
    """
    end = sentence.span.end if until is None else until
    dated = [p for p in sentence.periods if p.end <= end and p.kind in DATED | {"until", "days"}]
    dated = [p for p in dated if p.when is not None and not is_former(sentence, p)]
    if not dated:
        return before
    places = _places(sentence)
    roles = [role_in(places, p, _nearest(places, p)) for p in dated]
    known = [p.when for p, role in zip(dated, roles, strict=True) if p.when and (role != "begin" or "end" in roles)]
    if len(known) < len(dated) and "end" not in roles:
        begun = next(p.when for p, role in zip(dated, roles, strict=True) if p.when and role == "begin")
        known.append(When(begun.earliest, None, "", begun.printed))
    past = [when for when in known if when.latest is None or when.latest <= sentence.calendar.published]
    return max(past, key=lambda when: when.latest or date.max, default=before)


def _nearest(places: Places, period: Period) -> Span:
    start = Span(places.span.start, places.span.start)
    return next((each for each in reversed(places.named) if each.end <= period.start), (*places.named, start)[0])


def after(last: date, published: date, words: str) -> When:
    """Give the time from the day after a last one to publication."""
    begin = last + timedelta(days=1)
    return When(begin, max(begin, published), "", words)
