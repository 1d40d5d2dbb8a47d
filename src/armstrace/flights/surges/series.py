"""A series: on which days how many movements were counted, and how much of them could have been seen."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from armstrace.flights.columns import Floats, Longs


def _nothing() -> "Floats":
    return np.empty(0)


def _no_days() -> "Longs":
    return np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a series is counted of; "" is any."""

    series: str
    operator: str = ""
    airfield: str = ""
    origin: str = ""
    typecode: str = ""
    motion: str = "landing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Counts by day, in order of the day; a day without data is not there, which is not zero.

    `days` since 1970-01-01; `counts` the expected number of movements on each; `exposure` the share, 0 to 1, of
    movements on that day that could be seen, against the best day of the series; `exposure_error` its standard
    deviation as a share of it, which days within `error_days` of one another have in common. `chances` is the
    probability of each movement counted and `chance_days` its day; both empty where all are certain. `inputs` are what
    the counts rest on.
    """

    named: Named
    days: "Longs"
    counts: "Floats"
    exposure: "Floats"
    exposure_error: "Floats" = field(default_factory=_nothing)
    error_days: int = 91
    chances: "Floats" = field(default_factory=_nothing)
    chance_days: "Longs" = field(default_factory=_no_days)
    exposure_basis: str = "given"
    synthetic: bool = False
    inputs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
