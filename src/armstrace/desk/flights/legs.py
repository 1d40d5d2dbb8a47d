"""What the movements of a case come to on a map: how many at each airfield, and from which airfield to which.

All is summed in SQL: a million movements are a few hundred airfields and pairs of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.desk.flights.listed import Sought, flown, from_several_lists
from armstrace.tables.ask import Tables, literal

LONGEST_H = 24


@dataclass(frozen=True, slots=True)
class Stop:
    """An airfield, with the landings and take-offs expected there: the sums of their probabilities."""

    airfield: str
    landings: float
    takeoffs: float


@dataclass(frozen=True, slots=True)
class Leg:
    """From one airfield to another: how often that is expected, each as likely as both its ends together."""

    origin: str
    destination: str
    expected: float


@dataclass(frozen=True, slots=True)
class OnMap:
    """The busiest airfields and legs; `stops_in_all` and `legs_in_all` say how many there are."""

    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    stops_in_all: int
    legs_in_all: int


def on_map(tables: Tables, sought: Sought, most: int) -> OnMap:
    """Sum the movements that match by airfield and by leg, so many of each, the busiest first.

    A leg is a take-off and the next landing of the same aircraft within 24 hours; where an airfield is asked for, one
    of its ends is there.
    """
    stops = tables.ask(_stops(tables, sought))
    legs = tables.ask(_legs(tables, sought))
    return OnMap(
        tuple(Stop(str(field), float(down or 0), float(up or 0)) for field, down, up in stops[:most]),
        tuple(Leg(str(one), str(two), float(expected)) for one, two, expected in legs[:most]),
        len(stops),
        len(legs),
    )


def _stops(tables: Tables, sought: Sought) -> str:
    parts = ["airfield <> ''", *_told(sought)]
    if sought.airfield:
        parts.append(f"airfield = {literal(sought.airfield)}")
    if sought.motion:
        parts.append(f"motion = {literal(sought.motion)}")
    rows = f"SELECT airfield, motion, probability FROM movement WHERE {' AND '.join(parts)}"
    if from_several_lists(tables):
        rows += " QUALIFY row_number() OVER (PARTITION BY event, airfield ORDER BY key DESC) = 1"
    return (
        "SELECT airfield, sum(probability) FILTER (motion = 'landing'), sum(probability) FILTER (motion = 'takeoff') "
        f"FROM ({rows}) GROUP BY airfield ORDER BY sum(probability) DESC, airfield"
    )


def _legs(tables: Tables, sought: Sought) -> str:
    events = "SELECT * FROM movement WHERE " + " AND ".join(["rank = 1", *_told(sought)])
    if from_several_lists(tables):
        events += " QUALIFY row_number() OVER (PARTITION BY event ORDER BY key DESC) = 1"
    before = "lag({0}) OVER (PARTITION BY hex ORDER BY time_utc, event) AS {0}_before"
    paired = ", ".join(before.format(name) for name in ("motion", "airfield", "probability", "time_utc"))
    flight = [
        "motion = 'landing'",
        "motion_before = 'takeoff'",
        "airfield <> ''",
        "airfield_before <> ''",
        "airfield <> airfield_before",
        f"date_diff('minute', CAST(time_utc_before AS TIMESTAMP), CAST(time_utc AS TIMESTAMP)) <= {60 * LONGEST_H}",
    ]
    if sought.airfield:
        flight.append(f"{literal(sought.airfield)} IN (airfield, airfield_before)")
    return (
        "SELECT airfield_before, airfield, sum(probability * probability_before) AS expected "
        f"FROM (SELECT *, {paired} FROM ({events})) WHERE {' AND '.join(flight)} "
        "GROUP BY ALL ORDER BY expected DESC, airfield_before, airfield"
    )


def _told(sought: Sought) -> Iterator[str]:
    yield from flown(sought.hexes, sought.operator, sought.first, sought.last)
    if sought.registration:
        yield f"starts_with(upper(registration), {literal(sought.registration.upper())})"
