"""Work done in a process of its own, with bounds on its time and memory: what a stranger made may be meant to harm.

On Linux the process is a fork of this one, which costs some milliseconds. Elsewhere, where forking is not safe or not
there, it is a fresh Python (`python -m armstrace.engine.confined`), and on Windows the clock is the only bound. It is
no sandbox: it may read what its user may read.
"""

import gc
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn, Protocol, cast

Work = Callable[[], Iterable[bytes]]
_LENGTH = struct.Struct(">Q")
_MOST_PIECE = 1 << 30
_OUT_OF_MEMORY = 71
_FORKS = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much work may take: processor seconds, bytes beyond what this program has, seconds until its next piece."""

    cpu_s: int
    memory_bytes: int
    wait_s: float


class Stopped(RuntimeError):
    """The work was stopped or broke down; the message goes on after "it": "took more than 60 s of processor time"."""


class _Process(Protocol):
    def kill(self) -> None: ...

    def wait(self) -> int: ...


def confined(work: Work, bounds: Bounds, *, forks: bool = _FORKS) -> Generator[bytes, None, None]:
    """Give the pieces of bytes that `work` gives, none of them empty, as fast as they are taken.

    Without `forks` the work must be picklable. What is not taken to its end is stopped.

    Raises:
        Stopped: it took too much, or its process died.
    """
    process, pieces = _forked(work, bounds) if forks else _started(work, bounds)
    whole = False
    try:
        with pieces:
            while piece := _next(process, pieces, bounds):
                yield piece
            whole = True
    finally:
        if not whole:
            process.kill()
        process.wait()


def _next(process: _Process, pieces: BinaryIO, bounds: Bounds) -> bytes:
    """Wait for the next piece; b"" is the end.

    Raises:
        Stopped: the process was too slow, or died.
    """
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(bounds.wait_s, stop)
    clock.daemon = True
    clock.start()
    try:
        head = pieces.read(_LENGTH.size)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else -1
        if length > _MOST_PIECE:
            raise Stopped("gave more at once than any file holds")
        piece = pieces.read(length) if length > 0 else b""
    finally:
        clock.cancel()
    if late.is_set():
        raise Stopped(f"gave nothing for {bounds.wait_s:g} seconds")
    if length < 0 or len(piece) < length:
        raise Stopped(_why(process.wait(), bounds))
    return piece


def _why(code: int, bounds: Bounds) -> str:
    if code == _OUT_OF_MEMORY:
        return f"took more than {bounds.memory_bytes >> 20:,} MiB of memory"
    if -code in {getattr(signal, "SIGXCPU", None), getattr(signal, "SIGKILL", None)}:
        return f"took more than {bounds.cpu_s:,} s of processor time, or more memory than this machine has"
    try:
        return f"broke its process down ({signal.Signals(-code).name})"
    except ValueError:
        return f"broke its process down (exit {code})"


# ---- a fork of this process -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Fork:
    pid: int
    code: int | None = None

    def kill(self) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code


def _forked(work: Work, bounds: Bounds) -> tuple[_Process, BinaryIO]:
    out, into = os.pipe()
    with warnings.catch_warnings():
        # other threads of this process hold no lock that the work needs: it opens a file and parses it
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _in_fork(work, bounds, into)
    os.close(into)
    return _Fork(pid), os.fdopen(out, "rb")


def _in_fork(work: Work, bounds: Bounds, into: int) -> NoReturn:
    """Do the work in the new process; nothing of the old one's is run, written or held open when it ends."""
    code = 70
    try:
        gc.freeze()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked for an end asked the parent, which ends this one
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # a lock of the parent's lives on in every copy of its descriptor
        os.dup2(into, 3)
        os.closerange(4, os.sysconf("SC_OPEN_MAX"))
        _hush()
        code = _done(work, bounds, 3)
    finally:
        os._exit(code)


# ---- a fresh one ----------------------------------------------------------------------------------------------------


def _started(work: Work, bounds: Bounds) -> tuple[_Process, BinaryIO]:
    command = [sys.executable, "-P", "-m", "armstrace.engine.confined"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own module
    with suppress(OSError), cast("BinaryIO", process.stdin) as said:
        # where it died at once its end will tell
        said.write(pickle.dumps(sys.path) + pickle.dumps((work, bounds)))
    return process, cast("BinaryIO", process.stdout)


def main() -> None:
    """Do the work that standard input holds, and write its pieces to standard output."""
    sys.path[:] = pickle.load(sys.stdin.buffer)  # noqa: S301  # our parent wrote it
    work, bounds = pickle.load(sys.stdin.buffer)  # noqa: S301
    pieces = os.dup(1)
    _hush()
    sys.exit(_done(work, bounds, pieces))


# ---- in either ------------------------------------------------------------------------------------------------------


def _done(work: Work, bounds: Bounds, into: int) -> int:
    """Bind this process, do the work, write its pieces; gives the exit code."""
    try:
        _bind(bounds)
        for piece in work():
            _write(into, _LENGTH.pack(len(piece)))
            _write(into, piece)
        _write(into, _LENGTH.pack(0))
    except MemoryError:
        return _OUT_OF_MEMORY
    except BrokenPipeError:
        return 0  # nobody wants the rest
    return 0


def _write(into: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(into, rest) :]


def _hush() -> None:
    """Let what a library prints go nowhere: it is no piece, and no file may be written, such as one stderr leads to."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.stdout = sys.stderr = os.fdopen(nowhere, "w")


def _bind(bounds: Bounds) -> None:
    """Take away what reading a file does not need."""
    try:
        import resource  # noqa: PLC0415  # the module exists on Unix only
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_CPU, bounds.cpu_s),
        (resource.RLIMIT_AS, _size() + bounds.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for limit, value in wanted:
        _, most = resource.getrlimit(limit)
        lower = value if most == resource.RLIM_INFINITY else min(value, most)
        # only the soft one: a process that this one starts binds itself, tighter or not
        resource.setrlimit(limit, (lower, most))


def _size() -> int:
    """Give how large this process is already, in bytes of addresses; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    main()
