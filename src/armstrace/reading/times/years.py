"""Years, decades and centuries: "2016", "2015-19", "late 2019", "since 2016", "the 1990s", "the twentieth century"."""

from collections.abc import Sequence
from datetime import date

from armstrace.reading.times.arithmetic import Days, part_of
from armstrace.reading.times.course import Course
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.months import decade_said, part_said, spoken_year, year_said
from armstrace.reading.times.said import Reading, Said, dated, number_of, ordinal_of, value_of
from armstrace.reading.times.words import DECADE_WORDS, month_number, words_of

_STRONG = words_of("in since during until")
_WEAK = words_of(
    "of from to by before after around between and or the its art comma open early late mid pre hyphen that season "
    "month mabbr poss ending starting fiscal until since in during for on this through dot mark capital last slash"
)
# a number behind these numbers a thing, a page or a rule
_NUMBERED = words_of(
    "resolution resolutions model type no nos number article page pages section flight room document directive law "
    "regulation decree order channel boeing highway route unit brigade regiment unscr"
)
_COUNTED = words_of(
    "people men women children troops personnel tonnes tons km kg metres meters miles feet rounds rifles tanks "
    "missiles rockets soldiers police civilians prisoners cattle aircraft drones"
)


_MEASURING = frozenset({"than", "over", "about", "nearly", "almost", "with"})
_OPENING = frozenset({"the", "its", "poss", "art"})


def read_year(said: Said, _course: Course) -> Sequence[Reading]:
    """Read a year, or its early, middle or late part; what counts or numbers things is no year."""
    token = said.all("year")[0]
    bare = len(said.tokens) == 1
    if bare and not _is_a_year(said, int(token.text)):
        return []
    days = part_of(Days.year(int(token.text)), part_said(said) if not said.has("starting", "ending") else "")
    if said.has("starting", "ending"):
        days = Days.month(int(token.text), 1 if said.has("starting") else 12)
    return [dated(said, days)]


def _is_a_year(said: Said, year: int) -> bool:
    """Tell a year from a count of things and from the number of a resolution, by what stands before and behind it."""
    before, after = said.beside(-1), said.beside(1)
    lead, word = (before.name, before.low) if before else ("", "")
    follows, next_word = (after.name, after.low) if after else ("", "")
    if lead == "hyphen" or lead in _STRONG:
        return year >= 1000 and follows not in {"units", "percent", "scale"}
    if not 1700 <= year <= 2099 or word in _NUMBERED or follows in {"percent", "u_year", "units", "num", "scale"}:
        return False
    if follows == "plural" or next_word in _COUNTED:
        return lead in {"the", "poss", "its"} and follows == "plural"
    if lead == "capital" or word in _MEASURING:
        return follows not in {"word", "capital"}
    if lead in {"word", "plural"} and follows == "word":
        return any((token := said.beside(-steps)) is not None and token.name in _OPENING for steps in (2, 3))
    return lead in _WEAK or lead in {"", "word", "plural"}


