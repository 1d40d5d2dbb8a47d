"""Months, quarters, halves and seasons: "early October", "May to August 1993", "Q3 2020", "spring 2016"."""

from collections.abc import Sequence
from dataclasses import replace

from armstrace.reading.times.arithmetic import Days, part_of
from armstrace.reading.times.course import Course
from armstrace.reading.times.days import outlook
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.said import Reading, Said, dated, number_of, ordinal_of
from armstrace.reading.times.words import NUMBERS, SEASONS, month_number, words_of

_MONTHS = ("month", "mabbr")
# words a month stands behind; "May" and "March" need one of them, or a year
_LEADS = words_of(
    "in on of since by until from to during over before after for between and or around early mid late the this last "
    "next following previous past comma open hyphen nearly every fiscal"
)


def part_said(said: Said) -> str:
    """Say which part of a time is meant: early, mid or late; "the end of" counts as late, "the start of" as early."""
    for token in said.tokens[:4]:
        if token.name in {"early", "mid", "late"}:
            return token.name
        if token.name in {"starting", "ending"}:
            return "early" if token.name == "starting" else "late"
    return ""


def year_said(said: Said, course: Course) -> int | None:
    """Read the year at the end of a time: "2016", "'94", "this year", "of last year"."""
    token = said.one("year")
    if token is not None:
        return int(token.text)
    short = said.one("short_year")
    if short is not None:
        century = course.anchor.day.year // 100 * 100
        year = century + int(short.text[1:])
        return year if year <= course.anchor.day.year + 10 else year - 100
    if not said.has("u_year"):
        return None
    if said.has("that", "same"):
        named = course.last.first if course.last else None
        return (named or course.anchor.day).year
    step = 1 if said.has("next", "following", "coming") else -1 if said.has("last", "previous", "past") else 0
    return course.anchor.day.year + step


def read_month(said: Said, course: Course) -> Sequence[Reading]:
    """Read one month, or a part of it, with or without its year."""
    name = said.all(*_MONTHS)[0]
    year = year_said(said, course)
    alone = len(said.tokens) == 1 + (said.tokens[-1].name == "dot")
    if alone and not _is_a_month(said, name.low):
        return []
    month, anchor = month_number(name.text), "explicit" if said.has("year") else "document"
    if year is None and said.has("last", "next", "this", "past", "previous", "coming"):
        year = _year_beside(said, course, month)
    elif year is None:
        chosen, anchor = course.year_for(month, 1, outlook=outlook(said))
        year = chosen
    if said.tokens[-1].name == "dot":
        said = said.part(0, -1) if _ends_sentence(said) else said
    return [dated(said, part_of(Days.month(year, month), part_said(said)), anchor)]


def _ends_sentence(said: Said) -> bool:
    after = said.beside(1)
    return after is None or (after.text[:1].isupper() and after.start > said.tokens[-1].end)


def _is_a_month(said: Said, name: str) -> bool:
    """Tell "in May" from "May I" and from the names of people: a month alone stands behind a small word."""
    before, after = said.beside(-1), said.beside(1)
    if name in {"jan", "mar", "may", "dec", "march"}:
        return before is not None and before.name in _LEADS - {"the", "and", "comma", "on", "to", "nearly", "open"}
    if before is not None and before.name == "capital" and before.low != "april":
        return False
    if after is not None and after.name == "capital" and (before is None or before.name not in _LEADS):
        return False
    return before is None or before.name in _LEADS or before.name in {"word", "plural", "dot", "mark", "poss", "verb"}


def _year_beside(said: Said, course: Course, month: int) -> int:
    now = course.anchor.day
    if said.has("next", "coming"):
        return now.year + (month <= now.month)
    if said.has("last", "past", "previous"):
        return now.year - (month >= now.month)
    return now.year


