"""Measure flights and write docs/bench-flights.md: python -m bench.flights [FILES [MILLIONS]].

Reading traces, movements, naming airfields, a made day of so many million points through `armstrace flights read` with
two processes, and what traffic and pyreadsb do with the same files, where `make peers` has put them.
"""

import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from isal import igzip

from bench import airfields, movements, traces
from bench.made_traces import make, text
from bench.measures import ARMSTRACE
from eval import report

MILLIONS = 50
PEERS = {
    "traffic": ("traffic_speed.py", "readable by it only when inflated before, which is not counted"),
    "pyreadsb": ("pyreadsb_speed.py", "gunzip included"),
}
_HERE = Path(__file__).parent / "peers"
_ENVIRONMENTS = report.ROOT / ".tools" / "peers"
_DRAWN, _ROWS = 400, 2_000


def day(folder: Path, points: int) -> int:
    """Write a day of so many points: the tracks of 400 aircraft again and again under other addresses."""
    rng = random.Random(11)
    drawn = [text(rng, "%06x", _ROWS).replace(b"N%06x", b"", 1) for _ in range(_DRAWN)]
    files = points // _ROWS
    for number in range(files):
        hex_ = f"{0x400000 + 53 * number:06x}"
        path = folder / "2024/03/05/traces" / hex_[-2:] / f"trace_full_{hex_}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(igzip.compress(drawn[number % _DRAWN].replace(b"%06x", hex_.encode(), 1), 2))
    return files


def whole_day(scratch: Path, millions: int) -> list[list[str]]:
    """Read a made day as a user would, by two processes; seconds by the clock and the most memory of one process."""
    files = day(scratch / "day", millions * 1_000_000)
    command = [ARMSTRACE, "flights", "read", scratch / "day", "--out", scratch / "out", "--workers", "2"]
    started = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    assert status == 0, status
    most = usage.ru_maxrss / 1024
    fast = _kept(millions >= MILLIONS and seconds <= 20)
    return [
        [f"a day of {millions} M points in {files:,} files, two processes", f"{seconds:.1f} s", "<= 20 s", fast],
        ["the same, points a second", f"{millions / seconds:.2f} M points/s", "", ""],
        ["the same, most memory that one process held", f"{most:.0f} MB", "< 1000 MB", _kept(most < 1000)],
    ]


def peers(scratch: Path, ours: float) -> list[list[str]]:
    """Let other programs read the same files: points a second of processor time, and how many times that ours is."""
    make(scratch / "few", 40)
    packed = sorted((scratch / "few").rglob("*.json"))
    plain = []
    for path in packed:
        plain.append(path.with_suffix(".plain.json"))
        plain[-1].write_bytes(gzip.decompress(path.read_bytes()))
    rows = []
    for name, (program, how) in PEERS.items():
        python = _ENVIRONMENTS / name / "bin" / "python"
        if not python.exists():
            rows.append([name, "not run: see `make peers`", "", how])
            continue
        command = [python, _HERE / program, *(plain if name == "traffic" else packed)]
        done = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
        points, seconds = map(float, done.stdout.split())
        rate = points / seconds
        rows.append([name, f"{rate / 1e6:.3f} M points/s", f"{ours / rate:.0f} times", how])
    return rows


def main() -> int:
    """Measure, print, write the page; 1 where a bound is missed."""
    files = int(sys.argv[1]) if sys.argv[1:] else traces.FILES
    millions = int(sys.argv[2]) if sys.argv[2:] else MILLIONS
    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as name:
        scratch = Path(name)
        read = traces.measure(scratch, files)
        make(scratch / "made", movements.FILES)
        told = movements.speeds(scratch / "made")
        named, fields = airfields.table()
        through = whole_day(scratch, millions)
        ours = next(line.value for line in read if line.what == traces.ONE_CORE) * 1e6
        others = peers(scratch, ours)
    end = told[2].points / told[2].seconds
    report.publish(
        "bench-flights.md",
        "Speed of flights",
        "Made trace files with readsb's format strings. By processor time unless it says otherwise; compiled before.",
        [
            "## Reading traces",
            report.table(["measure", "median", "to reach", "kept"], [line.cells for line in read]),
            "## Traces to movements",
            report.table(["work, one core", "speed", "a point", "a file"], [each.cells for each in told]),
            f"Trace files to movements: to reach 1.5 M points/s; kept: {_kept(end >= movements.LEAST_PER_S)}.",
            "## A whole day",
            report.table(["measure", "reached", "to reach", "kept"], through),
            "## Naming airfields",
            fields,
            "## Others, on the same files",
            report.table(["program", "points a second of one core", "ours over it", "how"], others),
        ],
    )
    kept = named and end >= movements.LEAST_PER_S and all(line.kept for line in read)
    return int(not (kept and all(row[3] != "NO" for row in through)))


def _kept(kept: bool) -> str:
    return "yes" if kept else "NO"


if __name__ == "__main__":
    sys.exit(main())
