"""Work in a process of its own: its pieces come as they are given, and whatever it does, this process goes on."""

import os
import sys
import time
from functools import partial
from pathlib import Path

import confined_work as work
import pytest

from armstrace.engine.confined import Bounds, Stopped, Work, confined

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the bounds are those of Unix")
BOUNDS = Bounds(cpu_s=20, memory_bytes=1 << 30, wait_s=60)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
BOTH = pytest.mark.parametrize("forks", [pytest.param(True, marks=ON_LINUX), False], ids=["forked", "started"])


def stopped(does: Work, bounds: Bounds, *, forks: bool = True) -> str:
    """Take one piece and say why no second one came."""
    pieces = confined(does, bounds, forks=forks)
    assert next(pieces) == b"one", "what came before the end is given"
    with pytest.raises(Stopped) as told:
        next(pieces)
    return str(told.value)


@BOTH
def test_pieces_come_whole_and_in_order(forks: bool) -> None:
    assert list(confined(partial(work.giving, 300), BOUNDS, forks=forks)) == list(work.giving(300))


@BOTH
def test_what_a_library_prints_is_no_piece(forks: bool, capfd: pytest.CaptureFixture[str]) -> None:
    assert list(confined(work.printing, BOUNDS, forks=forks)) == [b"one"]
    capfd.readouterr()


@BOTH
def test_a_native_fault_is_a_sentence(forks: bool) -> None:
    assert stopped(work.dying, BOUNDS, forks=forks) == "broke its process down (SIGSEGV)"


@BOTH
def test_memory_has_a_bound(forks: bool) -> None:
    assert stopped(work.swelling, Bounds(20, 200 << 20, 60), forks=forks) == "took more than 200 MiB of memory"


@ON_LINUX
def test_processor_time_has_a_bound() -> None:
    assert "took more than 1 s of processor time" in stopped(work.spinning, Bounds(1, 1 << 30, 60))


@ON_LINUX
@pytest.mark.parametrize("does", [work.waiting, work.ignoring])
def test_who_sleeps_is_not_waited_for(does: Work) -> None:
    begun = time.monotonic()
    assert stopped(does, Bounds(20, 1 << 30, 0.3)) == "gave nothing for 0.3 seconds"
    assert time.monotonic() - begun < 30


@ON_LINUX
def test_nothing_is_written_and_nothing_of_the_parent_is_open(tmp_path: Path) -> None:
    with (tmp_path / "held").open("wb"):
        told, pid = confined(work.telling, BOUNDS)
    # the standard ones, the pipe, where prints go, and the listing itself
    assert told == b"0,1,2,3,4,5"
    assert pid != str(os.getpid()).encode()
    with pytest.raises(Stopped):
        list(confined(partial(work.writing, str(tmp_path / "written")), BOUNDS))
    assert not (tmp_path / "written").exists() or (tmp_path / "written").stat().st_size == 0


@ON_LINUX
def test_what_nobody_wants_is_stopped() -> None:
    pieces = confined(work.staying, BOUNDS)
    pid = int(next(pieces))
    assert os.waitpid(pid, os.WNOHANG) == (0, 0), "it is a child of ours, and works"
    pieces.close()
    # other tests' children may live on: it is this one that must be gone
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
