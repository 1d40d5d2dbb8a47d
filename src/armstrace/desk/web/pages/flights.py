"""Flights: landings and take-offs of the case, and one of them with its track."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from armstrace.desk.web.api.plain import as_bytes
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.flight import Flight, FlightAsked, flight, shown_track
from armstrace.desk.web.views.flights import FlightCalendar, Flights, FlightsAsked, flights
from armstrace.desk.web.ways import Look
from armstrace.dossier.calendar_map import ByDay, calendar_svg


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


def _track(desk: Desk, shown: Flight) -> Mapping[str, Any]:
    return {"drawing": Markup(shown_track(desk, shown.row.key)[1])}  # noqa: S704  # escaped where it was made


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
        path="/flights/{key}", view=flight, asked=FlightAsked, template="flight.html", title="A movement", drawn=_track
    ),
)
