"""Rows as frames of other libraries, every column of the type that the answer says."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from armstrace.desk.python.columns import DAY, FLAG, NUMBER, TEXT, TEXTS, WHOLE, Row, Sheet
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_TYPES = {
    TEXT: pa.string(),
    NUMBER: pa.float64(),
    WHOLE: pa.int64(),
    FLAG: pa.bool_(),
    DAY: pa.date32(),
    TEXTS: pa.list_(pa.string()),
}


def arrow(sheet: Sheet, rows: Sequence[Row]) -> pa.Table:
    """Give rows as an Arrow table; a lone surrogate, which UTF-8 cannot hold, is its escape."""
    schema = pa.schema([(name, _TYPES[holds]) for name, holds in sheet.columns.items()])
    columns = [[_held(row[name]) for row in rows] for name in sheet.columns]
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def polars(table: pa.Table) -> "pl.DataFrame":
    """Give an Arrow table as a frame of polars.

    Raises:
        CaseError: polars is not installed.
    """
    _need("polars")
    import polars as pl

    return pl.DataFrame(table)


def pandas(table: pa.Table) -> "pd.DataFrame":
    """Give an Arrow table as a frame of pandas, in Arrow's types: whole numbers stay whole, unknown stays unknown.

    Raises:
        CaseError: pandas is not installed.
    """
    _need("pandas")
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _need(name: str) -> None:
    if find_spec(name) is None:
        todo = "Install it with: pip install 'armstrace[frames]'. Without it, .rows and .to_arrow() hold the same."
        raise CaseError(f"{name} is not installed.", todo=todo)


def _held(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return [_held(each) for each in value] if isinstance(value, tuple) else value
