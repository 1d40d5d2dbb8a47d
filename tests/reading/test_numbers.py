from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.figures.numbers import Number, find_numbers, word_value
from armstrace.reading.text.view import Span, view


def only(text: str) -> Number:
    found = find_numbers(view(text), Span(0, len(text)), [])
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "comparator"),
    [
        ("60 percent of it", "percent", 60, "="),
        ("60 per cent of it", "percent", 60, "="),
        ("59.8 % of it", "percent", 59.8, "="),
        ("sixty-eight per cent of it", "percent", 68, "="),
        ("about 71 percent of it", "percent", 71, "~"),
        ("nearly half of it", "percent", 50, "~"),
        ("More than half of it", "percent", 50, ">"),
        ("at least 12 percent of it", "percent", 12, ">="),
        ("no more than 12 percent of it", "percent", 12, "<="),
        ("less than 12 percent of it", "percent", 12, "<"),
        ("just under 70 per cent of it", "percent", 70, "~"),
        ("three quarters of it", "percent", 75, "~"),
        ("two of every five of them", "percent", 40, "~"),
        ("between 60 and 65 per cent of it", "percent", 62.5, "="),
        ("60–65% of it", "percent", 62.5, "="),
        ("$6.2 million was paid", "money", 6.2e6, "="),
        ("two billion kroner from it", "money", 2e9, "="),
        ("5.2bn euros of it", "money", 5.2e9, "="),
        ("8.2 times as much", "times", 8.2, "="),
        ("twice as many", "times", 2, "="),
        ("by a factor of more than three", "times", 3, "="),
        ("1,310 million TIV in all", "tiv", 1.31e9, "="),
        ("one hundred million rounds", "plain", 1e8, "="),
        ("a dozen tanks", "plain", 12, "="),
        ("some 2,000 soldiers", "plain", 2000, "~"),
    ],
)
def test_numbers_of_the_press(text: str, kind: str, value: float, comparator: str) -> None:
    number = only(text)
    assert (number.kind, number.comparator) == (kind, comparator)
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("several thousand lives", 2000, None),
        ("hundreds of thousands of people", 200_000, None),
        ("tens of thousands", 10_000, 99_999),
        ("dozens of tanks", 24, None),
        ("the majority of them", 50, None),
    ],
)
def test_vague_sizes_are_bounds_and_no_value(text: str, low: float, high: float | None) -> None:
    number = only(text)
    assert (number.value, number.low, number.high) == (None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "a T-72 tank",
        "the MiG-25 fell",
        "a 25-year-old man",
        "Photo CC BY 4.0",
        "N: 907 says",
        "call +972 magazine",
        "9M55K rockets",
    ],
)
def test_designations_ages_and_licence_versions_are_no_numbers(text: str) -> None:
    assert find_numbers(view(text), Span(0, len(text)), []) == []


def test_a_list_shares_its_percent_sign() -> None:
    text = "supplied 29, 26 and 24 per cent respectively"
    assert [number.value for number in find_numbers(text, Span(0, len(text)), [])] == [29, 26, 24]


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_and_without_commas_are_one_number(value: int) -> None:
    assert word_value(f"{value:,}") == word_value(str(value)) == value


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_number_lies_in_the_text_and_none_overlap(text: str) -> None:
    seen = view(text)
    found = find_numbers(seen, Span(0, len(seen)), [])
    assert all(0 <= n.start <= n.core.start < n.core.end <= n.end <= len(seen) for n in found)
    assert all(a.core.end <= b.core.start for a, b in pairwise(found))
