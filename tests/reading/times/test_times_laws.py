"""What holds of any text: spans, order, values that read back; and the time it takes."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.text.view import view
from armstrace.reading.times.find import find_times
from armstrace.reading.times.mention import TimeMention
from armstrace.records.values import When
from stopwatch import Work, fastest, grows_at_most

PUBLISHED = date(2020, 11, 20)
SMALL_WORDS = (
    "the a of in on from to between and since until October 5 23, 2016 2015-19 13 pm 1990s early mid late May "
    "March last next "
    "this that same day days week weeks month year years ago later earlier before after two thirty twenty-four few "
    "several Friday Sunday morning night yesterday now spring winter third quarter half century 3 a.m. 10:35 noon "
    "every per decade decades the 31 29 February 30 99999999 first second ' '94 - — , . ( ) old 4.0 +972 9/11"
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8")),
    st.lists(st.sampled_from(SMALL_WORDS.split()), max_size=40).map(" ".join),
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def times(text: str, published: date = PUBLISHED) -> list[TimeMention]:
    return find_times(view(text), [(0, len(text), None)], published)


@given(TEXTS, DAYS)
def test_spans_lie_in_the_text_in_order_and_none_over_another(text: str, published: date) -> None:
    found = times(text, published)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(text[m.start : m.end] == text[m.start : m.end].strip() for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == times(text, published)


@given(TEXTS, DAYS)
def test_a_value_of_the_calendar_reads_back_as_its_days(text: str, published: date) -> None:
    for mention in times(text, published):
        if mention.when is None or "W" in mention.value or "T" in mention.value:
            continue
        again = When.read(mention.value)
        assert (again.earliest, again.latest) == (mention.when.earliest, mention.when.latest)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=50), st.lists(st.integers(0, 50), max_size=6))
def test_any_cut_into_blocks_is_read(text: str, cuts: list[int]) -> None:
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    parts = [(a, b, PUBLISHED if a % 2 else None) for a, b in pairwise(places)]
    found = find_times(view(text), parts, PUBLISHED)
    assert all(any(a <= m.start and m.end <= b for a, b, _ in parts) for m in found)


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)))
def test_a_day_in_any_form_is_that_day(day: date) -> None:
    month = day.strftime("%B")
    for form in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()):
        found = times(f"It came on {form}.")
        assert [(m.value, m.when) for m in found] == [(day.isoformat(), When.day(day, form))]


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_the_days_around_publication(published: date) -> None:
    found = [m.value for m in times("yesterday, today and tomorrow", published)]
    assert found == [(published + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]


@given(st.integers(1900, 2090), st.integers(1, 9))
def test_a_short_range_is_the_long_one(first: int, more: int) -> None:
    last = first + more
    if last // 100 == first // 100:
        assert [m.value for m in times(f"in {first}–{last % 100:02d}")] == [f"{first}/{last}"]
    assert [m.value for m in times(f"between {first} and {last}")] == [f"{first}/{last}"]


HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda size: "7" * size,
    "digits and marks": lambda size: "12-" * (size // 3),
    "months": lambda size: "October " * (size // 8),
    "listed days": lambda size: "October 5, 6, 7, " * (size // 17),
    "numbers in words": lambda size: "twenty hundred and " * (size // 19),
    "articles": lambda size: "the early " * (size // 10),
    "dashes": lambda size: "-" * size,
    "letters": lambda size: "x" * size,
    "years": lambda size: "2016 to " * (size // 8),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    def work(size: int) -> Work:
        text = HOSTILE[name](size)
        return lambda: times(text)

    grows_at_most(8 * 4, work, 40_000, 320_000)


def test_reading_is_quick() -> None:
    sentence = (
        "In statements October 5 and 23, the group said that over the next two months, as in 2016, convoys left. "
    )
    text = (
        sentence + "The envoy, who is known for a dry wit, said nothing of the kind to those who came to hear him. "
    ) * 300
    assert len(text.split()) / fastest(lambda: times(text)) > 20_000
