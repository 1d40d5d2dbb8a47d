"""Laws of the finders of uses and events: exact spans, no crash, time that grows with the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.events.find import find_events
from armstrace.reading.uses.find import find_uses
from armstrace.records.claims import Claim
from stopwatch import Work, grows_at_most

_WORDS = st.sampled_from(
    "Armenia Israel's Russian forces fired used a the rockets cluster munitions at in Gori on 3 May 2020 , . ; ( "  # noqa: SIM905 # a list of words is easier to check as a sentence
    ") \" ' denied accused of using shelling attack strike was were hit by with from that which no not may have "
    "Harop these them each other and or since 1992 war "
    "the June offensive - \u2014 \u201c \u2019 \u00a0 \n A. 12 % @user".split()
)


@given(st.lists(_WORDS, max_size=60))
@settings(max_examples=150, deadline=None)
def test_spans_are_exact(words: list[str]) -> None:
    text = " ".join(words)
    article = article_of(text, date(2021, 1, 1))
    uses = find_uses(article)
    claims: list[Claim] = [*uses, *find_events(article, uses)]
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.text == text[claim.start : claim.end]


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    article = article_of(text, date(2021, 1, 1))
    find_events(article, find_uses(article))


@pytest.mark.parametrize(
    "piece",
    [
        "fired rockets at ",
        "the attack ",
        "on 3 May 2020 ",
        "Armenia and ",
        'shelled ("',
        "Israel denied that it had used mines in Gori, and rebels were accused of shelling it on 3 May 2020. ",
        "Russia fired a rocket at Gori. ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def work(times: int) -> Work:
        article = article_of(piece * times, date(2021, 1, 1))
        return lambda: find_events(article, find_uses(article))

    grows_at_most(24, work, 60, 480)
