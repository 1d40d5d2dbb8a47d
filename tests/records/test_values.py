"""Values keep their doubt and the words they were printed in, and nothing is guessed."""

import calendar
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.records.values import Count, Tiv, When

COUNTS = st.builds(
    lambda a, b, estimate: Count(min(a, b), max(a, b), estimate),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("12", (12, 12, False)),
        (" 12 ", (12, 12, False)),
        ("(12)", (12, 12, True)),
        ("( 12 )", (12, 12, True)),
        ("12?", (12, 12, True)),
        ("10-12", (10, 12, False)),
        ("10\u201312", (10, 12, False)),
        ("(10-12)", (10, 12, True)),
        ("1,200", (1200, 1200, False)),
        ("12,345,678", (12_345_678, 12_345_678, False)),
        ("0", (0, 0, False)),
        ("9" * 15, (10**15 - 1, 10**15 - 1, False)),
    ],
)
def test_counts_as_registers_print_them(printed: str, expected: tuple[int, int, bool]) -> None:
    count = Count.read(printed)
    assert count is not None
    assert (count.low, count.high, count.estimate) == expected
    assert count.printed == printed.strip()


@pytest.mark.parametrize(
    "printed", ["", " ", ". .", "..", "...", "\u2026", "?", "-", "\u2013", "n/a", "NA", "(. .)", "(?)"]
)
def test_unknown_counts_are_none(printed: str) -> None:
    assert Count.read(printed) is None


@pytest.mark.parametrize(
    "printed",
    [
        "a dozen",
        "12.5",
        "1,20",
        "1.200",
        "-5",
        "12-10",
        "1e3",
        "12 or 13",
        "(12",
        "12)",
        "12??",
        "0x10",
        "9" * 16,
        "9" * 5000,
        "1-" + "9" * 5000,
        "1" + ",000" * 2000,
        "12\n13",
        "12\0",
        "1_000",
    ],
)
def test_what_is_no_count_is_never_guessed(printed: str) -> None:
    with pytest.raises(UnreadableValue) as told:
        Count.read(printed)
    assert len(str(told.value)) < 300, "a message quotes the beginning, not a million digits"


@given(st.lists(st.none() | COUNTS), st.lists(st.none() | COUNTS))
def test_totals_do_not_depend_on_order_or_grouping(first: list[Count | None], second: list[Count | None]) -> None:
    whole = Count.total([*first, *second])
    assert whole == Count.total([*second[::-1], *first])
    assert whole == Count.total([Count.total(first), Count.total(second)])
    assert whole.low <= whole.high
    assert whole.estimate == any(count.estimate for count in [*first, *second] if count)


@given(st.integers(-10, 10), st.integers(-10, 10))
def test_a_count_is_never_negative_or_upside_down(low: int, high: int) -> None:
    if 0 <= low <= high:
        assert Count(low, high).high == high
    else:
        with pytest.raises(UnreadableValue):
            Count(low, high)


@given(COUNTS)
def test_counts_are_read_back_from_print(count: Count) -> None:
    printed = f"{count.low}-{count.high}" if count.low != count.high else f"{count.low:,}"
    assert Count.read(f"({printed})" if count.estimate else printed) == Count(
        count.low, count.high, count.estimate, f"({printed})" if count.estimate else printed
    )


@pytest.mark.parametrize(
    ("printed", "half_unit", "expected"),
    [
        ("12", 0.0, (12.0, 12.0, 12.0)),
        ("0.75", 0.0, (0.75, 0.75, 0.75)),
        ("345", 0.5, (345.0, 344.5, 345.5)),
        ("0", 0.0, (0.0, 0.0, 0.5)),
        ("0", 0.5, (0.0, 0.0, 0.5)),
        ("0.0", 0.5, (0.0, 0.0, 0.5)),
        ("0.2", 0.5, (0.2, 0.0, 0.7)),
    ],
)
def test_volumes_with_what_they_can_stand_for(
    printed: str, half_unit: float, expected: tuple[float, float, float]
) -> None:
    tiv = Tiv.read(printed, half_unit=half_unit)
    assert tiv is not None
    assert (tiv.value, tiv.low, tiv.high) == expected


def test_an_empty_cell_is_no_zero() -> None:
    assert Tiv.read("") is None
    assert Tiv.read("  ") is None


@pytest.mark.parametrize(
    "printed",
    ["inf", "nan", "-1", "1e9", "1,5", "1.234,5", "about 4", "4?", "$4", "9" * 400, "0." + "9" * 400, ".5", "5."],
)
def test_what_is_no_volume_is_never_guessed(printed: str) -> None:
    with pytest.raises(UnreadableValue) as told:
        Tiv.read(printed)
    assert len(str(told.value)) < 300


