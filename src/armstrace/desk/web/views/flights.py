"""Landings and take-offs of the case by aircraft, operator, airfield and period, with the days that show nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from armstrace.desk.flights.ask import airfield_named
from armstrace.desk.flights.listed import (
    DayCount,
    Sought,
    archived_days,
    by_day,
    number_of,
    operators,
    page_of,
    seen_near,
)
from armstrace.desk.flights.lists import all_were_read
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.checking import INDEX
from armstrace.desk.web.jobs.record import new_job
from armstrace.desk.web.paging import Paging, paging
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.flight import made_up
from armstrace.desk.web.views.flight_rows import SUPPORTS_NO_RUNG, FlightRow, flight_row
from armstrace.desk.web.views.jobs import begun
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import CaseError
from armstrace.tables.ask import Tables, literal
from armstrace.tables.copies import lacking

_SIZE = 50
_YEARS = 4
"""A calendar of more years would weigh more than all else on its page; other years are asked for by their days."""
_HEX = re.compile("~?[0-9a-f]{6}")


class Motion(Enum):
    """Landings, take-offs or both."""

    ANY = ""
    LANDING = "landing"
    TAKEOFF = "takeoff"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightsAsked:
    """Which movements: by address, beginning of the registration, designator, airfield (code or name), and days."""

    hex: str = told("", longest=200)
    registration: str = told("", longest=20)
    operator: str = told("", longest=20)
    airfield: str = told("", longest=100)
    motion: Motion = Motion.ANY
    first: date | None = None
    last: date | None = None
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True)
class DaysWithout:
    """Days that follow each other and show nothing, because there is no data of them: that is not zero."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class FlightCalendar:
    """What was counted by day, and the days without data; `cut` says that years before are left out of it.

    At an airfield the probabilities are summed, else each event counts once. `basis` says what is taken for data.
    """

    title: str
    motion: Motion
    first: date | None
    last: date | None
    days: int
    days_with_data: int
    counted: Mapping[str, float]
    without: tuple[DaysWithout, ...]
    basis: str
    cut: bool
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Flights:
    """Landings and take-offs by time, by pages; `wrong` says what cannot be answered, and `todo` what to do.

    `synthetic` data carry the `watermark`; `supports` says what no flight shows. `operators` are those of the case.
    """

    title: str
    rows: tuple[FlightRow, ...]
    paging: Paging
    calendar: FlightCalendar
    operators: tuple[str, ...]
    airfield: str
    synthetic: bool
    watermark: str
    supports: str
    wrong: str
    todo: str


def flights(desk: Desk, asked: FlightsAsked) -> Flights:
    """Show the landings and take-offs that match, by time; many are laid out beside the requests for the next pages."""
    if lacking(desk.case.root):
        begun(desk, new_job(INDEX, "what is searched", desk.who.by, {}), running=True)
    return desk.cached(("flights", asked), lambda: _flights(desk, asked), basis.rows(desk))


def _flights(desk: Desk, asked: FlightsAsked) -> Flights:
    tables = desk.case.tables
    try:
        sought, wrong, todo = sought_of(tables, asked), "", ""
    except CaseError as error:
        sought, wrong, todo = Sought(airfield="-", hexes=frozenset({"-"})), error.what, error.todo
    same = ("flights counted", sought)
    state = basis.rows(desk)
    total = desk.cached(same, lambda: number_of(tables, sought), state)
    where = paging(total, asked.page, _SIZE)
    synthetic = made_up(desk)
    title = "Landings and take-offs" if wrong else title_of(sought)
    return Flights(
        title=title,
        rows=tuple(map(flight_row, page_of(tables, sought, (where.page - 1) * _SIZE, _SIZE))) if total else (),
        paging=where,
        calendar=desk.cached(
            ("flights by day", sought), lambda: _calendar(tables, sought, title, synthetic=synthetic), state
        ),
        operators=desk.cached("flight operators", lambda: tuple(name for name, _ in operators(tables)), state),
        airfield="" if wrong else sought.airfield,
        synthetic=synthetic,
        watermark=WATERMARK if synthetic else "",
        supports=SUPPORTS_NO_RUNG,
        wrong=wrong,
        todo=todo,
    )


