"""Flightradar24's CSV of one flight, as its site gives it to subscribers: time, callsign, place, altitude, speed.

Publisher: Flightradar24 AB, Stockholm. Written from the columns Timestamp (seconds from 1970 in UTC), UTC (the same in
words), Callsign, Position ("latitude,longitude"), Altitude (ft), Speed (kt), Direction (degrees). An altitude of 0
stands for an aircraft on the ground.

The address of the aircraft is not in the file: it is said with it, or stands in its name ("600866.csv", "hex-600866").
"""

import re
from collections.abc import Iterator
from pathlib import Path

from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import Leaves, ReadOptions, Source
from armstrace.sources.traces.lists.intake import first_cells, flights_installed, records_of
from armstrace.sources.traces.points import Member, Points

COLUMNS = ("Timestamp", "UTC", "Callsign", "Position", "Altitude", "Speed", "Direction")
SOURCE = Source(
    name="fr24_csv",
    title="Flightradar24 flight as CSV",
    publisher="Flightradar24 AB",
    url="https://www.flightradar24.com",
    licence="© Flightradar24; terms of the subscription",
    kinds=("edition",),
    covers="The positions that the site shows for one flight.",
    limits=(
        "The aircraft's address is not in the file: which aircraft it was is what the person says who gave it.",
        "Positions are thinned, and some are estimated by the site; the file does not say which.",
        "The site leaves out aircraft whose owners ask for it: that a flight is missing shows nothing.",
        "The file does not say what was on board.",
    ),
    leaves=Leaves.NEVER,
)
# a flight's number on the site has eight such digits, a date six decimal ones: neither is taken for an address
_NAMED = re.compile(r"(?:hex|icao|icao24)[-_=]([0-9a-f]{6})(?![0-9a-z])", re.IGNORECASE)
_ALONE = re.compile(r"([0-9a-f]{6})(?:\.csv)?(?:\.gz)?", re.IGNORECASE)


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell the file by its first columns."""
    return 2 if first_cells(head)[:4] == list(COLUMNS[:4]) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield one edition that says what the file holds, then the lines that were set aside.

    Raises:
        SourceChanged: a column is new, missing or renamed.
        CaseError: the extra that reads positions is not installed.
    """
    flights_installed()
    from armstrace.sources.traces.lists.fr24_rows import parts  # noqa: PLC0415  # needs the flights extra

    yield from records_of(parts(exhibit.path, exhibit.received_name, "000000"), exhibit, options, SOURCE)


def read_columns(source: Path | str | bytes, member: Member) -> Points:
    """Give the positions of a file; the aircraft is `member.hex`, or what the member's name says.

    Raises:
        CaseError: nothing says which aircraft it is, or the extra that reads positions is not installed.
        SourceChanged: a column is new, missing or renamed.
    """
    flights_installed()
    from armstrace.sources.traces.lists.fr24_rows import parts  # noqa: PLC0415  # needs the flights extra
    from armstrace.sources.traces.lists.gathered import gathered  # noqa: PLC0415  # the same

    address = member.hex or hex_in_name(member.name)
    if not address:
        raise CaseError(
            "The file does not say which aircraft it is of.",
            where=repr(member.name),
            todo="Name the aircraft's address, for example by calling the file 600866.csv or hex-600866.csv.",
        )
    return gathered(parts(source, member.name, address), source, member)


def hex_in_name(name: str) -> str:
    """Give the address that a file's name states, "" where it states none.

    >>> hex_in_name("JL516_hex-84c123.csv"), hex_in_name("traces/600866.csv"), hex_in_name("JL516_37abc123.csv")
    ('84c123', '600866', '')
    """
    last = re.split(r"[\\/]", name)[-1]
    found = _NAMED.search(last) or _ALONE.fullmatch(last)
    return found[1].lower() if found else ""
