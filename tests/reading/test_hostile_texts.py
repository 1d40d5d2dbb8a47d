"""Texts that nobody would write: no crash, no quadratic time, and every span exact."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.desk.documents import reading
from armstrace.desk.documents.windows import moved, windows
from armstrace.gazetteer.weapons import find_weapons_named
from armstrace.reading.article import article_of
from armstrace.reading.parse.model import missing
from armstrace.reading.read import claims_in, parsed
from armstrace.reading.temporal import temporal_of
from armstrace.reading.text.blocks import Block, lines
from armstrace.reading.text.sentences import sentences
from armstrace.reading.text.view import Span
from armstrace.records.claims import Claim, StatementClaim
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Passage
from armstrace.sources.plain_text import SOURCE
from armstrace.sources.text.passages import Part, whole_file
from bench.shapes import SHAPES, shaped
from stopwatch import Work, grows_at_most, takes_less_than

DAY = date(2020, 11, 20)
WITH_PARSE = pytest.param(True, marks=pytest.mark.skipif(bool(missing()), reason="the parse is not installed"))
GROWING = (
    "nested quotes",
    "nested curly quotes",
    "open quotes, many paragraphs",
    "quotes closed far away",
    "tweets",
    "said that",
    "according to",
    "court",
    "neither nor",
    "states",
    "weapons",
    "people, all distinct",
    "pronouns",
    "ranges, whole",
    "digits",
    "dates",
    "hyphens",
    "points",
    "spaces",
    "brackets open",
    "stacked marks",
    "mojibake",
    "long capitals",
    "initials of names",
)
GROWING_PARSED = ("said that", "initials of names", "points", "nested quotes", "stacked marks")
FRAGMENTS = (
    "On 5 May 2020 Israel fired 5 Grad rockets at Baku, the army said. ",
    "\u201cWe sold 12 tanks to Armenia,\u201d Ann Lee told Reuters. ",
    "According to Amnesty International, Turkey supplied 60 per cent of its arms in 2015\u201319",
    "A court in Tel Aviv rejected a petition by Bo Kim on 3 June. ",
    "Two Il-76 cargo aircraft flew from Baku to Tel Aviv last week. ",
    "President Ann Lee of France has not signed the Arms Trade Treaty, he said. ",
    "\n\u2014 Ann Lee (@annlee) October 1, 2020\n",
    '"',
    "\u201c",
    "\u201d",
    "\u2019s ",
    "\r\n",
    "\u2028",
    "\ufeff",
    "\x00",
    "\u202e",
    "\u200d",
    "e\u0301",
    "\U0001f1e6\U0001f1ff",
)
# "its arms" would be those of a state of the line before
ALONE = tuple(each.replace("its arms", "Iran\u2019s arms") for each in FRAGMENTS[:6])
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=12).map("".join)
# what a decoder would not let through; nothing of ours may stumble over it
SURROGATES = st.text(st.characters(categories=["Cs", "Lu", "Nd", "Po", "Zs"]), max_size=40)


def check_spans(text: str, claims: list[Claim]) -> None:
    """Every span in range, each claim's words its slice, contents inside, the sentence around where it starts."""
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text), claim
        assert claim.text == text[claim.start : claim.end], claim
        if claim.sentence is not None:
            first, last = claim.sentence
            assert 0 <= first <= claim.start < last <= len(text), claim
        if isinstance(claim, StatementClaim):
            parts = [*claim.content, *(each for each in (claim.speaker_span, claim.cue_span) if each)]
            assert all(0 <= first < last <= len(text) for first, last in parts), claim
            assert all(claim.start <= first and last <= claim.end for first, last in claim.content), claim
            if claim.cue_span:
                assert claim.cue == text[slice(*claim.cue_span)], claim


def read(text: str, *, parse: bool) -> list[Claim]:
    article = article_of(text, DAY)
    claims = claims_in(parsed(article) if parse else article)
    check_spans(text, claims)
    times = temporal_of(article)
    assert all(0 <= each.start < each.end <= len(text) for each in times)
    return claims


def grows_in_step(shape: str, size: int, *, parse: bool) -> None:
    """Fail unless twice the text takes less than three times as long."""

    def work(size: int) -> Work:
        text = shaped(shape, size)
        return lambda: read(text, parse=parse)

    grows_at_most(3, work, size, 2 * size)


@pytest.mark.parametrize("shape", GROWING)
def test_twice_the_text_takes_about_twice_the_time(shape: str) -> None:
    grows_in_step(shape, 4_000, parse=False)


