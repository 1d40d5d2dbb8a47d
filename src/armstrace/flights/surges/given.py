"""Stretches whose dates were given in advance: nothing was searched for, so that nothing has to be paid for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.dispersion import memory, spread
from armstrace.flights.surges.null import Model, drawn_of, make
from armstrace.flights.surges.scan import by_week, part, sums_of
from armstrace.sources.traces.compiled import compiled

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs
    from armstrace.flights.surges.null import Drawn

REST, INSIDE, AFTER = range(3)
"""Labels of bins: outside of a window, or before a conflict; in it; after a conflict."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A series whose bins are parted: a label for each bin and week, and which label is held against which."""

    model: Model
    bins: "Longs"
    weeks: "Longs"
    pair: tuple[int, int]


def labelled(model: Model, labels: "Longs", pair: tuple[int, int]) -> Labelled:
    """Part a series; a week has the label of most of its exposure, so that no week counts for two dispersions."""
    week, share = model.weeks.bins.week, model.weeks.bins.share
    votes = np.zeros((3, len(model.weeks)))
    for label in range(3):
        votes[label] = np.bincount(week, weights=share * (labels == label), minlength=len(model.weeks))
    return Labelled(model, labels, votes.argmax(axis=0).astype(np.int64), pair)


@compiled
def _against(counts: "Floats", of_week: "tuple[Floats, Longs]", bins: "tuple[Longs, Floats, Longs]", sums: "Floats",
             pair: tuple[int, int]) -> float:  # fmt: skip
    """Give the log-likelihood ratio of one label's rate against another's, negative where it is the lower one."""
    shape, labels = of_week
    week, _, label = bins
    summed = np.zeros(len(shape))
    by_week(counts, week, summed)
    rate = np.zeros(3)
    for own in range(3):
        seen, number = 0.0, 0.0
        for w in range(len(shape)):
            if labels[w] == own:
                seen += shape[w]
                number += summed[w]
        rate[own] = number / seen if seen > 0.0 else 0.0
    mean, group = np.zeros(len(shape)), np.zeros(len(shape), np.int64)
    for w in range(len(shape)):
        mean[w] = shape[w] * rate[labels[w]]
        group[w] = w
    dispersion = spread(summed, mean, (-1, -1), group, len(shape))
    kept = memory(summed, mean, dispersion, (-1, -1))
    side = np.zeros((2, 3))
    for b in range(len(week)):
        for s in range(2):
            if label[b] == pair[s]:
                side[s, 0] += counts[b]
                side[s, 1] += sums[0, b + 1] - sums[0, b]
                side[s, 2] += sums[1, b + 1] - sums[1, b] + kept * (sums[2, b + 1] - sums[2, b])
    seen, total = side[0, 1] + side[1, 1], side[0, 0] + side[1, 0]
    if side[0, 1] <= 0.0 or side[1, 1] <= 0.0 or total <= 0.0:
        return 0.0
    factor = dispersion * (total / seen) ** 2
    expected, rest = total * side[0, 1] / seen, total * side[1, 1] / seen
    ratio = part(side[0, 0], expected, factor * side[0, 2]) + part(side[1, 0], rest, factor * side[1, 2])
    return ratio if side[0, 0] >= expected else -ratio


@compiled
def _made(state: "Longs", mean: "Floats", drawn: "Drawn",
          bins: "tuple[Longs, Floats, Longs]", against: "tuple[Longs, Floats, tuple[int, int]]",
          out: "Floats") -> None:  # fmt: skip
    labels, sums, pair = against
    counts = np.zeros(len(bins[0]))
    for n in range(len(out)):
        make(state, mean, drawn[0], drawn[1], bins[1], counts)
        out[n] = _against(counts, (mean, labels), bins, sums, pair)


def held_against(parted: Labelled, state: "Longs", draws: int, factor: float = 1.0) -> "tuple[float, Floats]":
    """Give the signed log-likelihood ratio of the data, and those of series in which both rates are the same.

    With a `factor` the made series have so many times the movements in the first label of the pair.
    """
    model = parted.model
    week, share = model.weeks.bins.week, model.weeks.bins.share
    sums = sums_of(model.mean, week, share)
    bins = (week, share, parted.bins)
    own = _against(model.counts, (model.mean, parted.weeks), bins, sums, parted.pair)
    out = np.zeros(draws)
    more = np.bincount(week, weights=share * (parted.bins == parted.pair[0]), minlength=len(model.weeks))
    mean = model.mean * (1.0 + (factor - 1.0) * more)
    if factor == 1.0:
        _made(state, mean, drawn_of(model), bins, (parted.weeks, sums, parted.pair), out)
    else:
        _injected(state, mean, drawn_of(model), bins, (parted.weeks, sums, parted.pair, model.mean), out)
    return own, out


@compiled
def _injected(state: "Longs", mean: "Floats", drawn: "Drawn",
              bins: "tuple[Longs, Floats, Longs]", against: "tuple[Longs, Floats, tuple[int, int], Floats]",
              out: "Floats") -> None:  # fmt: skip
    labels, sums, pair, shape = against
    counts = np.zeros(len(bins[0]))
    for n in range(len(out)):
        make(state, mean, drawn[0], drawn[1], bins[1], counts)
        out[n] = _against(counts, (shape, labels), bins, sums, pair)
