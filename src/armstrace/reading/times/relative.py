"""Times said from another time: "yesterday", "last month", "the next day", "two weeks later", "that year"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from armstrace.reading.times.arithmetic import Days, moved, part_of
from armstrace.reading.times.course import Course
from armstrace.reading.times.days import last_weekday, outlook
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.lengths import read_length
from armstrace.reading.times.said import Reading, Said, dated, number_of, vague
from armstrace.reading.times.words import unit_of, weekday_number, words_of

_DAYS_OFF = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NOT_A_DAY = words_of("black bloody good ash holy easter palm cyber")
_NAMES = words_of("times mail telegraph mosque express herald")
_DONE = re.compile(r"\b(?:said|told|met|held|\w{2,}ed)(?: (?:on|late|early))? $")
_FUTURE = re.compile(
    r"\b(?:will|would|shall|to be|scheduled|plan(?:s|ned)? to|expected to|set (?:to|for)|as (?:early|soon) as|(?:is|are) (?:due|to))\b"
)


def _said_on(course: Course) -> str:
    return "block_date" if course.anchor.block else "document"


def _moved_days(course: Course, number: int, unit: str) -> Days:
    return Days.around(moved(course.anchor.day, number, unit), unit)


def read_day_near(said: Said, course: Course) -> Sequence[Reading]:
    """Read yesterday, today, tomorrow and tonight, with what part of the day is named."""
    token = said.one("yesterday", "today", "tomorrow", "tonight")
    step = _DAYS_OFF[token.low] if token else 0
    if said.has("before", "after"):
        step *= 2
    precision = "daypart" if said.has("daypart", "tonight") else "day"
    days = Days.day(course.anchor.day + timedelta(days=step))
    return [dated(said, replace(days, precision=precision), _said_on(course))]


def read_part_of_day(said: Said, course: Course) -> Sequence[Reading]:
    """Read "this morning", "last night", "that evening", "the next morning"."""
    day, anchor = course.anchor.day, _said_on(course)
    if said.has("that", "next", "following", "same", "the"):
        if course.last is None or course.last.first is None or course.last.precision not in {"day", "daypart"}:
            return []
        day, anchor = course.last.first, "last_date"
    step = 1 if said.has("next", "following") else -1 if said.has("last", "previous") else 0
    return [dated(said, replace(Days.day(day + timedelta(days=step)), precision="daypart"), anchor)]


def read_weekday(said: Said, course: Course) -> Sequence[Reading]:
    """Read a weekday: the nearest one up to the day of writing, or after it where the words look ahead."""
    token = said.all("weekday", "wabbr")[0]
    before, after = said.beside(-1), said.beside(1)
    if token.name == "wabbr" and not said.has("dot"):
        return []
    if (before is not None and before.low in _NOT_A_DAY) or (after is not None and after.low in _NAMES):
        return []
    number, now = weekday_number(token.text), course.anchor.day
    if said.has("following", "previous", "that", "same") and course.last is not None and course.last.first is not None:
        last = course.last.first
        if said.has("that", "same"):
            day = last + timedelta(days=(number - last.weekday()) % 7)
        else:
            day = last_weekday(
                last if said.has("following") else last - timedelta(days=1), number, ahead=said.has("following")
            )
        anchor = "last_date"
    else:
        ahead = said.has("next", "coming") or (
            not said.has("last", "past") and now.weekday() != number and _looks_ahead(said)
        )
        day = last_weekday(now - timedelta(days=said.has("last", "past")), number, ahead=ahead)
        anchor = _said_on(course)
    precision = "daypart" if said.has("daypart") else "day"
    return [dated(said, Days(day, day, precision), anchor)]


def _looks_ahead(said: Said) -> bool:
    if _DONE.search(said.around(16)):
        return False
    return bool(_FUTURE.search(re.split(r"[.;!?] ", said.around(45))[-1]))


def read_unit(said: Said, course: Course) -> Sequence[Reading]:
    """Read "this week", "last month", "next year", "the current quarter", "earlier this year"."""
    token = next(token for token in said.tokens if token.name.startswith("u_"))
    unit = unit_of(token.text)
    step = 1 if said.has("next", "coming") else -1 if said.has("last", "previous", "past") else 0
    if unit == "weekend":
        forward = 7 if said.has("this", "next", "coming") or outlook(said) == "ahead" else 0
        saturday = course.anchor.day - timedelta(days=(course.anchor.day.weekday() - 5) % 7 - forward)
        return [dated(said, Days(saturday, saturday + timedelta(days=1), "weekend"), _said_on(course))]
    if said.has("latest") and unit in {"quarter", "month"}:
        step = -1
    days = _moved_days(course, step, unit)
    if said.has("early", "late", "mid", "starting", "ending") and unit in {"month", "year", "decade", "century"}:
        days = part_of(days, _part(said))
    return [dated(said, days, _said_on(course))]


def _part(said: Said) -> str:
    if said.has("starting", "ending"):
        return "early" if said.has("starting") else "late"
    return next((token.name for token in said.tokens if token.name in {"early", "mid", "late"}), "")


def read_from_last(said: Said, course: Course) -> Sequence[Reading]:
    """Read "the next day", "the following month", "that year", "the same week" against the date named last."""
    last = course.last
    if last is None or last.first is None:
        return _from_publication(said, course)
    token = next(token for token in said.tokens if token.name.startswith("u_"))
    unit = unit_of(token.text)
    order = (
        "day",
        "daypart",
        "week",
        "weekend",
        "month",
        "quarter",
        "season",
        "half",
        "year",
        "interval",
        "decade",
        "century",
    )
    wide = order.index(last.precision) if last.precision in order else len(order)
    start = last.last if unit == "day" and said.has("next", "following") and last.last else last.first
    if unit not in order or (unit != "day" and wide > order.index(unit) and last.precision != "interval"):
        return []
    if unit == "day" and last.precision not in {"day", "daypart", "interval"}:
        return []
    step = 1 if said.has("next", "following") else -1 if said.has("previous", "before") else 0
    return [dated(said, Days.around(moved(start, step, unit), unit), "last_date")]


def _from_publication(said: Said, course: Course) -> Sequence[Reading]:
    if said.has("that", "same"):
        return []
    return read_unit(said.part(0), course) if said.has("next", "previous") else []


def read_this_time(said: Said, course: Course) -> Sequence[Reading]:
    """Read "around this time", "at that time" as the date named last."""
    if course.last is None or (said.has("at") and said.has("this")):
        return [vague(said, "PAST_REF")] if said.has("that") else []
    return [dated(said, course.last, "last_date")]


def _size(said: Said) -> tuple[int, str] | None:
    """Read number and unit: "two weeks", "a month"; None where the number is vague or no whole one."""
    unit = next((token for token in said.tokens if token.name == "units" or token.name.startswith("u_")), None)
    number = number_of(said.all("num", "one", "scale", "small", "day", "two_digits", "count", "year", "decimal"))
    if number is None and said.has("art", "one"):
        number = 1.0
    if unit is None or number is None or number != int(number):
        return None
    name = unit_of(unit.text)
    return (int(number) * (2 if name == "fortnight" else 1), "week" if name == "fortnight" else name)


def read_ago(said: Said, course: Course) -> Sequence[Reading]:
    """Read "two weeks ago" from the day of writing; "a few years ago" stays in the past."""
    size = _size(said)
    if size is None or said.has("few"):
        return [vague(said, "PAST_REF")]
    number, unit = size
    if unit in {"hour", "minute", "second"}:
        return [dated(said, Days.day(course.anchor.day), _said_on(course), kind="time")]
    if unit == "year" and number == 1 and course.quarter is not None:
        return _years_from_quarter(said, course, -1)
    sign = 1 if said.has("from", "now") else -1
    number, unit = (10 * number, "year") if unit == "decade" else (number, unit)
    return [dated(said, _moved_days(course, sign * number, unit), _said_on(course))]


def _years_from_quarter(said: Said, course: Course, years: int) -> Sequence[Reading]:
    """Read "a year earlier" where quarters are told of: that quarter of the other year, to which the story does not go."""
    if course.quarter is None or course.quarter.first is None:
        return []
    days = Days.around(moved(course.quarter.first, years, "year"), "quarter")
    return [replace(dated(said, days, "last_date"), is_aside=True)]


def read_later(said: Said, course: Course) -> Sequence[Reading]:
    """Read "two days later", "a month earlier", "three weeks before" from the date named last."""
    size, last = _size(said), course.last
    if size is None or last is None or last.first is None or said.has("few"):
        return (
            read_length(said.part(0, -1), course)
            if said.tokens[-1].name in {"later", "earlier", "before", "after"}
            else []
        )
    number, unit = size
    if said.has("before", "after") and not _nothing_follows(said):
        return read_length(said.part(0, -1), course)
    sign = -1 if said.has("earlier", "before") else 1
    if unit in {"hour", "minute", "second"} or (
        last.precision in {"year", "decade", "interval"} and unit in {"day", "week"}
    ):
        return read_length(said, course)
    if unit == "year" and course.quarter is not None:
        return _years_from_quarter(said, course, sign * number)
    precision = "day" if unit in {"day", "week"} and last.precision in {"day", "daypart"} else unit
    return [dated(said, Days.around(moved(last.first, sign * number, unit), precision), "last_date")]


def _nothing_follows(said: Said) -> bool:
    """Whether "two weeks after" stands alone: what follows it would be what it is counted from."""
    after = said.beside(1)
    return after is None or after.name in {"comma", "dot", "mark", "close"}


def read_stretch(said: Said, course: Course) -> Sequence[Reading]:
    """Read "the past two months" back from the day of writing, "the next two months" on from the date named last.

    Past years are whole years before publication, marked as approximate: "the past five years" in 2020 is 2015 to 2019.
    """
    size = _size(said)
    if size is None:
        if said.has("few") or said.one("units") is None:
            return read_length(said, course)
        return [vague(said, "PAST_REF" if said.has("last", "past", "previous") else "FUTURE_REF")]
    number, unit = size
    now, ahead = course.anchor.day, said.has("next", "coming", "following")
    if unit in {"hour", "minute", "second", "weekend"}:
        return read_length(said, course)
    if ahead:
        start = course.exact.first if course.exact and course.exact.first else now
        return [
            dated(
                said,
                Days(start, moved(start, number, unit), "interval"),
                "last_date" if start != now else _said_on(course),
            )
        ]
    if unit in {"year", "decade"}:
        years = number * (10 if unit == "decade" else 1)
        return [replace(dated(said, Days.years(now.year - years, now.year - 1), _said_on(course)), qualifier="~")]
    return [dated(said, Days(moved(now, -number, unit), now, "interval"), _said_on(course))]


def read_the_quarter(said: Said, course: Course) -> Sequence[Reading]:
    """Read "the quarter" and "the year-earlier period": the quarter told of, else the last one that is over."""
    back = said.has("ago", "earlier")
    if course.quarter is None and not said.has("u_quarter"):
        return []
    quarter = course.quarter or Days.around(moved(course.anchor.day, -1, "quarter"), "quarter")
    if quarter.first is None:
        return []
    days = Days.around(moved(quarter.first, -back, "year"), "quarter")
    return [replace(dated(said, days, "last_date" if course.quarter else "document"), is_aside=back)]


def read_overnight(said: Said, course: Course) -> Sequence[Reading]:
    """Read "overnight" as the night before the day of writing."""
    day = course.anchor.day - timedelta(days=1)
    return [dated(said, Days(day, day, "daypart"), _said_on(course))]


_SAID_EARLY = "(early | late | earlier | later | mid)"
_BIT = "(the? (starting | ending | mid) of)"
_SIZE = "(NUMBER | few of? | art few of? | art)"
RULES = (
    Rule("the? u_day (before yesterday | after tomorrow)", read_day_near),
    Rule(f"{_SAID_EARLY}? (yesterday | today | tomorrow | tonight) (poss? daypart)?", read_day_near),
    Rule(f"{_SAID_EARLY}? (this | last | that | the? (next | following | same)) daypart", read_part_of_day),
    Rule(
        f"{_SAID_EARLY}? (this | last | next | past | that | the? same | the? coming | the? following | the? previous)? WEEKDAY daypart?",
        read_weekday,
    ),
    Rule("(the? (very? same) | that same?) (u_day | u_week | u_month | u_quarter | u_year | u_decade)", read_from_last),
    Rule(
        f"({_SAID_EARLY} (in | on)?)? (that | the? same | the (next | following | previous) | following) (u_day | u_week | u_month | u_quarter | u_year | u_decade)",
        read_from_last,
    ),
    Rule("next u_day", read_from_last),
    Rule("the? u_day (after | before) (?! word|capital|plural|the|its|art|year|that|this|open)", read_from_last),
    Rule(
        f"({_SAID_EARLY} | {_BIT})? (this | last | next | (the? (current | latest | coming))) fiscal? (SPAN | u_weekend)",
        read_unit,
    ),
    Rule("(?<= over | during | for | on | at | by | of) the u_weekend", read_unit),
    Rule("((around | nearly) | at (around | nearly)? | by | from | since) (this | that) time", read_this_time),
    Rule(f"nearly? {_SIZE} more? (units | SPAN) (or so)? (ago | from now)", read_ago),
    Rule(f"(nearly)? {_SIZE} (units | SPAN) (earlier | later | before | after)", read_later),
    Rule(
        "(over | during | for | in)? the (next | coming | following) ((NUMBER | few of?)? more? units | u_year)",
        read_stretch,
    ),
    Rule("the? (last | past | previous) (NUMBER | few of?)? (units | SPAN)", read_stretch),
    Rule("the? word? fiscal? u_year hyphen (ago | earlier) (u_quarter | period)?", read_the_quarter),
    Rule("the latest? (u_quarter (?! hyphen) | period)", read_the_quarter),
    Rule("overnight", read_overnight),
)
