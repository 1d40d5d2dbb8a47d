"""A case at work: files are taken in as exhibits and read into tables that can be rebuilt at any time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, BinaryIO

from armstrace.desk.apart import records_of
from armstrace.evidence import custody, ledger
from armstrace.evidence.clock import utc_now
from armstrace.evidence.disk import Progress, explained
from armstrace.evidence.exhibits import REFERENCE_BYTES, Received, add_file, add_reference
from armstrace.evidence.following import Following
from armstrace.evidence.lines import Line
from armstrace.records.columns import Columns
from armstrace.records.errors import ArmstraceError, SourceChanged, UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.sources import ReadOptions
from armstrace.sources.registry import HEAD_BYTES, Reader, reader_for, readers
from armstrace.tables.ask import Tables
from armstrace.tables.row_hash import Written
from armstrace.tables.write import Records, forget, table_path, write

FACTS = ("treaty_facts.csv", "embargo_facts.csv", "licence_facts.csv", "decision_facts.csv")
"""The tables of law that every case holds from its first day."""
_ARCHIVES = {".zip", ".tar", ".gz", ".tgz", ".aa"}
Seen = Callable[[int], object]
"""Called with the number of records just read, never the total."""
_REFUSALS = (UnknownFormat, SourceChanged, UnreadableValue)


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What reading one exhibit gave: rows by kind, or the reason why nothing was read.

    `fresh` is False where the tables were there already from the same reader.
    """

    exhibit: Exhibit
    reader: str = ""
    rows: tuple[Written, ...] = ()
    refusal: ArmstraceError | None = None
    fresh: bool = True

    @property
    def refused(self) -> str:
        """Why nothing was read, and where; "" where it was."""
        if self.refusal is None:
            return ""
        return self.refusal.what + (f" ({self.refusal.where})" if self.refusal.where else "")

    @property
    def set_aside(self) -> int:
        """How many pieces no reader understood."""
        return sum(part.rows for part in self.rows if part.kind == "set_aside")

    @property
    def whole(self) -> bool:
        """Whether everything was understood."""
        return self.refusal is None and not self.set_aside


