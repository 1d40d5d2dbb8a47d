"""Measure incidents of UCDP's size and write docs/bench-incidents.md: python -m bench.incidents.

350,000 invented events in UCDP's columns are taken into a case and read, in a process of its own; then places drawn
from a seed are asked for, within this process, and the events of three months are drawn. All of it is processor time,
that of all threads together and the quickest of three runs for a question: a busy machine stretches it least.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from armstrace.desk.case import new_case, open_case
from armstrace.desk.incidents.asked import Near, Wanted
from armstrace.desk.incidents.find import find, laid_out
from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.incidents import incidents_map
from bench.made_incidents import PLACES, make
from bench.measures import Measure
from bench.probe import peak_mb
from eval import report

ROWS, QUESTIONS = 350_000, 60


def read(table: Path, folder: Path) -> dict[str, float]:
    """Take the table into a new case and read it, in a process of its own."""
    command = [sys.executable, "-m", "bench.incidents", "read", str(table), str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    found: dict[str, float] = json.loads(told.stdout)
    return found


def read_here(table: Path, folder: Path) -> None:
    """Do it here and tell how long it took and how much memory it held."""
    case = new_case(folder, title="bench", said_by="p-bench")
    started, began = time.process_time(), time.perf_counter()
    outcome = case.read(case.add(table))
    seconds, wall = time.process_time() - started, time.perf_counter() - began
    rows = {part.kind: part.rows for part in outcome.rows}
    assert rows["incident"] == ROWS, rows
    sys.stdout.write(json.dumps({"seconds": seconds, "wall": wall, "peak_mb": peak_mb()}))


def timed(do: Callable[[], Any]) -> float:
    """Give the processor seconds, of all threads together, of the quickest of three runs."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        do()
        seconds.append(time.process_time() - started)
    return min(seconds)


def ask(folder: Path) -> list[Measure]:
    """Lay the incidents out and ask places, boxes and days, each once."""
    drawn = random.Random(11)
    case = open_case(folder, "p-bench")
    started = time.process_time()
    placed = laid_out(case)
    laid = time.process_time() - started
    near: list[float] = []
    within: list[float] = []
    days: list[float] = []
    with placed:
        for _ in range(QUESTIONS):
            _, lat, lon = drawn.choice(PLACES)
            here = Near(lat + drawn.gauss(0, 1), lon + drawn.gauss(0, 1), "here")
            box = (here.lat, here.lon, here.lat + 0.2, here.lon + 0.2)
            month = Wanted(near=here, km=50, first=date(2020, 9, 27), last=date(2020, 11, 10))
            asked = (Wanted(near=here, km=10), Wanted(box=box), month)
            for wanted, told in zip(asked, (near, within, days), strict=True):
                told.append(1000 * timed(partial(find, placed, wanted)))
        many = find(placed, Wanted(first=date(2020, 10, 1), last=date(2020, 12, 31))).incidents
    return [
        Measure("lay them out by place, once for a command", laid, "s"),
        Measure("within 10 km of a place, median", statistics.median(near), "ms", 50.0),
        Measure("the same, slowest of 60 places", max(near), "ms"),
        Measure("within a box of 0.2 by 0.2 degrees, median", statistics.median(within), "ms", 50.0),
        Measure("within 50 km and 45 days, median", statistics.median(days), "ms", 50.0),
        Measure(f"draw a map of {len(many):,} incidents", timed(lambda: incidents_map(many, "Bench")), "s"),
        Measure(f"draw a timeline of {len(many):,} incidents", timed(lambda: incidents_timeline(many, "Bench")), "s"),
    ]


def main() -> int:
    """Measure, print, write the page; 1 where a bound is missed."""
    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as scratch:
        table, folder = Path(scratch) / "GEDEvent_v99_1.csv", Path(scratch) / "case"
        make(ROWS, table)
        told = read(table, folder)
        lines = [
            Measure(f"take {ROWS:,} events into a case and read them, processor time", told["seconds"], "s", 20.0),
            Measure("the same by the clock, whatever else the machine did", told["wall"], "s"),
            Measure("the same, most memory held", told["peak_mb"], "MB", 500.0),
            *ask(folder),
        ]
    report.publish(
        "bench-incidents.md",
        "Speed: incidents",
        f"{ROWS:,} invented events in the columns of UCDP's dataset, drawn from a seed; processor time, one process.",
        [report.table(["measure", "value", "bound", "kept"], [line.cells for line in lines])],
    )
    return int(any(line.bound is not None and line.value >= line.bound for line in lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        read_here(Path(sys.argv[2]), Path(sys.argv[3]))
        sys.exit(0)
    sys.exit(main())
