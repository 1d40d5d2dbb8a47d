"""How much is said beside the result, decided in one place: --quiet, --verbose, a terminal, NO_COLOR."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


class Manner(IntEnum):
    """Results, errors and what was set aside; also remarks, progress and next steps; also time and traces."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


_manner: ContextVar[Manner] = ContextVar("manner", default=Manner.USUAL)


@contextmanager
def speaking(manner: Manner) -> Iterator[None]:
    """Speak in a manner while a command is at work."""
    before = _manner.set(manner)
    try:
        yield
    finally:
        _manner.reset(before)


def quiet() -> bool:
    """Whether only results, errors and what was set aside are wanted."""
    return _manner.get() is Manner.QUIET


def verbose() -> bool:
    """Whether more than usual is wanted."""
    return _manner.get() is Manner.VERBOSE


def person_reads() -> bool:
    """Whether a person sees both the result and what is said beside it."""
    return sys.stdout.isatty() and sys.stderr.isatty() and not quiet()


def plain_terminal() -> bool:
    """Whether no colour or other style is wanted (https://no-color.org), or the terminal has none."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM", "") == "dumb"


def screen(*, stderr: bool = False, width: int | None = None) -> "Console":
    """Give what rich draws on: without any style where none is wanted or nobody looks."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    bare = plain_terminal() or not stream.isatty()
    return Console(highlight=False, stderr=stderr, width=width, color_system=None if bare else "auto")
