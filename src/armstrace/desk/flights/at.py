"""Landings and take-offs at one field: what is listed, how many are to be expected, and what could have been seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from armstrace.desk.flights.ask import SeenDay

FOLDERS = 256
_WITHIN = 0.95


@dataclass(frozen=True, slots=True)
class Expected:
    """How many events there were, as far as the data tell: the sum of their probabilities, and 95 % bounds.

    `confirmed` counts those whose tier is confirmed. The bounds hold if the probabilities do and events are
    independent; of days without coverage they say nothing.
    """

    listed: int
    confirmed: int
    expected: float
    low: int
    high: int


def expected(rows: Sequence[Mapping[str, Any]]) -> Expected:
    """Count events of one kind at one field, one row each.

    The number of true ones among independent events is Poisson-binomial; its distribution is built up event by event.

    >>> expected([{"probability": 1.0, "tier": "confirmed"}, {"probability": 0.5, "tier": "ranked"}])
    Expected(listed=2, confirmed=1, expected=1.5, low=1, high=2)
    """
    chances = [1.0]
    for row in rows:
        p = min(max(float(row["probability"]), 0.0), 1.0)
        chances = [
            (chances[n] * (1 - p) if n < len(chances) else 0.0) + (chances[n - 1] * p if n else 0.0)
            for n in range(len(chances) + 1)
        ]
    total = sum(float(row["probability"]) for row in rows)
    confirmed = sum(row["tier"] == "confirmed" for row in rows)
    return Expected(len(rows), confirmed, total, *_bounds(chances))


def _bounds(chances: Sequence[float]) -> tuple[int, int]:
    """Give the numbers between which 95 % of the distribution lie, its tails cut alike."""
    tail = (1 - _WITHIN) / 2
    low, below = 0, chances[0]
    while below < tail and low < len(chances) - 1:
        low += 1
        below += chances[low]
    high, above = len(chances) - 1, chances[-1]
    while above < tail and high > low:
        high -= 1
        above += chances[high]
    return low, high


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the days asked about could show at a field.

    `days` were asked about; on `archived` of them there is an archive, on `whole` of them with all 256 folders; on
    `seen` of them other aircraft came within 50 NM of the field. `lowest_ft` is the lowest pressure altitude of any
    of them, `median_lowest_ft` that of the median day. `unseen` are the first of the days on which nothing can be told.
    """

    first: date
    last: date
    days: int
    archived: int
    whole: int
    seen: int
    lowest_ft: float | None
    median_lowest_ft: float | None
    unseen: tuple[date, ...]


def coverage(
    span: tuple[date, date],
    archives: Iterable[Mapping[str, Any]],
    seen: Mapping[date, SeenDay],
    own: Mapping[date, int],
) -> Coverage:
    """Say what could have been seen from one day to another, both included.

    `own` has by day how many of the aircraft seen near the field are those asked about: they do not count as others.
    """
    first, last = span
    asked = [first + timedelta(n) for n in range((last - first).days + 1)]
    folders: dict[date, int] = {}
    for row in archives:
        if row["day"] is not None:
            folders[row["day"]] = max(folders.get(row["day"], 0), int(row["folders"]))
    by_others = [day for day in asked if day in seen and seen[day].aircraft > own.get(day, 0)]
    lows = sorted(low for day in by_others if (low := seen[day].lowest_ft) is not None)
    return Coverage(
        first, last, len(asked),
        archived=sum(day in folders for day in asked),
        whole=sum(folders.get(day, 0) == FOLDERS for day in asked),
        seen=len(by_others),
        lowest_ft=lows[0] if lows else None,
        median_lowest_ft=lows[len(lows) // 2] if lows else None,
        unseen=tuple(day for day in asked if day not in set(by_others)),
    )  # fmt: skip
