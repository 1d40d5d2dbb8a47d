"""The axes of a surge: days across, with the ticks that fit, and counts up."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from armstrace.dossier.date_words import MONTHS

_ROOM = 38.0
_MOST = 1e300
"""No count: a scale to more than this would have no number for its top."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, both drawn whole, between two places across."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Give where a day begins, at the nearer end if it is not drawn."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def after(self, day: date) -> float:
        """Give where a day ends."""
        share = ((day - self.first).days + 1) / ((self.last - self.first).days + 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Give the ticks that there is room for, as places and what is said of them."""
        per_day = (self.right - self.left) / ((self.last - self.first).days + 1)
        for months, room in ((1, 30.4), (3, 91.2), (12, 365.2)):
            if room * per_day >= _ROOM:
                yield from self._months(months)
                return
        yield from self._months(12 * math.ceil(_ROOM / (365.2 * per_day)))

    def _months(self, step: int) -> Iterator[tuple[float, str]]:
        told = False
        for number in range(self.first.year * 12, self.last.year * 12 + 12):
            year, month = divmod(number, 12)
            due = number % step == 0 if step <= 12 else month == 0 and year % (step // 12) == 0
            if not due or not self.first <= date(year, month + 1, 1) <= self.last:
                continue
            whole = step >= 12 or not told or month == 0
            said = str(year) if step >= 12 else f"{MONTHS[month][:3]} {year}" if whole else MONTHS[month][:3]
            told = True
            yield self.x(date(year, month + 1, 1)), said


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts from zero to `top`, a multiple of `step`, between two heights."""

    top: float
    step: float
    upper: float
    lower: float

    def y(self, count: float) -> float:
        """Give the height of a count, that of zero for what is no number."""
        if math.isnan(count):
            return self.lower
        return self.lower - min(max(count / self.top, 0.0), 1.0) * (self.lower - self.upper)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Give the ticks as heights and what is said of them."""
        for number in range(round(self.top / self.step) + 1):
            yield self.y(number * self.step), _short(number * self.step)


def _short(count: float) -> str:
    """Write a count so that it fits beside the axis.

    >>> _short(200), _short(4000), _short(25000), _short(3e7)
    ('200', '4,000', '25k', '3e+07')
    """
    if count < 10_000:
        return f"{count:,.10g}"
    return f"{count / 1000:,.10g}k" if count < 1e6 else f"{count:.3g}"


def counts_to(values: Sequence[float], upper: float, lower: float) -> Counts:
    """Find a scale on which all values are seen, with round numbers and at most six ticks.

    >>> counts_to([0.0, 7.0], 0.0, 100.0).top
    8
    """
    most = max([1.0, *(min(value, _MOST) for value in values if math.isfinite(value))])
    power = 10 ** math.floor(math.log10(most))
    step = next((each * power for each in (0.2, 0.5, 1, 2, 5, 10) if most / (each * power) <= 5), 10 * power)
    step = max(1, step)
    return Counts(math.ceil(most / step - 1e-9) * step, step, upper, lower)
