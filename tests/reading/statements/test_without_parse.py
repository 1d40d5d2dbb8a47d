from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.statements.find import find_statements

PUBLISHED = date(2020, 11, 20)
CASES = [
    (
        "\u201cWe saw the smoke from here,\u201d said Tomas Berg.",
        "Tomas Berg",
        "\u201cWe saw the smoke from here,\u201d",
    ),
    (
        "\u201cWe saw the smoke from here,\u201d Tomas Berg said.",
        "Tomas Berg",
        "\u201cWe saw the smoke from here,\u201d",
    ),
    (
        "Tomas Berg said: \u201cWe saw the smoke from here.\u201d",
        "Tomas Berg",
        "\u201cWe saw the smoke from here.\u201d",
    ),
    ("Tomas Berg said that the convoy had left.", "Tomas Berg", "that the convoy had left"),
    ("On Monday, Tomas Berg told reporters that the convoy had left.", "Tomas Berg", "that the convoy had left"),
    ("According to Tomas Berg, the convoy had left.", "Tomas Berg", "the convoy had left"),
    ("The convoy had left, according to Tomas Berg.", "Tomas Berg", "The convoy had left"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), CASES)
def test_plain_constructions(text: str, speaker: str, content: str) -> None:
    (claim,) = find_statements(article_of(text, PUBLISHED))
    assert (claim.speaker, [text[start:end] for start, end in claim.content]) == (speaker, [content])


def test_tweets() -> None:
    text = "Nothing was fired from here today.\n\u2014 Tomas Berg (@tberg) October 1, 2020"
    (claim,) = find_statements(article_of(text, PUBLISHED))
    assert (claim.speaker, claim.quote_kind) == ("Tomas Berg", "tweet")
    assert claim.date
    assert claim.date.edtf == "2020-10-01"


@pytest.mark.parametrize("text", ["The convoy left.", "He said so.", "", "\u201c", "A \u201csafe zone\u201d was hit."])
def test_nothing_said(text: str) -> None:
    assert find_statements(article_of(text, PUBLISHED)) == []


def test_a_quotation_of_several_sentences_names_all_of_them() -> None:
    text = "It was quiet. \u201cWe deny it. We hold no such bombs,\u201d Anna Lind said on Monday. Nobody else spoke."
    (said,) = find_statements(article_of(text, date(2020, 11, 20)))
    assert said.sentence
    assert text[slice(*said.sentence)] == text[14 : text.index(" Nobody")]


def test_a_post_under_its_heading_line_is_said_by_whoever_it_names() -> None:
    text = "Tomas Berg (@tberg) October 1, 2020\nNothing was fired from here today.\n\n@tberg: The convoy left."
    first, second = find_statements(article_of(text, PUBLISHED))
    assert (first.speaker, first.quote_kind, second.speaker) == ("Tomas Berg", "tweet", "@tberg")
    assert first.speaker_span
    assert text[slice(*first.speaker_span)] == "Tomas Berg (@tberg)"
    assert first.date
    assert first.date.edtf == "2020-10-01"
    assert text[slice(*second.content[0])] == "The convoy left."
