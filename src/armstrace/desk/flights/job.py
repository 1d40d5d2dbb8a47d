"""One piece of work: the traces of some aircraft to movements, what could be seen, and what was read of them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from armstrace.desk.flights.asked import Asked, How, Job, JobDone
from armstrace.desk.flights.packing import MEMBER, packed, packed_points
from armstrace.desk.flights.wiring import events_of, fields_in_reach, made_ready, points_of
from armstrace.flights.seen import Sky, seen_near, sky_over
from armstrace.gazetteer.aircraft_privacy import why_restricted
from armstrace.sources.traces.points import MemberRead, Points


def begin() -> None:
    """Load what every job needs and compile what is compiled, once per process."""
    made_ready()
    _sky()


def read_job(job: Job, how: How) -> JobDone:
    """Read the members of some aircraft and find their movements.

    Raises:
        ArmstraceError: an archive is gone, or has changed since it was listed.
    """
    points = points_of(job.members, how.files)
    restricted = _restricted(points, how.asked)
    shown = [address not in restricted and _is_wanted(address, how.asked) for address in points.hexes]
    wanted = points if all(shown) else only(points, shown)
    events = asked_for(events_of(wanted), how.asked)
    hexes = frozenset(wanted.hexes)
    reads = [read for read in points.members if _is_kept(read, hexes, restricted, how.asked)]
    parts = {
        "movements": packed(events),
        "members": packed(_members(reads)),
        "coverage": packed(seen_near(points, _sky())),
    }
    if how.asked.points:
        parts["points"] = packed_points(wanted)
    return JobDone(
        parts,
        members=len(points.members),
        points=int(points.start[-1]),
        events=pc.count_distinct(events["event"]).as_py(),
        set_aside=sum(bool(read.problem) for read in points.members),
        left_out=Counter(reasons[0] for address, reasons in restricted.items() if _is_wanted(address, how.asked)),
    )


@cache
def _sky() -> Sky:
    return sky_over(*fields_in_reach())


def _is_wanted(address: str, asked: Asked) -> bool:
    return not asked.hexes or address in asked.hexes


def _restricted(points: Points, asked: Asked) -> Mapping[str, tuple[str, ...]]:
    """Give why aircraft are not shown, in the words of the gazetteer; an archive that says so once is believed."""
    found: dict[str, tuple[str, ...]] = {}
    for read in points.members:
        reasons = why_restricted(read.db_flags)
        if reasons and read.member.hex not in asked.named:
            found[read.member.hex] = reasons
    return found


def _is_kept(read: MemberRead, hexes: Collection[str], restricted: Collection[str], asked: Asked) -> bool:
    """Keep the note of a member that was used or set aside; of an aircraft that is left out nothing is kept."""
    address = read.member.hex
    if address in restricted:
        return False
    return not address or address in hexes or (bool(read.problem) and _is_wanted(address, asked))


def only(points: Points, chosen: Sequence[bool]) -> Points:
    """Give the points of some of the aircraft."""
    import numpy as np  # noqa: PLC0415  # part of the extra that reading needs

    kept = np.repeat(np.array(chosen, bool), np.diff(points.start))
    lengths = np.diff(points.start)[np.array(chosen, bool)]
    columns = (
        "time_s", "lat", "lon", "alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm", "ground", "flags", "source",
        "callsign", "member", "point",
    )  # fmt: skip
    return Points(
        hexes=tuple(address for address, keep in zip(points.hexes, chosen, strict=True) if keep),
        start=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        callsigns=points.callsigns,
        members=points.members,
        **{name: getattr(points, name)[kept] for name in columns},
    )


def asked_for(events: pa.Table, asked: Asked) -> pa.Table:
    """Keep the events of the operator and the days asked for, each with all its candidates."""
    if asked.operator:
        events = events.filter(pc.equal(events["operator"], asked.operator))
    best = events.filter(pc.equal(events["rank"], 1))
    if asked.first:
        best = best.filter(pc.greater_equal(best["time_utc"], datetime.combine(asked.first, time(), UTC)))
    if asked.last:
        best = best.filter(pc.less(best["time_utc"], datetime.combine(asked.last + timedelta(1), time(), UTC)))
    if asked.first or asked.last:
        events = events.filter(pc.is_in(events["event"], best["event"].combine_chunks()))
    return events.sort_by(
        [("hex", "ascending"), ("time_utc", "ascending"), ("event", "ascending"), ("rank", "ascending")]
    )


def _members(reads: Sequence[MemberRead]) -> pa.Table:
    rows = [
        {name: getattr(read.member if name in _OF_MEMBER else read, name) for name in MEMBER.names}
        for read in sorted(reads, key=lambda read: (read.member.hex, read.member.archive, read.member.name))
    ]
    return pa.Table.from_pylist(rows, schema=MEMBER)


_OF_MEMBER = {"archive", "name", "hex", "day", "offset", "size"}
