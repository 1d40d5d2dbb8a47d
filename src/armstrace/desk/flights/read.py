"""A run over archives: list them, cut the work by aircraft, do it anywhere, and keep what comes of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from armstrace import __version__
from armstrace.desk.flights.asked import How, Job, JobDone
from armstrace.desk.flights.folder import WORK, Dataset, open_dataset
from armstrace.desk.flights.index import Index, indexed
from armstrace.desk.flights.job import begin, read_job
from armstrace.desk.flights.packing import packed
from armstrace.desk.flights.wiring import editions, members_of
from armstrace.engine.choose import Engine
from armstrace.engine.failure import Failure
from armstrace.engine.store import Files
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.tables.ask import literals

_NOTHING = "Name day folders, tar archives or their parts, or single files; see docs/flights.md."


@dataclass(slots=True)
class Tally:
    """What came of a run; `left_out` counts aircraft by the reason why they are not shown."""

    files: int = 0
    points: int = 0
    events: int = 0
    set_aside: int = 0
    known: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """Whom to tell how far a run is: files listed so far; then the work in bytes; then bytes and points done."""

    listed: Callable[[int], object] = lambda _: None
    total: Callable[[int], object] = lambda _: None
    done: Callable[[int, int], object] = lambda _size, _points: None


def read_archives(archives: Sequence[str], out: Path, how: How, engine: Engine, steps: Steps | None = None) -> Tally:
    """Read archives of traces into a dataset of movements at `out`, or go on where an earlier run was cut short.

    A finished dataset has the same bytes whatever the engine, the order of the archives, and the interruptions.

    Raises:
        CaseError: an archive is not there, `out` holds something else, or another run is at work in it.
        ArmstraceError: nothing can be read or written any more.
    """
    steps = steps or Steps()
    found = _archives(archives, how.files)
    with open_dataset(out) as dataset:
        members = _listed(members_of(found, how.files), steps)
        with indexed(out / WORK, members, how.asked) as index:
            if not index.files:
                raise CaseError("There is no file of traces in these archives.", where=", ".join(found), todo=_NOTHING)
            steps.total(index.bytes)
            tally, names = _work(dataset, index, how, engine, steps)
            told = {"version": __version__, "editions": editions(), "archives": found, "asked": how.asked.told()}
            dataset.finish(names, told, packed(index.days), _aside(dataset, names, tally.failed))
    return tally


def _archives(archives: Sequence[str], files: Files) -> list[str]:
    """Give the archives once each, in order of name.

    Raises:
        CaseError: one is not there.
    """
    missing = [archive for archive in archives if not files.exists(archive)]
    if missing:
        raise CaseError("Not found: " + ", ".join(map(repr, missing)) + ".", todo="Check the paths.")
    return sorted({archive.rstrip("/") or archive for archive in archives})


def _listed(members: Iterable[Any], steps: Steps) -> Iterator[Any]:
    for count, member in enumerate(members, 1):
        if count % 5000 == 0:
            steps.listed(count)
        yield member


def _work(dataset: Dataset, index: Index, how: How, engine: Engine, steps: Steps) -> tuple[Tally, list[str]]:
    """Do what is not done yet; a job that fails because its process was killed is tried once more at the end."""
    tally, names = Tally(), list[str]()
    again: list[Job] = []
    version = " ".join((__version__, *editions().values()))

    def undone() -> Iterator[Job]:
        for job in index.jobs(version, how.asked):
            names.append(job.name)
            if dataset.has(job):
                _count(tally, dataset.done[job.name])
                tally.known += len(job.members)
                steps.done(job.size, 0)
            else:
                dataset.done.pop(job.name, None)
                yield job

    work = partial(read_job, how=how)
    for jobs in (undone(), again):
        for job, result in engine.run(work, jobs, ordered=False, begin=begin):
            if isinstance(result, JobDone):
                dataset.keep(job, result)
                _count(tally, dataset.done[job.name])
            elif result.died and jobs is not again:
                again.append(job)
                continue
            else:
                tally.failed[job.name] = _said(result, len(job.members))
            steps.done(job.size, result.points if isinstance(result, JobDone) else 0)
    return tally, names


def _count(tally: Tally, line: dict[str, Any]) -> None:
    tally.files += line["members"]
    tally.points += line["points"]
    tally.events += line["events"]
    tally.set_aside += line["set_aside"]
    for reason, count in line["left_out"].items():
        tally.left_out[reason] = tally.left_out.get(reason, 0) + count


def _said(failure: Failure, members: int) -> str:
    what = failure.error.what if isinstance(failure.error, ArmstraceError) else failure.what
    return f"{members} files not read: {what}"


def _aside(dataset: Dataset, names: Sequence[str], failed: dict[str, str]) -> Iterator[dict[str, Any]]:
    """List what was not read: members or their rest, and jobs that failed."""
    for name in names:
        if name in failed:
            yield {"job": name, "reason": failed[name]}
    paths = [str(dataset.root / "members" / f"{name}.parquet") for name in names if name in dataset.done]
    for start in range(0, len(paths), 500):
        some = literals(paths[start : start + 500])[1:-1]
        sql = f"SELECT archive, name, hex, problem FROM read_parquet([{some}]) WHERE problem <> '' ORDER BY hex, 1, 2"
        for archive, member, address, problem in duckdb.sql(sql).fetchall():
            yield {"archive": archive, "name": member, "hex": address, "reason": problem}
