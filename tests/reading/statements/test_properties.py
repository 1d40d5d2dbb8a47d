from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import Article, article_of
from armstrace.reading.read import parsed
from armstrace.reading.statements.find import find_attributions, find_statements
from stopwatch import Work, grows_at_most

PUBLISHED = date(2020, 11, 20)
PIECES = [
    "Tomas Berg",
    "Harbour Watch",
    "the minister",
    "he",
    "she",
    "they",
    "it",
    "said",
    "says that",
    "told",
    "denied",
    "accused",
    "according to",
    "called for",
    "believes",
    "asked whether",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’s",
    ",",
    ".",
    ":",
    "?",
    "\n",
    "\n\n",
    "(",
    ")",
    "—",
    "@tberg",
    "October 5 and 23",
    "in 2016",
    "the rockets fell",
    "the ministry hid it",
    "of hiding it",
    "to stop it",
    "and",
    "but",
    "who",
    "which",
    "as",
    "put it",
    "🇦🇿",
    "\xa0",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


def check(article: Article) -> None:
    found = find_statements(article)
    assert found == find_statements(article)
    assert found == sorted(found, key=lambda claim: (claim.start, claim.end))
    for claim in found:
        assert claim.sentence
        assert claim.sentence[0] <= claim.start
        assert claim.end <= claim.sentence[1]
        assert claim.text == article.text[claim.start : claim.end]
        assert claim.content
        for start, end in claim.content:
            assert claim.start <= start < end <= claim.end
        for span in (claim.speaker_span, claim.cue_span):
            assert span is None or claim.start <= span[0] < span[1] <= claim.end
        assert claim.cue is None or claim.cue_span is not None
    for each in find_attributions(article, wide=True):
        assert 0 <= each.start < each.end <= len(article.text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_are_exact_without_a_parse(text: str) -> None:
    check(article_of(text, PUBLISHED))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_spans_are_exact_with_a_parse(text: str) -> None:
    pytest.importorskip("spacy")
    check(parsed(article_of(text, PUBLISHED)))


HOSTILE = {
    "nested marks": lambda n: "\u201c" * n + " he said " + "\u201d" * n,
    "marks": lambda n: '"' * 10 * n,
    "short quotations": lambda n: '"a" ' * n,
    "open quotation": lambda n: "\u201c" + "He said. " * n,
    "no spaces": lambda n: "a" * 100 * n,
    "capitals": lambda n: "A" * 100 * n,
    "names": lambda n: "Mr Smith said that " * n,
    "according": lambda n: "according to " * n,
    "colons": lambda n: 'X: "a b c d e f" ' * n,
    "titles": lambda n: "President " * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_text_not_its_square(kind: str) -> None:
    def work(size: int) -> Work:
        article = article_of(HOSTILE[kind](size), PUBLISHED)
        return lambda: find_statements(article)

    grows_at_most(10, work, 1000, 4000)
