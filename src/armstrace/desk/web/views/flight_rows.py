"""A landing or take-off as the pages of flights show it, with all airfields that it may have been at."""

from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.desk.web.showing import quoted
from armstrace.dossier.tracks.model import chance
from armstrace.gazetteer.runway_fields import field_of
from armstrace.records.kinds import Movement

SUPPORTS_NO_RUNG = (
    "A flight or a surge of flights supports no rung of a chain: it shows that aircraft came, with the probability "
    "printed, and nothing of what was on board."
)


@dataclass(frozen=True, slots=True)
class FlightCandidate:
    """An airfield at which an event may have been, "" where none can be named; `chance` is the probability in words."""

    key: str
    airfield: str
    icao: str
    name: str
    probability: float
    chance: str
    tier: str


@dataclass(frozen=True, slots=True)
class FlightRow:
    """One landing or take-off, between which moments, on what basis, and where it may have been, likeliest first."""

    key: str
    hex: str
    registration: str
    typecode: str
    operator: str
    callsign: str
    motion: str
    time_utc: str
    time_earliest: str
    time_latest: str
    basis: str
    candidates: tuple[FlightCandidate, ...]
    leads_to: str


def flight_row(rows: Sequence[Movement]) -> FlightRow:
    """Gather the rows of one event."""
    first = rows[0]
    return FlightRow(
        key=first.key,
        hex=first.hex,
        registration=first.registration,
        typecode=first.typecode,
        operator=first.operator,
        callsign=first.callsign,
        motion={"takeoff": "take-off"}.get(first.motion, first.motion),
        time_utc=first.time_utc,
        time_earliest=first.time_earliest,
        time_latest=first.time_latest,
        basis=first.basis,
        candidates=tuple(_candidate(each) for each in rows),
        leads_to=of_flight(first.key),
    )


def of_flight(key: str) -> str:
    """Give the address of a movement."""
    return f"/flights/{quoted(key)}"


def _candidate(one: Movement) -> FlightCandidate:
    field = field_of(one.airfield) if one.airfield else None
    name = field.name if field else ""
    return FlightCandidate(one.key, one.airfield, one.icao, name, one.probability, chance(one.probability), one.tier)
