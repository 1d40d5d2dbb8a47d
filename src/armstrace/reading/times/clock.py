"""Times of day: "3 a.m.", "10:35 on Friday", "noon"."""

import re
from collections.abc import Sequence

from armstrace.reading.times.arithmetic import Days
from armstrace.reading.times.course import Course
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.relative import read_day_near, read_weekday
from armstrace.reading.times.said import Reading, Said, dated
from armstrace.reading.times.words import words_of

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?")
_HALF_DAY = re.compile(r"([ap])\.?m", re.IGNORECASE)
_LEADS = words_of("at around by from until nearly before after since to between and open dot")


def read_clock(said: Said, course: Course) -> Sequence[Reading]:
    """Read a time of day, on the day named with it, else on the date named last, else on the day of writing."""
    hour, minute = _hour(said)
    lead = said.beside(-1)
    if not said.has("ampm", "clock_ampm", "oclock", "noon", "zone", "weekday", "yesterday", "today", "tomorrow"):
        loose = said.tokens[0].text
        if "." in loose or lead is None or lead.name not in {"at", "around", "by", "until"}:
            return []
    day, anchor = _day(said, course)
    if hour == 24:
        hour = 0
    if not 0 <= hour <= 23:
        return []
    value = f"{day.first.isoformat() if day.first else ''}T{hour:02d}:{minute:02d}"
    return [dated(said, Days(day.first, day.first, "time"), anchor, value=value, kind="time")]


def _hour(said: Said) -> tuple[int, int]:
    if said.has("noon"):
        return (12, 0) if said.all("noon")[0].low == "noon" else (0, 0)
    digits = _CLOCK.match(said.all("clock", "clock_ampm", "small", "day", "count", "year")[0].text)
    if digits is None:
        return 99, 0
    hour, minute = int(digits[1]), int(digits[2] or 0)
    half = _HALF_DAY.search(" ".join(token.text for token in said.all("ampm", "clock_ampm")))
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return hour, minute


def _day(said: Said, course: Course) -> tuple[Days, str]:
    if said.has("weekday"):
        found = read_weekday(said, course)
    elif said.has("yesterday", "today", "tomorrow", "tonight"):
        found = read_day_near(said, course)
    else:
        found = []
    if found and found[0].days is not None:
        return found[0].days, found[0].anchor
    if course.last is not None and course.last.precision in {"day", "daypart", "time"}:
        return course.last, "last_date"
    return Days.day(course.anchor.day), "block_date" if course.anchor.block else "document"


_ZONE = "(open? (zone | local time) close?)"
_ON = "(comma? on? (weekday | yesterday | today | tomorrow))"
RULES = (
    Rule(f"(clock | small | day) ampm {_ZONE}? {_ON}?", read_clock),
    Rule(f"clock_ampm {_ZONE}? {_ON}?", read_clock),
    Rule(f"small oclock {_ON}?", read_clock),
    Rule(f"clock {_ZONE}? {_ON}?", read_clock),
    Rule(f"noon {_ON}?", read_clock),
)
