"""Dates and periods as the press writes them, as intervals with the precision they were given.

Rules: both ends of a range count ("2015-19" is five years); "the five years to 2019" ends with 2019; a day without a
year takes the year of the last date named in the text, else the last such day on or before publication; "the past
five years" are the last five full years before publication and are marked "~".
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from armstrace.reading.figures.numbers import word_value
from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.reading.text.words import meets, needs
from armstrace.records.errors import UnreadableValue
from armstrace.records.values import When


@dataclass(frozen=True, slots=True)
class Period:
    """A date or period in a text: its span with the preposition, what it stands for, and how it was said.

    `kind` is range, year, day, month, since, until, relative, same ("the same period": `when` is then None) or event
    ("the ten years before the war": None where no year stands in it).
    """

    start: int
    end: int
    when: When | None
    kind: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates without a year are read against: the day of publication and the last date named so far."""

    published: date
    last: date | None = None


_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH_NUMBERS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?P<count>\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)"
_SPAN_WORD = rf"(?:{_COUNT}[- ](?:calendar |full |consecutive )?years?(?:[- ]?(?:long )?(?:period|span|window|stretch))?|(?P<decade>decade))"
_LEAD = r"(?:\b(?:between|from|in|during|over|for|throughout|across|of|within) (?:the (?:years |period )?)?)?"
_PERIOD_NOUN = rf"(?:the )?(?:{_COUNT}[- ]year )?(?:period|years|decade|span|window)(?: of| from| between|,)? ?"
_LISTED = rf"{_YEAR}(?:, {_YEAR})*,? and {_YEAR}"
# what a text counts years from without a date
_MONTH_WORDS = "|".join(rf"{name}\b" for name in _MONTH_NUMBERS)
_EVENTS = (
    "wars?|conflict|fighting|hostilities|invasion|coup|revolution|uprising|annexation|occupation|independence|"
    "unification|reunification|blockade|embargo|sanctions|ceasefire|armistice|truce|genocide|massacre|murder|"
    "assassination|elections?|referendum|crisis|offensive|intervention|rebellion|insurgency|takeover|collapse|fall|"
    "outbreak|attacks?|assault|withdrawal|partition|secession|mutiny"
)
EVENT = re.compile(rf"\b(?:{_EVENTS})\b", re.IGNORECASE)
_ITS_NAME = rf"(?:(?!and\b|or\b|but\b|in\b|on\b)[\w'-]+ ){{0,4}}?(?:{_EVENTS})\b"
_HOW_DATED = rf"(?: (?:[\w'-]+ ){{0,4}}?(?:in|of|on) (?:\d{{1,2}} )?(?:\w+ )?(?P<last>{_YEAR})\b)?"
_AROUND = (
    rf"(?:\b(?:in|over|during|for|within|across) )?the (?:{_SPAN_WORD}|years?|period|months|decades) (?:immediately |just |"
    r"directly |right )?(?P<side>before|prior to|preceding|leading up to|up to|until|to|after|following|since) "
    rf"(?!\d|come\b|now\b|{_MONTH_WORDS}|early|mid|late|end\b|the end\b|publication)"
    rf"(?:(?:the|a|an|its|his|her|their|this|that) )?(?:(?P<early>{_YEAR}) )?(?:{_ITS_NAME}{_HOW_DATED}|[\w'-]+)"
)
_BESIDE_EVENT = (
    r"\b(?:before|prior to|until|since|after|during|following) (?:the |this |that |its |their )"
    rf"(?:outbreak of (?:the )?)?{_ITS_NAME}(?! (?:of|in|on) )"
)
Handler = Callable[[re.Match[str], Calendar], When | None]


def _closing_year(first: int, last: str) -> int:
    """Complete "19" in "2015-19" from its first year.

    >>> _closing_year(1998, "03"), _closing_year(2015, "2019")
    (2003, 2019)
    """
    if len(last) == 4:
        return int(last)
    year = first - first % 100 + int(last)
    return year if year >= first else year + 100


