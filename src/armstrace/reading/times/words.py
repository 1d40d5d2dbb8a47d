"""The words times are made of, each in one class; the grammar is written over the classes."""

import calendar
from itertools import chain


def words_of(listed: str) -> frozenset[str]:
    """Take a list of words apart."""
    return frozenset(listed.split())


MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
PARTS_OF_DAY = {
    "dawn": "MO",
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "midday": "MI",
}
UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "E",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_PLURALS = {f"{unit}s": unit for unit in UNITS if unit != "century"} | {"centuries": "century"}
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: number for number, word in enumerate(_ONES.split())}
NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {"final": 0, "opening": 0}
DECADE_WORDS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

# small words and what stands around a time; one line a class
_PLAIN = {
    "the": "the",
    "its": "its his her their our my your",
    "art": "a an",
    "this": "this",
    "that": "that",
    "those": "these those",
    "same": "same",
    "of": "of",
    "in": "in within",
    "on": "on",
    "at": "at",
    "to": "to",
    "until": "until till through thru",
    "between": "between",
    "and": "and",
    "or": "or",
    "from": "from",
    "since": "since",
    "by": "by",
    "during": "during throughout",
    "over": "over",
    "for": "for",
    "around": "around",
    "before": "before",
    "after": "after",
    "ago": "ago",
    "earlier": "earlier",
    "later": "later",
    "early": "early",
    "mid": "mid middle",
    "late": "late",
    "pre": "pre post",
    "starting": "beginning start",
    "ending": "end close",
    "half": "half",
    "next": "next",
    "following": "following",
    "coming": "coming upcoming forthcoming",
    "last": "last",
    "past": "past",
    "previous": "previous preceding prior",
    "current": "current",
    "recent": "recent",
    "latest": "latest",
    "few": "few several many couple some countless numerous dozen various",
    "more": "more additional",
    "than": "than",
    "most": "most",
    "least": "least",
    "nearly": "nearly almost about roughly approximately",
    "less": "less fewer",
    "every": "every each",
    "per": "per",
    "yesterday": "yesterday",
    "today": "today",
    "tomorrow": "tomorrow",
    "tonight": "tonight",
    "overnight": "overnight",
    "now": "now",
    "currently": "currently presently nowadays",
    "recently": "recently lately",
    "soon": "soon",
    "no": "no",
    "future": "future",
    "foreseeable": "foreseeable near immediate distant",
    "q_number": "q1 q2 q3 q4",
    "h_number": "h1 h2",
    "if": "if",
    "one": "one",
    "time": "time",
    "times": "times",
    "period": "period",
    "fiscal": "fiscal financial fy",
    "adverb_set": "daily weekly monthly yearly annually hourly nightly fortnightly",
    "noon": "noon midnight",
    "oclock": "o'clock",
    "ampm": "am pm",
    "zone": "est edt gmt utc cet cest pst pdt cst cdt mst bst msk",
    "local": "local",
    "old": "old olds",
    "long": "long",
    "ahead": "ahead",
    "very": "very",
    "so": "so",
    "age": "ages aged age",
    "bc": "bc bce ad ce",
}


def unit_of(word: str) -> str:
    """Give the singular of a unit: "centuries" is a century, "Days" a day.

    >>> unit_of("Decades")
    'decade'
    """
    low = word.lower()
    return _PLURALS.get(low, low)


def _classes() -> dict[str, str]:
    """Give every word its class; of two, the later line wins, so that months and units are never small words."""
    plain = ((word, name) for name, words in _PLAIN.items() for word in words.split())
    rich = (
        ("num", (word for word in NUMBERS if word != "one")),
        ("scale", SCALES.keys()),
        ("ord", ORDINALS.keys()),
        ("decade_word", DECADE_WORDS.keys()),
        ("season", SEASONS.keys()),
        ("daypart", PARTS_OF_DAY.keys()),
        ("units", _PLURALS.keys()),
    )
    units = {word: f"u_{unit_of(word)}" for word in UNITS if word not in {"second", "fortnight"}} | {
        "fortnight": "u_week"
    }
    return dict(chain(plain, ((word, name) for name, words in rich for word in words))) | units


CLASSES = _classes()

# a month or a weekday has a capital; those that are no other word may go without
_NO_OTHER_WORD = (set(MONTHS) - {"may", "march", "august"}) | set(WEEKDAYS)
_NAMES = (("month", MONTHS), ("mabbr", SHORT_MONTHS), ("weekday", WEEKDAYS), ("wabbr", SHORT_WEEKDAYS))
EXACT: dict[str, str] = {}
for _name, _words in reversed(_NAMES):
    for _word in _words:
        EXACT |= {_word.title(): _name, _word.upper(): _name}
        if _word in _NO_OTHER_WORD:
            EXACT[_word] = _name


def month_number(word: str) -> int:
    """Give the number of a month by its name or short name.

    >>> month_number("Sept"), month_number("MAY")
    (9, 5)
    """
    low = word.lower()
    return MONTHS.get(low) or SHORT_MONTHS[low]


def weekday_number(word: str) -> int:
    """Give a weekday's number, Monday 0.

    >>> weekday_number("Fri")
    4
    """
    low = word.lower()
    return WEEKDAYS[low] if low in WEEKDAYS else SHORT_WEEKDAYS[low]
