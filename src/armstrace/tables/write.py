"""Writing the records of one exhibit: one Parquet file per kind, put in place whole or not at all."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.evidence.disk import discard, explained, open_new
from armstrace.evidence.lock import claim, locked
from armstrace.records.columns import Columns
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Readable
from armstrace.tables.row_hash import RowHash, Written, same
from armstrace.tables.schema import by_kind, schema, spread

# records are handled some hundred at a time, since one row may hold a hundred kilobytes; what is written together is
# as large as a query likes it, in rows or in bytes
CHUNK_ROWS = 512
Records = Iterable[Readable | Columns[Any]]
"""Records one by one, or many of one kind by columns."""

_GROUP_ROWS = 32 * CHUNK_ROWS
_GROUP_BYTES = 8 << 20
_OWNER = b"armstrace.exhibit"
_DOING = "Writing the tables"


def table_path(case: Path, kind: str, sha256: str) -> Path:
    """Name the file that holds the records of one kind from one exhibit."""
    return case / "tables" / kind / f"{sha256[:12]}.parquet"


def write(
    case: Path, sha256: str, records: Records, *, lasting: bool = True, synced: bool = True
) -> tuple[Written, ...]:
    """Write all records of an exhibit, replacing what an earlier reading wrote; nothing is replaced on an error.

    Not `lasting` is for a folder that is gone in a minute: nothing is forced onto the disk, no row is hashed (the
    hashes are ""). Not `synced` writes the same file and hashes its rows, and leaves it to the system when the disk has
    it. What the reader raises is passed on.

    Raises:
        ArmstraceError: the disk is full or the folder cannot be written.
        CaseError: another exhibit's hash begins like this one's.
    """
    with _writers() as writers:
        for kind, batch in batches(records):
            if kind not in writers:
                writers[kind] = _KindWriter(case, kind, sha256, lasting=lasting, synced=lasting and synced)
            writers[kind].add(batch)
        written = tuple(writer.finish() for _, writer in sorted(writers.items()))
        forget(case, sha256, keep={part.kind for part in written})
        return written


def rows_of(records: Records) -> tuple[Written, ...]:
    """Count and hash records as `write` does, and write nothing."""
    hashes: dict[str, RowHash] = {}
    for kind, batch in batches(records):
        hashes.setdefault(kind, RowHash(kind)).update(storable(kind, spread(kind, batch))[0])
    return tuple(rows.written() for _, rows in sorted(hashes.items()))


def stored_batches(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, list[Any]]]:
    """Read a written file back, some hundred rows at a time, as columns of Python values: those named, or all.

    Raises:
        CaseError: the file is damaged, or of another version of armstrace.
    """
    try:
        with pq.ParquetFile(path) as file:
            # asked for the whole file, Arrow holds what it has read of it
            for group in range(file.num_row_groups):
                for batch in file.iter_batches(CHUNK_ROWS, row_groups=[group], columns=columns):
                    held: dict[str, list[Any]] = batch.to_pydict()
                    yield held if columns is None else {name: held[name] for name in columns}
    except (pa.ArrowException, OSError, KeyError) as error:
        raise CaseError(
            f"A table of this case cannot be read: {' '.join(str(error).split())[:200]}.",
            where=f"tables/{path.parent.name}/{path.name}",
            todo="Run `armstrace read --again`: it rebuilds the tables from the exhibits.",
        ) from error


def stored_rows(case: Path, kind: str, sha256: str) -> Written:
    """Count and hash the rows that lie in a case's folder, as they are now.

    Raises:
        CaseError: the file is damaged.
    """
    rows = RowHash(kind)
    for batch in stored_batches(table_path(case, kind, sha256)):
        rows.update(batch)
    return rows.written()


def forget(case: Path, sha256: str, keep: Iterable[str] = ()) -> None:
    """Remove the tables of one exhibit, except the kinds to keep."""
    kept = set(keep)
    for path in (case / "tables").glob(f"*/{sha256[:12]}.parquet"):
        if path.parent.name not in kept and _owner(path) in {sha256, None}:
            path.unlink(missing_ok=True)


def storable(kind: str, values: Mapping[str, Sequence[Any]]) -> tuple[dict[str, list[Any]], list[pa.Array]]:
    """Give columns as they are stored, as Python values and as Arrow arrays: text is UTF-8.

    A lone surrogate, which is what is left of a file name that is not UTF-8, is kept as the six letters of its escape.
    """
    kept: dict[str, list[Any]] = {}
    arrays = []
    for name, arrow in zip(schema(kind).names, schema(kind).types, strict=True):
        given = values[name]
        column = given if isinstance(given, list) else list(given)
        try:
            array = _array(column, arrow)
        except UnicodeEncodeError:
            column = [None if text is None else text.encode("utf-8", "backslashreplace").decode() for text in column]
            array = pa.array(column, type=arrow)
        kept[name] = column
        arrays.append(array)
    return kept, arrays


def _array(column: list[Any], arrow: pa.DataType) -> pa.Array:
    """Make an array; a column of one text or of nothing, as many are, is not gone through value by value."""
    if column and isinstance(column[0], str | None) and same(column):
        return pa.repeat(pa.scalar(column[0], type=arrow), len(column))
    return pa.array(column, type=arrow)


class _KindWriter:
    """One Parquet file in the making, beside its final name; held by a claim, so that a dead program's can be told."""

    def __init__(self, case: Path, kind: str, sha256: str, *, lasting: bool, synced: bool) -> None:
        self.final = table_path(case, kind, sha256)
        self.lasting, self.synced = lasting, synced
        self.rows = RowHash(kind)
        self.count = 0
        self.waiting: list[pa.RecordBatch] = []
        self.waiting_rows = self.waiting_bytes = 0
        with explained(self.final.parent, _DOING):
            self.final.parent.mkdir(parents=True, exist_ok=True)
            self.partial = self.final.with_suffix(f".{secrets.token_hex(6)}.partial")
            # under the lock, so that no other program finds the file before it is claimed
            with locked(case):
                _require_own(self.final, sha256)
                _discard_unclaimed(self.final)
                self.file = os.fdopen(open_new(self.partial, 0o644), "wb")
                claim(self.file.fileno())
            self.schema = schema(kind).with_metadata({**schema(kind).metadata, _OWNER: sha256})
            # the least and greatest of texts help no query here and cost a third of the writing
            bounded = [field.name for field in self.schema if not pa.types.is_string(field.type)]
            packed = "zstd" if lasting else "none"
            self.writer = pq.ParquetWriter(self.file, self.schema, compression=packed, write_statistics=bounded)

    def add(self, records: Sequence[Readable] | Columns[Any]) -> None:
        values, arrays = storable(self.rows.kind, spread(self.rows.kind, records))
        if self.lasting:
            self.rows.update(values)
        self.count += len(records)
        batch = pa.record_batch(arrays, schema=self.schema)
        self.waiting.append(batch)
        self.waiting_rows += batch.num_rows
        self.waiting_bytes += batch.nbytes
        if self.waiting_rows >= _GROUP_ROWS or self.waiting_bytes >= _GROUP_BYTES:
            self._write_waiting()

    def _write_waiting(self) -> None:
        group = pa.Table.from_batches(self.waiting, self.schema)
        self.waiting.clear()
        self.waiting_rows = self.waiting_bytes = 0
        # who reads it back holds a group: rows of a megabyte each make several
        rows = max(1, group.num_rows * 2 * _GROUP_BYTES // max(group.nbytes, 2 * _GROUP_BYTES))
        with explained(self.final.parent, _DOING):
            self.writer.write_table(group, row_group_size=rows)

    def finish(self) -> Written:
        if self.waiting:
            self._write_waiting()
        with explained(self.final.parent, _DOING):
            self.writer.close()
            self.file.flush()
            if self.synced:
                os.fsync(self.file.fileno())
            self.file.close()
            self.partial.replace(self.final)
        return self.rows.written() if self.lasting else Written(self.rows.kind, self.count, "")

    def abandon(self) -> None:
        if self.partial.exists():
            # what is half written is not wanted: closing may fail once more on the disk that is full
            with _failing_quietly():
                self.writer.close()
            with _failing_quietly():
                self.file.close()
            discard(self.partial)


def batches(records: Records) -> Iterator[tuple[str, Sequence[Readable] | Columns[Any]]]:
    """Gather records by kind, some hundred at a time; what comes by columns is passed on as it is, in its turn."""
    held: list[Readable] = []
    for each in records:
        if isinstance(each, Columns):
            yield from by_kind(held).items()
            held = []
            if len(each):
                yield each.record_type.KIND, each
        else:
            held.append(each)
            if len(held) == CHUNK_ROWS:
                yield from by_kind(held).items()
                held = []
    yield from by_kind(held).items()


@contextmanager
def _writers() -> Iterator[dict[str, _KindWriter]]:
    writers: dict[str, _KindWriter] = {}
    try:
        yield writers
    finally:
        for writer in writers.values():
            writer.abandon()


@contextmanager
def _failing_quietly() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, pa.ArrowException):
        return


def _owner(path: Path) -> str | None:
    """Give the exhibit whose rows a file holds; None where the file does not say."""
    try:
        return str((pq.read_schema(path).metadata or {})[_OWNER], "ascii")
    except (KeyError, pa.ArrowException, OSError, UnicodeDecodeError):
        return None


def _require_own(final: Path, sha256: str) -> None:
    """Refuse to overwrite the rows of another exhibit: anybody can make two files that begin alike in twelve digits."""
    if final.exists() and _owner(final) not in {sha256, None}:
        raise CaseError(
            "Another exhibit of this case has a hash that begins with the same twelve characters; that is no accident.",
            where=sha256,
            todo="Ask where both files come from, and read this one in a case of its own.",
        )


def _discard_unclaimed(final: Path) -> None:
    """Remove what a program that died left half written of the same table."""
    for path in final.parent.glob(f"{final.stem}.*.partial"):
        with suppress(FileNotFoundError), path.open("rb") as file:
            if claim(file.fileno()):
                discard(path)
