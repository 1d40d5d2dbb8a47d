"""Check: a claim about flights against the movements of the case and what could have been seen of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from armstrace.checks.flights.counts import counted_words, judge_count, need_of
from armstrace.checks.flights.rows import flights_of, has_flights, matching_sql, operator_in, total
from armstrace.checks.flights.series import MOST_TESTED, Matched, matched, missing_extra, tally, tested
from armstrace.checks.flights.slots import Where, asked_of, only_flies_across, operator_words
from armstrace.checks.flights.verdicts import SYNTHETIC, Judged, combined, judged, said_of
from armstrace.checks.flights.wording import left_open, none_words, outside_words, parts_of, reason_of, slots_of
from armstrace.checks.registry import Ground
from armstrace.records.claims import Claim, FlightClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.surges import Power, Surge
from armstrace.records.verdicts import Verdict

NAME = "flight_surge"
VERSION = 1
LIMITS = (
    "A flight or a surge of flights is transport opportunity: it shows no cargo and supports no rung of the chain.",
    "Other cargo, maintenance, a technical stop, an exercise, a return and an empty leg stay open.",
    "Aircraft that send nothing, and days and heights at which nobody received anything, are in no record.",
    "Operators are told by callsign or fleet list, airfields by probability; both are derived, neither observed.",
)
NOTHING = (
    "The case has nothing of flights to hold this against: take them in with "
    "`armstrace flights read ARCHIVE --out DIR --case CASE`."
)
_SOME, _SHARE = 0.5, 0.1
_ACROSS = "The text tells of flying at a place, not of landing or taking off there, which is what the records have."
_TRENDS = frozenset({"increase", "decrease"})


def accepts(claim: Claim) -> bool:
    """Answer claims about flights."""
    return isinstance(claim, FlightClaim)


def lacks(ground: Ground) -> str:
    """Without movements in the case, or without what tests them, nothing can be answered."""
    return missing_extra() if has_flights(ground.tables) else NOTHING


def check(claim: FlightClaim, ground: Ground) -> Finding:
    """Hold a claim about flights against the landings and take-offs of the case, and against what could be seen.

    The place named becomes airfields: all those of a town or a state, never one that is guessed. The operator named
    becomes designators; where the words leave open which ("Silk Way": AZQ or AZG), each is counted and tested apart and
    the finding says which it is. A flight counts as cargo by its operator, if that is a cargo airline, or by a type
    built for freight; of others it cannot be seen, and they are left out and told. Landings are counted at the
    destination, take-offs where only an origin is named; a route is a landing whose aircraft took off at the origin
    just before. What can be looked at ends on the day of publication.

    "A surge": the weekly counts, with what could be seen in each week, are tested for a window with more than chance,
    coverage and the calendar explain, over all windows (family-wise p, times the number of series tried). Supported
    where such a window (p at most 0.05) is one that the text can mean: in its period, else in the year up to its
    publication. In part where only the period itself stands out, were it chosen beforehand, where the window lies
    mostly outside it or the rise is less than a doubling, where exposure is known from the completeness of archives
    alone, and where operator or field could not be pinned down. Contradicted only where the interval of the ratio
    excludes a doubling (for "increase", any rise) and a doubling would have been told in 8 cases of 10; not shown only
    where a fourfold rise would have been; else it cannot be told.

    A number of flights ("92 flights since 2016", "at least six", "the third this week") is held against the expected
    number with its 95 % bounds. Days that could not be seen are counted out: as many as are seen support a claim of "at
    least" so many; fewer are "not shown" only where nine days of ten could be seen, and contradict the number only
    where all days could and so few would be seen, were the number true, in at most 5 cases of 100 (each flight being
    seen with the share that could be, and with 0.9 at the best of times). An exact number needs nine days of ten.

    If any of the data is synthetic, nothing is supported or denied. A surge supports no rung of the chain.
    """
    base = Finding(
        claim=claim, check=NAME, method=f"checks.{NAME}@{VERSION}", verdict=Verdict.CANNOT_TELL, reason="",
        limits=LIMITS,
    )  # fmt: skip
    lacking = lacks(ground)
    asked = asked_of(claim)
    place = asked.at
    if lacking:
        return replace(base, reason=lacking)
    if asked.problems:
        return replace(base, reason=" ".join(asked.problems))
    if only_flies_across(claim):
        return replace(base, reason=_ACROSS)
    if place is None:
        return replace(base, reason="The text names no airfield, town or state that was flown to or from.")
    found = matched(asked, place, flights_of(ground.tables, asked))
    span = _span(claim, found, ground.published)
    if span is None:
        told = outside_words(claim, found, ground.published)
        return replace(base, reason=f"{SYNTHETIC} {told}" if found.synthetic else told)
    base = replace(base, sql=matching_sql(asked, span), parts=parts_of(found))
    if claim.comparator in _TRENDS:
        return _trend(base, found, (claim, ground.published, span))
    return _count(base, found, (claim, ground.published, span))


Stated = tuple[FlightClaim, date, tuple[date, date]]
"""What is asserted, the day of publication, and the days that are looked at."""


def _span(claim: FlightClaim, found: Matched, published: date) -> tuple[date, date] | None:
    """Give the days that the text means: its period, else all the record has, up to the day of publication."""
    record = found.flights.span
    if record is None:
        return None
    when = claim.period
    first = when.earliest if when is not None and when.earliest is not None else record[0]
    last = when.latest if when is not None and when.latest is not None else published
    last = min(last, published)
    inside = first <= last and first <= record[1] and record[0] <= last
    return (first, last) if inside else None


@dataclass(frozen=True, slots=True)
class _Tried:
    """One series that was tested, and what it says."""

    surge: Surge
    judged: Judged


def _trend(base: Finding, found: Matched, stated: Stated) -> Finding:
    """Answer that there were more flights, or fewer."""
    claim, published, span = stated
    place = found.asked.at
    if not found.rows and place is not None:
        return _none_there(base, found, place, span)
    said = said_of(claim, span if claim.period is not None else None, published)
    pairs = [(code, field) for code in found.operators for field in found.fields if _has(found, code, field)]
    pairs = pairs[:MOST_TESTED]
    surges = [tested(found, code, field, said.period) for code, field in pairs]
    tried = [_Tried(surge, judged(surge, said, len(surges))) for surge in surges]
    pinned = left_open(found)
    verdict = _hidden(combined([each.judged for each in tried], pinned=not pinned), found)
    best = max(tried, key=lambda each: (each.judged.verdict is verdict, -tried.index(each)))
    window = best.surge.window
    return replace(
        base,
        verdict=verdict,
        figure=None if window is None else window.ratio,
        unit="times the rate of the rest",
        readings=tuple(_reading(found, each) for each in tried),
        slots=slots_of(found, verdict, "surge"),
        parts={**base.parts, **_tests(tried)},
        surges=tuple(surges),
        reason=reason_of(found, [(each.surge.series, each.judged) for each in tried], pinned),
    )


def _none_there(base: Finding, found: Matched, place: Where, span: tuple[date, date]) -> Finding:
    """Say what it means that no such flight is in the record: nothing unless it would have been seen."""
    seen = tally(found, (), span)
    open_ = found.synthetic or seen.perhaps >= _SOME or not seen.covered
    verdict = _widened(Verdict.CANNOT_TELL if open_ else Verdict.NOT_SHOWN, found)
    each = [("", Judged(verdict, none_words(found, place))), ("", Judged(verdict, counted_words(seen)))]
    return replace(base, verdict=verdict, slots=slots_of(found, verdict, "surge"), reason=reason_of(found, each, ""))


def _has(found: Matched, operator: str, airfield: str) -> bool:
    return any(row["airfield"] == airfield and (not operator or operator_in(row) == operator) for row in found.rows)


def _widened(verdict: Verdict, found: Matched) -> Verdict:
    """Deny nothing on a list that was asked for some aircraft only."""
    denied = verdict in {Verdict.CONTRADICTED, Verdict.NOT_SHOWN}
    return Verdict.CANNOT_TELL if denied and found.flights.narrowed else verdict


def _hidden(verdict: Verdict, found: Matched) -> Verdict:
    """Deny no rise where many movements may be meant too: they may be the rise."""
    denied = verdict in {Verdict.CONTRADICTED, Verdict.NOT_SHOWN}
    many = total(found.perhaps) > max(_SOME, _SHARE * total(found.rows))
    return Verdict.CANNOT_TELL if denied and many else _widened(verdict, found)


def _reading(found: Matched, tried: _Tried) -> Reading:
    surge = tried.surge
    window = surge.window
    return Reading(
        edition=found.flights.label,
        value=None if window is None else window.ratio,
        low=None if window is None else window.ratio_low,
        high=None if window is None else window.ratio_high,
        estimate=True,
        note=f"{surge.series}: {tried.judged.verdict.value}; {surge.method}",
        records=surge.inputs,
    )


def _tests(tried: Sequence[_Tried]) -> dict[str, tuple[Part, ...]]:
    """Lay beside the verdict what could have been seen, and the rates before, during and after."""
    parts: dict[str, tuple[Part, ...]] = {}
    for each in tried:
        power = tuple(
            Part(
                label=f"\N{MULTIPLICATION SIGN}{seen.factor:g} over {seen.weeks:g} weeks", value=100 * seen.probability
            )
            for seen in each.surge.power
        )
        periods = tuple(
            Part(label=f"{one.name}, {one.first} to {one.last}", value=one.rate, unit="a week at full exposure")
            for one in each.surge.periods
            if one.rate is not None
        )
        named = {f"power to see a surge: {each.surge.series}": power, f"rates: {each.surge.series}": periods}
        parts |= {heading: lines for heading, lines in named.items() if lines}
    return parts


def _size(seen: Power) -> str:
    return f"\N{MULTIPLICATION SIGN}{seen.factor:g} over {seen.weeks:g} weeks"


def _count(base: Finding, found: Matched, stated: Stated) -> Finding:
    """Answer that there were so many flights."""
    claim, _, span = stated
    need, place = need_of(claim), found.asked.at
    tallies = []
    for code in found.operators:
        rows = [row for row in found.rows if not code or operator_in(row) == code]
        tallies.append((operator_words(code) if code else "", tally(found, rows, span)))
    if len(tallies) > 1:
        tallies.append(("both together" if len(tallies) == 2 else "all together", tally(found, found.rows, span)))
    each = [(name, judge_count(need, one)) for name, one in tallies]
    number = tallies[-1][1].number
    pinned = left_open(found)
    # a town's fields, and a state's operators, are what the words count together
    narrow = len(found.operators) == 1 and found.kind.unseen <= 0.1 * sum(found.kind.why.values())
    verdict = combined([one for _, one in each], pinned=narrow)
    if need.high is None or number.low <= need.high:
        verdict = _widened(verdict, found)
    if found.synthetic:
        each, verdict = [("", Judged(Verdict.CANNOT_TELL, SYNTHETIC)), *each], Verdict.CANNOT_TELL
    elif not found.rows and place is not None and need.low:
        each = [("", Judged(verdict, none_words(found, place))), *each]
    if claim.period is None and verdict in {Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_SHOWN}:
        verdict = Verdict.PARTLY if verdict is Verdict.SUPPORTED else Verdict.CANNOT_TELL
        pinned = (
            f"{pinned} The text gives no period; all days of the record up to its publication were counted.".strip()
        )
    unit = "landings" if found.asked.motion == "landing" else "take-offs"
    keys = _keys(found, span)
    return replace(
        base,
        verdict=verdict,
        figure=number.expected,
        unit=unit,
        readings=(
            Reading(
                edition=found.flights.label, value=number.expected, low=number.low, high=number.high, estimate=True,
                note=f"the text needs {need.words}", records=keys,
            ),
        ),
        slots=slots_of(found, verdict, "count"),
        reason=reason_of(found, each, pinned),
    )  # fmt: skip


def _keys(found: Matched, span: tuple[date, date]) -> tuple[str, ...]:
    inside = (row for row in found.rows if span[0] <= date.fromisoformat(row["time_utc"][:10]) <= span[1])
    return tuple(row["key"] for row in sorted(inside, key=lambda row: (row["time_utc"], row["event"], row["rank"])))
