from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.figures.periods import Calendar, find_periods
from armstrace.reading.text.view import Span, view

PUBLISHED = Calendar(date(2020, 11, 20))


def periods(text: str, known: Calendar = PUBLISHED) -> list[str | None]:
    return [p.when.edtf if p.when else None for p in find_periods(view(text), Span(0, len(text)), known)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("between 2015 and 2019", "2015/2019"),
        ("in 2015–19.", "2015/2019"),
        ("in 2015-2019", "2015/2019"),
        ("from 2016 to 2020 it", "2016/2020"),
        ("in the five years to 2019", "2015/2019"),
        ("in the ten years from 1975", "1975/1984"),
        ("over the decade 2011–20", "2011/2020"),
        ("the five-year period 2015–19", "2015/2019"),
        ("in 2016, 2017 and 2018", "2016/2018"),
        ("over the past five years", "2015/2019~"),
        ("in 2019", "2019"),
        ("in the 1990s", "1990/1999"),
        ("since 2010", "2010-01-01/2020-11-20"),
        ("by the end of 2019", "../2019-12-31"),
        ("on 3 December 2008, the", "2008-12-03"),
        ("on December 3, 2008", "2008-12-03"),
        ("on 2008-12-03 it", "2008-12-03"),
        ("on September 27", "2020-09-27"),
        ("on December 24", "2019-12-24"),
        ("in March 2011", "2011-03"),
        ("in early October", "2020-10-01/2020-10-10"),
        ("from 10 to 21 May 2021", "2021-05-10/2021-05-21"),
        ("in the first half of 2020", "2020-01/2020-06"),
    ],
)
def test_periods_of_the_press(text: str, edtf: str) -> None:
    assert periods(text) == [edtf]


def test_a_day_without_a_year_takes_that_of_the_last_date_named() -> None:
    assert periods("on 2 April", Calendar(date(2020, 11, 20), date(2016, 4, 1))) == ["2016-04-02"]


def test_the_year_behind_the_second_day_is_the_year_of_both() -> None:
    assert periods("from 12 July to 14 August 2006") == ["2006-07-12", "2006-08-14"]


def test_two_days_of_one_month() -> None:
    assert periods("statements October 5 and 23, Amnesty") == ["2020-10-05", "2020-10-23"]


@pytest.mark.parametrize(
    "text", ["for 2000 years", "Some 2,000 Russians", "It may be so", "On 31 February", "March on", "1988 tanks"]
)
def test_what_is_no_date(text: str) -> None:
    assert periods(text) == []


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_periods_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    seen = view(text)
    found = find_periods(seen, Span(0, len(seen)), PUBLISHED)
    assert all(0 <= p.start < p.end <= len(seen) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(1900, 2090), st.integers(1, 9))
def test_a_short_range_is_the_long_one(first: int, more: int) -> None:
    last = first + more
    assert periods(f"in {first}–{last % 100:02d}") == periods(f"between {first} and {last}") == [f"{first}/{last}"]
