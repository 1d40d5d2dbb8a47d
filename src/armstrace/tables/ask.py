"""Asking a case's tables with SQL."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from armstrace.records.kinds import Readable
from armstrace.records.sources import SetAside
from armstrace.tables.answers import Answers
from armstrace.tables.copies import copy_of, is_small
from armstrace.tables.database import database, explained_tables, room
from armstrace.tables.schema import KINDS, gather_all, schema
from armstrace.tables.write import table_path

Row = tuple[Any, ...]
R = TypeVar("R", bound=Readable)

_HELD_IN_MEMORY = 64 << 20
"""A kind whose files have no more bytes than this is loaded once; a larger one is read anew by each query."""


def literal(value: str | int | float) -> str:
    """Write a value into SQL so that it can only be that value.

    Text is spelt as the tables keep it: a lone surrogate is its escape.

    >>> literal("Côte d'Ivoire")
    "'Côte d''Ivoire'"
    """
    if isinstance(value, str):
        text = value.encode("utf-8", "backslashreplace").decode().replace("'", "''")
        # the text of a query ends at a NUL, so one inside a value is put together when the query runs
        return "'" + text + "'" if "\0" not in text else "('" + text.replace("\0", "' || chr(0) || '") + "')"
    if isinstance(value, float) and not math.isfinite(value):
        return f"'{value}'::DOUBLE"
    return repr(value)


def literals(values: Iterable[str | int]) -> str:
    """Write a list of values for IN (...); an empty list matches nothing.

    >>> literals([])
    '(NULL)'
    """
    return "(" + (", ".join(literal(value) for value in values) or "NULL") + ")"


def _tables_in(sql: str) -> list[str]:
    """Name the tables a query reads, in the order of the schema."""
    named = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", sql, re.IGNORECASE))
    return [kind for kind in KINDS if kind in named]


def rerunnable(sql: str) -> str:
    """Complete a query over table names so that DuckDB's own shell can run it inside the case folder.

    >>> print(rerunnable("SELECT sum(tiv_m) FROM transfer"))
    WITH transfer AS (FROM 'tables/transfer/*.parquet')
    SELECT sum(tiv_m) FROM transfer
    """
    used = _tables_in(sql)
    parts = ", ".join(f"{kind} AS (FROM 'tables/{kind}/*.parquet')" for kind in used)
    return f"WITH {parts}\n{sql}" if parts else sql


@dataclass(slots=True)
class Tables:
    """The records of one case, one table per kind under its own name; loaded once, when first asked for.

    `exhibits` are the hashes of those whose records there are to be; None for all. `answers` are kept for a program
    that asks the same again and again while the rows stay as they are.
    """

    case: Path
    exhibits: frozenset[str] | None = None
    answers: Answers | None = None
    _connection: duckdb.DuckDBPyConnection | None = field(default=None, repr=False)
    _own: bool = field(default=False, repr=False)
    _loaded: set[str] = field(default_factory=set)
    _ordered: set[str] = field(default_factory=set)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            self._own = not is_small(self.case)
            # nothing is written outside the case
            self._connection = database(temp_directory=str(self.case / "local" / "duckdb")) if self._own else room()
        return self._connection

    def _load(self, kind: str) -> None:
        if kind in self._loaded:
            return
        files = self._files(kind)
        connection = self._connect()
        if files and self._attached(kind):
            pass
        elif files:
            # what was set aside is asked for once, and may be a whole file of garbage
            small = kind != SetAside.KIND and sum(path.stat().st_size for path in files) <= _HELD_IN_MEMORY
            rows = f"FROM read_parquet([{', '.join(literal(str(path)) for path in files)}])"
            connection.execute(f"CREATE {'TABLE' if small else 'VIEW'} {kind} AS {rows}")
        else:
            connection.register("empty", schema(kind).empty_table())
            connection.execute(f"CREATE TABLE {kind} AS FROM empty")
            connection.unregister("empty")
        self._loaded.add(kind)

    def _attached(self, kind: str) -> bool:
        """Take the rows of a large kind from its copy in local/, where there is one."""
        path = copy_of(self.case, kind)
        if path is None or not path.exists() or not self._own:
            return False
        seen = "" if self.exhibits is None else f" WHERE exhibit IN {literals(sorted(self.exhibits))}"
        try:
            self._connect().execute(f"ATTACH {literal(str(path))} AS {kind}_copy (READ_ONLY)")
            self._connect().execute(f"CREATE VIEW {kind} AS SELECT * FROM {kind}_copy.{kind}{seen}")
        except duckdb.Error:
            # written by another version of the database, or by half: what it is a copy of is still there
            return False
        self._ordered.add(kind)
        return True

    def is_ordered(self, kind: str) -> bool:
        """Whether a query gives the rows of a kind in the order of its copy where none is asked for."""
        with explained_tables():
            self._load(kind)
        return kind in self._ordered

    def has(self, kind: str) -> bool:
        """Whether there is any record of this kind, without reading one."""
        return bool(self._files(kind))

    def _files(self, kind: str) -> list[Path]:
        files = sorted((self.case / "tables" / kind).glob("*.parquet"))
        if self.exhibits is None:
            return files
        named = {table_path(self.case, kind, sha256) for sha256 in self.exhibits}
        return [path for path in files if path in named]

    def ask(self, sql: str, values: Sequence[str | int] = ()) -> list[Row]:
        """Run a query over table names (transfer, flow, commitment, edition, ...), `values` in place of its "?".

        Raises:
            ArmstraceError: a table is damaged, or the disk too full for what the query needs.
        """
        known = self.answers.of((sql, *values)) if self.answers else None
        if known is not None:
            return known
        with explained_tables():
            for kind in _tables_in(sql):
                self._load(kind)
            rows = self._connect().execute(sql, list(values)).fetchall()
        if self.answers:
            self.answers.keep((sql, *values), rows)
        return rows

    def ask_by_columns(self, sql: str) -> list[list[Any]]:
        """Run a query as `ask` does and give its columns; equal values of a column are one object.

        For many rows this takes a fraction of the time: a register prints few different values many times.

        Raises:
            ArmstraceError: as for `ask`.
        """
        with explained_tables():
            for kind in _tables_in(sql):
                self._load(kind)
            found = self._connect().sql(sql).to_arrow_table()
        return [_values(column) for column in found.columns]

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Keep the answers meanwhile, for work that asks the same of rows that nobody changes under it."""
        if self.answers is not None:
            yield
            return
        self.answers = Answers()
        try:
            yield
        finally:
            self.answers = None

    def row(self, key: str) -> dict[str, Any] | None:
        """Find one record by its key: its columns and values, or None."""
        kind = key.partition(":")[0]
        if kind not in KINDS:
            return None
        found = self.rows(kind, [key])
        return found[0] if found else None

    def rows(self, kind: str, keys: Sequence[str]) -> list[dict[str, Any]]:
        """Give the records with these keys, in the order of the keys; none for a kind that no table has.

        Raises:
            ArmstraceError: as for `ask`.
        """
        if kind not in KINDS or not self.has(kind):
            return []
        with explained_tables():
            self._load(kind)
            cursor = self._connect().execute(f"SELECT * FROM {kind} WHERE key IN {literals(keys)}")
            names = [column[0] for column in cursor.description or ()]
            found = (dict(zip(names, values, strict=True)) for values in cursor.fetchall())
            by_key = {row["key"]: row for row in found}
        return [by_key[key] for key in keys if key in by_key]

    def records(self, record_type: type[R], tail: str = "") -> list[R]:
        """Give records as they were read, whole kinds or what `tail` leaves of them ("WHERE ... ORDER BY ...").

        Raises:
            ArmstraceError: as for `ask`.
        """
        question = (record_type, tail)
        known = self.answers.of(question) if self.answers else None
        if known is not None:
            return known
        if not self.has(record_type.KIND):
            return []
        with explained_tables():
            self._load(record_type.KIND)
            cursor = self._connect().execute(f"SELECT * FROM {record_type.KIND} {tail}")
            names = [column[0] for column in cursor.description or ()]
            records: list[R] = gather_all(record_type.KIND, names, cursor.fetchall())
        if self.answers:
            self.answers.keep(question, records)
        return records

    def close(self) -> None:
        """Let go of the database; the next question loads the tables anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._loaded.clear()
            self._ordered.clear()


def _values(column: pa.ChunkedArray) -> list[Any]:
    """Give the values of a column, each different one made once."""
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    different = coded.dictionary.to_pylist()
    return [different[code] for code in coded.indices.to_numpy().tolist()]