def read_years(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "1988-1994", "2015-19", "between 2015 and 2019", "from 2016 to 2020"; both years count."""
    pair, after = said.one("years_range"), said.beside(1)
    if pair is not None:
        first, closing = int(pair.text[:4]), pair.text[5:]
        last = int(closing) if len(closing) == 4 else first - first % 100 + int(closing)
        if last < first and "-" in pair.text and len(closing) == 2 and 1 <= int(closing) <= 12:
            return [dated(said, Days.month(first, int(closing)))]  # 2016-04
    else:
        first, last = (int(token.text) for token in said.all("year"))
    if after is not None and (after.name in {"units", "percent"} or after.low in _COUNTED):
        return []
    if not first <= last <= first + 200:
        return []
    days = Days.years(first, last)
    part = part_said(said)
    if part:
        days = Days(part_of(Days.year(first), part).first, days.last, "interval")
    return [dated(said.without("from"), days)]


def read_year_end(said: Said, course: Course) -> Sequence[Reading]:
    """Read "year-end" as the last day of the year of writing."""
    return [dated(said, Days.day(date(course.anchor.day.year, 12, 31)), "document")]


def read_years_to(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "the five years to 2019": the last of them is 2019."""
    size, last = (
        number_of([token for token in said.tokens[:-1] if token.name not in {"year", "units", "to"}]),
        int(said.tokens[-1].text),
    )
    if size is None or not 1 <= size <= 100:
        return []
    return [dated(said, Days.years(last - int(size) + 1, last))]


def read_months_of_a_year(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "the first five months of 2015"."""
    size, year = number_of(said.all("num", "small")), int(said.tokens[-1].text)
    unit, which = said.all("units")[0].low, said.tokens[1].low if said.tokens[0].name == "the" else said.tokens[0].low
    months = int(size or 0) * (3 if unit == "quarters" else 1)
    if unit not in {"months", "quarters"} or not 1 <= months <= 12 or which not in {"first", "last", "final"}:
        return []
    first = 1 if which == "first" else 13 - months
    return [dated(said, Days.months(year, first, first + months - 1, "interval"))]


def read_since(said: Said, course: Course) -> Sequence[Reading]:
    """Read "since 2016", "since the 1990s", "since October": open at its end."""
    token = said.one("year", "decade", "short_decade", "month", "mabbr")
    if token is None:
        return []
    if token.name in {"decade", "short_decade"}:
        inner = Days.decade(decade_said(token.text, course))
    elif said.has("month", "mabbr"):
        from_month = _month_since(said, course)
        inner, anchor = from_month
        days = Days(inner.first, None, "month")
        return [dated(said, days, anchor, value=f"{value_of(inner).partition('/')[0]}/..")]
    else:
        inner = part_of(Days.year(int(token.text)), part_said(said))
        if said.has("starting", "ending"):
            inner = Days.month(int(token.text), 1 if said.has("starting") else 12)
    return [dated(said, Days(inner.first, None, "interval"), value=f"{value_of(inner).partition('/')[0]}/..")]


def _month_since(said: Said, course: Course) -> tuple[Days, str]:
    month = month_number(said.all("month", "mabbr")[0].text)
    year, anchor = year_said(said, course), "explicit"
    if year is None:
        year, anchor = course.year_for(month, 1)
    return part_of(Days.month(year, month), part_said(said)), anchor


def read_decade(said: Said, course: Course) -> Sequence[Reading]:
    """Read "the 1990s", "the late '80s", "the nineties"."""
    token = said.one("decade", "short_decade", "decade_word")
    if token is None:
        return []
    if token.name == "decade_word":
        now = course.anchor.day.year
        first = now - now % 100 + DECADE_WORDS[token.low]
        days = Days.decade(first if first <= now else first - 100)
    else:
        days = Days.decade(decade_said(token.text, course))
    return [dated(said, part_of(days, part_said(said)))]


def read_century(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "the twentieth century" as 1901 to 2000."""
    number = ordinal_of(said.all("ord", "ordinal")[0])
    if not 1 <= number <= 30:
        return []
    return [dated(said, part_of(Days.years(100 * number - 99, 100 * number, "century"), part_said(said)))]


def read_spoken_year(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "nineteen ninety-six" and "the year two thousand"."""
    year = spoken_year(said)
    return [dated(said, Days.year(year))] if year else []


_OF = "(the? (starting | ending | mid) of)"
_FROM = "(the? (PART hyphen? | (starting | ending | mid) of))"
RULES = (
    Rule("the? (ord | last) (num | small) units of year", read_months_of_a_year),
    Rule("the? (num | one | small | day) (hyphen u_year period | units) to year", read_years_to),
    Rule(f"since {_FROM}? the? (year | decade | short_decade) (?! units | percent)", read_since),
    Rule(f"since (the | {_FROM})? MONTH (comma? of? year)?", read_since),
    Rule("from? (the units)? (PART hyphen?)? year DASH (PART hyphen?)? year (?! units | percent)", read_years),
    Rule("between (the units)? (PART hyphen?)? year and (PART hyphen?)? year", read_years),
    Rule("(PART hyphen?)? years_range", read_years),
    Rule(f"((the? PART hyphen?) | {_OF} | u_year hyphen? ending) fiscal? u_year? year", read_year),
    Rule("the? PART? hyphen? decade", read_decade),
    Rule("the (PART hyphen? | (last half of the))? (short_decade | decade_word)", read_decade),
    Rule("the? (PART hyphen?)? ORD hyphen? u_century", read_century),
    Rule("the? u_year num scale", read_spoken_year),
    Rule("(?<! nearly) SPOKEN (?! hyphen? (units | UNIT | plural | scale))", read_spoken_year),
    Rule("fiscal u_year? year", read_year),
    Rule("u_year hyphen? ending", read_year_end),
    Rule("year", read_year),
)
