"""The recipe of docs/flights.md tried: a day in parts of a tar, read by processes and by Dask workers."""

import json
import os
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from bench.flights import day
from bench.measures import ARMSTRACE

POINTS = 24_000_000
PARTS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """What one way of reading the archive took: by the clock, and processor time of who hands out and who works."""

    name: str
    workers: int
    clock_s: float
    handing_s: float
    working_s: tuple[float, ...]
    rows: int
    out_bytes: int

    @property
    def processor_s(self) -> float:
        """All processor time."""
        return self.handing_s + sum(self.working_s)


def archive(folder: Path, points: int = POINTS) -> tuple[Path, int]:
    """Make a day, pack it as adsb.lol does and split the tar into parts; gives the first part and the bytes of all."""
    day(folder / "day", points)
    whole = folder / "v2024.03.05-planes-readsb-prod-0.tar"
    with tarfile.open(whole, "w") as tar:
        tar.add(folder / "day/2024/03/05", arcname=".")
    size = whole.stat().st_size
    with whole.open("rb") as file:
        for number in range(PARTS):
            Path(f"{whole}.a{chr(97 + number)}").write_bytes(file.read(-(-size // PARTS)))
    whole.unlink()
    return Path(f"{whole}.aa"), size


def runs(scratch: Path, first: Path) -> list[Run]:
    """Read the archive in four ways; what is compiled is compiled before."""
    found = [
        _processes("this process", scratch / "one", first, ["--engine", "local"], 1),
        _processes("two processes", scratch / "two", first, ["--workers", "2"], 2),
    ]
    found += [_cluster(scratch, first, workers) for workers in (1, 2)]
    assert len({run.rows for run in found}) == 1, found
    return found


def _read(first: Path, out: Path, words: list[str]) -> tuple[float, float]:
    """Read the archive: seconds by the clock, and of processor time with all processes that it started itself."""
    command = [str(ARMSTRACE), "flights", "read", str(first), "--out", str(out), *words]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime


def _processes(name: str, out: Path, first: Path, words: list[str], workers: int) -> Run:
    clock, used = _read(first, out, words)
    return Run(name, workers, clock, used, (), *_made(out))


def _made(out: Path) -> tuple[int, int]:
    """Count the rows and bytes of a dataset."""
    rows = sum(pq.read_metadata(path).num_rows for path in (out / "movements").glob("*.parquet"))
    return rows, sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def _cluster(scratch: Path, first: Path, workers: int) -> Run:
    """Start a scheduler and workers by the recipe's words, read, end them, and ask the system what each used."""
    folder = scratch / f"cluster-{workers}"
    folder.mkdir()
    with _started(folder, ["scheduler", "--host", "127.0.0.1", "--port", "0"], "--scheduler-file") as scheduler:
        address = _address(folder / "scheduler.json")
        with ExitStack() as hands:
            worker = ["worker", address, "--nthreads", "1", "--no-nanny"]
            busy = [hands.enter_context(_started(folder, worker)) for _ in range(workers)]
            engine = address.replace("tcp:", "dask:")
            clock, client = _read(first, scratch / f"dask-{workers}", ["--engine", engine])
    worked = tuple(sorted(_used(each) for each in busy))
    name = f"Dask, {workers} worker{'s' if workers > 1 else ''}"
    return Run(name, workers, clock, client + _used(scheduler), worked, *_made(scratch / f"dask-{workers}"))


_USED: dict[int, float] = {}


@contextmanager
def _started(folder: Path, words: list[str], told: str = "") -> Iterator[int]:
    """Run one of Dask's programs; gives its number, by which `_used` knows what it took once it has ended."""
    file = [told, str(folder / "scheduler.json")] if told else ["--local-directory", str(folder)]
    with (folder / "log").open("ab") as log:
        command = [sys.executable, "-m", "dask", *words, *file, "--no-dashboard"]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGINT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        _USED[process.pid] = usage.ru_utime + usage.ru_stime


def _used(pid: int) -> float:
    return _USED[pid]


def _address(told: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if told.exists() and (text := told.read_text(encoding="utf-8")).endswith("}"):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise AssertionError("no scheduler began")