@dataclass(slots=True)
class Case:
    """An open case folder; `by` is the pseudonymous id of the person at work.

    `following` is set for a case that stays open for long: its ledger is then read line by line as it grows. `hidden`
    are the exhibits that whoever asks may not see: nothing that is asked of the case shows them, or what rests on them.
    """

    root: Path
    by: str
    tables: Tables = field(init=False)
    following: Following | None = field(default=None, init=False, repr=False)
    hidden: frozenset[str] = field(default=frozenset(), init=False, repr=False)

    def __post_init__(self) -> None:
        self.tables = Tables(self.root)

    @property
    def keeps(self) -> bool:
        """Whether what was computed may be kept in the case: not where it is only read in."""
        return True

    @property
    def today(self) -> date:
        """The day on which it is judged what is too recent to leave the case: today."""
        return utc_now().date()

    def add(
        self,
        source: Path | BinaryIO,
        *,
        name: str = "",
        options: ReadOptions | None = None,
        licence: str = "",
        in_place: bool = False,
        progress: Progress | None = None,
    ) -> Exhibit:
        """Take a file (or a stream, with its name) into the case; the bytes are never changed."""
        said = options or ReadOptions()
        received: Received = {
            "received_name": name or name_of(source),
            "by": self.by,
            "licence": licence,
            "treaty": said.treaty,
            "edition": said.edition,
        }
        if isinstance(source, Path) and (in_place or _large_archive(source)):
            return add_reference(self.root, source, progress=progress, **received)
        return add_file(self.root, source, progress=progress, **received)

    def add_facts(self) -> tuple[ReadOutcome, ...]:
        """Take in and read the facts of law that armstrace ships: treaties, embargoes, licences, decisions."""
        return tuple(self._add_shipped(name) for name in FACTS)

    def _add_shipped(self, name: str) -> ReadOutcome:
        with as_file(files("armstrace.gazetteer").joinpath("data", name)) as facts:
            return self._read_shipped(self.add(facts, name=name, licence="MIT; facts"))

    def _read_shipped(self, exhibit: Exhibit) -> ReadOutcome:
        return self.read(exhibit)

    def ledger_lines(self) -> tuple[Line, ...]:
        """Give the lines of the ledger, followed from the first.

        Raises:
            CustodyBroken: the ledger is not as it was written.
        """
        return self.following.lines() if self.following else ledger.read_lines(self.root)

    def exhibits(self) -> list[Exhibit]:
        """Give all exhibits in the order of intake, without those that were withdrawn or are hidden."""
        known = custody.gather(self.root, self.ledger_lines()).values()
        return [each for each in known if not each.withdrawn and each.sha256 not in self.hidden]

    def exhibit(self, named: str) -> Exhibit:
        """Find an exhibit by its name or the beginning of its hash."""
        return custody.exhibit(self.root, named, self.hidden)

    def read(self, exhibit: Exhibit, *, again: bool = False, seen: Seen | None = None) -> ReadOutcome:
        """Read an exhibit into the tables; what was read before by the same reader is left as it is.

        A file that its reader refuses, or breaks on, gives an outcome that says so; it costs no other file anything.
        `seen` is called while records are read.

        Raises:
            ArmstraceError: the exhibit's bytes cannot be read, or the tables not written.
        """
        known = self.outcome(exhibit)
        if known is not None and known.refusal is None and not again and _is_current(known.reader):
            return known
        reader = None
        try:
            reader = reader_of(exhibit)
            if known is not None and not again and known.reader == reader.SOURCE.reader:
                return known
            records = records_of(exhibit, reader)
            rows = self._written(exhibit, records if seen is None else _counted(records, seen))
        except _REFUSALS as refusal:
            outcome = ReadOutcome(exhibit, reader.SOURCE.reader if reader else "", refusal=refusal)
            if known is not None and not again and (known.reader, known.refused) == (outcome.reader, outcome.refused):
                return known
            forget(self.root, exhibit.sha256)
        else:
            outcome = ReadOutcome(exhibit, reader.SOURCE.reader, rows)
        self.tables.close()
        self._keep(outcome)
        return outcome

    def read_all(self) -> Iterator[ReadOutcome]:
        """Read every exhibit of the case that needs it; what a crash or a newer reader left undone is caught up on."""
        for exhibit in self.exhibits():
            yield self.read(exhibit)

    def outcome(self, exhibit: Exhibit) -> ReadOutcome | None:
        """Find how an exhibit was last read under what is now said of it, None where that has to be done (again)."""
        noted = last_reading(self.root, exhibit.sha256)
        if noted is None or (noted.get("treaty", ""), noted.get("edition", "")) != (exhibit.treaty, exhibit.edition):
            return None
        reader = str(noted.get("reader", ""))
        if "reason" in noted:
            why = ArmstraceError(*(str(noted.get(part, "")) for part in ("reason", "where", "todo")))
            return ReadOutcome(exhibit, reader, refusal=why, fresh=False)
        rows = tuple(Written(kind, part["rows"], part["sha256"]) for kind, part in noted["rows"].items())
        there = all(table_path(self.root, part.kind, exhibit.sha256).exists() for part in rows)
        return ReadOutcome(exhibit, reader, rows, fresh=False) if there else None

    def _written(self, exhibit: Exhibit, records: Records) -> tuple[Written, ...]:
        return write(self.root, exhibit.sha256, records)

    def _keep(self, outcome: ReadOutcome) -> None:
        """Write a line on a reading into the ledger, unless the last one on this exhibit says the same."""
        exhibit, refusal = outcome.exhibit, outcome.refusal
        told: dict[str, Any] = {"exhibit": exhibit.sha256, "reader": outcome.reader}
        told |= {"treaty": exhibit.treaty, "edition": exhibit.edition}
        if refusal is not None:
            told |= {"reason": refusal.what, "where": refusal.where, "todo": refusal.todo}
        else:
            told["rows"] = {part.kind: {"rows": part.rows, "sha256": part.rows_sha256} for part in outcome.rows}
        if told != last_reading(self.root, exhibit.sha256):
            ledger.append(self.root, "read" if refusal is None else "refused", self.by, **told)


def last_reading(root: Path, sha256: str) -> dict[str, Any] | None:
    """Give what the ledger says of the last reading of an exhibit; `reason` is in it where the file was refused."""
    for line in reversed(ledger.lines_naming(root, sha256)):
        if line.act in {"read", "refused"} and line.payload.get("exhibit") == sha256:
            return dict(line.payload)
    return None


def last_readings(lines: Iterable[Line]) -> dict[str, Line]:
    """Give the line on the last reading of each exhibit."""
    return {str(line.payload["exhibit"]): line for line in lines if line.act in {"read", "refused"}}


def noted_rows(line: Line) -> tuple[Written, ...]:
    """Give the rows that a line on a reading tells of."""
    told = line.payload.get("rows", {})
    return tuple(Written(kind, part["rows"], part["sha256"]) for kind, part in sorted(told.items()))


def _counted(records: Iterable[Any], seen: Seen) -> Iterator[Any]:
    for each in records:
        yield each
        seen(len(each) if isinstance(each, Columns) else 1)


def name_of(source: Path | BinaryIO) -> str:
    """Give the name a file was received under."""
    return source.name if isinstance(source, Path) else "standard input"


def _is_current(reader: str) -> bool:
    here = readers().get(reader.partition("@")[0])
    return here is not None and here.SOURCE.reader == reader


def _large_archive(path: Path) -> bool:
    try:
        return path.stat().st_size > REFERENCE_BYTES and path.suffix.lower() in _ARCHIVES
    except OSError:
        return False


def reader_of(exhibit: Exhibit) -> Reader:
    """Give the reader that an exhibit is read with, found by how it begins and by its name."""
    with explained(exhibit.received_name, "Reading the exhibit"), exhibit.path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return reader_for(head, exhibit.received_name)
