"""Rows as CSV, twice: raw for programs, and for people, with nothing in it that a spreadsheet program would run."""

import csv
from io import TextIOWrapper
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pc

from armstrace.dossier.exports.cells import harmless, shown
from armstrace.dossier.exports.sheet import Sheet


def raw_csv(sheet: Sheet, out: BinaryIO) -> None:
    """Write the raw values: UTF-8, "" for an empty text, nothing at all for a value that is not there."""
    schema = pa.schema([(each.name, _plain(each.type)) for each in sheet.schema])
    with pc.CSVWriter(out, schema) as writer:
        for batch in sheet.batches():
            columns = [_joined(column) for column in batch.columns]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) else kind


def _joined(column: pa.Array) -> pa.Array:
    """Write lists as text, which CSV has no other form for."""
    if not pa.types.is_list(column.type):
        return column
    return pa.array([None if each is None else "; ".join(each) for each in column.to_pylist()], pa.string())


def people_csv(sheet: Sheet, out: BinaryIO) -> None:
    """Write the rows for a spreadsheet program: UTF-8 with the mark that Excel looks for, formulas made harmless."""
    text = TextIOWrapper(out, encoding="utf-8-sig", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    for row in sheet.rows():
        # a number is written by us and can only be one, "-5" too; it stays one that can be added up
        writer.writerow(
            [harmless(shown(each)) if isinstance(each, str | list) else shown(each) for each in row.values()]
        )
    text.detach()