def sought_of(tables: Tables, asked: FlightsAsked) -> Sought:
    """Make out what is asked.

    Raises:
        CaseError: an address is none, an airfield is not known, or the days are in no order.
    """
    hexes = frozenset(asked.hex.lower().replace(",", " ").split())
    for each in hexes:
        if not _HEX.fullmatch(each):
            todo = "Write six digits 0-9 a-f, such as 600866; several with blanks between."
            raise CaseError("An address asked for is none.", where="hex", todo=todo)
    if asked.first and asked.last and asked.last < asked.first:
        raise CaseError("The last day is before the first.", where="last", todo="Exchange them.")
    return Sought(
        hexes,
        asked.registration.strip().upper(),
        asked.operator.strip().upper(),
        _airfield(tables, asked.airfield.strip()),
        asked.motion.value,
        asked.first,
        asked.last,
    )


def _airfield(tables: Tables, said: str) -> str:
    """Give the ident of an airfield; one that the case has is known whatever the shipped list says."""
    if not said or tables.ask(f"SELECT 1 FROM movement WHERE airfield = {literal(said.upper())} LIMIT 1"):
        return said.upper()
    return airfield_named(said).ident


def title_of(sought: Sought) -> str:
    """Say in a heading which movements are asked for."""
    what = {"landing": "Landings", "takeoff": "Take-offs"}.get(sought.motion, "Landings and take-offs")
    who = [*sorted(sought.hexes), sought.registration and f"{sought.registration}…", sought.operator]
    of = ", ".join(filter(None, who))
    return " ".join(filter(None, (what, of and f"of {of}", sought.airfield and f"at {sought.airfield}")))


def _calendar(tables: Tables, sought: Sought, title: str, *, synthetic: bool) -> FlightCalendar:
    counts = by_day(tables, sought)
    archived = archived_days(tables)
    at_field = bool(sought.airfield) and all_were_read(tables)
    data = _seen(tables, sought, counts) if at_field else {day for day, folders in archived.items() if folders}
    data |= {each.day for each in counts}
    known = {*data, *archived}
    first, last = sought.first or min(known, default=None), sought.last or max(known, default=None)
    cut = bool(first and last and last.year - first.year >= _YEARS)
    if first and last and cut:
        first = date(last.year - _YEARS + 1, 1, 1)
    if not (first and last) or first > last:
        first = last = None
    days = [first + timedelta(n) for n in range((last - first).days + 1)] if first and last else []
    absent = [day for day in days if day not in data]
    return FlightCalendar(
        title=title,
        motion=Motion(sought.motion),
        first=first,
        last=last,
        days=len(days),
        days_with_data=len(days) - len(absent),
        counted={str(each.day): each.count for each in counts if first and last and first <= each.day <= last},
        without=tuple(_stretches(absent)),
        basis=_basis(sought, at_field=at_field),
        cut=cut,
        synthetic=synthetic,
    )


def _seen(tables: Tables, sought: Sought, counts: Sequence[DayCount]) -> set[date]:
    """Give the days on which others than those asked about were seen near the airfield."""
    narrowed = sought.hexes or sought.registration or sought.operator
    own = {each.day: each.aircraft for each in counts} if narrowed else {}
    return {day for day, aircraft in seen_near(tables, sought.airfield).items() if aircraft > own.get(day, 0)}


def _basis(sought: Sought, *, at_field: bool) -> str:
    if at_field:
        return "A day has data where other aircraft were seen near the airfield, or a movement is listed."
    said = "A day has data where an archive of it was read; what it could show at one place is not told by that."
    if sought.airfield:
        said += " Only some aircraft were read, so what could have been seen at this airfield is not known."
    return said


def _stretches(days: Sequence[date]) -> list[DaysWithout]:
    found: list[DaysWithout] = []
    for day in days:
        if found and day - found[-1].last == timedelta(1):
            found[-1] = DaysWithout(found[-1].first, day)
        else:
            found.append(DaysWithout(day, day))
    return found
