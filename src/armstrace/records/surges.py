"""Surges: whether a stretch of time had more movements than chance, coverage and the calendar explain."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from armstrace.records.origin import derived_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `first` to `last`, both included, in UTC."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days of a series: `count` movements expected of the data, `low` to `high` of which 95 % of readings leave.

    `days` of the seven have data; `exposure` is the sum over these of the share of movements that could be seen, 0 to
    7, give or take the share `exposure_error` (one standard deviation). `baseline` is what the rest of the series lets
    expect, None where nothing could be seen; 95 % of weeks without a surge lie from `baseline_low` to `baseline_high`.
    """

    first: date
    days: int
    count: float
    low: float
    high: float
    exposure: float
    exposure_error: float
    baseline: float | None
    baseline_low: float | None
    baseline_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a series against the rest of it.

    `days` of it have data. `count` movements (95 %: `count_low` to `count_high`) where the rest lets expect `expected`;
    `ratio` is of their rates, exposure taken into account, with bounds at 95 % (None: none can be given). `p` is the
    chance of such a stretch without a surge: family-wise, over all windows looked at, where the window was `searched`;
    else of this window alone. `p_how` is "counted" (from `draws` simulated series), "fitted" (beyond what they resolve,
    by a tail fitted to them that passed its test) or "at most" (that fit failed its test: p is no more than said).
    """

    first: date
    last: date
    weeks: float
    days: int
    count: float
    count_low: float
    count_high: float
    expected: float
    exposure: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float
    p_how: str
    searched: bool
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """The chance, 0 to 1, that a surge by `factor` over `weeks` would have been told, in the right place.

    From `draws` series with movements injected; `first` is None where they were put anywhere in the series.
    """

    factor: float
    weeks: float
    probability: float
    draws: int
    first: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Before, during or after dates given in advance: movements, days with data, exposure in days, rate per week."""

    name: str
    first: date
    last: date
    days: int
    count: float
    exposure: float
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two periods: `ratio` of the rates with bounds at 95 %, and the two-sided `p` that they are the same."""

    of: str
    to: str
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """What was found of one series of movements; it is transport opportunity and supports no rung of the chain.

    `series` names it; `operator`, `airfield`, `origin`, `typecode` and `motion` are what it was counted of, "" for any.
    `exposure_basis` is "control traffic", "archive" (only how whole the archives are is known: a finding is at most
    partly), "given" (from a file) or "none". `dispersion` is that of the baseline: weeks vary by m + dispersion m².
    `trend` is the baseline's growth per year (1.2: by a fifth), `season` its greatest over its least month, None where
    the data do not carry them. `told` is "surge", "no surge" or "cannot tell"; `reason` a sentence. `warnings` are
    sentences too. `synthetic` data can support nothing. `inputs` are the keys of the movements, or the exhibit and
    place of the counts.
    """

    KIND: ClassVar[str] = "surge"

    series: str
    operator: str
    airfield: str
    origin: str
    typecode: str
    motion: str
    first: date | None
    last: date | None
    days: int
    days_with_data: int
    count: float
    count_low: float
    count_high: float
    exposure: float
    exposure_basis: str
    dispersion: float | None
    trend: float | None
    season: float | None
    window: Window | None
    asked: Window | None
    periods: tuple[Period, ...]
    comparisons: tuple[Comparison, ...]
    power: tuple[Power, ...]
    weeks: tuple[Week, ...]
    told: str
    reason: str
    warnings: tuple[str, ...]
    synthetic: bool
    method: str
    parameters: str
    inputs: tuple[str, ...] = ()
    conflict: Span | None = None

    @property
    def key(self) -> str:
        """The key a dossier cites: what it was counted from, of what, when, and how it was tested."""
        return derived_key(self.KIND, self.inputs, f"{self.series};{self.first};{self.last};{self.parameters}")
