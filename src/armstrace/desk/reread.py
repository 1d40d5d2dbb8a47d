"""Reading many exhibits again, on several processors where that pays, to hold their rows against the ledger."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.records.exhibits import Exhibit
from armstrace.sources.registry import Reader, readers
from armstrace.tables.row_hash import Written

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
    return "" if here is not None and here.SOURCE.reader == reader else here.SOURCE.reader if here else "missing"


def kinds_of(parts: set[Written]) -> str:
    """Name the kinds of some rows."""
    return ", ".join(sorted({part.kind for part in parts}))
