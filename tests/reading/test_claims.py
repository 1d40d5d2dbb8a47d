"""What the grammar makes of sentences: shares, ranks, counts, treaties, durations, and what it must leave alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures_of import figures_of
from stopwatch import takes_less_than

PUBLISHED = date(2021, 5, 5)


def read(text: str, designations: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    claims = figures_of(text, PUBLISHED, designations)
    assert all(text[claim["start"] : claim["end"]] == claim["text"] for claim in claims)
    return claims


def slots(claim: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(claim[name] for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Israel supplied 60 percent of all Azerbaijan’s arms imports between 2015 and 2019.",
            ("imports", 60, "ISR", "AZE"),
        ),
        (
            "About 71 percent of the arms Bangladesh imported from 2016 to 2020 came from China.",
            ("imports", 71, "CHN", "BGD"),
        ),
        ("Tokyo bought 97% of its imported arms from the United States in 2016-20.", ("imports", 97, "USA", "JPN")),
        ("Israel’s share of Azerbaijani arms imports stood at 60 per cent in 2015–19.", ("imports", 60, "ISR", "AZE")),
        (
            "Azerbaijan depended on Israel for 60 per cent of its arms imports in 2015–19.",
            ("imports", 60, "ISR", "AZE"),
        ),
        ("Of the arms delivered to Azerbaijan in 2015–19, 60 per cent were Israeli.", ("imports", 60, "ISR", "AZE")),
        ("In 2015–19, 60 per cent of arms imports by Azerbaijan came from Israel.", ("imports", 60, "ISR", "AZE")),
        ("Russia sold 32 per cent of its arms exports to India in 2015–19.", ("exports", 32, "RUS", "IND")),
        ("India bought 32 per cent of Russia’s arms exports in 2015–19.", ("exports", 32, "RUS", "IND")),
        ("Some 32 per cent of Russian arms exports went to India in 2015–19.", ("exports", 32, "RUS", "IND")),
        ("The United States accounted for 36 per cent of global arms exports in 2015–19.", ("exports", 36, "USA", "*")),
        ("India’s share of global arms imports was 9 per cent in 2015–19.", ("imports", 9, "*", "IND")),
        (
            "Israel and Turkey supplied 62 per cent of Azerbaijan’s arms imports in 2015–19.",
            ("imports", 62, "ISR+TUR", "AZE"),
        ),
    ],
)
def test_a_share(text: str, expected: tuple[str, float, str, str]) -> None:
    (claim,) = read(text)
    assert slots(claim, "value", "subject", "object") == expected[1:]
    assert claim["measure"] == f"share_of_{expected[0]}"


def test_shares_in_a_list_each_find_their_state() -> None:
    claims = read(
        "Azerbaijan’s main arms suppliers in 2015–19 were Israel (60 per cent), Russia (29) and Turkey (3 per cent)."
    )
    found = {slots(claim, "subject", "object", "value") for claim in claims if claim["comparator"] != "ordinal"}
    assert found == {("ISR", "AZE", 60), ("RUS", "AZE", 29), ("TUR", "AZE", 3)}


def test_a_share_of_something_else_is_not_a_share_of_arms() -> None:
    (claim,) = read(
        "Baku started exporting oil to Israel in 1999, and now supplies 37 percent of all Israel’s imports."
    )
    assert slots(claim, "commodity", "subject", "object", "period") == ("oil", "AZE", "ISR", None)
    assert claim["text"].startswith("now supplies")


def test_a_pronoun_reaches_one_sentence_back() -> None:
    claims = read("Azerbaijan bought most of its arms from Israel. It supplied 60 per cent of them in 2015–19.")
    assert ("ISR", "AZE", 60) in {slots(claim, "subject", "object", "value") for claim in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel was Azerbaijan’s largest arms supplier in 2015–19.", ("share_of_imports", 1, "ISR", "AZE")),
        ("The second-largest supplier of arms to India in 2015–19 was Israel.", ("share_of_imports", 2, "ISR", "IND")),
        ("India was Russia’s biggest arms customer in 2015–19.", ("share_of_exports", 1, "RUS", "IND")),
        ("France was the world’s third-largest arms exporter in 2015–19.", ("share_of_exports", 3, "FRA", "*")),
        (
            "Italy, rather than the USA, was Kenya’s main supplier of arms in 2016–20.",
            ("share_of_imports", 1, "ITA", "KEN"),
        ),
    ],
)
def test_a_rank(text: str, expected: tuple[str, int, str, str]) -> None:
    (claim,) = [claim for claim in read(text) if claim["comparator"] == "ordinal"]
    assert slots(claim, "measure", "value", "subject", "object") == expected


def test_one_of_several_is_no_rank() -> None:
    assert read("Israel is one of Azerbaijan’s largest suppliers of arms.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia delivered four Su-30 fighters to Armenia in 2019.", (4, "Su-30", "RUS", "ARM", "delivered")),
        ("Armenia received four Su-30 fighters from Russia in 2019.", (4, "Su-30", "RUS", "ARM", "delivered")),
        ("Warsaw ordered 100 K2 tanks from South Korea in 2022.", (100, "K2", "KOR", "POL", "ordered")),
        ("No S-400 system was transferred to Belarus by Russia in 2022.", (0, "S-400", "RUS", "BLR", "delivered")),
        ("Algeria plans to buy 14 Su-57 fighters from Russia by 2030.", (14, "Su-57", "RUS", "DZA", "planned")),
    ],
)
def test_a_count(text: str, expected: tuple[Any, ...]) -> None:
    (claim,) = [claim for claim in read(text) if claim["measure"] == "count"]
    assert slots(claim, "value", "designation", "subject", "object", "action") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Egypt received 24 Rafale fighters and two Mistral ships from France.",
            [(24, "Rafale"), (2, None)],
        ),
        (
            "Qatar bought 36 Rafale jets, four Doha corvettes and two landing ships.",
            [(36, "Rafale"), (4, None), (2, None)],
        ),
        ("The Polonez system went from Belarus to Azerbaijan: six launchers.", [(6, "Polonez")]),
    ],
)
def test_each_number_counts_its_own_weapons(text: str, expected: list[tuple[int, str | None]]) -> None:
    found = [claim for claim in read(text, ("Rafale", "Polonez")) if claim.get("measure") == "count"]
    assert [(claim["value"], claim["designation"]) for claim in found] == expected


def test_designations_of_the_registers_are_known_however_they_are_hyphenated() -> None:
    (claim,) = read("Israel delivered 12 Sky Wolf drones to Chile in 2019.", ("Sky-Wolf",))
    assert slots(claim, "value", "designation") == (12, "Sky Wolf")


def test_a_ratio_and_a_change() -> None:
    (ratio,) = read("Azerbaijan’s arms imports were 8.2 times higher than Armenia’s in 2011–20.")
    assert slots(ratio, "measure", "value", "subject", "object", "action") == ("ratio", 8.2, "AZE", "ARM", "imports")
    (change,) = read("US arms exports were 15 per cent higher in 2016–20 than in 2011–15.")
    assert slots(change, "measure", "value", "subject", "period", "compared") == (
        "change",
        15,
        "USA",
        "2016/2020",
        "2011/2015",
    )


def test_neither_nor_reaches_every_state() -> None:
    claims = read("Neither Armenia nor Azerbaijan (nor Israel) are signatories to the Convention on Cluster Munitions.")
    assert [slots(c, "state", "claimed_status", "polarity") for c in claims] == [
        (state, "not_signatory", "negative") for state in ("ARM", "AZE", "ISR")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain has not joined the Convention on Cluster Munitions.", ("ESP", "not_party", None, None)),
        (
            "Norway ratified the Convention on Cluster Munitions on 3 December 2008.",
            ("NOR", "party", "ratification", "2008-12-03"),
        ),
        ("Israel has yet to ratify the Arms Trade Treaty.", ("ISR", "not_party", None, None)),
        ("The Mine Ban Treaty was signed by Poland in 1997.", ("POL", "signatory", "signature", "1997")),
        ("Finland has left the Mine Ban Treaty.", ("FIN", "withdrawn", "withdrawal", None)),
        ("Lebanon has been a state party to the CCM since 2010.", ("LBN", "party", "since", "2010")),
        (
            "Israel armed Azerbaijan, which has not signed the Convention on Cluster Munitions.",
            ("AZE", "not_signatory", None, None),
        ),
    ],
)
def test_a_treaty_status(text: str, expected: tuple[Any, ...]) -> None:
    (claim,) = [claim for claim in read(text) if claim["type"] == "treaty_status"]
    assert slots(claim, "state", "claimed_status", "action", "date") == expected


def test_a_war_is_measured_by_the_dates_around_it() -> None:
    text = (
        "After 44 days of war a deal was struck. On September 27 the army launched an offensive.\n"
        "The peace deal was announced on November 10."
    )
    (claim,) = read(text)
    assert slots(claim, "measure", "value", "unit", "period") == ("duration", 44, "day", "2020-09-27/2020-11-10")


def test_what_follows_a_claim_as_its_parts() -> None:
    text = (
        "Israel supplied 60 percent of Azerbaijan’s arms imports in 2015–19. "
        "Among them are the SandCat armoured car and several rifle models."
    )
    listed = [claim for claim in read(text) if claim["type"] == "trade_claim"]
    assert [slots(c, "commodity", "supplier", "recipient", "period") for c in listed] == [
        ("the SandCat armoured car", "ISR", "AZE", "2015/2019"),
        ("several rifle models", "ISR", "AZE", "2015/2019"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In the last five years 60 per cent of Israelis moved house.",
        "The turkey weighed 12 kg, 40 percent of it bone.",
        "Israel Charny, a scholar, wrote 12 books on the arms trade.",
        "Photo CC BY 4.0: the Harop, Paris, 2013.",
        "Unemployment in Russia fell to 5 per cent in 2019.",
    ],
)
def test_what_is_no_claim_about_arms(text: str) -> None:
    assert read(text) == []


def test_the_source_of_a_figure_is_kept() -> None:
    (claim,) = read("According to SIPRI, Israel supplied 60 percent of Azerbaijan’s arms imports in 2015–19.")
    assert claim["source"] == "Stockholm International Peace Research Institute"


WORDS = st.sampled_from(
    [
        *(
            "Israel",
            "Azerbaijan",
            "Armenia’s",
            "Russian",
            "supplied",
            "imported",
            "arms",
            "imports",
            "exports",
            "of",
            "from",
        ),
        *("to", "60", "percent", "%", "(29)", "and", "nor", "Neither", "the", "Convention on Cluster Munitions", "not"),
        *(
            "ratified",
            "on 3 December 2008",
            "in 2015–19",
            "largest",
            "supplier",
            "Su-30",
            "four",
            "its",
            "it",
            ",",
            ".",
        ),
        *(";", ":", "—", "\n"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_no_heap_of_the_trade_s_own_words_breaks_the_reading(text: str) -> None:
    read(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_claim_of_any_text_is_an_exact_span_of_it(text: str) -> None:
    read(f"{text} Israel supplied 60 percent of Azerbaijan’s arms imports in 2015–19. {text}")


def test_names_swap_and_the_claims_swap_with_them() -> None:
    text = (
        "Russia supplied 94 per cent of Armenia’s arms imports in 2015–19. "
        "Armenia has not joined the Convention on Cluster Munitions."
    )
    swapped = text.replace("Armenia", "Azerbaijan")
    told = [{**claim, "text": "", "start": 0, "end": 0, "sentence": None} for claim in read(text)]
    other = [{**claim, "text": "", "start": 0, "end": 0, "sentence": None} for claim in read(swapped)]
    assert [{k: "AZE" if v == "ARM" else v for k, v in claim.items()} for claim in told] == other


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "60 percent of arms imports from Israel " * 100, "Israel ( " * 1000, "1,2 and " * 2000]
)
def test_hostile_text_takes_time_in_proportion(text: str) -> None:
    takes_less_than(10, lambda: read(text))
