"""BaseStation (SBS) messages: what a receiver's program sends on port 30003, kept as a comma-separated file.

Publisher: whoever ran the receiver; the format is Kinetic Avionics', as readsb and dump1090 write it. Written from
lines of 22 values without a header: kind (MSG), type of message (1-8), two numbers of the session, address, number of
the flight, date and time at which the message was generated and at which it was logged, callsign, altitude (ft),
speed over ground (kt), track (degrees), latitude, longitude, rate of climb (ft/min), squawk, alert, emergency, ident,
on ground (-1 or 1). Lines of other kinds (SEL, ID, AIR, STA, CLK) are passed over.

A message says only a part: a position is joined to the last altitude, speed, track and rate of climb of the same
address within 30 s before it, and to its last callsign within 15 minutes. The time is that of generation, else of
logging. The lines do not name a time zone.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.traces.lists.intake import flights_installed, records_of, unpacked
from armstrace.sources.traces.points import Member, Points

SOURCE = Source(
    name="basestation",
    title="BaseStation (SBS) messages of a receiver",
    publisher="Whoever ran the receiver",
    url="https://github.com/wiedehopf/readsb",
    licence="That of whoever ran the receiver",
    kinds=("edition",),
    covers="What one receiver, or several put together, heard of aircraft while the file was written.",
    limits=(
        "Beyond the receiver's range, and while it was off, nothing is recorded.",
        "Times are the receiver's own clock, without a time zone.",
        "Addresses, callsigns and positions are what the aircraft sent or seemed to send; any can be wrong or made up.",
        "How a position was received is not in the file.",
        "The file does not say what was on board.",
    ),
)
ZONE = "The lines name no time zone: their times are taken as UTC."
_MESSAGE = re.compile(rb"^MSG,[1-8](?:,[^,\r\n]{0,40}){20}\r?$", re.MULTILINE)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell the format by a whole message among the first lines."""
    return 2 if _MESSAGE.search(unpacked(head)) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield one edition that says what the file holds, then the lines that were set aside.

    Raises:
        CaseError: the extra that reads positions is not installed.
    """
    flights_installed()
    from armstrace.sources.traces.lists.sbs import parts  # noqa: PLC0415  # needs the flights extra

    yield from records_of(parts(exhibit.path), exhibit, options, SOURCE, ZONE)


def read_columns(
    source: Path | str | bytes, member: Member, hexes: Collection[str] | None = None, *, utc_offset_h: float = 0.0
) -> Points:
    """Give all positions of a file, whatever the order of its lines.

    Args:
        source: a path, or the bytes themselves.
        member: what the points are said to come from.
        hexes: the aircraft wanted; None for all.
        utc_offset_h: how far the receiver's clock was ahead of UTC.
    """
    flights_installed()
    from armstrace.sources.traces.lists.gathered import gathered  # noqa: PLC0415  # needs the flights extra
    from armstrace.sources.traces.lists.sbs import whole  # noqa: PLC0415  # the same

    return gathered(whole(source, hexes, utc_offset_h), source, member)


def read_batches(
    source: Path | str | bytes, member: Member, hexes: Collection[str] | None = None, *, utc_offset_h: float = 0.0
) -> Iterator[Points]:
    """Give the positions of a file of any size part by part, in the order of the file.

    Arguments are those of `read_columns`.
    """
    flights_installed()
    from armstrace.sources.traces.lists.gathered import batches  # noqa: PLC0415  # needs the flights extra
    from armstrace.sources.traces.lists.sbs import parts  # noqa: PLC0415  # the same

    return batches(parts(source, hexes, utc_offset_h), source, member)
