"""Before, during and after dates that were given in advance."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from armstrace.flights.surges.effect import ratio_of
from armstrace.flights.surges.given import AFTER, INSIDE, REST, held_against, labelled
from armstrace.flights.surges.null import Model
from armstrace.flights.surges.stretch import EPOCH, side
from armstrace.records.surges import Comparison, Period

if TYPE_CHECKING:
    from armstrace.flights.columns import Longs

_NAMES = {REST: "before", INSIDE: "during", AFTER: "after"}
_PAIRS = ((INSIDE, REST), (AFTER, REST), (AFTER, INSIDE))


def _spans(model: Model, conflict: tuple[date, date]) -> dict[int, tuple[int, int]]:
    """Give the bins before, during and after, as far as the series goes."""
    last = len(model.counts)
    begins = min(max((conflict[0] - EPOCH).days - model.weeks.first, 0), last)
    ends = min(max((conflict[1] - EPOCH).days - model.weeks.first + 1, begins), last)
    return {REST: (0, begins), INSIDE: (begins, ends), AFTER: (ends, last)}


def periods_of(model: Model, conflict: tuple[date, date]) -> tuple[Period, ...]:
    """Count what was before, during and after; rates are per week of full exposure, None where none could be seen."""
    bins, unit = model.weeks.bins, model.weeks.unit
    exposure = model.weeks.exposure[bins.week] * bins.share
    found = []
    for label, (a, after) in _spans(model, conflict).items():
        if after <= a:
            continue
        seen, count = float(exposure[a:after].sum()), float(model.counts[a:after].sum() * unit)
        first = EPOCH + timedelta(model.weeks.first + a)
        found.append(
            Period(
                name=_NAMES[label],
                first=first,
                last=first + timedelta(after - a - 1),
                days=int((exposure[a:after] > 0.0).sum()),
                count=count,
                exposure=seen,
                rate=7.0 * count / seen if seen > 0.0 else None,
            )
        )
    return tuple(found)


def compared(model: Model, conflict: tuple[date, date], draws: int, state: "Longs") -> tuple[Comparison, ...]:
    """Compare the rates, two-sided, with the dispersion of weeks within the periods; a season is in the shape."""
    spans = _spans(model, conflict)
    labels = np.zeros(len(model.counts), np.int64)
    for label, (a, after) in spans.items():
        labels[a:after] = label
    found = []
    for one, other in _PAIRS:
        sides = side(model, spans[one]), side(model, spans[other])
        ratio, low, high = ratio_of(*sides)
        p = None
        if ratio is not None or low is not None:
            own, made = held_against(labelled(model, labels, (one, other)), state, draws)
            p = float((1 + (np.abs(made) >= abs(own) - 1e-12).sum()) / (draws + 1))
        found.append(Comparison(of=_NAMES[one], to=_NAMES[other], ratio=ratio, ratio_low=low, ratio_high=high, p=p))
    return tuple(found)
