"""Whom the words of a trade mean: who has a supplier is none, with and without a parse."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import QuantityClaim, TradeClaim

TREE = pytest.mark.parametrize("tree", [True, False])


def read(text: str, *, tree: bool) -> list[TradeClaim]:
    article = article_of(text, date(2020, 11, 20))
    return [claim for claim in claims_in(parsed(article) if tree else article) if isinstance(claim, TradeClaim)]


def deals(text: str, *, tree: bool) -> list[tuple[str | None, str | None]]:
    return [(claim.supplier, claim.recipient) for claim in read(text, tree=tree)]


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Armenia leaned on one supplier much more heavily.",
        "Chad had only one supplier.",
        "Uganda lost its main supplier of arms.",
        "Peru looked for a new supplier.",
        "Chad quarrelled with its arms supplier.",
        "Brazil switched suppliers.",
        "Chad, which is poor, leaned on one supplier of weapons.",
        "With Italy as its main supplier of arms, Chad felt safe.",
        "Chad found a customer for its weapons.",
    ],
)
def test_who_has_a_supplier_is_no_supplier(text: str, tree: bool) -> None:
    assert deals(f"Kenya's arms imports rose. {text}", tree=tree) == []


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger depends on others. France was its largest supplier of weapons.", [("FRA", "NER")]),
        ("Norway remains a supplier of arms to Chad.", [("NOR", "TCD")]),
        ("Italy became Kenya's second supplier of arms.", [("ITA", "KEN")]),
        ("China overtook Russia as the largest supplier of arms to Sudan.", [("CHN", "SDN")]),
        ("China ranked second among the suppliers of arms to Sudan.", [("CHN", "SDN")]),
        ("Italy, Kenya's main supplier of arms, was worried.", [("ITA", "KEN")]),
        ("Israel's arms exports rose. India remained its biggest customer.", [("ISR", "IND")]),
        ("Kenya's arms imports fell. Chad relied on one supplier: Italy.", [("ITA", "TCD")]),
        (
            "Kenya's arms imports fell. Armenia had two suppliers: Russia and Jordan.",
            [("RUS", "ARM"), ("JOR", "ARM")],
        ),
    ],
)
def test_who_is_told_to_be_a_supplier_is_one(text: str, expected: list[tuple[str, str]], tree: bool) -> None:
    assert deals(text, tree=tree) == expected


@pytest.mark.parametrize("text", ["Chad had only one supplier.", "Uganda lost its main supplier of arms."])
def test_who_has_a_supplier_is_ranked_as_none(text: str) -> None:
    found = claims_in(article_of(f"Kenya's arms imports fell. {text}", date(2020, 11, 20)))
    assert not [claim for claim in found if isinstance(claim, QuantityClaim)]


@pytest.mark.parametrize("text", ["Italy has been its main supplier.", "Italy became its main supplier of arms."])
def test_who_is_the_main_supplier_is_ranked(text: str) -> None:
    found = claims_in(article_of(f"Kenya's arms imports fell. {text}", date(2020, 11, 20)))
    assert [(claim.subject, claim.object) for claim in found if isinstance(claim, QuantityClaim)] == [("ITA", "KEN")]
