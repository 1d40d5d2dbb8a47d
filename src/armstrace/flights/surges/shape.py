"""The shape of a baseline: so much by exposure, and by season and trend where the data carry them."""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats

YEAR_DAYS = 365.25
_ROUNDS = 8
_FAR = 3.0
"""A coefficient beyond e³ = 20-fold has run away: the data do not hold it."""


@compiled
def _solve(matrix: "Floats", right: "Floats") -> None:
    """Solve a few linear equations in place; the matrix is positive definite, so no row need be exchanged."""
    size = len(right)
    for i in range(size):
        for k in range(i + 1, size):
            ratio = matrix[k, i] / matrix[i, i]
            for j in range(i, size):
                matrix[k, j] -= ratio * matrix[i, j]
            right[k] -= ratio * right[i]
    for i in range(size - 1, -1, -1):
        for j in range(i + 1, size):
            right[i] -= matrix[i, j] * right[j]
        right[i] /= matrix[i, i]


@compiled
def _step(counts: "Floats", mean: "Floats", terms: "Floats", inside: "Floats") -> "Floats":
    """Give one step of the fit: what the slopes of the likelihood make of its bends."""
    size = terms.shape[0] + 1
    slope, bend, x = np.zeros(size), np.zeros((size, size)), np.ones(size)
    for w in range(len(counts)):
        if inside[w] == 0.0:
            continue
        x[1:] = terms[:, w]
        for i in range(size):
            slope[i] += (counts[w] - mean[w]) * x[i]
            for j in range(size):
                bend[i, j] += mean[w] * x[i] * x[j]
    for i in range(size):
        bend[i, i] += 1e-9 * (1.0 + bend[0, 0])
    _solve(bend, slope)
    return slope


@compiled
def fit_shape(counts: "Floats", exposure: "Floats", terms: "Floats", without: tuple[int, int]) -> "Floats":
    """Give the mean of each week, as the weeks outside a window let expect it.

    Without terms the mean is exposure times one rate. With terms (one row each) it is log-linear in them, fitted by
    iterated weighted least squares of a Poisson, whose estimates hold for counts that vary more (Gourieroux, Monfort
    and Trognon, Econometrica 52:701, 1984).
    """
    weeks, size = len(counts), terms.shape[0] + 1
    inside = np.zeros(weeks)
    for w in range(weeks):
        if exposure[w] > 0.0 and not without[0] <= w < without[1]:
            inside[w] = 1.0
    seen = (exposure * inside).sum()
    rate = (counts * inside).sum() / seen if seen > 0.0 else 0.0
    if size == 1 or rate <= 0.0:
        return exposure * rate
    mean, beta = exposure * rate, np.zeros(size)
    for _ in range(_ROUNDS):
        step = _step(counts, mean, terms, inside)
        for i in range(size):
            beta[i] += min(max(step[i], -1.0), 1.0)
        beta[1:] = np.minimum(np.maximum(beta[1:], -_FAR), _FAR)
        for w in range(weeks):
            at = beta[0]
            for i in range(1, size):
                at += beta[i] * terms[i - 1, w]
            mean[w] = exposure[w] * rate * math.exp(at)
        if np.abs(step).max() < 1e-6:
            break
    return mean
