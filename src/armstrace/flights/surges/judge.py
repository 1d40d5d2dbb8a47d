"""Judging a series: the greatest window, the windows and dates named in advance, and what could have been seen."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import nbinom, poisson

from armstrace.flights.surges.compare import compared, periods_of
from armstrace.flights.surges.draws import stream
from armstrace.flights.surges.null import Model, model_of, null_ratios, read
from armstrace.flights.surges.power import power_of
from armstrace.flights.surges.scan import FOUND, LENGTHS, greatest, weeks_within
from armstrace.flights.surges.series import Series
from armstrace.flights.surges.shape import fit_shape
from armstrace.flights.surges.stretch import asked_window, found_window
from armstrace.flights.surges.tail import rarity
from armstrace.flights.surges.told import ALPHA, CANNOT_TELL, said
from armstrace.flights.surges.weeks import Weeks, true_among, weeks_of
from armstrace.records.origin import canonical
from armstrace.records.surges import Span, Surge, Week, Window

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs

METHOD = "flights.surge@1"
EPOCH = date(1970, 1, 1)
DRAWS = 1999
_READINGS = 99
_LONG_YEARS = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a series: a window and the dates of a conflict named in advance, both ends included.

    `draws` series are made of which the result is reproduced by `seed`; without `power` it is not computed.
    """

    window: tuple[date, date] | None = None
    conflict: tuple[date, date] | None = None
    draws: int = DRAWS
    seed: int = 1
    power: bool = True


def surge(series: Series, asked: Asked | None = None) -> Surge:
    """Tell whether a series of movements has a stretch with more of them than chance, coverage and calendar explain.

    Weeks of a baseline vary by a negative binomial whose dispersion, and what neighbouring weeks share, are estimated
    from the series without its greatest window; season and trend are in the baseline where the data carry them. The
    greatest log-likelihood ratio of all windows from two weeks to half a year is held against those of made series, in
    each of which everything is estimated anew and exposure is off by as much as it may be (a scan statistic: Kulldorff,
    Communications in Statistics 26:1481, 1997, with dispersion). Movements that are less than certain count with their
    probability. A window named in advance is tested alone.
    """
    asked = asked or Asked()
    weeks = weeks_of(series)
    state = stream(asked.seed, 0)
    if not len(weeks) or weeks.exposure.sum() <= 0.0:
        return _nothing(series, weeks, asked)
    model = model_of(weeks)
    made = null_ratios(model, state, asked.draws)
    critical = float(np.quantile(made, 1.0 - ALPHA))
    window = None
    if model.ratio > 0.0:
        window = found_window(model, rarity(model.ratio, made, state), critical)
    mean = _without_surge(model, window)
    if not model.counts.sum():
        model = replace(model, mean=mean)
        critical = float(np.quantile(null_ratios(model, state, asked.draws), 1.0 - ALPHA))
    by_days = model if weeks.bins.size == 1 else model_of(weeks_of(series, by_day=True))
    inside = _inside(series, asked.window)
    own = asked_window(by_days, inside, (asked.draws, state), power=asked.power) if inside else None
    power = power_of(model, mean, critical, state) if asked.power else ()
    window = _with_days(series, window) if window else None
    own = (_with_days(series, own[0]), own[1]) if own else None
    stretch, told = own or (window, power)
    word, reason = said(stretch, told, series.exposure_basis, _beside(weeks, stretch))
    if asked.window and not inside:
        word, reason = CANNOT_TELL, f"{_days(asked.window)} was asked about, of which the series has no day."
    return replace(
        _nothing(series, weeks, asked),
        exposure=float(weeks.exposure.sum()),
        dispersion=model.dispersion * weeks.unit if weeks.counts.sum() else None,
        trend=_trend(model),
        season=_season(model),
        window=window,
        asked=own[0] if own else None,
        periods=periods_of(by_days, asked.conflict) if asked.conflict else (),
        comparisons=compared(by_days, asked.conflict, asked.draws, state) if asked.conflict else (),
        power=(own[1] if own else ()) + power,
        weeks=_rows(weeks, mean, model.dispersion),
        told=word,
        reason=reason,
        warnings=(
            *series.warnings,
            *_cut(asked.window, inside),
            *_warnings(series, weeks),
            *_of_trend(_trend(model)),
            *_readings(series, model, made, state),
        ),
    )


