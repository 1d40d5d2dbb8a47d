"""Many movements at once: what they come to on a map, and which aircraft came on which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from armstrace.desk.flights.legs import Leg, OnMap, Stop, on_map
from armstrace.desk.flights.listed import Sought, by_aircraft
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.showing import quoted
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.flight import made_up
from armstrace.desk.web.views.flight_rows import SUPPORTS_NO_RUNG
from armstrace.desk.web.views.flights import FlightsAsked, flights, sought_of, title_of
from armstrace.gazetteer.runway_fields import field_of
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import CaseError

_ON_MAP, _AIRCRAFT = 150, 40


@dataclass(frozen=True, slots=True)
class MapStop:
    """An airfield with the movements expected there; `leads_to` lists them."""

    airfield: str
    name: str
    lat: float | None
    lon: float | None
    landings: float
    takeoffs: float
    leads_to: str


@dataclass(frozen=True, slots=True)
class MapLeg:
    """From one airfield to another, and how often that is expected."""

    origin: str
    destination: str
    expected: float


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One aircraft with what was counted of it by day; `leads_to` lists its movements."""

    hex: str
    registration: str
    typecode: str
    operators: tuple[str, ...]
    total: float
    counted: Mapping[str, float]
    leads_to: str


@dataclass(frozen=True, slots=True)
class FlightsOverview:
    """The movements that match, by airfield, by leg and by aircraft, the busiest of each and how many there are.

    `first` to `last` are the days of the calendar, `days_without` those of them without data, `cut` says that movements
    before are counted too.
    """

    title: str
    stops: tuple[MapStop, ...]
    stops_in_all: int
    legs: tuple[MapLeg, ...]
    legs_in_all: int
    fleet: tuple[FleetRow, ...]
    aircraft: int
    first: date | None
    last: date | None
    days_without: tuple[date, ...]
    cut: bool
    synthetic: bool
    watermark: str
    supports: str
    wrong: str
    todo: str


def flights_overview(desk: Desk, asked: FlightsAsked) -> FlightsOverview:
    """Sum the movements that match by airfield, leg and aircraft."""
    return desk.cached(("flights overview", asked), lambda: _overview(desk, asked), basis.rows(desk))


def _overview(desk: Desk, asked: FlightsAsked) -> FlightsOverview:
    told, tables = flights(desk, asked), desk.case.tables
    try:
        sought = sought_of(tables, asked)
    except CaseError:  # the list of movements says what is wrong
        sought = None
    summed = on_map(tables, sought, _ON_MAP) if sought else OnMap((), (), 0, 0)
    fleet, aircraft = by_aircraft(tables, sought, _AIRCRAFT) if sought else ([], 0)
    synthetic = made_up(desk)
    return FlightsOverview(
        title=title_of(sought) if sought else told.title,
        stops=tuple(_stop(each, sought) for each in summed.stops),
        stops_in_all=summed.stops_in_all,
        legs=tuple(_leg(each) for each in summed.legs),
        legs_in_all=summed.legs_in_all,
        fleet=tuple(
            FleetRow(
                each.hex,
                each.registration,
                each.typecode,
                each.operators,
                each.total,
                {str(day): count for day, count in each.by_day.items()},
                f"/flights?hex={quoted(each.hex)}",
            )
            for each in fleet
        ),
        aircraft=aircraft,
        first=told.calendar.first,
        last=told.calendar.last,
        days_without=tuple(
            each.first + timedelta(n)
            for each in told.calendar.without
            for n in range((each.last - each.first).days + 1)
        ),
        cut=told.calendar.cut,
        synthetic=synthetic,
        watermark=WATERMARK if synthetic else "",
        supports=SUPPORTS_NO_RUNG,
        wrong=told.wrong,
        todo=told.todo,
    )


def _stop(stop: Stop, sought: Sought | None) -> MapStop:
    field = field_of(stop.airfield)
    operator = f"&operator={quoted(sought.operator)}" if sought and sought.operator else ""
    return MapStop(
        airfield=stop.airfield,
        name=field.name if field else "",
        lat=field.lat if field else None,
        lon=field.lon if field else None,
        landings=stop.landings,
        takeoffs=stop.takeoffs,
        leads_to=f"/flights?airfield={quoted(stop.airfield)}{operator}",
    )


def _leg(leg: Leg) -> MapLeg:
    return MapLeg(leg.origin, leg.destination, leg.expected)
