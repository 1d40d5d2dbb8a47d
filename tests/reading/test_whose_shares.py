"""Whose imports or exports a share is of, where a pronoun stands for them."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim

PUBLISHED = date(2022, 6, 15)
Told = tuple[str, str | None, str | None, float | None]


def shares(text: str) -> list[Told]:
    found = [c for c in read_claims(text, PUBLISHED) if isinstance(c, QuantityClaim)]
    return [
        (c.measure.removeprefix("share_of_"), c.subject, c.object, c.value)
        for c in found
        if c.measure.startswith("share") and c.comparator != "ordinal"
    ]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("Pakistan, by contrast, turned to China, which supplied 70 percent of its arms in 2014-18.", "CHN", "PAK"),
        ("Algeria bought from Russia, which delivered 70 percent of its weapons in 2013-17.", "RUS", "DZA"),
        ("Angola leaned on Russia, which had provided 70 percent of its arms in 2014-18.", "RUS", "AGO"),
        ("Peru turned to Italy, which supplied 70 per cent of its arms imports in 2014-18.", "ITA", "PER"),
        ("Chad's largest supplier is Ukraine, which provides 70 percent of its major weapons.", "UKR", "TCD"),
        ("Chad bought less.\nUkraine, which had supplied 70 percent of its arms in 2013-17, left.", "UKR", "TCD"),
        ("Chad bought little in 2013-17.\nUkraine provided 70 percent of its arms.", "UKR", "TCD"),
    ],
)
def test_what_a_supplier_provides_of_its_arms_is_of_the_arms_that_another_received(
    text: str, supplier: str, recipient: str
) -> None:
    assert shares(text) == [("imports", supplier, recipient, 70.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Israel exported 69 percent of its arms to Azerbaijan in 2016-20.",
        "Israel supplied 69 percent of its arms to Azerbaijan in 2016-20.",
        "Israel, which sold 69 percent of its arms to Azerbaijan in 2016-20, is no party.",
        "In 2016-20 Israel, which has exported 69 percent of its weapons to Azerbaijan, said nothing.",
    ],
)
def test_what_goes_to_somebody_named_is_of_the_suppliers_own_arms(text: str) -> None:
    assert shares(text) == [("exports", "ISR", "AZE", 69.0)]


def test_a_supplier_is_not_its_own_recipient() -> None:
    assert shares("China supplied 70 percent of its arms in 2014-18.") == [("imports", "CHN", None, 70.0)]
