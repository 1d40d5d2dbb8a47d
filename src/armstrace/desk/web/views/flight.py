"""One landing or take-off: where it may have been, on what basis, the track behind it, the way back to the bytes."""

from dataclasses import dataclass, replace
from datetime import date

from armstrace.desk.flights.listed import Sought, candidates, page_of
from armstrace.desk.flights.lists import made_up_flights
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.flight_rows import SUPPORTS_NO_RUNG, FlightRow, flight_row
from armstrace.desk.web.views.leading import of_exhibit, of_key
from armstrace.dossier.tracks.model import Track, clock
from armstrace.dossier.tracks.page import track_svg
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import ArmstraceError
from armstrace.records.kinds import Movement
from armstrace.tables.ask import literal

_SAME_DAY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightAsked:
    """Which movement, by the key of any of its candidates."""

    key: str = told(longest=100)


@dataclass(frozen=True, slots=True)
class TracePart:
    """Points of a trace that a movement rests on: the hash of the trace's bytes, and which of its points."""

    sha256: str
    points: str


@dataclass(frozen=True, slots=True)
class TraceFile:
    """A trace that was read for the drawing, with the hash that its bytes have."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FlightTrack:
    """What could be drawn of the day: `drawn`, or `reason` why not and `todo`; the silences, and the traces read."""

    drawn: bool
    reason: str
    todo: str
    positions: int
    gaps: tuple[str, ...]
    read: tuple[TraceFile, ...]


@dataclass(frozen=True, slots=True)
class Flight:
    """A landing or take-off with its candidates and basis, what it rests on, and what else its aircraft did that day.

    `why` leads back to the bytes, `exhibit` to the list that tells of it; `supports` says what no flight shows.
    """

    row: FlightRow
    day: date | None
    place: str
    method: str
    exhibit_name: str
    exhibit: str
    why: str
    rests_on: tuple[TracePart, ...]
    same_day: tuple[FlightRow, ...]
    all_of_it: str
    track: FlightTrack
    synthetic: bool
    watermark: str
    supports: str


def flight(desk: Desk, asked: FlightAsked) -> Flight:
    """Show one landing or take-off."""
    told = desk.cached(("flight", asked.key), lambda: _flight(desk, asked.key), basis.rows(desk))
    return replace(told, track=shown_track(desk, told.row.key)[0])


def _flight(desk: Desk, key: str) -> Flight:
    tables, one = desk.case.tables, _movement(desk, key)
    (rows,) = candidates(tables, [(one.event, one.exhibit)])
    exhibit = desk.case.exhibit(one.exhibit)
    synthetic = made_up(desk)
    day = one.day.earliest
    same = page_of(tables, Sought(hexes=frozenset({one.hex}), first=day, last=day), 0, _SAME_DAY)
    return Flight(
        row=flight_row(rows),
        day=day,
        place=one.place,
        method=one.method,
        exhibit_name=exhibit.received_name,
        exhibit=of_exhibit(one.exhibit),
        why=of_key(one.key),
        rests_on=tuple(_part(each) for each in one.inputs.split()),
        same_day=tuple(flight_row(each) for each in same if each[0].event != one.event),
        all_of_it=f"/flights?hex={one.hex}",
        track=_without("", ""),
        synthetic=synthetic,
        watermark=WATERMARK if synthetic else "",
        supports=SUPPORTS_NO_RUNG,
    )


def shown_track(desk: Desk, key: str) -> tuple[FlightTrack, str]:
    """Give what could be read of the traces behind a movement, and the drawing of it, "" where there is none."""
    name, state = ("track", key), basis.rows(desk)
    found = None if desk.was_cached(name, state) else _shown_track(desk, key)
    # an archive that is not there may be put back: only what was drawn is kept
    return found if found and not found[0].drawn else desk.cached(name, lambda: found or _shown_track(desk, key), state)


def _shown_track(desk: Desk, key: str) -> tuple[FlightTrack, str]:
    try:
        # what reads traces is an extra, and takes half a second to load
        from armstrace.desk.flights.case_track import track_in_case  # noqa: PLC0415
    except ImportError:
        return _without("What reads traces is not installed.", "Install armstrace[flights]."), ""
    one = _movement(desk, key)
    try:
        track = track_in_case(desk.case, one, desk.who.hidden)
    except ArmstraceError as error:
        return _without(error.what, error.todo), ""
    return _told(track), track_svg(track, synthetic=made_up(desk), standalone=False)


def made_up(desk: Desk) -> bool:
    """Whether the flights of the case are made up."""
    return desk.cached("flights made up", lambda: made_up_flights(desk.case.tables), basis.rows(desk))


def _movement(desk: Desk, key: str) -> Movement:
    told = f"WHERE key = {literal(key)} LIMIT 1"
    found = desk.case.tables.records(Movement, told) if key.startswith("movement:") else []
    if not found:
        raise NotThere("No movement of this case has that key.", where=key[:100], todo="Look for it in the list.")
    return found[0]


def _without(reason: str, todo: str) -> FlightTrack:
    return FlightTrack(drawn=False, reason=reason, todo=todo, positions=0, gaps=(), read=())


def _told(track: Track) -> FlightTrack:
    return FlightTrack(
        drawn=True,
        reason="",
        todo="",
        positions=sum(len(each.fixes) for each in track.stretches),
        gaps=tuple(f"{clock(one.at)} to {clock(two.at)} UTC" for one, two in track.gaps()),
        read=tuple(TraceFile(name, sha256) for name, sha256 in track.members),
    )


def _part(said: str) -> TracePart:
    sha256, _, points = said.partition(";")
    return TracePart(sha256, points.removeprefix("point="))
