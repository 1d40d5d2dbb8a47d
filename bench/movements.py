"""Measure trace files to movements, on one core: python -m bench.movements [FOLDER [FILES]].

Without a folder, files are made with readsb's own format strings. Processor time, the best of five runs; compiled
before.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.flights.airfields.fields import all_fields
from armstrace.flights.coverage import coverage
from armstrace.flights.movements import movements
from armstrace.sources.traces.archives.walk import load, walk
from armstrace.sources.traces.points import Member, Points
from armstrace.sources.traces.reading import read_points
from bench.made_traces import make
from eval.report import table

RUNS, FILES, BATCH = 5, 1000, 200
LEAST_PER_S = 1.5e6


@dataclass(frozen=True, slots=True)
class Speed:
    """How long something took over how many points and aircraft-days."""

    what: str
    seconds: float
    points: int
    files: int

    @property
    def cells(self) -> list[str]:
        """The line as printed."""
        return [
            self.what,
            f"{self.points / self.seconds / 1e6:.2f} M points/s", f"{self.seconds / self.points * 1e6:.3f} µs",
            f"{self.seconds / self.files * 1e3:.3f} ms",
        ]  # fmt: skip


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Time something in seconds of processor time, the best of some runs, after one that compiles."""
    work()
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def batches(members: Sequence[Member]) -> list[Sequence[Member]]:
    """Cut members into batches as a run does."""
    return [members[i : i + BATCH] for i in range(0, len(members), BATCH)]


def speeds(folder: Path) -> list[Speed]:
    """Measure reading, movements, both together, and coverage."""
    cut = batches(sorted(walk([str(folder)]), key=lambda member: (member.hex, member.name)))
    read: list[Points] = [read_points(batch, load) for batch in cut]
    fields, points, files = all_fields(), sum(len(each.time_s) for each in read), sum(len(batch) for batch in cut)
    works = {
        "trace files to points": lambda: [read_points(batch, load) for batch in cut],
        "points to movements": lambda: [movements(each, fields) for each in read],
        "trace files to movements": lambda: [movements(read_points(batch, load), fields) for batch in cut],
        "points to coverage": lambda: [coverage(each, fields) for each in read],
    }
    return [Speed(what, best(work), points, files) for what, work in works.items()]


def main() -> int:
    """Measure and print; 1 where files to movements are slower than promised."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch)
        if len(sys.argv) < 2:
            make(folder, FILES)
        told = speeds(folder)
    print(table(["work, one core", "speed", "a point", "a file"], [each.cells for each in told]))
    return int(told[2].points / told[2].seconds < LEAST_PER_S)


if __name__ == "__main__":
    sys.exit(main())
