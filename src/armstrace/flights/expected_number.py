"""How many events there were, as far as their probabilities tell."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WITHIN = 0.95
_MANY = 2000
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Expected:
    """How many events there were, as far as the data tell: the sum of their probabilities, and 95 % bounds.

    `confirmed` counts those whose tier is confirmed. The bounds hold if the probabilities do and events are
    independent; of days without coverage they say nothing.
    """

    listed: int
    confirmed: int
    expected: float
    low: int
    high: int


def expected_number(probabilities: Iterable[float], confirmed: int = 0) -> Expected:
    """Count independent events, one probability each.

    The number of true ones is Poisson-binomial; its distribution is built up event by event, and for more than some
    thousands taken as normal.

    >>> expected_number([1.0, 0.5], confirmed=1)
    Expected(listed=2, confirmed=1, expected=1.5, low=1, high=2)
    """
    each = [min(max(float(p), 0.0), 1.0) for p in probabilities]
    low, high = _bounds(_chances(each)) if len(each) <= _MANY else _normal(each)
    return Expected(len(each), confirmed, sum(each), low, high)


def _chances(each: Sequence[float]) -> list[float]:
    """Give the chance of each number of true events, from none to all."""
    chances = [1.0]
    for p in each:
        chances = [
            (chances[n] * (1 - p) if n < len(chances) else 0.0) + (chances[n - 1] * p if n else 0.0)
            for n in range(len(chances) + 1)
        ]
    return chances


def _bounds(chances: Sequence[float]) -> tuple[int, int]:
    """Give the numbers between which 95 % of the distribution lie, its tails cut alike."""
    tail = (1 - WITHIN) / 2
    low, below = 0, chances[0]
    while below < tail and low < len(chances) - 1:
        low += 1
        below += chances[low]
    high, above = len(chances) - 1, chances[-1]
    while above < tail and high > low:
        high -= 1
        above += chances[high]
    return low, high


def _normal(each: Sequence[float]) -> tuple[int, int]:
    total, reach = sum(each), _Z * math.sqrt(sum(p * (1 - p) for p in each)) + 0.5
    return max(0, math.floor(total - reach)), min(len(each), math.ceil(total + reach))
