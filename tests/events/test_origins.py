"""Who is an origin of what is told: copies, shared pictures, bodies of one party and compilers are no second one."""

import json
from dataclasses import fields
from typing import Any

import pytest

from armstrace.events.grouping import group
from armstrace.events.origins import counted, origins
from armstrace.events.tellers import Telling, of_incident, of_transfer, teller
from armstrace.records.events import Event, Origin
from armstrace.records.kinds import Incident, Transfer
from incidents_by_hand import SMERCH, TOWN, incident

DAY = "2020-10-28"
STORY = "Rockets fell on the market of the town in the afternoon and killed people who were queueing for bread there."
PICTURE = f"sha256:{'3f' * 32}"


def told(number: str, origin: str = "", **slots: object) -> Incident:
    return incident(number, DAY, TOWN, SMERCH, origin=origin, **slots)


def one_event(*incidents: Incident) -> Event:
    (event,) = group(incidents).events
    return event


def counting(event: Event) -> list[str]:
    return [origin.name for origin in event.origins if origin.counts]


def reasons(event: Event) -> str:
    return " / ".join(why for origin in event.origins for why in origin.folded)


def test_two_organisations_are_two_origins() -> None:
    event = one_event(told("a", "HRW"), told("b", "Amnesty International"))
    assert counting(event) == ["Amnesty International", "Human Rights Watch"]
    assert event.corroborated
    (weapon,) = event.slot("weapon").values
    assert weapon.corroborated
    assert weapon.why == "Amnesty International and Human Rights Watch tell it, as 2 distinct origins"


def test_ten_copies_of_one_wire_story_are_one_origin() -> None:
    papers = [told(f"p{n}", f"Paper {n}", text=STORY) for n in range(10)]
    event = one_event(*papers)
    assert len(counting(event)) == 1
    assert not event.corroborated
    assert "tell it in the same words" in reasons(event)
    nearly = [told(f"p{n}", f"Paper {n}", text=f"{STORY} By our own reporter number {n}.") for n in range(3)]
    assert len(counting(one_event(*nearly))) == 1
    wire = [told(f"p{n}", f"Paper {n}", cited=json.dumps(["Reuters"]), text="") for n in range(2)]
    assert len(counting(one_event(*wire, told("r", "Reuters")))) == 3, "papers are organisations of their own here"
    media = [told("a", "Interfax", cited=json.dumps(["Reuters"])), told("r", "Reuters")]
    assert len(counting(one_event(*media))) == 1


def test_ten_rows_of_one_origin_are_one() -> None:
    event = one_event(*(incident(f"p{n}", DAY, TOWN, SMERCH, origin="Reuters") for n in range(10)))
    assert counting(event) == ["Reuters"]


@pytest.mark.parametrize(
    ("cited", "distinct"),
    [
        (PICTURE, 1),
        ("https://twitter.com/someone/status/12?s=20", 1),
        ("https://example.org/pictures/remnant.jpg", 1),
        ("https://example.org/a-page-that-retells-both", 2),
    ],
)
def test_who_read_one_picture_or_post_is_one_origin_a_page_that_retells_both_is_none(cited: str, distinct: int) -> None:
    other = cited.replace("https://twitter.com", "http://www.twitter.com").replace("?s=20", "")
    one = told("a", "Human Rights Watch", cited=json.dumps([cited]))
    two = told("b", "Amnesty International", cited=json.dumps([other]))
    event = one_event(one, two)
    assert len(counting(event)) == distinct
    assert ("rest on one thing" in reasons(event)) is (distinct == 1)


def test_two_bodies_of_one_belligerent_are_one_party() -> None:
    event = one_event(
        told("a", "Prosecutor General of Azerbaijan", actor="ARM"),
        told("b", "Azerbaijani Ministry of Defence", actor="ARM"),
    )
    (party,) = event.origins
    assert (party.kind, party.party, party.name) == ("party", "AZE", "Azerbaijan")
    assert "are bodies of one party, Azerbaijan" in reasons(event)
    assert not event.corroborated


def test_parties_corroborate_one_another_only_by_an_admission() -> None:
    allies = one_event(told("a", "Armenian MoD", actor="AZE"), told("b", "Ombudsman of Artsakh", actor="AZE"))
    (actor,) = allies.slot("actor").values
    assert not actor.corroborated
    admitted = one_event(
        told("a", "Armenian MoD", actor="AZE"), told("b", "Ministry of Defence of Azerbaijan", actor="AZE")
    )
    (actor,) = admitted.slot("actor").values
    assert actor.corroborated


def test_what_is_hedged_corroborates_nothing() -> None:
    event = one_event(
        told("a", "Human Rights Watch", actor="ARM", hedge="either fired or supplied"),
        told("b", "Amnesty International", actor="ARM", hedge="appear to have been fired by"),
    )
    (actor,) = event.slot("actor").values
    assert not actor.corroborated
    assert actor.hedges == ("appear to have been fired by", "either fired or supplied")
    assert actor.why == "Amnesty International and Human Rights Watch tell it with a hedge only"
    (weapon,) = event.slot("weapon").values
    assert weapon.corroborated, "the hedge is on who fired"


