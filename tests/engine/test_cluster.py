"""The same work on a real Dask cluster: a scheduler and workers in processes of their own, one killed on the way."""

import os
import pickle
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from armstrace.engine.choose import Engine, engine_named
from armstrace.engine.cluster import _begin, _Order
from armstrace.engine.connection import scheduler_address
from armstrace.engine.failure import Failure
from armstrace.engine.worker import Task
from armstrace.records.errors import ArmstraceError, CaseError

pytest.importorskip("distributed", reason="needs armstrace[cluster]")

from clusters import Cluster, cluster

HERE = (Path(__file__).parent, Path(__file__).parents[1])


def work(number: int) -> tuple[int, bytes]:
    time.sleep(0.02)
    return number, bytes(number % 251 for _ in range(number * 10))


def slow(number: int) -> int:
    time.sleep(0.5)
    return number


def trouble(number: int) -> Any:
    if number == 1:
        raise CaseError("It is so.", where="here", todo="Do this.")
    if number == 2:
        return lambda: None
    return number


def deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def begin() -> None:
    os.environ["ARMSTRACE_TEST_BEGUN"] = str(int(os.environ.get("ARMSTRACE_TEST_BEGUN", "0")) + 1)


def how_often_begun(_: int) -> str:
    return os.environ["ARMSTRACE_TEST_BEGUN"]


def cannot_begin() -> None:
    raise CaseError("The model is missing.", todo="Install it.")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with pytest.MonkeyPatch.context() as patch:
        # a part may cost one worker its life; at the second it is given up
        patch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
        with cluster(tmp_path_factory.mktemp("cluster"), 2, *HERE) as made:
            yield made


@pytest.fixture
def engine(running: Cluster) -> Engine:
    return engine_named(running.address.replace("tcp:", "dask:"))


def test_results_are_those_of_every_other_engine_while_a_worker_is_killed(running: Cluster, engine: Engine) -> None:
    """Of the two workers the first is killed with parts in its hands; a new one comes a little later."""
    found = []
    for count, pair in enumerate(engine.run(work, range(150))):
        if count == 5:
            running.workers[0].send_signal(signal.SIGKILL)
        if count == 60:
            running.add_worker()
        found.append(pair)
    local = list(engine_named("local").run(work, range(150)))
    assert pickle.dumps(found) == pickle.dumps(local)
    assert running.workers[0].wait(5) == -signal.SIGKILL


def test_results_that_die_with_their_worker_are_computed_again(running: Cluster, engine: Engine) -> None:
    """Done, but not yet fetched when the worker that keeps them is killed: the scheduler has them done elsewhere."""
    running.add_worker()
    results = engine.run(slow, range(12))
    first = [next(results), next(results)]
    time.sleep(2)
    running.workers[1].send_signal(signal.SIGKILL)
    time.sleep(0.2)
    assert [*first, *results] == [(number, number) for number in range(12)]


def test_parts_come_as_they_are_done_and_are_taken_only_as_fast(engine: Engine) -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number

    results = engine.run(work, source(), ordered=False)
    assert isinstance(next(results)[1], tuple)
    assert taken <= 20
    results.close()
    assert taken <= 20


def test_what_goes_wrong_with_one_part_costs_the_rest_nothing(engine: Engine) -> None:
    found = dict(engine.run(trouble, range(6)))
    assert [found[number] for number in (0, 3, 4, 5)] == [0, 3, 4, 5]
    assert isinstance(found[1], Failure)
    assert isinstance(found[1].error, CaseError)
    assert (found[1].error.where, found[1].error.todo) == ("here", "Do this.")
    assert "handed back" in found[2].what


def test_errors_that_are_not_a_parts_own_end_the_run(engine: Engine) -> None:
    with pytest.raises(CaseError, match="It is so"):
        list(engine.run(trouble, [0, 1], failing=(OSError,)))


def test_workers_begin_once(engine: Engine) -> None:
    assert set(dict(engine.run(how_often_begun, range(10), begin=begin)).values()) == {"1"}


def test_workers_that_cannot_begin_say_why(engine: Engine) -> None:
    with pytest.raises(CaseError, match="The model is missing"):
        list(engine.run(work, range(3), begin=cannot_begin))


def test_where_nobody_answers_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armstrace.engine.connection._TIMEOUT_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as unused:
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
    with pytest.raises(ArmstraceError, match="No scheduler answers"):
        list(engine_named(address).run(work, range(3)))


def test_a_worker_of_another_version_is_refused() -> None:
    begun = _begin(_Order("a", "0.0.0", pickle.dumps(Task(work, None, (Exception,)))))
    assert begun.task is None
    assert begun.refusal
    assert "0.0.0" in begun.refusal.what


@pytest.mark.parametrize("text", ["http://host:1", "dask://host:1/path", "dask://host:port", "dask://me@host:1"])
def test_other_addresses_are_refused(text: str) -> None:
    with pytest.raises(CaseError, match="no address of a Dask scheduler"):
        scheduler_address(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask://", "tcp://127.0.0.1:8786"),
        ("dask://10.0.0.7:99", "tcp://10.0.0.7:99"),
        ("dask://[::1]:99", "tcp://[::1]:99"),
        ("tls://node", "tls://node:8786"),
    ],
)
def test_addresses_are_read(text: str, address: str) -> None:
    assert scheduler_address(text) == address


@pytest.mark.parametrize(
    ("make", "said"),
    [(lambda: engine_named("spark"), "no place of work"), (lambda: engine_named("local", -1), "no number")],
)
def test_other_engines_are_refused(make: Callable[[], Engine], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        make()


def test_engines_are_named() -> None:
    assert engine_named("local", 4) == Engine(1)
    assert engine_named("processes", 3) == Engine(3)
    assert engine_named("").workers >= 1


def test_a_part_that_kills_every_worker_fails_alone(running: Cluster, engine: Engine) -> None:
    """Dask blames what waits at a worker that dies too; tried alone, it is done, and the deadly part takes one more."""
    running.add_worker()
    running.add_worker()
    found = dict(engine.run(deadly, range(8), ordered=False))
    failure = found.pop(3)
    assert isinstance(failure, Failure)
    assert failure.died
    assert found == {number: number for number in range(8) if number != 3}


def test_what_was_only_blamed_for_a_death_is_done_when_tried_alone(running: Cluster, engine: Engine) -> None:
    """All but one of the parts sleep at the two workers that the deadly one takes, and the order holds."""
    for _ in range(3):
        running.add_worker()
    found = list(engine.run(deadly, [*range(24)]))
    assert [number for number, _ in found] == [*range(24)]
    assert [number for number, each in found if isinstance(each, Failure)] == [3]


def test_a_scheduler_that_goes_away_ends_the_run(running: Cluster, engine: Engine) -> None:
    """The last test of this file, as nothing is left to work with."""
    results = engine.run(work, range(10_000))
    next(results)
    threading.Timer(0.2, running.scheduler.kill).start()
    with pytest.raises(ArmstraceError, match=r"gone|answer"):
        list(results)
