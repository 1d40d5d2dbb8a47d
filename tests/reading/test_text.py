from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.text.blocks import lines, signed
from armstrace.reading.text.sentences import LONGEST, sentences
from armstrace.reading.text.view import Span, view
from stopwatch import Work, grows_at_most


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


HEADED = [
    ("Ann Lee @annlee \u00b7 Oct 4, 2020\nTwo transports left the base.", "Ann Lee", "2020-10-04"),
    ("Ann Lee\n@annlee\n\u00b7\nOct 4, 2020\nTwo transports left the base.", "Ann Lee", "2020-10-04"),
    ("Ann Lee (@annlee) October 4, 2020\n\nTwo transports left the base.", "Ann Lee", "2020-10-04"),
    (
        "Ann de Vries \U0001f6e9 (@annlee) | 4 October 2020\r\nTwo transports left the base.",
        "Ann de Vries \U0001f6e9",
        "2020-10-04",
    ),
    # a day without a year is the last such one
    ("Ann \u201cA\u201d Lee @annlee \u00b7 Oct 4: Two transports left the base.", 'Ann "A" Lee', "2020-10-04"),
    ("Ann Lee @annlee \u00b7 4 Dec\nTwo transports left the base.", "Ann Lee", "2019-12-04"),
    ("Ann Lee @annlee \u00b7 4h\nTwo transports left the base.", "Ann Lee", ""),
    ("@annlee: Two transports left the base.", "", ""),
    ("RT @annlee: Two transports left the base.", "", ""),
]


@pytest.mark.parametrize(("text", "author", "day"), HEADED)
def test_a_post_has_the_day_and_the_name_of_the_line_above_it(text: str, author: str, day: str) -> None:
    whole = f"Harbour news\n{text}\nNobody else spoke."
    before, post, after = article_of(whole, date(2020, 11, 20)).blocks
    assert (before.kind, post.kind, after.kind) == ("paragraph", "tweet", "paragraph")
    assert (post.author, post.handle, post.day.isoformat() if post.day else "") == (author, "@annlee", day)
    assert whole[post.body.start : post.body.end] == "Two transports left the base."


@pytest.mark.parametrize(
    "text",
    [
        "Video shared by Ann Lee (@annlee) October 4, 2020\nshows it.",
        "Ann Lee (@annlee) October 4, 2020 wrote of it.",
        "Ann Lee (@annlee) said on October 4, 2020 that it was true.",
        "Mail ann@lee.example: we come.",
        "By Ann Lee (@annlee) October 4, 2020\nTwo transports left.",
        "Ann Lee (@annlee) November 20, 2020\nTwo transports left.",
        "Ann Lee (@annlee) \u00b7 February 31, 2020\nTwo transports left.",
        "Ann Lee @annlee \u00b7 Oct 4, 2020",
    ],
)
def test_what_heads_no_post(text: str) -> None:
    assert {block.kind for block in article_of(text, date(2020, 11, 20)).blocks} == {"paragraph"}


def test_looking_for_heads_of_posts_grows_with_the_text_only() -> None:
    def work(size: int) -> Work:
        texts = (
            "A " * size,
            "A @a " * size,
            "Ann @a \u00b7 \n" * size,
            "@a: b\n" * size,
            "Aa" * size + "@a \u00b7 Oct 4",
        )
        return lambda: [signed(view(text), lines(text), date(2020, 11, 20)) for text in texts]

    grows_at_most(40, work, 4_000, 40_000)
