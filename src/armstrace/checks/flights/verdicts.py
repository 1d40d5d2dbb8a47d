"""What a test of a series of flights says of words such as "a surge in the number of flights"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from armstrace.flights.surges.told import ALPHA, ENOUGH_POWER, LEAST_WEEKS
from armstrace.records.claims import FlightClaim
from armstrace.records.surges import Power, Surge, Window
from armstrace.records.verdicts import Verdict

TWOFOLD, FOURFOLD = 2.0, 4.0
SYNTHETIC = "SYNTHETIC DATA: flights that somebody made up are among those counted, so nothing is supported or denied."
CONTROL = "control traffic"
_SURGE = re.compile(r"\b(?:surge|spike|wave|jump|flood|soar|spate|explosion)", re.IGNORECASE)
_LOOK_BACK = timedelta(365)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of the number of flights: it rose or fell, by how much at least, and when.

    `least` is the smallest ratio that the words allow: a surge is at least a doubling, an increase any growth.
    `period` is None where the text gives none; the surge is then looked for in the year up to its publication.
    """

    rises: bool
    least: float
    period: tuple[date, date] | None
    published: date

    def meant(self, window: Window) -> bool:
        """Tell whether a window that was found is one that the text can mean."""
        first, last = self.period or (self.published - _LOOK_BACK, self.published)
        return window.first <= last and first <= window.last


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on one series with its reason in sentences."""

    verdict: Verdict
    reason: str


def said_of(claim: FlightClaim, period: tuple[date, date] | None, published: date) -> Said:
    """Say what a claim of more or of fewer flights asserts."""
    rises = claim.comparator != "decrease"
    return Said(rises, TWOFOLD if rises and _SURGE.search(claim.text) else 1.0, period, published)


def judged(surge: Surge, said: Said, tests: int = 1) -> Judged:
    """Judge one series; where `tests` series were tried for one claim, p counts that many times.

    What rests on the completeness of archives alone supports at most in part and denies nothing: a rise may be one of
    reception, and what was not received is not absent.
    """
    if surge.synthetic:
        return Judged(Verdict.CANNOT_TELL, SYNTHETIC)
    if surge.exposure_basis == "none" or (surge.window is None and surge.asked is None):
        return Judged(Verdict.CANNOT_TELL, surge.reason)
    if not any(_known(surge, window) for window in (surge.window, surge.asked)):
        few = "There are too few other weeks with data: how much weeks vary without a surge cannot be known from"
        return Judged(Verdict.CANNOT_TELL, f"{few} fewer than {LEAST_WEEKS}.")
    found = _risen(surge, said, tests) if said.rises else _fallen(surge, said)
    return found if surge.exposure_basis == CONTROL else _on_archives_alone(found)


def _known(surge: Surge, window: Window | None) -> bool:
    """Tell whether enough weeks with data lie beside a window to say anything of it."""
    if window is None:
        return False
    seen = (week.first for week in surge.weeks if week.exposure > 0)
    return sum(not window.first <= first <= window.last for first in seen) >= LEAST_WEEKS


def _on_archives_alone(found: Judged) -> Judged:
    why = "How much was received at the field is not known beyond how whole the archives are."
    if found.verdict is Verdict.SUPPORTED:
        return Judged(Verdict.PARTLY, f"{found.reason} {why} More flights seen may be more reception.")
    if found.verdict in {Verdict.CONTRADICTED, Verdict.NOT_SHOWN}:
        return Judged(Verdict.CANNOT_TELL, f"{found.reason} {why} What was not received may have been there.")
    return found


def _risen(surge: Surge, said: Said, tests: int) -> Judged:
    window = surge.window if _known(surge, surge.window) else None
    asked = surge.asked if _known(surge, surge.asked) else None
    reached = window is not None and window.p * tests <= ALPHA and (window.ratio_low or 0.0) > 1
    if window is not None and reached and said.meant(window):
        return _found(window, said, tests)
    if asked is not None and asked.ratio_high is not None and asked.ratio_high < said.least:
        seen = _power(surge, max(said.least, TWOFOLD), asked.weeks)
        if seen is not None and seen.probability >= ENOUGH_POWER:
            told = f"{window_words(asked)}: that excludes {_least_words(said)}, and {power_words(seen)}"
            return Judged(Verdict.CONTRADICTED, f"{told}.")
    if asked is not None and asked.p <= ALPHA and (asked.ratio_low or 0.0) > 1:
        told = f"{window_words(asked)}, {p_words(asked)} had the period been fixed before anybody looked"
        over = f", but {p_words(window, tests)} over all windows" if window is not None else ""
        return Judged(Verdict.PARTLY, f"{told}{over}.")
    elsewhere = ""
    if window is not None and reached:
        elsewhere = f" A surge there is at another time ({window.first} to {window.last}), which is not the one meant."
    return _none_found(surge, said, elsewhere)


def _found(window: Window, said: Said, tests: int) -> Judged:
    times = f", {tests} series being tried" if tests > 1 else ""
    told = f"{window_words(window)}; {p_words(window, tests)} family-wise, over all windows{times}."
    if said.least > 1 and window.ratio_low is not None and window.ratio is not None and window.ratio < said.least:
        return Judged(Verdict.PARTLY, f"{told} That is a rise, but less than {_least_words(said)}.")
    if said.period is not None and _shared(window, said.period) < 0.5:
        return Judged(Verdict.PARTLY, f"{told} Most of that stretch lies outside the period that the text gives.")
    return Judged(Verdict.SUPPORTED, told)


def _shared(window: Window, period: tuple[date, date]) -> float:
    """Give the share of a window that lies in a period."""
    days = (min(window.last, period[1]) - max(window.first, period[0])).days + 1
    return max(0, days) / ((window.last - window.first).days + 1)


def _none_found(surge: Surge, said: Said, elsewhere: str) -> Judged:
    """Say that no surge was found, as far as one could have been."""
    weeks = surge.asked.weeks if surge.asked is not None else None
    best = [seen for factor in (TWOFOLD, FOURFOLD) if (seen := _power(surge, max(factor, said.least), weeks))]
    able = next((seen for seen in best if seen.probability >= ENOUGH_POWER), None)
    if able is not None:
        told = f"No surge that the text can mean was found, where {power_words(able)}."
        return Judged(Verdict.NOT_SHOWN, told + elsewhere)
    most = max(surge.power, key=lambda seen: seen.probability, default=None)
    even = f": even {power_words(most)}" if most is not None else ""
    return Judged(Verdict.CANNOT_TELL, f"A surge there could have gone unseen{even}.{elsewhere}")


def _power(surge: Surge, factor: float, weeks: float | None) -> Power | None:
    """Give the best chance of telling a surge by `factor` that is no longer than the period (else than 13 weeks)."""
    rows = [seen for seen in surge.power if seen.factor <= factor and (weeks is None) is (seen.first is None)]
    rows = rows or [seen for seen in surge.power if seen.factor <= factor]
    greatest = max((seen.factor for seen in rows), default=0.0)
    rows = [seen for seen in rows if seen.factor == greatest]
    longest = max(weeks if weeks is not None else 13.0, min((seen.weeks for seen in rows), default=0.0))
    return max((s for s in rows if s.weeks <= longest), key=lambda s: s.probability, default=None)


def _fallen(surge: Surge, said: Said) -> Judged:
    asked = surge.asked if _known(surge, surge.asked) else None
    if asked is None or said.period is None:
        return Judged(Verdict.CANNOT_TELL, "The text gives no period in which there were fewer: no other is tested.")
    if asked.ratio_high is not None and asked.ratio_high < 1 and asked.p <= ALPHA:
        return Judged(Verdict.SUPPORTED, f"{window_words(asked)}, {p_words(asked)}.")
    if asked.ratio_low is not None and asked.ratio_low > 1:
        return Judged(Verdict.CONTRADICTED, f"{window_words(asked)}: there were more, not fewer.")
    # with four expected, none at all would come about by chance once in fifty-five times
    if asked.expected >= 4:
        return Judged(Verdict.NOT_SHOWN, f"{window_words(asked)}: no fall is seen.")
    return Judged(Verdict.CANNOT_TELL, f"{window_words(asked)}: too few to see a fall.")


def combined(each: Sequence[Judged], *, pinned: bool) -> Verdict:
    """Give the verdict over the series that the text leaves open; `pinned` where it leaves one only."""
    verdicts = [one.verdict for one in each]
    if any(one.reason == SYNTHETIC for one in each) or not verdicts:
        return Verdict.CANNOT_TELL
    if Verdict.SUPPORTED in verdicts:
        return Verdict.SUPPORTED if pinned else Verdict.PARTLY
    if Verdict.PARTLY in verdicts:
        return Verdict.PARTLY
    for weaker in (Verdict.CONTRADICTED, Verdict.NOT_SHOWN):
        if all(verdict in {weaker, Verdict.CONTRADICTED} for verdict in verdicts):
            return weaker
    return Verdict.CANNOT_TELL


def _least_words(said: Said) -> str:
    return "a doubling, the least that such a word says" if said.least >= TWOFOLD else "any rise"


def window_words(window: Window) -> str:
    """Say how many there were in a window and how many the rest lets expect."""
    ratio = "no ratio can be given"
    if window.ratio is not None:
        low = "0" if window.ratio_low is None else _number(window.ratio_low)
        high = "no upper bound" if window.ratio_high is None else _number(window.ratio_high)
        ratio = f"{_number(window.ratio)} times the rate of the rest (95 %: {low} to {high})"
    return (
        f"From {window.first} to {window.last} {_number(window.count)} are counted "
        f"(95 %: {_number(window.count_low)} to {_number(window.count_high)}) where {_number(window.expected)} "
        f"would be expected: {ratio}"
    )


def power_words(seen: Power) -> str:
    """Say how likely a surge of some size would have been told."""
    return (
        f"a surge by \N{MULTIPLICATION SIGN}{_number(seen.factor)} over {_number(seen.weeks)} weeks would have been "
        f"told in {100 * seen.probability:.0f} of 100 cases"
    )


def p_words(window: Window, tests: int = 1) -> str:
    """Say a chance, never as none."""
    p = min(1.0, window.p * tests)
    least = "" if window.p_how != "at most" else "at most "
    return f"p {least}{p:.2g}" if p >= 1e-6 else "p below 0.000001"


def _number(value: float) -> str:
    """Write a number with as many decimals as it carries meaning.

    >>> _number(12.04), _number(3.26), _number(0.251), _number(4.0)
    ('12', '3.3', '0.25', '4')
    """
    if value >= 10 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"
