"""The track behind a movement of a case, read again from the very traces that the case names by their hashes.

Only lists that `flights read --case` wrote into this case are followed to a file: one that was brought along could name
any file of this machine. Nothing is asked of a store elsewhere, and what a trace is now must be what it was.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

from armstrace.desk.flights.in_case import parts_of_archive
from armstrace.desk.flights.listed import candidates
from armstrace.desk.flights.track import candidate, rows_on, stretches
from armstrace.desk.flights.wiring import points_of
from armstrace.desk.intake import Case
from armstrace.dossier.tracks.model import Event, Track
from armstrace.engine.store import Files, is_remote
from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Movement
from armstrace.sources.traces.archives.walk import MOST_STORED
from armstrace.sources.traces.points import Member, Points
from armstrace.tables.ask import literal

_MEMBER = b'{"member"'
_SHA256 = re.compile(rb'"sha256": ?"([0-9a-f]{64})"')
_Listed = Mapping[str, Sequence[tuple[Member, str]]]
_ELSEWHERE = "`armstrace flights track` draws it where the archives are."


def track_in_case(case: Case, one: Movement, hidden: frozenset[str] = frozenset()) -> Track:
    """Read the traces that a movement rests on, and gather what is drawn of its day; `hidden` exhibits are not opened.

    Raises:
        CaseError: the traces are not there, are others than they were, or may not be seen; the reason is said.
    """
    return _track(case, one, _members(case, one, _listed_for(case, [one]), hidden))


def tracks_in_case(
    case: Case, movements: Sequence[Movement], hidden: frozenset[str] = frozenset()
) -> Iterator[tuple[Movement, Track | CaseError]]:
    """Read the traces of several movements, each of another aircraft or day; for one that cannot be the reason."""
    listed = _listed_for(case, movements)
    for one in movements:
        try:
            yield one, _track(case, one, _members(case, one, listed, hidden))
        except CaseError as error:
            yield one, error


def _track(case: Case, one: Movement, members: Mapping[Member, str]) -> Track:
    day = one.day.earliest
    if day is None:
        raise CaseError("This movement has no day.", where=one.key)
    points = points_of(list(members), Files(), lambda address: address == one.hex)
    _same(points, members)
    on_day = rows_on(points, day)
    if not on_day.any():
        raise CaseError("The traces that this rests on hold no position of its day.", where=one.hex, todo=_ELSEWHERE)
    return Track(
        hex=one.hex,
        day=str(day),
        registration=one.registration,
        typecode=one.typecode,
        callsigns=tuple(dict.fromkeys(points.callsigns[c] for c in points.callsign[on_day] if c >= 0)),
        stretches=tuple(stretches(points, on_day)),
        events=tuple(_events(case, one, day)),
        members=tuple((f"{read.member.archive}: {read.member.name}", read.sha256) for read in points.members),
    )


def _hashes(one: Movement) -> set[str]:
    return {each.partition(";")[0] for each in one.inputs.split()}


def _listed_for(case: Case, movements: Sequence[Movement]) -> _Listed:
    """Give what the lists written into this case say of the traces of movements; each list is read once."""
    written = {line.payload.get("list") for line in case.ledger_lines() if line.act == "flights"}
    wanted: dict[str, set[str]] = {}
    for one in movements:
        if one.exhibit in written:
            wanted.setdefault(one.exhibit, set()).update(_hashes(one))
    return {sha256: list(_listed(case.exhibit(sha256), hashes)) for sha256, hashes in wanted.items()}


def _members(case: Case, one: Movement, listed: _Listed, hidden: frozenset[str]) -> Mapping[Member, str]:
    """Give the members that a movement rests on, each with the hash that it must have."""
    exhibit = case.exhibit(one.exhibit)
    if one.exhibit not in listed:
        what = "The list of this movement was not written into this case by `flights read`: its paths are not followed."
        raise CaseError(what, where=exhibit.received_name, todo=_ELSEWHERE)
    wanted = _hashes(one)
    found = {
        replace(member, hex=one.hex if f"trace_full_{one.hex}.json" in member.name else ""): sha256
        for member, sha256 in listed[one.exhibit]
        if sha256 in wanted
    }
    if not found or wanted - set(found.values()):
        raise CaseError(
            "The list does not name the traces of this movement.", where=exhibit.received_name, todo=_ELSEWHERE
        )
    seen = {each.path.resolve() for each in case.exhibits() if each.sha256 not in hidden}
    for member in found:
        _readable(member, seen)
    return found


def _listed(exhibit: Exhibit, wanted: set[str]) -> Iterator[tuple[Member, str]]:
    """Give the members of a list that have one of some hashes; its other lines are not parsed.

    A member whose name is not that of one aircraft's trace may hold many.
    """
    with explained(exhibit.path, "Reading the list of flights"), exhibit.path.open("rb") as file:
        for line in file:
            # a list has a line for each of many traces, and few of them are asked for
            if line.startswith(_MEMBER) and not wanted.isdisjoint(map(bytes.decode, _SHA256.findall(line))):
                told = json.loads(line)["member"]
                if told["sha256"] in wanted:
                    offset, size = int(told["offset"]), int(told["size"])
                    yield Member(str(told["archive"]), str(told["name"]), "", None, offset, size), str(told["sha256"])


def _readable(member: Member, seen: set[Path]) -> None:
    """See that a member can be read here, by this person, while somebody waits.

    Raises:
        CaseError: it cannot.
    """
    if is_remote(member.archive):
        raise CaseError(
            "The traces lie in a store elsewhere, which is not asked.", where=member.archive, todo=_ELSEWHERE
        )
    # a folder is no exhibit; the list, which was written here, is what names it
    parts = {Path(part).resolve() for part in parts_of_archive(member.archive)}
    if not (Path(member.archive).is_dir() or (parts and parts <= seen)):
        what = "The archive of these traces is not where it was."
        raise CaseError(what, todo="Put it back, or draw it with `armstrace flights track` where it is.")
    if not member.hex or member.size > MOST_STORED:
        what = "The traces lie in a file of many aircraft, too long to be read while you wait."
        raise CaseError(what, where=member.name, todo=_ELSEWHERE)


def _same(points: Points, members: Mapping[Member, str]) -> None:
    """See that what was read is what the movement rests on.

    Raises:
        CaseError: a trace cannot be read, or is another one.
    """
    for read in points.members:
        if read.sha256 != members.get(read.member):
            what = read.problem or "A trace is not what it was: its hash is another."
            raise CaseError(what, where=read.member.name, todo="Look where its archive was changed.")


def _events(case: Case, one: Movement, day: date) -> Iterator[Event]:
    """Give the landings and take-offs of the aircraft on that day, as the same list tells of them."""
    near = f"date_diff('day', day_earliest, DATE {literal(str(day))}) BETWEEN -1 AND 1"
    rows = case.tables.ask(
        f"SELECT DISTINCT event FROM movement WHERE hex = {literal(one.hex)} AND exhibit = {literal(one.exhibit)} "
        f"AND {near} ORDER BY event"
    )
    found = [_event(each) for each in candidates(case.tables, [(str(event), one.exhibit) for (event,) in rows])]
    start = datetime.combine(day, datetime.min.time(), UTC).timestamp()
    yield from sorted(
        (each for each in found if each.earliest < start + 86_400 and each.latest >= start),
        key=lambda each: (each.at, each.kind),
    )


def _event(rows: Sequence[Movement]) -> Event:
    first = rows[0]
    at, earliest, latest = (_seconds(each) for each in (first.time_utc, first.time_earliest, first.time_latest))
    return Event(first.motion, at, earliest, latest, first.basis, tuple(candidate(asdict(each)) for each in rows))


def _seconds(moment: str) -> float:
    try:
        return datetime.fromisoformat(moment).timestamp()
    except ValueError as error:
        raise CaseError("A movement has no time.", where=str(moment)[:40]) from error
