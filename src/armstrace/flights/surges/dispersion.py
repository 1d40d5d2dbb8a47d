"""How much more weeks vary than chance alone lets them, estimated from the series itself."""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

_LEAST, _MOST, _STEPS = 1e-4, 50.0, 18
_GOLDEN = 0.5 * (math.sqrt(5.0) - 1.0)
_LISTED = 32
_USUAL = 1.5
"""Mean of the exponential prior of a dispersion: a short series of few movements cannot tell 0 from 1 by itself, and
without a prior its estimate is too large as often as it is 0; hundreds of movements outweigh it."""
_SURE = 1.28
"""So many standard errors: what neighbouring weeks share counts where chance would show it in one case of ten."""


@compiled
def _likelihood(dispersion: float, above: "Floats", large: "Floats", sums: "Floats", mean: "Floats") -> float:
    """Give the log-likelihood of a negative binomial with the prior, as far as the dispersion changes them.

    `above[j]` is how many small counts are greater than j; `large` are the others. Weeks of one mean are taken
    together: `sums` holds their number and their counts.
    """
    total, size = -dispersion / _USUAL, 1.0 / dispersion
    for j in range(1, _LISTED):
        if above[j] == 0.0:
            break
        total += above[j] * math.log1p(dispersion * j)
    for n in range(len(large)):
        if large[n] == 0.0:
            break
        total += math.lgamma(large[n] + size) - math.lgamma(size) + large[n] * math.log(dispersion)
    for b in range(len(mean)):
        if sums[0, b] > 0.0:
            total -= (sums[1, b] + sums[0, b] * size) * math.log1p(dispersion * mean[b])
    return total


@compiled
def _highest(above: "Floats", large: "Floats", sums: "Floats", mean: "Floats") -> float:
    """Find the dispersion of the highest likelihood by golden sections of its logarithm."""
    low, high = math.log(_LEAST), math.log(_MOST)
    one, two = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_one = _likelihood(math.exp(one), above, large, sums, mean)
    at_two = _likelihood(math.exp(two), above, large, sums, mean)
    for _ in range(_STEPS):
        if at_one < at_two:
            low, one, at_one = one, two, at_two
            two = low + _GOLDEN * (high - low)
            at_two = _likelihood(math.exp(two), above, large, sums, mean)
        else:
            high, two, at_two = two, one, at_one
            one = high - _GOLDEN * (high - low)
            at_one = _likelihood(math.exp(one), above, large, sums, mean)
    return math.exp(0.5 * (low + high))


@compiled
def spread(counts: "Floats", mean: "Floats", without: tuple[int, int], group: "Longs", groups: int) -> float:
    """Estimate the dispersion of counts around their means, leaving out the weeks from one to before the other.

    The mode of its posterior with a negative binomial (variance mean + dispersion mean²) and an exponential prior; 0
    where counts vary no more than a Poisson's. Weeks of one `group` have about the same mean and share a logarithm.
    """
    sums, above, large = np.zeros((3, groups)), np.zeros(_LISTED), np.zeros(len(counts))
    excess, more = 0.0, 0
    for w in range(len(counts)):
        if without[0] <= w < without[1] or mean[w] <= 0.0:
            continue
        count = math.floor(counts[w] + 0.5)
        excess += (count - mean[w]) ** 2 - mean[w]
        b = group[w]
        sums[0, b] += 1.0
        sums[1, b] += count
        sums[2, b] += mean[w]
        if count <= _LISTED:
            for j in range(1, int(count)):
                above[j] += 1.0
        else:
            large[more] = count
            more += 1
    if excess <= 0.0:
        return 0.0
    of_group = np.zeros(groups)
    for b in range(groups):
        if sums[0, b] > 0.0:
            of_group[b] = sums[2, b] / sums[0, b]
    return _highest(above, large, sums, of_group)


@compiled
def memory(counts: "Floats", mean: "Floats", dispersion: float, without: tuple[int, int]) -> float:
    """Estimate what the rates of neighbouring weeks share, 0 to 0.5; 0 where chance may well show it."""
    if dispersion <= 0.0:
        return 0.0
    together, shared, error = 0.0, 0.0, 0.0
    for w in range(len(counts) - 1):
        inside = without[0] <= w < without[1] or without[0] <= w + 1 < without[1]
        if inside or mean[w] <= 0.0 or mean[w + 1] <= 0.0:
            continue
        together += (counts[w] - mean[w]) * (counts[w + 1] - mean[w + 1])
        shared += mean[w] * mean[w + 1]
        error += (mean[w] + dispersion * mean[w] ** 2) * (mean[w + 1] + dispersion * mean[w + 1] ** 2)
    if together <= _SURE * math.sqrt(error) or shared <= 0.0:
        return 0.0
    return min(together / (dispersion * shared), 0.5)
