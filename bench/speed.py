"""Measure what the design promises and write docs/bench.md: python tests/bench/speed.py.

Reading SIPRI's register of 27,838 deliveries, checking an article in a case that has read its registers, and
`armstrace --help`; each in a fresh process, several times, the median of them. Needs the real data beside the checkout.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measures import ARMSTRACE, RUNS, Measure, clock, probe
from bench.reading import measure_reading
from eval import report


def measure(register: Path, tables: Path, article: Path, folder: Path) -> list[Measure]:
    """Measure everything; `folder` is scratch."""
    reading = probe("read", register, folder)
    case = folder / "case"
    subprocess.run([ARMSTRACE, "new", case], check=True, stdout=subprocess.DEVNULL)
    started = time.perf_counter()
    subprocess.run([ARMSTRACE, "add", "--case", case, register, tables], check=False, capture_output=True)
    adding = time.perf_counter() - started
    checking = probe("check", case, article)
    in_case = clock([ARMSTRACE, "check", article, "--case", case, "--published", "2020-11-20"])
    alone = clock([ARMSTRACE, "check", article, "--published", "2020-11-20", "--against", register, tables])
    return [
        Measure("read the register of 27,838 rows into a case, after start-up", reading["seconds"], "s", 2.0),
        Measure("the same, most memory held", reading["peak_mb"], "MB", 300.0),
        Measure("check the article, both registers read, after start-up", checking["seconds"], "s", 1.0),
        Measure("the same, most memory held", checking["peak_mb"], "MB"),
        Measure("the same as a command, start-up included", in_case, "s"),
        Measure("check the article without a case, register and 134 tables read first", alone, "s"),
        Measure("take register and 134 tables into a case", adding, "s"),
        Measure("armstrace --help", clock([ARMSTRACE, "--help"]), "s", 0.3),
    ]


def main() -> int:
    """Measure, print, write the page; 1 where a bound is missed."""
    sipri = report.shared("data/sipri")
    article = report.shared("packs/reading-dev/seed/article.txt")
    if sipri is None or article is None:
        sys.stdout.write("bench skipped: the real data is not beside this checkout\n")
        return 0
    register = next(sipri.glob("deliveries_*_gen2024-04-13_*.csv"))
    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as folder:
        lines = measure(register, sipri / "tiv-2022-07-28", article, Path(folder))
        lines += measure_reading(Path(folder))
    table = report.table(["measure", "median", "bound", "kept"], [line.cells for line in lines])
    report.publish(
        "bench.md",
        "Speed",
        f"Medians of {RUNS} runs, each in a fresh process; the many articles were read once.",
        [table],
    )
    return int(any(line.bound is not None and line.value >= line.bound for line in lines))


if __name__ == "__main__":
    sys.exit(main())