def _years_count(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return 10 if groups.get("decade") else int(word_value(groups["count"]))


def _range(match: re.Match[str], _: Calendar) -> When | None:
    first = int(match["first"])
    last = _closing_year(first, match["last"])
    return When.years_of(first, last) if first <= last <= first + 100 else None


def _to_year(match: re.Match[str], _: Calendar) -> When | None:
    last = int(match["last"])
    return When.years_of(last - _years_count(match) + 1, last)


def _from_year(match: re.Match[str], _: Calendar) -> When | None:
    first = int(match["first"])
    return When.years_of(first, first + _years_count(match) - 1)


def _before_year(match: re.Match[str], _: Calendar) -> When | None:
    last = int(match["last"]) - 1
    return When.years_of(last - _years_count(match) + 1, last)


def _past_years(match: re.Match[str], known: Calendar) -> When | None:
    last = known.published.year - 1
    return When.years_of(last - _years_count(match) + 1, last, qualifier="~")


def _around_event(match: re.Match[str], _: Calendar) -> When | None:
    """Count back from the year that stands beside the event; what comes after it has no first year for certain."""
    dated = match["early"] or match["last"]
    if not dated or match["side"].lower() in {"after", "following", "since"}:
        return None
    if not (match["count"] or match["decade"]):
        return None
    last = int(dated) - 1
    return When.years_of(last - _years_count(match) + 1, last)


def same_event(words: str) -> tuple[str, int | None] | None:
    """Give the event that "the ten years before the war" names by a bare noun, and how many years before it.

    >>> same_event("in the ten years before the war"), same_event("the decade before the first war")
    (('war', 10), None)
    """
    match = _BARE_EVENT.fullmatch(words)
    if match is None:
        return None
    counted = match["count"] or match["decade"]
    return match["event"].lower(), _years_count(match) if counted else None


_BARE_EVENT = re.compile(
    rf"(?:(?:in|over|during|for|within|across) )?the {_SPAN_WORD} (?:immediately |just |directly |right )?"
    rf"(?:before|prior to|preceding|leading up to) the (?P<event>{_EVENTS})",
    re.IGNORECASE,
)


def _listed_years(match: re.Match[str], _: Calendar) -> When | None:
    years = [int(year) for year in re.findall(_YEAR, match.group())]
    return When.years_of(years[0], years[-1]) if years == list(range(years[0], years[-1] + 1)) else None


def _since(match: re.Match[str], known: Calendar) -> When | None:
    first = date(int(match["first"]), 1, 1)
    return When(first, max(first, known.published), "", match.group())


def _until(match: re.Match[str], _: Calendar) -> When | None:
    return When(None, date(int(match["last"]), 12, 31), "", match.group())


def _decade_of(match: re.Match[str], _: Calendar) -> When | None:
    first = int(match["first"])
    begin, end = {"early": (0, 3), "mid": (4, 6), "mid-": (4, 6), "late": (7, 9)}.get(
        (match["part"] or "").lower(), (0, 9)
    )
    return When.years_of(first + begin, first + end)


def _year(match: re.Match[str], _: Calendar) -> When | None:
    return When.years_of(int(match["first"]), int(match["first"]))


def _half(match: re.Match[str], _: Calendar) -> When | None:
    year, first = int(match["first"]), match["half"].lower() == "first"
    return When(
        date(year, 1 if first else 7, 1), date(year, 6 if first else 12, 30 if first else 31), "", match.group()
    )


def _day(match: re.Match[str], known: Calendar) -> When | None:
    month, day = _MONTH_NUMBERS[match["month"].lower()], int(match["day"])
    try:
        if match["year"]:
            return When.day(date(int(match["year"]), month, day), match.group())
        return When.day(_without_year(month, day, known), match.group())
    except ValueError:
        return None


def _days(match: re.Match[str], known: Calendar) -> When | None:
    first = _day(match, known)
    if first is None or first.earliest is None:
        return None
    try:
        last = first.earliest.replace(day=int(match["to"]))
    except ValueError:
        return None
    return When(first.earliest, last, "", match.group()) if last >= first.earliest else None


def _without_year(month: int, day: int, known: Calendar) -> date:
    if known.last is not None:
        return date(known.last.year, month, day)
    this_year = date(known.published.year, month, day)
    return this_year if this_year <= known.published else date(known.published.year - 1, month, day)


def _month(match: re.Match[str], known: Calendar) -> When | None:
    month = _MONTH_NUMBERS[match["month"].lower()]
    year = int(match["year"]) if match["year"] else _without_year(month, 1, known).year
    part = (match["part"] or "").lower().rstrip("-")
    last = calendar.monthrange(year, month)[1]
    begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return When(date(year, month, begin), date(year, month, end), "", match.group())


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_FORMS: tuple[tuple[str, str, Handler], ...] = (
    (
        "range",
        rf"{_LEAD}(?:{_PERIOD_NOUN})?\(?(?P<first>{_YEAR})(?: ?[-/] ?|-to-| (?:to|until|till|through|up to)(?: the end of)? )(?P<last>{_YEAR}|\d\d)\b(?! ?%| per|-\d)\)?",
        _range,
    ),
    (
        "range",
        rf"(?:\bin |\bover |\bduring )?(?:{_PERIOD_NOUN})?\bbetween (?:the years )?(?P<first>{_YEAR}) and (?P<last>{_YEAR})",
        _range,
    ),
    (
        "range",
        rf"(?:\b(?:in|over|during|for|across) )?the (?:last )?{_SPAN_WORD} (?:to|until|ending(?: in| with)?|ended|up to|through|leading up to)(?: the end of)?(?: December)? (?P<last>{_YEAR})",
        _to_year,
    ),
    (
        "range",
        rf"(?:\b(?:in|over|during|for) )?the {_SPAN_WORD} (?:from|starting(?: in)?|beginning(?: in)?|after) (?P<first>{_YEAR})",
        _from_year,
    ),
    (
        "range",
        rf"(?:\b(?:in|over|during|for) )?the {_SPAN_WORD} (?:before|prior to|preceding) (?P<last>{_YEAR})",
        _before_year,
    ),
    (
        "relative",
        rf"(?:\b(?:in|over|during|for|within) )?the (?:past|last|previous|preceding) {_SPAN_WORD}",
        _past_years,
    ),
    ("event", _AROUND, _around_event),
    ("range", rf"\b(?:in |during |over |for )?(?:both )?{_LISTED}", _listed_years),
    (
        "decade",
        r"\b(?:in |during |throughout |over )?the (?:(?P<part>early|mid-?|late)[- ])?(?P<first>(?:19|20)\d0)s",
        _decade_of,
    ),
    (
        "days",
        rf"\b(?:from |between )?(?P<day>[0-3]?\d)(?: to | and |-)(?P<to>[0-3]?\d) {_MONTH}(?:,? (?P<year>{_YEAR}))?\b",
        _days,
    ),
    (
        "day",
        rf"\b(?:on |by |from |until |since )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>{_YEAR}))?\b",
        _day,
    ),
    (
        "day",
        rf"\b(?:on |by |from |until |since )?{_MONTH} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,? (?P<year>{_YEAR}))?",
        _day,
    ),
    ("day", r"\b(?:on )?(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b", lambda m, _: _iso(m)),
    ("half", rf"\b(?:in |during )?the (?P<half>first|second) half of (?P<first>{_YEAR})", _half),
    (
        "month",
        rf"\b(?:in |during |by |since |until |of )?(?:(?P<part>early|mid-?|late)[- ])?{_MONTH}(?: of)?,? (?P<year>{_YEAR})\b",
        _month,
    ),
    (
        "month",
        rf"\b(?:in |during |since |of |by )(?:(?P<part>early|mid-?|late)[- ])?{_MONTH}\b(?P<year>)",
        _month,
    ),
    (
        "since",
        rf"\b(?:ever )?since (?:the (?:start|beginning|end) of )?(?P<first>{_YEAR})\b",
        _since,
    ),
    (
        "until",
        rf"\b(?:as of|by|until|till|up to|before)(?: the)?(?: end of| end-| start of| beginning of| late| early)? ?(?P<last>{_YEAR})\b",
        _until,
    ),
    (
        "year",
        rf"(?:\b(?:in|during|of|for|to|from|over|throughout|through|and|early|late|mid|year|the|a|its|their|calendar|end)[ -]|'s |[(,] ?)(?:the year |early |late |mid-|calendar year )?(?P<first>{_YEAR})\b(?![,.]\d| ?%| (?:years|people|troops|rifles|soldiers|men|tons|tonnes|km|rounds|missiles|rockets))",
        _year,
    ),
    (
        "same",
        r"\b(?:(?:in|over|during|for|across) )?(?:the same|that|this|those|these) (?:(?:five|four|three|ten)[- ])?(?:year )?(?:period|years|span|window|time|year)\b",
        lambda _m, _c: None,
    ),
    ("event", _BESIDE_EVENT, lambda _m, _c: None),
)
_COMPILED = tuple((kind, Keyed(re.compile(pattern, re.IGNORECASE)), handler) for kind, pattern, handler in _FORMS)
_WITHOUT_DATE = frozenset(["same", "event"])
_BY_MONTH = needs(_MONTHS)
_SECOND_DAY = re.compile(r"(?:,| and| or|, and) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?! ?(?:%|per|[A-Za-z]{3,}))")


_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(_MONTH_NUMBERS)})\b")
_ISO = re.compile(r"\d-\d\d-")