def test_a_register_that_compiles_is_no_origin_beside_what_it_compiles_from() -> None:
    event = one_event(told("a", register="ucdp_ged"), told("b", "Reuters"))
    assert counting(event) == ["Reuters"]
    assert "compiles from press, NGO and UN reports" in reasons(event)
    two_compilers = one_event(told("a", register="ucdp_ged"), told("b", register="acled_csv"))
    assert not two_compilers.corroborated


def test_sipri_beside_unroca_is_one_origin() -> None:
    def transfer(register: str) -> Transfer:
        # what is not asked is left empty
        empty: dict[str, Any] = {field.name: "" for field in fields(Transfer)}
        return Transfer(**(empty | {"key": f"transfer:{register}", "register": register}))

    found = origins([of_transfer(transfer("sipri_register")), of_transfer(transfer("unroca"))])
    assert [(each.name, each.counts) for each in found] == [
        ("UN Register of Conventional Arms", True),
        ("Stockholm International Peace Research Institute", False),
    ]
    (alone,) = origins([of_transfer(transfer("sipri_register"))])
    assert alone.counts


def test_what_does_not_say_whence_it_comes_counts_for_nothing_beside_others() -> None:
    event = one_event(told("a"), told("b", "Human Rights Watch"), told("c", "not known"))
    assert counting(event) == ["Human Rights Watch"]


def test_values_that_differ_stand_side_by_side_and_denials_are_kept() -> None:
    event = one_event(
        told(
            "a", "Prosecutor General of Azerbaijan", actor="ARM", deaths_best=21, denial="Armenia's ministry denied it"
        ),
        told("b", "Human Rights Watch", actor="ARM", deaths_low=14, deaths_high=19),
    )
    deaths = event.slot("deaths")
    assert not deaths.agree
    assert sorted((value.low, value.high) for value in deaths.values) == [(14, 19), (21, 21)]
    assert event.denials == (("Prosecutor General of Azerbaijan", "Armenia's ministry denied it"),)


def test_a_submunition_does_not_corroborate_its_carrier() -> None:
    carrier, part = told("a", "Human Rights Watch"), incident(
        "b", DAY, TOWN, origin="Amnesty International", weapon="9N235", weapon_printed="9N235 submunition"
    )  # fmt: skip
    values = {value.value: value for value in one_event(carrier, part).slot("weapon").values}
    assert not values["BM-30 Smerch"].corroborated
    assert not values["9N235"].corroborated


def test_origins_do_not_hang_on_the_order() -> None:
    found = [told("a", "HRW", cited=json.dumps([PICTURE])), told("b", "Amnesty", cited=json.dumps([PICTURE])),
             told("c", "Reuters", text=STORY), told("d", "AFP", text=STORY)]  # fmt: skip
    tellings = [of_incident(each) for each in found]
    assert origins(tellings) == origins(tellings[::-1])


def test_many_origins_in_one_event_take_no_quadratic_time() -> None:
    tellings = [Telling(f"k{n}", (teller(f"body {n}"),), frozenset(), frozenset(), f"{n} " * 20) for n in range(3_000)]
    assert len(counted(origins(tellings))) == 3_000


def test_every_origin_says_its_kind() -> None:
    kinds = {
        each.name: each.kind for each in origins([of_incident(told("a", "Reuters; HRW; France's Ministry of Defence"))])
    }
    assert kinds == {"Reuters": "medium", "Human Rights Watch": "organisation", "France": "state"}
    assert isinstance(Origin(name="x", kind="organisation", party="", records=(), folded=()), Origin)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Azertac", "Ministry of Defence of Azerbaijan"),
        ("Armenpress", "Ministry of Defence of Armenia"),
        ("TASS", "Russian Ministry of Defence"),
        ("Al-Masirah", "Houthis"),
        ("Armenian MoD, quoted by Reuters", "Armenian Ministry of Defence"),
        ("Azerbaijani MoD, quoted by Reuters", "Azerbaijani Ministry of Defence"),
        ("Ilham Aliyev", "Prosecutor General of Azerbaijan"),
        ("Prime Minister Pashinyan", "Armenian MoD"),
        ("The Guardian, citing AFP", "AFP"),
        ("Humna Rights Watch", "Human Rights Watch"),
        ("police", "military officials"),
        ("police", "Prosecutor General of Azerbaijan"),
        ("a resident", "Human Rights Watch"),
        ("local residents", "witnesses"),
    ],
)
def test_who_speaks_for_a_party_quotes_another_or_names_nobody_is_no_second_origin(one: str, other: str) -> None:
    event = one_event(told("a", one, actor="ARM"), told("b", other, actor="ARM"))
    assert not any(value.corroborated for value in event.slot("deaths").values + event.slot("weapon").values)
