"""Lengths of time and repetitions: "44 days", "nearly thirty years", "for decades", "a two-week truce", "every month"."""

from collections.abc import Sequence

from armstrace.reading.times.course import Course
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.said import Reading, Said, number_of
from armstrace.reading.times.tokens import Token
from armstrace.reading.times.words import month_number, unit_of, weekday_number

_LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "year": "Y",
}
_SCALED = {"quarter": (3, "M"), "decade": (10, "Y"), "century": (100, "Y")}
_VAGUE = {"quarter": "PXM", "decade": "PXD", "century": "PXC", "fortnight": "PXW", "weekend": "PXD"}
_ADVERBS = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
}
_ADVERBS |= {"yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H"}
_ANY_YEAR = "X" * 4
_NUMBERS = ("num", "one", "scale", "small", "day", "two_digits", "count", "year", "decimal", "half")


def length_of(number: float | None, unit: str) -> str:
    """Write a length after ISO 8601; X stands for a number that is not given.

    >>> length_of(44, "day"), length_of(None, "year"), length_of(2, "decade"), length_of(1.5, "hour")
    ('P44D', 'PXY', 'P20Y', 'PT1.5H')
    """
    if unit == "weekend":
        number, unit = (None if number is None else 2 * number), "day"
    if unit == "fortnight":
        number, unit = (None if number is None else 2 * number), "week"
    if number is None and unit in _VAGUE:
        return _VAGUE[unit]
    factor, letter = _SCALED.get(unit, (1, _LETTERS.get(unit, "D")))
    size = "X" if number is None else f"{number * factor:g}" if number * factor < 1e6 else f"{int(number * factor)}"
    return f"P{'T' if unit in {'second', 'minute', 'hour'} else ''}{size}{letter}"


def read_length(said: Said, _course: Course) -> Sequence[Reading]:
    """Read a length of time, with a number or without."""
    token = next(
        (token for token in reversed(said.tokens) if token.name == "units" or token.name.startswith("u_")), None
    )
    if token is None or _is_an_age(said):
        return []
    unit = unit_of(token.text)
    number = None if said.has("few") and not said.has("num") else number_of(said.all(*_NUMBERS))
    if number is None and said.has("few") and said.one("few") and "couple" in {t.low for t in said.tokens}:
        number = 2
    if said.has("half"):
        number = (number or (1.0 if said.has("and") else 0.0)) + 0.5
    elif number is None and not said.has("few") and token.name != "units":
        number = 1
    return [Reading(said, length_of(number, unit), "duration", unit if number is not None else "vague")]


def _is_an_age(said: Said) -> bool:
    after = said.beside(1)
    if after is not None and after.name == "old":
        return True
    before = said.beside(-1)
    return (after is not None and after.text == "-" and "old" in said.around(0, 5)) or (
        before is not None and before.name == "age"
    )


def read_bare(said: Said, course: Course) -> Sequence[Reading]:
    """Read "for decades" and "years" where they stand for a length."""
    unit = unit_of(said.all("units")[0].text)
    return [] if unit in {"second", "minute", "hour", "quarter", "weekend"} else read_length(said, course)


def read_adverb(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "daily" and its like, unless they are a newspaper's name."""
    token, after = said.tokens[0], said.beside(1)
    if after is not None and after.name in {"capital", "mark"}:
        return []
    return [Reading(said, _ADVERBS[token.low], "set", "set")]


def read_every(said: Said, course: Course) -> Sequence[Reading]:
    """Read "every month", "each of the past three years", "per day"."""
    named = said.one("weekday", "month", "mabbr", "season", "daypart")
    if named is not None:
        return [Reading(said, _repeated(named), "set", "set")]
    length = read_length(said, course)
    return [Reading(said, length[0].value, "set", "set")] if length else []


def _repeated(token: Token) -> str:
    if token.name == "weekday":
        return f"{_ANY_YEAR}-WXX-{weekday_number(token.text) + 1}"
    return f"{_ANY_YEAR}-{month_number(token.text):02d}" if token.name in {"month", "mabbr"} else _ANY_YEAR


def read_rate(said: Said, course: Course) -> Sequence[Reading]:
    """Read "a week": a rate behind what is counted, else a length."""
    before, after = said.beside(-1), said.beside(1)
    if said.tokens[-1].name == "u_quarter" or (after is not None and after.name == "hyphen"):
        return []
    length = read_length(said, course)
    if length and before is not None and before.name in {"plural", "count", "percent", "code", "units"}:
        return [Reading(said, length[0].value, "set", "set")]
    return length


_MORE = "(nearly | around | over | (more | less) than | at least | no more than | no less than)"
_LONG = "(NUMBER (hyphen | to | or) NUMBER | count_range | days_range | NUMBER | few of? | art few of?)"
RULES = (
    Rule("every (NUMBER | few)? (units | SPAN | WEEKDAY | MONTH | season | daypart)", read_every),
    Rule("per SPAN", read_every),
    Rule("adverb_set", read_adverb),
    Rule(f"{_MORE}? NUMBER and art half (units)", read_length),
    Rule(f"{_MORE}? (art | one) (u_year | u_month | u_week | u_hour | u_century | u_decade) and art half", read_length),
    Rule("half hyphen? (art? UNIT | units)", read_length),
    Rule(f"{_MORE}? (the ord)? {_LONG} more? fiscal? (units | hyphen? UNIT) (hyphen long)?", read_length),
    Rule("the (NUMBER) (units)", read_length),
    Rule("for units", read_bare),
    Rule("(?<! hyphen | small | day | two_digits | count | num) units (or units | ahead)?", read_bare),
    Rule("(u_day | u_week | u_month | u_year | units) hyphen long", read_length),
    Rule(
        f"{_MORE}? (art more?) (u_minute | u_hour | u_day | u_week | u_month | u_year | u_decade | u_century)",
        read_rate,
    ),
)
