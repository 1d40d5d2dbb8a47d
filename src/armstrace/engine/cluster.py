"""Run one pure function over many parts on a Dask cluster: the contract of `run_many`, with the machines elsewhere."""

import pickle
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from secrets import token_hex
from time import monotonic
from typing import Any, Generic, TypeVar

from armstrace import __version__
from armstrace.engine.connection import connected, refused
from armstrace.engine.failure import UNPACKABLE, Failure, failure_of
from armstrace.engine.worker import WAITING, Task, attempt, packed_result
from armstrace.records.errors import ArmstraceError

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
    a part whose worker dies is handed to another worker, some times over, before it counts as failed. The workers need
    the same armstrace, and must find the files that parts name under the same names. What `function` holds is sent with
    each part: what is large belongs into `begin`.

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
    """The parts under way on a cluster, and the results that wait for an earlier one."""

    client: Any
    order: _Order
    ordered: bool
    parts: dict[int, tuple[T, Any]] = field(default_factory=dict)
    done: dict[int, tuple[T, Any]] = field(default_factory=dict)
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
            while not exhausted or self.parts or self.done:
                self._look()
                while not exhausted and len(self.parts) + len(self.done) < self._most():
                    exhausted = not self._take(source)
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
        try:
            threads = sum(self.client.nthreads().values())
        except (OSError, TimeoutError, RuntimeError) as error:
            raise refused("The scheduler of the cluster is gone.") from error
        self.looked_at = monotonic()
        if threads:
            self.seen_at, self.size = self.looked_at, threads
        elif now - self.seen_at > _PATIENCE_S:
            raise refused("The cluster has no worker left.")

    def _take(self, source: Iterator[tuple[int, T]]) -> bool:
        """Take the next part and send it; one that cannot be packed is done with."""
        for number, part in source:
            try:
                packed = pickle.dumps(part)
            except UNPACKABLE as error:
                self.done[number] = (part, Failure(f"The part cannot be handed over: {error}"))
                return True
            key = f"{self.order.name}-{number}"
            future = self.client.submit(_do, self.order, packed, key=key, pure=False, priority=-number)
            self.parts[number] = (part, future)
            self._await(number, future)
            return True
        return False

    def _await(self, number: int, future: Any) -> None:
        future.add_done_callback(lambda _: self.answers.put(number))

    def _gather(self) -> None:
        """Wait a little until a part is done, and note all that are."""
        try:
            number = self.answers.get(timeout=_LOOK_S)
            while True:
                part, future = self.parts[number]
                try:
                    self.done[number] = (part, self._answer(future))
                    del self.parts[number]
                except _LostError:
                    self._await(number, future)
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
