"""The tracks of several movements at once, read again from the very traces that the case names."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from armstrace.desk.flights.listed import page_of
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.flight import made_up
from armstrace.desk.web.views.flight_rows import SUPPORTS_NO_RUNG, FlightRow, flight_row, of_flight
from armstrace.desk.web.views.flights import FlightsAsked, sought_of, title_of
from armstrace.dossier.maps.tracks import tracks_svg
from armstrace.dossier.tracks.model import Track
from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.kinds import Movement

_TRACKS, _LOOKED_AT, _AGAIN_S = 24, 200, 20.0


@dataclass(slots=True)
class _Held:
    """What was read, and when: what could not be is looked for again."""

    view: "FlightTracks"
    drawing: str
    at: float


@dataclass(frozen=True, slots=True)
class DayFlown:
    """One aircraft's day: whether its track is drawn, or why not; `gaps` are its silences."""

    row: FlightRow
    day: str
    drawn: bool
    reason: str
    positions: int
    gaps: int
    leads_to: str


@dataclass(frozen=True, slots=True)
class FlightTracks:
    """The tracks of the first movements that match, one for each aircraft and day; `cut` says that there are more."""

    asked: FlightsAsked
    title: str
    rows: tuple[DayFlown, ...]
    cut: bool
    synthetic: bool
    watermark: str
    supports: str
    wrong: str
    todo: str


def flight_tracks(desk: Desk, asked: FlightsAsked) -> FlightTracks:
    """Read the tracks of the movements that match, so many at once."""
    return shown_tracks(desk, asked)[0]


def shown_tracks(desk: Desk, asked: FlightsAsked) -> tuple[FlightTracks, str]:
    """Give what could be read of the tracks, and the drawing of them, "" where there is none."""
    state = basis.rows(desk)
    held = desk.cached(("tracks of", asked), lambda: _Held(*_read(desk, asked), time.monotonic()), state)
    if not all(row.drawn for row in held.view.rows) and time.monotonic() - held.at > _AGAIN_S:
        # an archive that was not there may have been put back
        held.view, held.drawing = _read(desk, asked)
        held.at = time.monotonic()
    return held.view, held.drawing


def _read(desk: Desk, asked: FlightsAsked) -> tuple[FlightTracks, str]:
    synthetic, wrong, todo, title = made_up(desk), "", "", "Tracks"
    rows, cut = list[tuple[Movement, ...]](), False
    try:
        sought = sought_of(desk.case.tables, asked)
        title = f"Tracks: {title_of(sought)}"
        listed = page_of(desk.case.tables, sought, 0, _LOOKED_AT + 1)
        days = {(each[0].hex, str(each[0].day.earliest)): each for each in reversed(listed)}
        rows = sorted(days.values(), key=lambda each: each[0].time_utc)[:_TRACKS]
        cut = len(listed) > _LOOKED_AT or len(days) > _TRACKS
    except CaseError as error:
        wrong, todo = error.what, error.todo
    read = list(_tracks(desk, [each[0] for each in rows]))
    told = tuple(_told(each, track) for each, track in zip(rows, read, strict=True))
    mark = WATERMARK if synthetic else ""
    view = FlightTracks(asked, title, told, cut, synthetic, mark, SUPPORTS_NO_RUNG, wrong, todo)
    tracks = [track for track in read if isinstance(track, Track)]
    to = {(each.row.hex, each.day): each.leads_to for each in told}
    drawing = tracks_svg(
        tracks, title, synthetic=synthetic, standalone=False, address=lambda track: to[track.hex, track.day]
    )
    return view, drawing if tracks else ""


def _tracks(desk: Desk, movements: list[Movement]) -> Iterator[Track | ArmstraceError]:
    try:
        # what reads traces is an extra, and takes half a second to load
        from armstrace.desk.flights.case_track import tracks_in_case  # noqa: PLC0415
    except ImportError:
        missing = CaseError("What reads traces is not installed.", todo="Install armstrace[flights].")
        yield from (missing for _ in movements)
        return
    for _, track in tracks_in_case(desk.case, movements, desk.who.hidden):
        yield track


def _told(rows: tuple[Movement, ...], track: Track | ArmstraceError) -> DayFlown:
    found = track if isinstance(track, Track) else None
    return DayFlown(
        row=flight_row(rows),
        day=str(rows[0].day.earliest),
        drawn=found is not None,
        reason="" if isinstance(track, Track) else track.what,
        positions=sum(len(each.fixes) for each in found.stretches) if found else 0,
        gaps=len(tuple(found.gaps())) if found else 0,
        leads_to=of_flight(rows[0].key),
    )
