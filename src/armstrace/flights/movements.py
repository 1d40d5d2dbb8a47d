"""Landings and take-offs out of points, all at once or day by day.

An event is told when it is likelier than not to have happened. An aircraft that goes out of sight in cruise, or comes
into sight there, and is not seen again near enough in time and place to have been on the ground in between, makes no
event: that nothing was received shows no landing, however surely there was one somewhere. What came down and went out
of sight landed; where no field can be named it is told with basis `none`, an empty airfield and the probability that
it landed at all. A name never stands without its probability. A touch-and-go is no landing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from armstrace.flights.carry import Carry, Pending, chosen, handed_on, joined, no_points, states_of
from armstrace.flights.columns import TIME, columns_of
from armstrace.flights.edges import edges
from armstrace.flights.judged import Gaps, judged
from armstrace.flights.marks import ALTITUDE, OPEN, mark_points
from armstrace.flights.parts import Story, happenings
from armstrace.flights.settle import settle
from armstrace.flights.telling import Names, inputs_of, rows_of
from armstrace.gazetteer.aircraft_identity import Identified
from armstrace.gazetteer.aircraft_types import needs
from armstrace.sources.traces.points import Points

if TYPE_CHECKING:
    from armstrace.flights.airfields.fields import Fields
    from armstrace.flights.columns import Floats, Longs

FOREVER_S = 1e18
Who = Callable[[str, date], Identified]
"""Says what is known of an address on a day."""


def nobody(_address: str, _day: date) -> Identified:
    """Know nothing but what the traces say themselves."""
    return Identified()


def movements(points: Points, fields: "Fields", who: Who = nobody) -> pa.Table:
    """Give the movements in all points there are of some aircraft."""
    table, _ = _told(points, Carry(), (fields, who), FOREVER_S, ended=True)
    return table


def more_movements(
    points: Points, carry: Carry, fields: "Fields", who: Who = nobody, *, heard_until_s: float = 0.0
) -> tuple[pa.Table, Carry]:
    """Give the movements that are certain once these points follow those before, and what to hand on.

    Points of later calls must not be earlier than `heard_until_s`, such as the end of a day of an archive: stretches
    that fell silent half an hour before it are judged. The tables of all calls together are those of `movements`.
    """
    return _told(points, carry, (fields, who), heard_until_s, ended=False)


def last_movements(carry: Carry, fields: "Fields", who: Who = nobody) -> pa.Table:
    """Give the movements that are certain once nothing follows."""
    table, _ = _told(no_points(), carry, (fields, who), FOREVER_S, ended=True)
    return table


def _told(
    points: Points, carry: Carry, known: "tuple[Fields, Who]", heard_until_s: float, *, ended: bool
) -> tuple[pa.Table, Carry]:
    points = joined(carry.points or no_points(), points, tuple(carry.pending) if ended else ())
    names = _names(points, known[1])
    state, pending, told = states_of(carry, points.hexes)
    names = replace(names, carried=tuple(told))
    story = _story(points, state, pending, names, heard_until_s)
    found, last = happenings(story, ended=ended)
    before = edges(story, found[:, 2], found[:, 1], arrival=True)
    after = edges(story, found[:, 3], found[:, 1], arrival=False)
    gaps = _gaps(found, before, after, names)
    table = rows_of(gaps, judged(gaps, known[0]), known[0], names)
    if ended:
        return table, Carry()
    news = _news(story, state, last, names)
    return table, handed_on(carry, news, chosen(points, story.mark & OPEN != 0))


def _story(points: Points, state: "Floats", pending: "Floats", names: Names, heard_until_s: float) -> Story:
    c = columns_of(points)
    mark = mark_points(c, points.start, state, heard_until_s)
    c = c._replace(alt=np.where(mark & ALTITUDE, np.float32(np.nan), c.alt))
    where = settle(c, points.start, mark, names.rotor, names.rotor_of_member)
    return Story(c, points.start, where, mark, pending)


def _names(points: Points, who: Who) -> Names:
    """Look up who the aircraft are, on the day of each member, or of the first point where a member has many."""
    first = [points.time_s[i] if i < len(points.time_s) else 0.0 for i in points.start[:-1]]
    known = [who(name, datetime.fromtimestamp(t, UTC).date()) for name, t in zip(points.hexes, first, strict=True)]
    typed = []
    for read in points.members:
        member = read.member
        said = who(member.hex, member.day) if member.hex and member.day else Identified()
        typed.append(
            replace(said, registration=said.registration or read.registration, typecode=said.typecode or read.typecode)
        )
    return Names(
        points,
        tuple(known),
        tuple(typed),
        np.array([needs(one.typecode).rotor for one in known], np.bool_),
        np.array([needs(one.typecode).rotor for one in typed], np.bool_),
    )


def _gaps(found: "Longs", before: "Floats", after: "Floats", names: Names) -> Gaps:
    types = [
        needs(names.of(int(a), row if row[TIME] > 0 else other).typecode)
        for a, row, other in zip(found[:, 1], before, after, strict=True)
    ]
    return Gaps(
        found[:, 0], found[:, 1], before, after,
        np.array([t.runway_ft for t in types], np.float64), np.array([t.rotor for t in types], np.bool_),
    )  # fmt: skip


def _news(story: Story, state: "Floats", last: "Longs", names: Names) -> dict[str, Pending]:
    """Put the last row of each story that went on into words that need no points."""
    moved = np.flatnonzero(last >= 0)
    rows = edges(story, last[moved], moved, arrival=True)
    news = {}
    for a, row in zip(moved, rows, strict=True):
        who = names.of(int(a), row)
        news[names.points.hexes[a]] = Pending(
            state[a].copy(), row.copy(), names.callsign(row), inputs_of(row, names), who.registration, who.typecode
        )
    return news
