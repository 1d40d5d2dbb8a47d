"""Keys name one record each: nothing is joined, so nothing can be joined to look like something else."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.records.origin import canonical, derived_key, read_key

TEXT = st.text(st.characters(exclude_categories=()), max_size=6) | st.sampled_from(
    ["", ",", '"', '","', "[", ";", "\\"]
)
PARTS = st.tuples(TEXT, TEXT, TEXT, TEXT)


@settings(max_examples=400)
@given(PARTS, PARTS)
def test_other_parts_give_another_key(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert (read_key(*one) == read_key(*other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("k", "a", "b.c", ""), ("k", "a.b", "c", "")),
        (("k", "a", "b", "c"), ("k", "a", "b,c", "")),
        (("k", "a", 'b","c', ""), ("k", "a", "b", "c")),
        (("k", "a", "", "b"), ("k", "a", "b", "")),
        (("k", "a", "\ud800", ""), ("k", "a", "\\ud800", "")),
        (("k", "a", "\ud800", ""), ("k", "a", "\ud801", "")),
    ],
)
def test_nothing_is_joined(one: tuple[str, str, str, str], other: tuple[str, str, str, str]) -> None:
    assert read_key(*one) != read_key(*other)


@given(st.lists(TEXT, max_size=5), TEXT, st.randoms())
def test_derived_keys_know_their_inputs_in_any_order(inputs: list[str], item: str, random: Random) -> None:
    shuffled = sorted(inputs, key=lambda _: random.random())
    key = derived_key("finding", inputs, item)
    assert key == derived_key("finding", shuffled, item)
    assert key != derived_key("finding", [*inputs, "x"], item)
    assert key != derived_key("event", inputs, item)
    assert key.startswith("finding:")


def test_keys_are_pinned() -> None:
    # a dossier cites them: a change here breaks every citation
    assert read_key("transfer", "ab" * 32, "row=13", "delivery=2016") == "transfer:a026f0e459fd805c78a24f2e"
    assert derived_key("finding", ["b", "a"], "x") == "finding:69ad05be27ca1b292145d7b3"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)
    )
)
def test_canonical_json_has_one_spelling_and_says_the_same(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
