"""Sentences passed over unread would have given nothing."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.reading.figures import read, triggers
from armstrace.reading.read import read_claims
from armstrace.records.claims import Claim
from stopwatch import Work, grows_at_most

DAY = date(2022, 5, 17)
SETS = Path(__file__).parent / "sets"
# a few words for everything that some finder looks for, and words that it must not be thrown off by
VOCABULARY = (
    "Israel|Armenia|Azerbaijan's|Turkish|the United States|its|them|it|they|the country|Moscow|"
    "supplied|received|bought|sold|ordered|exported|imported|delivered|did not deliver|never sent|rose by|fell|went up|"
    "arms|weapons|military equipment|oil|imports|arms imports|exports|deliveries|share|materiel|"
    "60 per cent|half of|two thirds of|three in five|most of|nearly all of|9 %|the majority|twice|eight times|fivefold|"
    "doubled|was cut|in half|less than half|by a factor of four|as high as|as much as in 2010|"
    "four|a dozen|several|tanks|Su-30|T-72s|Bayraktar TB2|rifles|rounds|hundreds of drones|export licences|"
    "$5 million|30 million euros|USD 12 million|787 million TIV|the largest|second-largest|main|no. 2|only|supplier|"
    "suppliers|customer|exporter|source|in 2015-19|between 2010-14 and 2015-19|in the past five years|on 5 October|"
    "in March|2020|the same period|44 days of war|two weeks after|lasted a year|the Arms Trade Treaty|NATO|"
    "has ratified|is not a signatory to|acceded|the treaty|joined|remains outside|more than|as much as|among them are|"
    "and|while|but|of|from|to|in|was|were|by|,|;|:|.|.|.\n|.\n\n|whether|no|not|respectively|the world's|Finland|"
    "on Monday"
)
WORDS = VOCABULARY.split("|")


def _reading_everything(text: str, designations: tuple[str, ...] = ()) -> list[Claim]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "may_hold_figures", lambda *_, **__: True)
        return read_claims(text, DAY, designations)


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_claim_is_lost_by_passing_over_sentences(words: list[str]) -> None:
    text = " ".join(words).replace(" .", ".").replace(" ,", ",")
    assert read_claims(text, DAY) == _reading_everything(text)


@pytest.mark.parametrize("name", ["plain", "varied", "paragraphs"])
def test_no_claim_of_the_labelled_sets_is_lost(name: str) -> None:
    cases = json.loads((SETS / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    text = "\n\n".join(case["text"] for case in cases)
    assert read_claims(text, DAY, ("Harop",)) == _reading_everything(text, ("Harop",))


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("SİX TİMES", "factor"),
        ("ſeveral", "number"),
        ("the lion’s share", "share"),
        ("three in five", "share"),
        ("5 out of every 9", "share"),
        ("the No 2 arms supplier", "rank"),
        ("an anti-tank missile", "class"),
        ("it didn't", "denial"),
        ("trend-indicator value", "volume"),
    ],
)
def test_groups_are_told_in_every_spelling_that_patterns_take(words: str, group: str) -> None:
    assert group in triggers.groups_in(words)


@pytest.mark.parametrize("words", ["We met on Monday in the old town.", "Somebody phoned; nobody notices the country."])
def test_everyday_words_tell_nothing(words: str) -> None:
    assert triggers.groups_in(words) <= {"rank"}


@pytest.mark.parametrize(
    "line",
    [
        "7",
        "Israel supplied 60 % of the tanks and " + "7" * 700 + " ",
        "U.S. ",
        "5 tanks ",
        "five-",
        "a\n",
        "on 5 October ",
        "(",
        "Israel ",
    ],
)
def test_time_grows_with_the_length_of_a_text_and_no_faster(line: str) -> None:
    def work(length: int) -> Work:
        text = (line * length)[:length]
        return lambda: read_claims(text, DAY)

    grows_at_most(10, work, 5_000, 20_000)
