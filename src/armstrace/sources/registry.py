"""Finding the source that understands a file; the folder is the registry, outside packages use an entry point."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

import armstrace.sources
from armstrace.gazetteer.plugged import gazetteers
from armstrace.plug_ins.found import SOURCES, PlugIn, admitted, alone, stamps_in
from armstrace.records.columns import Columns
from armstrace.records.errors import CaseError, UnknownFormat
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, Source
from armstrace.sources.plugged import Plugged, admit

HEAD_BYTES = 65_536


class Reader(Protocol):
    """What a source module offers.

    `recognises` is handed the first 64 KiB and the received name and says how sure it is: 0 not mine, 1 only if
    nobody else wants it, 2 mine. It says 2 for a changed edition of its own format too, so that `read` can refuse it
    by name. `read` yields records and what it had to set aside; it raises SourceChanged before the first record
    where columns are gone, new or renamed.
    """

    SOURCE: Source

    def recognises(self, head: bytes, name: str) -> int:
        """Say how sure this source is that the file is its own: 0, 1 or 2."""
        ...

    def read(self, exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
        """Yield the records of an exhibit in the order they stand in it."""
        ...


Blocks = Callable[[Exhibit, ReadOptions], Iterator[Columns[Any] | Readable]]


def blocks_of(reader: Reader) -> Blocks:
    """Give what reads an exhibit fastest: `read_blocks` of a bulk format, which gives records by columns, or `read`.

    Both give the same records, those of one kind in the same order.
    """
    found: Blocks = getattr(reader, "read_blocks", reader.read)
    return found


@cache
def readers() -> Mapping[str, Reader]:
    """Give every source by name: the modules of this package, then those of installed plug-ins.

    A plug-in that will not do, or whose name is taken, is set aside (see plug_ins.found.refused). Where plug-ins bring
    names of states or things, every reader says so: what it reads hangs on them.
    """
    found = own_readers()
    for each in alone(admitted(SOURCES, admit), lambda each: each.SOURCE.name, frozenset(found)):
        found[each.SOURCE.name] = each
    return _with_names(found, gazetteers())


def own_readers() -> dict[str, Reader]:
    """Give the sources of this package by name."""
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(armstrace.sources.__path__):
        if module.ispkg:
            # rooms for what several sources share
            continue
        loaded = import_module(f"armstrace.sources.{module.name}")
        if hasattr(loaded, "SOURCE"):
            found[loaded.SOURCE.name] = cast("Reader", loaded)
    return found


def _with_names(found: dict[str, Reader], names: tuple[PlugIn, ...]) -> dict[str, Reader]:
    if not names:
        return found
    stamps = [plug_in.stamp for plug_in in names]
    return {name: _stamped(reader, stamps) for name, reader in found.items()}


def _stamped(reader: Reader, stamps: list[str]) -> Plugged:
    outside = "+".join(filter(None, (reader.SOURCE.outside, *stamps)))
    if isinstance(reader, Plugged):
        return replace(reader, SOURCE=replace(reader.SOURCE, outside=outside))
    return Plugged(replace(reader.SOURCE, outside=outside), reader)


def _module(reader: Reader) -> Any:
    return reader.module if isinstance(reader, Plugged) else reader


def reader_for(head: bytes, name: str) -> Reader:
    """Find the source that understands a file from its first bytes and its received name.

    Raises:
        UnknownFormat: no source does.
    """
    sure = [(reader.recognises(head, name), reader) for reader in readers().values()]
    best = max((sureness for sureness, _ in sure), default=0)
    if best == 0:
        raise UnknownFormat(
            _why_not(head),
            where=repr(name),
            todo="Run `armstrace sources` to see what can be read; the file itself is kept.",
        )
    return next(reader for sureness, reader in sure if sureness == best)


def _why_not(head: bytes) -> str:
    if not head.strip():
        return "The file is empty."
    if b"\0" in head:
        told = "It has bytes of value zero: if it is text, save it as UTF-8 first."
        return f"No source recognises this file. {told}"
    return "No source recognises this file."


def template_of(name: str) -> str:
    """Give the empty sheet of a source that people fill in themselves: its header, with invented rows.

    Raises:
        CaseError: there is no such source, or it has no sheet.
    """
    sheets = {known: reader for known, reader in readers().items() if hasattr(_module(reader), "template")}
    if name not in sheets:
        raise CaseError(
            f"{name!r} is no source with a sheet of one's own.",
            where="--template",
            todo=f"Use one of {', '.join(sorted(sheets))}.",
        )
    return str(_module(sheets[name]).template())


def source_limits(reader: str) -> tuple[str, ...]:
    """Give the limits of the source behind a reader's name and version ("sipri_deliveries@1")."""
    known = readers().get(reader.partition("@")[0])
    return known.SOURCE.limits if known else ()


def may_leave(reader: str) -> bool:
    """Whether the terms of the source behind a reader's name and version let its rows be handed on.

    What a plug-in read that is not here stays: only the plug-in knows the terms.
    """
    known = readers().get(reader.partition("@")[0])
    return known.SOURCE.rows_may_leave if known else not plug_in_missing(reader)


def plug_in_missing(reader: str) -> str:
    """Name the outside code behind a reader that is not here, "" where the reader is, or is none of a plug-in.

    >>> plug_in_missing("customs@1+armstrace-customs@0.3.0"), plug_in_missing("plain_text@1")
    ('armstrace-customs 0.3.0', '')
    """
    if reader.partition("@")[0] in readers():
        return ""
    return " and ".join(f"{name} {version}" for name, version in stamps_in(reader))
