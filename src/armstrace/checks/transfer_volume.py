"""Check: a volume of arms transfers in TIV, and amounts of money that may be a TIV misread."""

from dataclasses import replace

from armstrace.checks.answers import nothing, parties, route, unknown_period
from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.judge import distance, for_volume, verdict_of
from armstrace.checks.registry import Ground
from armstrace.checks.tiv_share import EVEN_SPLIT
from armstrace.checks.volumes import FEW_MISSING, missing_suppliers, missing_words, rows_sql, volume
from armstrace.checks.windows import window_of
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables, rerunnable

NAME = "transfer_volume"
VERSION = 1
NO_MONEY = "This is an amount of money; SIPRI's registers give volumes in TIV, which is no price, and hold no money."
_MILLION = 1e6


def accepts(claim: Claim) -> bool:
    """Answer claims of an amount, in TIV or in money."""
    return isinstance(claim, QuantityClaim) and claim.action != "not_trade" and claim.measure == "amount"


def check(claim: QuantityClaim, ground: Ground) -> Finding:
    """Add up the volume of major arms delivered between the parties, in millions of SIPRI trend-indicator values (TIV).

    A claim in TIV is supported within 1 % of some edition's sum (or one million; 10 % with "about"), contradicted
    beyond 10 % of every one. TIV is not a price: an amount of money cannot be told from these registers. Where an
    amount of money comes within a tenth of the TIV sum the finding says so, because a TIV read as dollars is a common
    error.
    """
    money = claim.unit != "TIV"
    base = nothing(claim, NAME, VERSION, NO_MONEY if money else "")
    window = window_of(claim.period, ground.published)
    if window is None or not (parties(claim.subject) or parties(claim.object)):
        why = unknown_period(claim.period) if window is None else "The text does not say whose transfers are meant."
        return replace(base, reason=base.reason or why)
    part = Slice(parties(claim.subject), parties(claim.object), window.first, window.last)
    readings, sql = _readings(ground, part)
    if not readings:
        return replace(base, reason=base.reason or f"No edition here holds this volume for {window}.")
    claimed = in_millions(claim)
    value = readings[0].value if isinstance(readings[0].value, float) else 0.0
    verdict = Verdict.CANNOT_TELL if money else verdict_of(claimed, readings, for_volume(claimed))
    told = (
        f"{route(claim.subject, claim.object)}, {window}: {value:.0f} million TIV of major arms "
        f"(our calculation from {readings[0].edition})."
    )
    sentences = [_misread(claimed, readings) if money else "", told[0].upper() + told[1:], window.note]
    return replace(
        base,
        verdict=verdict,
        figure=value,
        unit="million TIV",
        readings=tuple(readings),
        slots={"unit": Verdict.CANNOT_TELL} if money else {"value": verdict},
        reason=" ".join(filter(None, sentences)),
        sql=sql,
    )


def _readings(ground: Ground, part: Slice) -> tuple[list[Reading], str]:
    """Add the volume up in every edition that covers the years; exact sums stand before estimates."""
    pairs = []
    for edition in editions(ground.tables, ground.published):
        if edition.covers(part.first, part.last):
            reading = _reading(ground.tables, edition, part)
            pairs += [(reading, edition)] if reading is not None else []
    pairs.sort(key=lambda pair: pair[0].estimate)
    sql = f"SELECT sum(tiv_m) AS million_tiv FROM ({rows_sql(pairs[0][1], part)})" if pairs else ""
    return [reading for reading, _ in pairs], rerunnable(sql)


def _reading(tables: Tables, edition: RegisterEdition, part: Slice) -> Reading | None:
    missing = missing_suppliers(tables, edition, part)
    found = volume(tables, edition, part) if len(missing) <= FEW_MISSING else None
    if found is None:
        return None
    return Reading(
        edition=edition.label,
        value=float(found.value),
        low=float(found.low),
        high=None if missing else float(found.high),
        estimate=edition.estimate or bool(missing),
        note=f"{missing_words(missing)}: the volume is this or more." if missing else EVEN_SPLIT * edition.estimate,
        records=found.records,
    )


def in_millions(claim: QuantityClaim) -> QuantityClaim:
    """Restate a claimed amount in millions: "787 million TIV" and "787 TIV" both mean 787, as SIPRI prints it."""
    numbers = [number for number in (claim.value, claim.min, claim.max) if number is not None]
    # SIPRI's largest sum, all transfers since 1950, is some two million millions
    if claim.unit == "TIV" and max(numbers, default=0.0) < _MILLION / 10:
        return claim
    value, low, high = (None if number is None else number / _MILLION for number in (claim.value, claim.min, claim.max))
    return replace(claim, value=value, min=low, max=high)


def _misread(claimed: QuantityClaim, readings: list[Reading]) -> str:
    """Tell an amount of money that is close to the TIV sum of the same parties and years."""
    for reading in readings:
        if (
            isinstance(reading.value, float)
            and reading.value
            and distance(claimed, reading.value) <= 0.1 * reading.value
        ):
            return (
                "This looks like a TIV read as money: SIPRI's trend-indicator value for these parties and years is "
                f"close to the same number of millions, {reading.value:.0f}; TIV is a measure of volume, not a price."
            )
    return NO_MONEY
