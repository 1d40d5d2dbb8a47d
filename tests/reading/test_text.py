from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.text.blocks import blocks
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
    assert blocks("one\n\n  \ntwo\r\nthree") == [Span(0, 3), Span(8, 11), Span(13, 18)]


def test_what_no_person_wrote_as_one_sentence_is_cut() -> None:
    text = "1" * 5000 + " word" * 1000
    spans = sentences(text, Span(0, len(text)))
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert "".join(text[span.start : span.end] for span in spans).replace(" ", "") == text.replace(" ", "")
