"""The parse as plain values: every word is where it says, and whole trees hang together."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.parse.tree import Tree
from armstrace.reading.read import parsed
from armstrace.reading.text.view import Span

DAY = date(2020, 1, 1)
TEXT = "The army shelled two towns. Rebels, who held the bridge, fired back 🛩 at once."


def tree_of(text: str) -> Tree:
    found = parsed(article_of(text, DAY)).tree
    assert found is not None
    return found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_every_word_is_the_slice_it_says(text: str) -> None:
    article = parsed(article_of(text, DAY))
    assert article.tree is not None
    words = article.tree.words
    assert all(article.seen[word.start : word.end] == word.text for word in words)
    assert all(word.index == number and 0 <= word.head < len(words) for number, word in enumerate(words))
    assert "".join(word.text for word in words) == "".join(
        "".join(article.seen[s.span.start : s.span.end].split()) for s in article.sentences
    )


def test_a_sentence_of_ours_is_one_sentence_of_the_parse() -> None:
    tree = tree_of(TEXT)
    assert len(tree.sentences) == 2
    roots = [word.text for word in tree.words if word.head == word.index]
    assert roots == ["shelled", "fired"]


def test_extents_hold_what_depends_on_a_word() -> None:
    tree = tree_of(TEXT)
    rebels = next(word for word in tree.words if word.text == "Rebels")
    assert TEXT[tree.span(rebels.index).start : tree.span(rebels.index).end] == "Rebels, who held the bridge,"
    assert {word.text for word in tree.subtree(rebels.index)} >= {"Rebels", "who", "held", "bridge"}
    assert [word.text for word in tree.ancestors(rebels.index)] == ["fired"]


def test_words_are_found_by_offset() -> None:
    tree = tree_of(TEXT)
    at = TEXT.index("fired")
    index = tree.at(at + 2)
    assert index is not None
    assert tree.words[index].text == "fired"
    assert tree.at(at - 1) is None
    first, after = tree.within(Span(at, at + len("fired back")))
    assert [word.text for word in tree.words[first:after]] == ["fired", "back"]
    low, high = tree.sentence_of(index)
    assert tree.words[low].text == "Rebels"
    assert tree.words[high - 1].text == "."
