"""Looking for the window that departs most from the rest of a series, and by how much."""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.dispersion import memory, spread
from armstrace.flights.surges.shape import fit_shape
from armstrace.sources.traces.compiled import compiled, inlined

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

LENGTHS = (2, 3, 4, 6, 8, 13, 18, 26)
"""Windows in weeks, from a fortnight to half a year; the next is about a third longer, so that any lies near one."""
FIRST, AFTER, DISPERSION, MEMORY = range(4)
FOUND = 4
"""What a scan leaves behind: the window's first bin and the one after it, then what was estimated without it."""
_LEAST_COUNT = 2.0


@inlined
def part(count: float, mean: float, over: float) -> float:
    """Give the log-likelihood ratio of a count against its mean; `over` is its variance beyond a Poisson's."""
    told = count * math.log(count / mean) if count > 0.0 else 0.0
    if over <= 1e-12:
        return told - (count - mean)
    size = mean * mean / over
    return told - (count + size) * math.log((count + size) / (mean + size))


@compiled
def sums_of(mean: "Floats", week: "Longs", share: "Floats") -> "Floats":
    """Add up from the first bin on: means, and what rates that vary by week, and by two weeks, add to the variance.

    A bin is a week or a day of it, `share` its part of what its week lets expect. Part of a week is taken to vary with
    the whole of it.
    """
    sums = np.zeros((3, len(week) + 1))
    for b in range(len(week)):
        w = week[b]
        own = mean[w] * share[b]
        beside = (mean[w - 1] if w else 0.0) + (mean[w + 1] if w + 1 < len(mean) else 0.0)
        sums[0, b + 1] = sums[0, b] + own
        sums[1, b + 1] = sums[1, b] + own * mean[w]
        sums[2, b + 1] = sums[2, b] + own * beside
    return sums


@compiled
def _greatest(up_to: "Floats", sums: "Floats", lengths: "Longs", spread: tuple[float, float], found: "Floats") -> float:
    """Give the greatest log-likelihood ratio of all windows that have more than the rest lets expect.

    A window begins or ends with a bin that has movements: more bins without any make none greater. It and the rest are
    held against what they have together, each a negative binomial of its mean and variance.
    """
    bins, best = len(up_to) - 1, 0.0
    if sums[0, bins] <= 0.0:
        return 0.0
    scale = up_to[bins] / sums[0, bins]
    known = (up_to[bins], sums[0, bins] * scale, spread[0] * scale * scale, spread[1])
    for b in range(bins):
        if up_to[b + 1] == up_to[b]:
            continue
        for length in lengths:
            for side in range(2):
                a = b if side == 0 else b + 1 - length
                if a < 0 or a + length > bins:
                    continue
                count = up_to[a + length] - up_to[a]
                mean = (sums[0, a + length] - sums[0, a]) * scale
                if count < _LEAST_COUNT or count <= mean or mean <= 0.0:
                    continue
                ratio = _ratio(count, mean, _over(sums, a, a + length, known), known, best, _over(sums, 0, bins, known))
                if ratio > best:
                    best = ratio
                    found[FIRST], found[AFTER] = a, a + length
    return best


@inlined
def _over(sums: "Floats", a: int, after: int, known: tuple[float, float, float, float]) -> float:
    return float(known[2] * (sums[1, after] - sums[1, a] + known[3] * (sums[2, after] - sums[2, a])))


@inlined
def _ratio(count: float, mean: float, over: float, known: tuple[float, float, float, float], best: float,
           over_all: float) -> float:  # fmt: skip
    """Give the ratio of one window; 0 where a bound that needs no logarithm shows that it is not the best."""
    rest, rest_mean = known[0] - count, known[1] - mean
    rest_over = max(over_all - over, 0.0)
    if rest > 0.0:
        low = rest + rest_over * (rest / rest_mean) ** 2
        if 0.5 * (count - mean) ** 2 * (1.0 / (mean + over) + 1.0 / low) <= best:
            return 0.0
    return part(count, mean, over) + part(rest, rest_mean, rest_over)


@compiled
def by_week(counts: "Floats", week: "Longs", out: "Floats") -> None:
    """Add up bins by week."""
    out[:] = 0.0
    for b in range(len(week)):
        out[week[b]] += counts[b]


@compiled
def greatest(counts: "Floats", weeks: "tuple[Floats, Floats, Longs]", bins: "tuple[Longs, Floats, Floats, Longs]",
             found: "Floats") -> float:  # fmt: skip
    """Scan a series as it is always done, for what was seen and for each made series alike; 0 where nothing stands out.

    First with the baseline of all weeks; then dispersion, season and trend are estimated without the window found, and
    the scan is made again: a surge shall not hide in a dispersion that it makes itself. `weeks` are exposure, the terms
    of season and trend (a row each), and groups of weeks of about the same exposure; `bins` their week, their share of
    it, the sums of their exposure (see sums_of), and the lengths of windows in bins.
    """
    exposure, terms, group = weeks
    week, share, sums, lengths = bins
    found[:] = 0.0
    up_to = np.zeros(len(counts) + 1)
    for b in range(len(counts)):
        up_to[b + 1] = up_to[b] + counts[b]
    if up_to[-1] < _LEAST_COUNT:
        return 0.0
    of_week = np.zeros(len(exposure))
    by_week(counts, week, of_week)
    groups = group.max() + 1
    mean = fit_shape(of_week, exposure, terms, (-1, -1))
    if terms.shape[0]:
        sums = sums_of(mean, week, share)
    _greatest(up_to, sums, lengths, (spread(of_week, mean, (-1, -1), group, groups), 0.0), found)
    without = weeks_within(found, week)
    mean = fit_shape(of_week, exposure, terms, without)
    if terms.shape[0]:
        sums = sums_of(mean, week, share)
    found[DISPERSION] = spread(of_week, mean, without, group, groups)
    found[MEMORY] = memory(of_week, mean, found[DISPERSION], without)
    return _greatest(up_to, sums, lengths, (found[DISPERSION], found[MEMORY]), found)


@inlined
def weeks_within(found: "Floats", week: "Longs") -> tuple[int, int]:
    """Give the first week that a window touches, and the one after its last."""
    if found[AFTER] <= found[FIRST]:
        return -1, -1
    return week[int(found[FIRST])], week[int(found[AFTER]) - 1] + 1
