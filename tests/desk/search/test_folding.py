"""Spellings of one name are one word, and each word leads back to the letters as written."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from armstrace.desk.search.folding import fold, words

SPELLINGS = (
    ("Azərbaycan", "AZERBAYCAN"),
    ("\u0425ankəndi", "Xankəndi"),
    ("XANKƏNDİ", "\u0445ankendi"),
    ("أذربيجان", "اذربيجان"),
    ("آذربایجان", "اذربايجان"),
    ("مدينة", "مدينه"),
    ("سـلام", "سلام"),
    ("Straße", "STRASSE"),
    ("DİYARBAKIR", "diyarbakır"),
    ("Göyçay", "goycay"),
    ("Ağdam", "Agdam"),
    ("Łódź", "Lodz"),
    ("Ørsted", "orsted"),
    ("ԵՐԵՎԱՆ", "Երևան"),
    ("Երեւան", "Երևան"),
    ("ինչո՞ւ", "ինչու"),
    ("ёлка", "ЕЛКА"),
    ("Україна", "Украіна"),
    ("Т-72", "T-72"),
    ('צה"ל', "צהל"),
    ("צה״ל", "צהל"),
    ("საქართველო", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ"),
    ("Stepʻanakert", "Stepanakert"),
    ("ﬁring", "FIRING"),
    ("１２３", "١٢٣"),
    ("Ποτάμι", "ΠΟΤΑΜΙ"),
    ("naïve", "nai\u0308ve"),
    ("soft\u00adhyphen", "softhyphen"),
    ("\u202eturned", "turned"),
)


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_are_one_word(one: str, other: str) -> None:
    assert [each.folded for each in words(one)] == [each.folded for each in words(other)] != []


@pytest.mark.parametrize(("one", "other"), [("Aghdam", "Ağdaban"), ("Иран", "Ирак"), ("Harop", "Harpy"), ("M1", "M2")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one).split() != fold(other).split()


def test_words_stand_where_they_were_written() -> None:
    text = 'In \u0425ankəndi’s straße 5: e\u0301tat, 中国 and צה"ל; ½ and\u200b‎end'
    assert [text[each.start : each.end] for each in words(text)] == [
        "In", "\u0425ankəndi", "s", "straße", "5", "e\u0301tat", "中", "国", "and", 'צה"ל', "½", "½", "and", "end",
    ]  # fmt: skip


@given(st.text(max_size=60))
@example("\u32c0")
def test_every_word_lies_in_the_text_and_folding_twice_is_folding_once(text: str) -> None:
    found = list(words(text))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.start <= other.start for one, other in pairwise(found))
    assert [each.folded for each in found] == fold(text).split()
    folded = " ".join(each.folded for each in found)
    assert fold(folded).split() == folded.split()
    assert all(each.folded.isascii() is False or each.folded.isalnum() for each in found)


@given(st.text(max_size=30))
def test_how_a_text_is_composed_makes_no_difference(text: str) -> None:
    forms = {tuple(each.folded for each in words(unicodedata.normalize(form, text))) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_as_it_stands_is_found_by_itself(one: str, other: str) -> None:
    text = f"{one} {other}"
    for each in words(text):
        own = [again.folded for again in words(text[each.start : each.end])]
        assert each.folded in own
