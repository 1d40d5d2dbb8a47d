"""One aircraft's day as it is drawn: where it was seen, where it was not, and what was inferred."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

GAP_S = 300.0
"""A silence longer than this is drawn as a gap, whatever lies between."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A position: seconds since 1970, degrees, pressure altitude in feet where it is known."""

    at: float
    lat: float
    lon: float
    alt_ft: float | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Positions that follow each other: in the "air", on the "ground", or "astray", which cannot be this aircraft's."""

    kind: str
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An airfield at which an event may have been, and how sure that is; `airfield` is "" where none can be named."""

    airfield: str
    name: str
    lat: float | None
    lon: float | None
    probability: float
    tier: str


@dataclass(frozen=True, slots=True)
class Event:
    """A landing or take-off: when, between when and when, on what grounds, and where, the likeliest first."""

    kind: str
    at: float
    earliest: float
    latest: float
    basis: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One aircraft on one UTC day; `members` are the files it was read from, each with its hash."""

    hex: str
    day: str
    registration: str
    typecode: str
    callsigns: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    events: tuple[Event, ...]
    members: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """Say whose track it is."""
        said = [self.registration, self.typecode, ", ".join(self.callsigns)]
        return f"{self.hex} on {self.day}" + "".join(f" · {each}" for each in said if each)

    @property
    def own(self) -> list[Fix]:
        """The positions that can be this aircraft's, by time."""
        return [fix for stretch in self.stretches if stretch.kind != "astray" for fix in stretch.fixes]

    def gaps(self) -> Iterator[tuple[Fix, Fix]]:
        """Give the silences: the last position before and the first after."""
        for one, two in pairwise(self.own):
            if two.at - one.at > GAP_S:
                yield one, two


def clock(at: float, day: str = "") -> str:
    """Write a moment as its time of day in UTC, with the date where that is not `day`.

    >>> clock(3660.0), clock(3660.0, "1969-12-31")
    ('01:01', '01:01 (1970-01-01)')
    """
    moment = datetime.fromtimestamp(at, UTC)
    date = f" ({moment:%Y-%m-%d})" if day and f"{moment:%Y-%m-%d}" != day else ""
    return f"{moment:%H:%M}{date}"


def chance(probability: float) -> str:
    """Write a probability; what rounds to certainty is none.

    >>> chance(0.9999), chance(0.5)
    ('>0.99', '0.50')
    """
    if probability > 0.99:
        return ">0.99"
    return f"{probability:.2f}" if probability >= 0.01 else "<0.01"


def where(event: Event) -> str:
    """Say where an event was, never without its probability."""
    best = event.candidates[0] if event.candidates else None
    if best is None or not best.airfield:
        return "no field can be named" + (f" ({chance(best.probability)})" if best else "")
    return f"{best.airfield} {chance(best.probability)}"
