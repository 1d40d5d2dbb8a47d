"""How far a state reaches, as far as its airfields tell: enough to prove that two coordinates were exchanged."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.runway_fields import runway_fields

MARGIN_DEG = 3.0
"""No point of a state lies further from the box around its airfields than this, except on islands without any."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The box around a state's airfields, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the box itself."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def near(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the box or within the margin around it."""
        return (
            self.south - MARGIN_DEG <= lat <= self.north + MARGIN_DEG
            and self.west - MARGIN_DEG <= lon <= self.east + MARGIN_DEG
        )


def extent_of(state: str) -> Extent | None:
    """Give the extent of a state (ISO alpha-3), None where no airfield of it is known."""
    return _extents().get(state)


@cache
def _extents() -> Mapping[str, Extent]:
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for field in runway_fields():
        places[field.state].append((field.lat, field.lon))
    return {
        state: Extent(min(y for y, _ in at), max(y for y, _ in at), min(x for _, x in at), max(x for _, x in at))
        for state, at in places.items()
    }
