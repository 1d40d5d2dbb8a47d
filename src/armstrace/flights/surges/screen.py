"""Many series at once: which of them have a surge, with a bound on the share of those told in error."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.flights.surges.draws import stream
from armstrace.flights.surges.judge import EPOCH, Asked
from armstrace.flights.surges.null import Model, model_of, null_ratios
from armstrace.flights.surges.series import Series
from armstrace.flights.surges.stretch import rest_of, side
from armstrace.flights.surges.tail import rarity
from armstrace.flights.surges.told import LEAST_WEEKS
from armstrace.flights.surges.weeks import weeks_of
from armstrace.records.errors import ArmstraceError

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats

STOP = 10
_PART = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """One of many series: its greatest window, p family-wise within the series, and q over all series screened.

    `q` is the least false-discovery rate at which it is told (Benjamini and Hochberg 1995), `q_any` that under any
    dependence of the series on one another (Benjamini and Yekutieli 2001). `told` goes by `q`. One with too few other
    weeks to know how much weeks vary is not `tested`, and has a p of 1. `basis` is what its exposure rests on.
    """

    series: str
    operator: str
    airfield: str
    count: float
    p: float
    p_how: str
    draws: int
    first: date | None
    last: date | None
    window_count: float
    expected: float
    ratio: float | None
    basis: str
    q: float = 1.0
    q_any: float = 1.0
    told: bool = False
    tested: bool = True


def screen(series: Iterable[Series], asked: Asked, *, q: float = 0.05, workers: int = 1) -> list[Screened]:
    """Screen many series, made as they are needed; the same seed gives the same result on any number of workers.

    Making series is stopped once ten of them reach the ratio of the data; p beyond what all draws resolve comes from a
    fitted tail (see tail.rarity).

    Raises:
        ArmstraceError: a part could not be done.
    """
    found: list[Screened] = []
    for _, result in run_many(partial(_screened, asked), _parts(series), workers):
        if isinstance(result, Failure):
            raise ArmstraceError(f"The series could not be screened: {result.what}")
        found += result
    return judged(found, q)


def _parts(series: Iterable[Series]) -> Iterator[tuple[int, Sequence[Series]]]:
    """Give so many series at a time, with the number of the first."""
    left, first = iter(series), 0
    while part := list(islice(left, _PART)):
        yield first, part
        first += len(part)


def judged(found: Sequence[Screened], q: float) -> list[Screened]:
    """Give each its q among all, in the order of p."""
    ordered = sorted(found, key=lambda each: (each.p, each.series))
    values = q_values(np.array([each.p for each in ordered]))
    harmonic = float((1.0 / np.arange(1, len(ordered) + 1)).sum()) if ordered else 1.0
    return [
        replace(each, q=float(value), q_any=min(float(value) * harmonic, 1.0), told=bool(value <= q))
        for each, value in zip(ordered, values, strict=True)
    ]


def q_values(p: "Floats") -> "Floats":
    """Give Benjamini and Hochberg's adjusted values of p-values in ascending order.

    >>> q_values(np.array([0.01, 0.02, 0.9])).tolist()
    [0.03, 0.03, 0.9]
    """
    number = len(p)
    if not number:
        return p
    adjusted = p * number / np.arange(1, number + 1)
    return np.minimum(np.minimum.accumulate(adjusted[::-1])[::-1], 1.0)


def _screened(asked: Asked, part: tuple[int, Sequence[Series]]) -> list[Screened]:
    first, several = part
    return [_one(series, asked, first + n) for n, series in enumerate(several)]


def _one(series: Series, asked: Asked, number: int) -> Screened:
    weeks = weeks_of(series)
    none = Screened(
        series=series.named.series, operator=series.named.operator, airfield=series.named.airfield,
        count=float(series.counts.sum()), p=1.0, p_how="counted", draws=0, first=None, last=None,
        window_count=0.0, expected=0.0, ratio=None, basis=series.exposure_basis,
    )  # fmt: skip
    if not len(weeks) or weeks.exposure.sum() <= 0.0 or weeks.counts.sum() / weeks.unit < 2.0:
        return none
    model = model_of(weeks)
    if model.ratio <= 0.0:
        return none
    if _beside(model) < LEAST_WEEKS:
        return replace(none, tested=False)
    state = stream(asked.seed, number)
    made = null_ratios(model, state, asked.draws, STOP)
    rare = rarity(model.ratio, made, state, stopped=int((made >= model.ratio).sum()) >= STOP)
    return _told(replace(none, p=rare.p, p_how=rare.how, draws=rare.draws), model)


def _beside(model: Model) -> int:
    """Count the weeks outside of the window in which anything could be seen (see told.said)."""
    week, seen = model.weeks.bins.week, model.weeks.exposure > 0.0
    seen[week[model.window[0]] : week[model.window[1] - 1] + 1] = False
    return int(seen.sum())


def _told(found: Screened, model: Model) -> Screened:
    size = model.weeks.bins.size
    inside, outside = side(model, model.window), rest_of(model, model.window)
    expected = outside.count / outside.mean * inside.mean if outside.mean > 0.0 else 0.0
    first = EPOCH + timedelta(model.weeks.first + model.window[0] * size)
    return replace(
        found,
        first=first,
        last=first + timedelta((model.window[1] - model.window[0]) * size - 1),
        window_count=inside.count * model.weeks.unit,
        expected=expected * model.weeks.unit,
        ratio=inside.count / expected if expected > 0.0 else None,
    )
