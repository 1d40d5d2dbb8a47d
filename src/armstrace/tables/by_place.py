"""Records with a position, laid out by place in memory: what is near is found without reading the rest.

`lat` and `lon` are columns of the kind. Half a degree of latitude and longitude lies together, so that DuckDB reads the
few thousand rows around a place and passes over the others.
"""

from collections.abc import Sequence, Set
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

import pyarrow as pa

from armstrace.records.kinds import Readable
from armstrace.tables.ask import Row, literal
from armstrace.tables.database import database, explained_tables
from armstrace.tables.schema import gather_all, schema, spread
from armstrace.tables.write import storable, table_path

R = TypeVar("R", bound=Readable)


class ByPlace(Generic[R]):
    """The records of one kind of a case, and others that are added, under the name `placed`.

    Several threads may ask at once.
    """

    def __init__(
        self,
        case: Path,
        record_type: type[R],
        added: Sequence[R] = (),
        keep: str = "TRUE",
        exhibits: Set[str] | None = None,
    ) -> None:
        """Lay them out; `keep` is what the rows of the case must fulfil, `exhibits` whose rows these are, None all."""
        self.kind = record_type.KIND
        files = sorted((case / "tables" / self.kind).glob("*.parquet"))
        if exhibits is not None:
            named = {table_path(case, self.kind, sha256) for sha256 in exhibits}
            files = [path for path in files if path in named]
        rows = f"read_parquet([{', '.join(literal(str(path)) for path in files)}])" if files else "added"
        with explained_tables():
            self._connection = database()
            _, arrays = storable(self.kind, spread(self.kind, added))
            self._connection.register("added", pa.table(arrays, schema=schema(self.kind)))
            self._connection.execute(
                f"CREATE TABLE placed AS SELECT * FROM (SELECT * FROM {rows} WHERE {keep if files else 'FALSE'} "
                "UNION ALL BY NAME SELECT * FROM added) ORDER BY floor(lat * 2), floor(lon * 2), key"
            )

    def ask(self, sql: str, values: Sequence[str | int | float] = ()) -> list[Row]:
        """Run a query over `placed`.

        Raises:
            ArmstraceError: a table is damaged.
        """
        with explained_tables():
            return self._connection.cursor().execute(sql, list(values)).fetchall()

    def records(self, tail: str, values: Sequence[str | int | float] = ()) -> list[R]:
        """Give the records that `tail` leaves ("WHERE ... ORDER BY ...").

        Raises:
            ArmstraceError: as for `ask`.
        """
        with explained_tables():
            cursor = self._connection.cursor().execute(f"SELECT * FROM placed {tail}", list(values))
            names = [column[0] for column in cursor.description or ()]
            return gather_all(self.kind, names, cursor.fetchall())

    def beside(self, name: str, table: pa.Table) -> None:
        """Lay another table beside the records, which queries may join; one of that name is replaced."""
        with explained_tables():
            cursor = self._connection.cursor()
            cursor.register("laid", table)
            cursor.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM laid")
            cursor.unregister("laid")

    def beside_query(self, name: str, sql: str) -> None:
        """Lay what a query gives beside the records."""
        with explained_tables():
            self._connection.cursor().execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
