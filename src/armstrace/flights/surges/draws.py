"""Made series: random counts with a mean, a dispersion and a memory from one week to the next, the same everywhere."""

import math
from typing import TYPE_CHECKING

import numpy as np

from armstrace.sources.traces.compiled import compiled, inlined

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

_M1, _M2 = 4294967087, 4294944443
_NORM = 1.0 / (_M1 + 1.0)
_INVERTED = 30.0
"""Means up to this are drawn by going up the distribution; above it that takes longer than rejection."""


def stream(seed: int, number: int) -> "Longs":
    """Give the state of a stream of random numbers: another for each seed and each number.

    Method: L'Ecuyer's combined multiple recursive generator MRG32k3a (Operations Research 47:159, 1999), which needs
    no more than 64-bit integers that never overflow, so that every machine draws the same.
    """
    words = np.random.SeedSequence([seed & (2**64 - 1), number]).generate_state(6, np.uint32).astype(np.int64)
    return np.concatenate([words[:3] % (_M1 - 1) + 1, words[3:] % (_M2 - 1) + 1])


@inlined
def uniform(state: "Longs") -> float:
    """Draw a number between 0 and 1, both excluded."""
    one = (1403580 * state[1] - 810728 * state[0]) % 4294967087
    state[0], state[1], state[2] = state[1], state[2], one
    two = (527612 * state[5] - 1370589 * state[3]) % 4294944443
    state[3], state[4], state[5] = state[4], state[5], two
    drawn = one - two
    return float((drawn if drawn > 0 else drawn + 4294967087) * _NORM)


@compiled
def normal(state: "Longs") -> float:
    """Draw from the standard normal distribution (Box and Muller 1958)."""
    return math.sqrt(-2.0 * math.log(uniform(state))) * math.cos(2.0 * math.pi * uniform(state))


@compiled
def gamma(state: "Longs", shape: float) -> float:
    """Draw from a gamma distribution of scale 1 (Marsaglia and Tsang, ACM TOMS 26:363, 2000)."""
    d = (shape if shape >= 1.0 else shape + 1.0) - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(state)
        v = (1.0 + c * x) ** 3
        if v > 0.0 and math.log(uniform(state)) < 0.5 * x * x + d - d * v + d * math.log(v):
            break
    return d * v if shape >= 1.0 else d * v * uniform(state) ** (1.0 / shape)


@compiled
def poisson(state: "Longs", mean: float) -> float:
    """Draw from a Poisson distribution: up the distribution, or Hörmann's PTRS (Insurance: M&E 12:39, 1993)."""
    if mean <= 0.0:
        return 0.0
    if mean <= _INVERTED:
        return _climbed(uniform(state), math.exp(-mean), 0.0, mean)
    root = math.sqrt(mean)
    b = 0.931 + 2.53 * root
    a = -0.059 + 0.02483 * b
    over = 1.1239 + 1.1328 / (b - 3.4)
    within = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        x, v = uniform(state) - 0.5, uniform(state)
        s = 0.5 - abs(x)
        k = math.floor((2.0 * a / s + b) * x + mean + 0.43)
        if s >= 0.07 and v <= within:
            return k
        if k < 0 or (s < 0.013 and v > s):
            continue
        if math.log(v * over / (a / (s * s) + b)) <= k * math.log(mean) - mean - math.lgamma(k + 1.0):
            return k


@compiled
def _climbed(v: float, p: float, q: float, step: float) -> float:
    """Go up a distribution whose terms follow p(j + 1) = p(j) (q j + step) / (j + 1) until v is passed."""
    reached, j = p, 0
    while v > reached and j < 10_000:
        p *= (q * j + step) / (j + 1)
        reached += p
        j += 1
        if p < 1e-18 and j > step:
            break
    return float(j)


@compiled
def binomial(state: "Longs", number: float, chance: float) -> float:
    """Draw how many of a number come about: up the distribution, or where many do and many do not a normal one."""
    if chance <= 0.0 or number <= 0.0:
        return 0.0
    if chance > 0.5:
        return number - binomial(state, number, 1.0 - chance) if chance < 1.0 else number
    if number * chance > _INVERTED:
        root = math.sqrt(number * chance * (1.0 - chance))
        return min(max(math.floor(number * chance + root * normal(state) + 0.5), 0.0), number)
    odds = chance / (1.0 - chance)
    return min(_climbed(uniform(state), math.exp(number * math.log1p(-chance)), -odds, number * odds), number)


@compiled
def negative_binomial(state: "Longs", mean: float, dispersion: float) -> float:
    """Draw a count of this mean whose variance is mean + dispersion mean²."""
    if dispersion <= 0.0:
        return poisson(state, mean)
    if mean <= 0.0:
        return 0.0
    if mean <= _INVERTED:
        q = dispersion * mean / (1.0 + dispersion * mean)
        none = math.exp(-math.log1p(dispersion * mean) / dispersion)
        return _climbed(uniform(state), none, q, q / dispersion)
    return poisson(state, dispersion * mean * gamma(state, 1.0 / dispersion))


@compiled
def make_counts(state: "Longs", mean: "Floats", dispersion: float, memory: float, out: "Floats") -> None:
    """Draw a count for each week; `memory` is the correlation, 0 to 0.5, of what one week's rate and the next's share.

    With a memory each week's rate is moved by a mixture of two gammas, the later of which also moves the next week's:
    what bursts that begin in the middle of a week do.
    """
    if dispersion <= 0.0 or memory <= 0.0:
        for w in range(len(mean)):
            out[w] = negative_binomial(state, mean[w], dispersion)
        return
    # memory = a (1 - a) / ((1 - a)² + a²), solved for the smaller a
    part = memory / (1.0 + 2.0 * memory)
    a = 0.5 * (1.0 - math.sqrt(max(1.0 - 4.0 * part, 0.0)))
    own = dispersion / ((1.0 - a) ** 2 + a**2)
    here = own * gamma(state, 1.0 / own)
    for w in range(len(mean)):
        following = own * gamma(state, 1.0 / own)
        out[w] = poisson(state, mean[w] * ((1.0 - a) * here + a * following))
        here = following


@compiled
def blur(state: "Longs", error: "Floats", span: float, out: "Floats") -> None:
    """Draw by what factor the exposure of each week may be off: its error is one for weeks within `span` weeks."""
    before, after = normal(state), normal(state)
    place = 0.0
    for w in range(len(error)):
        if place >= 1.0:
            place -= 1.0
            before, after = after, normal(state)
        here = ((1.0 - place) * before + place * after) / math.sqrt((1.0 - place) ** 2 + place**2)
        out[w] = math.exp(error[w] * here - 0.5 * error[w] ** 2)
        place += 1.0 / span