def may_be_dated(words: str) -> bool:
    """Tell whether words in small letters can name a day, a month or a year."""
    if "19" in words or "20" in words or _ISO.search(words):
        return True
    return meets(_BY_MONTH, words) and _MONTH_NAME.search(words) is not None


def _iso(match: re.Match[str]) -> When | None:
    try:
        return When.read(f"{match['year']}-{match['month']}-{match['day']}")
    except UnreadableValue:
        return None


def find_periods(text: str, span: Span, known: Calendar) -> list[Period]:
    """Find dates and periods in a stretch of a view, left to right, the longest form where two overlap."""
    found: list[Period] = []
    for kind, pattern, handler in _COMPILED:
        for match in pattern.finditer(text, span.start, span.end):
            start, end = _strip(text, match.start(), match.end())
            if any(start < other.end and other.start < end for other in found):
                continue
            try:
                when = handler(match, known)
            except (ValueError, OverflowError):
                # "the past 3000 years" lies outside the calendar
                continue
            if when is not None or kind in _WITHOUT_DATE:
                found.append(Period(start, end, when, kind))
                found.extend(_more_days(text, span, match, when) if kind == "day" and when else ())
    return _with_year_behind(sorted(found, key=lambda period: period.start), text)


def _with_year_behind(found: list[Period], text: str) -> list[Period]:
    """Give "12 July" in "from 12 July to 14 August 2006" the year that stands behind the second day."""
    dated = list(found)
    for index in reversed(range(len(dated) - 1)):
        day, after = dated[index], dated[index + 1]
        near = after.start - day.end < 30 and day.kind == after.kind == "day"
        if not near or day.when is None or after.when is None or re.search(_YEAR, text[day.start : day.end]):
            continue
        if day.when.earliest and after.when.earliest and re.search(_YEAR, text[after.start : after.end]):
            try:
                moved = day.when.earliest.replace(year=after.when.earliest.year)
            except ValueError:
                continue
            dated[index] = Period(day.start, day.end, When.day(moved, day.when.printed), "day")
    return dated


def _more_days(text: str, span: Span, match: re.Match[str], when: When) -> Iterator[Period]:
    """Read the second day of "October 5 and 23"."""
    if match.groupdict().get("year") or when.earliest is None:
        return
    more = _SECOND_DAY.match(text, match.end(), span.end)
    if more and match.start("day") > match.start("month"):
        try:
            day = when.earliest.replace(day=int(more["day"]))
        except ValueError:
            return
        yield Period(more.start("day"), more.end(), When.day(day, more.group()), "day")


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave punctuation that only helped to recognise a period outside its span."""
    while start < end and text[start] in " ,('":
        start += 2 if text.startswith("'s", start) else 1
    while end > start and text[end - 1] in " ,(":
        end -= 1
    if text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return start, end
