"""What treaties are said to ban, and states that a sentence only points at."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import TreatyClaim


def treaties(text: str) -> list[TreatyClaim]:
    found = claims_in(parsed(article_of(text, date(2021, 6, 1))))
    return [claim for claim in found if isinstance(claim, TreatyClaim)]


@pytest.mark.parametrize(
    ("text", "words", "treaty"),
    [
        (
            "Peru ratified the Convention on Cluster Munitions in 2012, which outlaws such weapons.",
            "which outlaws such weapons",
            "CCM-2008",
        ),
        (
            "The Chemical Weapons Convention prohibits sarin.",
            "The Chemical Weapons Convention prohibits sarin",
            "CWC-1992",
        ),
        (
            "Mines are banned under an international agreement.",
            "Mines are banned under an international agreement",
            None,
        ),
    ],
)
def test_what_a_treaty_bans(text: str, words: str, treaty: str | None) -> None:
    content = [claim for claim in treaties(text) if claim.claimed_status == "treaty_content"]
    assert [(claim.text, claim.treaty_id, claim.state) for claim in content] == [(words, treaty, None)]


def test_neither_country_is_the_two_states_named_last() -> None:
    text = "Chad fought Libya along the border. Neither country is a party to the Arms Trade Treaty."
    found = treaties(text)
    assert [(claim.state, claim.claimed_status) for claim in found] == [("TCD", "not_party"), ("LBY", "not_party")]
    assert {claim.text for claim in found} == {"Neither country is a party to the Arms Trade Treaty"}


def test_an_agreement_without_a_name_keeps_its_words() -> None:
    found = treaties("It is regulated under an agreement that neither Chad nor Libya had signed.")
    standings = [claim for claim in found if claim.state]
    assert [(c.state, c.treaty_id, c.claimed_status) for c in standings] == [
        ("TCD", None, "not_signatory"),
        ("LBY", None, "not_signatory"),
    ]
