"""OpenSky state vectors to rows: units turned, and what cannot be a position set aside."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from armstrace.records.errors import SourceChanged, UnknownFormat
from armstrace.sources.traces.arrays import Bytes, Flags, Floats, Longs
from armstrace.sources.traces.lists.delimited import (
    Layout,
    addresses,
    callsigns,
    cells_of,
    coded,
    halves,
    numbers_of,
    table_of,
)
from armstrace.sources.traces.lists.gathered import Part, selected, wanted
from armstrace.sources.traces.lists.intake import HEAD, is_snapshot
from armstrace.sources.traces.lists.lines import BLOCK, Bad, Block, bad_line, blocks, by_row, opened
from armstrace.sources.traces.lists.states_rest import snapshots
from armstrace.sources.traces.lists.table import Rows
from armstrace.sources.traces.points import GEOMETRIC_ALTITUDE, SOURCES

FT_PER_M = 1 / 0.3048
KT_PER_MS = 3600 / 1852
FPM_PER_MS = 60 / 0.3048
_NEEDED = ("time", "icao24", "lat", "lon")
_NUMBERS = ("time", "lat", "lon", "velocity", "heading", "vertrate", "baroaltitude", "geoaltitude", "lastposupdate")
_TEXTS = ("icao24", "callsign", "onground")
_KNOWN = frozenset((*_NUMBERS, *_TEXTS, "alert", "spi", "squawk", "lastcontact", "serials", "hour"))
_TRUE = frozenset((b"true", b"True", b"TRUE", b"t", b"1"))
_ROWS = 100_000
_IMPOSSIBLE = "The address, the time or the position is none that an aircraft can have."
_EARLIEST, _LATEST = 631_152_000.0, 4_102_444_800.0  # 1990 and 2100


def parts(
    source: Path | str | bytes, name: str, hexes: Collection[str] | None = None, size: int = BLOCK
) -> Iterator[Part]:
    """Yield the positions of a file of state vectors part by part.

    Raises:
        SourceChanged: a column is new, missing or renamed.
        UnknownFormat: the file is no table.
    """
    with opened(source) as file:
        head = file.read(HEAD)
    only = wanted(hexes)
    if head[:4] == b"PAR1":
        yield from _of_parquet(source, name, only)
    elif is_snapshot(head):
        yield from _of_snapshots(source, only, size)
    else:
        yield from _of_text(source, name, only, size)


def _of_snapshots(source: Path | str | bytes, only: Longs | None, size: int) -> Iterator[Part]:
    seen = 0
    for block in blocks(source, size):
        table, lines, bad = snapshots(block)
        rows, wrong = rows_of(table, np.arange(seen, seen + len(lines), dtype=np.int64))
        bad += [bad_line(lines[at], _IMPOSSIBLE, b"", block.member) for at in np.flatnonzero(wrong)]
        seen += len(lines)
        yield Part(_only(rows, only), by_row(*block.bad, *bad), block.stopped)


def _of_text(source: Path | str | bytes, name: str, only: Longs | None, size: int) -> Iterator[Part]:
    layout: Layout | None = None
    before = lines = 0  # lines of the files of an archive that were read before this one
    for block in blocks(source, size):
        text = block
        if block.first == 1 and block.text:
            header, _, rest = block.text.partition(b"\n")
            layout, before, lines = _layout(header, name), before + lines, 0
            text = replace(block, first=2, text=rest)
        if layout is None:
            continue
        lines = text.first + text.text.count(b"\n")
        yield _part(text, layout, only, before)
    if layout is None:
        raise UnknownFormat(
            "There is no table of state vectors in this file.", where=repr(name), todo="Check the file."
        )


def _part(block: Block, layout: Layout, only: Longs | None, before: int) -> Part:
    table, numbers, bad = table_of(block, layout)
    rows, wrong = rows_of(table, numbers + (before - 2))
    if wrong.any():
        printed = block.text.split(b"\n")
        bad += [
            bad_line(int(number), _IMPOSSIBLE, printed[number - block.first], block.member) for number in numbers[wrong]
        ]
    return Part(_only(rows, only), by_row(*block.bad, *bad), block.stopped)


def _layout(header: bytes, name: str) -> Layout:
    names = tuple(cell.strip() for cell in cells_of(header.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r")))
    _check(names, name)
    return Layout(names, tuple(one for one in _NUMBERS if one in names), tuple(one for one in _TEXTS if one in names))


def _check(names: Sequence[str], where: str) -> None:
    missing = [one for one in _NEEDED if one not in names]
    unknown = [one for one in names if one not in _KNOWN]
    if missing or unknown or len(set(names)) < len(names):
        raise SourceChanged(
            f"The columns are not those of state vectors: missing {missing}, unknown {unknown}.",
            where=f"{where!r}, row 1",
            todo=f"Name the columns {', '.join((*_NEEDED, *sorted(_KNOWN - set(_NEEDED))))}, each at most once.",
        )


def _of_parquet(source: Path | str | bytes, name: str, only: Longs | None) -> Iterator[Part]:
    try:
        file = pq.ParquetFile(pa.BufferReader(source) if isinstance(source, bytes) else source)
    except (pa.ArrowException, OSError) as error:
        raise UnknownFormat(
            f"The Parquet file cannot be read: {error}.", where=repr(name), todo="Fetch it again."
        ) from error
    names = file.schema_arrow.names
    _check(names, name)
    taken = [one for one in (*_NUMBERS, *_TEXTS) if one in names]
    first = 0
    batches = file.iter_batches(batch_size=_ROWS, columns=taken)
    while True:
        try:
            table = pa.table({one: _plain(column) for one, column in zip(taken, next(batches).columns, strict=True)})
        except StopIteration:
            return
        except (pa.ArrowException, OSError) as error:
            yield Part(rows_of(_empty(taken), np.zeros(0, np.int64))[0], (), f"The Parquet file is damaged: {error}.")
            return
        numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
        first += table.num_rows
        rows, wrong = rows_of(table, numbers)
        yield Part(_only(rows, only), tuple(Bad(int(one) + 1, _IMPOSSIBLE, "") for one in numbers[wrong]))


def _plain(column: pa.Array) -> pa.Array:
    """Turn moments into seconds, truth values and texts into bytes; numbers stay."""
    if pa.types.is_timestamp(column.type):
        return pc.divide(pc.cast(pc.cast(column, pa.timestamp("us")), pa.int64()).cast(pa.float64()), 1e6)
    if pa.types.is_boolean(column.type):
        return column.cast(pa.string()).cast(pa.binary())
    if pa.types.is_dictionary(column.type):
        return _plain(column.dictionary_decode())
    return column


def _empty(names: Sequence[str]) -> pa.Table:
    return pa.table({one: pa.array([], pa.float64() if one in _NUMBERS else pa.binary()) for one in names})


def rows_of(table: pa.Table, points: Longs) -> tuple[Rows, Flags]:
    """Turn a table of state vectors into rows, and mark the vectors that cannot be positions of an aircraft.

    A vector without a position is neither: the aircraft was heard and it did not say where it was.
    """
    said, lat, lon = (numbers_of(table, one) for one in ("time", "lat", "lon"))
    updated = _numbers(table, "lastposupdate")
    time = np.where(np.isnan(updated), said, updated)
    words, number = coded(table, "icao24")
    address = np.append(addresses(words), -1)[number]
    silent = np.isnan(lat) & np.isnan(lon)
    with np.errstate(invalid="ignore"):
        timely = (time > _EARLIEST) & (time < _LATEST) & (said > _EARLIEST) & (said < _LATEST)
        good = timely & (address >= 0) & (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    ground = _ground(table)
    baro, geom = (_numbers(table, one) * FT_PER_M for one in ("baroaltitude", "geoaltitude"))
    geometric = np.isnan(baro) & ~np.isnan(geom) & ~ground
    alt = np.where(ground, np.nan, np.where(geometric, geom, baro))
    rows = Rows(
        address=address,
        time_s=time,
        said_s=said,
        lat=lat,
        lon=lon,
        alt_ft=halves(alt),
        geom_ft=halves(geom),
        speed_kt=halves(_numbers(table, "velocity") * KT_PER_MS),
        track_deg=halves(_numbers(table, "heading")),
        climb_fpm=halves(_numbers(table, "vertrate") * FPM_PER_MS),
        ground=ground,
        flags=np.where(geometric, GEOMETRIC_ALTITUDE, 0).astype(np.uint8),
        source=_sources(table),
        callsign=_callsigns(table),
        point=points,
    )
    keep = good & ~silent
    return selected(rows, keep), ~good & ~silent


def _numbers(table: pa.Table, name: str) -> Floats:
    return numbers_of(table, name) if name in table.column_names else np.full(table.num_rows, np.nan)


def _ground(table: pa.Table) -> Flags:
    if "onground" not in table.column_names:
        return np.zeros(table.num_rows, np.bool_)
    words, number = coded(table, "onground")
    return np.array([*(one in _TRUE for one in words), False])[number]


def _sources(table: pa.Table) -> Bytes:
    """Give how positions were received: the service's 0 sent by the aircraft, 1 other, 2 measured, 3 other."""
    said = _numbers(table, "positionsource")
    known = np.array([SOURCES.index(word) for word in ("adsb_icao", "other", "mlat", "other", "unknown")], np.uint8)
    with np.errstate(invalid="ignore"):
        return known[np.where((said >= 0) & (said <= 3), np.nan_to_num(said), 4).astype(np.int64)]


def _callsigns(table: pa.Table) -> npt.NDArray[np.bytes_]:
    if "callsign" not in table.column_names:
        return np.zeros(table.num_rows, "S8")
    words, number = coded(table, "callsign")
    return np.append(callsigns(words), np.zeros(1, "S8"))[number]


def _only(rows: Rows, only: Longs | None) -> Rows:
    return rows if only is None else selected(rows, np.isin(rows.address, only))