def weeks_told(series: Series) -> tuple[Week, ...]:
    """Give the weeks of a series as they are counted and seen, without what a baseline lets expect."""
    weeks = weeks_of(series)
    return _rows(weeks, np.zeros(len(weeks)), 0.0)


def _of_trend(trend: float | None) -> tuple[str, ...]:
    """Say what a trend takes along: a step up that lasts looks like one."""
    if trend is None:
        return ()
    told = f"A trend of ×{trend:.2f} a year was found and taken out, from comparisons of dates too"
    return (f"{told}: a change that lasts counts as trend, not as a surge. The rates a week are printed as they are.",)


def _with_days(series: Series, window: Window) -> Window:
    """Say on how many days of a window there are data; it ends with the series, if not before."""
    first, last = (window.first - EPOCH).days, min((window.last - EPOCH).days, int(series.days[-1]))
    return replace(window, last=_day(last), days=int(((series.days >= first) & (series.days <= last)).sum()))


def _inside(series: Series, window: tuple[date, date] | None) -> tuple[date, date] | None:
    """Give the part of a window that lies in a series, None where none does."""
    if window is None:
        return None
    first, last = max(window[0], _day(int(series.days[0]))), min(window[1], _day(int(series.days[-1])))
    return (first, last) if first <= last else None


def _cut(window: tuple[date, date] | None, inside: tuple[date, date] | None) -> tuple[str, ...]:
    if window is None or inside is None or window == inside:
        return ()
    return (f"{_days(window)} was asked about; of that the series has {_days(inside)}, which alone was tested.",)


def _days(window: tuple[date, date]) -> str:
    return f"{window[0]} to {window[1]}"


