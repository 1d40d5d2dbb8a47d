"""A block of comma-separated lines to Arrow columns: at once where every line is good, else without the bad ones."""

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from armstrace.sources.traces.arrays import Floats, Halves, Ints, Longs
from armstrace.sources.traces.lists.lines import Bad, Block, Check, good_lines
from armstrace.sources.traces.lists.table import address_of

NUMBER = re.compile(r"[+-]?[0-9]{1,19}(?:\.[0-9]{1,19})?(?:[eE][+-]?[0-9]{1,3})?")
NOTHING = ("", "null", "NULL", "None", "nan", "NaN", r"\N")
_HEX = re.compile(rb"~?[0-9a-fA-F]{6}")
_CALLSIGN = re.compile(rb"[0-9A-Za-z]{1,8}")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a text table in order, and which of them are taken as numbers and which as text."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def kinds(self) -> Mapping[str, pa.DataType]:
        """The Arrow type of every column that is taken."""
        return dict.fromkeys(self.numbers, pa.float64()) | dict.fromkeys(self.texts, pa.binary())


def table_of(block: Block, layout: Layout, other: Check = lambda _: "") -> tuple[pa.Table, Longs, list[Bad]]:
    """Read a block: its columns, the number of the line that each row stands in, and the lines that were not read.

    Args:
        block: whole lines, without the header.
        layout: the columns that each line has.
        other: as for `good_lines`.
    """
    lines = block.text.count(b"\n") + (not block.text.endswith(b"\n") and bool(block.text))
    found = _parsed(block.text, layout)
    if found is not None and found.num_rows == lines:
        return found, np.arange(block.first, block.first + lines, dtype=np.int64), []
    good, numbers, bad = good_lines(block, lambda line: _wrong_with(line, layout), other)
    found = _parsed(good, layout)
    if found is None or found.num_rows != len(numbers):
        bad.append(Bad(block.first, f"This line and {lines - 1:,} more are no table of this kind.", "", block.member))
        return _parsed(b"", layout), np.zeros(0, np.int64), bad
    return found, np.array(numbers, np.int64), bad


def cells_of(line: bytes) -> list[str]:
    """Take a line apart; a quotation mark without its like gives no cells.

    >>> cells_of(b'1,"35.1,-2.0",x'), cells_of(b'1,"35')
    (['1', '35.1,-2.0', 'x'], [])
    """
    try:
        return next(csv.reader([line.decode("latin-1")], strict=True), [])
    except csv.Error:
        return []


def _wrong_with(line: bytes, layout: Layout) -> str:
    cells = cells_of(line)
    if len(cells) != len(layout.names):
        return f"The line has {len(cells)} values, the header {len(layout.names)}."
    for name, cell in zip(layout.names, cells, strict=True):
        if name in layout.numbers and cell not in NOTHING and not NUMBER.fullmatch(cell):
            return f"{name}: {cell[:40]!r} is not a number."
    return ""


def numbers_of(table: pa.Table, name: str) -> Floats:
    """Give a column of numbers, NaN where there is none."""
    column = table.column(name).cast(pa.float64())
    return np.asarray(pc.fill_null(column, math.nan).to_numpy(), np.float64)


def coded(table: pa.Table, name: str) -> tuple[list[bytes], Ints]:
    """Give the different texts of a column and for each row its number among them; what is missing is b""."""
    column = pc.fill_null(table.column(name).cast(pa.binary()), b"").combine_chunks()
    one = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    encoded = one.dictionary_encode()
    return encoded.dictionary.to_pylist(), np.asarray(encoded.indices.to_numpy(zero_copy_only=False), np.int32)


def addresses(said: Sequence[bytes]) -> Longs:
    """Read 24-bit addresses as six hexadecimal digits, "~" in front of one that is none of ICAO's; -1 for others."""
    return np.array([address_of(one.decode().lower()) if _HEX.fullmatch(one) else -1 for one in said], np.int64)


def callsigns(said: Sequence[bytes]) -> npt.NDArray[np.bytes_]:
    """Give callsigns as sent: letters and digits, at most eight; others are no callsign."""
    return np.array([one.strip() if _CALLSIGN.fullmatch(one.strip()) else b"" for one in said], "S8")


def halves(values: Floats) -> Halves:
    """Give numbers in single precision; those that no aircraft can have, beyond 10^9, are unknown."""
    return np.where(np.abs(values) < 1e9, values, math.nan).astype(np.float32)


def _parsed(text: bytes, layout: Layout) -> pa.Table | None:
    kinds = layout.kinds
    if not text.strip():
        return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(
                column_names=list(layout.names), use_threads=False, block_size=len(text) + 1
            ),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=kinds, include_columns=list(kinds), null_values=list(NOTHING), check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
