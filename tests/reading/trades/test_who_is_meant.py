"""Whom the words of a trade mean: "them", "the government", and who has a supplier but is none."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import QuantityClaim, TradeClaim, TreatyClaim

TREE = pytest.mark.parametrize("tree", [True, False])


def read(text: str, *, tree: bool) -> list[TradeClaim]:
    article = article_of(text, date(2020, 11, 20))
    return [claim for claim in claims_in(parsed(article) if tree else article) if isinstance(claim, TradeClaim)]


def deals(text: str, *, tree: bool) -> list[tuple[str | None, str | None]]:
    return [(claim.supplier, claim.recipient) for claim in read(text, tree=tree)]


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The UN imposed an arms embargo on the Houthis in 2015, yet Iran went on sending them missiles.",
            ("IRN", "Houthis"),
        ),
        ("The EU imposed an arms embargo on Myanmar in 2018, but China kept supplying it with jets.", ("CHN", "MMR")),
        (
            "The EU imposed an arms embargo on Myanmar in 2018. China nevertheless supplied it with jets.",
            ("CHN", "MMR"),
        ),
        ("Despite the arms embargo on the Houthis, Iran kept shipping missiles to them.", ("IRN", "Houthis")),
        ("The United States put sanctions on Iran; Russia sold it missiles.", ("RUS", "IRN")),
        ("Libya was placed under an arms embargo in 2011, yet Egypt sold it tanks.", ("EGY", "LBY")),
        ("The United States criticised Myanmar, but China supplied it with jets.", ("CHN", "MMR")),
        ("Turkey backs Azerbaijan and Israel sells it drones.", ("ISR", "AZE")),
        ("Chad was attacked by Libya, and France sent it jets.", ("FRA", "TCD")),
        ("Saudi Arabia bombed the Houthis. Iran sent them missiles.", ("IRN", "Houthis")),
        ("The Rapid Support Forces fought Sudan's army, and Chad sent them drones.", ("TCD", "Rapid Support Forces")),
    ],
)
@pytest.mark.parametrize("before", ["", "Saudi Arabia led a coalition. ", "Kenya bought tanks from Spain. "])
def test_them_are_those_told_last_as_an_object(before: str, text: str, expected: tuple[str, str], tree: bool) -> None:
    told = [deal for deal in deals(before + text, tree=tree) if deal != ("ESP", "KEN")]
    assert told == [expected]


@TREE
def test_them_are_all_of_a_list(tree: bool) -> None:
    on_two = "The EU imposed an arms embargo on Myanmar and Belarus, but China kept supplying them with jets."
    assert deals(on_two, tree=tree) == [("CHN", "MMR"), ("CHN", "BLR")]
    both = "Kenya and Chad quarrel. Russia supplied tanks to both countries, Armenia and Azerbaijan."
    assert deals(both, tree=tree) == [("RUS", "ARM"), ("RUS", "AZE")]
    at_war = "Armenia and Azerbaijan are at war. Russia sold them tanks."
    assert deals(at_war, tree=tree) == [("RUS", "ARM"), ("RUS", "AZE")]


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan attacked Armenia in 2020; Israel had sold it drones.",
        "Ethiopia invaded Eritrea, and Russia sent it tanks.",
        "Sudan accused Chad of aggression. Russia sold it rifles.",
    ],
)
def test_one_of_two_at_war_is_nobody(text: str, tree: bool) -> None:
    assert deals(text, tree=tree) == []


@TREE
def test_a_turn_ends_what_was_barred_and_its_year(tree: bool) -> None:
    text = "The United States banned arms sales to Eritrea in 2008, yet Ukraine sold it helicopters."
    told = [(claim.supplier, claim.status, claim.period and claim.period.edtf) for claim in read(text, tree=tree)]
    assert told == [("USA", "blocked", "2008"), ("UKR", "asserted", None)]
    both = "In 2008 the United States banned arms sales to Eritrea, yet Ukraine sold it helicopters."
    assert [claim.period and claim.period.edtf for claim in read(both, tree=tree)] == ["2008", "2008"]


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "War broke out in Sudan. Spain sold South Sudan tanks. Iran has sent drones to the army. Sudan denied it.",
        "Sudan's army fights on in Sudan. Spain armed the rebels. Iran sent drones to the government of the day.",
        "Sudan wants arms, says Sudan. Spain sold Chad tanks; Iran gave the army drones.",
    ],
)
def test_the_army_is_not_that_of_who_received_last_in_a_text_about_another(text: str, tree: bool) -> None:
    assert [deal for deal in deals(text, tree=tree) if deal[0] == "IRN" and deal[1] != "SDN"] == []


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Spain sold Chad tanks. Iran has sent Mohajer-6 drones to the army.",
        "Spain has provided Chad with tanks; Iran gave the army drones.",
        "Spain armed Chad; Iran sold the government drones.",
    ],
)
def test_the_army_is_that_of_who_received_last(text: str, tree: bool) -> None:
    assert ("IRN", "TCD") in deals(text, tree=tree)


@TREE
def test_it_goes_on_about_who_was_told_of_where_no_object_is_named(tree: bool) -> None:
    text = "Brazil is short of tanks. Italy sold it 40 howitzers; Spain gave it rifles."
    assert deals(text, tree=tree) == [("ITA", "BRA"), ("ESP", "BRA")]


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


@TREE
@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia fought over Donetsk. Poland praised Ukraine. The government bought drones from Turkey.",
        "Venezuela's neighbours worry. Brazil complained. The regime has received tanks from Russia since 2009.",
        "Syria has been at war since 2011. Kenya armed nobody. The army received helicopters from Russia in 2012.",
        "Kenya quarrels with Somalia. Chad praised Kenya. Turkey sold the government drones.",
        "Armenia accused Azerbaijan. Turkey backed Azerbaijan. Israel supplied the government with drones.",
        "Ethiopia blamed Eritrea and Sudan. The military bought jets from Russia.",
    ],
)
def test_the_government_of_one_of_several_states_is_nobody(text: str, tree: bool) -> None:
    assert deals(text, tree=tree) == []


@TREE
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudan is at war. Sudan's army fights rebels. The government bought drones from Iran.", ("IRN", "SDN")),
        ("Kenya bought land from Spain in 2012. The government received jets from China in 2020.", ("CHN", "KEN")),
        ("Myanmar's generals took power in 2021. China sold the government tanks.", ("CHN", "MMR")),
        ("Mali, Niger and Chad met. Chad has new rulers. France supplied the government with jets.", ("FRA", "TCD")),
    ],
)
def test_the_government_of_the_state_that_a_text_is_about(text: str, expected: tuple[str, str], tree: bool) -> None:
    assert deals(text, tree=tree) == [expected]


@TREE
@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Chad and Niger share a border. The government ratified the Arms Trade Treaty in 2015.", []),
        ("Poland sent tanks to Ukraine. The government signed the Arms Trade Treaty in 2013.", []),
        ("Chad has a new president. The government ratified the Arms Trade Treaty in 2015.", ["TCD"]),
    ],
)
def test_the_government_that_joined_a_treaty(text: str, state: list[str], tree: bool) -> None:
    article = article_of(text, date(2020, 11, 20))
    found = claims_in(parsed(article) if tree else article)
    assert [claim.state for claim in found if isinstance(claim, TreatyClaim)] == state
