"""Whose standing under a treaty it is, and what a "not" denies, in sentences of more than one clause."""

from datetime import date

import pytest

from armstrace.reading.read import read_claims
from armstrace.records.claims import TreatyClaim

Said = set[tuple[str | None, str, str | None]]
CCM, ATT = "CCM-2008", "ATT-2013"


def standings(text: str) -> Said:
    claims = read_claims(text, date(2020, 12, 1))
    return {(each.state, each.claimed_status, each.treaty_id) for each in claims if isinstance(each, TreatyClaim)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Egypt has not signed the Arms Trade Treaty, nor has Russia; France and Germany have ratified it.",
            {
                ("EGY", "not_signatory", ATT),
                ("RUS", "not_signatory", ATT),
                ("FRA", "party", ATT),
                ("DEU", "party", ATT),
            },
        ),
        (
            "Neither China nor India signed the Arms Trade Treaty, while Japan and Spain ratified it.",
            {
                ("CHN", "not_signatory", ATT),
                ("IND", "not_signatory", ATT),
                ("JPN", "party", ATT),
                ("ESP", "party", ATT),
            },
        ),
        (
            "Neither Armenia nor Azerbaijan, which fought a war, has joined the Convention on Cluster Munitions.",
            {("ARM", "not_party", CCM), ("AZE", "not_party", CCM)},
        ),
        (
            "Israel, which sells arms to Azerbaijan, has not joined the Convention on Cluster Munitions.",
            {("ISR", "not_party", CCM)},
        ),
        (
            "Russia, whose forces fought in Georgia, has never signed the Convention on Cluster Munitions.",
            {("RUS", "not_signatory", CCM)},
        ),
        (
            "Kenya, where Sudan bought its rifles, ratified the Arms Trade Treaty.",
            {("KEN", "party", ATT)},
        ),
        (
            "Israel sold arms to Azerbaijan, which has not joined the Convention on Cluster Munitions.",
            {("AZE", "not_party", CCM)},
        ),
        (
            "Spain sold drones to Peru, who never joined the Convention on Cluster Munitions, and to Chad.",
            {("PER", "not_party", CCM)},
        ),
        (
            "Peru, which has not joined the Convention on Cluster Munitions, is not a party to the Arms Trade Treaty.",
            {("PER", "not_party", CCM), ("PER", "not_party", ATT)},
        ),
        (
            "Brazil sold rockets, which Yemen's army used, and is not a party to the Convention on Cluster Munitions.",
            {("BRA", "not_party", CCM)},
        ),
    ],
)
def test_a_standing_is_that_of_the_state_of_its_own_clause(text: str, expected: Said) -> None:
    assert standings(text) == expected
