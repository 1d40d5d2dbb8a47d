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
    ("text", "recipient"),
    [
        ("Israel sold drones to Azerbaijan in 2016. Turkey supplied 60 percent of its arms in 2015-19.", "AZE"),
        ("Israel sold drones to Azerbaijan in 2016.\nTurkey supplied 60 percent of its arms in 2015-19.", None),
    ],
)
def test_its_arms_are_not_those_of_who_sold_to_another(text: str, recipient: str | None) -> None:
    assert shares(text) == [("imports", "TUR", recipient, 60.0)]


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


@pytest.mark.parametrize(
    "behind",
    [
        "South Korea accounted for a third of them, Israel for 27 percent.",
        "South Korea accounted for a third of these, Israel for 27 percent.",
        "South Korea made up a third of the total and Israel 27 percent.",
        "South Korea was the source of a third of the imports, Israel of 27 percent.",
        "A third of them came from South Korea and 27 percent from Israel.",
        "South Korea supplied a third of them, Israel 27 percent.",
    ],
)
@pytest.mark.parametrize(
    "lead",
    [
        "The Philippines imported more arms in 2016-20 than in 2011-15.",
        "Philippine arms imports rose by 60 percent between 2011-15 and 2016-20.",
    ],
)
def test_shares_of_them_are_of_the_imports_of_the_sentence_before(lead: str, behind: str) -> None:
    third = 100 / 3
    assert shares(f"{lead} {behind}") == [("imports", "KOR", "PHL", third), ("imports", "ISR", "PHL", 27.0)]


def test_shares_of_them_are_of_the_exports_of_the_sentence_before() -> None:
    text = (
        "South Korea's arms exports grew by 12 percent between 2014-18 and 2019-23. "
        "The Philippines took 19 percent of them, India 15 percent and Thailand 16 percent."
    )
    assert shares(text) == [("exports", "KOR", code, n) for code, n in (("PHL", 19.0), ("IND", 15.0), ("THA", 16.0))]


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "Egypt and Algeria imported more arms in 2016-20 than in 2011-15.",
        "Arms imports by states in Africa fell.",
    ],
)
def test_shares_of_them_are_nobodys_where_no_one_partys_imports_were_spoken_of(lead: str) -> None:
    told = shares(f"{lead} South Korea accounted for a third of them, Israel for 27 percent.")
    assert all(recipient is None for _, _, recipient, _ in told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "South Korea, Thailand's largest arms supplier, accounted for 29 percent and China for a fifth.",
            [("KOR", 29.0), ("CHN", 20.0)],
        ),
        (
            "Italy, Thailand's second-largest supplier of arms, provided 27 percent and Spain 21 percent.",
            [("ITA", 27.0), ("ESP", 21.0)],
        ),
        (
            "Thailand relied on Israel for 60 percent of its arms imports and on Russia for 31 percent.",
            [("ISR", 60.0), ("RUS", 31.0)],
        ),
    ],
)
def test_a_share_is_of_the_state_that_its_verb_is_of(text: str, told: list[tuple[str, float]]) -> None:
    assert shares(text) == [("imports", who, "THA", value) for who, value in told]


def test_who_comes_second_has_the_second_share() -> None:
    text = (
        "Israel's biggest arms buyer was India, with 43 percent of its exports, and Oman came second with 17 percent."
    )
    assert shares(text)[-1] == ("exports", "ISR", "OMN", 17.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Israel had 2.4 percent of global arms exports in 2017-21, and its exports to Azerbaijan made up "
                "13 percent of the total."
            ),
            ("exports", "ISR", "AZE", 13.0),
        ),
        (
            "Britain's largest arms buyer was Oman, with 32 percent of exports; the USA came third with 14 percent.",
            ("exports", "GBR", "USA", 14.0),
        ),
        (
            "Britain's largest arms buyer was Oman, with 32 percent of exports, and the USA third with 14 percent.",
            ("exports", "GBR", "USA", 14.0),
        ),
        (
            "Colombia relied on the United States and Israel for 80 percent of its arms imports.",
            ("imports", "USA+ISR", "COL", 80.0),
        ),
    ],
)
def test_who_a_share_goes_to_or_comes_from(text: str, told: Told) -> None:
    assert shares(text)[-1] == told


def test_shares_after_a_ranking_of_several_are_of_none_of_them() -> None:
    text = (
        "Angola, Nigeria and Mali were the largest arms importers in the region in 2018-22. Russia overtook China, its "
        "share of arms imports rising from 21 to 26 percent. China accounted for 18 percent of them."
    )
    assert shares(text)[-1] == ("imports", "CHN", None, 18.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "India bought fewer arms. Russia's share of them fell to 45 percent, and France's grew to 29 percent.",
            [("imports", "RUS", "IND", 45.0), ("imports", "FRA", "IND", 29.0)],
        ),
        (
            "Canada's arms exports grew in 2014-18. Oman was the destination for 22 percent of them, and India for 13.",
            [("exports", "CAN", "OMN", 22.0)],
        ),
        (
            "Chad bought arms. It turned to Germany, whose share in its imports jumped to 6 percent in 2016-20.",
            [("imports", "DEU", "TCD", 6.0)],
        ),
        (
            "Chad received 63 percent of its arms from Russia, and the Emirates supplied 22 percent.",
            [("imports", "RUS", "TCD", 63.0), ("imports", "ARE", "TCD", 22.0)],
        ),
        (
            "Israel, Turkey, and Russia supplied 60 percent of Chad's arms imports.",
            [("imports", "ISR+TUR+RUS", "TCD", 60.0)],
        ),
        (
            "Russia supplied 80 percent of Chad's arms imports; Ukraine accounted for most of the rest.",
            [("imports", "RUS", "TCD", 80.0)],
        ),
        ("Germany's arms exports were half as large again as Italy's.", [("share", None, None, 50.0)]),
        ("France, with 11 percent of global arms exports, is the third.", [("exports", "FRA", "*", 11.0)]),
    ],
)
def test_shares_beside_other_words(text: str, told: list[Told]) -> None:
    assert shares(text) == told


@pytest.mark.parametrize(
    "behind", ["Germany 14 percent and Poland 13", "Germany 14 percent and Poland 13 percent", "and Germany 14 percent"]
)
def test_what_it_got_is_not_of_a_state_with_a_share_of_its_own(behind: str) -> None:
    lead = "In 2019-23 Ukraine became the fourth largest importer of arms."
    found = shares(f"{lead} The United States supplied 39 percent of what it got, {behind}.")
    told = [("imports", "USA", "UKR", 39.0), ("imports", "DEU", "UKR", 14.0)]
    assert [each for each in found if each in told] == told
    assert {owner for _, _, owner, _ in found} == {"UKR"}
