"""Sums over the calendar: months on, weeks, parts of a month, seasons."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, either of them None where open, and how sharply they were named."""

    first: date | None
    last: date | None
    precision: str

    @classmethod
    def day(cls, day: date) -> Self:
        """One day."""
        return cls(day, day, "day")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """One month; months may run over into other years, so that 13 is the January after.

        >>> Days.month(2020, 13).first
        datetime.date(2021, 1, 1)
        """
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")

    @classmethod
    def months(cls, year: int, first: int, last: int, precision: str) -> Self:
        """The months `first` to `last`, counted from January of `year`."""
        return cls(cls.month(year, first).first, cls.month(year, last).last, precision)

    @classmethod
    def year(cls, year: int) -> Self:
        """One year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def years(cls, first: int, last: int, precision: str = "interval") -> Self:
        """Whole years, both included."""
        return cls(date(first, 1, 1), date(last, 12, 31), precision)

    @classmethod
    def week(cls, day: date) -> Self:
        """The week, Monday to Sunday, that `day` lies in."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6), "week")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """A quarter of a year; quarters may run over into other years."""
        return cls.months(year, 3 * quarter - 2, 3 * quarter, "quarter")

    @classmethod
    def season(cls, year: int, first_month: int) -> Self:
        """A season of three months; a winter begins in December of its year."""
        return cls.months(year, first_month, first_month + 2, "season")

    @classmethod
    def decade(cls, year: int) -> Self:
        """The ten years that begin with a year ending in 0."""
        return cls.years(year - year % 10, year - year % 10 + 9, "decade")

    @classmethod
    def around(cls, day: date, precision: str) -> Self:
        """The day, week, month, quarter, year, decade or century that `day` lies in."""
        makers = {
            "week": lambda: cls.week(day),
            "month": lambda: cls.month(day.year, day.month),
            "quarter": lambda: cls.quarter(day.year, (day.month + 2) // 3),
            "year": lambda: cls.year(day.year),
            "decade": lambda: cls.decade(day.year),
            "century": lambda: cls.years((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100, "century"),
        }
        return makers.get(precision, lambda: cls.day(day))()


def moved(day: date, number: int, unit: str) -> date:
    """Move a day by a number of units; the last of a month stays inside the month.

    Raises:
        ValueError: the calendar ends before that.
        OverflowError: the same.

    >>> moved(date(2020, 3, 31), -1, "month"), moved(date(2020, 2, 29), 1, "year")
    (datetime.date(2020, 2, 29), datetime.date(2021, 2, 28))
    """
    if unit in {"day", "week"}:
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def part_of(days: Days, part: str) -> Days:
    """Give the early, middle or late part of a month (ten days), year (four months), decade or longer stretch.

    >>> part_of(Days.month(2020, 10), "early").last
    datetime.date(2020, 10, 10)
    """
    first, last = days.first, days.last
    if first is None or last is None or part not in {"early", "mid", "late"}:
        return days
    index = ("early", "mid", "late").index(part)
    if days.precision == "month":
        bounds = ((1, 10), (11, 20), (21, last.day))[index]
        return Days(first.replace(day=bounds[0]), first.replace(day=bounds[1]), "interval")
    if days.precision == "year":
        return Days.months(first.year, 4 * index + 1, 4 * index + 4, "interval")
    if days.precision == "decade":
        begin, end = ((0, 3), (4, 6), (7, 9))[index]
        return Days.years(first.year + begin, first.year + end)
    if days.precision == "century":
        begin, end = ((0, 32), (33, 65), (66, 99))[index]
        return Days.years(first.year + begin, first.year + end)
    return days
