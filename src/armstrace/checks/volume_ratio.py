"""Check: how many times one state's imports or exports are another's, and by how much they rose or fell."""

from dataclasses import replace
from math import inf

from armstrace.checks.answers import PART_OF_A_YEAR, names, nothing, outside_arms, parties, route, unknown_period
from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.judge import for_change, for_factor, stated, verdict_of
from armstrace.checks.registry import Ground
from armstrace.checks.tiv_share import EVEN_SPLIT
from armstrace.checks.volumes import FEW_MISSING, Volume, missing_suppliers, missing_words, rows_sql, volume
from armstrace.checks.windows import Window, window_of
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables, rerunnable

NAME = "volume_ratio"
VERSION = 3


def accepts(claim: Claim) -> bool:
    """Answer ratios of two states' volumes and changes of one state's volume between two periods."""
    return isinstance(claim, QuantityClaim) and claim.action != "not_trade" and claim.measure in {"ratio", "change"}


def check(claim: QuantityClaim, ground: Ground) -> Finding:
    """Divide two volumes of major arms, both in SIPRI trend-indicator values (TIV) of the same edition.

    A ratio compares two states over the same years: supported within its printed precision (10 % with "about"),
    contradicted beyond 25 % in every edition. A change compares one state's volume in two periods, in percent:
    supported within 1.0 point, contradicted more than 2 points from every edition and 5 % of the quotient (11.5 points
    of a rise by 130 %): two editions differ that far as often as their shares differ by 2 points. A change told as a
    factor ("tripled", "halved") is held to a factor's precision, as a ratio is; "more than" has no upper end.
    """
    base = nothing(claim, NAME, VERSION, outside_arms(claim) or "")
    window = window_of(claim.period, ground.published)
    if base.reason or window is None:
        return replace(base, reason=base.reason or unknown_period(claim.period))
    if window.partial:
        return replace(base, reason=PART_OF_A_YEAR)
    sides = _compared(claim, ground, window)
    if isinstance(sides, str):
        return replace(base, reason=sides)
    pairs = _readings(claim, ground, *sides)
    valued = [reading for reading, _ in pairs if isinstance(reading.value, float)]
    readings = tuple(reading for reading, _ in pairs)
    if not valued:
        why = f"No edition here holds the totals for {window}."
        if pairs:
            why = f"Nothing is recorded for the side that is divided by, so there is no ratio ({pairs[0][0].note})."
        return replace(base, reason=why, readings=readings)
    first = valued[0]
    verdict = _verdict(claim, valued)
    return replace(
        base,
        verdict=verdict,
        figure=first.value,
        unit="times, by TIV of major arms" if _is_factor(claim) else "percent change in TIV of major arms",
        readings=readings,
        slots={"value": verdict},
        reason=f"{_told(claim, first, window, Window(sides[1].first, sides[1].last))} {window.note}".strip(),
        sql=_sql(claim, next(edition for reading, edition in pairs if reading is first), *sides),
    )


def _compared(claim: QuantityClaim, ground: Ground, window: Window) -> tuple[Slice, Slice] | str:
    """Give what is divided by what, or the reason why the text does not say."""
    if claim.measure == "ratio":
        if not claim.subject or not claim.object:
            return "The text does not say which two states are compared."
        return _side(claim, claim.subject, window), _side(claim, claim.object, window)
    earlier = window_of(claim.compared, ground.published, default=False)
    if earlier is None or not (parties(claim.subject) or parties(claim.object)):
        return "The text does not say which two periods, or whose transfers, are compared."
    above = Slice(parties(claim.subject), parties(claim.object), window.first, window.last)
    return above, above.over(earlier.first, earlier.last)


def _side(claim: QuantityClaim, codes: str, window: Window) -> Slice:
    """Give one state's exports or imports, with the partner that both states share where one is named."""
    own, partner = parties(codes), parties(claim.partner)
    if claim.action == "exports":
        return Slice(own, partner, window.first, window.last)
    return Slice(partner, own, window.first, window.last)


def _readings(
    claim: QuantityClaim, ground: Ground, above: Slice, below: Slice
) -> list[tuple[Reading, RegisterEdition]]:
    pairs = []
    for edition in editions(ground.tables, ground.published):
        if edition.covers(above.first, above.last) and edition.covers(below.first, below.last):
            reading = _reading(claim, ground.tables, edition, (above, below))
            pairs += [(reading, edition)] if reading is not None else []
    return sorted(pairs, key=lambda pair: pair[0].estimate)


