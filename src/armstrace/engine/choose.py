"""Where work is done: here, in processes of this machine, or on a cluster; the results are the same."""

import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import TypeVar

from armstrace.engine.cluster import run_on_cluster
from armstrace.engine.connection import scheduler_address
from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.records.errors import CaseError

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Engine:
    """A place of work: `workers` processes of this machine (1: this one), or the cluster whose scheduler is named."""

    workers: int = 1
    scheduler: str = ""

    def run(
        self,
        function: Callable[[T], R],
        parts: Iterable[T],
        *,
        ordered: bool = True,
        begin: Callable[[], object] | None = None,
        failing: tuple[type[Exception], ...] = (Exception,),
    ) -> Generator[tuple[T, R | Failure], None, None]:
        """Give each part with its result or its failure; see `run_many`, whose contract holds everywhere."""
        if self.scheduler:
            return run_on_cluster(function, parts, self.scheduler, ordered=ordered, begin=begin, failing=failing)
        return run_many(function, parts, self.workers, ordered=ordered, begin=begin, failing=failing)


def engine_named(text: str, workers: int = 0) -> Engine:
    """Read "local", "processes" or a scheduler's address; `workers` 0 is one process per processor.

    Raises:
        CaseError: it is none of these.
    """
    if workers < 0:
        raise CaseError(f"{workers} is no number of processes.", where="--workers", todo="Name one or more.")
    if text == "local":
        return Engine()
    if text in {"processes", ""}:
        return Engine(workers or processors())
    if "://" not in text:
        todo = "Write local, processes, or the address of a scheduler such as dask://127.0.0.1:8786."
        raise CaseError(f"{text!r} is no place of work.", where="--engine", todo=todo)
    return Engine(scheduler=scheduler_address(text))


def processors() -> int:
    """Count the processors that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
