"""Run one pure function over many parts on a Dask cluster: the contract of `run_many`, with the machines elsewhere."""

import pickle
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from secrets import token_hex
from time import monotonic, sleep
from typing import Any, Generic, TypeVar

from armstrace.engine.connection import connected, refused
from armstrace.engine.failure import UNPACKABLE, Failure, failure_of
from armstrace.engine.worker import WAITING, Task, attempt, packed_result
from armstrace.records.errors import ArmstraceError
from armstrace.records.version import __version__

T = TypeVar("T")
R = TypeVar("R")
_PATIENCE_S = 60.0
"""How long a cluster may be without any worker before it is given up."""
_LOOK_S = 2.0


def run_on_cluster(
    function: Callable[[T], R],
    parts: Iterable[T],
    address: str,
    *,
    ordered: bool = True,
    begin: Callable[[], object] | None = None,
    failing: tuple[type[Exception], ...] = (Exception,),
) -> Generator[tuple[T, R | Failure], None, None]:
    """Give each part with its result or its failure, in the order of the parts or as they are done.

    `address` is that of the scheduler, as in tcp://host:8786. Everything holds that `run_many` says, with one addition:
    a part whose worker dies is handed to another worker, some times over, then once more alone to one, before it
    counts as failed. The workers need the same armstrace, and must find the files that parts name under the same names.
    What `function` holds is sent with each part: what is large belongs into `begin`.

    Raises:
        ArmstraceError: no scheduler answers, no worker comes, they have another version, or the cluster goes away.
    """
    order = _Order(token_hex(8), __version__, pickle.dumps(Task(function, begin, failing)))
    with connected(address) as client:
        yield from _Cluster[T](client, order, ordered).work(parts)


class _LostError(Exception):
    """A result died with its worker, and is being computed again."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be done, sent along with every part, as workers come and go: the packed task, and whose it is."""

    name: str
    version: str
    task: bytes


@dataclass(slots=True)
class _Begun:
    """What a worker keeps of an order: the task it has begun, or why it cannot."""

    task: Task | None = None
    refusal: Failure | None = None


# each process of a cluster fills its own, and keeps the latest few
_ORDERS: dict[str, _Begun] = {}
_KEPT = 4
_LOCK = threading.Lock()


def _take_up(order: _Order) -> _Begun:
    """Begin an order, once per process however many threads it has."""
    with _LOCK:
        if order.name not in _ORDERS:
            _ORDERS[order.name] = _begin(order)
            for name in list(_ORDERS)[:-_KEPT]:
                del _ORDERS[name]
        return _ORDERS[order.name]


def _begin(order: _Order) -> _Begun:
    if order.version != __version__:
        return _Begun(refusal=Failure(f"A worker has armstrace {__version__}, this is {order.version}."))
    try:
        task: Task = pickle.loads(order.task)  # noqa: S301 # packed by our own master
    except (*UNPACKABLE, ImportError) as error:
        return _Begun(refusal=failure_of(error))
    try:
        if task.begin:
            task.begin()
    except task.failing as error:
        return _Begun(refusal=failure_of(error))
    return _Begun(task)


def _do(order: _Order, packed: bytes) -> tuple[bool, bytes]:
    """Do one part at a worker: whether it had begun, and the packed result."""
    begun = _take_up(order)
    if begun.task is None:
        return False, pickle.dumps(begun.refusal)
    return True, packed_result(attempt(begun.task, packed))


