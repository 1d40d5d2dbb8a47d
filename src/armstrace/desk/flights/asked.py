"""What a run over archives is asked for, and the pieces of work it is cut into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from armstrace.engine.store import Files
from armstrace.records.kinds import Identity
from armstrace.sources.traces.points import Member

JOB_BYTES = 16_000_000
"""As stored: about half a million points. One aircraft's files are never parted, so that its days meet."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which movements are wanted: of these aircraft, of this operator, from this UTC day to that one, all included.

    `named` gives the reason why an aircraft is shown though its owner asked not to be; `others` reads all aircraft,
    those not wanted only to see what could have been seen where. `synthetic` says that the archives are made up.
    """

    hexes: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)
    operator: str = ""
    first: date | None = None
    last: date | None = None
    points: bool = False
    others: bool = False
    synthetic: bool = False

    @property
    def only(self) -> frozenset[str] | None:
        """The aircraft whose files are read; None for all."""
        return self.hexes if self.hexes and not self.others else None

    def shows(self, address: str) -> bool:
        """Tell whether an aircraft is one of those wanted."""
        return not self.hexes or address in self.hexes

    def in_time(self, day: date | None) -> bool:
        """Tell whether a day's files are read; the days beside show where a flight began and ended."""
        if day is None:
            return True
        return not (self.first and day < self.first - _DAY) and not (self.last and day > self.last + _DAY)

    def told(self) -> dict[str, object]:
        """Say it as JSON; reasons stay out of the dataset, and whether it is made up changes no job."""
        return {
            "hexes": sorted(self.hexes),
            "named": sorted(self.named),
            "operator": self.operator,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "points": self.points,
            "others": self.others,
        }


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: all members of some aircraft. Its name says what is in it, so it is the same in every run.

    Members without an address hold many aircraft: of them those are meant whose last two digits, as a number, lie in
    `share`. `said` is what sources assert of the aircraft.
    """

    name: str
    members: tuple[Member, ...]
    share: tuple[int, int] = (0, 256)
    said: tuple[Identity, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes, as stored; of members with many aircraft this job's part."""
        part = (self.share[1] - self.share[0]) / 256
        return sum(member.size if member.hex else int(member.size * part) for member in self.members)


@dataclass(frozen=True, slots=True)
class How:
    """What every job is told: how archives are opened, and what is wanted."""

    files: Files
    asked: Asked


@dataclass(frozen=True, slots=True)
class JobDone:
    """What a job gave: the files of the dataset by folder, and what is counted over all jobs.

    `left_out` counts aircraft by the reason why they are not shown.
    """

    parts: Mapping[str, bytes]
    members: int = 0
    points: int = 0
    events: int = 0
    set_aside: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
