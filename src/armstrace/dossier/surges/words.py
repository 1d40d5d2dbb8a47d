"""What is said of a surge beside its drawings; nothing here is computed anew."""

import math
from collections.abc import Iterator, Sequence
from datetime import date

from armstrace.dossier.date_words import MONTHS
from armstrace.dossier.wording import counted, listed, number
from armstrace.records.surges import Comparison, Period, Power, Surge, Week, Window

OPPORTUNITY = (
    "A surge is transport opportunity: it shows that aircraft came more often, not what was on board, and supports no "
    "rung of the chain from supplier to harm."
)
TOLD = {"surge": "Surge", "no surge": "No surge found", "cannot tell": "Cannot tell"}
_WEEKS_NAMED = 60
_ALONE = "of this window alone"


def day(when: date) -> str:
    """Write a day, the month in three letters.

    >>> day(date(2020, 9, 27))
    '27 Sep 2020'
    """
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def days(first: date, last: date) -> str:
    """Write a stretch of days.

    >>> days(date(2020, 9, 27), date(2020, 11, 10))
    '27 Sep – 10 Nov 2020'
    """
    return f"{first.day} {MONTHS[first.month - 1][:3]} – {day(last)}" if first.year == last.year else (
        f"{day(first)} – {day(last)}"
    )  # fmt: skip


def figure(value: float) -> str:
    """Write a number, or that it is none.

    >>> figure(1317.34), figure(float("nan"))
    ('1,317.3', 'not known')
    """
    return number(value) if math.isfinite(value) else "not known"


def noun(surge: Surge) -> str:
    """Say what was counted."""
    return named(surge.motion)


def named(motion: str) -> str:
    """Name motions, "" for both.

    >>> named("takeoff"), named("")
    ('take-offs', 'movements')
    """
    return {"landing": "landings", "takeoff": "take-offs"}.get(motion, motion or "movements")


def of_what(surge: Surge) -> str:
    """Say what a series was counted of, part by part; "" for a part is any, which is said too."""
    parts = [
        ("operator", surge.operator or "all"), ("airfield", surge.airfield or "any"), ("from", surge.origin),
        ("aircraft type", surge.typecode),
    ]  # fmt: skip
    return ", ".join(f"{name} {value}" for name, value in parts if value)


def within(low: float | None, high: float | None) -> str:
    """Write the bounds of a count in brackets, "" where they are one.

    >>> within(3.0, 3.0), within(2.0, 4.1)
    ('', ' (95 %: 2 to 4.1)')
    """
    return "" if low == high and low is not None else f" (95 %: {bounds(low, high)})"


def bounds(low: float | None, high: float | None) -> str:
    """Write bounds at 95 %; a bound that cannot be given is said.

    >>> bounds(1.2, 3.4), bounds(1.2, None), bounds(None, None)
    ('1.2 to 3.4', 'at least 1.2', 'no bounds can be given')
    """
    if low is not None and high is not None and math.isfinite(high):
        return f"{figure(low)} to {figure(high)}"
    if low is not None:
        return f"at least {figure(low)}"
    return f"at most {figure(high)}" if high is not None and math.isfinite(high) else "no bounds can be given"


def odds(p: float, how: str = "counted") -> str:
    """Write a p-value with the sign that belongs to how it was found.

    >>> odds(0.0341), odds(0.0005), odds(2.2e-6, "fitted"), odds(0.3, "at most"), odds(0.0)
    ('= 0.034', '= 0.0005', '≈ 0.000002', '≤ 0.300', '< 0.000000001')
    """
    if not p >= 1e-9:
        return "< 0.000000001" if p >= 0 else "not known"
    sign = {"fitted": "≈", "at most": "≤"}.get(how, "=")
    return f"{sign} {p:.3f}" if p >= 0.001 else f"{sign} {p:.{-math.floor(math.log10(p))}f}"


def chance_of(window: Window) -> str:
    """Write the p-value of a window with its sign, and what it is the chance of."""
    over = "over all windows looked at" if window.searched else _ALONE
    how = f"counted in {window.draws:,} simulated series" if window.p_how == "counted" else (
        f"by a tail fitted to {window.draws:,} simulated series" if window.p_how == "fitted" else
        f"as far as {window.draws:,} simulated series resolve it"
    )  # fmt: skip
    return f"p {odds(window.p, window.p_how)} {over}, {how}"


