"""A case for one command: files are read where they lie, the tables are gone when the command ends."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from armstrace.desk.intake import Case, ReadOutcome, name_of, reader_of
from armstrace.evidence.clock import stamp, utc_now
from armstrace.evidence.disk import CHUNK, Progress, explained, open_new, sha256_of
from armstrace.evidence.incoming import changed_while_read, opened
from armstrace.evidence.lock import claim
from armstrace.evidence.media import HEAD_BYTES, media_type
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.sources import ReadOptions
from armstrace.tables.row_hash import Written
from armstrace.tables.write import Records, forget, table_path, write

_PREFIX = "armstrace-"
_IN_USE = "in-use"
_BY = "p-temporary"
Identity = tuple[int, int, int, int]
_SHIPPED: dict[tuple[str, str], tuple[tuple[Written, bytes], ...]] = {}
"""The tables of the facts that armstrace ships, by hash and reader: one program makes many private cases."""


@dataclass(slots=True)
class PrivateCase(Case):
    """A case without a ledger: it vouches for nothing but that the bytes hashed are the bytes read."""

    _taken: dict[str, Exhibit] = field(default_factory=dict)
    _outcomes: dict[str, ReadOutcome] = field(default_factory=dict)
    _seen: dict[str, Identity] = field(default_factory=dict)

    def add(
        self,
        source: Path | BinaryIO,
        *,
        name: str = "",
        options: ReadOptions | None = None,
        licence: str = "",
        in_place: bool = True,  # noqa: ARG002  # every file stays where it is
        progress: Progress | None = None,
    ) -> Exhibit:
        """Hash a file where it lies; what a stream gives is put into the private folder first."""
        said = options or ReadOptions()
        path = source if isinstance(source, Path) else self._spooled(source, name or name_of(source))
        with opened(path) as fd, explained(path, "Reading the file"):
            head = os.read(fd, HEAD_BYTES)
            sha256, status = sha256_of(fd, progress), os.fstat(fd)
        received = name or name_of(source)
        new = Exhibit(
            sha256, path, status.st_size, received, media_type(head, received), stamp(utc_now()), self.by, licence
        )
        known = self._taken.get(sha256, new)
        self._taken[sha256] = replace(known, treaty=said.treaty or known.treaty, edition=said.edition or known.edition)
        self._seen.setdefault(sha256, _identity(status))
        return self._taken[sha256]

    def exhibits(self) -> list[Exhibit]:
        """Give all files in the order they were named."""
        return list(self._taken.values())

    def exhibit(self, named: str) -> Exhibit:
        """Find a file by the beginning of its hash.

        Raises:
            CaseError: none has it.
        """
        found = [each for each in self._taken.values() if each.sha256.startswith(named)]
        if len(found) != 1:
            raise CaseError("No single file here has a hash that begins so.", where=named)
        return found[0]

    def outcome(self, exhibit: Exhibit) -> ReadOutcome | None:
        """Find how a file was read in this command."""
        known = self._outcomes.get(exhibit.sha256)
        same = known is not None and (known.exhibit.treaty, known.exhibit.edition) == (exhibit.treaty, exhibit.edition)
        return replace(known, fresh=False) if known is not None and same else None

    def _written(self, exhibit: Exhibit, records: Records) -> tuple[Written, ...]:
        rows = write(self.root, exhibit.sha256, records, lasting=False)
        with explained(exhibit.path, "Reading the file"):
            unchanged = _identity(exhibit.path.stat()) == self._seen[exhibit.sha256]
        if not unchanged:
            forget(self.root, exhibit.sha256)
            raise changed_while_read(exhibit.path)
        return rows

    def _read_shipped(self, exhibit: Exhibit) -> ReadOutcome:
        """Read facts of ours once in a program: the same bytes and the same reader give the same tables."""
        reader = reader_of(exhibit).SOURCE.reader
        known = _SHIPPED.get((exhibit.sha256, reader))
        if known is None:
            outcome = self.read(exhibit)
            if outcome.refusal is None:
                paths = (table_path(self.root, part.kind, exhibit.sha256) for part in outcome.rows)
                tables = (path.read_bytes() for path in paths)
                _SHIPPED[exhibit.sha256, reader] = tuple(zip(outcome.rows, tables, strict=True))
            return outcome
        for part, table in known:
            path = table_path(self.root, part.kind, exhibit.sha256)
            with explained(path.parent, "Writing the tables"):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(table)
        outcome = ReadOutcome(exhibit, reader, tuple(part for part, _ in known))
        self._keep(outcome)
        return outcome

    def _keep(self, outcome: ReadOutcome) -> None:
        self._outcomes[outcome.exhibit.sha256] = outcome

    def _spooled(self, stream: BinaryIO, name: str) -> Path:
        path = self.root / f"stream-{len(self._taken)}"
        with explained(name, "Reading the file"), os.fdopen(open_new(path), "wb") as file:
            shutil.copyfileobj(stream, file, CHUNK)
        return path


@contextmanager
def temporary_case() -> Iterator[Case]:
    """Make a private case with the shipped facts of law in it; it is gone afterwards, as its folder is."""
    with private_folder() as folder:
        case = PrivateCase(folder, _BY)
        try:
            case.add_facts()
            yield case
        finally:
            case.tables.close()


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder for this program alone; it is gone afterwards, whatever happens but a kill -9.

    What a killed program left is removed by the next one: each holds a claim on its folder for as long as it lives.
    """
    _sweep()
    with explained(tempfile.gettempdir(), "Making a private folder"):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    fd = -1
    try:
        with explained(folder, "Making a private folder"):
            fd = open_new(folder / _IN_USE)
        claim(fd)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if fd >= 0:
            os.close(fd)


def _sweep() -> None:
    """Remove the private folders of this user that no living program claims; another user's cannot be opened."""
    for mark in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_IN_USE}"):
        with suppress(OSError):
            fd = os.open(mark, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                if claim(fd):
                    shutil.rmtree(mark.parent, ignore_errors=True)
            finally:
                os.close(fd)


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