def read_spoken_month(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "January nineteen ninety-seven"."""
    year = spoken_year(said)
    return [dated(said, Days.month(year, month_number(said.all(*_MONTHS)[0].text)))] if year else []


def spoken_year(said: Said) -> int | None:
    """Read "nineteen ninety-six" and "two thousand", as speech is written down."""
    words = said.all("num", "one", "scale")
    if any(word.name == "scale" for word in words):
        return 2000 if [word.low for word in words] == ["two", "thousand"] else None
    century, rest = NUMBERS[words[0].low], number_of(words[1:]) or 0
    return 100 * century + int(rest) if 15 <= century <= 20 and 10 <= rest <= 99 else None


def read_months(said: Said, course: Course) -> Sequence[Reading]:
    """Read "May to August 1993" and "June-July" as one stretch, "May and June 1993" as two months."""
    first, last = (month_number(token.text) for token in said.all(*_MONTHS))
    years = [int(token.text) for token in said.all("year")]
    anchor = "explicit"
    if not years:
        if said.has("and", "or") and not said.has("between"):
            return []
        chosen, anchor = course.year_for(first, 1, outlook=outlook(said))
        years = [chosen + (last < first)]
    late = years[-1]
    early = years[0] if len(years) == 2 else late - (last < first)
    if said.has("and", "or") and not said.has("between"):
        cut = next(i for i, token in enumerate(said.tokens) if token.name in {"and", "or"})
        cut -= said.tokens[cut - 1].name == "comma"
        rest = said.part(cut).without("and", "or", "comma")
        return [
            dated(said.part(0, cut), Days.month(early, first), "elided" if len(years) == 1 else anchor),
            dated(rest, Days.month(late, last)),
        ]
    start, end = part_of(Days.month(early, first), part_said(said)), Days.month(late, last)
    if start.first is None or end.last is None or start.first > end.last:
        return []
    return [dated(said.without("from"), Days(start.first, end.last, "interval"), anchor)]


def read_quarter(said: Said, course: Course) -> Sequence[Reading]:
    """Read a quarter of a year; without its year it is the last one begun, as company and customs reports have it."""
    token = said.one("q_number")
    number = int(token.text[1]) if token else ordinal_of(said.all("ord", "ordinal")[0])
    if not 1 <= number <= 4:
        return []
    year, anchor = year_said(said, course), "explicit" if said.has("year") else "document"
    if said.has("ago", "earlier") and year is not None:
        year = None
    if year is None:
        now = course.anchor.day
        year = now.year - (3 * number - 2 > now.month + 1) - said.has("ago", "earlier")
    before = said.part(1) if said.has("its") or (said.has("hyphen") and said.has("the")) else said
    return [replace(dated(before, Days.quarter(year, number), anchor), is_aside=said.has("ago", "earlier"))]


def read_half(said: Said, course: Course) -> Sequence[Reading]:
    """Read "the first half of 2015", "H1 2020", "the second half of October"."""
    token = said.one("h_number")
    second = token.low == "h2" if token else not said.has("ord") or ordinal_of(said.all("ord")[0]) != 1
    if said.has(*_MONTHS):
        month = month_number(said.all(*_MONTHS)[0].text)
        year = year_said(said, course) or course.year_for(month, 1, outlook=outlook(said))[0]
        days = Days.month(year, month)
        if days.first is None or days.last is None:
            return []
        bounds = (16, days.last.day) if second else (1, 15)
        return [dated(said, Days(days.first.replace(day=bounds[0]), days.first.replace(day=bounds[1]), "interval"))]
    decade = said.one("decade", "short_decade")
    if decade is not None:
        first = decade_said(decade.text, course) + 5 * second
        return [dated(said, Days.years(first, first + 4))]
    whole = year_said(said, course)
    if whole is None:
        return []
    return [
        dated(
            said,
            Days.months(whole, 7 if second else 1, 12 if second else 6, "half"),
            "explicit" if said.has("year") else "document",
        )
    ]


def decade_said(text: str, course: Course) -> int:
    """Give the first year of "1990s" or "'80s": of the latter, the last begun."""
    digits = text.strip("'s")
    if len(digits) == 4:
        return int(digits)
    now = course.anchor.day.year
    first = now - now % 100 + int(digits)
    return first if first <= now else first - 100


def read_season(said: Said, course: Course) -> Sequence[Reading]:
    """Read a season; a winter takes the year its December lies in."""
    word = said.all("season")[0]
    month = SEASONS[word.low]
    span = said.one("years_range")
    if span is not None:
        return [dated(said, Days.season(int(span.text[:4]), month))] if month == 12 else []
    year, anchor = year_said(said, course), "explicit" if said.has("year", "short_year") else "document"
    now = course.anchor.day
    if year is None and said.has("last", "past", "previous"):
        year = now.year - (month + 2 >= now.month)
    elif year is None and said.has("next", "coming", "this"):
        year = now.year + (said.has("next") and month <= now.month)
    elif year is None:
        if word.low in {"fall", "spring"} and not said.has("late", "early", "in"):
            return []
        year, anchor = course.year_for(month if month < 12 else 1, 1, outlook=outlook(said))
    return [dated(said, part_of(Days.season(year, month), part_said(said)), anchor)]


_YEARLY = "(of? (the | that | this | last | next | the? following | the? same | the? previous | the? NEXT) u_year)"
_OF = "(the? (starting | ending | mid) of)"
_QUARTER = "(ORD hyphen? u_quarter)"
_REL = "(this | last | next | PAST)"
RULES = (
    Rule("(from | between)? (PART hyphen?)? MONTH OFYEAR? (DASH | and | or) MONTH comma? of? year", read_months),
    Rule("(from | between) MONTH (DASH | and) MONTH", read_months),
    Rule("MONTH hyphen MONTH", read_months),
    Rule("MONTH SPOKEN", read_spoken_month),
    Rule(f"the? ord half of MONTH (OFYEAR | {_YEARLY})?", read_half),
    Rule(
        f"(PART hyphen? | {_OF} | {_REL})? MONTH (comma? of? (year | short_year) (?! plural | percent) | {_YEARLY})?",
        read_month,
    ),
    Rule(
        f"the? (ord | latest | last) half (of | hyphen)? (year | {_YEARLY} | the? (decade | short_decade))", read_half
    ),
    Rule("h_number comma? of? year | year h_number", read_half),
    Rule(
        f"(DET | {_REL})? fiscal? fiscal? (u_year)? {_QUARTER} (of? (fiscal u_year?)? year | of {_YEARLY} | {_YEARLY})?",
        read_quarter,
    ),
    Rule(f"the? u_year hyphen? (ago | earlier) {_QUARTER}", read_quarter),
    Rule(f"(the? fiscal? year | (this | last | next) u_year poss) {_QUARTER}", read_quarter),
    Rule("q_number comma? of? fiscal? year | year q_number | q_number", read_quarter),
    Rule(
        f"((the | {_REL})? (PART hyphen? | ending of the? | starting of the?)?) season (comma? of? (year | short_year | years_range) (?! plural) | {_YEARLY})",
        read_season,
    ),
    Rule(f"(DET | {_REL}) (PART hyphen?)? season (?! of)", read_season),
    Rule("(?<= in) season (?! of)", read_season),
)
