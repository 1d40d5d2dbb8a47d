"""Parties where words are left out: a second giver without its verb, "from it", plans, another time."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import Claim, QuantityClaim, TradeClaim

TREE = pytest.mark.parametrize("tree", [True, False])


def read(text: str, *, tree: bool) -> list[Claim]:
    article = article_of(text, date(2020, 11, 20))
    return claims_in(parsed(article) if tree else article)


def deals(text: str, *, tree: bool) -> list[tuple[str | None, str | None]]:
    return [(c.supplier, c.recipient) for c in read(text, tree=tree) if isinstance(c, TradeClaim)]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain sold two frigates to Chad, and Italy three corvettes.", [("ESP", "TCD"), ("ITA", "TCD")]),
        (
            "Nigeria is large. Russia supplied it with helicopters, and Italy with jets.",
            [("RUS", "NGA"), ("ITA", "NGA")],
        ),
        ("Spain sold Chad two frigates and Mali three corvettes.", [("ESP", "TCD"), ("ESP", "MLI")]),
        ("Spain sold frigates to Chad, and to Mali.", [("ESP", "TCD"), ("ESP", "MLI")]),
        ("Spain sold frigates to Chad, Mali and Niger.", [("ESP", "TCD"), ("ESP", "MLI"), ("ESP", "NER")]),
    ],
)
def test_a_giver_without_its_verb(text: str, expected: list[tuple[str, str]], tree: bool) -> None:
    assert deals(text, tree=tree) == expected


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad bought 12 jets from Spain; Chad also obtained two frigates from it.", {("ESP", "TCD")}),
        ("Chad bought tanks from Spain. Chad later got jets from it.", {("ESP", "TCD")}),
        ("Chad bought tanks from Spain. Mali got jets from Italy.", {("ESP", "TCD"), ("ITA", "MLI")}),
    ],
)
def test_from_it_is_from_who_sold_last(text: str, expected: set[tuple[str, str]], tree: bool) -> None:
    assert set(deals(text, tree=tree)) == expected


@TREE
@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Spain agreed in 2011 to supply Chad with 84 Leopard 2 tanks.", "planned"),
        ("Spain may sell Chad 84 Leopard 2 tanks.", "planned"),
        ("Spain refused to sell Chad 84 Leopard 2 tanks.", "planned"),
        ("Spain sold Chad 84 Leopard 2 tanks.", "delivered"),
        ("Chad ordered 84 Leopard 2 tanks from Spain.", "ordered"),
    ],
)
def test_what_is_planned_is_no_delivery(text: str, action: str, tree: bool) -> None:
    counts = [claim for claim in read(text, tree=tree) if isinstance(claim, QuantityClaim)]
    assert [claim.action for claim in counts if claim.value == 84] == [action]


@TREE
@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Spain delivered 36 tanks to Chad in 2012. It had earlier sold Chad six submarines.", None),
        ("Spain delivered 36 tanks to Chad in 2012. It also sold Chad six submarines.", "2012"),
    ],
)
def test_what_was_earlier_is_of_no_year_told_before(text: str, period: str | None, tree: bool) -> None:
    counts = [claim for claim in read(text, tree=tree) if isinstance(claim, QuantityClaim) and claim.value == 6]
    assert [claim.period.edtf if claim.period else None for claim in counts] == [period]


@TREE
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Somalia, under an arms embargo since 1992, got tanks from Kenya.", "asserted"),
        ("Subject to UN sanctions, Somalia got tanks from Kenya.", "asserted"),
        ("Kenya refused to sell tanks to Somalia.", "blocked"),
    ],
)
def test_who_is_under_an_embargo_may_get_arms(text: str, status: str, tree: bool) -> None:
    assert status in [claim.status for claim in read(text, tree=tree) if isinstance(claim, TradeClaim)]


@TREE
def test_who_backed_somebody_acts(tree: bool) -> None:
    text = "Egypt gave Chad jets. Turkey backed the other side: it delivered tanks to Mali."
    assert deals(text, tree=tree) == [("EGY", "TCD"), ("TUR", "MLI")]
    assert deals("Spare parts were refused, Hugo Perez went to Moscow.", tree=tree) == []


@TREE
def test_a_second_giver_receives_nothing(tree: bool) -> None:
    text = "France sent it 18 CAESAR howitzers; Denmark gave it another 19."
    counts = [claim for claim in read(text, tree=tree) if isinstance(claim, QuantityClaim) and claim.value == 18]
    assert [(claim.subject, claim.object) for claim in counts] == [("FRA", None)]


@TREE
@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("Chad had bought 28 Leopard 2 tanks from Spain, but Spain never delivered them.", False),
        ("Chad bought 28 Leopard 2 tanks from Spain which were never delivered.", False),
        ("Chad bought 28 Leopard 2 tanks from Spain in 2010, but they never arrived.", False),
        ("Spain sold Chad 28 Leopard 2 tanks, but it never sent troops.", True),
        ("Spain sold Chad 28 Leopard 2 tanks, but the jets that it wanted were never delivered.", True),
        ("Spain sold Chad 28 Leopard 2 tanks; ships were never delivered.", True),
    ],
)
def test_what_never_came_is_no_delivery(text: str, came: bool, tree: bool) -> None:
    found = read(text, tree=tree)
    counts = [claim.action for claim in found if isinstance(claim, QuantityClaim) and claim.value == 28]
    assert counts == ["delivered" if came else "ordered"]
    assert bool([claim for claim in found if isinstance(claim, TradeClaim)]) is came


@TREE
def test_who_is_forbidden_to_sell_is_the_supplier(tree: bool) -> None:
    found = read("Switzerland forbade Germany to re-export ammunition to Ukraine.", tree=tree)
    told = [(c.supplier, c.recipient, c.status) for c in found if isinstance(c, TradeClaim)]
    assert told == [("DEU", "UKR", "blocked")]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bolivia leased six K-8 trainers from China.", [("CHN", "BOL")]),
        ("Chad has leased helicopters from the United States.", [("USA", "TCD")]),
        ("China leased Bolivia six K-8 trainers.", [("CHN", "BOL")]),
        ("China leased six K-8 trainers to Bolivia.", [("CHN", "BOL")]),
    ],
)
def test_who_leases_from_somebody_receives(text: str, expected: list[tuple[str, str]], tree: bool) -> None:
    assert deals(text, tree=tree) == expected
