"""Surges: what is told of a series, and what is never told of one."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.flights.surges.judge import Asked, surge
from armstrace.flights.surges.series import Series
from armstrace.flights.surges.told import LEAST_WEEKS
from armstrace.records.surges import Surge
from made_series import FIRST, made, series, with_surge

QUICK = Asked(draws=199, power=False)
SOME = Asked(draws=499)


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(number)


def _random(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def _strong() -> tuple[Series, int, int]:
    return with_surge(_random(5), 1.0, 8.0, 8)


def test_a_surge_is_found_where_it_is_with_a_ratio_whose_bounds_hold_it() -> None:
    found, first, after = _strong()
    told = surge(found, SOME)
    assert told.told == "surge"
    assert told.window is not None
    assert (told.window.first, told.window.last) <= (_day(after), _day(after))
    assert told.window.first < _day(after)
    assert told.window.last >= _day(first)
    assert told.window.searched
    assert told.window.ratio is not None
    assert told.window.ratio_low is not None
    assert told.window.ratio_high is not None
    assert 1 < told.window.ratio_low < 8 < told.window.ratio_high
    assert told.window.p < 1e-6
    assert told.window.p_how == "fitted"


def test_the_same_seed_gives_the_same_result_and_says_which_it_was() -> None:
    found = made(_random(1), np.full(200, 0.3))
    assert surge(found, SOME) == surge(found, SOME)
    assert '"seed":7' in surge(found, replace(QUICK, seed=7)).parameters


def test_a_window_named_in_advance_is_not_paid_for() -> None:
    found, first, after = with_surge(_random(3), 0.25, 8.0, 4)
    asked = replace(SOME, window=(_day(first), _day(after - 1)))
    told = surge(found, asked)
    assert told.asked is not None
    assert told.window is not None
    assert not told.asked.searched
    assert (told.asked.first, told.asked.last) == asked.window
    assert told.asked.count == found.counts[first - FIRST : after - FIRST].sum()
    assert {each.factor for each in told.power if each.first} == {2.0, 4.0, 8.0}


def test_before_during_and_after_are_counted_by_the_day() -> None:
    counts = np.zeros(7 * 156)
    counts[::7] = 1
    counts[500:544] = 1
    told = surge(series(counts), replace(SOME, conflict=(_day(FIRST + 500), _day(FIRST + 543))))
    assert [each.name for each in told.periods] == ["before", "during", "after"]
    assert [each.count for each in told.periods] == [counts[:500].sum(), 44, counts[544:].sum()]
    during = told.comparisons[0]
    assert (during.of, during.to) == ("during", "before")
    assert during.ratio is not None
    assert during.ratio_low is not None
    assert during.p is not None
    assert during.ratio == pytest.approx(7 / (72 / 500 * 7), rel=0.02)
    assert during.ratio_low > 2
    assert during.p < 0.01
    after = told.comparisons[1]
    assert after.p is not None
    assert after.p > 0.05


def test_a_conflict_beyond_the_series_compares_nothing() -> None:
    told = surge(made(_random(1), np.full(120, 1.0)), replace(QUICK, conflict=(date(2030, 1, 1), date(2030, 2, 1))))
    assert [each.name for each in told.periods] == ["before"]
    assert {each.p for each in told.comparisons} == {None}


def test_days_without_data_are_not_zero() -> None:
    """Half the days are missing and every movement falls on the other half: the rate doubles, nothing stands out."""
    counts = _random(2).poisson(0.3, 7 * 300).astype(float)
    whole = series(counts)
    half = np.arange(len(counts)) < 7 * 150
    keep = ~half | (np.arange(len(counts)) % 2 == 0)
    thinned = replace(whole, days=whole.days[keep], counts=counts[keep], exposure=whole.exposure[keep])
    told = surge(thinned, QUICK)
    assert told.days_with_data == keep.sum()
    assert told.window is not None
    assert told.window.p > 0.05
    zeroed = surge(replace(whole, counts=np.where(keep, counts, 0.0)), QUICK)
    assert zeroed.window is not None
    assert told.weeks[3].days in {3, 4}
    assert told.weeks[3].exposure == told.weeks[3].days
    absent, empty = told.weeks[3].baseline, zeroed.weeks[3].baseline
    assert absent is not None
    assert empty is not None
    assert absent / told.weeks[3].days > 1.1 * empty / 7


def test_growing_reception_is_no_surge_once_exposure_knows_of_it() -> None:
    """Coverage grew from a tenth to everything in the last half year."""
    weeks = np.where(np.arange(300) < 270, 0.1, 1.0)
    found = made(_random(4), 2.0 * weeks)
    blind = surge(found, QUICK)
    assert blind.told == "surge"
    seeing = surge(replace(found, exposure=np.repeat(weeks, 7)), QUICK)
    assert seeing.window is not None
    assert seeing.window.p > 0.05


def test_where_exposure_may_be_off_more_is_needed() -> None:
    found, _, _ = with_surge(_random(8), 3.0, 1.9, 8, total=250)
    sure, unsure = (
        surge(replace(found, exposure_error=np.full(len(found.days), error)), SOME).window for error in (0.0, 0.4)
    )
    assert sure is not None
    assert unsure is not None
    assert unsure.p > sure.p
    assert unsure.ratio_low is not None
    assert sure.ratio_low is not None
    assert unsure.ratio_low < sure.ratio_low


def test_movements_that_may_be_none_count_with_their_probability() -> None:
    found, _, _ = _strong()
    days = np.repeat(found.days, found.counts.astype(int))
    chances = np.full(len(days), 0.5)
    doubted = replace(found, counts=found.counts / 2, chances=chances, chance_days=days)
    told = surge(doubted, SOME)
    assert told.count == len(days) / 2
    assert told.count_low < told.count < told.count_high
    assert told.window is not None
    assert told.window.count_low < told.window.count < told.window.count_high
    assert any("there or not there" in each for each in told.warnings)
    week = next(each for each in told.weeks if each.count >= 2)
    assert week.low < week.count < week.high


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (series(np.zeros(3650)), "too few movements"),
        (series(np.eye(1, 3650, 900)[0]), "too few movements"),
        (series(np.zeros(0)), "no days with data"),
        (series(np.ones(400), exposure=0.0), "On none of the days"),
        (series(np.ones(5)), "too few movements"),
        (series(_random(1).poisson(0.6, 7 * 15).astype(float)), "other weeks with data"),
        (replace(made(_random(9), np.full(300, 1.0)), exposure_basis="none"), "a rise of reception"),
        (made(_random(9), np.full(150, 0.08)), "hardly any could|too few"),
    ],
)
def test_what_cannot_be_told_is_called_that(found: Series, said: str) -> None:
    told = surge(found, SOME)
    assert told.told == "cannot tell"
    assert re.search(said, told.reason), told.reason


def test_no_surge_is_only_said_with_the_power_to_see_one() -> None:
    busy = surge(made(_random(6), np.full(300, 7.0)), SOME)
    assert busy.told == "no surge"
    assert "would have been told in" in busy.reason
    assert max(each.probability for each in busy.power) > 0.8


def test_a_handful_of_weeks_tells_nothing_however_low_p_is() -> None:
    counts = np.zeros(1024)
    counts[[3, 3 + 700]] = 9
    there = np.isin(np.arange(1024), [3, 200, 500, 703])
    few = series(counts)
    told = surge(replace(few, days=few.days[there], counts=counts[there], exposure=few.exposure[there]), SOME)
    assert told.told == "cannot tell"
    assert told.days_with_data == 4 < LEAST_WEEKS


def _p(told: Surge) -> float | None:
    return told.window.p if told.window else None


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.integers(-6, 6), st.integers(-400, 400))
def test_neither_the_unit_of_exposure_nor_the_calendar_changes_p(seed: int, halvings: int, weeks: int) -> None:
    """By halves and doubles, which are exact: two windows as good as one another may change places by rounding."""
    found = made(_random(seed), np.full(100, 0.5))
    other = replace(found, exposure=found.exposure * 2.0**halvings, days=found.days + 7 * weeks)
    one, two = surge(found, QUICK), surge(other, QUICK)
    assert _p(one) == _p(two)
    if one.window and two.window and one.window.ratio and two.window.ratio:
        assert one.window.ratio == pytest.approx(two.window.ratio)
        assert (two.window.first - one.window.first).days == 7 * weeks


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 700), st.integers(0, 40) | st.integers(0, 10**6), st.sampled_from([0.0, 0.01, 0.5, 1.0])
        ),
        max_size=60,
        unique_by=lambda each: each[0],
    )
)
def test_any_series_gets_an_answer(rows: "list[tuple[int, int, float]]") -> None:
    table = np.array(sorted(rows), dtype=float).reshape(-1, 3)
    found = replace(
        series(np.zeros(0)), days=FIRST + table[:, 0].astype(np.int64), counts=table[:, 1], exposure=table[:, 2]
    )
    told = surge(found, Asked(draws=19, power=False, conflict=(_day(FIRST + 90), _day(FIRST + 120))))
    assert told.count == table[:, 1].sum()
    assert 0 < (_p(told) or 1.0) <= 1
    assert told.told in {"surge", "no surge", "cannot tell"}
    assert sum(each.count for each in told.weeks) == pytest.approx(told.count)
    assert all(each.baseline is None for each in told.weeks if each.exposure == 0)
    values: Any = [told.window.ratio, told.window.ratio_low, told.window.ratio_high] if told.window else []
    assert all(value is None or np.isfinite(value) for value in values)


def test_a_window_says_on_how_many_of_its_days_there_are_data() -> None:
    found, first, after = _strong()
    there = (found.days < first) | (found.days >= after) | (found.days % 2 == 0)
    thinned = replace(found, days=found.days[there], counts=found.counts[there] * 4, exposure=found.exposure[there])
    told = surge(thinned, replace(QUICK, window=(_day(first), _day(after - 1))))
    assert told.asked is not None
    assert (told.asked.weeks, told.asked.days) == (8.0, 28)


def _with_a_gap() -> tuple[Series, tuple[date, date]]:
    whole = made(_random(3), np.full(260, 0.5))
    first = int(whole.days[700])
    dark = (whole.days >= first) & (whole.days < first + 70)
    return replace(whole, counts=np.where(dark, 0.0, whole.counts), exposure=np.where(dark, 0.0, whole.exposure)), (
        _day(first),
        _day(first + 69),
    )


def test_of_a_window_in_which_nothing_could_be_seen_no_surge_is_never_said() -> None:
    found, window = _with_a_gap()
    told = surge(found, replace(SOME, window=window))
    assert told.told == "cannot tell"
    assert [each.probability for each in told.power if each.first is not None] == [0.0, 0.0, 0.0]


def test_a_day_asked_about_is_told_no_more_often_than_the_test_allows() -> None:
    """One movement on a day that lets expect less than 5 in 100 is a surge: power is the chance of one."""
    whole = made(_random(3), np.full(260, 0.1))
    day = _day(int(whole.days[700]))
    for each in surge(whole, replace(SOME, window=(day, day))).power[:3]:
        assert each.first == day
        assert each.probability <= 0.05 + each.factor * whole.counts.mean()


def test_a_window_outside_of_the_series_is_not_answered_by_another() -> None:
    whole = made(_random(3), np.full(260, 0.5))
    before = _day(int(whole.days[0])) - timedelta(60)
    told = surge(whole, replace(SOME, window=(before, before + timedelta(30))))
    assert (told.told, told.asked) == ("cannot tell", None)
    assert "no day" in told.reason
    partly = surge(whole, replace(SOME, window=(before, before + timedelta(90))))
    assert partly.asked is not None
    assert partly.asked.first == _day(int(whole.days[0]))
    assert any("alone was tested" in warning for warning in partly.warnings)