def _reading(
    claim: QuantityClaim, tables: Tables, edition: RegisterEdition, sides: tuple[Slice, Slice]
) -> Reading | None:
    missing = max((missing_suppliers(tables, edition, part) for part in sides), key=len)
    over, under = (volume(tables, edition, part) for part in sides)
    if over is None or under is None or len(missing) > FEW_MISSING:
        return None
    note = f"{over.value:.0f} and {under.value:.0f} million TIV"
    note += f"; {missing_words(missing)}" if missing else ""
    note += f"; {EVEN_SPLIT.rstrip('.').lower()}" if edition.estimate else ""
    value = _quotient(claim, over.value, under.value)
    low, high = _quotient(claim, over.low, under.high), _quotient(claim, over.high, under.low)
    return Reading(
        edition=edition.label,
        value=value,
        low=None if missing or value is None else low,
        high=None if missing or value is None else high,
        estimate=edition.estimate or bool(missing),
        note=note,
        records=_records(over, under),
    )


def _records(over: Volume, under: Volume) -> tuple[str, ...]:
    return tuple(dict.fromkeys(over.records + under.records))


def _quotient(claim: QuantityClaim, over: float, under: float) -> float | None:
    if not under:
        return None
    if _is_factor(claim):
        return over / under
    return 100 * (over / under - 1)


def _is_factor(claim: QuantityClaim) -> bool:
    """Tell a quotient that is told as such: "twice as much as Armenia", "tripled"; not in percent."""
    return claim.measure == "ratio" or claim.unit == "times"


def _sql(claim: QuantityClaim, edition: RegisterEdition, above: Slice, below: Slice) -> str:
    over, under = (f"(SELECT sum(tiv_m) FROM ({rows_sql(edition, part)}))" for part in (above, below))
    if _is_factor(claim):
        return rerunnable(f"SELECT {over}\n  / {under} AS ratio")
    return rerunnable(f"SELECT 100 * ({over}\n  / {under} - 1) AS percent_change")


def _verdict(claim: QuantityClaim, readings: list[Reading]) -> Verdict:
    if claim.measure == "ratio":
        return verdict_of(claim, readings, for_factor(claim))
    # "more than" and "less than" stand in a change's bounds, its comparator is its direction
    bounded = claim.min is not None or claim.max is not None
    claimed = replace(claim, comparator="=", value=None if bounded else claim.value)
    if claim.unit == "times":
        turned = [_inverse(reading) for reading in readings] if claim.comparator == "decrease" else readings
        return verdict_of(claimed, turned, for_factor(claimed))
    percent = stated(claim)
    if claim.comparator == "decrease":
        # a fall is claimed as a positive number
        readings, percent = [_turned(reading) for reading in readings], -percent
    return verdict_of(claimed, readings, for_change(claimed, percent))


def _inverse(reading: Reading) -> Reading:
    """Turn what a volume fell to into what it is divided by: a half into 2."""
    value, low, high = (
        (1 / number if number else inf) if isinstance(number, float) else None
        for number in (reading.value, reading.high, reading.low)
    )
    return replace(reading, value=value, low=low, high=high)


def _turned(reading: Reading) -> Reading:
    value, low, high = (
        -number if isinstance(number, float) else None for number in (reading.value, reading.high, reading.low)
    )
    return replace(reading, value=value, low=low, high=high)


def _told(claim: QuantityClaim, reading: Reading, window: Window, earlier: Window) -> str:
    value = reading.value if isinstance(reading.value, float) else 0.0
    if claim.measure == "ratio":
        goods = "exports" if claim.action == "exports" else "imports"
        if claim.partner:
            goods += f" {'to' if claim.action == 'exports' else 'from'} {names(claim.partner)}"
        told = f"{names(claim.subject)}\u2019s {goods} in {window} are {value:.1f} times {names(claim.object)}\u2019s"
    else:
        who = route(claim.subject, claim.object)
        moved = f"{'a rise' if value >= 0 else 'a fall'} of {abs(value):.1f} %"
        if _is_factor(claim):
            moved = f"{value:.{1 if value >= 1 else 2}f} times as much"
        told = f"{who[0].upper()}{who[1:]}: {moved} from {earlier} to {window}"
    return f"{told} (our calculation from {reading.edition}: {reading.note})."