def _beside(weeks: Weeks, window: Window | None) -> int:
    """Count the weeks outside of a window in which anything could be seen."""
    seen = weeks.exposure > 0.0
    if window is not None:
        first = (window.first - EPOCH).days - weeks.first
        seen[first // 7 : ((window.last - EPOCH).days - weeks.first) // 7 + 1] = False
    return int(seen.sum())


def _nothing(series: Series, weeks: Weeks, asked: Asked) -> Surge:
    """Give what can be said where nothing could be seen."""
    named, total = series.named, _total(series)
    days = int(series.days[-1] - series.days[0]) + 1 if len(series.days) else 0
    return Surge(
        series=named.series, operator=named.operator, airfield=named.airfield, origin=named.origin,
        typecode=named.typecode, motion=named.motion,
        first=_day(int(series.days[0])) if days else None,
        last=_day(int(series.days[-1])) if days else None,
        days=days, days_with_data=len(series.days),
        count=total[0], count_low=total[1], count_high=total[2],
        exposure=0.0, exposure_basis=series.exposure_basis,
        dispersion=None, trend=None, season=None, window=None, asked=None, periods=(), comparisons=(), power=(),
        weeks=_rows(weeks, np.zeros(len(weeks)), 0.0),
        told="cannot tell",
        reason="There are no days with data." if not days else "On none of the days anything could be seen.",
        warnings=series.warnings, synthetic=series.synthetic, method=METHOD,
        parameters=canonical({
            "seed": asked.seed, "draws": asked.draws, "alpha": ALPHA, "weeks": list(LENGTHS),
            "window": [str(day) for day in asked.window or ()], "conflict": [str(day) for day in asked.conflict or ()],
        }),
        inputs=series.inputs,
        conflict=Span(first=asked.conflict[0], last=asked.conflict[1]) if asked.conflict else None,
    )  # fmt: skip


def _day(number: int) -> date:
    return EPOCH + timedelta(number)


def _total(series: Series) -> tuple[float, float, float]:
    total = float(series.counts.sum())
    if not len(series.chances) or series.chances.min() >= 1.0 - 1e-9:
        return total, total, total
    low, high = true_among(series.chances)
    return total, float(low), float(high)


def _without_surge(model: Model, window: Window | None) -> "Floats":
    """Give what the weeks of a series without a surge have: that of all weeks, or of those outside of a surge.

    A series without any movement may have had three at most (95 %): so many are taken for what it could have shown.
    """
    weeks = model.weeks
    counts = weeks.counts / weeks.unit
    if counts.sum() <= 0.0:
        return np.asarray(weeks.exposure * (3.0 / weeks.exposure.sum()), np.float64)
    if window is None or window.p > ALPHA:
        return model.mean
    found = np.zeros(FOUND)
    found[:2] = model.window
    return fit_shape(counts, weeks.exposure, model.terms, weeks_within(found, weeks.bins.week))


def _rows(weeks: Weeks, mean: "Floats", dispersion: float) -> tuple[Week, ...]:
    """Give the weeks as they are printed and drawn."""
    band = _band(mean, dispersion)
    return tuple(
        Week(
            first=_day(weeks.first + 7 * w),
            days=int(weeks.days[w]),
            count=float(weeks.counts[w]),
            low=float(weeks.low[w]),
            high=float(weeks.high[w]),
            exposure=float(weeks.exposure[w]),
            exposure_error=float(weeks.error[w]),
            baseline=float(mean[w] * weeks.unit) if weeks.exposure[w] > 0.0 else None,
            baseline_low=float(band[0][w] * weeks.unit) if weeks.exposure[w] > 0.0 else None,
            baseline_high=float(band[1][w] * weeks.unit) if weeks.exposure[w] > 0.0 else None,
        )
        for w in range(len(weeks))
    )


def _band(mean: "Floats", dispersion: float) -> "tuple[Floats, Floats]":
    if dispersion <= 0.0:
        found = poisson(mean).ppf([[0.025], [0.975]])
    else:
        size = 1.0 / dispersion
        found = nbinom(size, 1.0 / (1.0 + dispersion * mean)).ppf([[0.025], [0.975]])
    low, high = np.maximum(np.nan_to_num(np.asarray(found, np.float64)), 0.0)
    return low, high


def _trend(model: Model) -> float | None:
    """Give the growth per year, where there is a trend: the ratio of fitted means, exposure taken out."""
    if len(model.terms) not in {1, 3}:
        return None
    return float(np.exp(_coefficients(model)[1]))


def _season(model: Model) -> float | None:
    """Give the greatest over the least of the year, where there is a season."""
    if len(model.terms) < 2:
        return None
    return float(np.exp(2 * np.hypot(*_coefficients(model)[-2:])))


def _coefficients(model: Model) -> "Floats":
    use = (model.weeks.exposure > 0.0) & (model.mean > 0.0)
    columns = np.vstack([np.ones(len(model.weeks)), model.terms])[:, use]
    known = np.log(model.mean[use] / model.weeks.exposure[use])
    return np.asarray(np.linalg.lstsq(columns.T, known, rcond=None)[0], np.float64)


def _warnings(series: Series, weeks: Weeks) -> tuple[str, ...]:
    found = []
    unseen = int((series.exposure <= 0.0).sum())
    lost = float(series.counts[series.exposure <= 0.0].sum())
    if lost > 0.0:
        found.append(f"{lost:.1f} movements fall on {unseen} days on which, by the exposure, none could be seen.")
    if 7 * len(weeks) < _LONG_YEARS * 365:
        found.append("The series is shorter than a year: a season would look like a surge.")
    if series.exposure_basis == "archive":
        found.append("Only how whole the archives are is known, not what could be seen near the field.")
    return tuple(found)


def _readings(series: Series, model: Model, made: "Floats", state: "Longs") -> tuple[str, ...]:
    """Say how p would move if each movement were there or not, as its probability says."""
    if not len(model.weeks.chances) or not len(series.chance_days):
        return ()
    bins = model.weeks.bins
    at = (series.chance_days - model.weeks.first) // bins.size
    found, ratios = np.zeros(FOUND), np.zeros(_READINGS)
    for n in range(_READINGS):
        counts = read(state, series.chances, at, len(bins.counts))
        ratios[n] = greatest(counts, *model.scanned, found)
    rank = np.sort([(made >= ratio).mean() for ratio in ratios])
    low, high = rank[int(0.025 * _READINGS)], rank[int(0.975 * _READINGS)]
    least = 1 / (len(made) + 1)
    said = (
        "Movements count with their probability. Taken as there or not there by chance, p lies between "
        f"{max(low, least):.2g} and {max(high, least):.2g} in 95 % of readings."
    )
    return (said,)
