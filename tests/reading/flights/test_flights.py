"""Flights in running text: who flew, from where to where, what, how often."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.flights.find import find_flights
from armstrace.reading.read import parsed
from armstrace.records.claims import FlightClaim


def flights(text: str) -> list[FlightClaim]:
    return find_flights(parsed(article_of(text, date(2021, 6, 1))))


@pytest.mark.parametrize(
    ("text", "operator", "origin", "destination", "kind"),
    [
        ("A cargo flight of Blue Wing Airlines landed at Benina.", "Blue Wing Airlines", None, "Benina", "cargo"),
        (
            "On 2 May an Il-76 of Grey Heron Cargo took off from Assab and landed at Bosaso.",
            "Grey Heron Cargo",
            "Assab",
            "Bosaso",
            "cargo",
        ),
        ("Two Russian military helicopters flew over Zugdidi.", "Russian", None, "Zugdidi", "military"),
    ],
)
def test_a_flight(text: str, operator: str, origin: str | None, destination: str | None, kind: str) -> None:
    (found,) = flights(text)
    assert operator in (found.operator or "")
    assert (found.origin, found.destination, found.flight_type) == (origin, destination, kind)
    assert text[found.start : found.end] == found.text


def test_a_surge_is_an_increase_without_a_number() -> None:
    (found,) = flights("Trackers noted a surge in the number of cargo flights from Heron Airlines landing at Tessalit.")
    assert (found.comparator, found.value, found.operator) == ("increase", None, "Heron Airlines")


def test_the_aircraft_goes_on_in_the_next_sentence() -> None:
    first, second = flights("Third freighter from Minsk this week. Was in Sudan yesterday.")
    assert (first.value, first.comparator, first.origin) == (3.0, "ordinal", "Minsk")
    assert (second.destination, second.value, second.comparator) == ("Sudan", 1.0, ">=")


def test_such_a_flight_has_the_route_of_the_one_before() -> None:
    text = "A cargo plane of Heron Air Cargo flew from Minsk to Khartoum. It was the fourth such flight since May."
    _, again = flights(text)
    assert (again.operator, again.origin, again.destination, again.value) == (
        "Heron Air Cargo",
        "Minsk",
        "Khartoum",
        4.0,
    )


def test_each_operator_of_a_list_has_its_own_claim() -> None:
    found = flights(
        "At least 61 flights by Il-76 aircraft of two operators, Sky Bridge and Azure Freight, arrived at Benina."
    )
    assert [(claim.operator, claim.value) for claim in found] == [("Sky Bridge", 61.0), ("Azure Freight", 61.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Flight trackers met in Geneva.",
        "The soldiers took flight.",
        "The council asked for a no-fly zone.",
        "Serbia delivered four MiG-29 aircraft to Angola.",
        "Flags were flying over the camp.",
    ],
)
def test_what_is_no_flight(text: str) -> None:
    assert flights(text) == []
