"""A place leads a program back to a cell or a character, and a person can read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.records.place import Place

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
NUMBERS = st.none() | st.integers(0, 10**15 - 1)
PLACES = st.builds(
    Place,
    member=st.none() | ANY_TEXT,
    record=st.none() | ANY_TEXT,
    sheet=st.none() | ANY_TEXT,
    page=NUMBERS,
    row=NUMBERS,
    column=st.none() | ANY_TEXT,
    chars=st.none() | st.tuples(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1)),
    point=NUMBERS,
)


@given(PLACES)
def test_every_place_is_read_back_from_its_text(place: Place) -> None:
    text = str(place)
    assert Place.read(text) == place
    assert text.isascii()
    assert not any(ord(character) < 32 for character in text)


@given(PLACES, PLACES)
def test_two_places_never_share_a_text(one: Place, other: Place) -> None:
    assert (str(one) == str(other)) == (one == other)


def test_a_person_can_read_it() -> None:
    assert str(Place(row=12, column="TIV delivery values")) == "row=12;column=TIV delivery values"
    assert str(Place(page=3, chars=(120, 180))) == "page=3;chars=120-180"
    assert str(Place(member="traces/66/a.json", point=7)) == "member=traces/66/a.json;point=7"
    assert str(Place(column="a;b=c%")) == "column=a%3Bb%3Dc%25"
    assert str(Place()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "line=3",
        "row",
        "row=",
        "row=x",
        "row=-1",
        "row=1.5",
        "row=\u0663",
        "row=" + "9" * 5000,
        "chars=5",
        "chars=5-",
        "chars=-5-6",
        "chars=1-2\n",
        "chars=" + "9" * 5000 + "-1",
        "column=%FF",
        "12",
        "=",
        "Row=1",
    ],
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValue):
        Place.read(text)
