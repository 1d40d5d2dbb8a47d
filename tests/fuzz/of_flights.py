"""What reads positions of aircraft and counts of flights: trace files, archives of them, series by day."""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping

from armstrace.desk.surges.counts import read_counts
from armstrace.records.errors import UnreadableValue
from armstrace.sources.traces.archives.walk import MOST_PROBLEMS, Seen, load, walk
from armstrace.sources.traces.points import Member
from armstrace.sources.traces.reading import read_points
from fuzz.targets import Target, scratch, written

HEX = "600864"


def targets() -> Mapping[str, Target]:
    """Give a target for a trace file, for an archive of them, and for a file of counts."""
    return {
        "trace": Target(_trace, _traces),
        "archive": Target(_archive, _archives),
        "counts": Target(_counts, _series),
    }


def _trace(data: bytes) -> None:
    points = read_points([Member("memory", f"trace_full_{HEX}.json", HEX, size=len(data))], lambda _: data)
    (read,) = points.members
    assert read.problem or read.sha256 == hashlib.sha256(data).hexdigest()
    assert len(points.time_s) <= read.points


def _traces() -> Iterator[bytes]:
    details = {"alt_geom": 1200, "track": 90.5, "flight": "AZQ123  ", "squawk": "1000", "r": "4K-AZ"}
    rest = ("adsb_icao", 1200, 64, None, None)
    rows = [
        [at * 10.5, 40.1 + at, 46.3, 900 * at or "ground", 210.5, 91.2, at % 4, 640, details if at % 2 else None, *rest]
        for at in range(6)
    ]
    told = {"icao": HEX, "r": "4K-AZ", "t": "IL76", "dbFlags": 1, "timestamp": 1601596800.0, "trace": rows}
    text = json.dumps(told, separators=(",", ":")).encode()
    yield text
    yield gzip.compress(text, mtime=0)
    yield json.dumps(told, indent=1).encode()


def _archive(data: bytes) -> None:
    path = written(data, "v2020.10.02-planes-readsb-prod-0.tar")
    seen = Seen()
    for member in walk([str(path)], seen=seen):
        try:
            load(member)
        except (OSError, UnreadableValue):
            continue
    assert len(seen.problems) <= MOST_PROBLEMS
    assert not (scratch().parent / "escaped.txt").exists()


def _archives() -> Iterator[bytes]:
    content = next(_traces())
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT):
        held = io.BytesIO()
        with tarfile.open(fileobj=held, mode="w", format=form) as archive:
            for name in (f"./traces/64/trace_full_{HEX}.json", f"./traces/64/{'a' * 80}.json"):
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        yield held.getvalue()


def _counts(data: bytes) -> None:
    read_counts(written(data, "counts.csv"))


def _series() -> Iterator[bytes]:
    rows = "".join(f"a,2020-10-{day:02},{day % 4},1.0,AZQ,UBBG\n" for day in range(1, 30))
    text = f"series,date,count,exposure,operator,airfield\n{rows}".encode()
    yield text
    yield gzip.compress(text, mtime=0)
    yield b"day,landings\n2020-10-01,3\n2020-10-03,(4)\n"