@dataclass(slots=True)
class _Cluster(Generic[T]):
    """The parts under way on a cluster, the results that wait for an earlier one, and the parts blamed for deaths.

    Dask blames a death on all that waited at the worker. So what it blames is tried once more, each part `alone`: by
    itself on the cluster, at one worker, which is the most that it can then take with it.
    """

    client: Any
    order: _Order
    ordered: bool
    parts: dict[int, tuple[T, Any]] = field(default_factory=dict)
    done: dict[int, tuple[T, Any]] = field(default_factory=dict)
    blamed: list[tuple[int, T]] = field(default_factory=list)
    alone: str = ""
    answers: "SimpleQueue[int]" = field(default_factory=SimpleQueue)
    size: int = 1
    looked_at: float = 0.0
    seen_at: float = field(default_factory=monotonic)

    def work(self, parts: Iterable[T]) -> Generator[tuple[T, Any], None, None]:
        """Hand out the parts and give back what comes of them."""
        source = enumerate(parts)
        following = 0
        exhausted = False
        try:
            while not exhausted or self.parts or self.done or self.blamed:
                self._look()
                while not exhausted and not self.alone and len(self.parts) + len(self.done) < self._most():
                    exhausted = not self._take(source)
                if self.blamed and not self.parts:
                    self._try_alone()
                if self.parts:
                    self._gather()
                while self.done:
                    number = following if self.ordered else next(iter(self.done))
                    if number not in self.done:
                        break
                    following += 1
                    yield self.done.pop(number)
        finally:
            self.client.cancel([future for _, future in self.parts.values()])

    def _most(self) -> int:
        """Say how many parts may be under way: two per thread, and more only while a slow one holds up its order."""
        return self.size * 2 + min(len(self.done), self.size * WAITING)

    def _look(self) -> None:
        """Count the workers now and then, as they come and go.

        Raises:
            ArmstraceError: there has been none for a minute, or the scheduler is gone.
        """
        now = monotonic()
        if now - self.looked_at < _LOOK_S:
            return
        workers = self._workers()
        self.looked_at = monotonic()
        if self.alone and self.alone not in workers:
            self._fell()
        if workers:
            self.seen_at, self.size = self.looked_at, sum(workers.values())
        elif now - self.seen_at > _PATIENCE_S:
            raise refused("The cluster has no worker left.")

    def _workers(self) -> dict[str, int]:
        """Ask for the address and the threads of each worker.

        Raises:
            ArmstraceError: the scheduler is gone.
        """
        try:
            return dict(self.client.nthreads())
        except (OSError, TimeoutError, RuntimeError) as error:
            raise refused("The scheduler of the cluster is gone.") from error

    def _take(self, source: Iterator[tuple[int, T]]) -> bool:
        """Take the next part and send it; one that cannot be packed is done with."""
        for number, part in source:
            try:
                packed = pickle.dumps(part)
            except UNPACKABLE as error:
                self.done[number] = (part, Failure(f"The part cannot be handed over: {error}"))
                return True
            self._send(number, part, packed, priority=-number)
            return True
        return False

    def _send(self, number: int, part: T, packed: bytes, **where: Any) -> None:
        key = f"{self.order.name}-{number}{'-alone' if self.alone else ''}"
        future = self.client.submit(_do, self.order, packed, key=key, pure=False, **where)
        self.parts[number] = (part, future)
        self._await(number, future)

    def _try_alone(self) -> None:
        """Send the next blamed part to one worker while nothing else is under way; later, where there is none."""
        workers = self._workers()
        if not workers:
            self.looked_at = 0.0
            sleep(_LOOK_S / 4)
            return
        number, part = self.blamed.pop(0)
        self.alone = min(workers)
        self._send(number, part, pickle.dumps(part), workers=[self.alone], allow_other_workers=False)

    def _fell(self) -> None:
        """Note that the worker went at which a part was tried alone."""
        (number, (part, future)) = self.parts.popitem()
        self.client.cancel([future])
        self.done[number] = (part, Failure(f"Every worker that had it in hand died ({self.alone}).", died=True))
        self.alone = ""

    def _note(self, number: int) -> None:
        """Note what came of a part; what is blamed for a death is set aside to be tried alone."""
        part, future = self.parts[number]
        try:
            answer = self._answer(future)
        except _LostError:
            self._await(number, future)
            return
        del self.parts[number]
        if isinstance(answer, Failure) and answer.died and not self.alone:
            self.blamed.append((number, part))
            return
        self.alone = ""
        self.done[number] = (part, answer)

    def _await(self, number: int, future: Any) -> None:
        future.add_done_callback(lambda _: self.answers.put(number))

    def _gather(self) -> None:
        """Wait a little until a part is done, and note all that are."""
        try:
            number = self.answers.get(timeout=_LOOK_S)
            while True:
                # of one that fell with its worker the answer may come late
                if number in self.parts:
                    self._note(number)
                number = self.answers.get_nowait()
        except Empty:
            return

    def _answer(self, future: Any) -> Any:
        """Fetch what came of a part.

        Raises:
            ArmstraceError: the cluster is gone, or its workers cannot begin.
            _LostError: its worker died before the result was fetched, and the scheduler has it done again.
        """
        from distributed import KilledWorker  # noqa: PLC0415  # loaded only where a cluster is named

        if future.status == "cancelled":
            raise refused("The scheduler of the cluster is gone.")
        if future.status not in {"finished", "error"}:
            raise _LostError
        try:
            begun, packed = future.result(timeout=_PATIENCE_S)
        except KilledWorker as error:
            return Failure(f"Every worker that had it in hand died ({error.last_worker.address}).", died=True)
        except TimeoutError as error:
            if future.status not in {"finished", "error"}:
                raise _LostError from error
            raise refused("The cluster does not answer any more.") from error
        except (OSError, CancelledError) as error:
            raise refused(f"The cluster does not answer any more ({error}).") from error
        answer = pickle.loads(packed)  # noqa: S301 # packed by our own workers
        if begun:
            return answer
        if isinstance(answer.error, ArmstraceError):
            raise answer.error
        raise refused(f"The workers of the cluster cannot begin: {answer.what}")
