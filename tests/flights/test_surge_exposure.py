"""What could have been seen at a field, day by day: by other aircraft, and where these are too few by the archives."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.flights.coverage import COVERAGE
from armstrace.flights.surges.exposure import (
    ARCHIVE,
    CONTROL,
    EPOCH,
    Archives,
    Exposure,
    archive_days,
    both_ends,
    by_archive,
    completeness,
    control,
    exposure,
)

FIRST = 17_000


def archives(days: Sequence[int], folders: int = 256) -> Archives:
    rows = [{"day": EPOCH + timedelta(day), "folders": folders, "files": 40_000 * folders // 256} for day in days]
    return archive_days(rows)


def seen(counts: Mapping[int, int], low: float = 1.0) -> pa.Table:
    rows: list[dict[str, Any]] = [
        {"day": EPOCH + timedelta(day), "airfield": "LLOV", "aircraft": n, "low_aircraft": int(n * low), "lowest_ft": 0}
        for day, n in counts.items()
    ]
    return pa.Table.from_pylist(rows, COVERAGE)


def of(counts: Mapping[int, int], own: Mapping[int, float] | None = None, **more: Any) -> Exposure:
    known = archives(sorted(counts))
    return exposure(known, control(known, seen({d: n for d, n in counts.items() if n}, **more), own or {}))


def traffic(days: int, rate: Any, seed: int = 1) -> dict[int, int]:
    drawn = np.random.default_rng(seed).poisson(np.broadcast_to(rate, days))
    return {FIRST + day: int(n) for day, n in enumerate(drawn)}


def test_steady_traffic_is_steady_exposure() -> None:
    found = of(traffic(1000, 20.0))
    assert (found.basis, found.error_days) == (CONTROL, 7)
    assert 0.6 < found.share.min() <= found.share.max() == 1.0
    # what was drawn varies by what is said to be its error, and not by much more
    scatter = found.share.std() / found.share.mean()
    assert 0.7 < scatter / np.median(found.error) < 1.3


def test_growth_of_reception_is_followed() -> None:
    found = of(traffic(2500, np.linspace(7, 19, 2500)))
    assert found.share[:100].mean() == pytest.approx(7 / 19 * found.share[-100:].mean(), rel=0.15)
    assert any("-fold" in warning for warning in found.warnings) or found.share.min() > 1 / 3


def test_a_failure_of_reception_is_no_coverage_and_a_quiet_day_at_a_quiet_field_is_chance() -> None:
    busy = traffic(700, 8.0)
    busy |= dict.fromkeys(range(FIRST + 100, FIRST + 700, 60), 0)
    found = of(busy)
    failed = [day - FIRST for day in range(FIRST + 100, FIRST + 700, 60)]
    assert found.share[failed].max() < 0.05
    assert any("days reception at the field seems to have failed" in warning for warning in found.warnings)
    quiet = of(traffic(1500, 0.6))
    assert (quiet.basis, quiet.error_days) == (CONTROL, 91)
    assert quiet.share.min() > 0.4
    assert not any("failed" in warning for warning in quiet.warnings)


def test_an_own_movement_shows_that_reception_had_not_failed() -> None:
    busy = traffic(700, 8.0) | {FIRST + 300: 0, FIRST + 400: 0}
    found = of(busy | {FIRST + 300: 1}, {FIRST + 300: 1.0})
    assert found.share[300] > 0.5
    assert found.share[400] < 0.15
    alone = dict.fromkeys(range(FIRST, FIRST + 600), 0) | dict.fromkeys(range(FIRST, FIRST + 200), 20)
    assert of(alone | {FIRST + 500: 1}, {FIRST + 500: 1.0}).share[500] > 0


def test_own_aircraft_are_no_control() -> None:
    others, own = traffic(800, 3.0), {FIRST + day: 2.0 for day in range(400, 430)}
    with_own = {day: n + int(own.get(day, 0)) for day, n in others.items()}
    assert of(with_own, own).share == pytest.approx(of(others).share, rel=0.01)


def test_low_aircraft_are_preferred_where_there_are_enough() -> None:
    assert "below 5,000 ft" in of(traffic(800, 20.0), low=0.5).warnings[0]
    assert "at any height" in of(traffic(800, 2.0), low=0.01).warnings[0]


def test_too_little_traffic_leaves_the_archive() -> None:
    found = of(traffic(1000, 0.05))
    assert found.basis == ARCHIVE
    assert "on the mean day 0.0" in found.warnings[0]
    assert found.share.tolist() == [1.0] * 1000
    assert of(dict.fromkeys(range(FIRST, FIRST + 50), 0)).basis == ARCHIVE
    assert exposure(archives(range(FIRST, FIRST + 9)), None).basis == ARCHIVE


def test_a_day_with_half_its_folders_shows_half() -> None:
    days = range(FIRST, FIRST + 300)
    rows = [{"day": EPOCH + timedelta(d), "folders": 128 if (d - FIRST) % 3 else 256, "files": 20_000} for d in days]
    known = archive_days(rows)
    counts = {d: int(n) for d, n in zip(days, np.random.default_rng(2).poisson(20 * known.complete), strict=True)}
    found = exposure(known, control(known, seen(counts), {}))
    assert np.mean(found.share[1::3]) == pytest.approx(np.mean(found.share[::3]) / 2, rel=0.1)


def test_completeness() -> None:
    assert completeness(256, 60_000) == 1
    assert completeness(64, 16_000) == pytest.approx(0.25, abs=0.001)
    # 400 aircraft leave a fifth of the folders empty in a whole archive
    assert completeness(202, 400) == pytest.approx(1, abs=0.02)
    assert completeness(101, 200) == pytest.approx(0.5, abs=0.02)
    assert (completeness(0, 1), completeness(3, 3)) == (1, 1)


def test_of_several_archives_the_most_complete_counts_and_days_without_files_are_absent() -> None:
    day = EPOCH + timedelta(FIRST)
    rows: list[dict[str, Any]] = [
        {"day": day, "folders": 256, "files": 9000},
        {"day": day, "folders": 16, "files": 900},
        {"day": day + timedelta(2), "folders": 0, "files": 0},
        {"day": None, "folders": 256, "files": 9000},
    ]
    for ordered in (rows, rows[::-1]):
        assert (archive_days(ordered).days.tolist(), archive_days(ordered).complete.tolist()) == ([FIRST], [1.0])
    assert len(archive_days([]).days) == 0
    assert len(exposure(archive_days([]), control(archive_days([]), seen({}), {})).share) == 0


def test_growing_archives_are_told() -> None:
    rows = [{"day": EPOCH + timedelta(FIRST + d), "folders": 256, "files": 20_000 + 40 * d} for d in range(900)]
    assert "in each quarter of the time" in archive_days(rows).warnings[0]
    assert archive_days([row | {"files": 20_000} for row in rows]).warnings == ()


def test_a_route_must_be_seen_at_both_ends() -> None:
    there, origin = of(traffic(600, 20.0)), of(traffic(600, np.linspace(5, 20, 600), 3))
    route = both_ends(there, origin)
    assert route.share == pytest.approx(there.share * origin.share)
    assert (route.error >= there.error).all()
    assert route.basis == CONTROL
    known = archives(range(FIRST, FIRST + 600), 128)
    assert both_ends(by_archive(known), by_archive(known)).share == pytest.approx(known.complete)


counts_of = st.lists(st.integers(0, 30), min_size=30, max_size=120).map(
    lambda found: {FIRST + day: n for day, n in enumerate(found)}
)


@given(counts_of, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_neither_order_nor_parting_of_the_lists_matters(counts: dict[int, int], chance: Any, parts: int) -> None:
    known = archives(list(counts))
    whole = exposure(known, control(known, seen(counts), {}))
    rows = []
    for day, n in counts.items():
        cuts = sorted(chance.randint(0, n) for _ in range(parts - 1))
        rows += [(day, b - a) for a, b in zip([0, *cuts], [*cuts, n], strict=True)]
    chance.shuffle(rows)
    table = pa.concat_tables([seen({day: n}) for day, n in rows])
    again = exposure(known, control(known, table, {}))
    assert (again.share.tolist(), again.error.tolist(), again.basis) == (
        whole.share.tolist(), whole.error.tolist(), whole.basis,
    )  # fmt: skip


@given(counts_of, st.integers(10, 50))
@settings(max_examples=40, deadline=None)
def test_shares_are_shares_and_many_times_the_traffic_is_the_same_reception(counts: dict[int, int], times: int) -> None:
    found = of(counts)
    assert ((found.share >= 0) & (found.share <= 1)).all()
    assert ((found.error >= 0) & (found.error <= 1)).all()
    assert len(found.share) == len(counts)
    busy = {day: 20 + n for day, n in counts.items()}
    assert of({day: n * times for day, n in busy.items()}).share == pytest.approx(of(busy).share)


@given(counts_of, st.sets(st.integers(0, 29)))
@settings(max_examples=40, deadline=None)
def test_absent_days_are_not_zero(counts: dict[int, int], gone: set[int]) -> None:
    kept = {day: 20 + n % 3 for day, n in counts.items() if day - FIRST not in gone or day == FIRST}
    found = of(kept)
    assert found.days.tolist() == sorted(kept)
    assert found.share.min() > 0.8
