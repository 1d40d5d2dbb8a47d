"""Works for a process of its own: they give, wait, swell, spin or die."""

import ctypes
import os
import signal
import time
from collections.abc import Iterator


def giving(count: int) -> Iterator[bytes]:
    """Give so many pieces."""
    for number in range(count):
        yield bytes([number % 251]) * (number + 1)


def waiting() -> Iterator[bytes]:
    """Give one piece and then nothing any more."""
    yield b"one"
    time.sleep(600)


def spinning() -> Iterator[bytes]:
    """Work for ever."""
    yield b"one"
    while True:
        pass


def staying() -> Iterator[bytes]:
    """Give this process's number, and work for ever."""
    yield str(os.getpid()).encode()
    while True:
        pass


def swelling() -> Iterator[bytes]:
    """Take more and more memory."""
    held = [b"one"]
    yield held[0]
    while True:
        held.append(bytes(16 << 20))


def dying() -> Iterator[bytes]:
    """Read where no memory is, as a native parser with a fault would."""
    yield b"one"
    ctypes.string_at(0)


def writing(path: str) -> Iterator[bytes]:
    """Write a file."""
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123  # as a library would
        file.write(b"x")
    yield b"one"


def printing() -> Iterator[bytes]:
    """Print, as a library might."""
    print("a word that is no piece", flush=True)
    yield b"one"


def telling() -> Iterator[bytes]:
    """Give what this process has open, and its number."""
    yield ",".join(sorted(os.listdir("/proc/self/fd"))).encode()  # noqa: PTH208
    yield str(os.getpid()).encode()


def ignoring() -> Iterator[bytes]:
    """Listen to no signal that can be left unheard."""
    for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    yield b"one"
    time.sleep(600)
