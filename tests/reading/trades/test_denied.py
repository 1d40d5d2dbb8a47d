"""Trades that a sentence denies, and the names of weapons inside what is denied, with and without a parse."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import QuantityClaim, TradeClaim

KNOWN = {"Harop", "Hermes-900", "Iskander", "T-90S", "Su-30"}
TREE = pytest.mark.parametrize("tree", [True, False])


def read(text: str, *, tree: bool) -> list[TradeClaim | QuantityClaim]:
    article = article_of(text, date(2020, 11, 20), designations=KNOWN)
    found = claims_in(parsed(article) if tree else article)
    return [claim for claim in found if isinstance(claim, TradeClaim | QuantityClaim)]


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Kenya denied that it had supplied Harop drones to Chad in 2016.",
        "He denied that Kenya had supplied Harop drones to Chad.",
        "Kenya denied supplying Harop drones to Chad.",
        "Critics falsely claim that Kenya supplied Harop drones to Chad.",
        "Kenya rejected the claim that it supplied Harop drones to Chad.",
        "The report that Kenya sold Harop drones to Chad is false.",
        "Allegations that Kenya sold Harop drones to Chad are unfounded.",
        "Reports of Kenyan sales of Harop drones to Chad were denied.",
    ],
)
def test_denied_trades(text: str, tree: bool) -> None:
    trades = [claim for claim in read(text, tree=tree) if isinstance(claim, TradeClaim)]
    assert [(claim.denied, claim.designation) for claim in trades] == [(True, "Harop")]


@TREE
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya supplied Harop drones to Chad in 2016.", "asserted"),
        ("The minister said that Kenya had supplied Harop drones to Chad.", "asserted"),
        ("Norway denied an export licence; Kenya supplied Harop drones to Chad.", "asserted"),
        ("No one disputes that Kenya supplied Harop drones to Chad.", "possible"),
    ],
)
def test_trades_that_nobody_denies(text: str, status: str, tree: bool) -> None:
    trades = [claim for claim in read(text, tree=tree) if isinstance(claim, TradeClaim) and claim.supplier == "KEN"]
    assert [(claim.denied, claim.status, claim.designation) for claim in trades] == [(False, status, "Harop")]


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Kenya delivered no tanks to Chad in 2016.",
        "Chad received no tanks from Kenya in 2016.",
        "No tanks were delivered by Kenya to Chad in 2016.",
        "Kenya did not sell tanks to Chad in 2016.",
        "Kenya didn't sell tanks to Chad in 2016.",
        "Kenya delivered zero tanks to Chad in 2016.",
        "Kenya delivered no major arms to Chad in 2016.",
        "Kenya supplied no Harop drones to Chad in 2016.",
    ],
)
def test_that_none_was_delivered_is_a_number_and_no_trade(text: str, tree: bool) -> None:
    (claim,) = read(text, tree=tree)
    assert isinstance(claim, QuantityClaim)
    assert (claim.measure, claim.value, claim.subject, claim.object) == ("count", 0, "KEN", "TCD")


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Kenya quarrels with Chad, which sold rifles. No tanks were destroyed by Kenya in Chad.",
        "Kenya did not deliver the tanks that Chad bought from Spain.",
        "Spain sold no more than 12 tanks to Chad in 2012.",
    ],
)
def test_a_no_of_something_else_is_no_number_of_nought(text: str, tree: bool) -> None:
    assert not [claim for claim in read(text, tree=tree) if isinstance(claim, QuantityClaim) and claim.value == 0]


@TREE
def test_no_more_than_a_number_is_a_trade(tree: bool) -> None:
    found = read("Spain sold no more than 12 tanks to Chad in 2012.", tree=tree)
    assert [claim.supplier for claim in found if isinstance(claim, TradeClaim)] == ["ESP"]
