"""A stretch of a series as it is printed: its counts, the ratio of its rate to that of the rest, and its p."""

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.effect import ALONE, Side, both, ratio_of, side_of
from armstrace.flights.surges.given import INSIDE, REST, Labelled, held_against, labelled
from armstrace.flights.surges.null import Model
from armstrace.flights.surges.power import DRAWS, FACTORS
from armstrace.flights.surges.scan import sums_of
from armstrace.flights.surges.tail import Rarity, rarity
from armstrace.flights.surges.told import ALPHA
from armstrace.records.surges import Power, Window

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

EPOCH = date(1970, 1, 1)


def side(model: Model, span: tuple[int, int]) -> Side:
    """Add up the bins from one to before the other, with what is doubtful of their rate."""
    weeks, bins = model.weeks, model.weeks.bins
    sums = sums_of(model.mean, bins.week, bins.share)
    found = side_of(model.counts, sums, span, (model.dispersion, model.memory))
    if span[1] <= span[0]:
        return found
    inside = slice(int(bins.week[span[0]]), int(bins.week[span[1] - 1]) + 1)
    seen = weeks.exposure[inside]
    error = float((weeks.error[inside] * seen).sum() / seen.sum()) if seen.sum() > 0.0 else 0.0
    spans = max(1.0, len(seen) / weeks.span)
    return Side(found.count, found.mean, found.varies, math.hypot(error / math.sqrt(spans), _unsure(model, span)))


def _unsure(model: Model, span: tuple[int, int]) -> float:
    """Give what movements that may not be any add to the doubt of a count's logarithm."""
    chances = model.weeks.chances
    count = float(model.counts[span[0] : span[1]].sum()) * model.weeks.unit
    if not len(chances) or count <= 0.0:
        return 0.0
    # of so many expected movements each is there with its probability: their variance is the share that is uncertain
    return math.sqrt(count * float((chances * (1.0 - chances)).sum() / chances.sum())) / count


def rest_of(model: Model, span: tuple[int, int]) -> Side:
    """Add up all bins outside of a stretch."""
    return both(side(model, (0, span[0])), side(model, (span[1], len(model.counts))))


def _window(model: Model, span: tuple[int, int], rare: Rarity, *, low: float, searched: bool) -> Window:
    weeks, bins = model.weeks, model.weeks.bins
    inside, outside = side(model, span), rest_of(model, span)
    ratio, least, most = ratio_of(inside, outside, low=low)
    unit, days = weeks.unit, (span[1] - span[0]) * bins.size
    expected = outside.count / outside.mean * inside.mean if outside.mean > 0.0 else 0.0
    first = EPOCH + timedelta(weeks.first + span[0] * bins.size)
    spread = 1.96 * _unsure(model, span) * inside.count * unit
    return Window(
        first=first,
        last=first + timedelta(days - 1),
        weeks=days / 7,
        days=days,
        count=inside.count * unit,
        count_low=max(inside.count * unit - spread, 0.0),
        count_high=inside.count * unit + spread,
        expected=expected * unit,
        exposure=float((weeks.exposure[bins.week] * bins.share)[span[0] : span[1]].sum()),
        ratio=ratio,
        ratio_low=least,
        ratio_high=most,
        p=rare.p,
        p_how=rare.how,
        searched=searched,
        draws=rare.draws,
    )


def found_window(model: Model, rare: Rarity, critical: float) -> Window:
    """Give the window that departs most; the lower bound of its ratio holds for all windows looked at.

    The upper bound is that of this window alone: a stretch that was chosen for its size looks larger than it was.
    """
    return _window(model, model.window, rare, low=max(critical, ALONE), searched=True)


def asked_window(
    model: Model, asked: tuple[date, date], drawn: "tuple[int, Longs]", *, power: bool
) -> tuple[Window, tuple[Power, ...]] | None:
    """Test a window named in advance, and say what surge in it would have been told; None outside of the series."""
    draws, state = drawn
    first = (asked[0] - EPOCH).days - model.weeks.first
    span = max(first, 0), min((asked[1] - EPOCH).days - model.weeks.first + 1, len(model.counts))
    if span[0] >= span[1]:
        return None
    labels = np.full(len(model.counts), REST, np.int64)
    labels[span[0] : span[1]] = INSIDE
    parted = labelled(model, labels, (INSIDE, REST))
    own, made = held_against(parted, state, draws)
    window = _window(model, span, rarity(own, made, state), low=ALONE, searched=False)
    if not power:
        return window, ()
    critical = _critical(made)
    return window, tuple(_power(parted, factor, window, critical, state) for factor in FACTORS)


def _critical(made: "Floats") -> float:
    """Give the ratio above which a stretch is told: where p, counted as in tail.rarity, is ALPHA at most.

    Ratios of few movements are tied, and most are below 0 where next to nothing is to be expected: neither is told.
    """
    told = int(ALPHA * (len(made) + 1))
    return max(float(np.sort(made)[-told]) if told else math.inf, 0.0)


def _power(parted: Labelled, factor: float, window: Window, critical: float, state: "Longs") -> Power:
    made = held_against(parted, state, DRAWS, factor)[1]
    told = float((made > critical).mean())
    return Power(factor=factor, weeks=window.weeks, probability=told, draws=DRAWS, first=window.first)
