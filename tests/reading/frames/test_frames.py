"""Who does what to whom, read off the parse and, without one, off the words' order."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import Article, article_of
from armstrace.reading.frames.find import frame_at
from armstrace.reading.frames.frame import Frame
from armstrace.reading.read import parsed

PUBLISHED = date(2021, 1, 15)


def _article(text: str, *, tree: bool) -> Article:
    article = article_of(text, PUBLISHED)
    return parsed(article) if tree else article


def _parts(article: Article, frame: Frame) -> tuple[str | None, str | None]:
    return (
        article.words(frame.subject) if frame.subject else None,
        article.words(frame.object) if frame.object else None,
    )


CLAUSES = [
    ("Rebel forces shelled the market on Tuesday.", "shelled", "Rebel forces", "the market"),
    ("The market was shelled by rebel forces.", "shelled", "rebel forces", "The market"),
    ("The army denied that it had bombed the port.", "bombed", "it", "the port"),
]
BY_PARSE = [
    ("The army moved in and shelled the town.", "shelled", "The army", "the town"),
    ("Rockets supplied by Freedonia hit the school.", "supplied", "Freedonia", "Rockets"),
    ("The brigade, which fired the rockets, withdrew.", "fired", "The brigade", "the rockets"),
    ("Sylvania's use of landmines was condemned.", "use", "Sylvania's", "landmines"),
    ("The shelling of Harbor by the navy went on.", "shelling", "the navy", "Harbor"),
]


@pytest.mark.parametrize("tree", [True, False])
@pytest.mark.parametrize(("text", "word", "subject", "done_to"), CLAUSES)
def test_who_acts_and_what_undergoes_it(text: str, word: str, subject: str, done_to: str, tree: bool) -> None:
    article = _article(text, tree=tree)
    frame = frame_at(article, text.index(word))
    assert frame is not None
    assert _parts(article, frame) == (subject, done_to)


@pytest.mark.parametrize(("text", "word", "subject", "done_to"), BY_PARSE)
def test_what_the_parse_adds(text: str, word: str, subject: str, done_to: str) -> None:
    article = _article(text, tree=True)
    frame = frame_at(article, text.index(word))
    assert frame is not None
    assert _parts(article, frame) == (subject, done_to)


@pytest.mark.parametrize("tree", [True, False])
def test_denial_possibility_and_prepositions_stay(tree: bool) -> None:
    text = "The army did not fire rockets at the camp. Drones may be sent to the border."
    article = _article(text, tree=tree)
    fired, sent = frame_at(article, text.index("fire")), frame_at(article, text.index("sent"))
    assert fired is not None
    assert sent is not None
    assert fired.negated
    assert article.words(fired.phrases["at"]) == "the camp"
    assert sent.modal == "may"
    assert article.words(sent.phrases["to"]) == "the border"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.integers(min_value=0, max_value=200))
def test_every_part_of_a_frame_lies_in_the_text(text: str, offset: int) -> None:
    for article in (_article(text, tree=False), _article(text, tree=True)):
        frame = frame_at(article, offset)
        if frame is not None:
            parts = [frame.span, frame.head, frame.subject, frame.object, *frame.phrases.values()]
            assert all(0 <= part.start <= part.end <= len(text) for part in parts if part)
