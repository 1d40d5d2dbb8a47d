"""A series by week, Monday to Sunday in UTC: what is tested."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.scan import LENGTHS, sums_of
from armstrace.flights.surges.series import Series

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Ints, Longs

_MONDAY = 3
"""1970-01-01 was a Thursday: day 4 - 7 = -3 was a Monday."""
_GROUPS = 24
_FEW_A_WEEK = 4.0


@dataclass(frozen=True, slots=True)
class Bins:
    """The steps in which windows are looked for: days where movements are few, else weeks.

    `counts` of each, the `week` it is in, the `share` it has of that week's exposure, `size` in days; windows are
    `lengths` bins long. `sums` are those of the exposure (see scan.sums_of).
    """

    counts: "Floats"
    week: "Longs"
    share: "Floats"
    size: int
    lengths: "Longs"
    sums: "Floats"


@dataclass(frozen=True, slots=True)
class Weeks:
    """What was counted in each of the weeks that follow one another from the Monday `first` (days since 1970-01-01).

    `days` of each have data; `counts` are expected numbers of movements, which lie from `low` to `high` in 95 % of
    readings; `exposure` is in days of the best sight, 0 where nothing could be seen, its relative error `error` one for
    `span` weeks. `chances` are the movements' probabilities where any is below 1. A count of movements that are less
    than certain varies less than a Poisson's: `counts / unit` varies as one does.
    """

    first: int
    days: "Ints"
    counts: "Floats"
    low: "Floats"
    high: "Floats"
    exposure: "Floats"
    error: "Floats"
    span: float
    chances: "Floats"
    unit: float
    group: "Longs"
    bins: "Bins"

    def __len__(self) -> int:
        """Give the number of weeks."""
        return len(self.counts)


def monday(day: int) -> int:
    """Give the Monday of a day's week, both in days since 1970-01-01.

    >>> monday(0), monday(4), monday(10)
    (-3, 4, 4)
    """
    return (day + _MONDAY) // 7 * 7 - _MONDAY


def weeks_of(series: Series, *, by_day: bool = False) -> Weeks:
    """Add up a series by week, over all of its days; `by_day` has windows begin on any day."""
    if not len(series.days):
        return _none()
    first = monday(int(series.days[0]))
    week = (series.days - first) // 7
    size = int(week[-1]) + 1
    counts, exposure = _sum(week, series.counts, size), _sum(week, series.exposure, size)
    error = series.exposure_error if len(series.exposure_error) else np.zeros(len(series.days))
    weighted = _sum(week, error * series.exposure, size)
    chances = series.chances if len(series.chances) and series.chances.min() < 1.0 - 1e-9 else np.empty(0)
    low, high = _bounds(counts, series, first) if len(chances) else (counts, counts)
    return Weeks(
        first,
        np.bincount(week, minlength=size).astype(np.int32),
        counts, low, high,
        exposure,
        np.divide(weighted, exposure, out=np.zeros(size), where=exposure > 0.0),
        max(series.error_days / 7.0, 1.0),
        chances,
        float((chances**2).sum() / chances.sum()) if len(chances) else 1.0,
        grouped(exposure),
        _bins(series, first, exposure, by_day=by_day),
    )  # fmt: skip


def _none() -> Weeks:
    no, none = np.empty(0), np.empty(0, np.int64)
    bins = Bins(no, none, no, 7, np.array(LENGTHS), np.zeros((3, 1)))
    return Weeks(0, np.empty(0, np.int32), no, no, no, no, no, 1.0, no, 1.0, none, bins)


def _bins(series: Series, first: int, exposure: "Floats", *, by_day: bool) -> Bins:
    """Part a series into days, or into weeks where it has so many movements that days are not worth their time."""
    size = 1 if by_day or series.counts.sum() <= _FEW_A_WEEK * len(exposure) else 7
    number = len(exposure) * 7 // size
    at = (series.days - first) // size
    week = np.arange(number, dtype=np.int64) * size // 7
    own = _sum(at, series.exposure, number)
    share = np.divide(own, exposure[week], out=np.zeros(number), where=exposure[week] > 0.0)
    lengths = np.array(LENGTHS, np.int64) * 7 // size
    return Bins(_sum(at, series.counts, number), week, share, size, lengths, sums_of(exposure, week, share))


def _sum(week: "Longs", values: "Floats", size: int) -> "Floats":
    return np.bincount(week, weights=values, minlength=size).astype(np.float64)


def _bounds(counts: "Floats", series: Series, first: int) -> "tuple[Floats, Floats]":
    """Give bounds that hold 95 % of the ways in which each week's movements, taken as independent, can be true."""
    low, high = counts.copy(), counts.copy()
    week = (series.chance_days - first) // 7
    for w in np.unique(week[(week >= 0) & (week < len(counts))]):
        low[w], high[w] = true_among(series.chances[week == w])
    return low, high


def true_among(chances: "Floats") -> tuple[int, int]:
    """Give the numbers between which 95 % of a Poisson-binomial distribution lie.

    Method: its distribution built up event by event; beyond 400 events a normal one is as good.
    """
    if len(chances) > 400:
        mean, root = chances.sum(), np.sqrt((chances * (1 - chances)).sum())
        return max(round(mean - 1.96 * root), 0), min(round(mean + 1.96 * root), len(chances))
    distribution = np.ones(1)
    for chance in chances:
        distribution = np.convolve(distribution, [1.0 - chance, chance])
    up_to = np.cumsum(distribution)
    return int(np.searchsorted(up_to, 0.025)), int(np.searchsorted(up_to, 0.975 - 1e-12))


def grouped(exposure: "Floats") -> "Longs":
    """Part weeks into groups of about the same exposure, so that weeks of one group can share a logarithm."""
    seen = exposure[exposure > 0.0]
    if not len(seen):
        return np.zeros(len(exposure), np.int64)
    edges = np.unique(np.quantile(seen, np.linspace(0.0, 1.0, _GROUPS + 1))[1:-1])
    return np.searchsorted(edges, exposure, side="right").astype(np.int64)
