"""Measure how fast traces are read: python -m bench.traces [FILES].

Trace files with readsb's format strings are made in a scratch folder, then read into columns on one core and by two
processes at once; a C program (bench/limit.c, libdeflate where the system has it, else zlib) does the least that has to
be done with the same files in the same run. A tar of 100,000 members, as sparse as a file can be, is walked.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from armstrace.sources.traces.archives.walk import load, walk
from armstrace.sources.traces.points import Member
from armstrace.sources.traces.reading import read_points
from bench.made_traces import make
from eval import report

FILES, BATCH, RUNS = 2_000, 200, 5
MEMBERS, MEMBER_BYTES, PICKED = 100_000, 31_000, 30
ONE_CORE = "gz to columns, one core, by processor time"
LIMIT = Path(__file__).with_name("limit.c")


@dataclass(frozen=True, slots=True)
class Rate:
    """One line of the table: what, how much, and the least or most it has to be (None: for information)."""

    what: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def kept(self) -> bool:
        """Whether it is what it has to be."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def cells(self) -> list[str]:
        """The line as printed."""
        bound = f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}" if self.most is not None else ""
        return [self.what, f"{self.value:,.2f} {self.unit}", bound, ("yes" if self.kept else "NO") if bound else ""]


def read_share(folder: Path, share: int, shares: int) -> dict[str, float]:
    """Read every so manieth file in batches; gives points, seconds of processor time and of the clock, and a sum."""
    members = list(walk([str(folder)]))[share::shares]
    batches = [members[start : start + BATCH] for start in range(0, len(members), BATCH)]
    read_points(batches[0], load)  # compiles, or takes the compiled code
    used, clock, points, checked = time.process_time(), time.perf_counter(), 0, 0.0
    for batch in batches:
        found = read_points(batch, load)
        points += len(found.time_s)
        checked += float(found.lat.sum())
    return {
        "points": points, "used_s": time.process_time() - used, "clock_s": time.perf_counter() - clock, "sum": checked,
    }  # fmt: skip


def reading(folder: Path, shares: int) -> list[dict[str, float]]:
    """Read the files in so many fresh processes at once."""
    command = [sys.executable, "-m", "bench.traces", "--share", str(folder)]
    started = [
        subprocess.Popen([*command, str(share), str(shares)], stdout=subprocess.PIPE, text=True)
        for share in range(shares)
    ]
    return [json.loads(process.communicate()[0]) for process in started]


