from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.text.blocks import lines, signed
from armstrace.reading.text.sentences import LONGEST, sentences
from armstrace.reading.text.view import Span, view


@given(st.text())
def test_a_view_keeps_every_offset(text: str) -> None:
    seen = view(text)
    assert len(seen) == len(text)
    assert all(a == b or not b.isalnum() for a, b in zip(text, seen, strict=True))


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_sentences_cover_every_word_of_a_block_in_order(text: str) -> None:
    seen = view(text)
    spans = sentences(seen, Span(0, len(seen)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    outside = "".join(seen[i] for i in range(len(seen)) if not any(s.start <= i < s.end for s in spans))
    assert not outside.strip()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was so. It is not.", 2),
        ("U.S. arms went to Gen. Smith on Oct. 5. Then no more.", 2),
        ("Imports rose by 2.5 per cent. Exports did not.", 2),
        ("He said: “No.” She left.", 2),
        ("No full stop", 1),
        ("One… two", 1),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences(view(text), Span(0, len(text)))) == count


def test_blocks_are_the_lines_that_hold_something() -> None:
    found = lines("one\n\n  \ntwo\r\nthree")
    assert [(block.start, block.end) for block in found] == [(0, 3), (8, 11), (13, 18)]


def test_a_tweet_has_the_day_and_the_name_of_its_signature() -> None:
    text = "Before.\nThird flight this week 🛩\n— Ann “A” Lee (@ann_lee) October 1, 2020\nAfter."
    before, tweet, after = signed(view(text), lines(text))
    assert (before.kind, after.kind) == ("paragraph", "paragraph")
    assert (tweet.kind, tweet.author, tweet.handle, tweet.day) == (
        "tweet",
        'Ann "A" Lee',
        "@ann_lee",
        date(2020, 10, 1),
    )
    assert text[tweet.body.start : tweet.body.end] == "Third flight this week 🛩"


def test_a_day_that_no_calendar_has_signs_nothing() -> None:
    text = "So it was.\n— Ann Lee (@ann_lee) February 31, 2020"
    assert {block.kind for block in signed(view(text), lines(text))} == {"paragraph"}


def test_what_no_person_wrote_as_one_sentence_is_cut() -> None:
    text = "1" * 5000 + " word" * 1000
    spans = sentences(text, Span(0, len(text)))
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert "".join(text[span.start : span.end] for span in spans).replace(" ", "") == text.replace(" ", "")
