"""Values that keep their doubt and the words they were printed in: counts, dates, TIV."""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Self

from armstrace.records.errors import UnreadableValue

_UNKNOWN = re.compile(r"^\s*(?:\.\s*\.\s*\.?|…|\?|-|–|n/?a)?\s*$", re.IGNORECASE)
_MOST_DIGITS = 15
_COUNT = re.compile(r"^(?P<low>\d{1,3}(?:,\d{3})+|\d+)(?:\s*[-–]\s*(?P<high>\d{1,3}(?:,\d{3})+|\d+))?$")
_BRACKETS = re.compile(r"^\((?P<inner>[^()]*)\)$")


def _short(printed: str) -> str:
    """Quote a cell in a message, also one that somebody filled with a million digits."""
    return repr(printed if len(printed) <= 60 else printed[:60] + "\u2026")


def _strip_doubt(printed: str) -> tuple[str, bool]:
    """Take SIPRI's marks of doubt off a cell: "(2016)" and "50?" become ("2016", True), ("50", True)."""
    text = printed.strip()
    bracketed = _BRACKETS.match(text)
    if bracketed:
        return bracketed["inner"].strip(), True
    if text.endswith("?") and len(text) > 1:
        return text[:-1].strip(), True
    return text, False


def _made_again(*names: str) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Say how a value is pickled: its type and its fields, so that it is checked again where it arrives.

    What dataclasses do themselves for frozen ones with slots goes over the fields by name, in three times as long.
    """
    values = attrgetter(*names)
    return lambda value: (type(value), values(value))


@dataclass(frozen=True, slots=True)
class Count:
    """A number of items, `low` to `high`, with `estimate` where the source marks it uncertain.

    >>> Count.read("(12)")
    Count(low=12, high=12, estimate=True, printed='(12)')
    >>> Count.read(". .") is None
    True
    >>> Count.total([Count.read("40?"), Count.read("10-12")])
    Count(low=50, high=52, estimate=True, printed='')
    """

    low: int
    high: int
    estimate: bool = False
    printed: str = ""

    __reduce__ = _made_again("low", "high", "estimate", "printed")

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise UnreadableValue(f"A count from {self.low} to {self.high} is not a count.", todo="Check the cell.")

    @classmethod
    def read(cls, printed: str, *, estimate: bool = False) -> "Count | None":
        """Read a printed count; None where the source says it is unknown.

        Raises:
            UnreadableValue: the text is no whole number or range, or has more than 15 digits; a number is never
                guessed from its punctuation.
        """
        if _UNKNOWN.match(printed):
            return None
        text, doubtful = _strip_doubt(printed)
        if _UNKNOWN.match(text):
            return None
        found = _COUNT.match(text)
        if not found or any(len(number or "") > _MOST_DIGITS for number in found.groups()):
            raise UnreadableValue(
                f"{_short(printed)} is not a count.", todo="Expected a whole number such as 12, (12) or 12?."
            )
        low = int(found["low"].replace(",", ""))
        high = int((found["high"] or found["low"]).replace(",", ""))
        return cls(low, high, estimate or doubtful, printed.strip())

    @classmethod
    def total(cls, counts: "Iterable[Count | None]") -> Self:
        """Add counts bound by bound; one estimate makes the sum an estimate."""
        known = [count for count in counts if count is not None]
        return cls(sum(c.low for c in known), sum(c.high for c in known), any(c.estimate for c in known))


@dataclass(frozen=True, slots=True)
class Tiv:
    """A volume in millions of SIPRI trend-indicator values: never a price, so no other type adds to it.

    `low` and `high` bound what the printed figure can stand for: SIPRI prints whole millions in its tables, and
    "0" for anything between 0 and 0.5 (preamble of every SIPRI export).
    """

    value: float
    low: float
    high: float
    printed: str = ""

    __reduce__ = _made_again("value", "low", "high", "printed")

    @classmethod
    def read(cls, printed: str, *, half_unit: float = 0.0) -> "Tiv | None":
        """Read a printed TIV in millions; an empty cell (no deliveries identified) is None.

        `half_unit` is half of the last printed unit: 0.5 where the table prints whole millions.

        Raises:
            UnreadableValue: the text is not a plain number of at most 15 digits before and behind the point.

        >>> Tiv.read("0")
        Tiv(value=0.0, low=0.0, high=0.5, printed='0')
        >>> Tiv.read("345", half_unit=0.5)
        Tiv(value=345.0, low=344.5, high=345.5, printed='345')
        """
        text = printed.strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,15}(?:\.\d{1,15})?", text):
            raise UnreadableValue(f"{_short(printed)} is not a TIV.", todo="Expected millions such as 12 or 0.75.")
        value = float(text)
        if value == 0:
            return cls(0.0, 0.0, 0.5, text)
        return cls(value, max(0.0, value - half_unit), value + half_unit, text)


_EDTF_PART = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})$")
_MONTH_DAY_YEAR = re.compile(r"^([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})$")


def _bounds(part: str, printed: str) -> tuple[date, date]:
    found = _EDTF_PART.match(part)
    if not found:
        raise UnreadableValue(f"{printed!r} is not a date.", todo="Expected 2020, 2020-10, 2020-10-28 or 2015/2019.")
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            exact = date(year, int(month), int(day))
            return exact, exact
        if month:
            return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise UnreadableValue(f"{printed!r} is not a date in the calendar.", todo="Check the day and month.") from error


@dataclass(frozen=True, slots=True)
class When:
    """A date or period with its doubt: `earliest` to `latest` (None = open), a qualifier, and the words as printed.

    After the Extended Date/Time Format (ISO 8601-2), levels 0 and 1, as far as registers and press need it. Its
    precision is never sharpened: a year stays a year.

    >>> When.read("2014-09").edtf
    '2014-09'
    >>> When.read("2015/2019").years
    (2015, 2019)
    >>> When.read("(2016)").edtf
    '2016?'
    """

    earliest: date | None
    latest: date | None
    qualifier: str = ""
    printed: str = ""

    __reduce__ = _made_again("earliest", "latest", "qualifier", "printed")

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise UnreadableValue(
                f"A period from {self.earliest} to {self.latest} runs backwards.", todo="Swap the ends."
            )
        if self.qualifier not in {"", "?", "~", "%"}:
            raise UnreadableValue(f"{self.qualifier!r} is not a mark of doubt.", todo="Use ?, ~ or %.")

    @classmethod
    def read(cls, printed: str, *, uncertain: bool = False) -> Self:
        """Read 2020, 2020-10, 2020-10-28, a/b, ../b, a/.., "(2016)", "2016?", "2016~" or "28 Oct 2020".

        Raises:
            UnreadableValue: anything else; a date is never guessed.
        """
        text, doubtful = _strip_doubt(printed)
        qualifier = "?" if doubtful or uncertain else ""
        if text[-1:] in {"~", "%"}:
            text, qualifier = text[:-1], "%" if qualifier or text[-1] == "%" else "~"
        start, slash, end = text.partition("/")
        if slash:
            earliest = None if start in {"", ".."} else _bounds(start, printed)[0]
            latest = None if end in {"", ".."} else _bounds(end, printed)[1]
        else:
            earliest, latest = _bounds(_iso_of_words(text), printed)
        return cls(earliest, latest, qualifier, printed.strip())

    @classmethod
    def day(cls, value: date, printed: str = "") -> Self:
        """One exact day."""
        return cls(value, value, "", printed or value.isoformat())

    @classmethod
    def years_of(cls, first: int, last: int, *, qualifier: str = "", printed: str = "") -> Self:
        """The whole years `first` to `last`, both included."""
        return cls(date(first, 1, 1), date(last, 12, 31), qualifier, printed or f"{first}/{last}")

    @property
    def edtf(self) -> str:
        """The value as EDTF, at the precision it has."""
        if self.earliest is None or self.latest is None:
            start = self.earliest.isoformat() if self.earliest else ".."
            end = self.latest.isoformat() if self.latest else ".."
            return f"{start}/{end}{self.qualifier}"
        first, last = self.earliest, self.latest
        return f"{_interval(first, last)}{self.qualifier}"

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year where both ends are known and fall on whole years, else None."""
        if self.earliest is None or self.latest is None:
            return None
        whole = (self.earliest.month, self.earliest.day, self.latest.month, self.latest.day) == (1, 1, 12, 31)
        return (self.earliest.year, self.latest.year) if whole else None

    @property
    def precision(self) -> str:
        """day, month, year or interval: how much of the calendar the value leaves open."""
        parts = self.edtf.rstrip("?~%").split("-")
        return "interval" if "/" in self.edtf else ("year", "month", "day")[len(parts) - 1]

    def overlaps(self, other: "When") -> bool:
        """Tell whether some day may be in both; an open end goes on for ever."""
        first = self.earliest is None or other.latest is None or self.earliest <= other.latest
        second = other.earliest is None or self.latest is None or other.earliest <= self.latest
        return first and second

    def beginning(self) -> "When":
        """Give the year this begins in; its month, or its day, where it begins within a year or a month."""
        first = self.earliest
        if first is None:
            return self
        if first.day != 1:
            return When.day(first)
        return When.read(str(first.year) if first.month == 1 else f"{first.year}-{first.month:02d}")

    def by(self, day: date) -> bool | None:
        """Whether this had happened by the end of `day`: True, False, or None where the precision cannot tell."""
        if self.latest is not None and self.latest <= day:
            return True
        if self.earliest is not None and self.earliest > day:
            return False
        return None


def _iso_of_words(text: str) -> str:
    """Turn "3 Dec 2008" or "October 28, 2020" into ISO; anything else is returned as it is."""
    for pattern, order in ((_DAY_MONTH_YEAR, (1, 2, 3)), (_MONTH_DAY_YEAR, (2, 1, 3))):
        found = pattern.match(text)
        if found:
            day, name, year = (found[index] for index in order)
            month = _MONTHS.get(name[:3].lower())
            if month and calendar.month_name[month].lower().startswith(name.lower()):
                return f"{year}-{month:02d}-{int(day):02d}"
    return text


def _interval(first: date, last: date) -> str:
    """Write a closed interval with the shortest ends that still say the same days."""
    if first == last:
        return first.isoformat()
    starts_year, ends_year = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
    if starts_year and ends_year:
        return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        start, end = f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
        return start if start == end else f"{start}/{end}"
    return f"{first.isoformat()}/{last.isoformat()}"