def limit(folder: Path, scratch: Path) -> tuple[str, float] | None:
    """Measure the C program on the same files: its library, and points a second of processor time."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    program = scratch / "limit"
    kinds: tuple[tuple[str, list[str], str], ...] = (
        ("libdeflate", ["-DWITH_LIBDEFLATE"], "-l:libdeflate.so.0"),
        ("zlib", [], "-lz"),
    )
    for library, flags, link in kinds:
        command = [compiler, "-O3", "-march=native", *flags, str(LIMIT), link, "-o", str(program)]
        if subprocess.run(command, check=False, capture_output=True).returncode == 0:
            files = sorted(map(str, folder.rglob("*.json")))
            done = [
                subprocess.run([program, *files], check=True, capture_output=True, text=True).stdout.split()
                for _ in range(RUNS)
            ]
            return library, max(float(points) / float(seconds) for points, seconds in done)
    return None


def big_tar(path: Path) -> list[str]:
    """Make a tar with the headers of many members and holes for their data, but a few; gives the addresses of those."""
    body = b'{"icao":"%s","timestamp":1709596800,"trace":[[1,2,3,4,5,6,7,8,null]]}'
    picked: list[str] = []
    with path.open("wb") as file:
        for number in range(MEMBERS):
            hex_ = f"{0x400000 + 13 * number:06x}"
            entry = tarfile.TarInfo(f"./traces/{hex_[-2:]}/trace_full_{hex_}.json")
            stored = body % hex_.encode() if number % (MEMBERS // PICKED) == 7 else b""
            picked += [hex_] if stored else []
            entry.size = len(stored) or MEMBER_BYTES
            file.write(entry.tobuf(tarfile.GNU_FORMAT))
            file.write(stored)
            file.seek((entry.size - len(stored) + 511) // 512 * 512 if not stored else -len(stored) % 512, 1)
        file.write(bytes(1024))
    return picked[:PICKED]


def walking(path: Path, picked: list[str]) -> Iterator[Rate]:
    """Measure walking over headers alone, making a member of each, and picking some aircraft."""

    def used(hexes: list[str] | None, *, loads: bool = False) -> float:
        begin = time.process_time()
        members: list[Member] = list(walk([str(path)], hexes=hexes))
        assert len(members) == (MEMBERS if hexes is None else len(hexes))
        if loads:
            assert len(read_points(members, load).hexes) == len(picked)
        return time.process_time() - begin

    used(picked, loads=True)
    every, none, some = (
        list(times)
        for times in zip(*((used(None), used([]), used(picked, loads=True)) for _ in range(RUNS)), strict=True)
    )
    yield Rate("members of a tar, a record made of each", MEMBERS / statistics.median(every), "/s", 100_000)
    yield Rate("headers of a tar alone", MEMBERS / statistics.median(none), "/s")
    over = statistics.median(one / other for one, other in zip(some, none, strict=True))
    yield Rate(f"picking and reading {PICKED} aircraft, over walking", 100 * (over - 1), "%", most=5)


def measure(scratch: Path, files: int) -> list[Rate]:
    """Measure everything in a scratch folder."""
    folder = scratch / "traces"
    unpacked = make(folder, files)
    packed = sum(path.stat().st_size for path in folder.rglob("*.json"))
    reading(folder, 1)
    single, double = [], []
    for _ in range(RUNS):
        single.append(reading(folder, 1)[0])
        double.append(reading(folder, 2))
    points = single[0]["points"]
    alone = statistics.median(run["points"] / run["used_s"] for run in single)
    clock = statistics.median(run["points"] / run["clock_s"] for run in single)
    both = statistics.median(points / max(one["clock_s"] for one in runs) for runs in double)
    used = statistics.median(sum(one["points"] / one["used_s"] for one in runs) for runs in double)
    known = limit(folder, scratch)
    lines = [
        Rate("points read", points / 1e6, "M"),
        Rate("a point as JSON", unpacked / points, "bytes"),
        Rate("a point as stored", packed / points, "bytes"),
        Rate(ONE_CORE, alone / 1e6, "M points/s", 3.0),
        Rate("the same by the clock", clock / 1e6, "M points/s"),
        Rate("two processes, by processor time", used / 1e6, "M points/s"),
        Rate("two processes over one, by processor time", used / alone, "times", 1.9),
        Rate("the same by the clock", both / clock, "times"),
    ]
    if known is not None:
        lines += [
            Rate(f"C with {known[0]}, unchecked and unhashed, one core", known[1] / 1e6, "M points/s"),
            Rate("our share of it", 100 * alone / known[1], "%", 70),
        ]
    shutil.rmtree(folder)
    picked = big_tar(scratch / "v2024.03.05-made.tar")
    return [*lines, *walking(scratch / "v2024.03.05-made.tar", picked)]


def main() -> int:
    """Measure and print; 1 where a bound is missed."""
    if sys.argv[1:2] == ["--share"]:
        print(json.dumps(read_share(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
        return 0
    with tempfile.TemporaryDirectory(prefix="armstrace-bench-") as scratch:
        lines = measure(Path(scratch), int(sys.argv[1]) if sys.argv[1:] else FILES)
    print(report.table(["measure", "median", "to reach", "kept"], [line.cells for line in lines]))
    return int(not all(line.kept for line in lines))


if __name__ == "__main__":
    sys.exit(main())
