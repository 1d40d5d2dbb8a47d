"""Sources of plug-ins: held to what a source must be, guarded where they fail, and named in every record they give."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from armstrace.plug_ins.found import FOREIGN, PlugIn, Unfit, said, set_aside
from armstrace.records.columns import Columns
from armstrace.records.errors import ArmstraceError, UnknownFormat
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import RECORD_TYPES, Readable
from armstrace.records.sources import ReadOptions, SetAside, Source

_KINDS = {kind.KIND: kind for kind in RECORD_TYPES}
_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(slots=True)
class Plugged:
    """A reader under the name of the outside code behind it; `plug_in` is None for ours with others' names."""

    SOURCE: Source
    module: Any
    plug_in: PlugIn | None = None

    def recognises(self, head: bytes, name: str) -> int:
        """Ask the reader; one that breaks recognises nothing and is noted."""
        if self.plug_in is None:
            return int(self.module.recognises(head, name))
        try:
            return max(0, min(2, int(self.module.recognises(head, name))))
        except FOREIGN as error:
            set_aside(self.plug_in, f"it broke while it was asked whether it knows a file: {said(error)}")
            return 0

    def read(self, exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
        """Yield the records, each with this reader's name.

        Raises:
            UnknownFormat: a plug-in broke, or gave what it may not.
        """
        yield from cast("Iterator[Readable]", self._stamped(self.module.read, exhibit, options))

    def read_blocks(self, exhibit: Exhibit, options: ReadOptions) -> Iterator[Columns[Any] | Readable]:
        """Yield the records as fast as the reader can.

        Raises:
            UnknownFormat: as for `read`.
        """
        yield from self._stamped(getattr(self.module, "read_blocks", self.module.read), exhibit, options)

    def _stamped(
        self, read: Callable[[Exhibit, ReadOptions], Iterable[Any]], exhibit: Exhibit, options: ReadOptions
    ) -> Iterator[Any]:
        if self.plug_in is None:
            yield from (self._named(each) for each in read(exhibit, options))
            return
        try:
            for each in read(exhibit, options):
                _check(each, self.SOURCE, exhibit)
                yield self._named(each)
        except ArmstraceError:
            raise
        except FOREIGN as error:
            raise UnknownFormat(
                f"The plug-in {self.plug_in.told} broke on this file, source {self.SOURCE.name!r} ({said(error)}).",
                where=repr(exhibit.received_name),
                todo=f"Tell whoever publishes {self.plug_in.distribution}. The file is kept; nothing was read from it.",
            ) from error

    def _named(self, each: Any) -> Any:
        if not isinstance(each, Columns):
            return replace(each, reader=self.SOURCE.reader)
        at = _place_of("reader", each)
        return Columns(each.record_type, (*each.values[:at], [self.SOURCE.reader] * len(each), *each.values[at + 1 :]))


def _place_of(name: str, columns: Columns[Any]) -> int:
    return [field.name for field in fields(columns.record_type)].index(name)


def _check(each: Any, source: Source, exhibit: Exhibit) -> None:
    """See that a plug-in's record is one of the kinds it says it gives, and of the exhibit it was handed."""
    if isinstance(each, Columns):
        kind, exhibits = each.record_type, set(each.values[_place_of("exhibit", each)])
    else:
        kind, exhibits = type(each), {getattr(each, "exhibit", "")}
    if kind is not SetAside and (kind not in RECORD_TYPES or kind.KIND not in source.kinds):
        raise Unfit(f"it gave a {kind.__name__}, which it does not say it gives")
    if exhibits - {exhibit.sha256}:
        raise Unfit("it gave a record of another exhibit")


def admit(module: Any, plug_in: PlugIn) -> Plugged:
    """Hold what an entry point names to what a source must be.

    Raises:
        Unfit: it is no source, or does not say what it is and cannot show.
    """
    source = getattr(module, "SOURCE", None)
    if not isinstance(source, Source):
        raise Unfit("it has no SOURCE (armstrace.records.sources.Source)")
    missing = [name for name in ("recognises", "read") if not callable(getattr(module, name, None))]
    if missing:
        raise Unfit(f"it has no function {' and no '.join(missing)}")
    wrong = _wrong_with(source)
    if wrong:
        raise Unfit(wrong)
    return Plugged(replace(source, outside=plug_in.stamp), module, plug_in)


def _wrong_with(source: Source) -> str:
    if not source.name or not set(source.name) <= _NAMES:
        return f"the name of its source, {source.name!r}, is not of a-z, 0-9 and _"
    silent = [name for name in ("title", "publisher", "licence", "covers") if not str(getattr(source, name)).strip()]
    if silent:
        return f"its SOURCE does not say its {', '.join(silent)}"
    if not source.limits:
        return "its SOURCE says no limits: what it cannot show"
    unknown = [kind for kind in source.kinds if kind not in _KINDS]
    if unknown or not source.kinds:
        return f"armstrace has no kind of record {', '.join(unknown) or 'among none'}; it has {', '.join(_KINDS)}"
    return ""
