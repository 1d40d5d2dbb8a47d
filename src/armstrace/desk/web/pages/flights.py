"""Flights: landings and take-offs of the case, many on a map, by aircraft, and one of them with its track."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from armstrace.desk.web.api.plain import as_bytes
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.flight import Flight, FlightAsked, flight, shown_track
from armstrace.desk.web.views.flight_tracks import FlightTracks, flight_tracks, shown_tracks
from armstrace.desk.web.views.flights import FlightCalendar, Flights, FlightsAsked, flights
from armstrace.desk.web.views.flights_overview import FlightsOverview, flights_overview
from armstrace.desk.web.ways import Look
from armstrace.dossier.maps.calendar import ByDay, calendar_svg
from armstrace.dossier.maps.fleet_calendar import Fleet, Row, fleet_svg
from armstrace.dossier.maps.flights import MapOf, Stop, flights_svg
from armstrace.dossier.maps.routes import Route


def _calendar(desk: Desk, shown: Flights) -> Mapping[str, Any]:
    """Draw the calendar; the same one is drawn once."""
    told = shown.calendar
    if told.first is None:
        return {"calendar": Markup()}
    return {"calendar": desk.cached(("calendar drawn", as_bytes(told)), lambda: _drawn(told), basis.rows(desk))}


def _drawn(told: FlightCalendar) -> Markup:
    if told.first is None or told.last is None:
        return Markup()
    absent = {each.first + timedelta(n) for each in told.without for n in range((each.last - each.first).days + 1)}
    asked = [told.first + timedelta(n) for n in range((told.last - told.first).days + 1)]
    days: dict[date, float] = {day: told.counted.get(str(day), 0.0) for day in asked if day not in absent}
    series = ByDay(told.title, told.motion.value, told.first, told.last, told.synthetic)
    return Markup(calendar_svg(series, days, standalone=False))  # noqa: S704  # escaped where it was made


def _overview_drawn(desk: Desk, shown: FlightsOverview) -> Mapping[str, Any]:
    """Draw map and fleet; the same ones are drawn once."""
    held, state = as_bytes(shown), basis.rows(desk)
    return {
        "map": desk.cached(("flights map drawn", held), lambda: _map(shown), state) if shown.stops else "",
        "fleet": desk.cached(("fleet drawn", held), lambda: _fleet(shown), state) if shown.fleet else "",
    }


def _map(shown: FlightsOverview) -> Markup:
    to = {each.airfield: each.leads_to for each in shown.stops}
    remarks = [
        f"{kinds} {len(drawn)} of {number} are drawn, the busiest."
        for kinds, drawn, number in (
            ("Airfields:", shown.stops, shown.stops_in_all),
            ("Legs:", shown.legs, shown.legs_in_all),
        )
        if len(drawn) < number
    ]
    of = MapOf(
        shown.title,
        [Stop(each.airfield, each.landings, each.takeoffs) for each in shown.stops],
        [Route(each.origin, each.destination, each.expected) for each in shown.legs],
        remarks,
        shown.synthetic,
    )
    drawn = flights_svg(of, standalone=False, address=lambda airfield: to[airfield])
    return Markup(drawn)  # noqa: S704  # escaped where it was made


def _fleet(shown: FlightsOverview) -> Markup:
    if shown.first is None or shown.last is None:
        return Markup()
    absent = set(shown.days_without)
    days = (shown.first + timedelta(n) for n in range((shown.last - shown.first).days + 1))
    rows = [
        Row(
            " ".join(filter(None, (each.registration or each.hex, each.typecode, *each.operators[:1]))),
            each.total,
            {date.fromisoformat(day): count for day, count in each.counted.items()},
        )
        for each in shown.fleet
    ]
    known = {day for day in days if day not in absent}
    fleet = Fleet(f"{shown.title}, by aircraft", rows, shown.first, shown.last, known, shown.synthetic)
    return Markup(fleet_svg(fleet, standalone=False))  # noqa: S704  # escaped where it was made


def _track(desk: Desk, shown: Flight) -> Mapping[str, Any]:
    return {"drawing": Markup(shown_track(desk, shown.row.key)[1])}  # noqa: S704  # escaped where it was made


def _tracks_drawn(desk: Desk, shown: FlightTracks) -> Mapping[str, Any]:
    return {"drawing": Markup(shown_tracks(desk, shown.asked)[1])}  # noqa: S704  # escaped where it was made


WAYS = (
    Look(
        path="/flights",
        view=flights,
        asked=FlightsAsked,
        template="flights.html",
        title="Flights",
        nav="Flights",
        order=50,
        drawn=_calendar,
    ),
    Look(
        path="/flights/overview",
        view=flights_overview,
        asked=FlightsAsked,
        template="flights_overview.html",
        title="Flights on the map",
        drawn=_overview_drawn,
    ),
    Look(
        path="/flights/tracks",
        view=flight_tracks,
        asked=FlightsAsked,
        template="flight_tracks.html",
        title="Tracks",
        drawn=_tracks_drawn,
    ),
    Look(
        path="/flights/{key}", view=flight, asked=FlightAsked, template="flight.html", title="A movement", drawn=_track
    ),
)
