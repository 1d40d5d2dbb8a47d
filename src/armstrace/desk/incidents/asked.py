"""What incidents are asked for: a place and how far around it, days, a weapon, an actor."""

import re
from dataclasses import dataclass
from datetime import date

from armstrace.gazetteer.identities.tables import identities, lineage
from armstrace.gazetteer.states import code_of, display, states
from armstrace.records.errors import CaseError, UnreadableValue
from armstrace.sources.incidents.cells import placed
from armstrace.sources.incidents.weapons import named_weapon

_DEGREES = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*")


@dataclass(frozen=True, slots=True)
class Near:
    """A place to look around: its position, how far that may be off, and what it is called."""

    lat: float
    lon: float
    name: str
    off_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; what is None or "" is not asked.

    `box` is south, west, north, east in degrees. `weapon` and `actor` are as given; `weapons` the identities that the
    first stands for, `party` the code that the second stands for. `origin` is in the name of who first told of it.
    """

    near: Near | None = None
    km: float = 10.0
    box: tuple[float, float, float, float] | None = None
    first: date | None = None
    last: date | None = None
    weapon: str = ""
    weapons: tuple[str, ...] = ()
    actor: str = ""
    party: str = ""
    origin: str = ""

    @property
    def said(self) -> str:
        """What was asked, in words for the head of a table."""
        parts = []
        if self.near:
            parts.append(f"within {self.km:g} km of {self.near.name} ({self.near.lat:.3f}, {self.near.lon:.3f})")
        if self.box:
            parts.append("between {:g}, {:g} and {:g}, {:g}".format(*self.box))
        if self.first:
            parts.append(f"from {self.first}")
        if self.last:
            parts.append(f"to {self.last}")
        if self.weapon:
            parts.append(f"weapon {self.weapon}")
        if self.actor:
            parts.append(f"attributed to {display(self.party) if self.party else self.actor}")
        if self.origin:
            parts.append(f"told by {self.origin}")
        return ", ".join(parts) or "all"


def degrees(text: str) -> Near | None:
    """Read a place given as latitude and longitude; None where it is a name.

    Raises:
        CaseError: the two are nowhere on the globe.
    """
    found = _DEGREES.fullmatch(text)
    if not found:
        return None
    try:
        lat, lon = placed(float(found[1]), float(found[2]))
    except UnreadableValue as error:
        raise CaseError(error.what, where="--near", todo="Write it as 39.82,46.75: latitude first.") from error
    return Near(lat, lon, "this place")


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """Read "south,west,north,east" in degrees; "" is none.

    Raises:
        CaseError: it is no such box.
    """
    if not text:
        return None
    try:
        south, west, north, east = (float(each) for each in text.split(","))
        placed(south, west)
        placed(north, east)
    except ValueError as error:
        raise CaseError(
            f"{text!r} is no box.", where="--box", todo="Write it as south,west,north,east: 39,46,41,48."
        ) from error
    if south > north:
        raise CaseError("The south of this box lies north of its north.", where="--box", todo="Exchange the two.")
    return south, west, north, east


def party_asked(text: str) -> str:
    """Give the code of a state that is asked for as an actor, "" for anybody else."""
    return text.upper() if text.upper() in states() else code_of(text) or ""


def weapons_asked(text: str) -> tuple[str, ...]:
    """Give the identities that a name asked for stands for: itself and the variants of it.

    >>> "r-17" in weapons_asked("Scud"), weapons_asked("Uragan")
    (True, ())
    """
    known = named_weapon(text) if text else ""
    return tuple(sorted(key for key in identities() if known in {each.key for each in lineage(key)})) if known else ()
