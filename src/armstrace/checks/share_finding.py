"""From a claimed share to a finding; shared by the checks of import and of export shares."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from armstrace.checks.answers import LIMITS, NO_REGISTER, PART_OF_A_YEAR, WORLD, names, outside_arms, unknown_period
from armstrace.checks.composition import composition
from armstrace.checks.editions import RegisterEdition
from armstrace.checks.judge import CONTRADICT_POINTS, distance, for_points, verdict_of
from armstrace.checks.neighbours import neighbours
from armstrace.checks.registry import Ground
from armstrace.checks.tiv_share import Share, ShareReadings, fits, share_readings, share_sql
from armstrace.checks.windows import Window, window_of
from armstrace.records.claims import QuantityClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables

# the data of a year come out in the spring of the next
_NEXT_EDITION = timedelta(days=365)
# measured over 459 shares of 10 percent or more (docs/decisions/2026-11-22-verdict-tolerances.md)
_REVISED = (
    "Every edition here is at least a year younger than the text, and SIPRI revises its data: "
    "one share in six differs by more than 2 points between editions."
)


def share_finding(
    claim: QuantityClaim, ground: Ground, share_of: Callable[[QuantityClaim, Window], Share | str], base: Finding
) -> Finding:
    """Recompute a share in every edition that covers its years, and judge the claim by them.

    `share_of` gives the share of a window that the claim speaks of, or the words that the text would have to say for
    it; `base` is the check's finding without an answer yet.
    """
    reason = outside_arms(claim)
    window = window_of(claim.period, ground.published)
    if reason or window is None:
        return replace(base, reason=reason or unknown_period(claim.period))
    if window.partial:
        return replace(base, reason=PART_OF_A_YEAR)
    share = share_of(claim, window)
    if isinstance(share, str):
        return replace(base, reason=f"The text does not say {share}.")
    return _computed(claim, ground, share, window, base)


def _computed(claim: QuantityClaim, ground: Ground, share: Share, window: Window, base: Finding) -> Finding:
    """Judge a claim whose share and years are known."""
    found = share_readings(ground, share)
    valued = [(reading, edition) for reading, edition in found.pairs if isinstance(reading.value, float)]
    if not valued:
        return _without_value(claim, found, window, base)
    first, edition = valued[0]
    verdict = verdict_of(claim, [reading for reading, _ in valued], for_points(claim))
    # only deliveries name weapons year by year; they stand in where the edition nearest publication does not
    composed = next((pair for pair in valued if pair[1].kind == "sipri_deliveries"), valued[0])
    parts = _parts(claim, ground.tables, share, composed[1])
    sentences = [_told(claim, first, window), _doubt(first), window.note]
    if parts and composed[0] is not first:
        sentences.append(f"What it is made of, below, is taken from {composed[0].edition}.")
    if verdict is Verdict.CONTRADICTED and claim.value is not None:
        others = fits(ground.tables, edition, share, claim.value)
        sentences.insert(2, f"The claimed figure would fit {' or '.join(others)}." if others else "")
    if verdict is not Verdict.SUPPORTED and _are_later((edition for _, edition in valued), ground.published):
        sentences.append(_REVISED)
    return replace(
        base,
        verdict=verdict,
        figure=first.value,
        unit="percent of major arms, in TIV",
        readings=found.readings,
        slots={"value": verdict},
        parts=parts,
        reason=" ".join(filter(None, sentences)),
        sql=share_sql(edition, share),
        limits=LIMITS + found.left_out,
    )


def _are_later(editions: Iterable[RegisterEdition], published: date | None) -> bool:
    """Whether none of the editions can be the one that the text was written from."""
    if published is None:
        return False
    return all(each.generated is not None and each.generated - published >= _NEXT_EDITION for each in editions)


def _parts(claim: QuantityClaim, tables: Tables, share: Share, edition: RegisterEdition) -> dict[str, tuple[Part, ...]]:
    """Take a share between two parties apart."""
    if WORLD in {claim.subject, claim.object}:
        return {}
    parts = {**composition(tables, edition, share), "neighbouring windows": tuple(neighbours(tables, edition, share))}
    return {heading: lines for heading, lines in parts.items() if lines}


def _without_value(claim: QuantityClaim, found: ShareReadings, window: Window, base: Finding) -> Finding:
    """Say why no edition gives the share: none here, none for these years, too few tables, or nothing recorded."""
    base = replace(base, readings=found.readings, limits=LIMITS + found.left_out)
    if not found.pairs:
        if not found.left_out:
            return replace(base, reason=NO_REGISTER)
        return replace(base, reason=f"No edition here gives this for {window}. {' '.join(found.left_out)}")
    bounded = next((reading for reading in found.readings if reading.high is not None), None)
    if bounded is None:
        who = f"to {names(claim.object)}" if claim.measure == "share_of_imports" else f"from {names(claim.subject)}"
        reason = f"No deliveries of major arms {who} are recorded by SIPRI in {window}, so there is no share to give."
        return replace(base, verdict=Verdict.NOT_SHOWN, reason=reason)
    # the true share can only be smaller than the bound
    high = bounded.high or 0.0
    over = distance(claim, high) > CONTRADICT_POINTS and (claim.value or 0.0) > high
    reason = f"{bounded.note} The share in {window} is at most {high:.1f} % ({bounded.edition}). {window.note}"
    return replace(base, verdict=Verdict.CONTRADICTED if over else Verdict.CANNOT_TELL, reason=reason.strip())


def _told(claim: QuantityClaim, reading: Reading, window: Window) -> str:
    """Say in words what was computed."""
    exports = claim.measure == "share_of_exports"
    owner, other = (claim.subject, claim.object) if exports else (claim.object, claim.subject)
    whose, flow = names(owner), "exports" if exports else "imports"
    who = f"{names(other)} {'took' if exports else 'accounts for'}"
    if other == WORLD:
        whose, who = "the world", f"{names(owner)} accounts for"
    value = reading.value if isinstance(reading.value, float) else 0.0
    return (
        f"{who} {value:.1f} % of {whose}\u2019s {flow} of major arms in {window}, in TIV "
        f"(our calculation from {reading.edition})."
    )


def _doubt(reading: Reading) -> str:
    """Say why a figure is an estimate, and between what bounds the true one lies."""
    if not reading.estimate:
        return ""
    return f"{reading.note} Between {reading.low or 0.0:.1f} and {reading.high or 100.0:.1f} % is possible."
