"""Made series of counts for the tests and measures of surges: weeks of a Poisson or negative binomial, days within."""

from typing import Any

import numpy as np

from armstrace.flights.surges.series import Named, Series

FIRST = 17_903
"""2019-01-07, a Monday, in days since 1970-01-01."""


def made(random: np.random.Generator, mean: "np.ndarray[Any, np.dtype[np.float64]]", dispersion: float = 0.0) -> Series:
    """Make a series of whole weeks, from a Monday, with full exposure: one gamma per week if it is dispersed."""
    rate = random.gamma(1 / dispersion, dispersion, len(mean)) if dispersion else np.ones(len(mean))
    counts = random.poisson(mean * rate)
    days = np.zeros((len(mean), 7))
    for week in np.flatnonzero(counts):
        days[week] = random.multinomial(counts[week], np.full(7, 1 / 7))
    return series(days.ravel())


def series(counts: "np.ndarray[Any, np.dtype[np.float64]]", exposure: float = 1.0) -> Series:
    """Give counts by day, from a Monday on."""
    days = np.arange(FIRST, FIRST + len(counts))
    return Series(
        named=Named(series="AZQ LLOV", operator="AZQ", airfield="LLOV"),
        days=days,
        counts=counts.astype(np.float64),
        exposure=np.full(len(counts), exposure),
    )


def with_surge(
    random: np.random.Generator, rate: float, factor: float, weeks: int, dispersion: float = 0.0, *, total: int = 364
) -> tuple[Series, int, int]:
    """Make a series with a surge somewhere: the series, the first day of the surge and the one after it."""
    first = int(random.integers(0, total - weeks + 1))
    mean = np.full(total, rate)
    mean[first : first + weeks] *= factor
    return made(random, mean, dispersion), FIRST + 7 * first, FIRST + 7 * (first + weeks)
