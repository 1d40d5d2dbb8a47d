"""Parquet files as bytes, the same for the same rows under one version of the library."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from armstrace.sources.traces.points import Points

if TYPE_CHECKING:
    import numpy.typing as npt

MEMBER = pa.schema(
    [
        ("archive", pa.string()),
        ("name", pa.string()),
        ("hex", pa.string()),
        ("day", pa.date32()),
        ("offset", pa.int64()),
        ("size", pa.int64()),
        ("sha256", pa.string()),  # of the bytes as they are stored in the archive
        ("registration", pa.string()),
        ("typecode", pa.string()),
        ("db_flags", pa.int16()),
        ("points", pa.int64()),
        ("bad_rows", pa.int64()),
        ("problem", pa.string()),  # why the member, or its rest, was set aside; "" where it was not
    ]
)
"""The columns of `members/`: what was read, and the hash of it."""


def packed(table: pa.Table) -> bytes:
    """Write a table as one Parquet file in memory."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=1 << 20)
    return bytes(sink.getvalue())


POINT = pa.schema(
    [
        ("hex", pa.string()),
        ("time_ms", pa.int64()),  # since 1970, UTC
        ("lat_e5", pa.int32()),  # degrees times 100,000, about a metre
        ("lon_e5", pa.int32()),
        ("alt_ft", pa.int32()),
        ("geom_ft", pa.int32()),
        ("speed_kt", pa.int32()),
        ("track_deg", pa.int32()),
        ("climb_fpm", pa.int32()),
        ("ground", pa.bool_()),
        ("flags", pa.uint8()),
        ("source", pa.uint8()),
        ("callsign", pa.string()),
    ]
)
"""The columns of `points/`: null where unknown. Numbers are whole, so that what changes little takes little room."""

_DELTAS = [field.name for field in POINT if pa.types.is_integer(field.type) and field.type.bit_width > 8]


class PointFile:
    """Points on their way into one Parquet file in memory, numbers as what they differ by from the one before."""

    def __init__(self) -> None:
        self._sink = pa.BufferOutputStream()
        self._writer = pq.ParquetWriter(
            self._sink,
            POINT,
            compression="zstd",
            compression_level=6,
            use_dictionary=["hex", "callsign", "flags", "source"],
            column_encoding=dict.fromkeys(_DELTAS, "DELTA_BINARY_PACKED"),
        )

    def add(self, points: Points) -> None:
        """Add the points of some aircraft."""
        if points.start[-1]:
            self._writer.write_table(_columns(points), row_group_size=1 << 20)

    def packed(self) -> bytes:
        """Give the file."""
        self._writer.close()
        return bytes(self._sink.getvalue())


def _columns(points: Points) -> pa.Table:
    lengths = np.diff(points.start)
    columns = {
        "hex": pa.array(points.hexes, pa.string()).take(pa.array(np.repeat(np.arange(lengths.size), lengths))),
        "time_ms": _whole(points.time_s * 1000, np.int64),
        "lat_e5": _whole(points.lat * 1e5),
        "lon_e5": _whole(points.lon * 1e5),
        **{name: _whole(getattr(points, name)) for name in ("alt_ft", "geom_ft", "speed_kt", "track_deg", "climb_fpm")},
        "ground": pa.array(points.ground),
        "flags": pa.array(points.flags),
        "source": pa.array(points.source),
        "callsign": pa.array(points.callsigns, pa.string()).take(pa.array(points.callsign, mask=points.callsign < 0)),
    }
    return pa.table([columns[name] for name in POINT.names], schema=POINT)


def _whole(values: "npt.NDArray[Any]", kind: "type[np.signedinteger[Any]]" = np.int32) -> pa.Array:
    known = np.isfinite(values)
    return pa.array(np.where(known, np.round(np.where(known, values, 0)), 0).astype(kind), mask=~known)


DAY = pa.schema(
    [
        ("archive", pa.string()),
        ("day", pa.date32()),
        ("folders", pa.int16()),  # of 256
        ("files", pa.int64()),  # of all aircraft
        ("bytes", pa.int64()),
        ("files_read", pa.int64()),
        ("points_read", pa.int64()),
    ]
)
"""The columns of `days.parquet`: how complete each archive is, by UTC day."""
