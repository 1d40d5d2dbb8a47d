"""English rules make no claims of a text in another language, and say so."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.notes import not_applied
from armstrace.reading.read import claims_in

DAY = date(2020, 11, 20)
ENGLISH = "On 5 October 2020 the army fired 12 Grad rockets at Barda, the ministry said. It was not the first time."
FRENCH = (
    "Le 5 octobre 2020, l’armée a tiré 12 roquettes Grad sur la ville de Barda, selon le ministère de la Défense, "
    "et les habitants de la région ont dû quitter leurs maisons pendant la nuit."
)


def test_a_text_in_another_language_has_no_claims() -> None:
    article = article_of(FRENCH, DAY)
    assert claims_in(article) == []
    assert any("French" in note for note in not_applied(article))


def test_an_english_text_keeps_its_claims_beside_a_french_paragraph() -> None:
    article = article_of(f"{ENGLISH}\n{FRENCH}", DAY)
    found = claims_in(article)
    assert found
    assert all(claim.start < len(ENGLISH) for claim in found)
    assert any("French" in note for note in not_applied(article))


@pytest.mark.parametrize(
    "text", ["Füzuli and Ağdam were shelled on 3 May 2020.", "Grad rockets hit Łódź on 3 May 2020."]
)
def test_foreign_names_make_no_foreign_text(text: str) -> None:
    assert claims_in(article_of(text, DAY))
