"""Reading many exhibits again, on several processors where that pays, to hold their rows against the ledger."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.apart import records_of
from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.plug_ins.found import stamps_in
from armstrace.records.errors import ArmstraceError
from armstrace.records.exhibits import Exhibit
from armstrace.sources.registry import Reader, readers
from armstrace.tables.row_hash import Written
from armstrace.tables.write import forget, rows_of, stored_rows, table_path, write

# a process takes most of a second to start: what is done sooner is done here
_FEW, _FEW_BYTES = 64, 8 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One exhibit to read again: the rows `noted` in the ledger, and the `root` of the case that stores them.

    `scratch` is a folder for tables that are written only to be compared; None where none are.
    """

    exhibit: Exhibit
    reader: str
    noted: tuple[Written, ...]
    root: Path
    scratch: Path | None = None

    @property
    def with_reader(self) -> Reader:
        """The reader that this program has under that name."""
        return readers()[self.reader.partition("@")[0]]


@dataclass(frozen=True, slots=True)
class Again:
    """What reading an exhibit again showed: how its rows differ ("" if not), which of its tables are other files."""

    problem: str = ""
    files: tuple[str, ...] = ()


def reread(compare: Callable[[Job], Again], jobs: Sequence[Job], workers: int) -> Iterator[tuple[Exhibit, Again]]:
    """Do each job, in order; a reader that takes its process down costs no other exhibit anything."""
    few = len(jobs) <= _FEW and sum(job.exhibit.size for job in jobs) <= _FEW_BYTES
    for job, result in run_many(compare, jobs, 1 if few else workers):
        yield job.exhibit, Again(result.what) if isinstance(result, Failure) else result


def known_here(reader: str) -> str:
    """Say which version of a reader is here, "" where it is the one named."""
    here = readers().get(reader.partition("@")[0])
    if here is not None and here.SOURCE.reader == reader:
        return ""
    wanted = ", ".join(f"{name} {version}" for name, version in stamps_in(reader))
    told = here.SOURCE.reader if here else "missing"
    return told + (f"; install {wanted}, which read it, to rebuild it" if wanted else "")


def _kinds_of(parts: set[Written]) -> str:
    """Name the kinds of some rows."""
    return ", ".join(sorted({part.kind for part in parts}))


def compared(job: Job) -> Again:
    """Say how the rows of an exhibit differ from the ledger, those read again now and those stored."""
    before, sha256 = set(job.noted), job.exhibit.sha256
    try:
        now = set(rows_of(records_of(job.exhibit, job.with_reader)))
        there = [part.kind for part in before if table_path(job.root, part.kind, sha256).exists()]
        stored = {stored_rows(job.root, kind, sha256) for kind in there}
    except ArmstraceError as error:
        return Again(error.what + (f" {error.todo}" if error.todo else ""))
    if now != before:
        return Again(f"the same reader gives other rows of {_kinds_of(now ^ before)}")
    if not stored <= before:
        altered = f"the stored rows of {_kinds_of(stored - before)} were altered"
        return Again(f"{altered}; `armstrace read --again` rebuilds them")
    return Again()


def written_again(job: Job) -> Again:
    """Read an exhibit again and write its tables anew: say whether its rows are those noted, and the files the same."""
    # processes that share a folder would wait for one another
    scratch, sha256 = (job.scratch or job.root) / str(os.getpid()), job.exhibit.sha256
    scratch.mkdir(exist_ok=True)
    try:
        now = set(write(scratch, sha256, records_of(job.exhibit, job.with_reader), synced=False))
    except ArmstraceError as error:
        return Again(error.what)
    told = set(job.noted)
    problem = "" if now == told else f"the same reader gives other rows of {_kinds_of(now ^ told)}"
    names = [f"tables/{part.kind}/{sha256[:12]}.parquet" for part in sorted(now, key=lambda part: part.kind)]
    others = tuple(
        name for name in names if (job.root / name).is_file() and _sha256(job.root / name) != _sha256(scratch / name)
    )
    forget(scratch, sha256)
    return Again(problem, others)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
