"""Who supplies what to whom, with and without a parse."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.read import claims_in, parsed
from armstrace.reading.trades.find import find_trades
from armstrace.records.claims import TradeClaim, claim_json
from stopwatch import Work, grows_at_most

DAY = date(2024, 7, 1)


def read(text: str, *, tree: bool = True) -> list[dict[str, Any]]:
    article = article_of(text, DAY)
    found = claims_in(parsed(article) if tree else article)
    return [claim_json(claim) for claim in found if isinstance(claim, TradeClaim)]


def deals(text: str, *, tree: bool = True) -> list[tuple[Any, ...]]:
    return [(c["supplier"], c["recipient"], c["status"]) for c in read(text, tree=tree)]


@pytest.mark.parametrize("tree", [True, False])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany sold submarines to Egypt.", [("DEU", "EGY", "asserted")]),
        ("Brazil bought fighter jets from Sweden.", [("SWE", "BRA", "asserted")]),
        ("Iran may supply ballistic missiles to Russia.", [("IRN", "RUS", "possible")]),
        ("Turkey provides Somalia with drones and training.", [("TUR", "SOM", "asserted")]),
        ("Rockets were supplied to Chad by Libya.", [("LBY", "TCD", "asserted")]),
        ("Norway suspended the export of ammunition to Yemen.", [("NOR", "YEM", "suspended")]),
        ("Canada refused to sell helicopters to Nigeria.", [("CAN", "NGA", "blocked")]),
        ("China's arms sales to Myanmar went on.", [("CHN", "MMR", "asserted")]),
        ("Kenya received $4 million in US military aid.", [("USA", "KEN", "asserted")]),
        (
            "Myanmar bought tanks from China and Russia.",
            [("CHN", "MMR", "asserted"), ("RUS", "MMR", "asserted")],
        ),
        ("Israel and Turkey supplied tanks to Chad.", [("ISR", "TCD", "asserted"), ("TUR", "TCD", "asserted")]),
        (
            "Britain supplied weapons to Oman and Jordan.",
            [("GBR", "OMN", "asserted"), ("GBR", "JOR", "asserted")],
        ),
        (
            "Mali's arms suppliers include China, Brazil and Turkey.",
            [("CHN", "MLI", "asserted"), ("BRA", "MLI", "asserted"), ("TUR", "MLI", "asserted")],
        ),
    ],
)
def test_one_item_for_each_pair(text: str, expected: list[tuple[str, str, str]], tree: bool) -> None:
    assert deals(text, tree=tree) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials accused Syria and Lebanon of supplying weapons to Cyprus.", [("SYR", "CYP"), ("LBN", "CYP")]),
        ("Italy has long been Kenya's primary arms supplier.", [("ITA", "KEN")]),
        ("Arms worth 3 billion euros went from France to Qatar in 2019.", [("FRA", "QAT")]),
        ("The trucks were Polish-supplied, and Belgian-supplied mortars lay there.", [("BEL", None)]),
        ("Drones, which Israel had sold to Morocco, were seen.", [("ISR", "MAR")]),
    ],
)
def test_other_ways_to_say_it(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(c["supplier"], c["recipient"]) for c in read(text)] == expected


def test_the_accused_are_hedged_and_the_commodity_is_in_the_words_of_the_text() -> None:
    (claim,) = read("Sudan accused Chad of supplying heavy weapons to Libya in March 2021.")
    assert (claim["hedge"], claim["commodity"], claim["period"]) == ("accused", "heavy weapons", "2021-03")


@pytest.mark.parametrize(
    "text",
    [
        "Israeli-made drones flew over Kenya.",
        "Norway sent humanitarian aid to Sudan.",
        "Kenya sent 200 peacekeepers to Haiti.",
        "Germany did not sell weapons to Kenya.",
        "The armed forces of Chad gave a parade for Niger.",
        "Sweden exported timber to Japan.",
    ],
)
def test_what_is_no_trade_in_arms(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{a} sold tanks to {b} in 2019.",
        "{a} bought oil and weapons from {b}.",
        "{a} is {b}'s main arms supplier.",
        "{a} suspended arms exports to {b}.",
    ],
)
def test_parties_change_places_with_their_names(text: str) -> None:
    for one, two in (("Russia", "Ukraine"), ("Israel", "Iran"), ("Ethiopia", "Eritrea"), ("Armenia", "Azerbaijan")):
        here, there = (deals(text.format(a=a, b=b)) for a, b in ((one, two), (two, one)))
        assert [(b, a, status) for a, b, status in here] == there
        assert here


WORDS = [
    "Kenya",
    "sold",
    "bought",
    "arms",
    "tanks",
    "to",
    "from",
    "Chad",
    "and",
    ",",
    "(",
    ")",
    "supplied",
    "by",
    "'s",
    "suppliers",
    "include",
    "military",
    "aid",
    "with",
    "drones",
    "oil",
    "suspended",
    "export",
    "of",
    "went",
    ".",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_spans_are_exact_and_inside(text: str) -> None:
    for claim in find_trades(article_of(text, DAY), []):
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize(
    "piece", ["sold arms to Kenya, ", "Kenya and Chad, ", "suppliers include ", "arms ", "weapons, drones and "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def work(times: int) -> Work:
        article = article_of(piece * times, DAY)
        return lambda: find_trades(article, [])

    grows_at_most(10, work, 150, 600)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brazil is short of tanks. Italy sold it 40 howitzers; Spain gave it rifles.",
            [("ITA", "BRA"), ("ESP", "BRA")],
        ),
        ("Kenya got six drones from China.", [("CHN", "KEN")]),
        ("Ghana took delivery of its first patrol boats from Japan.", [("JPN", "GHA")]),
        ("Peru bought 14 Su-25s off Belarus in 2019.", [("BLR", "PER")]),
        ("Chile buys its helicopters in Canada.", [("CAN", "CHL")]),
        ("Nepal's rifles were bought second-hand from Poland.", [("POL", "NPL")]),
        (
            "Egypt imported arms worth $9 billion: $5 billion from France and $4 billion from Italy.",
            [("FRA", "EGY"), ("ITA", "EGY")],
        ),
        ("Mexico bought rifles from Brazil. Mexico resold most of them to Cuba.", [("BRA", "MEX"), ("MEX", "CUB")]),
        ("Niger depends on others. France was its largest supplier of weapons.", [("FRA", "NER")]),
        ("India has spent $11 billion on Israeli arms since 2005.", [("ISR", "IND")]),
        ("Norway turned down a Kenyan request for howitzers.", [("NOR", "KEN")]),
        ("Sweden barred Spain from passing on guns to Qatar.", [("ESP", "QAT")]),
        ("Turkey has sold Bamako six Bayraktars.", [("TUR", "MLI")]),
        ("Hungary's imports of Azerbaijani gas rose.", [("AZE", "HUN")]),
    ],
)
def test_a_trade_by_other_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(supplier, recipient) for supplier, recipient, _ in deals(text)] == expected


def test_what_is_refused_or_stopped() -> None:
    assert [d[2] for d in deals("Norway turned down a Kenyan request for howitzers.")] == ["blocked"]
    stopped = deals("Serbia sold shells to Myanmar. Belgrade halted the deliveries in February.")
    assert stopped == [("SRB", "MMR", "asserted"), ("SRB", "MMR", "suspended")]


def test_an_army_of_one_of_several_states_is_nobody() -> None:
    assert deals("Troops of Mali and Niger met in Chad. Then Italy gave the army four helicopters.") == []
