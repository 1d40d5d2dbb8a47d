"""Shares that are listed, with the noun said once, and places in a ranking beyond the tenth."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import QuantityClaim

Said = list[tuple[str, float | None, str | None, str | None]]


def said(text: str) -> Said:
    claims = read_claims(text, date(2020, 12, 1))
    return [(each.measure, each.value, each.subject, each.object) for each in claims if isinstance(each, QuantityClaim)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Italy accounted for 45 percent of Chad's and 36 percent of Kenya's arms imports in 2015-19.",
            [("share_of_imports", 45, "ITA", "TCD"), ("share_of_imports", 36, "ITA", "KEN")],
        ),
        (
            "Italy supplied 45 percent of Chad's arms imports and 36 percent of Kenya's in 2015-19.",
            [("share_of_imports", 45, "ITA", "TCD"), ("share_of_imports", 36, "ITA", "KEN")],
        ),
        (
            "Italy supplied 45 percent of Chad's, 36 percent of Kenya's, and 16 percent of Peru's arms imports.",
            [
                ("share_of_imports", 45, "ITA", "TCD"),
                ("share_of_imports", 36, "ITA", "KEN"),
                ("share_of_imports", 16, "ITA", "PER"),
            ],
        ),
        (
            "India took 25 percent of Spain's and 43 percent of Israel's arms exports in 2015-19.",
            [("share_of_exports", 25, "ESP", "IND"), ("share_of_exports", 43, "ISR", "IND")],
        ),
    ],
)
def test_a_noun_said_once_is_that_of_each_share(text: str, expected: Said) -> None:
    assert said(text) == expected


def test_a_share_of_something_else_takes_no_noun() -> None:
    assert ("share_of_imports", 36, "ITA", "KEN") not in said(
        "Italy supplied 45 percent of Chad's arms imports and 36 percent of Kenya's trucks."
    )


@pytest.mark.parametrize(("word", "place"), [("second", 2), ("tenth", 10), ("eleventh", 11), ("twentieth", 20)])
def test_a_place_in_a_ranking(word: str, place: int) -> None:
    expected = [("share_of_exports", place, "ESP", "*")]
    assert said(f"Spain was the {word} largest exporter of arms in 2015-19.") == expected
    assert said(f"Spain came {word} among the exporters of arms in 2015-19.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2011-15 Italy supplied 96 percent of Chad's arms imports, in 2016-20 94 percent.",
            ["2011/2015", "2016/2020"],
        ),
        ("Italy supplied 96 percent of Chad's arms in 2011-15 and 94 percent in 2016-20.", ["2011/2015", "2016/2020"]),
        (
            "In 2011-15 Italy supplied 96 percent of Chad's arms imports, but in 2016-20 only 94 percent.",
            ["2011/2015", "2016/2020"],
        ),
        (
            "Between 2011 and 2015 Italy supplied 96 percent of Chad's arms, and between 2016 and 2020, 94 percent.",
            ["2011/2015", "2016/2020"],
        ),
        (
            "In 2019 it emerged that Italy supplied 96 percent of Chad's arms in 2011-15, 94 percent of them free.",
            ["2011/2015", "2011/2015"],
        ),
        (
            "Chad imported 2.5 times as many arms as Peru in 2011-15 and 8 times as many in 2016-20.",
            ["2011/2015", "2016/2020"],
        ),
        (
            "In 2011-15 Chad imported 2.5 times as many arms as Peru, in 2016-20 8 times as many.",
            ["2011/2015", "2016/2020"],
        ),
    ],
)
def test_each_figure_is_of_the_years_that_lead_it_or_follow_it(text: str, expected: list[str]) -> None:
    claims = [each for each in read_claims(text, date(2020, 12, 1)) if isinstance(each, QuantityClaim)]
    assert [each.period.edtf if each.period else None for each in claims] == expected
