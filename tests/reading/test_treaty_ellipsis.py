"""Standings whose verb, treaty or state is left out, and acts that were not done: each clause speaks for its own."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import TreatyClaim

Said = set[tuple[str | None, str, str | None]]
CCM, ATT, MBT, GC = "CCM-2008", "ATT-2013", "MBT-1997", "GC-1949"


def claims(text: str) -> list[TreatyClaim]:
    found = read_claims(text, date(2024, 12, 1))
    return [each for each in found if isinstance(each, TreatyClaim) and each.claimed_status != "treaty_content"]


def standings(text: str) -> Said:
    return {(each.state, each.claimed_status, each.treaty_id) for each in claims(text)}


def dates(text: str, state: str) -> set[tuple[str, str | None]]:
    told = [each for each in claims(text) if each.state == state]
    return {(each.claimed_status, each.date.edtf if each.date else None) for each in told}


SHORT = [
    (
        "Australia has ratified the Arms Trade Treaty; the Philippines did so in 2022, Vietnam and Indonesia have not.",
        {("AUS", "party", ATT), ("PHL", "party", ATT), ("VNM", "not_party", ATT), ("IDN", "not_party", ATT)},
    ),
    (
        "Saudi Arabia has not signed the Arms Trade Treaty; the United Arab Emirates did so in July 2013.",
        {("SAU", "not_signatory", ATT), ("ARE", "signatory", ATT)},
    ),
    (
        "France ratified the Arms Trade Treaty in 2014, Germany did the same, and Egypt has not.",
        {("FRA", "party", ATT), ("DEU", "party", ATT), ("EGY", "not_party", ATT)},
    ),
    (
        "France ratified the Mine Ban Treaty, but Finland, which shares a border with Russia, has not.",
        {("FRA", "party", MBT), ("FIN", "not_party", MBT)},
    ),
    (
        "Norway ratified the Convention on Cluster Munitions; Poland has not done so, Denmark followed suit in 2010.",
        {("NOR", "party", CCM), ("POL", "not_party", CCM), ("DNK", "party", CCM)},
    ),
    (
        "Norway has ratified the Convention on Cluster Munitions; neither Poland nor Finland has.",
        {("NOR", "party", CCM), ("POL", "not_party", CCM), ("FIN", "not_party", CCM)},
    ),
    (
        "Norway has ratified both the Arms Trade Treaty and the Convention on Cluster Munitions; Poland haven't.",
        {("NOR", "party", ATT), ("NOR", "party", CCM), ("POL", "not_party", ATT), ("POL", "not_party", CCM)},
    ),
    (
        "Azerbaijan said in 2010 that it would sign the Mine Ban Treaty; it never did.",
        {("AZE", "not_signatory", MBT)},
    ),
    (
        "Canada was the last of the G7 to accede to the Arms Trade Treaty besides America; it did so in June 2019.",
        {("CAN", "party", ATT)},
    ),
    (
        "Israel sold arms to Azerbaijan, which promised to join the Arms Trade Treaty but has not done so.",
        {("AZE", "not_party", ATT)},
    ),
    # somebody else's, and a verb that is not left out
    (
        "Norway has ratified the Convention on Cluster Munitions; Poland's neighbours have not.",
        {("NOR", "party", CCM)},
    ),
    (
        "Mali and Chad ratified the Arms Trade Treaty, and did so together.",
        {("MLI", "party", ATT), ("TCD", "party", ATT)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_a_clause_without_a_verb_takes_that_of_the_one_before(text: str, expected: Said) -> None:
    assert standings(text) == expected


def test_a_short_clause_has_its_own_date_and_words() -> None:
    text = "Norway ratified the Convention on Cluster Munitions in 2009; Poland has not, Denmark did so in 2010."
    assert dates(text, "DNK") == {("party", "2010")}
    assert dates(text, "POL") == {("not_party", None)}
    assert {each.text for each in claims(text) if each.state == "POL"} == {"Poland has not"}


NEITHER = [
    (
        "Turkey has signed neither the Arms Trade Treaty nor the Convention on Cluster Munitions.",
        {("TUR", "not_signatory", ATT), ("TUR", "not_signatory", CCM)},
    ),
    (
        "Turkey has ratified neither the Arms Trade Treaty nor the Mine Ban Treaty.",
        {("TUR", "not_party", ATT), ("TUR", "not_party", MBT)},
    ),
    (
        "Israel and Turkey have joined neither the Mine Ban Treaty nor the Convention on Cluster Munitions.",
        {(state, "not_party", treaty) for state in ("ISR", "TUR") for treaty in (MBT, CCM)},
    ),
    (
        "Neither the Arms Trade Treaty nor the Mine Ban Treaty has been signed by India.",
        {("IND", "not_signatory", ATT), ("IND", "not_signatory", MBT)},
    ),
    (
        "Both the Arms Trade Treaty and the Mine Ban Treaty were ratified by Mali in 2013.",
        {("MLI", "party", ATT), ("MLI", "party", MBT)},
    ),
    (
        "India and Pakistan have neither signed nor ratified the Mine Ban Treaty.",
        {(state, status, MBT) for state in ("IND", "PAK") for status in ("not_signatory", "not_party")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEITHER)
def test_each_treaty_of_neither_and_both_is_its_own_claim(text: str, expected: Said) -> None:
    assert standings(text) == expected


TWO = "Iraq acceded to the Mine Ban Treaty in 2007 and ratified the Convention on Cluster Munitions in 2013. "
OF_IRAQ = {("IRQ", "party", MBT), ("IRQ", "party", CCM)}
POINTED: list[tuple[str, Said]] = [
    ("Russia has joined neither.", {("RUS", "not_party", MBT), ("RUS", "not_party", CCM)}),
    ("Norway, by contrast, has ratified both.", {("NOR", "party", MBT), ("NOR", "party", CCM)}),
    ("Syria remains outside both.", {("SYR", "not_party", MBT), ("SYR", "not_party", CCM)}),
    ("Morocco is not a party to either of them.", {("MAR", "not_party", MBT), ("MAR", "not_party", CCM)}),
    (
        "India is a party to neither treaty; it is, however, bound by the Geneva Conventions.",
        {("IND", "not_party", MBT), ("IND", "not_party", CCM), ("IND", "party", GC)},
    ),
    ("Turkey has not ratified it.", {("TUR", "not_party", CCM)}),
    ("Turkey has not joined the treaty.", {("TUR", "not_party", MBT)}),
    # which of the two is not said
    ("Turkey, which acceded in 2003, missed its deadline.", set()),
    ("Turkey has signed both sides' maps.", set()),
]


@pytest.mark.parametrize(("text", "expected"), POINTED)
def test_of_two_treaties_named_before_words_point_at_one_or_both(text: str, expected: Said) -> None:
    assert standings(TWO + text) == OF_IRAQ | expected


def test_of_one_treaty_named_before_none_need_point_at_it() -> None:
    assert standings("Mali ratified the Arms Trade Treaty in 2013. Chad ratified in 2015.") == {
        ("MLI", "party", ATT),
        ("TCD", "party", ATT),
    }


UNDONE = [
    "Had Yemen acceded to the Arms Trade Treaty, the question would be another one.",
    "President Ruto announced that Kenya would sign the Arms Trade Treaty.",
    "Finland may withdraw from the Mine Ban Treaty.",
    "India will sign the Arms Trade Treaty if Pakistan ratifies it.",
    "Reporters asked whether Turkey had ratified the Arms Trade Treaty.",
    "Amnesty urged the ratification of the Arms Trade Treaty by Turkey.",
    "No state had ever withdrawn from the Convention on Cluster Munitions.",
    "The Arms Trade Treaty, to which 116 states are parties, entered into force on 24 December 2014.",
    "Poland worries: its neighbours never joined the Mine Ban Treaty.",
    "All states in the region except Somalia are parties to the Mine Ban Treaty.",
    "Under the Mine Ban Treaty a withdrawal takes effect after six months.",
    "None of the three has announced a withdrawal from the Mine Ban Treaty.",
    "Brussels disputes that Slovakia was bound by the Arms Trade Treaty in 2013.",
    "It is not true that Russia has ratified the Arms Trade Treaty.",
    "Russia denied having signed the Arms Trade Treaty.",
    "Finland was the last EU member to join the Mine Ban Treaty.",
]


@pytest.mark.parametrize("text", UNDONE)
def test_what_was_not_done_and_what_nobody_named_did_is_no_standing(text: str) -> None:
    assert standings(f"Lithuania is far away. {text}") == set()


REAL = [
    ("A member of Congress said that India is not bound by the Arms Trade Treaty.", {("IND", "not_party", ATT)}),
    (
        "Cuba left the Convention on Cluster Munitions. Chad, who joined that treaty, never signed the Rome Statute.",
        {("CUB", "withdrawn", CCM), ("TCD", "party", CCM), ("TCD", "not_signatory", "ROME-1998")},
    ),
    (
        "Mali and Chad signed the Arms Trade Treaty; none of them has ratified it.",
        {(state, status, ATT) for state in ("MLI", "TCD") for status in ("signatory", "not_party")},
    ),
    (
        "Israel has refused to sign Additional Protocol I. Britain, the Saudis' supplier, ratified it in 1998.",
        {("ISR", "not_signatory", "AP1-1977"), ("GBR", "party", "AP1-1977")},
    ),
    ("Armenia's government ratified the Arms Trade Treaty.", {("ARM", "party", ATT)}),
    ("Turkey, Syria's neighbour, has not ratified the Arms Trade Treaty.", {("TUR", "not_party", ATT)}),
    ("Norway's minister, whose country ratified the Mine Ban Treaty in 1998, agreed.", {("NOR", "party", MBT)}),
    (
        "Poland ratified the Mine Ban Treaty. Of NATO's members only the United States stayed outside. Tonga acceded.",
        {("POL", "party", MBT), ("TON", "party", MBT)},
    ),
    ("Poland is late. Its ratification of the Mine Ban Treaty came in 2012.", {("POL", "party", MBT)}),
    (
        "Of the permanent members of the Security Council only China joined the Arms Trade Treaty.",
        {("CHN", "party", ATT)},
    ),
    ("Norway is a member of NATO.", {("NOR", "party", "NATO-1949")}),
    (
        "Bulgaria ratified the Convention on Cluster Munitions in 2011, Hungary in 2012 and Slovakia acceded in 2015.",
        {("BGR", "party", CCM), ("SVK", "party", CCM)},
    ),
    (
        "Turkey did not take part in Oslo and has not acceded to the Convention on Cluster Munitions.",
        {("TUR", "not_party", CCM)},
    ),
    (
        "Pakistan and India are not parties to Additional Protocol I. Pakistan signed it in 1977.",
        {("PAK", "not_party", "AP1-1977"), ("IND", "not_party", "AP1-1977"), ("PAK", "signatory", "AP1-1977")},
    ),
    ("India said it would not sign the Arms Trade Treaty.", {("IND", "not_signatory", ATT)}),
    ("Chad, like most of its neighbours, ratified the Arms Trade Treaty in 2015.", {("TCD", "party", ATT)}),
    (
        "Angola and Cambodia, two of the most heavily mined countries, ratified the Mine Ban Treaty.",
        {("AGO", "party", MBT), ("KHM", "party", MBT)},
    ),
    ("Of the three countries, only Chad ratified the Arms Trade Treaty.", {("TCD", "party", ATT)}),
    ("China, which once opposed it, acceded to the Arms Trade Treaty.", {("CHN", "party", ATT)}),
    (
        "The United States is not a party to the Mine Ban Treaty, and it has not signed the Arms Trade Treaty.",
        {("USA", "not_party", MBT), ("USA", "not_signatory", ATT)},
    ),
    (
        "Chad ratified the Mine Ban Treaty; it has stayed outside the Convention on Cluster Munitions, as has Peru.",
        {("TCD", "party", MBT), ("TCD", "not_party", CCM), ("PER", "not_party", CCM)},
    ),
    (
        "Turkey has never signed the Convention on Cluster Munitions and never ratified the Arms Trade Treaty.",
        {("TUR", "not_signatory", CCM), ("TUR", "not_party", ATT)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), REAL)
def test_nearby_wordings_stay_what_they_are(text: str, expected: Said) -> None:
    assert standings(text) == expected


SIGNED = ("signatory", "1997")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudan signed the Mine Ban Treaty in 1997 and ratified six years later.", {SIGNED, ("party", None)}),
        ("Sudan, which signed the Mine Ban Treaty in 1997, has yet to ratify.", {SIGNED, ("not_party", None)}),
        ("Sudan signed the Mine Ban Treaty in 1997 but did not ratify it until 2003.", {SIGNED, ("party", "2003")}),
        ("In 1997, Sudan signed the Mine Ban Treaty.", {SIGNED}),
        ("Sudan signed the Mine Ban Treaty in 1997 and ratified it in 2003.", {SIGNED, ("party", "2003")}),
    ],
)
def test_a_date_is_that_of_its_own_act(text: str, expected: set[tuple[str, str | None]]) -> None:
    assert dates(text, "SDN") == expected


def test_a_year_behind_another_verb_or_in_the_next_sentence_is_not_that_of_a_standing() -> None:
    for text in (
        "Chad is not bound by the Arms Trade Treaty and transferred rifles to Mali in 2023.",
        "Chad is not a party to Additional Protocol I. Mali signed it in 1977.",
    ):
        assert {each.as_of for each in claims(text) if each.state == "TCD"} == {None}, text
    (canada,) = {
        each.date for each in claims("Ottawa, 3 December 1997: Canada signed the Mine Ban Treaty the same day.")
    }
    assert canada is not None
    assert canada.edtf == "1997-12-03"


def test_what_a_treaty_is_called_is_no_rule_of_it() -> None:
    found = read_claims("Turkey has ratified neither the Arms Trade Treaty nor the Mine Ban Treaty.", date(2024, 1, 1))
    assert not [each for each in found if isinstance(each, TreatyClaim) and each.claimed_status == "treaty_content"]
