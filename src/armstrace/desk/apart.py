"""Reading an exhibit in a process of its own: a file that takes too much, or breaks its reader, is refused and no more.

How much a reader may take hangs on the size of the file, so that a large register is read and a small bomb is not. What
comes back are columns of plain values and of the types of `records`; nothing else is taken from that process.

A process costs some hundredths of a second. It is saved where nothing can swell or crash: text of up to MOST_HERE
bytes, not packed, whose reader is our own and in plain Python.
"""

import io
import pickle
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from typing import Any

from armstrace.engine.confined import Bounds, Stopped, confined
from armstrace.engine.loaded import load, loaded
from armstrace.evidence.disk import explained
from armstrace.records import errors
from armstrace.records.columns import Columns
from armstrace.records.errors import ArmstraceError, SourceChanged, UnknownFormat
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import RECORD_TYPES, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources.registry import HEAD_BYTES, Reader, blocks_of, readers
from armstrace.tables.write import batches

_MIB = 1 << 20
_LEAST_CPU_S, _CPU_S_PER_MIB = 60, 10
_LEAST_MEMORY, _MEMORY_PER_BYTE, _MOST_MEMORY = 1024 * _MIB, 32, 8192 * _MIB
_RECORDS, _OURS = "armstrace.records.", "armstrace.sources."
_PLAIN = {("datetime", each.__name__): each for each in (date, datetime, time, timedelta, timezone)}
_TYPES: Mapping[str, type[Any]] = {each.KIND: each for each in (*RECORD_TYPES, SetAside)}
MOST_HERE = _MIB
_NATIVE = {"html_page", "opensky_states", "pdf_file", "warc_file", "wacz_file"}
"""Sources of ours whose readers hand a file to a library that is not written in Python."""
_NO_READER = "gave back what no reader gives"
_LOADED: set[str] = set()
"""What reading files loaded so far; it is loaded here before the next one, not again in its process."""


def bounds_for(size: int) -> Bounds:
    """Give what reading a file of so many bytes may take: a minute and a gibibyte, and more the larger it is."""
    cpu_s = _LEAST_CPU_S + _CPU_S_PER_MIB * size // _MIB
    return Bounds(cpu_s, min(_LEAST_MEMORY + _MEMORY_PER_BYTE * size, _MOST_MEMORY), 3.0 * cpu_s)


def records_of(exhibit: Exhibit, reader: Reader, bounds: Bounds | None = None) -> Iterator[Columns[Any] | Readable]:
    """Read an exhibit's records, many by columns; a reader that breaks on a file refuses that file.

    Raises:
        SourceChanged: the file took more time or memory than any of its size should, or broke the process down.
        UnknownFormat: the reader broke.
        ArmstraceError: what the reader itself raises, or the bytes cannot be read.
    """
    if bounds is None and _is_plain(exhibit, reader):
        return _read(exhibit, reader)
    return _taken(exhibit, reader, bounds or bounds_for(exhibit.size))


def one_by_one(read: Iterable[Columns[Any] | Readable]) -> Iterator[Readable]:
    """Give records one by one that come by columns too."""
    for each in read:
        if isinstance(each, Columns):
            yield from each
        else:
            yield each


def _is_plain(exhibit: Exhibit, reader: Reader) -> bool:
    """Whether a file is read in this process: small text whose reader is our own and in plain Python."""
    name = reader.SOURCE.name
    if exhibit.size > MOST_HERE or name in _NATIVE or readers().get(name) is not reader or not _is_ours(reader):
        return False
    with explained(exhibit.received_name, "Reading the exhibit"), exhibit.path.open("rb") as file:
        return b"\0" not in (head := file.read(HEAD_BYTES)) and head[:2] != b"\x1f\x8b"


def _is_ours(reader: Reader) -> bool:
    return getattr(reader, "__name__", "").startswith(_OURS)


def _read(exhibit: Exhibit, reader: Reader) -> Iterator[Columns[Any] | Readable]:
    try:
        with explained(exhibit.received_name, "Reading the exhibit"):
            yield from blocks_of(reader)(exhibit, ReadOptions(exhibit.treaty, exhibit.edition))
    except (ArmstraceError, MemoryError):
        raise
    except Exception as error:
        raise UnknownFormat(
            f"The reader {reader.SOURCE.reader} broke on this file ({type(error).__name__}: {error}).",
            where=repr(exhibit.received_name),
            todo="This is a fault of armstrace: please report it. The file is kept; nothing was read from it.",
        ) from error


def _taken(exhibit: Exhibit, reader: Reader, bounds: Bounds) -> Iterator[Columns[Any]]:
    """Take the columns that another process reads."""
    named = readers().get(reader.SOURCE.name) is reader
    work = partial(_pieces_named, exhibit, reader.SOURCE.name) if named else partial(_pieces, exhibit, reader)
    load(_LOADED)
    try:
        for piece in confined(work, bounds):
            told = _told(piece)
            if isinstance(told, ArmstraceError):
                raise told
            if isinstance(told, Columns):
                yield told
            else:
                _LOADED.update(map(str, told))
    except Stopped as stopped:
        raise SourceChanged(
            f"Reading this file was stopped: it {stopped}.",
            where=repr(exhibit.received_name),
            todo="It may be meant to harm. The file is kept; nothing was read from it. Take apart what matters in it.",
        ) from stopped


def _pieces_named(exhibit: Exhibit, name: str) -> Iterator[bytes]:
    """Read by the name of the reader, which goes to a fresh process where a module does not."""
    return _pieces(exhibit, readers()[name])


def _pieces(exhibit: Exhibit, reader: Reader) -> Iterator[bytes]:
    """Read in the other process: columns, then what was loaded for it, or why it went no further."""
    before = set(loaded())
    try:
        for kind, batch in batches(_read(exhibit, reader)):
            made = batch if isinstance(batch, Columns) else Columns.of(_TYPES[kind], batch)
            yield pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        yield pickle.dumps(sorted(set(loaded()) - before))
    except ArmstraceError as error:
        known = next(each.__name__ for each in type(error).__mro__ if hasattr(errors, each.__name__))
        yield pickle.dumps((known, error.what, error.where, error.todo))


def _told(piece: bytes) -> Columns[Any] | list[Any] | ArmstraceError:
    """Give what the other process told: columns, what it loaded, or why it went no further.

    Raises:
        Stopped: it is none of these.
    """
    try:
        told = _Plain(io.BytesIO(piece)).load()
        if isinstance(told, Columns | list):
            return told
        name, *said = map(str, told)
        kind: Any = getattr(errors, name)
        if issubclass(kind, ArmstraceError):
            refusal: ArmstraceError = kind(*said)
            return refusal
    except Stopped:
        raise
    except Exception as error:  # whoever holds that process may write anything
        raise Stopped(_NO_READER) from error
    raise Stopped(_NO_READER)


class _Plain(pickle.Unpickler):
    """Takes values of the types of `records` and no other: the process may be in the hands of whoever made the file."""

    def find_class(self, module: str, name: str) -> Any:
        """Find a type; anything else that a pickle may name is refused."""
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        found = super().find_class(module, name) if module.startswith(_RECORDS) and "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise Stopped(_NO_READER)
        return found
