"""How many times what the rest of a series lets expect: a ratio of rates with bounds."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from armstrace.flights.surges.scan import part

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats

ALONE = 1.9207
"""Half of chi-squared's 95 % point: the log-likelihood ratio that bounds one ratio."""
_FARTHEST = math.log(1e6)
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of two stretches: movements, what their exposure lets expect (in any one unit), and what varying rates add.

    `varies` is what the variance has beyond a Poisson's where the mean is `mean`; `doubt` the standard deviation of the
    logarithm of its rate from errors of exposure and from movements that may not be any.
    """

    count: float
    mean: float
    varies: float
    doubt: float = 0.0


def side_of(counts: "Floats", sums: "Floats", span: tuple[int, int], spread: tuple[float, float]) -> Side:
    """Add up the bins from one to before the other; `sums` as of scan.sums_of, `spread` dispersion and memory."""
    mean, own, beside = sums[:, span[1]] - sums[:, span[0]]
    return Side(float(counts[span[0] : span[1]].sum()), float(mean), float(spread[0] * (own + spread[1] * beside)))


def both(one: Side, two: Side) -> Side:
    """Take two stretches as one."""
    return Side(one.count + two.count, one.mean + two.mean, one.varies + two.varies, math.hypot(one.doubt, two.doubt))


def log_likelihood_ratio(inside: Side, outside: Side, ratio: float) -> float:
    """Say how badly both counts go with this ratio of their rates: 0 where they could not go better."""
    total = inside.count + outside.count
    weight = ratio * inside.mean
    expected = total * weight / (weight + outside.mean)
    rest = total - expected
    return part(inside.count, expected, inside.varies * (expected / inside.mean) ** 2) + part(
        outside.count, rest, outside.varies * (rest / outside.mean) ** 2
    )


Bounds = tuple[float | None, float | None, float | None]


def ratio_of(inside: Side, outside: Side, low: float = ALONE, high: float = ALONE) -> Bounds:
    """Give the ratio of two rates with a lower and an upper bound; None where the counts give none.

    The bounds are where the log-likelihood ratio reaches `low` and `high`; with the 95 % point of the greatest ratio of
    series without a surge for `low`, the lower bound holds for all windows of a search at once.
    """
    if inside.mean <= 0.0 or outside.mean <= 0.0 or inside.count + outside.count <= 0.0:
        return None, None, None
    rates = inside.count / inside.mean, outside.count / outside.mean
    ratio = rates[0] / rates[1] if rates[1] > 0.0 else None
    middle = math.log(ratio) if ratio else (-_FARTHEST if ratio == 0.0 else _FARTHEST)
    doubt = 1.96 * math.hypot(inside.doubt, outside.doubt)
    below = _reaches(inside, outside, low, (middle, -_FARTHEST)) if inside.count > 0.0 else None
    above = _reaches(inside, outside, high, (middle, _FARTHEST)) if outside.count > 0.0 else None
    return (
        ratio,
        0.0 if inside.count <= 0.0 else _moved(below, middle, doubt, -1.0),
        _moved(above, middle, doubt, 1.0),
    )


def _reaches(inside: Side, outside: Side, limit: float, between: tuple[float, float]) -> float | None:
    """Find the logarithm of the ratio at which the log-likelihood ratio reaches a limit."""
    near, far = between
    if log_likelihood_ratio(inside, outside, math.exp(far)) < limit:
        return None
    for _ in range(_STEPS):
        middle = 0.5 * (near + far)
        if log_likelihood_ratio(inside, outside, math.exp(middle)) < limit:
            near = middle
        else:
            far = middle
    return 0.5 * (near + far)


def _moved(bound: float | None, middle: float, doubt: float, way: float) -> float | None:
    """Move a bound outward by a doubt that is independent of the counts."""
    if bound is None:
        return None
    if abs(middle) >= _FARTHEST:
        return math.exp(bound + way * doubt)
    return math.exp(middle + way * math.hypot(bound - middle, doubt))
