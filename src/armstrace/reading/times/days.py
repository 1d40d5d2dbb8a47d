"""Days of the calendar: "5 October 2020", "October 5 and 23", "between 9 and 15 October", "2020-10-05"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from armstrace.reading.times.arithmetic import Days
from armstrace.reading.times.course import Course
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.said import Reading, Said, dated
from armstrace.reading.times.tokens import Token
from armstrace.reading.times.words import month_number, words_of

_AHEAD = re.compile(
    r"\b(?:will|would|shall|won't|'ll|to be|is to|are to|plans?|planned|expects?|expected|scheduled|due|expires?|takes? effect|"
    r"effective|payable|matur\w{1,4}|upcoming|deadline|next|later|ahead|starting|beginning|to (?:acquire|begin|start|meet|take|hold))\b"
)
_NEAR = re.compile(
    r"\b(?:by|until|through|of record|extended to|before|week of|set(?:ting)? an?)(?: the)? ?$|\buntil\b|\bset(?:ting)? an? $"
)
_NEAR_BEHIND = re.compile(r" (?:deadline|meeting|summit|election)")
_PEOPLE = words_of("people men women children personnel troops km kg metres meters miles per million billion")
_MONTHS = ("month", "mabbr")


def outlook(said: Said) -> str:
    """Tell from the words around a time whether it is to come: "ahead", "near" where it may be, else ""."""
    clause = re.split(r"(?<=[a-z0-9\"'])[.;!?] ", said.around(60))[-1]
    if _AHEAD.search(clause):
        return "ahead"
    return "near" if _NEAR.search(clause) or _NEAR_BEHIND.match(said.around(0, 12)) else ""


def _day_number(token: Token) -> int:
    return int(token.low.rstrip("stndrh"))


def day_in(course: Course, said: Said, month: int, day: int, year: int | None) -> tuple[date, str]:
    """Find the day meant, with or without its year.

    Raises:
        ValueError: the calendar has no such day.
    """
    if year is not None:
        return date(year, month, day), "explicit"
    chosen, anchor = course.year_for(month, day, outlook=outlook(said))
    return date(chosen, month, day), anchor


def _year(said: Said) -> int | None:
    token = said.one("year")
    return int(token.text) if token else None


def _one_day(said: Said, course: Course) -> tuple[date, str]:
    """Find the day meant where one month and one day of it are said."""
    day = _day_number(said.all("small", "day", "ordinal")[0])
    return day_in(course, said, month_number(said.all(*_MONTHS)[0].text), day, _year(said))


def read_day(said: Said, course: Course) -> Sequence[Reading]:
    """Read one day."""
    day, anchor = _one_day(said, course)
    return [dated(said, Days.day(day), anchor)]


def read_listed_days(said: Said, course: Course) -> Sequence[Reading]:
    """Read "October 5 and 23" and "5, 7 and 9 October 2020": a mention a day, the month said once."""
    after = said.beside(1)
    if after is not None and after.low in _PEOPLE:
        said = said.part(0, -2)
    month = month_number(said.all(*_MONTHS)[0].text)
    year, found = _year(said), []
    days = [i for i, token in enumerate(said.tokens) if token.name in {"small", "day", "ordinal"}]
    with_month = days[0] if said.tokens[0].name in _MONTHS else days[-1]
    for index in days:
        day, anchor = day_in(course, said, month, _day_number(said.tokens[index]), year)
        if index != with_month:
            words, anchor = said.part(index, index + 1), "elided"
        elif index == days[0]:
            words = said.part(0, index + 1)
        else:
            words = said.part(index)
        found.append(dated(words, Days.day(day), anchor))
        year = day.year
    return found


def read_days_of_a_month(said: Said, course: Course) -> Sequence[Reading]:
    """Read "between 9 and 15 October", "27-28 September", "October 5 to 9" as one stretch of days."""
    pair = said.one("days_range")
    numbers = (
        [int(n) for n in pair.text.split("-")]
        if pair
        else [_day_number(t) for t in said.all("small", "day", "ordinal")]
    )
    month = month_number(said.all(*_MONTHS)[0].text)
    first, anchor = day_in(course, said, month, numbers[0], _year(said))
    last = first.replace(day=numbers[1])
    if last < first:
        return []
    return [dated(said.without("from"), Days(first, last, "interval"), anchor)]


def read_two_days(said: Said, course: Course) -> Sequence[Reading]:
    """Read "27 September to 10 November 2020"; the year behind the second day is that of the first as well."""
    months = [month_number(token.text) for token in said.all(*_MONTHS)]
    numbers = [_day_number(token) for token in said.all("small", "day", "ordinal")]
    years: list[int | None] = [int(token.text) for token in said.all("year")]
    if len(years) < 2:
        years = (
            [years[0], years[0]]
            if years and said.tokens[-1].name == "year"
            else [years[0], None]
            if years
            else [None, None]
        )
        if years[1] is not None and (months[0], numbers[0]) > (months[1], numbers[1]):
            years[0] = years[1] - 1
    first, anchor = day_in(course, said, months[0], numbers[0], years[0])
    last = date(years[1] or first.year, months[1], numbers[1])
    if years[1] is None and last < first:
        last = last.replace(year=first.year + 1)
    if said.has("and", "or") and not said.has("between"):
        split = next(i for i, token in enumerate(said.tokens) if token.name in {"and", "or"})
        comma = said.tokens[split - 1].name == "comma"
        return [
            dated(said.part(0, split - comma), Days.day(first), anchor),
            dated(said.part(split + 1), Days.day(last), anchor),
        ]
    return [dated(said.without("from"), Days(first, last, "interval"), anchor)] if first <= last else []


def read_iso(said: Said, _course: Course) -> Sequence[Reading]:
    """Read 2020-10-05."""
    return [dated(said, Days.day(date.fromisoformat(said.tokens[0].text[:10])))]


def read_numeric(said: Said, _course: Course) -> Sequence[Reading]:
    """Read 25/10/2020 and 10/25/2020, which can be one day only, and 5.10.2020, which puts the day first everywhere."""
    text = said.tokens[0].text
    if text == "9/11":
        return [dated(said, Days.day(date(2001, 9, 11)))]
    first, second, year = (int(part) for part in re.split(r"[./-]", text))
    if "." in text or first > 12 or first == second:
        return [dated(said, Days.day(date(year, second, first)))]
    return [dated(said, Days.day(date(year, first, second)))] if second > 12 else []


def read_week_of(said: Said, course: Course) -> Sequence[Reading]:
    """Read "the week of March 6"."""
    day, anchor = _one_day(said, course)
    return [dated(said, Days.week(day), anchor)]


def read_days_from(said: Said, course: Course) -> Sequence[Reading]:
    """Read "since 5 October 2020": open at its end."""
    day, anchor = _one_day(said, course)
    return [dated(said, Days(day, None, "interval"), anchor)]


def last_weekday(said_on: date, weekday: int, *, ahead: bool) -> date:
    """Give the nearest such weekday on or before a day, or after it where the words look ahead."""
    if ahead:
        return said_on + timedelta(days=(weekday - said_on.weekday() - 1) % 7 + 1)
    return said_on - timedelta(days=(said_on.weekday() - weekday) % 7)


_DM = "DAYTH of? MONTH"
_MD = "MONTH DAYTH"
_OF_DAY = "(the? (early | late)? (daypart | starting | ending) of the?)"
_WD = "(WEEKDAY comma? the?)"
_NO_COUNT = "(?! plural | units | percent | scale | hyphen)"
RULES = (
    Rule("iso", read_iso),
    Rule("numeric_date", read_numeric),
    Rule("the? u_week (of | from | ending | starting) (DAYTH of? MONTH | MONTH DAYTH) OFYEAR?", read_week_of),
    Rule(f"since {_WD}? ({_DM} OFYEAR? | {_MD} OFYEAR?)", read_days_from),
    Rule(f"(from | between)? {_WD}? {_DM} OFYEAR? comma? (DASH | and | or) {_WD}? {_DM} OFYEAR?", read_two_days),
    Rule(f"(from | between)? {_WD}? {_MD} OFYEAR? comma? (DASH | and | or) {_WD}? {_MD} OFYEAR?", read_two_days),
    Rule(f"{_OF_DAY}? days_range of? MONTH OFYEAR?", read_days_of_a_month),
    Rule(f"{_OF_DAY}? MONTH days_range OFYEAR?", read_days_of_a_month),
    Rule("between DAYTH and DAYTH of? MONTH OFYEAR?", read_days_of_a_month),
    Rule("from? DAYTH DASH DAYTH of? MONTH OFYEAR?", read_days_of_a_month),
    Rule(f"between MONTH DAYTH and DAYTH OFYEAR? {_NO_COUNT}", read_days_of_a_month),
    Rule(f"from? MONTH DAYTH DASH DAYTH OFYEAR? {_NO_COUNT}", read_days_of_a_month),
    Rule("DAYTH (comma DAYTH){0,6} AND DAYTH of? MONTH OFYEAR?", read_listed_days),
    Rule(f"MONTH DAYTH (comma DAYTH){{0,6}} AND DAYTH OFYEAR? {_NO_COUNT}", read_listed_days),
    Rule(f"{_OF_DAY}? {_WD}? the? {_DM} OFYEAR?", read_day),
    Rule(f"(?<! in) {_OF_DAY}? (last | next | {_WD})? {_MD} OFYEAR?", read_day),
    Rule(f"{_WD}? {_MD} OFYEAR? (?! plural)", read_day),
)
