"""The members of all archives in the order of their aircraft, on disk: memory stays flat whatever their number."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path

import duckdb
import pyarrow as pa

from armstrace.desk.flights.asked import JOB_BYTES, Asked, Job
from armstrace.evidence.disk import explained
from armstrace.records.errors import ArmstraceError
from armstrace.sources.traces.points import Member

_BATCH = 20_000
_MEMBER = pa.schema(
    [
        ("archive", pa.string()),
        ("name", pa.string()),
        ("hex", pa.string()),
        ("day", pa.date32()),
        ("offset", pa.int64()),
        ("size", pa.int64()),
    ]
)
_DAYS = pa.schema(
    [
        ("archive", pa.string()),
        ("day", pa.date32()),
        ("folders", pa.int16()),
        ("files", pa.int64()),
        ("bytes", pa.int64()),
        ("files_wanted", pa.int64()),
    ]
)


@dataclass(slots=True)
class _Day:
    """What an archive holds of one day: which of the 256 folders, how many files and bytes, how many of them wanted."""

    folders: set[str]
    files: int = 0
    bytes: int = 0
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Index:
    """The members wanted, in a database beside the dataset, and what was counted on the way."""

    connection: duckdb.DuckDBPyConnection
    days: pa.Table
    files: int
    bytes: int

    def jobs(self, version: str, asked: Asked) -> Iterator[Job]:
        """Give the jobs in the order of their aircraft; the same members always make the same jobs."""
        told = json.dumps([version, asked.told(), sorted(asked.named)], sort_keys=True)
        batch: list[Member] = []
        size = 0
        for _, group in groupby(self._members(), key=lambda member: member.hex):
            mine = list(group)
            more = sum(member.size for member in mine)
            if batch and (size + more > JOB_BYTES or not batch[0].hex):
                yield _job(batch, told)
                batch, size = [], 0
            batch += mine
            size += more
        if batch:
            yield _job(batch, told)

    def _members(self) -> Iterator[Member]:
        asking = self.connection.cursor()
        asking.execute('SELECT DISTINCT * FROM member ORDER BY hex, day NULLS LAST, archive, name, "offset", size')
        while rows := asking.fetchmany(_BATCH):
            for archive, name, address, day, offset, size in rows:
                yield Member(archive, name, address, day, offset, size)


@contextmanager
def indexed(folder: Path, members: Iterable[Member], asked: Asked) -> Iterator[Index]:
    """List the members of archives; `folder` holds what does not fit into memory and is left empty.

    Raises:
        ArmstraceError: the disk is full or the folder cannot be written.
    """
    path = folder / "index.duckdb"
    _clear(folder)
    try:
        with duckdb.connect(str(path), config={"memory_limit": "256MB", "threads": "2"}) as connection:
            connection.execute(f"SET temp_directory = '{str(folder / 'spill').replace(chr(39), chr(39) * 2)}'")
            yield _filled(connection, members, asked)
    except duckdb.Error as error:
        raise ArmstraceError(
            f"Listing the archives failed: {' '.join(str(error).split())[:200]}.",
            where=str(folder),
            todo="See that there is room on the disk, then run the command again.",
        ) from error
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    with explained(folder, "Removing what a run left"):
        for path in sorted(folder.glob("index.duckdb*")):
            path.unlink(missing_ok=True)
        for path in sorted(folder.glob("spill/*")):
            path.unlink(missing_ok=True)
        if (folder / "spill").is_dir():
            (folder / "spill").rmdir()


def _filled(connection: duckdb.DuckDBPyConnection, members: Iterable[Member], asked: Asked) -> Index:
    connection.execute(
        'CREATE TABLE member (archive VARCHAR, name VARCHAR, hex VARCHAR, day DATE, "offset" BIGINT, size BIGINT)'
    )
    days: dict[tuple[str, date | None], _Day] = {}
    files = size = 0
    wanted = _counted(members, asked, days)
    while batch := list(islice(wanted, _BATCH)):
        files += len(batch)
        size += sum(member.size for member in batch)
        columns = [[getattr(member, name) for member in batch] for name in _MEMBER.names]
        table = pa.table([pa.array(c, t) for c, t in zip(columns, _MEMBER.types, strict=True)], schema=_MEMBER)
        connection.register("batch", table)
        connection.execute("INSERT INTO member SELECT * FROM batch")
        connection.unregister("batch")
    return Index(connection, _days(days), files, size)


def _counted(members: Iterable[Member], asked: Asked, days: dict[tuple[str, date | None], _Day]) -> Iterator[Member]:
    """Give the members wanted, and count all of them."""
    for member in members:
        key = (member.archive, member.day)
        day = days.get(key)
        if day is None:
            day = days[key] = _Day(set())
        day.files += 1
        day.bytes += member.size
        folder = member.name.rpartition("/")[0][-2:]
        if member.hex and folder:
            day.folders.add(folder)
        if asked.wants(member):
            day.wanted += 1
            yield member


def _days(days: dict[tuple[str, date | None], _Day]) -> pa.Table:
    found = sorted(days.items(), key=lambda item: (item[0][0], item[0][1] or date.max))
    rows = [
        {
            "archive": archive, "day": day, "folders": len(seen.folders), "files": seen.files, "bytes": seen.bytes,
            "files_wanted": seen.wanted,
        }
        for (archive, day), seen in found
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_DAYS)


def _job(members: list[Member], told: str) -> Job:
    digest = hashlib.sha256(told.encode())
    for each in members:
        line = [each.archive, each.name, each.hex, str(each.day), each.offset, each.size]
        digest.update(json.dumps(line).encode())
    return Job(f"{members[0].hex.replace('~', 'n') or 'many'}-{digest.hexdigest()[:12]}", tuple(members))
