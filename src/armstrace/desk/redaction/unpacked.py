"""What is packed in a file, for the last look at a copy: values of tables, members of archives, streams of a PDF.

What cannot be unpacked is passed over: it is looked through as it lies. Each file is unpacked up to a bound.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from armstrace.evidence.disk import CHUNK

_MOST = 256 << 20
_DEEPEST = 3
_AT_ONCE = 2_000
_STREAM = re.compile(rb"stream\r?\n")


def unpacked(file: IO[bytes], deep: int = _DEEPEST) -> Iterator[bytes]:
    """Give what is packed in a file, and in what is packed in it."""
    head = file.read(5)
    file.seek(0)
    if head[:4] == b"PAR1":
        yield from _values(file)
    elif head[:4] == b"PK\3\4":
        yield from _members(file, deep)
    elif head[:2] == b"\x1f\x8b":
        content = _inflated(file)
        yield content
        if deep:
            yield from unpacked(io.BytesIO(content), deep - 1)
    elif head == b"%PDF-":
        yield from _streams(file.read(_MOST))


def _values(file: IO[bytes]) -> Iterator[bytes]:
    try:
        with pq.ParquetFile(file) as table:
            for batch in table.iter_batches(_AT_ONCE):
                for column in batch.columns:
                    yield "\n".join(_as_texts(column)).encode("utf-8", "replace")
    except (pa.ArrowException, OSError):
        return


def _as_texts(column: Any) -> Iterator[str]:
    """Give the values of a column as text, numbers and lists too."""
    plain = pc.cast(column, pa.string()) if pa.types.is_primitive(column.type) else column
    yield from (str(each) for each in plain.to_pylist() if each is not None)


def _members(file: IO[bytes], deep: int) -> Iterator[bytes]:
    left = _MOST
    try:
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                with archive.open(member) as opened:
                    content = opened.read(left)
                left -= len(content)
                # one that lies as it is was seen with the archive
                if member.compress_type != zipfile.ZIP_STORED:
                    yield content
                if deep:
                    yield from unpacked(io.BytesIO(content), deep - 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        # damaged, encrypted, or packed in a way that is not known here
        return


def _inflated(file: IO[bytes]) -> bytes:
    """Give what gzip packed, all members of it: a web archive has one for each record."""
    pieces: list[bytes] = []
    left = _MOST
    with gzip.GzipFile(fileobj=file) as opened:
        try:
            while left > 0 and (piece := opened.read(min(left, CHUNK))):
                pieces.append(piece)
                left -= len(piece)
        except (zlib.error, EOFError, OSError):
            # what came before the damage is looked through
            pass
    return b"".join(pieces)


def _streams(content: bytes) -> Iterator[bytes]:
    left, at = _MOST, 0
    while left > 0 and (found := _STREAM.search(content, at)):
        end = content.find(b"endstream", found.end())
        if end < 0:
            return
        at = end + len(b"endstream")
        try:
            piece = zlib.decompressobj().decompress(content[found.end() : end], left)
        except zlib.error:
            continue
        left -= len(piece)
        yield piece
