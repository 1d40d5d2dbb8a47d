"""What a question gives: rows to work with, what the command's --json prints, and how it looks in a notebook."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from json import JSONEncoder, loads
from typing import TYPE_CHECKING, Any

from armstrace.desk.documents.streamed import json_pieces
from armstrace.desk.python import printed
from armstrace.desk.python.columns import Row, Sheet

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Answer:
    """An answer with its rows; `remarks` say what it rests on and cannot show, `sql` gives its figures again.

    `told` is what the command prints with --json; `json()` gives a copy of it.
    """

    title: str
    rows: tuple[Row, ...]
    sheet: Sheet = field(repr=False)
    told: Any = field(repr=False)
    remarks: tuple[str, ...] = ()
    sql: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        """Tell whether there are rows."""
        return bool(self.rows)

    def __repr__(self) -> str:
        return printed.as_text(self.title, self.sheet, self.rows, self.remarks)

    def _repr_html_(self) -> str:
        return printed.as_html(self.title, self.sheet, self.rows, self.remarks, self.sql)

    def json(self) -> Any:
        """Give the answer as plain values, the same that the command prints with --json."""
        return deepcopy(self.told)

    def to_arrow(self) -> "pa.Table":
        """Give the rows as an Arrow table."""
        from armstrace.desk.python import frames

        return frames.arrow(self.sheet, self.rows)

    def to_polars(self) -> "pl.DataFrame":
        """Give the rows as a frame of polars; needs the extra "frames".

        Raises:
            CaseError: polars is not installed.
        """
        from armstrace.desk.python import frames

        return frames.polars(self.to_arrow())

    def to_pandas(self) -> "pd.DataFrame":
        """Give the rows as a frame of pandas, in Arrow's types; needs the extra "frames".

        Raises:
            CaseError: pandas is not installed.
        """
        from armstrace.desk.python import frames

        return frames.pandas(self.to_arrow())


def plain(told: Any) -> Any:
    """Turn what a command would print as JSON into plain values, all of it read now."""
    return loads("".join(json_pieces(told, JSONEncoder())))
