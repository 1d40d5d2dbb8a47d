"""Find what a text says about time, block by block."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from armstrace.reading.text.keyed import Keyed
from armstrace.reading.times import clock, days, lengths, months, relative, vague, years
from armstrace.reading.times.course import Course, tells_of_its_day
from armstrace.reading.times.grammar import grammar_of, letters_of
from armstrace.reading.times.mention import Anchor, TimeMention
from armstrace.reading.times.said import Reading, Said
from armstrace.reading.times.tokens import Line, line_of
from armstrace.reading.times.words import CLASSES, EXACT

_RULES = (*clock.RULES, *days.RULES, *months.RULES, *relative.RULES, *years.RULES, *vague.RULES, *lengths.RULES)
_GRAMMAR = Keyed(grammar_of(_RULES), 3, apart=True)
_SINGLY = [grammar_of([rule]) for rule in _RULES]
_DEICTIC = re.compile(letters_of("weekday | yesterday | today | tomorrow | tonight | (this | last | next) SPAN"))
# every time has a digit or a word of one of these classes; a block without is not taken apart (a test holds both together)
TELLING = frozenset(
    "past current yesterday today tomorrow tonight overnight now currently recently soon future q_number time period "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "adverb_set noon num decade_word season daypart units u_minute u_hour u_day u_week u_weekend u_month u_quarter "
    "u_year u_decade u_century wabbr weekday mabbr month".split()
)
_WORDS = sorted(word for word, name in (*CLASSES.items(), *EXACT.items()) if name in TELLING)
_TOLD = Keyed(re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_WORDS)})(?![^\W\d_])|\d", re.IGNORECASE), 12)
_FRAMES = frozenset({"in", "during", "by", "since"})


def find_times(seen: str, parts: Sequence[tuple[int, int, date | None]], published: date) -> list[TimeMention]:
    """Find dates, periods, lengths of time and repetitions in a view, in order, none over another.

    `parts` are the blocks in order with their own day where they have one (a tweet); what was named last flows from
    block to block.

    >>> found = find_times("On October 5 and the next day.", [(0, 30, None)], date(2020, 11, 20))
    >>> [mention.value for mention in found]
    ['2020-10-05', '2020-10-06']
    """
    lines = [
        line_of(seen, start, end) if _TOLD.search(seen, start, end) else Line(seen, "", (), ())
        for start, end, _ in parts
    ]
    years = [int(seen) for line in lines for seen in line.words_of("year")]
    # one search for all lines: no rule reaches over the end of one
    letters = "\n".join(line.letters for line in lines)
    course = Course(Anchor(published), tells_of_its_day(years, len(_DEICTIC.findall(letters)), published))
    if not course.is_news:
        course.background = years[0]  # a story of times past that begins with a day: its year stands further on
    places = _GRAMMAR.places(letters)
    found: list[TimeMention] = []
    start = at = 0
    for line, (_, _, block) in zip(lines, parts, strict=True):
        course.enter(block)
        end = start + len(line.letters)
        after = bisect_left(places, end, at)
        found += _times_of(line, course, [place - start for place in places[at:after]])
        start, at = end + 1, after
    return found


def _times_of(line: Line, course: Course, places: Sequence[int]) -> list[TimeMention]:
    """Read the times of a line, which can begin only at some places."""
    found: list[TimeMention] = []
    reached = 0
    for place in places:
        match = _GRAMMAR.pattern.match(line.letters, place) if place >= reached else None
        if match is None:
            continue
        readings, end = _read(line, course, match)
        for reading in readings:
            found.append(_mention(reading))
            _remember(reading, course)
        reached = max(end, place + 1)
    return found


def _read(line: Line, course: Course, match: re.Match[str]) -> tuple[Sequence[Reading], int]:
    """Let the first rule that makes something of the tokens read them; give where to go on."""
    start, first = match.start(), int((match.lastgroup or "r0")[1:])
    for index in range(first, len(_RULES)):
        tried = match if index == first else _SINGLY[index].match(line.letters, start)
        if not tried:
            continue
        try:
            readings = _RULES[index].read(Said(line, start, tried.end()), course)
        except (ValueError, OverflowError):
            return [], tried.end()  # the calendar has no such day: 31 February, three thousand years ago
        if readings:
            return readings, max(tried.end(), readings[-1].said.end)
    return [], start + 1


def _remember(reading: Reading, course: Course) -> None:
    if reading.is_aside or reading.days is None or reading.kind not in {"date", "time"}:
        return
    before, after = reading.said.beside(-1), reading.said.beside(1)
    opens = before is None or (
        before.name in _FRAMES and (before.text[0].isupper() or (after is not None and after.name == "comma"))
    )
    course.name(reading.days, framing=opens, explicit=reading.anchor == "explicit" or course.exact_is_near)


def _mention(reading: Reading) -> TimeMention:
    line = reading.said.line
    start, end = line.starts[reading.said.first], line.ends[reading.said.end - 1]
    return TimeMention(start, end, reading.value, reading.kind, reading.precision, reading.anchor, reading.when)
