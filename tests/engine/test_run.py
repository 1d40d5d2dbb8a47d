"""Many parts, one function: order, laziness, and what becomes of the rest when one part goes wrong."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from armstrace.engine.failure import Failure
from armstrace.engine.run import run_many
from armstrace.records.errors import ArmstraceError, CaseError

HERE_AND_AWAY = pytest.mark.parametrize("workers", [1, 2])
begun: list[int] = []


class Unpackable(Exception):
    """An error that cannot be made again from its arguments."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def square(number: int) -> int:
    return number * number


def slow_first(number: int) -> int:
    time.sleep(0.4 if number == 0 else 0.0)
    return number


def trouble(number: int) -> Any:
    if number == 1:
        raise CaseError("It is so.", where="here", todo="Do this.")
    if number == 2:
        raise Unpackable("a", "b")
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 4:
        return lambda: None
    if number == 5:
        os._exit(7)
    return number


def begin() -> None:
    begun.append(os.getpid())


def how_often_begun(_: int) -> int:
    return len(begun)


def cannot_begin() -> None:
    raise CaseError("The model is missing.", todo="Install it.")


def dies_at_once() -> None:
    os._exit(9)


def length(data: bytes) -> bytes:
    return data * 2


@HERE_AND_AWAY
def test_results_come_in_order_with_their_parts(workers: int) -> None:
    assert list(run_many(square, range(40), workers)) == [(n, n * n) for n in range(40)]
    assert list(run_many(square, [], workers)) == []


def test_results_come_as_they_are_done_where_the_order_is_no_matter() -> None:
    found = [part for part, _ in run_many(slow_first, range(12), 2, ordered=False)]
    assert sorted(found) == list(range(12))
    assert found[0] != 0


@HERE_AND_AWAY
def test_parts_are_taken_only_as_fast_as_they_are_done(workers: int) -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = run_many(slow_first, source(), workers)
    assert next(results) == (0, 0)
    assert taken <= 2 * 2 * 17
    assert len(list(results)) == 999


def test_large_parts_and_results_do_not_block_each_other() -> None:
    parts = [bytes(300_000)] * 9
    assert [len(result) for _, result in run_many(length, parts, 2) if isinstance(result, bytes)] == [600_000] * 9


def test_what_goes_wrong_with_one_part_costs_the_rest_nothing() -> None:
    found = dict(run_many(trouble, range(12), 2))
    assert {number: found[number] for number in (0, *range(6, 12))} == {n: n for n in (0, *range(6, 12))}
    assert isinstance(found[1].error, CaseError)
    assert (found[1].error.where, found[1].error.todo) == ("here", "Do this.")
    assert "trouble" in found[1].trace
    assert (found[2].what, found[2].error) == ("Unpackable: ab", None)
    assert found[3].died
    assert "SIGKILL" in found[3].what
    assert "handed back" in found[4].what
    assert "exit code 7" in found[5].what


def test_errors_are_taken_down_here_as_well() -> None:
    found = dict(run_many(trouble, [0, 1, 2], 1))
    assert found[0] == 0
    assert isinstance(found[1], Failure)
    assert isinstance(found[2], Failure)


def test_a_part_that_cannot_be_packed_fails_alone() -> None:
    found = [result for _, result in run_many(square, cast("list[int]", [1, lambda: None, 3]), 2)]
    assert [found[0], found[2]] == [1, 9]
    assert isinstance(found[1], Failure)


@HERE_AND_AWAY
def test_workers_begin_once(workers: int) -> None:
    begun.clear()
    assert {result for _, result in run_many(how_often_begun, range(10), workers, begin=begin)} == {1}


@HERE_AND_AWAY
def test_workers_that_cannot_begin_say_why(workers: int) -> None:
    with pytest.raises(CaseError, match="The model is missing"):
        list(run_many(square, range(3), workers, begin=cannot_begin))


def test_workers_that_die_before_they_begin_are_not_started_for_ever() -> None:
    with pytest.raises(ArmstraceError, match="die before they begin"):
        list(run_many(square, range(3), 2, begin=dies_at_once))


def test_errors_that_are_not_a_parts_own_end_the_run() -> None:
    with pytest.raises(CaseError):
        list(run_many(trouble, [0, 1], 1, failing=(OSError,)))


def _children() -> set[str]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


def test_stopping_early_leaves_no_process_behind() -> None:
    before = _children()
    results = run_many(square, iter(range(10**9)), 2)
    next(results)
    results.close()
    assert _children() - before <= _resource_tracker()


def _resource_tracker() -> set[str]:
    """Python keeps one helper process of its own for as long as the program lives."""
    return {pid for pid in _children() if b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()}


PROGRAM = """
import time
from armstrace.engine.run import run_many
def doze(number):
    time.sleep(30 if number else 0)
if __name__ == "__main__":
    try:
        for part, _ in run_many(doze, range(5), 2):
            print("ready", flush=True)
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


def test_ctrl_c_ends_all_processes_cleanly(tmp_path: Path) -> None:
    script = tmp_path / "doze.py"
    script.write_text(PROGRAM)
    running = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=15)
    assert (out, err) == ("stopped\n", "")
