"""Rules written over the names of token classes, as one regular expression over a line's letters.

A rule names classes with a space between them and takes the marks of regular expressions: "DAY of? MONTH (comma? year)?".
Names in capitals stand for several classes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from armstrace.reading.times.course import Course
from armstrace.reading.times.said import Reading, Said
from armstrace.reading.times.tokens import LETTER

Handler = Callable[[Said, Course], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over classes of tokens and what reads its matches."""

    pattern: str
    read: Handler


_NUMBER_WORDS = "(one | num) (hyphen? (one | num))? (scale (and? (one | num) (hyphen? (one | num))?)?)? | art scale"
_GROUPS = {
    "MONTH": "(month | mabbr dot?)",
    "WEEKDAY": "(weekday | wabbr dot?)",
    "NUMBER": f"({_NUMBER_WORDS} | small | day | two_digits | count | decimal | year)",
    "UNIT": "(u_minute | u_hour | u_day | u_week | u_month | u_quarter | u_year | u_decade | u_century)",
    "SPAN": "(u_day | u_week | u_month | u_quarter | u_year | u_decade | u_century)",
    "DAY": "(small | day)",
    "DAYTH": "(small | day | ordinal)",
    "OFYEAR": "(comma? of? year (?! plural | percent))",
    "PAST": "(last | past | previous)",
    "NEXT": "(next | following | coming)",
    "PART": "(early | mid | late)",
    "DASH": "(hyphen | to | until)",
    "AND": "(comma? (and | or))",
    "ORD": "(ord | ordinal)",
    "SPOKEN": "(num num (hyphen? (num | one))?)",
    "DET": "(the | its | this)",
}
_NAME = re.compile(r"[A-Za-z_]{2,}")


def letters_of(pattern: str) -> str:
    """Write a rule as a regular expression over letters.

    Raises:
        KeyError: the rule names a class that no token can have.
    """
    said = pattern
    while any(found in _GROUPS for found in _NAME.findall(said)):
        said = _NAME.sub(lambda found: _GROUPS.get(found.group(), found.group()), said)
    said = _NAME.sub(lambda found: LETTER[found.group()], said)
    return re.sub(r"\((?!\?)", "(?:", said.replace(" ", ""))


def grammar_of(rules: Sequence[Rule]) -> re.Pattern[str]:
    """Put rules into one expression; where two begin at one token, the earlier rule is tried first."""
    return re.compile("|".join(f"(?P<r{index}>{letters_of(rule.pattern)})" for index, rule in enumerate(rules)))
