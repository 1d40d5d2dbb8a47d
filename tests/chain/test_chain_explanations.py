"""Other explanations: open where records show them, else not examined; and what a figure bears on."""

from typing import Any

import pytest

from armstrace.chain.build import build
from armstrace.chain.explanations import known
from armstrace.chain.model import Explanation, Hop, Open, Rung
from armstrace.chain.opened import OPENERS
from armstrace.chain.spots import same_spot
from chain_evidence import asked, evidence, finding, flow, licence, remnant, row, share, state, use

DESIGN = {
    Rung.DELIVERED: {"other end user", "returned", "licensed production"},
    Rung.HELD: {"storage", "scrapped", "sold on", "other service"},
    Rung.TYPE_USED: {"look-alike", "shared submunition", "remnant moved or older"},
    Rung.USER: {"opponent", "ally", "proxy", "captured stock", "false claim"},
    Rung.ITEM: {"other supplier", "licensed copy", "retransfer", "component only"},
    Rung.HARM: {"other munition", "other attack", "fighters among the dead"},
    Rung.LAW: {"lawful target", "precautions", "accident"},
    Rung.NOTICE: {"honest error", "assurances relied on", "no power to stop"},
}
SMERCH = {"weapon": "bm-30-smerch", "weapon_printed": "Smerch rockets"}


def _explained(rung: Rung, name: str, *found: Any, hop: int = 1, **question: Any) -> Explanation | None:
    chain = build(asked(**question), evidence(*found))
    return next((each for each in state(chain, rung, hop).explanations if each.name == name), None)


def test_every_explanation_of_the_design_is_printed_for_a_rung_with_nothing_on_it() -> None:
    chain = build(asked(), evidence())
    for rung, names in DESIGN.items():
        said = state(chain, rung).explanations
        assert {each.name for each in said} >= names
        assert {each.state for each in said} == {Open.NOT_EXAMINED}


# what opens each explanation that records can open: the evidence, and the hop where it is not the first
OPENS: dict[tuple[Rung, str], tuple[list[Any], dict[str, Any]]] = {
    (Rung.LICENSED, "lapsed or refused"): ([licence(1), licence(2, "revoked", "2019")], {}),
    (Rung.DELIVERED, "licensed production"): ([row(1, local_production=True)], {}),
    (Rung.DELIVERED, "other end user"): ([use(1), row(2, supplier="AZE", recipient="GEO")], {}),
    (Rung.HELD, "sold on"): ([use(1), row(2, supplier="AZE", recipient="GEO")], {}),
    (Rung.TYPE_USED, "look-alike"): ([use(1)], {}),
    (Rung.TYPE_USED, "shared submunition"): ([use(1, weapon="9n235", weapon_printed="9N235 bomblets")], {}),
    (Rung.TYPE_USED, "remnant moved or older"): ([remnant(1, found="2020-12-01")], {}),
    (Rung.TYPE_USED, "hedge"): ([use(1, hedge="apparently")], {}),
    (Rung.USER, "opponent"): ([use(1), row(1, recipient="ARM")], {}),
    (Rung.USER, "false claim"): ([use(1, denial="it is a lie")], {}),
    (Rung.USER, "hedge"): ([use(1, hedge="apparently")], {}),
    (Rung.ITEM, "other supplier"): ([use(1), row(1, supplier="UKR")], {}),
    (Rung.ITEM, "licensed copy"): ([use(1), row(1, local_production=True)], {}),
    (Rung.ITEM, "retransfer"): ([use(1), row(2, supplier="AZE", recipient="GEO")], {}),
    (Rung.ITEM, "component only"): ([], {"hops": (Hop(1, "CAN", "TUR", "component"),)}),
    (Rung.HARM, "other attack"): ([use(1), use(2, actor="ARM")], {}),
    (Rung.HARM, "fighters among the dead"): ([use(1, deaths_best=4, civilian_deaths=2)], {}),
    (Rung.HARM, "hedge"): ([use(1, deaths_best=4, hedge="at least so it is said")], {}),
}


