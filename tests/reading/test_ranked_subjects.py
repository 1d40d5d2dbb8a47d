"""Whose place in a ranking is told where another state stands nearer to it."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim

PUBLISHED = date(2024, 11, 20)


def ranks(text: str) -> list[tuple[str | None, float | None, str | None]]:
    found = [c for c in read_claims(text, PUBLISHED) if isinstance(c, QuantityClaim)]
    return [(c.object, c.value, c.place) for c in found if c.comparator == "ordinal"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Australia, which received 77 per cent of its arms from the United States, was the eighth-largest "
                "arms importer in the world in 2019-23."
            ),
            [("AUS", 8.0, None)],
        ),
        (
            "Kenya, whose arms come from China, was the second-largest importer of arms in 2016-20.",
            [("KEN", 2.0, None)],
        ),
        ("Egypt thus became the third-largest arms importer in 2016-20, behind India.", [("EGY", 3.0, None)]),
        ("Egypt was, after India, the third-largest arms importer in 2016-20.", [("EGY", 3.0, None)]),
        ("We are now the seventh-largest importer of arms, and France is a seller.", []),
        (
            "Egypt bought more arms than Chad in 2016-20. It remained the world's largest importer.",
            [("EGY", 1.0, None)],
        ),
        ("In 2016-20 the third-largest arms importer was Egypt.", [("EGY", 3.0, None)]),
        ("Ahead of Qatar, Egypt was the world's third-largest arms importer.", [("EGY", 3.0, None)]),
    ],
)
def test_a_place_is_of_the_subject_of_its_verb(text: str, told: list[tuple[str, float, str | None]]) -> None:
    assert ranks(text) == told


@pytest.mark.parametrize("where", ["subregion", "region", "sub-region"])
def test_a_ranking_of_a_region_is_not_the_worlds(where: str) -> None:
    told = ranks(f"Angola and Mali were the largest arms importers in the {where} in 2018-22.")
    assert told == [("AGO", None, where), ("MLI", None, where)]
