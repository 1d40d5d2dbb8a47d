"""One piece of work: the traces of some aircraft to movements, what could be seen, and what was read of them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from armstrace.desk.flights.asked import JOB_BYTES, Asked, How, Job, JobDone
from armstrace.desk.flights.packing import MEMBER, PointFile, packed
from armstrace.desk.flights.wiring import chosen, fields, fields_in_reach, points_of
from armstrace.flights.carry import Carry
from armstrace.flights.coverage import coverage, merged
from armstrace.flights.movements import Who, last_movements, more_movements, movements
from armstrace.gazetteer.aircraft_identity import Identified, identity_of
from armstrace.gazetteer.aircraft_privacy import why_restricted
from armstrace.records.kinds import Identity
from armstrace.sources.traces.points import Member, MemberRead, Points

_STREAMED_BYTES = 4 * JOB_BYTES
"""The traces of an aircraft that has more than this are read some days at a time."""


def begin() -> None:
    """Load what every job needs, once per process."""
    fields()
    fields_in_reach()


def read_job(job: Job, how: How) -> JobDone:
    """Read the members of some aircraft and find their movements."""
    work = _Work(how.asked, who_of(job.said))
    streamed = job.size > _STREAMED_BYTES and len({m.hex for m in job.members}) == 1 and bool(job.members[0].hex)
    if streamed and all(member.day for member in job.members):
        work.stream(_spans(job.members), how)
    else:
        work.take(points_of(job.members, how.files, lambda address: _falls(address, job.share, how.asked)))
    return work.done()


def _falls(address: str, share: tuple[int, int], asked: Asked) -> bool:
    return share[0] <= int(address[-2:], 16) < share[1] and (asked.only is None or address in asked.only)


def who_of(said: Sequence[Identity]) -> Who:
    """Give what says who an aircraft was on a day, by what sources assert."""
    by_hex = {address: list(ones) for address, ones in groupby(sorted(said, key=_hex), _hex)}
    known: dict[tuple[str, date], Identified] = {}

    def who(address: str, day: date) -> Identified:
        if address not in by_hex:
            return Identified()
        if (address, day) not in known:
            known[address, day] = identity_of(address, day, by_hex[address])
        return known[address, day]

    return who


def _hex(one: Identity) -> str:
    return one.hex


def _spans(members: Sequence[Member]) -> Iterator[list[Member]]:
    """Part the members of one aircraft into runs of whole days."""
    span: list[Member] = []
    for _, group in groupby(members, key=lambda member: member.day):
        mine = list(group)
        if span and sum(member.size for member in (*span, *mine)) > JOB_BYTES:
            yield span
            span = []
        span += mine
    yield span


@dataclass(slots=True)
class _Work:
    """What has come of a job so far."""

    asked: Asked
    who: Who
    events: list[pa.Table] = field(default_factory=list)
    seen: list[pa.Table] = field(default_factory=list)
    reads: list[MemberRead] = field(default_factory=list)
    restricted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    points: int = 0
    file: PointFile | None = None

    def take(self, points: Points) -> None:
        """Find the movements in all points there are."""
        self.events.append(movements(self._noted(points), fields(), self.who))

    def stream(self, spans: Iterator[list[Member]], how: How) -> None:
        """Find the movements of one aircraft some days at a time; the result is the same."""
        carry = Carry()
        spans = iter(list(spans))
        for span in spans:
            points = self._noted(points_of(span, how.files, lambda _: True))
            until = datetime.combine(max(m.day for m in span if m.day), time(), UTC) + timedelta(1)
            table, carry = more_movements(points, carry, fields(), self.who, heard_until_s=until.timestamp())
            self.events.append(table)
        self.events.append(last_movements(carry, fields(), self.who))
        if self.restricted and self.file:
            # the days before the one that said so have been packed already
            self.file = PointFile()

    def _noted(self, points: Points) -> Points:
        """Note what was read and seen; give the points of the aircraft that are wanted and may be shown."""
        self.reads += points.members
        self.points += int(points.start[-1])
        self.seen.append(coverage(points, fields_in_reach()))
        self._restrict(points)
        shown = chosen(points, lambda address: self.asked.shows(address) and address not in self.restricted)
        if self.asked.points:
            self.file = self.file or PointFile()
            self.file.add(shown)
        return shown

    def _restrict(self, points: Points) -> None:
        """Note why aircraft are not shown, in the words of the gazetteer; what says so once is believed."""
        flags: dict[str, int] = {}
        for read in points.members:
            flags[read.member.hex] = flags.get(read.member.hex, 0) | read.db_flags
        for address, start in zip(points.hexes, points.start, strict=False):
            day = datetime.fromtimestamp(float(points.time_s[start]), UTC).date()
            reasons = why_restricted(flags.get(address, 0), self.who(address, day).restricted)
            if reasons and address not in self.asked.named:
                self.restricted[address] = reasons
        # a file of which no row holds is listed too
        for address, said in flags.items():
            if address and why_restricted(said) and address not in {*self.asked.named, *self.restricted}:
                self.restricted[address] = why_restricted(said)

    def done(self) -> JobDone:
        """Pack what has come of it."""
        events = asked_for(self._events(), self.asked)
        reads = [read for read in self.reads if self._is_kept(read)]
        parts = {"movements": packed(events), "members": packed(_members(reads)), "coverage": packed(merged(self.seen))}
        if self.asked.points and self.file:
            parts["points"] = self.file.packed()
        hidden = {a: reasons for a, reasons in self.restricted.items() if self.asked.shows(a)}
        return JobDone(
            parts,
            members=len(self.reads),
            points=self.points,
            events=pc.count_distinct(events["event"]).as_py(),
            set_aside=sum(bool(read.problem or read.bad_rows) for read in self.reads),
            left_out=Counter(reasons[0] for reasons in hidden.values()),
        )

    def _events(self) -> pa.Table:
        events = pa.concat_tables(self.events)
        if not self.restricted:
            return events
        # years of one aircraft may say on a late day only that it is not to be shown
        return events.filter(pc.invert(pc.is_in(events["hex"], pa.array(sorted(self.restricted), pa.string()))))

    def _is_kept(self, read: MemberRead) -> bool:
        """Keep the note of a member that was used or set aside; of an aircraft that is left out nothing is kept."""
        address = read.member.hex
        return not address or (self.asked.shows(address) and address not in self.restricted)


def asked_for(events: pa.Table, asked: Asked) -> pa.Table:
    """Keep the events of the operator and the days asked for, each with all its candidates."""
    if asked.operator:
        # a designator that the gazetteer does not know stands in the callsign all the same
        unknown = pc.and_(pc.equal(events["operator"], ""), pc.starts_with(events["callsign"], asked.operator))
        events = events.filter(pc.or_(pc.equal(events["operator"], asked.operator), unknown))
    best = events.filter(pc.equal(events["rank"], 1))
    if asked.first:
        best = best.filter(pc.greater_equal(best["time_utc"], datetime.combine(asked.first, time(), UTC)))
    if asked.last:
        best = best.filter(pc.less(best["time_utc"], datetime.combine(asked.last + timedelta(1), time(), UTC)))
    if asked.first or asked.last:
        events = events.filter(pc.is_in(events["event"], best["event"].combine_chunks()))
    return events.sort_by([(name, "ascending") for name in ("hex", "time_utc", "event", "rank")])


_OF_MEMBER = frozenset({"archive", "name", "hex", "day", "offset", "size"})


def _members(reads: Collection[MemberRead]) -> pa.Table:
    rows: list[Mapping[str, object]] = [
        {name: getattr(read.member if name in _OF_MEMBER else read, name) for name in MEMBER.names}
        for read in sorted(reads, key=lambda read: (read.member.hex, read.member.archive, read.member.name))
    ]
    return pa.Table.from_pylist(rows, schema=MEMBER)
