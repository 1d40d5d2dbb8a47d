"""State vectors of the OpenSky Network: one row per aircraft and moment of what its receivers knew of it then.

Publisher: The OpenSky Network, Burgdorf. Written from its documented columns (SI units, times in seconds from 1970 in
UTC): CSV with a header, also as .csv.gz and in the .csv.tar that the network publishes, Parquet, and answers of its
REST service, one snapshot a line. Read but not kept: alert, spi, squawk, lastcontact, serials, hour.

A state vector repeats the last position until a new one comes in. The time of a position is `lastposupdate` where that
is given, and the repeats are dropped, the first row with a position being kept; without it every row is a position.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import Leaves, ReadOptions, Source
from armstrace.sources.traces.lists.intake import first_cells, flights_installed, is_snapshot, records_of
from armstrace.sources.traces.points import Member, Points

COLUMNS = (
    "time", "icao24", "lat", "lon", "velocity", "heading", "vertrate", "callsign", "onground", "alert", "spi", "squawk",
    "baroaltitude", "geoaltitude", "lastposupdate", "lastcontact",
)  # fmt: skip
SOURCE = Source(
    name="opensky_states",
    title="OpenSky Network state vectors",
    publisher="The OpenSky Network",
    url="https://opensky-network.org/data/scientific",
    licence="Terms of the OpenSky Network: non-profit research; cite the network",
    kinds=("edition",),
    covers="Positions of aircraft that the network's receivers heard, for the hours of the file.",
    limits=(
        "Where and when there was no receiver nothing is recorded; an empty stretch is no proof that nobody flew.",
        "Addresses, callsigns and positions are what the aircraft sent or seemed to send; any can be wrong or made up.",
        "How a position was received (sent by the aircraft, or measured by several receivers) only REST answers say.",
        "The file does not say what was on board.",
    ),
    leaves=Leaves.NON_COMMERCIAL,
)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell state vectors by their first columns, an archive by the names in it; any Parquet file may hold them."""
    if {"time", "icao24", "lat", "lon"} <= set(first_cells(head)):
        return 2
    if is_snapshot(head):
        return 2
    if head[:4] == b"PAR1":
        return 1
    return 2 if head[257:262] == b"ustar" and b"states_" in head else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield one edition that says what the file holds, then the lines that were set aside.

    Raises:
        SourceChanged: a column is new, missing or renamed, or the file is no table.
        CaseError: the extra that reads positions is not installed.
    """
    flights_installed()
    from armstrace.sources.traces.lists.states import parts  # noqa: PLC0415  # needs the flights extra

    yield from records_of(parts(exhibit.path, exhibit.received_name), exhibit, options, SOURCE)


def read_columns(source: Path | str | bytes, member: Member, hexes: Collection[str] | None = None) -> Points:
    """Give all positions of a file.

    Args:
        source: a path, or the bytes themselves.
        member: what the points are said to come from.
        hexes: the aircraft wanted; None for all.
    """
    flights_installed()
    from armstrace.sources.traces.lists.gathered import gathered  # noqa: PLC0415  # needs the flights extra
    from armstrace.sources.traces.lists.states import parts  # noqa: PLC0415  # the same

    return gathered(parts(source, member.name, hexes), source, member)


def read_batches(source: Path | str | bytes, member: Member, hexes: Collection[str] | None = None) -> Iterator[Points]:
    """Give the positions of a file of any size part by part, some 70,000 rows each, in the order of the file.

    Arguments are those of `read_columns`.
    """
    flights_installed()
    from armstrace.sources.traces.lists.gathered import batches  # noqa: PLC0415  # needs the flights extra
    from armstrace.sources.traces.lists.states import parts  # noqa: PLC0415  # the same

    return batches(parts(source, member.name, hexes), source, member)
