"""What is written: the rows of each kind in a file of their own, the exhibits they come from, what stayed and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.dossier.exports.cited import Cited

_ROWS = 512
CHANGED = "changed"
"""The column that says what was done to a row before it left."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one kind as they leave: raw values in a Parquet file, read some hundred at a time, as often as needed."""

    kind: str
    path: Path

    @property
    def schema(self) -> pa.Schema:
        """The columns and their types."""
        return pq.read_schema(self.path).remove_metadata()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.schema.names)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return int(pq.read_metadata(self.path).num_rows)

    def batches(self) -> Iterator[Any]:
        """Give the rows as Arrow batches."""
        with pq.ParquetFile(self.path) as file:
            for group in range(file.num_row_groups):
                yield from file.iter_batches(_ROWS, row_groups=[group])

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Give the rows one by one, by column."""
        for batch in self.batches():
            yield from batch.to_pylist()


@dataclass(frozen=True, slots=True)
class Content:
    """All of one export: `left_out` are sentences on what is not in it and why, `remarks` on what is in it."""

    title: str
    sheets: tuple[Sheet, ...]
    exhibits: tuple[Cited, ...]
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
