"""The members of all archives in the order of their aircraft, on disk: memory stays flat whatever their number."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

import duckdb
import pyarrow as pa

from armstrace.desk.flights.asked import JOB_BYTES, Asked, Job
from armstrace.desk.flights.packing import MEMBER
from armstrace.evidence.disk import explained
from armstrace.records.errors import ArmstraceError
from armstrace.records.kinds import Identity
from armstrace.sources.traces.points import Member
from armstrace.tables.ask import literal
from armstrace.tables.database import database

MIXED_BYTES = 256_000_000
"""A file of many aircraft is gone through once for so many bytes as stored, each time for a share of the aircraft."""

_BATCH = 20_000
_MEMBER = pa.schema([MEMBER.field(name) for name in ("archive", "name", "hex", "day", "offset", "size")])
SaidOf = Callable[[Sequence[str]], Sequence[Identity]]
"""Gives what sources assert of aircraft, by their addresses; by none of all."""


@dataclass(frozen=True, slots=True)
class Index:
    """The members wanted, in a database beside the dataset; `mixed` are those with many aircraft."""

    connection: duckdb.DuckDBPyConnection
    files: int
    bytes: int
    mixed: tuple[Member, ...]

    def jobs(self, told: str, said_of: SaidOf) -> Iterator[Job]:
        """Give the jobs; the same members and what is `told` of the run always make the same ones, in one order."""
        if self.mixed:
            yield from self._shared(told, said_of)
            return
        batch: list[Member] = []
        size = 0
        for _, group in groupby(self._members(), key=lambda member: member.hex):
            mine = list(group)
            more = sum(member.size for member in mine)
            if batch and size + more > JOB_BYTES:
                yield _job(batch, told, said_of)
                batch, size = [], 0
            batch += mine
            size += more
        if batch:
            yield _job(batch, told, said_of)

    def _shared(self, told: str, said_of: SaidOf) -> Iterator[Job]:
        """Give each job a share of all addresses, so that what several kinds of files say of one aircraft meets."""
        mixed = sum(_as_text(member) for member in self.mixed)
        count = min(256, 1 + mixed // MIXED_BYTES + (self.bytes - sum(m.size for m in self.mixed)) // JOB_BYTES)
        for number in range(count):
            share = (number * 256 // count, (number + 1) * 256 // count)
            own = f"WHERE right(hex, 2) >= '{share[0]:02x}' AND right(hex, 2) <= '{share[1] - 1:02x}'"
            yield _job([*self._members(own), *self.mixed], told, said_of, share)

    def _members(self, which: str = "") -> Iterator[Member]:
        order = 'hex, day NULLS LAST, archive, name, "offset"'
        with self.connection.cursor() as asking:
            asking.execute(f"SELECT DISTINCT * FROM member {which} ORDER BY {order}")
            while rows := asking.fetchmany(_BATCH):
                for row in rows:
                    yield Member(*row)


@contextmanager
def indexed(folder: Path, members: Iterable[Member], asked: Asked) -> Iterator[Index]:
    """List the members of archives; `folder` holds what does not fit into memory and is left empty.

    Raises:
        ArmstraceError: the disk is full or the folder cannot be written.
    """
    path = folder / "index.duckdb"
    _clear(folder)
    try:
        with database(path, memory_limit="256MB", threads="2") as connection:
            connection.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")
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
        for path in (*folder.glob("index.duckdb*"), *folder.glob("spill/*")):
            path.unlink(missing_ok=True)
        if (folder / "spill").is_dir():
            (folder / "spill").rmdir()


def _filled(connection: duckdb.DuckDBPyConnection, members: Iterable[Member], asked: Asked) -> Index:
    connection.execute(
        'CREATE TABLE member (archive VARCHAR, name VARCHAR, hex VARCHAR, day DATE, "offset" BIGINT, size BIGINT)'
    )
    files = size = 0
    mixed: list[Member] = []
    wanted = (member for member in members if asked.in_time(member.day))
    while batch := list(islice(wanted, _BATCH)):
        files += len(batch)
        size += sum(member.size for member in batch)
        mixed += [member for member in batch if not member.hex]
        single = [member for member in batch if member.hex]
        columns = [[getattr(member, name) for member in single] for name in _MEMBER.names]
        table = pa.table([pa.array(c, t) for c, t in zip(columns, _MEMBER.types, strict=True)], schema=_MEMBER)
        connection.register("batch", table)
        connection.execute("INSERT INTO member SELECT * FROM batch")
        connection.unregister("batch")
    return Index(connection, files, size, tuple(sorted(set(mixed), key=lambda member: (member.archive, member.name))))


def _as_text(member: Member) -> int:
    """Say how many bytes a file has as text: columns and compressed files hold some five times what they weigh."""
    return member.size if member.name.lower().endswith((".csv", ".txt", ".json", ".sbs")) else member.size * 5


def _job(members: list[Member], told: str, said_of: SaidOf, share: tuple[int, int] = (0, 256)) -> Job:
    hexes = [] if share != (0, 256) or not all(member.hex for member in members) else {m.hex for m in members}
    said = tuple(one for one in said_of(sorted(hexes)) if hexes or _falls(one.hex, share))
    digest = hashlib.sha256(told.encode())
    for each in members:
        line = [each.archive, each.name, each.hex, str(each.day), each.offset, each.size]
        digest.update(json.dumps(line).encode())
    digest.update(json.dumps([share, [one.key for one in said]]).encode())
    # no address in it: whose owner asked not to be shown may come first
    return Job(f"part-{digest.hexdigest()[:12]}", tuple(members), share, said)


def _falls(address: str, share: tuple[int, int]) -> bool:
    return share[0] <= int(address[-2:], 16) < share[1]
