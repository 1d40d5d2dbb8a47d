"""Whether a series carries a trend and a season, beyond what its exposure explains."""

from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.dispersion import memory, spread
from armstrace.flights.surges.scan import FOUND, greatest, weeks_within
from armstrace.flights.surges.shape import YEAR_DAYS, fit_shape
from armstrace.flights.surges.weeks import Weeks

if TYPE_CHECKING:
    import numpy.typing as npt

    from armstrace.flights.columns import Floats

_LEAST_COUNT = 50.0
_LEAST_YEARS = 3.0
_SURE = {1: 6.63, 2: 9.21}
"""Chi-squared at 0.01, by degrees of freedom: a term too many costs little power, one too few makes false surges."""


def terms_of(weeks: Weeks) -> "Floats":
    """Give the terms of the baseline that the data carry, a row each: trend (in years), season (cosine, sine).

    A term is taken where a score test, which allows for the dispersion, gives p < 0.01, from 50 movements and three
    years on; weeks of the window that departs most do not count, so that a surge makes neither trend nor season.
    """
    nothing: npt.NDArray[np.float64] = np.empty((0, len(weeks)))
    years = 7 * len(weeks) / YEAR_DAYS
    if weeks.counts.sum() < _LEAST_COUNT or years < _LEAST_YEARS:
        return nothing
    found = np.zeros(FOUND)
    bins = weeks.bins
    scanned = (weeks.exposure, nothing, weeks.group), (bins.week, bins.share, bins.sums, bins.lengths)
    greatest(bins.counts / weeks.unit, *scanned, found)
    without = weeks_within(found, bins.week)
    taken: list[Floats] = []
    for term in (trend(weeks), season(weeks)):
        rows = np.vstack([nothing, *taken]) if taken else nothing
        if _score(weeks, rows, term, without) > _SURE[len(term)]:
            taken.append(term)
    return np.concatenate([nothing, *taken]).astype(np.float64)


def trend(weeks: Weeks) -> "Floats":
    """Give years from the middle of the series, by week."""
    at = np.arange(len(weeks), dtype=np.float64) - (len(weeks) - 1) / 2
    return np.stack([at * (7 / YEAR_DAYS)])


def season(weeks: Weeks) -> "Floats":
    """Give the cosine and sine of the time of year, by week."""
    turn = 2 * np.pi * (weeks.first + 3.5 + 7 * np.arange(len(weeks))) / YEAR_DAYS
    return np.stack([np.cos(turn), np.sin(turn)])


def _score(weeks: Weeks, rows: "Floats", term: "Floats", without: tuple[int, int]) -> float:
    """Give Rao's score statistic of more terms, with the variance that the counts have around the baseline."""
    counts = weeks.counts / weeks.unit
    mean = fit_shape(counts, weeks.exposure, rows, without)
    group = weeks.group if not len(rows) else np.arange(len(weeks))
    dispersion = spread(counts, mean, without, group, int(group.max()) + 1)
    kept = memory(counts, mean, dispersion, without)
    use = (weeks.exposure > 0) & ~((np.arange(len(weeks)) >= without[0]) & (np.arange(len(weeks)) < without[1]))
    base = np.vstack([np.ones(len(weeks)), rows])[:, use]
    mean, more, off = mean[use], term[:, use], (counts - mean)[use]
    variance = mean + dispersion * (1.0 + 2.0 * kept) * mean**2
    weighted = base * mean
    more = more - (more * mean) @ base.T @ np.linalg.pinv(weighted @ base.T) @ base
    slope = more @ off
    return float(slope @ np.linalg.pinv((more * variance) @ more.T) @ slope)
