"""The document on the page: nothing lost, nothing added, overlapping claims never crossed."""

from hypothesis import given
from hypothesis import strategies as st
from page_reader import Page, read_page

from armstrace.dossier.article import Mark, article, segments

STATES = ("supported", "partly", "contradicted", "not_shown", "cannot_tell", "unchecked")
TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from(" \n\r<&\u202e"), min_size=1, max_size=60)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]], list[Mark]]:
    text = draw(TEXT)
    point = st.integers(0, len(text))
    spans = st.tuples(point, point).filter(lambda pair: pair[0] < pair[1])
    blocks = [(*pair, draw(st.sampled_from(["paragraph", "heading", "strange kind"])))
              for pair in draw(st.lists(spans, max_size=4))]  # fmt: skip
    marks = [
        Mark(start, end, number, f"finding-{number}", draw(st.sampled_from(STATES)), text[start:end])
        for number, (start, end) in enumerate(draw(st.lists(spans, max_size=5)), 1)
    ]
    return text, blocks, marks


def read(text: str, blocks: list[tuple[int, int, str]], marks: list[Mark]) -> Page:
    return read_page(f'<div id="article">{article(text, blocks, marks)}</div>')


@given(laid_out())
def test_text_of_the_article_is_the_text(case: tuple[str, list[tuple[int, int, str]], list[Mark]]) -> None:
    assert read(*case).article == case[0]


@given(laid_out())
def test_every_mark_is_linked_once_and_covers_its_words(
    case: tuple[str, list[tuple[int, int, str]], list[Mark]],
) -> None:
    text, _, marks = case
    page = read(*case)
    places = [element.attributes["id"] for element in page.classed("place")]
    assert sorted(places) == sorted(f"claim-{mark.number}" for mark in marks)
    refs = [element.attributes["href"] for element in page.classed("ref")]
    assert sorted(refs) == sorted(f"#{mark.target}" for mark in marks)
    pieces = list(segments(0, len(text), marks))
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    for mark in marks:
        assert "".join(text[p.start : p.end] for p in pieces if mark in p.marks) == text[mark.start : mark.end]


def test_nested_claims_link_to_the_narrower_one() -> None:
    outer = Mark(0, 20, 1, "finding-1", "supported", "the whole of a claim")
    inner = Mark(4, 9, 2, "finding-2", "contradicted", "whole")
    page = read("the whole of a claim", [], [outer, inner])
    assert [(e.text, e.attributes["href"], e.attributes["class"]) for e in page.classed("claim")] == [
        ("the ", "#finding-1", "claim supported"),
        ("whole", "#finding-2", "claim several"),
        (" of a claim", "#finding-1", "claim supported"),
    ]


def test_highlight_says_its_claim_and_verdict() -> None:
    page = read("Israel supplied it.", [], [Mark(0, 18, 3, "finding-3", "not_shown", "Israel supplied it")])
    link = page.classed("claim")[0]
    assert link.attributes["aria-label"] == "Claim 3, not shown: Israel supplied it"
    ref = page.classed("ref")[0]
    assert (ref.attributes["tabindex"], ref.attributes["aria-hidden"]) == ("-1", "true")


def test_direction_marks_in_the_text_are_named_and_isolated() -> None:
    page = read("safe\u202etxt", [], [])
    assert [(e.tag, e.text) for e in page.classed("hidden-char")] == [("bdi", "⟨U+202E⟩")]


def test_text_outside_every_block_is_still_shown() -> None:
    page = read("one\ntwo\nthree", [(0, 3, "paragraph"), (8, 13, "heading")], [])
    assert [(e.attributes["class"], e.text) for e in page.classed("block")] == [
        ("block paragraph", "one"),
        ("block margin", "\ntwo\n"),
        ("block heading", "three"),
    ]