def ratio_of(window: Window) -> str:
    """Write how many times the rate of the rest a window has."""
    if window.ratio is None:
        return "no ratio can be given"
    return f"×{figure(window.ratio)} ({bounds(window.ratio_low, window.ratio_high)})"


def short(window: Window) -> str:
    """Say the least of a window that may stand beside its bracket."""
    return f"{ratio_of(window)}, p {odds(window.p, window.p_how)}" + ("" if window.searched else f" {_ALONE}")


def window_words(window: Window, surge: Surge) -> str:
    """Say all of a window in a sentence."""
    return (
        f"{days(window.first, window.last)}: {figure(window.count)} {noun(surge)}"
        f"{within(window.count_low, window.count_high)} where the rest lets expect {figure(window.expected)}; "
        f"{ratio_of(window)} the rate, {chance_of(window)}; {counted(window.days, 'day')} with data, "
        f"{figure(window.exposure)} days’ worth of sight"
    )


def counted_words(surge: Surge) -> str:
    """Say how much was counted on how many days, and how many have no data."""
    if surge.first is None or surge.last is None:
        return "No day of this series has data."
    whole = (surge.last - surge.first).days + 1
    missing = max(whole - surge.days_with_data, 0)
    return (
        f"{figure(surge.count)} {noun(surge)}{within(surge.count_low, surge.count_high)}, "
        f"{days(surge.first, surge.last)}: {surge.days_with_data:,} of {whole:,} days have data, "
        f"{missing:,} have none."
    )


def period_words(period: Period, surge: Surge) -> str:
    """Say what was counted in a period, and the rate."""
    rate = "no rate: nothing could be seen" if period.rate is None else f"{figure(period.rate)} a week"
    return (
        f"{rate} – {figure(period.count)} {noun(surge)} on {counted(period.days, 'day')} with data, "
        f"{days(period.first, period.last)}"
    )


def comparison_words(comparison: Comparison) -> str:
    """Say how two periods differ."""
    of, to = comparison.of, comparison.to
    if comparison.ratio is None:
        return f"{of} against {to}: no ratio can be given"
    p = "" if comparison.p is None else f", p {odds(comparison.p)}"
    return f"{of} against {to}: ×{figure(comparison.ratio)} ({bounds(comparison.ratio_low, comparison.ratio_high)}){p}"


def power_words(power: Sequence[Power]) -> str:
    """Say what could have been seen at all."""
    said = [
        f"×{figure(each.factor)} over {figure(each.weeks)} weeks"
        + (f" from {day(each.first)}" if each.first else "")
        + f": {each.probability:.0%}"
        for each in power
    ]
    if not said:
        return "It was not measured what surge could have been told at all."
    return f"Of surges put in for trial were told in the right place: {listed(said)}."


def described(surge: Surge) -> str:
    """Say the whole picture to those who do not see it."""
    parts = [f"{TOLD.get(surge.told, surge.told)}: {surge.reason}", counted_words(surge)]
    if surge.window:
        parts.append(f"Most unusual window: {window_words(surge.window, surge)}.")
    if surge.asked:
        parts.append(f"Window asked for: {window_words(surge.asked, surge)}.")
    if surge.conflict:
        parts.append(f"Dates of the conflict, given in advance: {days(surge.conflict.first, surge.conflict.last)}.")
    parts += [f"{each.name}: {period_words(each, surge)}." for each in surge.periods]
    parts += [f"{comparison_words(each)}." for each in surge.comparisons]
    return " ".join([*parts, *_weeks(surge)])


def _weeks(surge: Surge) -> Iterator[str]:
    """Say each week of a short series; of a long one, those with most, and the years."""
    without = sum(not week.days for week in surge.weeks)
    yield f"{counted(len(surge.weeks), 'week')}, {without} without any data."
    if len(surge.weeks) <= _WEEKS_NAMED:
        yield "Week by week: " + "; ".join(map(_week, surge.weeks)) + "."
        return
    most = sorted((week for week in surge.weeks if week.days), key=lambda week: (-week.count, week.first))[:10]
    yield "Weeks with most: " + "; ".join(map(_week, most)) + "."
    for year in sorted({week.first.year for week in surge.weeks}):
        mine = [week for week in surge.weeks if week.first.year == year and week.days]
        if mine:
            yield f"{year}: {figure(sum(week.count for week in mine))} in {counted(len(mine), 'week')} with data."
        else:
            yield f"{year}: no data."


def _week(week: Week) -> str:
    return f"{day(week.first)} {figure(week.count) if week.days else 'no data'}"
