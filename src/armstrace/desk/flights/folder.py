"""The folder of a dataset: one file per job, whole or not there, and a line for each job that is done.

dataset.json     what was asked and what came of it; only there once everything is done
jobs.jsonl       one line per job: its files with their hashes, the number of its members and the hash of their list
movements/       one file per job, as are members/, coverage/ and, where asked for, points/
days.parquet     how complete each archive is, by day
set_aside.jsonl  what was not read, and why
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from armstrace.desk.documents.lines import Lines, line_of, open_lines
from armstrace.desk.flights.asked import Job, JobDone
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of

SUMMARY, JOBS, DAYS, SET_ASIDE = "dataset.json", "jobs.jsonl", "days.parquet", "set_aside.jsonl"
PARTS = ("movements", "members", "coverage", "points")
WORK = ".work"
Told = Mapping[str, Any]
_BEGINNING = b'{"job":'
_PART = re.compile(r"[0-9a-z]{4,8}-[0-9a-f]{12}\.parquet")
_COUNTED = ("members", "points", "events", "set_aside")


@dataclass(slots=True)
class Dataset:
    """A dataset in the making, held by this program alone; `done` has the line of each job by its name."""

    root: Path
    lines: Lines
    done: dict[str, dict[str, Any]] = field(default_factory=dict)

    def has(self, job: Job) -> bool:
        """Tell whether a job is done and its files are as they were written."""
        line = self.done.get(job.name)
        return line is not None and all(
            _sha256(self.root / part / f"{job.name}.parquet") == sha256 for part, sha256 in line["files"].items()
        )

    def keep(self, job: Job, done: JobDone) -> None:
        """Write the files of a job, then the line that says so."""
        with explained(self.root, "Writing the dataset"):
            (self.root / SUMMARY).unlink(missing_ok=True)
        for part, content in done.parts.items():
            with explained(self.root / part, "Making the folder"):
                (self.root / part).mkdir(exist_ok=True)
            write_atomically(self.root / part / f"{job.name}.parquet", content)
        line = {
            "job": job.name,
            "files": {part: hashlib.sha256(content).hexdigest() for part, content in sorted(done.parts.items())},
            **{name: getattr(done, name) for name in _COUNTED},
            "left_out": dict(sorted(done.left_out.items())),
        }
        self.lines.append(line_of(line))
        self.done[job.name] = line

    def finish(
        self, names: Iterable[str], told: Mapping[str, Any], days: bytes, aside: Iterable[Mapping[str, Any]]
    ) -> None:
        """Remove what belongs to no job, and write what is said of all of them; the jobs named are in order."""
        lines = [self.done[name] for name in names if name in self.done]
        self._clear({line["job"] for line in lines})
        counts = {name: sum(line[name] for line in lines) for name in _COUNTED}
        left_out: Counter[str] = Counter()
        for line in lines:
            left_out.update(line["left_out"])
        write_atomically(self.root / DAYS, days)
        write_atomically(self.root / SET_ASIDE, _joined(aside))
        summary = {**told, "jobs": len(lines), **counts, "left_out": dict(sorted(left_out.items()))}
        write_atomically(self.root / SUMMARY, json.dumps(summary, indent=1, sort_keys=True).encode() + b"\n")
        # last, as the lock is on the file that is replaced here
        write_atomically(self.root / JOBS, _joined(lines))

    def _clear(self, names: set[str]) -> None:
        with explained(self.root, "Removing what an earlier run left"):
            for path in (path for part in PARTS for path in (self.root / part).glob("*")):
                if (_PART.fullmatch(path.name) and path.stem not in names) or path.name.startswith(".armstrace-"):
                    path.unlink()
            for part in PARTS:
                with suppress(OSError):  # not there, or not empty
                    (self.root / part).rmdir()


@contextmanager
def open_dataset(root: Path) -> Iterator[Dataset]:
    """Open a folder to write a dataset into it, or to go on with one; what a crash left is put right.

    Raises:
        CaseError: the folder holds something else, or another run is at work in it.
        ArmstraceError: it cannot be made or written.
    """
    if root.exists() and not root.is_dir():
        raise CaseError("This is a file.", where=f"--out {visible(str(root))}", todo="Name a folder.")
    with explained(root, "Making the folder"):
        root.mkdir(exist_ok=True)
        if not (root / JOBS).exists() and any(root.iterdir()):
            todo = "Name a new folder, or one that an earlier run made."
            raise CaseError("This folder holds something else.", where=f"--out {visible(str(root))}", todo=todo)
    with open_lines(root / JOBS, _BEGINNING) as lines:
        found = Dataset(root, lines)
        for line in lines.heads():
            found.done[str(line["job"])] = line
        with explained(root / WORK, "Making the folder"):
            (root / WORK).mkdir(exist_ok=True)
        try:
            yield found
        finally:
            with suppress(OSError):
                (root / WORK).rmdir()


def summary_of(root: Path) -> dict[str, Any]:
    """Give what a finished dataset says of itself.

    Raises:
        CaseError: there is none, or it is not finished.
    """
    path = root / SUMMARY
    if not path.is_file():
        unfinished = (root / JOBS).is_file()
        raise CaseError(
            "This dataset is not finished." if unfinished else "This folder holds no dataset of movements.",
            where=visible(str(root)),
            todo="Run the same `armstrace flights read` again: it goes on where it was."
            if unfinished
            else "Make one with `armstrace flights read ARCHIVE --out DIR`.",
        )
    try:
        with explained(path, "Reading the dataset"):
            told: dict[str, Any] = json_of(path.read_bytes())
    except ValueError as error:
        raise _damaged(path) from error
    return told


def parts_of(root: Path, part: str) -> list[str]:
    """Give the files of one folder of a finished dataset, in order.

    Raises:
        CaseError: one of them is missing.
    """
    try:
        with explained(root / JOBS, "Reading the dataset"), (root / JOBS).open("rb") as file:
            jobs = [json_of(line) for line in file]
        paths = [root / part / f"{job['job']}.parquet" for job in jobs if part in job["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(root / JOBS) from error
    missing = [path for path in paths if not path.is_file()]
    if missing:
        todo = "Run the same `armstrace flights read` again: it makes what is missing."
        raise CaseError(f"{len(missing)} files of this dataset are gone.", where=visible(str(missing[0])), todo=todo)
    return [str(path) for path in paths]


def _damaged(path: Path) -> CaseError:
    todo = "Make the dataset anew with `armstrace flights read`, in another folder."
    return CaseError("This dataset is damaged.", where=visible(str(path)), todo=todo)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _joined(lines: Iterable[Told]) -> bytes:
    return b"".join(piece for line in lines for piece in line_of(line))
