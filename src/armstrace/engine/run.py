"""Run one pure function over many parts, lazily, in flat memory, and through the death of any process."""

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from armstrace.engine.failure import UNPACKABLE, Failure, failure_of
from armstrace.engine.worker import WAITING, Task, Worker, start, why_dead
from armstrace.records.errors import ArmstraceError

T = TypeVar("T")
R = TypeVar("R")
# workers that die one after the other before they have begun will not begin at all
_MOST_STILLBORN = 3


def run_many(
    function: Callable[[T], R],
    parts: Iterable[T],
    workers: int,
    *,
    ordered: bool = True,
    begin: Callable[[], object] | None = None,
    failing: tuple[type[Exception], ...] = (Exception,),
) -> Generator[tuple[T, R | Failure], None, None]:
    """Give each part with its result or its failure, in the order of the parts or as they are done.

    Parts are taken from `parts` only as fast as they are done. With more than one worker they go to fresh processes,
    so `function`, parts and results must be picklable; fewer work here. `begin` is called once per worker before its
    first part (to load a model). A part whose error is one of `failing`, or whose process is killed, costs no other
    part anything. Closing the iterator, or Ctrl-C, ends all processes.

    Raises:
        ArmstraceError: no worker can begin.
    """
    if workers < 2:
        return _here(function, parts, begin, failing)
    return _Crew[T](Task(function, begin, failing), workers, ordered).work(parts)


def _here(
    function: Callable[[T], R],
    parts: Iterable[T],
    begin: Callable[[], object] | None,
    failing: tuple[type[Exception], ...],
) -> Generator[tuple[T, R | Failure], None, None]:
    begun = begin is None
    for part in parts:
        if not begun and begin is not None:
            begin()
            begun = True
        try:
            result: R | Failure = function(part)
        except failing as error:
            result = failure_of(error)
        yield part, result


@dataclass(slots=True)
class _Crew(Generic[T]):
    """The workers of one run, the parts in their hands, and the results that wait for an earlier one."""

    task: Task
    size: int
    ordered: bool
    workers: list[Worker] = field(default_factory=list)
    parts: dict[int, tuple[T, bytes]] = field(default_factory=dict)
    again: deque[int] = field(default_factory=deque)
    done: dict[int, tuple[T, Any]] = field(default_factory=dict)
    stillborn: int = 0

    def work(self, parts: Iterable[T]) -> Generator[tuple[T, Any], None, None]:
        """Hand out the parts and give back what comes of them."""
        source = enumerate(parts)
        following = 0
        exhausted = False
        try:
            while not exhausted or self.parts or self.done:
                while not exhausted and len(self.parts) + len(self.done) < self._most():
                    exhausted = not self._take(source)
                self._hand_out()
                if self.parts:
                    self._gather()
                while self.done:
                    number = following if self.ordered else next(iter(self.done))
                    if number not in self.done:
                        break
                    following += 1
                    yield self.done.pop(number)
        finally:
            for worker in self.workers:
                worker.end()

    def _most(self) -> int:
        """Say how many parts may be under way: two per worker, and more only while a slow one holds up its order."""
        return self.size * 2 + min(len(self.done), self.size * WAITING)

    def _take(self, source: Iterator[tuple[int, T]]) -> bool:
        """Take the next part; one that cannot be packed is done with."""
        for number, part in source:
            try:
                self.parts[number] = (part, pickle.dumps(part))
            except UNPACKABLE as error:
                self.done[number] = (part, Failure(f"The part cannot be handed over: {error}"))
            else:
                self.again.append(number)
            return True
        return False

    def _hand_out(self) -> None:
        while len(self.workers) < min(self.size, len(self.parts)):
            self.workers.append(start(self.task))
        for number in list(self.again):
            packed = self.parts[number][1]
            free = [worker for worker in self.workers if worker.ready and worker.takes(packed)]
            if not free:
                return
            worker = min(free, key=lambda each: len(each.at_work))
            try:
                worker.send(number, packed)
            except OSError:
                self._bury(worker)
                return
            self.again.popleft()

    def _gather(self) -> None:
        """Wait until a worker answers or dies, and note all that have."""
        answering = wait([worker.pipe for worker in self.workers])
        for worker in [each for each in self.workers if each.pipe in answering]:
            try:
                answer = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301 # packed by our own worker
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if not worker.ready:
                self._welcome(worker, answer)
            else:
                number = worker.at_work.popleft()
                self.done[number] = (self.parts.pop(number)[0], answer)

    def _welcome(self, worker: Worker, refusal: Failure | None) -> None:
        """Note that a worker has begun.

        Raises:
            ArmstraceError: it cannot.
        """
        if refusal is None:
            worker.ready = True
            self.stillborn = 0
            return
        if isinstance(refusal.error, ArmstraceError):
            raise refusal.error
        raise ArmstraceError(f"The processes that do the work cannot begin: {refusal.what}")

    def _bury(self, worker: Worker) -> None:
        """Let go of a dead worker: the part in its hand has failed, the one behind it is handed to another.

        Raises:
            ArmstraceError: too many died before they had begun.
        """
        why = why_dead(worker)
        self.workers.remove(worker)
        if worker.at_work:
            number = worker.at_work.popleft()
            self.done[number] = (self.parts.pop(number)[0], Failure(why, died=True))
            self.again.extendleft(reversed(worker.at_work))
        elif not worker.ready:
            self.stillborn += 1
            if self.stillborn >= _MOST_STILLBORN:
                raise ArmstraceError(
                    f"The processes that do the work die before they begin. {why}",
                    todo="Close other programs, or work with fewer processes (--workers 1).",
                )
        worker.end()
