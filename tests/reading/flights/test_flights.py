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


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Tu-154 RA-1, callsign RFF70, out of Chkalovsky, inbound Latakia.", "Chkalovsky", "Latakia"),
        ("Qatari C-17 A7-MAB Doha-Mogadishu-Ankara yesterday.", "Doha", "Ankara"),
        ("Last month Turkish jets overflew Paphos twice.", None, "Paphos"),
    ],
)
def test_a_flight_without_a_verb_of_landing(text: str, origin: str | None, destination: str) -> None:
    (found,) = flights(text)
    assert (found.origin, found.destination) == (origin, destination)


def test_it_turned_back() -> None:
    found = flights("An Il-76 of Grey Heron took off from Assab. It turned back over the sea and diverted to Bosaso.")
    assert [claim.destination for claim in found] == [None, "Bosaso"]


def test_a_fleet_by_its_name() -> None:
    (found,) = flights("Since January, 32 Grey Heron freighters have landed at Ovda.")
    assert (found.operator, found.value) == ("Grey Heron", 32)


SEEN = [
    (
        (
            "Watchers have recorded a surge in the number of cargo flights from Volga-Dnepr, a carrier close to the "
            "Ministry of Transport, landing at the Gyumri military airbase in northern Armenia."
        ),
        ("Volga-Dnepr", None, "Gyumri military airbase", "increase", None),
    ),
    (
        (
            "Watchers have noted a surge in the number of cargo flights operated by Veteran Avia, an airline tied to "
            "the Emirati defence ministry, from Sharjah to Khartoum since April 2021."
        ),
        ("Veteran Avia", "Sharjah", "Khartoum", "increase", None),
    ),
    ("The paper counted 92 flights from Minsk to Bosaso since 2016.", (None, "Minsk", "Bosaso", "=", 92.0)),
    (
        "This is the third Turkish A400M from Ankara to Tripoli this week.",
        ("Turkish", "Ankara", "Tripoli", "ordinal", 3),
    ),
    ("Second Russian transport plane from Minsk today.", ("Russian", "Minsk", None, "ordinal", 2.0)),
    ("Flights from Minsk to Baku tripled in March 2021.", (None, "Minsk", "Baku", "increase", None)),
    ("The number of flights from Minsk to Assab dropped in May 2021.", (None, "Minsk", "Assab", "decrease", None)),
    (
        "There were more cargo flights from Minsk to Ganja in May 2021 than before.",
        (None, "Minsk", "Ganja", "increase", None),
    ),
    ("Fewer flights from Tehran landed at Damascus in May 2019.", (None, "Tehran", "Damascus", "decrease", None)),
    ("No cargo flights landed at Bosaso in May 2021.", (None, None, "Bosaso", "=", 0.0)),
    ("Cargo flights from Minsk did not land at Bosaso in May 2021.", (None, "Minsk", "Bosaso", "=", 0.0)),
    (
        "On 5 May, an Antonov An-124 operated by Volga-Dnepr landed at Zvartnots airport.",
        ("Volga-Dnepr", None, "Zvartnots airport", None, None),
    ),
    ("Cargolux operated 18 flights to Bosaso in May 2021.", ("Cargolux", None, "Bosaso", "=", 18.0)),
]


@pytest.mark.parametrize(("text", "slots"), SEEN)
def test_who_flew_where_and_how_often(text: str, slots: tuple[object, ...]) -> None:
    (found,) = flights(text)
    assert (found.operator, found.origin, found.destination, found.comparator, found.value) == slots
    assert text[found.start : found.end] == found.text


def test_since_the_war_began_is_dated_by_the_text_itself() -> None:
    war = "On 3 May, Ruritania launched an offensive. Since the war began, more flights from Minsk to Bosaso were seen."
    (found,) = flights(war)
    assert found.period is not None
    assert (found.period.earliest, found.period.latest) == (date(2021, 5, 3), None)
    (undated,) = flights(war.replace("On 3 May,", "Once more"))
    assert undated.period is None
    (several,) = flights(war + " On 9 May the other side opened an offensive of its own.")
    assert several.period is None
