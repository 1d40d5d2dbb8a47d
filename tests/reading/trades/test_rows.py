"""Deals that share a verb, and names that stand beside goods and are none of their words."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import QuantityClaim, TradeClaim

TREE = pytest.mark.parametrize("tree", [True, False])


def read(text: str, *, tree: bool) -> list[TradeClaim | QuantityClaim]:
    article = article_of(text, date(2020, 11, 20))
    found = claims_in(parsed(article) if tree else article)
    return [claim for claim in found if isinstance(claim, TradeClaim | QuantityClaim)]


def deals(text: str, *, tree: bool) -> list[tuple[str | None, str | None, str]]:
    found = [claim for claim in read(text, tree=tree) if isinstance(claim, TradeClaim)]
    return [(claim.supplier, claim.recipient, claim.commodity) for claim in found]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India got tanks from Russia and helicopters from France.", ["RUS IND tanks", "FRA IND helicopters"]),
        (
            "India bought 10 tanks from Russia, 36 jets from France and radars from Israel.",
            ["RUS IND tanks", "FRA IND jets", "ISR IND radars"],
        ),
        ("Spain sold tanks to Chad and rifles to Mali.", ["ESP TCD tanks", "ESP MLI rifles"]),
        ("Spain sold Chad tanks and Mali rifles.", ["ESP TCD tanks", "ESP MLI rifles"]),
        ("Spain sold Chad 20 tanks and Mali 40 jets.", ["ESP TCD tanks", "ESP MLI jets"]),
        ("Tanks were sold to Chad by Spain, not rifles.", ["ESP TCD Tanks"]),
        ("Spain gave Chad tanks in 2010 and jets to Mali in 2012.", ["ESP TCD tanks", "ESP MLI jets"]),
    ],
)
def test_each_goods_of_a_row_has_its_own_party(text: str, expected: list[str], tree: bool) -> None:
    assert [" ".join(str(part) for part in deal) for deal in deals(text, tree=tree)] == expected


@TREE
def test_counts_of_a_row_have_its_parties(tree: bool) -> None:
    found = read("Spain sold 20 tanks to Chad and 4 helicopters to Mali.", tree=tree)
    told = [(claim.value, claim.object) for claim in found if isinstance(claim, QuantityClaim)]
    assert told == [(20, "TCD"), (4, "MLI")]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Myanmar bought tanks from China and Russia.", ["CHN MMR tanks", "RUS MMR tanks"]),
        ("Spain sold tanks to Chad, Mali and Niger.", ["ESP TCD tanks", "ESP MLI tanks", "ESP NER tanks"]),
        ("Spain sold Chad tanks and jets.", ["ESP TCD tanks and jets"]),
        ("Chad bought tanks from Spain and sent troops to Mali.", ["ESP TCD tanks"]),
        ("France sold Egypt, India and Qatar jets.", ["FRA EGY jets", "FRA IND jets", "FRA QAT jets"]),
    ],
)
def test_a_list_of_parties_is_no_row(text: str, expected: list[str], tree: bool) -> None:
    assert [" ".join(str(part) for part in deal) for deal in deals(text, tree=tree)] == expected


@TREE
@pytest.mark.parametrize(
    ("text", "commodity"),
    [
        ("Sweden sold Brazil jets.", "jets"),
        ("Sweden sold Brazil Gripen jets.", "Gripen jets"),
        ("Germany gave Ukraine tanks and drones.", "tanks and drones"),
        ("Ukraine sold Chad Russian helicopters.", "helicopters"),
    ],
)
def test_who_gets_goods_is_none_of_their_words(text: str, commodity: str, tree: bool) -> None:
    assert [deal[2] for deal in deals(text, tree=tree)] == [commodity]


@TREE
def test_a_state_is_no_maker(tree: bool) -> None:
    found = read("Ruritania sold tanks. Spain sold Poland K2 tanks.", tree=tree)
    assert [claim.designation for claim in found if isinstance(claim, TradeClaim)] == ["K2"]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Despite pressure from Kenya, Chad and Niger sold tanks to Mali.", [("TCD", "MLI"), ("NER", "MLI")]),
        ("Unlike Kenya, Chad and Niger sold tanks to Mali.", [("TCD", "MLI"), ("NER", "MLI")]),
        (
            "In 2010, in spite of protests by Kenya, Chad and Niger sold tanks to Mali.",
            [("TCD", "MLI"), ("NER", "MLI")],
        ),
        ("After talks with Kenya, Chad and Niger bought tanks from Mali.", [("MLI", "TCD"), ("MLI", "NER")]),
        ("Under pressure from Kenya, Chad sold tanks to Mali.", [("TCD", "MLI")]),
        ("Kenya, Chad and Niger sold tanks to Mali.", [("KEN", "MLI"), ("TCD", "MLI"), ("NER", "MLI")]),
        ("Despite pressure from Kenya, Chad sold tanks to Mali and Niger.", [("TCD", "MLI"), ("TCD", "NER")]),
    ],
)
def test_names_of_an_opening_do_not_act(text: str, expected: list[tuple[str, str]], tree: bool) -> None:
    assert [deal[:2] for deal in deals(text, tree=tree)] == expected


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China sold Pakistan not only tanks but also frigates.", ["CHN PAK tanks but also frigates"]),
        ("China sold Pakistan not just tanks but frigates.", ["CHN PAK tanks but frigates"]),
        ("Not only tanks but also frigates were sold to Pakistan by China.", ["CHN PAK tanks but also frigates"]),
        ("Not only China but also Russia sold tanks to Kenya.", ["CHN KEN tanks", "RUS KEN tanks"]),
        ("China sold tanks not only to Kenya but also to Chad.", ["CHN KEN tanks", "CHN TCD tanks"]),
        ("China sold Pakistan tanks but Russia sold India frigates.", ["CHN PAK tanks", "RUS IND frigates"]),
        ("China sold Pakistan tanks but no frigates.", ["CHN PAK tanks"]),
    ],
)
def test_not_only_affirms_both(text: str, expected: list[str], tree: bool) -> None:
    assert [" ".join(str(part) for part in deal) for deal in deals(text, tree=tree)] == expected


@TREE
@pytest.mark.parametrize(
    ("text", "nought"),
    [
        ("China sold Kenya neither tanks nor missiles.", ["tanks", "missiles"]),
        ("China sold neither tanks nor missiles to Kenya in 2015.", ["tanks", "missiles"]),
        ("China has delivered neither frigates nor modern submarines to Kenya.", ["frigates", "submarines"]),
        ("China sold Kenya no tanks and no missiles.", ["tanks", "missiles"]),
        ("China sold Kenya no tanks.", ["tanks"]),
        ("China sold Kenya not only tanks but also missiles.", []),
    ],
)
def test_neither_of_two_was_delivered(text: str, nought: list[str], tree: bool) -> None:
    found = [claim for claim in read(text, tree=tree) if isinstance(claim, QuantityClaim)]
    assert [claim.unit for claim in found if claim.value == 0] == nought
    assert all((claim.subject, claim.object) == ("CHN", "KEN") for claim in found)
    assert not nought or not deals(text, tree=tree)
