"""Which incidents are one event: by place, time, weapon and actor, with a score and a reason; never by the report."""

from collections.abc import Sequence

import pytest

from armstrace.events.grouping import group
from armstrace.records.events import Event
from armstrace.records.kinds import Incident
from incidents_by_hand import NEXT_TOWN, SMERCH, TOWN, incident, spot

DAY = "2020-10-28"


def numbers(event: Event) -> str:
    return " ".join(sorted(key.partition(":")[2] for key in event.inputs))


def groups(*incidents: Incident) -> list[str]:
    return sorted(numbers(event) for event in group(incidents).events)


def reasons(*incidents: Incident) -> str:
    return " / ".join(link.reason for event in group(incidents).events for link in (*event.links, *event.near))


def test_same_town_day_weapon_and_actor_are_one_event_with_the_reason_in_words() -> None:
    one = incident("a", DAY, TOWN, SMERCH, actor="ARM", deaths_best=21)
    other = incident("b", DAY, TOWN, SMERCH, actor="ARM", deaths_best=22)
    (event,) = group([one, other]).events
    (link,) = event.links
    assert link.score > 0.9
    assert link.reason == (
        "same place by name, less than a kilometre apart; same day, 2020-10-28; both name BM-30 Smerch; "
        "both name Armenia as actor; deaths 21 and 22"
    )
    assert event.method == "events.grouping@1"


def test_neighbouring_days_that_the_sources_tell_stay_apart() -> None:
    of_27 = [incident(f"a{n}", "2020-10-27", TOWN, SMERCH, actor="ARM", deaths_best=4) for n in range(2)]
    of_28 = [incident(f"b{n}", "2020-10-28", TOWN, SMERCH, actor="ARM", deaths_best=21) for n in range(2)]
    assert groups(*of_27, *of_28) == ["a0 a1", "b0 b1"]
    assert "kept apart: each source tells its day, 2020-10-27 and 2020-10-28" in reasons(*of_27, *of_28)


def test_what_fits_two_events_told_apart_is_put_to_neither() -> None:
    first = incident("a", "2020-10-27", TOWN, SMERCH, actor="ARM")
    second = incident("b", "2020-10-28", TOWN, SMERCH, actor="ARM")
    either = incident("c", "2020-10-27/2020-10-28", TOWN, SMERCH, actor="ARM")
    assert groups(first, second, either) == ["a", "b", "c"]
    assert "it fits two events that are told apart" in reasons(first, second, either)


def test_the_day_of_a_report_is_never_the_day_of_the_event() -> None:
    one = incident("a", "2020-10-28", TOWN, SMERCH, reported="2020-10-30")
    other = incident("b", "2020-10-30", TOWN, SMERCH, reported="2020-10-30")
    undated = incident("c", None, TOWN, SMERCH, reported="2020-10-28")
    assert groups(one, other, undated) == ["a", "b", "c"]
    moved = incident("a", "2020-10-28", TOWN, SMERCH, reported="2021-01-13")
    assert groups(moved, incident("d", "2020-10-28", TOWN, SMERCH, reported="2020-10-28")) == ["a d"]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (incident("a", DAY, TOWN), incident("b", DAY, TOWN, SMERCH), False),
        (incident("a", DAY, TOWN, actor="ARM"), incident("b", DAY, TOWN, SMERCH, actor="ARM"), True),
        (incident("a", DAY, TOWN, SMERCH), incident("b", DAY, NEXT_TOWN, SMERCH), False),
        (incident("a", DAY, TOWN, SMERCH), incident("b", DAY, TOWN, weapon="Harop", weapon_printed="Harop"), False),
        (incident("a", DAY, TOWN, weapon="Spike-LR"), incident("b", DAY, TOWN, weapon="Spike-ER"), False),
        (incident("a", DAY, TOWN, SMERCH), incident("b", DAY, TOWN, weapon_printed="9N235"), True),
        (incident("a", DAY, TOWN, SMERCH, actor="ARM"), incident("b", DAY, TOWN, SMERCH, actor="AZE"), False),
        (incident("a", "2020-10-28~", spot(50, 36)), incident("b", "2020-10-29~", spot(50.0005, 36)), True),
        (incident("a", "2020-10-28", spot(50, 36)), incident("b", "2020-10-29", spot(50.0005, 36)), False),
        (incident("a", DAY, spot(50, 36)), incident("b", DAY, spot(50.02, 36)), False),
        (incident("a", "2020-10", TOWN, SMERCH), incident("b", DAY, TOWN), False),
        (incident("a", "2020", TOWN, SMERCH), incident("b", "2020", TOWN, SMERCH), False),
        (incident("a", DAY, lat=40.0, lon=47.0, precision="region"), incident("b", DAY, TOWN), False),
        (
            incident("a", DAY, SMERCH, place_printed="the city of Barda"),
            incident("b", DAY, TOWN, SMERCH),
            True,
        ),
        (incident("a", DAY, SMERCH, place_printed="Ganja"), incident("b", DAY, TOWN, SMERCH), False),
    ],
)  # fmt: skip
def test_pairs(one: Incident, other: Incident, together: bool) -> None:
    assert (len(groups(one, other)) == 1) is together, reasons(one, other)


def test_what_a_register_lists_twice_is_two_events() -> None:
    ged = [incident(f"u{n}", DAY, TOWN, register="ucdp_ged", deaths_best=5) for n in range(2)]
    assert groups(*ged) == ["u0", "u1"]
    either = incident("x", DAY, TOWN, register="acled_csv", deaths_best=5)
    assert groups(*ged, either) == ["u0", "u1", "x"]
    assert groups(ged[0], either) == ["u0 x"]


def test_coordinates_that_a_register_gives_again_and_again_are_a_town_and_no_spot() -> None:
    days = ["2020-10-01", "2020-10-05", "2020-10-09", "2020-10-09"]
    same = [incident(f"a{n}", day, spot(50, 36), origin="x") for n, day in enumerate(days)]
    assert groups(*same) == ["a0", "a1", "a2", "a3"]


def test_missiles_of_one_barrage_are_as_many_events_as_impacts() -> None:
    first = incident("a", DAY, spot(50, 36), weapon_printed="cruise missile")
    second = incident("b", DAY, spot(50.002, 36), weapon_printed="cruise missile")
    assert groups(first, second) == ["a", "b"]
    salvo = [incident(f"s{n}", DAY, spot(50 + n / 500, 36), weapon_printed="cluster munitions") for n in range(2)]
    assert groups(*salvo) == ["s0 s1"]


def _line(count: int) -> Sequence[Incident]:
    return [
        incident(f"s{n:02}", DAY, spot(50 + n * 0.002, 36), weapon_printed="cluster munitions") for n in range(count)
    ]


def test_a_chain_of_neighbours_does_not_grow_along_a_street() -> None:
    for event in group(_line(20)).events:
        assert len(event.inputs) <= 5


def test_one_incident_given_twice_is_one() -> None:
    one = incident("a", DAY, TOWN)
    assert groups(one, one) == ["a"]


def test_the_line_of_the_date_is_no_border() -> None:
    west, east = incident("a", DAY, spot(10, 179.9999)), incident("b", DAY, spot(10, -179.9999))
    assert groups(west, east) == ["a b"]
