"""One process at work: it is handed packed parts and answers each in turn."""

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from armstrace.engine.failure import UNPACKABLE, Failure, failure_of

# a fresh interpreter: nothing of this one's threads, locks or open files goes along
_CONTEXT = multiprocessing.get_context("spawn")
_AHEAD_BYTES = 16_384
WAITING = 16
"""Per worker: how many results may wait for an earlier one that takes long."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker does: `begin` once, then `function` for each part; `failing` errors are the part's own."""

    function: Callable[[Any], Any]
    begin: Callable[[], object] | None
    failing: tuple[type[Exception], ...]


@dataclass(slots=True)
class Worker:
    """A process as its master sees it; `at_work` are the numbers of its parts, the first one in hand."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    at_work: deque[int] = field(default_factory=deque)

    def takes(self, packed: bytes) -> bool:
        """Tell whether a part may be sent: one in hand, and one ahead so small that it waits in the pipe."""
        return not self.at_work or (len(self.at_work) < 2 and len(packed) <= _AHEAD_BYTES)

    def send(self, number: int, packed: bytes) -> None:
        """Hand over a part.

        Raises:
            OSError: the process is gone.
        """
        self.pipe.send_bytes(packed)
        self.at_work.append(number)

    def end(self) -> None:
        """Kill the process and let go of it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.process.close()


def start(task: Task) -> Worker:
    """Start a process; its first answer says that it has begun, or why it cannot."""
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(task, theirs), daemon=True)
    with _without_interrupts():
        process.start()
    theirs.close()
    return Worker(process, ours)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start a process deaf to Ctrl-C from its first moment: it is the master's to end the work."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Python's own helper process lifts the mask when it starts, so it goes first
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def why_dead(worker: Worker) -> str:
    """Say how a process ended."""
    worker.process.join()
    code = worker.process.exitcode
    if code is not None and code < 0:
        return f"The process at work on it was killed ({_signal(-code)}); the machine may be short of memory."
    return f"The process at work on it ended (exit code {code})."


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal has no name
        return f"signal {number}"


def _work(task: Task, pipe: Connection) -> None:
    # where signals cannot be masked while a process starts
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if task.begin:
            task.begin()
    except task.failing as error:
        pipe.send_bytes(pickle.dumps(failure_of(error)))
        return
    pipe.send_bytes(pickle.dumps(None))
    while True:
        try:
            packed = pipe.recv_bytes()
        except (EOFError, OSError):
            return  # the master is gone
        answer = packed_result(attempt(task, packed))
        try:
            pipe.send_bytes(answer)
        except OSError:
            return


def attempt(task: Task, packed: bytes) -> Any:
    """Do one part: its result, or its failure."""
    try:
        return task.function(pickle.loads(packed))  # noqa: S301 # packed by our own master
    except task.failing as error:
        return failure_of(error)


def packed_result(result: Any) -> bytes:
    """Pack a result; one that cannot be packed becomes a failure."""
    try:
        return pickle.dumps(result)
    except UNPACKABLE as error:
        return pickle.dumps(Failure(f"The result cannot be handed back: {error}"))
