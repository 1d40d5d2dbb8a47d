"""How near a recomputed figure must come to a claimed one.

Two editions of SIPRI's data differ by 0.4 points at the median and 2.7 at the 90th percentile (459 shares of 10 % or
more), so a share is supported within 1.0 point and contradicted only where every edition is more than 2 points off.
A change between two periods divides two revised sums: beside 2 points it takes 5 % of what is divided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from armstrace.records.claims import QuantityClaim
from armstrace.records.findings import Reading
from armstrace.records.verdicts import Verdict

SUPPORT_POINTS = 1.0
CONTRADICT_POINTS = 2.0
# of 910 changes between neighbouring five years (sums of 500 million TIV and more, two editions) 47 % differ by more
# than 2 points and 18 % by more than this part of the quotient too; of shares, 16 % by more than 2 points
CONTRADICT_OF_QUOTIENT = 0.05
# the figures of two sums of binary fractions
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far off a figure may be to support a claim, and how far off it must be to contradict it, in its own unit."""

    support: float
    contradict: float


def printed_half_unit(value: float) -> float:
    """Half of the last decimal a value is stated with: 8 leaves half a unit open, 8.2 a twentieth.

    >>> printed_half_unit(8.0), printed_half_unit(8.2)
    (0.5, 0.05)
    """
    decimals = len(f"{value:.10f}".rstrip("0").partition(".")[2])
    return float(0.5 * 10**-decimals)


def stated(claim: QuantityClaim) -> float:
    """Give the number a claim turns on; where it states a range alone, the end that it gives."""
    return next((value for value in (claim.value, claim.min, claim.max) if value is not None), 0.0)


def for_points(claim: QuantityClaim) -> Allowance:
    """Allow 1.0 percentage point, with "about" a tenth of the value up to 2 points; beyond 2 points contradicts."""
    support = SUPPORT_POINTS
    if claim.comparator == "~":
        support = max(SUPPORT_POINTS, min(CONTRADICT_POINTS, 0.1 * abs(stated(claim))))
    return Allowance(support, CONTRADICT_POINTS)


def for_change(claim: QuantityClaim, percent: float) -> Allowance:
    """Allow a change of `percent`, a fall below zero, 1.0 point; beyond 2 points and 5 % of the quotient contradicts.

    The quotient of a change of 130 % is 2.3, so 11.5 points. Never so many that a rise would be a fall.
    """
    of_quotient = CONTRADICT_OF_QUOTIENT * (100 + percent)
    contradict = max(CONTRADICT_POINTS, min(of_quotient, abs(percent)))
    support = max(SUPPORT_POINTS, min(contradict, 0.1 * abs(percent))) if claim.comparator == "~" else SUPPORT_POINTS
    return Allowance(support, contradict)


def for_factor(claim: QuantityClaim) -> Allowance:
    """Allow a factor its printed precision, 10 % with "about"; beyond a quarter contradicts."""
    value = stated(claim)
    support = max(printed_half_unit(value), 0.1 * value if claim.comparator == "~" else 0.0)
    return Allowance(support, max(support, 0.25 * value))


def for_volume(claim: QuantityClaim) -> Allowance:
    """Allow a volume one million or 1 %, 10 % with "about"; beyond 10 % contradicts."""
    value = stated(claim)
    support = max(1.0, (0.1 if claim.comparator == "~" else 0.01) * value)
    return Allowance(support, max(support, 0.1 * value))


def bounds(claim: QuantityClaim) -> tuple[float | None, float | None]:
    """Give the lowest and highest figure a claim states: "more than 60" has no upper end."""
    if claim.value is None:
        return claim.min, claim.max
    if claim.comparator in {">", ">="}:
        return claim.value, claim.max
    if claim.comparator in {"<", "<="}:
        return claim.min, claim.value
    if claim.min is not None and claim.max is not None:
        return claim.min, claim.max
    return claim.value, claim.value


def distance(claim: QuantityClaim, value: float) -> float:
    """Measure how far a figure is from what a claim allows, 0 where it is inside."""
    return gap(claim, value, value)


def gap(claim: QuantityClaim, low: float, high: float) -> float:
    """Measure how far the nearest figure from `low` to `high` is from what a claim allows, 0 where one is inside."""
    least, most = bounds(claim)
    below = least - high if least is not None else 0.0
    above = low - most if most is not None else 0.0
    return max(0.0, below, above)


def verdict_of(claim: QuantityClaim, readings: Sequence[Reading], allowance: Allowance) -> Verdict:
    """Judge a claim by its readings: those that are exact where there are any, else by what the estimates leave open.

    The edition that agrees best decides. An estimate supports a claim only where every figure its bounds allow would,
    and contradicts it only where none of them comes near; else it supports in part where it is near itself.
    """
    exact = [r.value for r in readings if isinstance(r.value, float) and not r.estimate]
    if exact:
        nearest = min(distance(claim, value) for value in exact)
        if nearest <= allowance.support + _NOISE:
            return Verdict.SUPPORTED
        return Verdict.CONTRADICTED if nearest > allowance.contradict + _NOISE else Verdict.PARTLY
    found = {_of_estimate(claim, reading, allowance) for reading in readings if reading.estimate}
    order = (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CANNOT_TELL, Verdict.CONTRADICTED)
    return next((verdict for verdict in order if verdict in found), Verdict.CANNOT_TELL)


def _of_estimate(claim: QuantityClaim, reading: Reading, allowance: Allowance) -> Verdict:
    low, high = -inf if reading.low is None else reading.low, inf if reading.high is None else reading.high
    if max(distance(claim, low), distance(claim, high)) <= allowance.support + _NOISE:
        return Verdict.SUPPORTED
    if gap(claim, low, high) > allowance.contradict + _NOISE:
        return Verdict.CONTRADICTED
    near = isinstance(reading.value, float) and distance(claim, reading.value) <= allowance.support + _NOISE
    return Verdict.PARTLY if near else Verdict.CANNOT_TELL
