"""Where the rooms below meet: archives, readers, airfields and flights, as a run needs them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from armstrace.engine.store import Files, is_remote
from armstrace.flights.airfields.fields import Fields, all_fields, fields_from
from armstrace.flights.schema import METHOD
from armstrace.gazetteer.runway_fields import edition, runway_fields
from armstrace.records.errors import ArmstraceError
from armstrace.sources import basestation, fr24_csv, opensky_states
from armstrace.sources.registry import HEAD_BYTES
from armstrace.sources.traces.archives.parts import Parts, is_tar
from armstrace.sources.traces.archives.walk import Seen, load, stored_in, walk
from armstrace.sources.traces.lists.table import joined, nothing
from armstrace.sources.traces.points import Member, MemberRead, Points
from armstrace.sources.traces.reading import read_points

RUNWAY_FT = 4_000.0
"""What could have been seen is counted at fields with a runway of this length, and where none is known."""

_OPEN = 32


def editions() -> Mapping[str, str]:
    """Say which versions of what is shipped a run rests on."""
    return {"airfields": edition(), "method": METHOD}


def members_of(archives: Iterable[str], files: Files, hexes: frozenset[str] | None, seen: Seen) -> Iterator[Member]:
    """List the members of archives; `seen` is told of all, those of other aircraft too."""
    return walk(archives, hexes=hexes, open_binary=files, files=files.inside, seen=seen)


@cache
def fields() -> Fields:
    """Give the airfields that movements are named for."""
    return all_fields()


@cache
def fields_in_reach() -> Fields:
    """Give the airfields at which it is counted what could have been seen."""
    return fields_from(
        field
        for field in runway_fields()
        if field.kind == "land"
        and max((r.length_ft or RUNWAY_FT for r in field.runways), default=RUNWAY_FT) >= RUNWAY_FT
    )


@dataclass(slots=True)
class Opened:
    """Archives that stay open while the members of a job are read."""

    files: Files
    open: dict[str, Parts] = field(default_factory=dict)

    def load(self, member: Member) -> bytes:
        """Give the bytes of a member as stored.

        Raises:
            OSError: the archive cannot be opened or read.
            UnreadableValue: the archive ends before the member does, or the member is too large for a trace.
        """
        if not is_tar(member.archive):
            return load(member, self.files)
        if member.archive not in self.open:
            if len(self.open) >= _OPEN:
                self.open.pop(next(iter(self.open))).close()
            self.open[member.archive] = Parts(member.archive, self.files)
        return stored_in(self.open[member.archive], member)

    def close(self) -> None:
        """Close them all."""
        for parts in self.open.values():
            parts.close()
        self.open.clear()


def points_of(members: Sequence[Member], files: Files, wanted: Callable[[str], bool]) -> Points:
    """Read members of any source into points: of those that hold many aircraft only the ones wanted."""
    with ExitStack() as stack:
        opened = Opened(replace(files, scattered=True))
        stack.callback(opened.close)
        single = read_points([member for member in members if member.hex], opened.load)
        found = [_of_many(member, files, opened, wanted) for member in members if not member.hex]
    return joined([single, *found]) if found else single


def _of_many(member: Member, files: Files, opened: Opened, wanted: Callable[[str], bool]) -> Points:
    """Read a file that does not say in its name whose it is: what other sources give, or a single trace."""
    try:
        with files(member.archive) as file:
            head = file.read(HEAD_BYTES)
        source = opened.load(member) if is_remote(member.archive) else member.archive
        if fr24_csv.recognises(head, member.name):
            return fr24_csv.read_columns(source, member)
        for reader in (opensky_states, basestation):
            if reader.recognises(head, member.name):
                parts = [chosen(part, wanted) for part in reader.read_batches(source, member)]
                return joined(parts) if parts else nothing((MemberRead(member),))
    except (OSError, ArmstraceError) as error:
        said = error.what if isinstance(error, ArmstraceError) else str(error.strerror or error)
        return nothing((MemberRead(member, problem=f"The file cannot be read: {said}"),))
    return chosen(read_points([member], opened.load), wanted)


def chosen(points: Points, wanted: Callable[[str], bool]) -> Points:
    """Keep the points of some of the aircraft; what is said of members stays whole."""
    keep = [wanted(address) for address in points.hexes]
    if all(keep):
        return points
    lengths = np.diff(points.start)
    rows = np.repeat(np.array(keep, bool), lengths)
    columns = (
        "time_s", "lat", "lon", "alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm", "ground", "flags", "source",
        "callsign", "member", "point",
    )  # fmt: skip
    return Points(
        hexes=tuple(address for address, kept in zip(points.hexes, keep, strict=True) if kept),
        start=np.concatenate([[0], np.cumsum(lengths[np.array(keep, bool)])]).astype(np.int64),
        callsigns=points.callsigns,
        members=points.members,
        **{name: getattr(points, name)[rows] for name in columns},
    )