@pytest.mark.parametrize("place", OPENERS, ids=lambda each: f"{each[0].value}-{each[1]}")
def test_records_open_an_explanation(place: tuple[Rung, str]) -> None:
    found, question = OPENS[place]
    opened = _explained(*place, *found, **question)
    assert opened is not None
    assert opened.state is Open.OPEN
    assert opened.because
    before = _explained(*place)
    assert before is None or before.state is Open.NOT_EXAMINED


def test_every_opener_opens_an_explanation_that_the_table_knows() -> None:
    assert set(OPENERS) == set(OPENS)
    assert set(OPENERS) <= {(entry.rung, entry.name) for rung in Rung for entry in known()[rung]}
    assert all(entry.words.endswith(".") for rung in Rung for entry in known()[rung])


def test_an_opponent_who_was_delivered_it_after_the_use_opens_nothing() -> None:
    late = _explained(Rung.USER, "opponent", use(1), row(1, recipient="ARM", delivered="2022"))
    assert late is not None
    assert late.state is Open.NOT_EXAMINED


def test_the_other_suppliers_row_is_named_with_who_it_is_from() -> None:
    other = _explained(Rung.ITEM, "other supplier", use(1), row(1, supplier="UKR", delivered="2004"))
    assert other is not None
    assert other.because == "delivered to Azerbaijan: 6 Lynx MRL, delivered 2004, from Ukraine"
    assert other.records == ("transfer:1",)


def _bearing(*found: Any, **question: Any) -> str:
    placed = state(build(asked(**question), evidence(*found)), Rung.DELIVERED).placements
    return next(each.bearing for each in placed if each.slot == "figure")


def test_a_figure_without_a_row_of_the_type_says_so_and_of_when_its_rows_are() -> None:
    """The founding case: 60 percent of 2015 to 2019, and launchers of 2006."""
    ships = row(1, "OPV-62", "2019"), row(2, "SandCat", "2017")
    figure = finding(share(), records=["transfer:1", "transfer:2"])
    assert _bearing(*ships, row(3, delivered="2006"), use(1), figure) == (
        "No row of this figure is of LAR-160, told of at rung 4; rows of that, its family or its launchers are of 2006."
    )
    assert "is here" in _bearing(*ships, use(1), figure)
    found = state(build(asked(weapon="LAR-160"), evidence(*ships, use(1), figure)), Rung.DELIVERED)
    assert {each.counts for each in found.placements} == {False}


def test_a_figure_with_rows_of_the_type_says_how_many() -> None:
    figure = finding(share(), records=["transfer:1", "transfer:2"])
    words = _bearing(row(1, "SandCat", "2017"), row(2, "LAR-160", "2016"), use(1), figure)
    assert words.startswith("Of the 2 rows of this figure 1 are of LAR-160, told of at rung 4")


def test_several_types_told_are_named_in_one_sentence() -> None:
    told = use(1), use(2, "2020-10-28", weapon="m095", weapon_printed="M095"), use(3, weapon="harop")
    words = _bearing(row(1, "SandCat", "2017"), row(2), *told, finding(share(), records=["transfer:1"]))
    assert words.count("No row of this figure is of") == 2
    assert "LAR-160 or M095, told of at rung 4; rows of that" in words


def test_an_aggregate_tells_no_type() -> None:
    figure = finding(share(), records=["flow:1"])
    assert "name no weapon" in _bearing(flow(1), use(1), figure)
    (placed,) = state(build(asked(weapon="LAR-160"), evidence(flow(1))), Rung.DELIVERED).placements
    assert not placed.counts


def test_with_no_type_told_a_figure_is_what_it_is() -> None:
    assert _bearing(row(1, "SandCat", "2017"), finding(share(), records=["transfer:1"])) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Barda", "the city of Barda", True),
        ("Stepanakert", "Khankendi", True),
        ("Stepanakert", "Nagorno-Karabakh", False),
        ("Barda", "Ganja", False),
        ("Goma", "", False),
    ],
)
def test_a_town_is_no_state_it_may_stand_for(one: str, other: str, same: bool) -> None:
    assert same_spot(one, other) is same