@pytest.mark.skipif(bool(missing()), reason="the parse is not installed")
@pytest.mark.parametrize("shape", GROWING_PARSED)
def test_so_does_it_with_the_parse(shape: str) -> None:
    grows_in_step(shape, 3_000, parse=True)


@pytest.mark.parametrize("parse", [False, WITH_PARSE])
def test_no_shape_breaks_the_reading_or_a_span(parse: bool) -> None:
    for shape in SHAPES:
        read(shaped(shape, 100 if parse else 300), parse=parse)


def test_ten_thousand_nested_quotes() -> None:
    text = "\u201cHe said " * 10_000 + "it\u201d" * 10_000
    takes_less_than(30, lambda: read(text, parse=False))


def test_a_page_of_full_stops_or_spaces_is_gone_through_once() -> None:
    def work() -> None:
        assert sentences("." * 200_000, Span(0, 200_000))
        assert lines(" " * 200_000) == []

    takes_less_than(2, work)


@pytest.mark.parametrize("parse", [False, WITH_PARSE])
def test_a_page_of_initials_is_nobodys_name(parse: bool) -> None:
    takes_less_than(10, lambda: read("A. B. " * 700, parse=parse))


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_any_text_has_exact_spans(text: str) -> None:
    read(text, parse=False)


@pytest.mark.skipif(bool(missing()), reason="the parse is not installed")
@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_any_text_has_exact_spans_with_the_parse(text: str) -> None:
    read(text, parse=True)


@pytest.mark.skipif(bool(missing()), reason="the parse is not installed")
def test_nor_is_it_with_the_parse() -> None:
    assert read(FRAGMENTS[1] + "\ud800 " + FRAGMENTS[4], parse=True)


@given(SURROGATES)
@settings(max_examples=40, deadline=None)
def test_not_even_a_lone_surrogate_is_in_the_way(text: str) -> None:
    read(text, parse=False)
    find_weapons_named(text, frozenset({"Grad"}))


def lines_as_passages(text: str) -> list[Passage]:
    """Lay out a text as a text file is, each line a passage."""
    exhibit = Exhibit("ab" * 32, Path("text"), 0, "text", "", "", "")
    return list(whole_file(exhibit, SOURCE, text, [Part(each.start, each.end, each.kind) for each in lines(text)]))


def in_windows(text: str, most: int) -> list[Claim]:
    """Read a text as desk.documents.reading does one that is very long."""
    claims: list[Claim] = []
    for window in windows(lines_as_passages(text), most):
        assert text.startswith(window.text, window.start)
        claims += (moved(each, window.start) for each in claims_in(article_of(window.text, DAY, window.blocks)))
    return claims


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_a_text_read_in_windows_has_exact_spans(text: str) -> None:
    check_spans(text, in_windows(text, 60))


def test_windows_change_nothing_where_no_name_leads_from_one_to_another() -> None:
    text = "".join(f"{each}\n" for each in ALONE)
    whole = claims_in(article_of(text, DAY))
    assert len(whole) > 5
    assert in_windows(text, 200) == whole


@given(st.lists(st.text("ab \t", min_size=1, max_size=30), max_size=8), st.integers(1, 20))
def test_windows_hold_every_word_and_none_is_too_long(parts: list[str], most: int) -> None:
    text = "\n".join(parts)
    found = list(windows(lines_as_passages(text), most))
    assert all(len(each.text) <= most and text.startswith(each.text, each.start) for each in found)
    blocks = [each.text[block.start : block.end] for each in found for block in each.blocks]
    assert "".join("".join(blocks).split()) == "".join(text.split())


@given(st.lists(st.sampled_from((ALONE[0], *ALONE[2:4])), max_size=8), st.integers(100, 300))
@settings(max_examples=20, deadline=None)
def test_windows_of_any_size_change_nothing_in_blocks_that_stand_alone(parts: list[str], most: int) -> None:
    text = "".join(f"{each}\n" for each in parts)
    alone = [claim for block in lines(text) for claim in one_block(text, block)]
    assert in_windows(text, most) == alone


def one_block(text: str, block: Block) -> list[Claim]:
    words = text[block.start : block.end]
    return [moved(each, block.start) for each in claims_in(article_of(words, DAY))]


def test_a_very_long_text_says_that_it_was_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 900)
    text = ("No more.\n" * 112) + "".join(f"{each}\n" for each in FRAGMENTS[:6])
    read_so = reading.read_text(lines_as_passages(text), DAY, ("Grad",))
    check_spans(text, list(read_so.claims))
    assert len(read_so.claims) > 5
    assert "in parts" in read_so.notes[0]
    assert next(text[each.start : each.end] for each in read_so.temporal) == "5 May 2020"
