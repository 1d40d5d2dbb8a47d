"""Surges made for the drawings: seven years of weeks, twenty weeks, and series with nothing in them."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from armstrace.records.surges import Comparison, Period, Power, Span, Surge, Week, Window

METHOD = "flights.surge@1"


def weeks(first: date, number: int, seed: int = 7, busy: range = range(0)) -> tuple[Week, ...]:
    """Make weeks whose sight grows, some of them without data, with more movements in those that are `busy`."""
    draw = random.Random(seed)  # noqa: S311  # the same each time
    made = []
    for n in range(number):
        share = 0.35 + 0.6 * n / number
        days = 0 if 40 <= n < 58 or n in {90, 130, 131} else 3 if n % 23 == 5 else 7
        exposure = days * share
        rate = 0.45 * exposure / 7 * (9 if n in busy else 1)
        count = sum(draw.random() < rate / 20 for _ in range(20)) if days else 0
        doubt = 0.3 * (count > 0) * draw.random()
        made.append(
            Week(
                first=first + timedelta(7 * n), days=days, count=count - doubt, low=max(count - 2 * doubt - 0.2, 0),
                high=count + 0.0, exposure=exposure, exposure_error=0.12,
                baseline=0.45 * exposure / 7 if days else None, baseline_low=0.0 if days else None,
                baseline_high=0.45 * exposure / 7 + 1.9 if days else None,
            )
        )  # fmt: skip
    return tuple(made)


def made_surge(number: int = 364, **changes: Any) -> Surge:
    """Make a surge of so many weeks."""
    first = date(2015, 12, 28)
    busy = range(number * 2 // 3, number * 2 // 3 + 6)
    listed = weeks(first, number, busy=busy)
    last = listed[-1].first + timedelta(6)
    start = first + timedelta(7 * busy[0])
    whole = sum(week.count for week in listed)
    inside = sum(listed[n].count for n in busy if n < number)
    window = Window(
        first=start, last=start + timedelta(41), weeks=6.0, days=42, count=inside, count_low=inside - 2,
        count_high=inside + 2, expected=1.9, exposure=33.1, ratio=inside / 1.9, ratio_low=inside / 4,
        ratio_high=inside / 0.9, p=0.0005, p_how="counted", searched=True, draws=1999,
    )  # fmt: skip
    conflict = Span(first=start + timedelta(10), last=start + timedelta(40))
    periods = (
        Period(name="before", first=first, last=conflict.first, days=1500, count=61.2, exposure=900.0, rate=0.29),
        Period(name="during", first=conflict.first, last=conflict.last, days=44, count=14.1, exposure=33.0, rate=3.0),
        Period(name="after", first=conflict.last, last=last, days=700, count=40.0, exposure=650.2, rate=0.43),
    )
    surge = Surge(
        series="QSB at LLOV", operator="QSB", airfield="LLOV", origin="UBBB", typecode="", motion="landing",
        first=first, last=last, days=7 * number, days_with_data=sum(week.days for week in listed), count=whole,
        count_low=whole - 9, count_high=whole + 4, exposure=sum(week.exposure for week in listed),
        exposure_basis="control traffic", dispersion=0.6, trend=None, season=None, window=window, asked=None,
        periods=periods,
        comparisons=(Comparison(of="during", to="before", ratio=10.3, ratio_low=5.0, ratio_high=21.0, p=3e-7),),
        power=tuple(Power(factor=f, weeks=w, probability=p, draws=200) for f, w, p in
                    ((2.0, 4.0, 0.06), (4.0, 4.0, 0.33), (8.0, 4.0, 0.71), (8.0, 8.0, 0.97))),
        weeks=listed, told="surge", reason="More landings than chance, coverage and the calendar explain.",
        warnings=("98 of 2,548 days have no data; they count for nothing, not as zero.",), synthetic=False,
        method=METHOD, parameters='{"draws":1999,"seed":1}', inputs=("movement:1",), conflict=conflict,
    )  # fmt: skip
    return replace(surge, **changes)


def landing(n: int, at: datetime, **changes: Any) -> Mapping[str, Any]:
    """Make one row as `armstrace flights movements` prints it."""
    return {
        "event": f"event-{n}", "rank": 1, "hex": f"60086{n % 10}", "registration": "QS-110", "typecode": "IL76",
        "operator": "QSB", "callsign": "QSB4112", "kind": "landing", "airfield": "LLOV", "icao": "LLOV",
        "time_utc": at, "time_earliest": at - timedelta(minutes=20), "time_latest": at + timedelta(minutes=35),
        "probability": 0.62, "tier": "ranked", "basis": "descent", "inputs": "ab" * 32 + ";point=120-180",
        "origin": "UBBB",
    } | changes  # fmt: skip


def landings_of(surge: Surge) -> list[Mapping[str, Any]]:
    """Make landings in the weeks that count some."""
    made: list[Mapping[str, Any]] = []
    for week in surge.weeks:
        for n in range(round(week.count)):
            noon = datetime(week.first.year, week.first.month, week.first.day, 12, tzinfo=UTC)
            made.append(landing(len(made), noon + timedelta(days=n % 7, minutes=7 * n)))
    return made
