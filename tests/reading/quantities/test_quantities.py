"""What numbers of running text count, with and without a parse."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.quantities.find import find_quantities
from armstrace.reading.read import claims_in, parsed
from armstrace.records.claims import QuantityClaim, claim_json
from stopwatch import Work, grows_at_most

DAY = date(2022, 7, 1)


def read(text: str, *, tree: bool = True) -> list[dict[str, Any]]:
    article = article_of(text, DAY)
    found = claims_in(parsed(article) if tree else article)
    return [claim_json(claim) for claim in found if isinstance(claim, QuantityClaim)]


def slots(claim: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(claim[name] for name in names)


@pytest.mark.parametrize("tree", [True, False])
@pytest.mark.parametrize(
    ("text", "words", "measure", "value"),
    [
        ("Rebel shelling killed three soldiers near the port.", "killed three soldiers", "killed", 3),
        (
            "At least 40 Kenyan troops were wounded in the raid.",
            "At least 40 Kenyan troops were wounded",
            "wounded",
            40,
        ),
        ("More than 90,000 people fled the valley.", "More than 90,000 people fled", "displaced", 90_000),
        ("Police arrested nine students at the gate.", "arrested nine students", "arrested", 9),
        ("The army captured 12 fighters of the militia.", "captured 12 fighters", "captured", 12),
        ("Two medics went missing on the road.", "Two medics went missing", "missing", 2),
        ("Gunners fired 200 shells at the town.", "200 shells", "munitions_fired", 200),
        ("Sappers found 31 grenades in the cellar.", "31 grenades", "munitions_found", 31),
        ("Monitors recorded 218 ceasefire violations.", "218 ceasefire violations", "incidents", 218),
        ("The flood of shells destroyed 34 houses.", "destroyed 34 houses", "destroyed", 34),
        ("The front moved 12 km to the east.", "12 km", "distance", 12),
        ("Mines cover 4,800 square kilometres of farmland.", "4,800 square kilometres", "area", 4800),
        ("She hid in the cellar for nine days.", "for nine days", "duration", 9),
        ("The air force was composed of 45 combat aircraft.", "45 combat aircraft", "equipment_holdings", 45),
        ("They lost 30 of their 40 tanks.", "30 of their 40 tanks", "equipment_losses", 30),
        ("Around 40% of the farmland is mined.", "Around 40% of the farmland is mined", "share", 40),
    ],
)
def test_what_became_of_what_is_counted(text: str, words: str, measure: str, value: float, tree: bool) -> None:
    claim = next(claim for claim in read(text, tree=tree) if claim["value"] == value)
    assert slots(claim, "text", "measure", "action") == (words, measure, "not_trade")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Dozens were injured.", 24, None),
        ("The war cost several thousand lives.", 2000, None),
        ("Hundreds of thousands of villagers were displaced.", 200_000, None),
        ("They shot down one to three helicopters.", 1, 3),
        ("Between five and seven thousand men died.", 5000, 7000),
    ],
)
def test_vague_sizes_are_bounds(text: str, low: float, high: float | None) -> None:
    (claim,) = read(text)
    assert slots(claim, "value", "min", "max") == (None, low, high)


def test_a_list_shares_its_verb_and_its_comparator() -> None:
    found = read("Sudan's army destroyed at least 7 tanks, 6 other vehicles and 4 howitzers of Chad.")
    assert [slots(c, "value", "unit", "measure", "comparator", "subject") for c in found] == [
        (7, "tank", "equipment_losses", ">=", "SDN"),
        (6, "vehicle", "equipment_losses", ">=", "SDN"),
        (4, "howitzer", "equipment_losses", ">=", "SDN"),
    ]


def test_a_list_shares_the_verb_behind_it() -> None:
    found = read("Chad said 398 of its soldiers and 31 civilians were killed.")
    assert [slots(c, "value", "measure", "object") for c in found] == [(398, "killed", "TCD"), (31, "killed", None)]


def test_those_in_brackets_share_the_fate_of_the_rest() -> None:
    found = read("In all 15 civilians (nine Kenyans and six Somalis) were killed.")
    assert [slots(c, "value", "measure", "object") for c in found] == [
        (15, "killed", None),
        (9, "killed", "KEN"),
        (6, "killed", "SOM"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A 25-year-old farmer met a boy aged 7 at 8:00 a.m. on 24 February.",
        "Resolution 2139 and section 907 of the act were read out.",
        "A 122 mm gun and a T-72 stood there, and the 23rd brigade came.",
        "One of the two sides spoke at one point of a zero-sum game.",
        "1) talks, 2) a truce: so much for version 4.0 of the plan.",
        "It happened many times and on several occasions.",
        "The magazine +972 and the band U2 were named.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text) == []


def test_the_figures_keep_their_numbers() -> None:
    found = read("Israel supplied 60 percent of Azerbaijan's arms imports in 2015-2019, and 12 men were killed.")
    assert [c["measure"] for c in found] == ["share_of_imports", "killed"]


def test_losses_are_no_deliveries() -> None:
    (claim,) = read("Armenia destroyed at least 7 T-72 tanks of the Azerbaijani army.")
    assert slots(claim, "measure", "value", "action") == ("equipment_losses", 7, "not_trade")


def test_a_share_of_no_trade_is_kept_as_one_that_registers_cannot_answer() -> None:
    (claim,) = read("The army had the weaponry to destroy 70 percent of opposing forces.")
    assert slots(claim, "measure", "value", "commodity", "action") == ("share", 70, "arms", "not_trade")


@pytest.mark.parametrize("tree", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "Kenyan jets destroyed 5 tanks and killed 12 Somali soldiers.",
        "Kenya said 40 of its soldiers were wounded by Somali forces.",
        "Kenyan forces captured dozens of vehicles from Somalia.",
        "Kenya lost 9 helicopters; Somalia fired 30 rockets.",
    ],
)
def test_parties_change_places_with_their_names(text: str, tree: bool) -> None:
    other = _swapped(text)
    turned = {"KEN": "SOM", "SOM": "KEN", None: None}
    here = [slots(c, "measure", "value", "subject", "object") for c in read(text, tree=tree)]
    there = [slots(c, "measure", "value", "subject", "object") for c in read(other, tree=tree)]
    assert there == [(measure, value, turned[a], turned[b]) for measure, value, a, b in here]


def _swapped(text: str) -> str:
    names = {"Kenyan": "Somali", "Kenya": "Somalia", "Somalia": "Kenya", "Somali": "Kenyan"}
    words = re.split(r"(\bKenyan?\b|\bSomalia?\b)", text)
    return "".join(names.get(word, word) for word in words)


WORDS = [
    "killed",
    "wounded",
    "12",
    "dozens",
    "of",
    "tanks",
    ",",
    "and",
    "(",
    ")",
    "soldiers",
    "were",
    "5,000",
    "at",
    "least",
    "destroyed",
    "40%",
    "for",
    "two",
    "days",
    "km",
    "$5",
    "million",
    "-",
    "Kenya",
    "its",
    ";",
    "3m",
    "Rockets",
    "fired",
    "lost",
    "captured",
    ".",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_spans_are_exact_and_inside(text: str) -> None:
    for claim in find_quantities(article_of(text, DAY), []):
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    find_quantities(article_of(text, DAY), [])


@pytest.mark.parametrize("piece", ["12 ", "killed 3 ", "9", "tanks, ", "1,000 men and ", "(5 ", "dozens of "])
def test_time_grows_with_length_only(piece: str) -> None:
    def work(times: int) -> Work:
        article = article_of(piece * times, DAY)
        return lambda: find_quantities(article, [])

    grows_at_most(10, work, 400, 1600)


def test_each_amount_of_a_list_by_itself() -> None:
    text = "Egypt imported arms worth $9 billion: $5 billion from France and $4 billion from Italy."
    found = [claim for claim in claims_in(parsed(article_of(text, DAY))) if isinstance(claim, QuantityClaim)]
    assert [claim.text for claim in found] == [
        "Egypt imported arms worth $9 billion",
        "$5 billion from France",
        "$4 billion",
    ]
