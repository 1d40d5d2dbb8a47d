"""How rare a ratio is that few or none of the made series reach."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.draws import uniform
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

COUNTED, FITTED, AT_MOST = "counted", "fitted", "at most"
_ENOUGH = 10
_MOST_EXCEEDING, _LEAST_EXCEEDING, _FEWER = 250, 50, 25
_REPEATS, _REJECTED = 199, 0.05
_LEAST_P = 1e-12


@dataclass(frozen=True, slots=True)
class Rarity:
    """A probability, how it was come by ("counted", "fitted", "at most"), and from how many made series."""

    p: float
    how: str
    draws: int


def rarity(ratio: float, made: "Floats", state: "Longs", *, stopped: bool = False) -> Rarity:
    """Give the chance that a series without a surge reaches a ratio.

    Counted where ten made series reach it: the share of them, or by Besag and Clifford (Biometrika 78:301, 1991) where
    making series was `stopped` at the tenth. Else from a generalised Pareto distribution fitted to the greatest of them
    (Knijnenburg et al., Bioinformatics 25:i161, 2009), if it passes a test of its fit; where it does not, "at most".
    """
    if ratio <= 0.0 or not len(made):
        return Rarity(1.0, COUNTED, len(made))
    reached = int((made >= ratio).sum())
    if stopped:
        return Rarity(reached / len(made), COUNTED, len(made))
    counted = (reached + 1) / (len(made) + 1)
    if reached >= _ENOUGH:
        return Rarity(counted, COUNTED, len(made))
    ordered = np.sort(made)
    number = min(_MOST_EXCEEDING, len(made) // 4)
    while number >= _LEAST_EXCEEDING:
        threshold = 0.5 * (ordered[-number] + ordered[-number - 1])
        over = ordered[-number:] - threshold
        shape, scale = _fitted(over)
        if scale > 0.0 and _fits(over, shape, scale, state):
            p = number / len(made) * _beyond(ratio - threshold, shape, scale)
            return Rarity(min(max(p, _LEAST_P), counted), FITTED, len(made))
        number -= _FEWER
    return Rarity(counted, AT_MOST, len(made))


@compiled
def _fitted(over: "Floats") -> tuple[float, float]:
    """Fit shape and scale by probability-weighted moments (Hosking and Wallis, Technometrics 29:339, 1987).

    The shape is taken as no less than 0: a tail that ends would let a p of nothing be read out of few series.
    """
    n, first, second = len(over), 0.0, 0.0
    for i in range(n):
        first += over[i] / n
        second += over[i] * (n - i - 0.65) / n / n
    gap = first - 2.0 * second
    if first <= 0.0 or gap <= 0.0:
        return 0.0, 0.0
    shape = 2.0 - first / gap
    if shape <= 0.0:
        return 0.0, first
    return shape, 2.0 * first * second / gap


@compiled
def _beyond(over: float, shape: float, scale: float) -> float:
    if shape < 1e-9:
        return math.exp(-over / scale)
    return float((1.0 + shape * over / scale) ** (-1.0 / shape))


@compiled
def _distance(over: "Floats", shape: float, scale: float) -> float:
    """Give Anderson and Darling's distance between values, in order, and a distribution."""
    n, total = len(over), 0.0
    for i in range(n):
        above = min(max(_beyond(over[i], shape, scale), 1e-15), 1.0 - 1e-15)
        above_other = min(max(_beyond(over[n - 1 - i], shape, scale), 1e-15), 1.0 - 1e-15)
        total += (2 * i + 1) * (np.log(1.0 - above) + np.log(above_other))
    return -n - total / n


@compiled
def _further(state: "Longs", n: int, shape: float, scale: float, seen: float) -> float:
    """Give the share of samples from the fitted distribution, fitted anew, that lie further off than the data."""
    further = 0
    for _ in range(_REPEATS):
        made = np.empty(n)
        for i in range(n):
            u = uniform(state)
            made[i] = -scale * np.log(u) if shape < 1e-9 else scale * (u ** (-shape) - 1.0) / shape
        made.sort()
        again = _fitted(made)
        if again[1] > 0.0 and _distance(made, again[0], again[1]) >= seen:
            further += 1
    return further / _REPEATS


def _fits(over: "Floats", shape: float, scale: float, state: "Longs") -> bool:
    """Test the fit by a parametric bootstrap of the distance, at 5 %."""
    return _further(state, len(over), shape, scale, _distance(over, shape, scale)) >= _REJECTED
