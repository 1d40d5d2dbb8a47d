"""A real cluster on this machine: a scheduler and workers, each a process of its own, on loopback."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import armstrace

_SOURCE = Path(armstrace.__file__).parents[1]
_QUIET = {"DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s", "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False"}


@dataclass(slots=True)
class Cluster:
    """A scheduler's address and the processes of its workers."""

    address: str
    folder: Path
    paths: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self) -> None:
        """Start one more worker of one thread; it is not waited for."""
        words = ["worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        words += ["--local-directory", str(self.folder), "--death-timeout", "20", "--memory-limit", "0"]
        self.workers.append(_dask(words, self.folder, self.paths))


def _dask(words: list[str], folder: Path, paths: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **_QUIET, "PYTHONPATH": paths, "DASK_CONFIG": str(folder)}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words], env=environment, cwd=folder, stdout=log, stderr=log
        )


@contextmanager
def cluster(folder: Path, workers: int, *paths: Path) -> Iterator[Cluster]:
    """Run a scheduler and workers that can import what lies in `paths` besides armstrace."""
    found = os.pathsep.join(map(str, (_SOURCE, *paths)))
    told = folder / "scheduler.json"
    words = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    made = Cluster("", folder, found, _dask(words, folder, found))
    try:
        made.address = _address(told, made.scheduler)
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        for process in (*made.workers, made.scheduler):
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()


def _address(told: Path, scheduler: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and scheduler.poll() is None:
        with suppress(OSError, ValueError):
            return str(json.loads(told.read_text(encoding="utf-8"))["address"])
        time.sleep(0.05)
    raise AssertionError(told.with_name("log").read_text(encoding="utf-8"))