@pytest.mark.parametrize(
    ("printed", "earliest", "latest", "edtf"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31), "2016"),
        ("(2016)", date(2016, 1, 1), date(2016, 12, 31), "2016?"),
        ("2016?", date(2016, 1, 1), date(2016, 12, 31), "2016?"),
        ("2016~", date(2016, 1, 1), date(2016, 12, 31), "2016~"),
        ("2016%", date(2016, 1, 1), date(2016, 12, 31), "2016%"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "2016-02"),
        ("2020-10-28", date(2020, 10, 28), date(2020, 10, 28), "2020-10-28"),
        ("28 Oct 2020", date(2020, 10, 28), date(2020, 10, 28), "2020-10-28"),
        ("28 October 2020", date(2020, 10, 28), date(2020, 10, 28), "2020-10-28"),
        ("October 28, 2020", date(2020, 10, 28), date(2020, 10, 28), "2020-10-28"),
        ("2015/2019", date(2015, 1, 1), date(2019, 12, 31), "2015/2019"),
        ("2015-03/2015-05", date(2015, 3, 1), date(2015, 5, 31), "2015-03/2015-05"),
        ("2020-10-10/2020-10-11", date(2020, 10, 10), date(2020, 10, 11), "2020-10-10/2020-10-11"),
        ("../2019", None, date(2019, 12, 31), "../2019-12-31"),
        ("2019/..", date(2019, 1, 1), None, "2019-01-01/.."),
        ("0999-05", date(999, 5, 1), date(999, 5, 31), "0999-05"),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), "9999"),
        ("9999-12/..", date(9999, 12, 1), None, "9999-12-01/.."),
    ],
)
def test_dates_at_the_precision_they_have(printed: str, earliest: date | None, latest: date | None, edtf: str) -> None:
    when = When.read(printed)
    assert (when.earliest, when.latest, when.edtf) == (earliest, latest, edtf)
    assert when.printed == printed


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "?",
        "20",
        "20-10",
        "2020-13",
        "2020-02-30",
        "2019-02-29",
        "0000",
        "2020/2019",
        "28/10/2020",
        "10/28/2020",
        "28 Octobre 2020",
        "31 Apr 2020",
        "Oct 2020",
        "10 or 11 October 2020",
        "2020-10-28T10:00",
        "2020-1-1",
        "99999",
    ],
)
def test_what_is_no_date_is_never_guessed(printed: str) -> None:
    with pytest.raises(UnreadableValue):
        When.read(printed)


@st.composite
def whens(draw: st.DrawFn) -> When:
    ends = st.none() | st.dates()
    earliest, latest = draw(ends), draw(ends)
    assume(earliest is None or latest is None or earliest <= latest)
    return When(earliest, latest, draw(st.sampled_from(["", "?", "~", "%"])))


@given(whens())
def test_a_date_is_read_back_from_its_edtf(when: When) -> None:
    again = When.read(when.edtf)
    assert (again.earliest, again.latest, again.qualifier) == (when.earliest, when.latest, when.qualifier)
    assert again.edtf == when.edtf


@given(st.dates(), st.dates())
def test_precision_is_never_sharpened_nor_blurred(first: date, last: date) -> None:
    assume(first <= last)
    when = When(first, last)
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    assert (when.years is not None) == whole_years
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    assert (len(when.edtf.split("/")[0]) < 10) == (whole_years or whole_months) or first == last


@given(whens(), st.dates())
def test_by_a_day_is_answered_only_where_the_precision_can_tell(when: When, day: date) -> None:
    answer = when.by(day)
    if answer is True:
        assert when.latest is not None
        assert when.latest <= day
    elif answer is False:
        assert when.earliest is not None
        assert when.earliest > day
    else:
        assert when.latest is None or when.latest > day
        assert when.earliest is None or when.earliest <= day


def test_a_period_does_not_run_backwards_and_doubt_has_four_marks() -> None:
    with pytest.raises(UnreadableValue, match="runs backwards"):
        When(date(2020, 1, 2), date(2020, 1, 1))
    with pytest.raises(UnreadableValue, match="is not a mark of doubt"):
        When(None, None, "!")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("2019", "2019-06", True),
        ("2019", "2020-01-01", False),
        ("2019/..", "2025", True),
        ("../2019", "2020", False),
        ("2018/2020", "2020/2024", True),
    ],
)
def test_two_times_overlap_where_some_day_may_be_in_both(one: str, other: str, told: bool) -> None:
    assert When.read(one).overlaps(When.read(other)) is told
    assert When.read(other).overlaps(When.read(one)) is told


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("2015-01-01/..", "2015"), ("2015-03-01/2016-02-29", "2015-03"), ("2015-03-04/..", "2015-03-04"),
        ("2015", "2015"), ("2015-07", "2015-07"), ("../2015-03-04", "../2015-03-04"),
    ],
)  # fmt: skip
def test_a_time_begins_in_a_year_a_month_or_a_day(said: str, begins: str) -> None:
    assert When.read(said).beginning() == When.read(begins)
