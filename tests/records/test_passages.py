"""From a document's text back to the original: runs, the text of several passages, places over pages."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.records.kinds import Passage
from armstrace.records.passages import (
    Run,
    Stretch,
    blocks,
    decode_runs,
    document_text,
    encode_runs,
    original_place,
    original_places,
    original_stretches,
)
from armstrace.records.place import Place


def passage(start: int, text: str, runs: Sequence[Run], *, page: int = 0, block: str = "paragraph") -> Passage:
    return Passage(
        key=f"passage:{start}",
        exhibit="ab" * 32,
        place="",
        item="",
        reader="made@1",
        block=block,
        start=start,
        text=text,
        runs=encode_runs(runs),
        page=page,
        boxes="[]",
    )


@st.composite
def run_lists(draw: st.DrawFn) -> list[Run]:
    """Runs as readers make them: one after the other in the passage and in the original, with gaps in the latter."""
    runs, at, original = [], 0, 0
    for length, width, skipped in draw(st.lists(st.tuples(*[st.integers(1, 6)] * 2, st.integers(0, 4)), max_size=8)):
        runs.append(Run(at, length, original + skipped, width))
        at, original = at + length, original + skipped + width
    return runs


def led(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Where each character leads, run by run."""
    return [run.within(at, at + 1) for run in runs for at in range(run.at, run.at + run.length)]


@given(run_lists())
def test_encoded_runs_lead_every_character_where_it_led(runs: list[Run]) -> None:
    assert led(decode_runs(encode_runs(runs))) == led(runs)


def test_neighbouring_runs_are_written_as_one_and_an_entity_keeps_its_width() -> None:
    assert encode_runs([Run(0, 2, 7, 2), Run(2, 3, 9, 3), Run(5, 1, 12, 5)]) == "[[0,5,7],[5,1,12,5]]"


@pytest.mark.parametrize(
    "text", ["", "{}x", "7", "[7]", "[[1,2]]", "[[0,-1,0]]", '[["0",1,2]]', "[[0,1,2,3,4]]", "[[0,true,2]]"]
)
def test_what_is_not_a_list_of_runs_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValue, match="not the runs"):
        decode_runs(text)


TWO_PAGES = (
    passage(0, "inter", [Run(0, 5, 10, 5)], page=1),
    passage(7, "A & B", [Run(0, 2, 0, 2), Run(2, 1, 2, 5), Run(3, 2, 7, 2)], page=2, block="heading"),
)


def test_the_gap_between_two_passages_is_line_feeds_that_lead_nowhere() -> None:
    assert document_text(TWO_PAGES) == "inter\n\nA & B"
    assert original_stretches(TWO_PAGES, 5, 7) == ()
    assert original_place(TWO_PAGES, 5, 7) == ()
    assert original_place(TWO_PAGES, 3, 3) == ()


def test_a_span_over_two_pages_has_a_place_on_each() -> None:
    assert original_place(TWO_PAGES, 3, 10) == (Place(page=1, chars=(13, 15)), Place(page=2, chars=(0, 7)))
    assert original_stretches(TWO_PAGES, 9, 10) == (Stretch(2, 2, 7),)


def test_markup_inside_a_span_splits_the_stretches_but_not_the_place() -> None:
    bold = [passage(0, "so it is", [Run(0, 3, 0, 3), Run(3, 2, 6, 2), Run(5, 3, 12, 3)])]
    assert original_stretches(bold, 0, 8) == (Stretch(0, 0, 3), Stretch(0, 6, 8), Stretch(0, 12, 15))
    assert original_place(bold, 0, 8) == (Place(chars=(0, 15)),)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 13), (13, 14)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(UnreadableValue, match="not a span"):
        original_place(TWO_PAGES, start, end)


def test_a_document_without_passages_has_an_empty_text_and_no_places() -> None:
    assert document_text([]) == ""
    assert original_place([], 0, 0) == ()
    with pytest.raises(UnreadableValue, match="not a span"):
        original_place([], 0, 1)


def test_passages_out_of_order_are_refused() -> None:
    with pytest.raises(UnreadableValue, match="reading order"):
        document_text(TWO_PAGES[::-1])


def test_blocks_are_the_words_without_the_white_space_around_them() -> None:
    spaced = [passage(0, " \n", [Run(0, 2, 0, 2)]), passage(2, "\tSo.\r\n", [Run(0, 6, 2, 6)], block="quote", page=4)]
    text = document_text(spaced)
    assert [(text[block.start : block.end], block.kind, block.page) for block in blocks(spaced)] == [
        ("So.", "quote", 4)
    ]


@given(st.lists(run_lists(), max_size=5), st.data())
def test_a_span_leads_where_its_characters_lead(parts: list[list[Run]], data: st.DataObject) -> None:
    passages, start, led_by_char = [], 0, dict[int, tuple[int, int, int]]()
    for page, runs in enumerate(parts, 1):
        text = "x" * sum(run.length for run in runs)
        passages.append(passage(start, text, runs, page=page))
        led_by_char |= {start + at: (page, *span) for at, span in enumerate(led(runs))}
        start += len(text) + 2
    length = len(document_text(passages))
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, length)] * 2)))
    stretches = original_stretches(passages, low, high)
    covered = {(stretch.page, at) for stretch in stretches for at in range(stretch.start, stretch.end)}
    wanted = {
        (page, at)
        for index, (page, first, last) in led_by_char.items()
        if low <= index < high
        for at in range(first, last)
    }
    assert covered == wanted
    assert len(stretches) == len({(stretch.page, stretch.start) for stretch in stretches})


@given(st.lists(run_lists().filter(bool), max_size=6), st.data())
def test_places_of_spans_in_order_are_those_of_each_span(parts: list[list[Run]], data: st.DataObject) -> None:
    passages, start = [], 0
    for page, runs in enumerate(parts, 1):
        passages.append(passage(start, "x" * sum(run.length for run in runs), runs, page=page))
        start += len(passages[-1].text) + page % 3
    ends = st.tuples(*[st.integers(0, len(document_text(passages)))] * 2)
    spans = sorted(tuple(sorted(each)) for each in data.draw(st.lists(ends, max_size=8)))
    wanted = [original_place(passages, low, high) for low, high in spans]
    assert list(original_places(iter(passages), ((low, high) for low, high in spans))) == wanted
