"""Lines of a Flightradar24 CSV to rows; the files are small, one flight each."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from armstrace.records.errors import SourceChanged, UnknownFormat, UnreadableValue
from armstrace.sources.traces.lists.delimited import callsigns, cells_of, halves
from armstrace.sources.traces.lists.gathered import Part
from armstrace.sources.traces.lists.lines import Bad, Block, bad_line, blocks, by_row, good_lines
from armstrace.sources.traces.lists.table import Rows, address_of

COLUMNS = ("Timestamp", "UTC", "Callsign", "Position", "Altitude", "Speed", "Direction")
_WHOLE = re.compile(r"-?[0-9]{1,10}")
_PLACE = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,12})?),\s?(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)")
_EARLIEST, _LATEST = 1_136_073_600, 4_102_444_800  # 2006, before the site began, and 2100

Row = tuple[int, bytes, float, float, float, float, float, int]
"""Time, callsign, latitude, longitude, altitude, speed, direction, number of the line."""


def parts(source: Path | str | bytes, name: str, address: str) -> Iterator[Part]:
    """Yield the positions of a file, all of the aircraft given.

    Raises:
        SourceChanged: a column is new, missing or renamed.
        UnknownFormat: the file is no table.
    """
    known = False
    for block in blocks(source):
        first, text = block.first, block.text
        if first == 1 and text:
            header, _, text = text.partition(b"\n")
            _check([cell.strip() for cell in cells_of(header.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r"))], name)
            known, first = True, 2
        if known:
            yield _part(Block(first, text, block.member, block.bad, block.stopped), address_of(address.lower()))
    if not known:
        raise UnknownFormat("There is no table in this file.", where=repr(name), todo="Check the file.")


def _check(names: Sequence[str], where: str) -> None:
    missing = [one for one in COLUMNS if one not in names]
    unknown = [one for one in names if one not in COLUMNS]
    if missing or unknown or len(names) != len(COLUMNS) or list(names) != list(COLUMNS):
        raise SourceChanged(
            f"The columns are not those of a flight: missing {missing}, unknown {unknown}.",
            where=f"{where!r}, row 1",
            todo=f"The columns are {', '.join(COLUMNS)}, in this order.",
        )


def _part(block: Block, address: int) -> Part:
    found: list[Row] = []
    bad: list[Bad] = []
    text, numbers, unread = good_lines(block, lambda _: "")
    for number, line in zip(numbers, text.split(b"\n"), strict=False):
        try:
            found.append(_row(cells_of(line), number))
        except UnreadableValue as error:
            bad.append(bad_line(number, error.what, line, block.member))
    return Part(_rows(found, address), by_row(*block.bad, *unread, *bad), block.stopped)


def _row(cells: Sequence[str], number: int) -> Row:
    if len(cells) != len(COLUMNS):
        raise UnreadableValue(f"The line has {len(cells)} values, the header {len(COLUMNS)}.")
    for name, cell in zip(COLUMNS, cells, strict=True):
        if name in {"Timestamp", "Altitude", "Speed", "Direction"} and not _WHOLE.fullmatch(cell):
            raise UnreadableValue(f"{name}: {cell[:40]!r} is not a number.")
    time, place = int(cells[0]), _PLACE.fullmatch(cells[3])
    if not _EARLIEST < time < _LATEST or _seconds(cells[1]) != time:
        raise UnreadableValue(f"The two times of the line, {cells[0]} and {cells[1][:40]!r}, are not one and the same.")
    lat, lon = (float(place[1]), float(place[2])) if place else (math.nan, math.nan)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise UnreadableValue(f"Position: {cells[3][:40]!r} is no latitude and longitude.")
    altitude, speed, direction = (float(cell) for cell in cells[4:7])
    return time, cells[2].encode("ascii", "replace"), lat, lon, altitude, speed, direction, number


def _seconds(printed: str) -> float:
    """Read a moment in UTC, as "2024-03-05T10:00:00Z" or with a blank for the T; another zone is not taken."""
    try:
        moment = datetime.fromisoformat(printed.strip().removesuffix("Z").removesuffix("+00:00"))
    except ValueError:
        return math.nan
    return math.nan if moment.tzinfo else moment.replace(tzinfo=UTC).timestamp()


def _rows(found: Sequence[Row], address: int) -> Rows:
    time, said, lat, lon, altitude, speed, direction, number = zip(*found, strict=True) if found else ((),) * 8
    feet = np.array(altitude, np.float64)
    unknown = np.full(len(found), np.nan, np.float32)
    return Rows(
        address=np.full(len(found), address, np.int64),
        time_s=np.array(time, np.float64),
        said_s=np.array(time, np.float64),
        lat=np.array(lat, np.float64),
        lon=np.array(lon, np.float64),
        alt_ft=halves(np.where(feet == 0, np.nan, feet)),
        geom_ft=unknown,
        speed_kt=halves(np.array(speed, np.float64)),
        track_deg=halves(np.array(direction, np.float64)),
        climb_fpm=unknown,
        ground=feet == 0,
        flags=np.zeros(len(found), np.uint8),
        source=np.zeros(len(found), np.uint8),
        callsign=callsigns(list(said)),
        point=np.array(number, np.int64) - 2,
    )
