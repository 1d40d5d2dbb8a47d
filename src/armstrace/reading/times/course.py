"""What has been named so far in a text, which is what later times are read against.

Rules: a day without a year takes the year of the last date named; a bare year counts as a date named where it frames
what follows ("In 1992, ..."), in its own block, or throughout a text about times long past, because the press names
years of the background between days of the present. Where no date has been named, a day without a year is the last
such day on or before publication, or the next one where the words around it look ahead.
"""

from dataclasses import dataclass
from datetime import date

from armstrace.reading.times.arithmetic import Days
from armstrace.reading.times.mention import Anchor


@dataclass(slots=True)
class Course:
    """The course of a text: where it is said from, and the dates named last."""

    anchor: Anchor
    last: Days | None = None
    exact: Days | None = None
    background: int | None = None
    in_block: bool = False
    bare_years: int = 0

    def enter(self, block: date | None) -> None:
        """Begin a block with or without a day of its own."""
        self.anchor = Anchor(self.anchor.published, block)
        self.in_block = False

    def name(self, days: Days, *, framing: bool = False) -> None:
        """Take note of a date that was named."""
        if days.first is None:
            return
        if days.precision in {"day", "month"} or (days.precision == "interval" and days.last is not None and days.first.year == days.last.year):
            self.exact, self.background, self.in_block = days, None, False
        elif days.precision in {"year", "season", "quarter"}:
            self.bare_years += days.first.year < self.anchor.published.year - 1
            self.background = days.first.year if days.last and days.first.year == days.last.year else None
            self.in_block = framing
        self.last = days

    @property
    def is_long_past(self) -> bool:
        """Whether the text tells of times more than a year before its publication."""
        if self.exact is not None and self.exact.first is not None:
            return self.exact.first.year < self.anchor.published.year - 1
        return self.bare_years > 1

    def year_for(self, month: int, day: int, *, ahead: bool = False) -> tuple[int, str]:
        """Choose the year of a day or month that has none, and say what it was chosen by.

        Raises:
            ValueError: no year near has such a day.
        """
        if self.anchor.block is None or self.exact is not None:
            named = self._year_named(month, day)
            if named is not None:
                return named, "last_date"
        said_on = self.anchor.day
        years = (said_on.year, said_on.year + 1, said_on.year - 1) if ahead else range(said_on.year, said_on.year - 9, -1)
        for year in years:
            if _exists(year, month, day) and ((date(year, month, day) >= said_on) if ahead else (date(year, month, day) <= said_on)):
                return year, "block_date" if self.anchor.block else "document_year"
        raise ValueError

    def _year_named(self, month: int, day: int) -> int | None:
        if self.background is not None and (self.in_block or self.is_long_past):
            return self.background if _exists(self.background, month, day) else None
        if self.exact is None or self.exact.first is None:
            return None
        year, last = self.exact.first.year, self.exact.first
        # a story told into the new year: after a day of December, "5 January" is the next one
        if last.month - month >= 9 and _exists(year + 1, month, day) and date(year + 1, month, day) <= self.anchor.published:
            year += 1
        elif month - last.month >= 9 and date(year, month, 1) > self.anchor.published:
            year -= 1
        return year if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
