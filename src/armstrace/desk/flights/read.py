"""A run over archives: list them, cut the work by aircraft, do it anywhere, and keep what comes of it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from armstrace.desk.flights.asked import How, Job, JobDone
from armstrace.desk.flights.folder import WORK, Dataset, open_dataset
from armstrace.desk.flights.index import SaidOf, indexed
from armstrace.desk.flights.job import begin, read_job
from armstrace.desk.flights.packing import DAY, packed
from armstrace.desk.flights.wiring import editions, members_of
from armstrace.engine.choose import Engine
from armstrace.engine.failure import Failure
from armstrace.engine.store import Files
from armstrace.gazetteer.synthetic_marks import is_synthetic
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.version import __version__
from armstrace.sources.traces.archives.walk import Seen
from armstrace.tables.ask import literals
from armstrace.tables.database import database

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


@dataclass(frozen=True, slots=True)
class Run:
    """Where the work is done, who is told how far it is, what sources assert of aircraft, and what has come of it."""

    engine: Engine
    steps: Steps = field(default_factory=Steps)
    said_of: SaidOf = lambda _: ()
    tally: Tally = field(default_factory=Tally)


def read_archives(archives: Sequence[str], out: Path, how: How, run: Run) -> Tally:
    """Read archives of traces into a dataset of movements at `out`, or go on where an earlier run was cut short.

    A finished dataset has the same bytes whatever the engine, the order of the archives, and the interruptions.

    Raises:
        CaseError: an archive is not there, `out` holds something else, or another run is at work in it.
        ArmstraceError: nothing can be read or written any more.
    """
    found, seen = _archives(archives, how.files), Seen()
    told: dict[str, Any] = {
        "version": __version__,
        "editions": editions(),
        "archives": found,
        "asked": how.asked.told(),
    }
    with open_dataset(out) as dataset:
        members = _listed(members_of(found, how.files, how.asked.only, seen), run.steps)
        with indexed(out / WORK, members, how.asked) as index:
            if not index.files and not seen.problems:
                raise _nothing(found, seen)
            run.steps.total(index.bytes)
            names: list[str] = []
            _work(dataset, index.jobs(_basis(told), run.said_of), names, how, run)
        aside = [each._asdict() for each in sorted(seen.problems)] + list(_aside(dataset, names, run.tally.failed))
        told |= {"failed": len(run.tally.failed), "passed_over": dict(sorted(seen.ignored.items()))}
        said = _of_members(dataset, names, "SELECT DISTINCT registration FROM {}")
        told["synthetic"] = how.asked.synthetic or is_synthetic(name for (name,) in said)
        dataset.finish(names, told, packed(days_of(seen, dataset, names)), aside)
    run.tally.set_aside += len(seen.problems)
    return run.tally


def _nothing(archives: Sequence[str], seen: Seen) -> CaseError:
    """Say that nothing is to be read: of what was asked for, or at all."""
    where = ", ".join(archives)
    if files := sum(day.files for day in seen.days.values()):
        what = f"Of the {files:,} files of traces in these archives none is of the aircraft and days asked for."
        return CaseError(what, where=where, todo="Check --hex, --from and --to.")
    return CaseError("There is no file of traces in these archives.", where=where, todo=_NOTHING)


def _basis(told: Mapping[str, Any]) -> str:
    """Say what a job's result rests on besides its members."""
    return json.dumps([told["version"], told["editions"], told["asked"]], sort_keys=True)


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


def _work(dataset: Dataset, jobs: Iterator[Job], names: list[str], how: How, run: Run) -> None:
    """Do what is not done yet; a job that fails because its process was killed is tried once more at the end."""
    tally, steps = run.tally, run.steps
    again: list[Job] = []

    def undone() -> Iterator[Job]:
        for job in jobs:
            names.append(job.name)
            if dataset.has(job):
                _count(tally, dataset.done[job.name])
                tally.known += len(job.members)
                steps.done(job.size, 0)
            else:
                dataset.done.pop(job.name, None)
                yield job

    for some in (undone(), again):
        for job, result in run.engine.run(partial(read_job, how=how), some, ordered=False, begin=begin):
            if isinstance(result, JobDone):
                dataset.keep(job, result)
                _count(tally, dataset.done[job.name])
            elif result.died and some is not again:
                again.append(job)
                continue
            else:
                tally.failed[job.name] = _said(result, len(job.members))
            steps.done(job.size, result.points if isinstance(result, JobDone) else 0)


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


def _aside(dataset: Dataset, names: Sequence[str], failed: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """List what was not read: jobs that failed, members or their rest, rows that do not hold."""
    for name in names:
        if name in failed:
            yield {"job": name, "reason": failed[name]}
    for archive, member, address, problem, bad in _of_members(
        dataset, names, "SELECT archive, name, hex, problem, bad_rows FROM {} WHERE problem <> '' OR bad_rows > 0"
    ):
        reason = problem or f"{bad} rows that do not hold were passed over."
        yield {"archive": archive, "name": member, "hex": address, "reason": reason}


def days_of(seen: Seen, dataset: Dataset, names: Sequence[str]) -> pa.Table:
    """Say how complete each archive is by day, and how much of it was read."""
    read: Counter[tuple[str, date | None]] = Counter()
    points: Counter[tuple[str, date | None]] = Counter()
    for archive, day, count, total in _of_members(
        dataset, names, "SELECT archive, day, count(*), sum(points) FROM {} WHERE problem = '' GROUP BY ALL"
    ):
        read[archive, day] += count
        points[archive, day] += int(total)
    rows = [
        [archive, day, len(each.folders - {""}), each.files, each.stored, read[archive, day], points[archive, day]]
        for (archive, day), each in sorted(seen.days.items(), key=lambda item: (item[0][0], item[0][1] or date.max))
    ]
    return pa.Table.from_pylist([dict(zip(DAY.names, row, strict=True)) for row in rows], schema=DAY)


def _of_members(dataset: Dataset, names: Sequence[str], sql: str) -> Iterator[tuple[Any, ...]]:
    """Ask what was read, some hundred files at a time, in order of aircraft and member."""
    paths = [str(dataset.root / "members" / f"{name}.parquet") for name in names if name in dataset.done]
    for start in range(0, len(paths), 500):
        some = literals(paths[start : start + 500])[1:-1]
        with database() as asking:
            yield from asking.execute(f"{sql.format(f'read_parquet([{some}])')} ORDER BY ALL").fetchall()
