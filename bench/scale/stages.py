"""What each step of reading an archive of flights costs for a point: processor time of one core, the best of runs."""

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from armstrace.flights import movements as told
from armstrace.flights.airfields.fields import Fields, all_fields
from armstrace.flights.coverage import coverage
from armstrace.flights.judged import judged
from armstrace.sources.traces.archives.inflate import inflated
from armstrace.sources.traces.archives.walk import load, walk
from armstrace.sources.traces.points import Points
from armstrace.sources.traces.reading import read_points
from bench.made_traces import make
from bench.movements import batches, best

FILES, RUNS = 400, 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the seconds of processor time that it takes for a point."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Stages:
    """The steps in their order, and how large a point is as stored and as text."""

    steps: tuple[Step, ...]
    stored_bytes: float
    text_bytes: float
    disk_mb_s: float

    @property
    def seconds(self) -> float:
        """The processor time of a point through all steps."""
        return sum(step.seconds for step in self.steps)

    @property
    def dearest(self) -> Step:
        """The step that takes most."""
        return max(self.steps, key=lambda step: step.seconds)


def stages(folder: Path, files: int = FILES) -> Stages:
    """Measure every step on files made for it."""
    text_bytes = make(folder, files)
    members = sorted(walk([str(folder)]), key=lambda member: member.hex)
    cut = batches(members)
    stored = [load(member) for member in members]
    read = [read_points(batch, load) for batch in cut]
    count, size = sum(len(each.time_s) for each in read), sum(map(len, stored))
    fields = all_fields()
    works: dict[str, Callable[[], object]] = {
        "loading": lambda: [load(member) for member in members],
        "hashing": lambda: [hashlib.sha256(each).hexdigest() for each in stored],
        "inflating": lambda: [inflated(each) for each in stored],
        "reading": lambda: [read_points(batch, load) for batch in cut],
        "coverage": lambda: [coverage(each, fields) for each in read],
    }
    took = {name: best(work, RUNS) for name, work in works.items()}
    whole, naming = _movements(read, fields)
    before = took["loading"] + took["hashing"] + took["inflating"]
    steps = (
        Step("read stored bytes that the system has in memory", took["loading"]),
        Step("SHA-256 of the stored bytes", took["hashing"]),
        Step("inflate", took["inflating"]),
        Step("scan the text into columns", max(0.0, took["reading"] - before)),
        Step("find landings and take-offs", max(0.0, whole - naming)),
        Step("name their airfields", naming),
        Step("what could be seen", took["coverage"]),
    )
    told_steps = tuple(Step(step.name, step.seconds / count) for step in steps)
    return Stages(told_steps, size / count, text_bytes / count, _from_disk(folder))


class _Spent:
    """A function that adds up the processor time it takes."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.seconds = work, 0.0

    def __call__(self, *words: Any) -> Any:
        started = time.process_time()
        try:
            return self.work(*words)
        finally:
            self.seconds += time.process_time() - started


def _movements(read: list[Points], fields: Fields) -> tuple[float, float]:
    """Time finding movements: all of it, and the naming of airfields in it, of the quickest run."""
    found = []
    for _ in range(RUNS + 1):
        naming = _Spent(judged)
        with patch("armstrace.flights.movements.judged", naming):
            started = time.process_time()
            for each in read:
                told.movements(each, fields)
            found.append((time.process_time() - started, naming.seconds))
    return min(found)


def _from_disk(folder: Path) -> float:
    """Read the files once more after asking the system to forget them: megabytes a second by the clock."""
    paths = sorted(path for path in folder.rglob("*.json") if path.is_file())
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    started = time.perf_counter()
    size = sum(len(path.read_bytes()) for path in paths)
    return size / 1e6 / (time.perf_counter() - started)
