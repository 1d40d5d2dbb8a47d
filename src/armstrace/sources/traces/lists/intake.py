"""What readers of positions share before any position is read: the first line, the extra, the records of a file."""

import csv
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When
from armstrace.sources.traces.lists.lines import Bad

if TYPE_CHECKING:
    from armstrace.sources.traces.lists.gathered import Part

MOST_LISTED = 1000
HEAD = 65_536
_SNAPSHOT = re.compile(rb"\s{0,8}\{\s{0,8}\"time\"\s{0,8}:\s{0,8}[0-9]{1,15}\s{0,8},\s{0,8}\"states\"")


def flights_installed() -> None:
    """Make sure that what reads positions is installed.

    Raises:
        CaseError: it is not.
    """
    if find_spec("numpy") is None:
        raise CaseError(
            "Reading positions of aircraft needs numpy, which is not installed.", todo="Install armstrace[flights]."
        )


def unpacked(head: bytes) -> bytes:
    """Give the beginning of a file, unpacked where it is gzip."""
    if head[:2] != b"\x1f\x8b":
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return b""


def first_line(head: bytes) -> str:
    """Give the first line of a text, packed or not."""
    line = unpacked(head).removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return line[:HEAD].decode("utf-8", "replace").rstrip("\r")


def first_cells(head: bytes) -> list[str]:
    """Give the cells of the first line of a text, packed or not; none where it is no table."""
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(first_line(head))), [])]
    except csv.Error:
        return []


def is_snapshot(head: bytes) -> bool:
    """Tell an answer of OpenSky's REST service: an object that begins with a time and state vectors."""
    return bool(_SNAPSHOT.match(unpacked(head)))


def records_of(
    parts: "Iterable[Part]", exhibit: Exhibit, options: ReadOptions, source: Source, assumed: str = ""
) -> Iterator[Readable]:
    """Yield one edition that says which aircraft and days a file holds, then the lines that were set aside.

    The first MOST_LISTED lines are listed one by one, the rest is counted. `assumed` is a sentence for the edition.
    """
    tally = _Tally()
    for part in parts:
        tally.take(part)
    yield _edition(tally, exhibit, (options.edition or exhibit.edition).strip(), source, assumed)
    seen: Counter[str] = Counter()
    for bad in tally.bad:
        place = str(Place(member=bad.member or None, row=bad.row))
        item = f"again={seen[place]}" if seen[place] else ""  # a snapshot holds many vectors in one line
        seen[place] += 1
        yield SetAside(exhibit.sha256, place, source.reader, bad.reason, bad.printed, item=item)
    more = tally.bad_rows - len(tally.bad)
    if more > 0:
        reason = f"{more:,} more lines could not be read; they are not listed one by one."
        yield SetAside(exhibit.sha256, "", source.reader, reason, "", item="more")
    for number, stopped in enumerate(tally.stopped):
        reason = f"{stopped} What stands before it was read."
        yield SetAside(exhibit.sha256, "", source.reader, reason, "", item=f"stopped={number}")


class _Tally:
    """What is counted while the parts of a file go by; none of them is kept."""

    def __init__(self) -> None:
        self.rows = self.bad_rows = 0
        self.aircraft: set[int] = set()
        self.first = self.last = 0.0
        self.bad: list[Bad] = []
        self.stopped: list[str] = []

    def take(self, part: "Part") -> None:
        rows = part.rows
        self.bad_rows += len(part.bad)
        self.bad.extend(part.bad[: MOST_LISTED - len(self.bad)])
        if part.stopped and len(self.stopped) < MOST_LISTED:
            self.stopped.append(part.stopped)
        if len(rows.address):
            first, last = float(rows.time_s.min()), float(rows.time_s.max())
            self.first = min(self.first, first) if self.rows else first
            self.last = max(self.last, last) if self.rows else last
            self.aircraft.update(set(rows.address.tolist()))
            self.rows += len(rows.address)


def _edition(tally: _Tally, exhibit: Exhibit, said: str, source: Source, assumed: str) -> Edition:
    covers, days = None, "no position"
    if tally.rows:
        first, last = (datetime.fromtimestamp(at, UTC).date() for at in (tally.first, tally.last))
        days = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
        covers = When(first, last, "", days)
    counted = f"{tally.rows:,} rows with a position, {len(tally.aircraft):,} aircraft; {tally.bad_rows:,} set aside."
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, "row=1"),
        exhibit=exhibit.sha256,
        place="row=1",
        item="",
        reader=source.reader,
        register=source.name,
        label=f"{source.title}, {days}" + (f" ({said})" if said else ""),
        covers=covers,
        assumptions=f"{counted} {assumed}".rstrip(),
    )
