"""What a run over archives is asked for, and the pieces of work it is cut into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from armstrace.engine.store import Files
from armstrace.sources.traces.points import Member

JOB_BYTES = 800_000
"""As stored: about half a million points. One aircraft's files are never parted, so that its days meet."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which movements are wanted: of these aircraft, of this operator, from this UTC day to that one, all included.

    `named` gives the reason why an aircraft is shown though its owner asked not to be; `others` reads all aircraft,
    those not wanted only to see what could have been seen where.
    """

    hexes: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)
    operator: str = ""
    first: date | None = None
    last: date | None = None
    points: bool = False
    others: bool = False

    def wants(self, member: Member) -> bool:
        """Tell whether a member may hold what is wanted; the days beside show where a flight began and ended."""
        if self.hexes and not self.others and member.hex and member.hex not in self.hexes:
            return False
        if member.day is None:
            return True
        return not (self.first and member.day < self.first - _DAY) and not (self.last and member.day > self.last + _DAY)

    def told(self) -> dict[str, object]:
        """Say it as JSON; reasons stay out of the dataset."""
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
    """One piece of work: all members of some aircraft. Its name says what is in it, so it is the same in every run."""

    name: str
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """How many bytes, as stored."""
        return sum(member.size for member in self.members)


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
