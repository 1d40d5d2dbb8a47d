"""What may leave a case: less exact than it is kept, where that protects people or a source's terms ask it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.records.kinds import Incident
from armstrace.records.leaving import (
    NO_ADDRESSES,
    Rules,
    for_drawing,
    is_recent,
    leaving,
    without_addresses,
    without_positions,
)
from armstrace.records.values import When
from made_incidents import made

TODAY = date(2026, 11, 23)
TOLD = "Invented: a rocket struck 14 Example Street"


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 364))
def test_a_recent_place_leaves_to_a_tenth_of_a_degree(lat: float, lon: float, age: int) -> None:
    incident = made(lat=lat, lon=lon, when=When.day(TODAY - timedelta(days=age)), text=TOLD)
    left = leaving(incident, Rules(TODAY))
    assert left.incident.lat is not None
    assert left.incident.lon is not None
    assert left.incident.lat == round(left.incident.lat, 1)
    assert left.incident.lon == round(left.incident.lon, 1)
    assert abs(left.incident.lat - lat) <= 0.0501
    assert left.incident.text == ""
    assert left.changed


def test_an_old_place_and_a_signed_one_leave_as_they_are() -> None:
    old = made(when=When.read("2020-10-28"))
    recent = made(when=When.read("2026-10-28"))
    assert leaving(old, Rules(TODAY)).incident.lat == old.lat
    assert leaving(recent, Rules(TODAY, coordinates_signed=True)).incident.lat == recent.lat
    assert leaving(recent, Rules(TODAY)).incident.lat != recent.lat


@pytest.mark.parametrize(
    ("when", "recent"),
    [("2025-11-23", False), ("2025-11-24", True), ("2025", True), ("2020/..", True), ("2024", False)],
)
def test_an_incident_is_recent_as_long_as_it_may_be(when: str, recent: bool) -> None:
    assert is_recent(made(when=When.read(when)), TODAY) is recent


def test_an_incident_without_a_date_may_be_recent() -> None:
    assert is_recent(made(when=None), TODAY)
    assert is_recent(made(when=When.read("2027-06-01")), date(2028, 2, 29))


def test_a_row_that_may_not_leave_is_a_reference_alone() -> None:
    incident = made(text=TOLD, weapon_printed="artillery", deaths_best=3)
    left = leaving(incident, Rules(TODAY, rows_may_leave=False))
    assert left.withheld
    assert left.incident == replace(
        made(
            **dict.fromkeys(
                ("place_printed", "state", "precision", "actor", "actor_printed", "origin", "weapon_printed"), ""
            )
        ),
        lat=None,
        lon=None,
        when=None,
    )
    drawn = for_drawing(incident, Rules(TODAY, rows_may_leave=False))
    assert (drawn.text, drawn.weapon_printed, drawn.deaths_best) == ("", "", None)
    assert drawn.lat == 40.1


def test_an_address_leaves_with_no_old_incident_either_and_it_is_said() -> None:
    old = made(when=When.read("2020-10-28"), text=TOLD)
    left = leaving(old, Rules(TODAY))
    assert "14 Example Street" not in left.incident.text
    assert NO_ADDRESSES in left.changed
    bare = made(when=When.read("2020-10-28"), text="Invented: a rocket struck the town")
    assert (leaving(bare, Rules(TODAY)).incident, leaving(bare, Rules(TODAY)).changed) == (bare, ())


@pytest.mark.parametrize(
    "text",
    [
        "at 14 Example Street",
        "in Example Avenue 7",
        "at 3b, Old Example Road,",
        "on Invented Lane no. 12",
        "a car 10-AA-123",
        "the plate 35 AB 123",
        "plate AA1234BB",
        "ул. Примерная, 5",
    ],
)
def test_addresses_and_plates_are_taken_out(text: str) -> None:
    assert "[left out]" in without_addresses(f"Invented: {text} was hit.")


@pytest.mark.parametrize(
    "text",
    ["a BM-21 and a 9M55K rocket", "9N235 from 9M55", "LAR-160", "12 people near the road", "M095 in the main street"],
)
def test_weapons_are_no_plates(text: str) -> None:
    assert without_addresses(text) == text


def test_masking_is_quick_on_a_hostile_text() -> None:
    assert len(without_addresses("1 a " * 50_000)) == 200_000


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = without_addresses(text)
    assert without_addresses(once) == once


def test_leaving_is_the_same_for_both_sides() -> None:
    def left(actor: str) -> Incident:
        return leaving(made(actor=actor, when=When.read("2026-10-01")), Rules(TODAY)).incident

    assert replace(left("ARM"), actor="AZE") == left("AZE")


@pytest.mark.parametrize(
    "told",
    [
        "40.374123, 47.126456",
        "40.37 47.13",
        "40.374123N 47.126456E",
        "40,374123; 47,126456",
        "40\u00b022'26.8\"N 47\u00b007'35.2\"E",
        "https://maps.example/?q=40.374123,47.126456",
        "https://maps.example/@40.374123,47.126456,17z",
        "lat=40.374123&lon=47.126456",
        "?q=40.374123%2C47.126456",
        "!3d40.374123!4d47.126456",
        "38T QK 12345 67890",
        "38TQK1234567890",
        "8HG34R4X+QV",
        "///invented.three.words",
    ],
)
def test_a_position_in_the_words_of_a_recent_row_does_not_leave(told: str) -> None:
    names = ("place_printed", "note", "denial", "weapon_printed", "origin", "cited")
    recent = made(when=When.read("2026-10-28"), **dict.fromkeys(names, f"at {told} there"))
    left = leaving(recent, Rules(TODAY))
    digits = [part for part in ("374", "47.13", "22'26", "12345", "8HG34", "three") if part in told]
    assert digits
    assert not any(part in str(getattr(left.incident, name)) for name in names for part in digits)
    old = made(when=When.read("2020-10-28"), place_printed=told)
    assert leaving(old, Rules(TODAY)).incident.place_printed == told
    assert leaving(recent, Rules(TODAY, coordinates_signed=True)).incident.place_printed == f"at {told} there"


def test_other_numbers_are_no_positions() -> None:
    said = "7.62 mm cases, 122 mm rockets 9M22U, 9M55K and 2S19; 1.25 km off, 14:30, 10,000 people, 3.5 t, 2020-10-28"
    assert without_positions(said) == said
    assert without_positions("12." * 50_000 + "1" * 50_000)
