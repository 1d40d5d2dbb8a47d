"""What the greatest window of a series looks like where there is no surge: the same scan over made series."""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.baseline import terms_of
from armstrace.flights.surges.draws import binomial, blur, make_counts, normal, uniform
from armstrace.flights.surges.scan import AFTER, DISPERSION, FIRST, FOUND, MEMORY, greatest, weeks_within
from armstrace.flights.surges.shape import fit_shape
from armstrace.flights.surges.weeks import Weeks
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

    Scanned = tuple[tuple[Floats, Floats, Longs], tuple[Longs, Floats, Floats, Longs]]
    Drawn = tuple[tuple[float, float, float], tuple[Floats, Floats]]


_MANY = 500.0
"""Beyond so many movements in a week they are drawn together: one by one, 600 a day take minutes and 100,000 hours."""


@dataclass(frozen=True, slots=True)
class Model:
    """A series as it is scanned, and what the scan found.

    `counts` by bin are in units that vary as a Poisson's do (see Weeks.unit). `mean` is what a series without a surge
    has per week, in the same unit; `ratio` the log-likelihood ratio of the window from bin `window[0]` to before
    `window[1]`.
    """

    weeks: Weeks
    counts: "Floats"
    terms: "Floats"
    group: "Longs"
    mean: "Floats"
    dispersion: float
    memory: float
    window: tuple[int, int]
    ratio: float

    @property
    def scanned(self) -> "Scanned":
        """What a scan takes beside the counts."""
        bins = self.weeks.bins
        return (self.weeks.exposure, self.terms, self.group), (bins.week, bins.share, bins.sums, bins.lengths)


def model_of(weeks: Weeks) -> Model:
    """Scan a series and estimate what a series without a surge would be like."""
    terms = terms_of(weeks)
    group = weeks.group if not len(terms) else np.arange(len(weeks))
    found = np.zeros(FOUND)
    model = Model(weeks, weeks.bins.counts / weeks.unit, terms, group, np.zeros(len(weeks)), 0.0, 0.0, (0, 0), 0.0)
    ratio = greatest(model.counts, *model.scanned, found) if len(weeks) else 0.0
    counts = weeks.counts / weeks.unit
    mean = fit_shape(counts, weeks.exposure, terms, weeks_within(found, weeks.bins.week) if len(terms) else (-1, -1))
    if len(terms) and mean.sum() > 0.0:
        mean = mean * (counts[weeks.exposure > 0.0].sum() / mean.sum())
    window = (int(found[FIRST]), int(found[AFTER]))
    return replace(
        model, mean=mean, dispersion=float(found[DISPERSION]), memory=float(found[MEMORY]), window=window, ratio=ratio
    )


@compiled
def _weigh(state: "Longs", counts: "Floats", chances: "Floats", unit: float) -> None:
    """Give each made movement the probability of one that was counted, so that weeks vary as they do in the data."""
    mean, spread = chances.mean(), chances.std()
    for w in range(len(counts)):
        if counts[w] > _MANY:
            counts[w] = max(counts[w] * mean + math.sqrt(counts[w]) * spread * normal(state), 0.0) / unit
            continue
        total = 0.0
        for _ in range(int(counts[w])):
            total += chances[int(uniform(state) * len(chances))]
        counts[w] = total / unit


@compiled
def read(state: "Longs", chances: "Floats", at: "Longs", bins: int) -> "Floats":
    """Count the movements of each bin, each there or not there as its probability says."""
    counts = np.zeros(bins)
    for n in range(len(chances)):
        if uniform(state) < chances[n]:
            counts[at[n]] += 1.0
    return counts


@compiled
def place(state: "Longs", of_week: "Floats", share: "Floats", out: "Floats") -> None:
    """Put the movements of each week on its days, by the exposure of each."""
    days = len(share) // len(of_week)
    out[:] = 0.0
    for w in range(len(of_week)):
        if of_week[w] > _MANY:
            left, share_left = of_week[w], 1.0
            for b in range(w * days, (w + 1) * days):
                out[b] = binomial(state, left, share[b] / share_left) if share_left > share[b] else left
                left -= out[b]
                share_left -= share[b]
            continue
        for _ in range(int(of_week[w])):
            left, b = uniform(state), w * days
            while b < (w + 1) * days - 1 and left >= share[b]:
                left -= share[b]
                b += 1
            out[b] += 1.0


@compiled
def make(state: "Longs", mean: "Floats", spread: tuple[float, float, float], noise: "tuple[Floats, Floats]",
         share: "Floats", out: "Floats") -> None:  # fmt: skip
    """Make one series by bin.

    `spread` is dispersion, memory and the weeks that share an error of exposure; `noise` that error by week, and the
    probabilities of movements, each empty where there is none; `share` that of each bin in its week.
    """
    error, chances = noise
    means = mean.copy()
    if len(error):
        blur(state, error, spread[2], means)
        means *= mean
    unit = 1.0
    if len(chances):
        unit = (chances**2).sum() / chances.sum()
        means *= unit / chances.mean()
    if len(out) == len(mean):
        make_counts(state, means, spread[0], spread[1], out)
    else:
        of_week = np.empty(len(mean))
        make_counts(state, means, spread[0], spread[1], of_week)
        place(state, of_week, share, out)
    if len(chances):
        _weigh(state, out, chances, unit)


@compiled
def _ratios(state: "Longs", mean: "Floats", scanned: "Scanned", drawn: "Drawn", until: tuple[float, int],
            out: "Floats") -> int:  # fmt: skip
    weeks, bins = scanned
    spread, noise = drawn
    counts, found, reached = np.zeros(len(bins[0])), np.zeros(FOUND), 0
    for n in range(len(out)):
        make(state, mean, spread, noise, bins[1], counts)
        out[n] = greatest(counts, weeks, bins, found)
        if out[n] >= until[0]:
            reached += 1
            if reached == until[1]:
                return n + 1
    return len(out)


def null_ratios(model: Model, state: "Longs", draws: int, stop: int = 0) -> "Floats":
    """Give the greatest ratios of so many made series; with `stop`, no more once so many reach that of the data.

    Dispersion and memory are those of the series without its greatest window, the exposure of each made series is off
    by as much as the data's may be, and everything is estimated anew in each of them.
    """
    out = np.zeros(draws)
    until = (model.ratio or np.inf, stop or draws + 1)
    made = _ratios(state, model.mean, model.scanned, drawn_of(model), until, out)
    return out[:made]


def drawn_of(model: Model) -> "Drawn":
    """Give what made series vary by (see make)."""
    weeks = model.weeks
    error = weeks.error if weeks.error.any() else np.empty(0)
    return (model.dispersion, model.memory, weeks.span), (error, weeks.chances)
