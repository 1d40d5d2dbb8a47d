"""Words that turn a sentence round or narrow it: a verdict that overlooks one of them would mislead."""

from datetime import date
from typing import Any

import pytest

from figures_of import figures_of


def read(text: str) -> list[dict[str, Any]]:
    return figures_of(text, date(2020, 11, 20))


SHARE = "60 percent of Azerbaijan's arms imports in 2015-2019"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        (f"Israel supplied {SHARE}.", "positive"),
        (f"Israel did not supply {SHARE}.", "negative"),
        (f"Israel didn't supply {SHARE}.", "negative"),
        (f"Israel never supplied {SHARE}.", "negative"),
        (f"It is not true that Israel supplied {SHARE}.", "negative"),
        (f"The claim that Israel supplied {SHARE} is false.", "negative"),
        (f"Israel supplied not only oil but {SHARE}.", "positive"),
        (f"Germany never mattered much: Israel supplied {SHARE}.", "positive"),
        (f"Israel, not Russia, supplied {SHARE}.", "positive"),
        (f"Israel might supply {SHARE}.", "possible"),
        (f"If Israel had supplied {SHARE}, it would be known.", "possible"),
        (f"Israel denied supplying {SHARE}.", "possible"),
        (f"Critics wrongly claim that Israel supplied {SHARE}.", "possible"),
        ("Israel was not Azerbaijan's largest arms supplier in 2015-2019.", "negative"),
        ("Russia failed to deliver four Su-30 fighters to Armenia in 2019.", "possible"),
    ],
)
def test_what_a_text_does_with_its_number(text: str, polarity: str) -> None:
    (claim,) = [claim for claim in read(text) if claim["type"] == "quantity_claim" and claim["action"] != "not_trade"]
    assert claim["polarity"] == polarity


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ukraine became the largest arms importer in Europe in 2019–23.", "Europe"),
        ("Egypt was Africa's biggest arms importer in 2019-23.", "Africa"),
        ("India was the world's largest arms importer in 2019-23.", None),
    ],
)
def test_a_rank_within_a_region_keeps_the_region(text: str, place: str | None) -> None:
    (claim,) = read(text)
    assert claim["place"] == place


@pytest.mark.parametrize(
    ("text", "commodity"),
    [
        ("Israel supplied 60 percent of Azerbaijan's drone imports in 2015-2019.", "drone"),
        ("Israeli drones made up 60 percent of Azerbaijan's arms imports in 2015-2019.", "drone"),
        ("Israel was the largest supplier of drones to Azerbaijan in 2015-2019.", "drone"),
        ("Israel was the largest supplier of arms to Azerbaijan in 2015-2019.", "arms"),
    ],
)
def test_a_figure_of_one_class_of_weapon_is_not_one_of_all_arms(text: str, commodity: str) -> None:
    claim = next(claim for claim in read(text) if claim["measure"] == "share_of_imports")
    assert claim["commodity"] == commodity


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan spent 60 percent of its defence budget on Israeli arms in 2015-2019.",
        "Sixty percent of the arms used by Azerbaijan in the 2020 war came from Israel.",
        "Weapons made up 60 percent of Israel's exports to Azerbaijan in 2015-2019.",
        "In a poll, 68 per cent of Swedes said that the government should stop selling arms to Israel.",
    ],
)
def test_what_is_no_share_of_arms_transfers_is_not_read_as_one(text: str) -> None:
    assert not [claim for claim in read(text) if str(claim.get("measure")).startswith("share_of")]


def test_a_company_is_not_its_state() -> None:
    claims = read("Israel's Elbit supplied 60 percent of Azerbaijan's arms imports in 2015-2019.")
    assert all(claim.get("subject") is None for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Armenia urged Azerbaijan to join the Convention on Cluster Munitions.",
        "Armenia plans to join the Convention on Cluster Munitions.",
        "Turkey refused to sell Bayraktar TB2 drones to Azerbaijan.",
    ],
)
def test_wishes_and_refusals_are_no_acts(text: str) -> None:
    assert read(text) == []


def test_but_not_leaves_a_state_out() -> None:
    claims = read("More than 100 states have ratified the Convention on Cluster Munitions, but not Armenia.")
    assert [(claim["state"], claim["claimed_status"]) for claim in claims] == [("ARM", "not_party")]


def test_the_year_in_a_treaty_s_name_is_no_date() -> None:
    (claim,) = read("Armenia is a party to the 1949 Geneva Conventions.")
    assert (claim["treaty_id"], claim["date"], claim["as_of"]) == ("GC-1949", None, None)


def nought(text: str) -> list[dict[str, Any]]:
    return [claim for claim in read(text) if claim["type"] == "quantity_claim" and claim["value"] == 0]


@pytest.mark.parametrize(
    "text",
    [
        "Israel has never confirmed that it sold Hermes-900 drones to Azerbaijan.",
        "Israel did not say whether it sold Hermes-900 drones to Azerbaijan.",
        "Israel never hid that it sold Hermes-900 drones to Azerbaijan.",
        "Israel did not stop supplying Hermes-900 drones to Azerbaijan.",
        "Israel did not only supply Hermes-900 drones to Azerbaijan.",
        "Israel did not supply Hermes-900 drones to Azerbaijan for free.",
        "No one disputes that Israel supplied Hermes-900 drones to Azerbaijan.",
        "Armenia has not used the Su-30 fighters it received from Russia.",
        "Israel did not arm Armenia and sold Hermes-900 drones to Azerbaijan.",
        "Israel never stopped supplying arms to Azerbaijan.",
        "Israel did not hide that it supplied arms to Azerbaijan.",
        "Israel supplied no fewer than 50 Hermes-900 drones to Azerbaijan.",
    ],
)
def test_what_denies_something_else_is_no_count_of_nought(text: str) -> None:
    assert nought(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Israel has not delivered any Hermes-900 to Azerbaijan.",
        "Israel has never sold Hermes-900 drones to Azerbaijan.",
        "Israel did not supply Azerbaijan with Hermes-900 drones.",
        "Azerbaijan has never received Su-30 fighters from Russia.",
        "Israel delivered no Hermes-900 to Azerbaijan.",
        "Israel did not deliver any major arms to Armenia in 2016.",
    ],
)
def test_a_delivery_that_is_denied_is_a_count_of_nought(text: str) -> None:
    assert [claim["polarity"] for claim in nought(text)] == ["positive"]


@pytest.mark.parametrize(
    "text",
    [
        "Israel has never confirmed that it supplied 50 Hermes-900 drones to Azerbaijan.",
        "Israel did not stop supplying 50 Hermes-900 drones to Azerbaijan.",
        "Israel did not supply 50 Hermes-900 drones to Azerbaijan for free.",
    ],
)
def test_a_number_is_not_denied_with_another_verb(text: str) -> None:
    assert {claim["polarity"] for claim in read(text) if claim.get("measure") == "count"} <= {"possible"}
