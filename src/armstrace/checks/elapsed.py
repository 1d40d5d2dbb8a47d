"""Check: a stated duration against the dates that the same text states."""

from armstrace.checks.judge import distance
from armstrace.checks.registry import Ground
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict

NAME = "elapsed"
VERSION = 1
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
LIMITS = ("The dates are the text's own; whether they are right is another question.",)


def accepts(claim: Claim) -> bool:
    """Answer durations in days, weeks, months or years that the text ties to dates."""
    if not isinstance(claim, QuantityClaim) or claim.measure != "duration" or claim.unit not in _DAYS:
        return False
    return claim.action != "not_trade" or claim.period is not None


def check(claim: QuantityClaim, ground: Ground) -> Finding:  # noqa: ARG001 # every check has the same form
    """Count the days between the two dates the text gives, both ways: the difference, and with both days counted.

    From 27 September to 10 November are 44 days by difference and 45 inclusive. A number of days must agree with one
    of the two (within a tenth with "about"); weeks, months (30.44 days) and years (365.25 days) agree within half a
    unit. "More than" and "less than" are taken at their word.
    """
    method = f"checks.{NAME}@{VERSION}"
    period = claim.period
    if period is None or period.earliest is None or period.latest is None:
        return Finding(
            claim=claim,
            check=NAME,
            method=method,
            verdict=Verdict.CANNOT_TELL,
            reason="The text gives no two dates between which this can be counted.",
            limits=LIMITS,
        )
    difference = (period.latest - period.earliest).days
    counts = {"difference": float(difference), "inclusive": float(difference + 1)}
    unit = claim.unit or "day"
    agrees = any(distance(claim, days / _DAYS[unit]) <= _tolerance(claim) for days in counts.values())
    verdict = Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED
    told = (
        f"From {period.earliest.isoformat()} to {period.latest.isoformat()}: {difference} days by difference, "
        f"{difference + 1} counting both days"
    )
    if unit != "day":
        told += f" ({difference / _DAYS[unit]:.1f} {unit}s)"
    return Finding(
        claim=claim,
        check=NAME,
        method=method,
        verdict=verdict,
        figure=float(difference),
        unit="days",
        readings=tuple(Reading(edition=f"the text's own dates, {name}", value=days) for name, days in counts.items()),
        slots={"value": verdict},
        reason=told + ".",
        limits=LIMITS,
    )


def _tolerance(claim: QuantityClaim) -> float:
    """Say how far a count, in the claim's own unit, may be off: whole days exactly, longer units by half of one."""
    if claim.comparator not in {"=", "~"}:
        return 0.0
    about = 0.1 * (claim.value or 0.0) if claim.comparator == "~" else 0.0
    return max(about, 0.0 if claim.unit == "day" else 0.5)
