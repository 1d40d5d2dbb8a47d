"""What has been named so far in a text, which is what later times are read against.

Rules: in a text about times past, a day without a year takes the year of the last date named. In news it takes that
year only where the date stands in the same block with its year, or frames the block ("In 1992, ..."): the press names
years of the background between days of the present. Else it is the last such day on or before the day of writing, or
the next one where the words around it look ahead.
"""

from dataclasses import dataclass
from datetime import date

from armstrace.reading.times.arithmetic import Days
from armstrace.reading.times.mention import Anchor


@dataclass(slots=True)
class Course:
    """The course of a text: where it is said from, whether it tells of its own day, and the dates named last."""

    anchor: Anchor
    is_news: bool = True
    last: Days | None = None
    exact: Days | None = None
    quarter: Days | None = None
    background: int | None = None
    exact_is_near: bool = False
    background_is_near: bool = False

    def enter(self, block: date | None) -> None:
        """Begin a block with or without a day of its own."""
        self.anchor = Anchor(self.anchor.published, block)
        self.background_is_near = self.exact_is_near = False

    def name(self, days: Days, *, framing: bool = False, explicit: bool = False) -> None:
        """Take note of a date that was named, in words that frame what follows or not, with its year or without."""
        if days.first is None:
            return
        if days.precision == "quarter":
            self.quarter = days
        within = days.last is not None and days.first.year == days.last.year
        if days.precision in {"day", "daypart", "time", "month"} or (days.precision == "interval" and within):
            self.exact, self.background = days, None
            self.exact_is_near, self.background_is_near = explicit, False
        elif days.precision in {"year", "season", "quarter"}:
            self.background = days.first.year if within else None
            self.background_is_near = framing
        self.last = days

    def year_for(self, month: int, day: int, *, outlook: str = "") -> tuple[int, str]:
        """Choose the year of a day or month that has none, and say what it was chosen by.

        Raises:
            ValueError: no year near has such a day.
        """
        named = None if outlook and self.is_news else self._year_named(month, day)
        if named is not None:
            return named, "last_date"
        said_on = self.anchor.day
        # up to nine years back: 29 February
        past = next(
            (y for y in range(said_on.year, said_on.year - 9, -1) if _lies(y, month, day, date.min, said_on)), None
        )
        coming = next(
            (y for y in (said_on.year, said_on.year + 1) if _lies(y, month, day, said_on.replace(day=1), date.max)),
            None,
        )
        if past is None or (
            coming is not None
            and (outlook == "ahead" or (outlook == "near" and _is_nearer(coming, past, (month, day), said_on)))
        ):
            past = coming
        if past is None:
            raise ValueError
        return past, "block_date" if self.anchor.block else "document_year"

    def _year_named(self, month: int, day: int) -> int | None:
        if self.background is not None and (self.background_is_near or not self.is_news):
            return self.background if _exists(self.background, month, day) else None
        if (
            self.exact is None
            or self.exact.first is None
            or (self.is_news and not (self.exact_is_near and self.exact.first <= self.anchor.published))
        ):
            return None
        year, last = self.exact.first.year, self.exact.first
        # a story told into the new year: after a day of December, "5 January" is the next one
        if (
            last.month - month >= 9
            and _exists(year + 1, month, day)
            and date(year + 1, month, day) <= self.anchor.published
        ):
            year += 1
        elif month - last.month >= 9 and date(year, month, 1) > self.anchor.published:
            year -= 1
        return year if _exists(year, month, day) else None


def tells_of_its_day(years: list[int], deictic: int, published: date) -> bool:
    """Whether a text is news: it says "yesterday" or names its own year about as often as years long past.

    >>> tells_of_its_day([1992, 1993, 1994, 1994], 0, date(2022, 2, 13)), tells_of_its_day([], 0, date(2020, 11, 20))
    (False, True)
    """
    recent = sum(published.year - 1 <= year <= published.year + 1 for year in years) + deictic
    return 3 * recent >= sum(year < published.year - 1 for year in years)


def _lies(year: int, month: int, day: int, first: date, last: date) -> bool:
    return _exists(year, month, day) and first <= date(year, month, day) <= last


def _is_nearer(coming: int, past: int, day: tuple[int, int], said_on: date) -> bool:
    return abs(date(coming, *day) - said_on) < said_on - date(past, *day)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
