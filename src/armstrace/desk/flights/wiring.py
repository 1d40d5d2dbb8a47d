"""Where the rooms below meet: archives, readers, airfields and flights, as a run needs them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import armstrace_standin as standin
import numpy as np
import pyarrow as pa

from armstrace.engine.store import Files
from armstrace.flights.airfields.fields import Fields, all_fields
from armstrace.gazetteer.runway_fields import edition
from armstrace.sources.traces.points import Member, Points

if TYPE_CHECKING:
    import numpy.typing as npt

RUNWAY_FT = 4_000.0
"""What could have been seen is counted at fields with a runway of this length, and where none is known."""


def editions() -> Mapping[str, str]:
    """Say which versions of what is shipped a run rests on."""
    return {"airfields": edition()}


def members_of(archives: Iterable[str], files: Files) -> Iterator[Member]:
    """List the members of archives."""
    return standin.walk(archives, open_binary=files)


def points_of(members: Sequence[Member], files: Files) -> Points:
    """Read members of any source into points."""
    return standin.read_points(members, files)


def events_of(points: Points) -> pa.Table:
    """Find the movements."""
    return standin.movements(points, {}, _fields())


def made_ready() -> None:
    """Load the airfields and compile what is compiled."""
    _fields()


@cache
def _fields() -> Fields:
    return all_fields()


def fields_in_reach() -> "tuple[tuple[str, ...], npt.NDArray[np.float64], npt.NDArray[np.float64]]":
    """Give the idents and places of the fields at which it is counted what could have been seen."""
    columns = _fields().columns
    starts = columns.start[:-1]
    longest = np.maximum.reduceat(columns.length_ft, starts)
    chosen = np.nonzero((longest >= RUNWAY_FT) | (longest == 0))[0]
    return tuple(_fields().idents[i] for i in chosen), columns.lat[chosen], columns.lon[chosen]
