"""A count of weapons that change hands has the parties of the trade that its words stand in."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import QuantityClaim

TREE = pytest.mark.parametrize("tree", [True, False])


def counts(text: str, *, tree: bool) -> list[tuple[float | None, str | None, str | None]]:
    article = article_of(text, date(2020, 11, 20))
    found = claims_in(parsed(article) if tree else article)
    told = [claim for claim in found if isinstance(claim, QuantityClaim) and claim.measure == "count"]
    return [(claim.value, claim.subject, claim.object) for claim in told]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudan was under an embargo. Belarus sold it 15 Su-25 aircraft in 2008.", [(15, "BLR", "SDN")]),
        (
            "Indonesia modernised its forces. The United States sold it 24 used F-16s and 8 AH-64E helicopters.",
            [(24, "USA", "IDN"), (8, "USA", "IDN")],
        ),
        (
            "India imports arms. It earlier received 10 C-17 aircraft from the United States, and a ship from Russia.",
            [(10, "USA", "IND")],
        ),
        ("Chad was attacked by Libya, and France sent it 6 helicopters.", [(6, "FRA", "TCD")]),
        ("Spain sold 12 tanks to Kenya and Chad.", [(12, "ESP", "KEN+TCD")]),
    ],
)
def test_a_count_has_the_parties_of_its_trade(text: str, expected: list[tuple[float, str, str]], tree: bool) -> None:
    assert counts(text, tree=tree) == expected


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany delivered 18 Leopard 2 tanks.", [(18, "DEU", None)]),
        ("Spain sold 12 tanks to Kenya; Chad lost 4 tanks.", [(12, "ESP", "KEN"), (4, None, "TCD")]),
        ("Russia sold India 40 helicopters.", [(40, "RUS", "IND")]),
        ("Ethiopia invaded Eritrea, and Russia sent it 20 tanks.", [(20, "RUS", None)]),
    ],
)
def test_a_count_beside_no_trade_keeps_its_own(text: str, expected: list[tuple[float, str, str]], tree: bool) -> None:
    told = [(value, by, to) for value, by, to in counts(text, tree=tree) if value != 4]
    assert told == [each for each in expected if each[0] != 4]
