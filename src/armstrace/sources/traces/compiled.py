"""Compiling the loops over bytes and points with numba, once; without numba the same functions run as plain Python."""

import hashlib
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, cast

from armstrace.evidence.lock import hold

F = TypeVar("F", bound=Callable[..., Any])

HAVE_NUMBA = find_spec("numba") is not None
_HOUSE = Path(__file__).resolve().parents[2]
_COMPILED = ("sources/traces", "flights")


def compiled(function: F) -> F:
    """Compile a function when it is first called; the machine code is kept for the next time."""
    return _compiled(function, inline=False)


def inlined(function: F) -> F:
    """Compile a small function into those that call it."""
    return _compiled(function, inline=True)


def say_slow() -> None:
    """Say once in a process that numba is missing and reading is slow."""
    if not HAVE_NUMBA:
        _say()


def cache_folder() -> Path | None:
    """Give the folder for machine code: never beside evidence, and another for every state of the source files.

    numba looks only at the file of the function itself; one that calls a changed function elsewhere would stay as it
    was compiled before, so the folder's name stands for all the files.
    """
    said = os.environ.get("NUMBA_CACHE_DIR")
    if said:
        return Path(said)
    return next((made for made in (_made(root) for root in roots()) if made is not None), None)


def roots() -> Iterator[Path]:
    """Yield where a person's caches may go, the likeliest first."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if root:
        yield Path(root)
    with suppress(RuntimeError):
        yield Path.home() / ".cache"
    yield Path(tempfile.gettempdir()) / f"armstrace-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def _made(root: Path) -> Path | None:
    """Make the folder below a root; None where it cannot be written, or where others could put code into it."""
    folder = root / "armstrace" / "compiled" / _state()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        known = (root.stat(), folder.stat())
    except OSError:
        return None
    ours = not hasattr(os, "getuid") or all(each.st_uid == os.getuid() and not each.st_mode & 0o002 for each in known)
    return folder if os.access(folder, os.W_OK) and ours else None


@cache
def _state() -> str:
    files = sorted(path for part in _COMPILED for path in (_HOUSE / part).rglob("*.py"))
    marks = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    return hashlib.sha256(repr((sys.version, marks)).encode()).hexdigest()[:16]


def _compiled(function: F, *, inline: bool) -> F:
    if not HAVE_NUMBA:
        return function
    import numba  # noqa: PLC0415  # half a second, and only where something is compiled

    made: Any = numba.njit(nogil=True, forceinline=inline)(function)
    if not inline:
        _kept_from_first_use(made)
    return cast("F", made)


def _kept_from_first_use(made: Any) -> None:
    """Let machine code be kept only from a function's first call: numba makes its folders when that is set up.

    Importing armstrace must write nothing. numba looks the method up on the function itself, so one that is put there
    hides its own until then. What compiled code alone calls is part of its caller's machine code.
    """

    def first(*arguments: Any, **named: Any) -> Any:
        import numba  # noqa: PLC0415  # it is loaded by now

        vars(made).pop("_compile_for_args", None)  # another thread may have been here
        folder, settings = cache_folder(), cast("Any", numba.config)
        if folder is not None:
            before, settings.CACHE_DIR = settings.CACHE_DIR, str(folder)
            try:
                made.enable_caching()
            finally:
                settings.CACHE_DIR = before
        with _one_at_a_time(folder):
            return made._compile_for_args(*arguments, **named)  # noqa: SLF001

    made._compile_for_args = first  # noqa: SLF001


@contextmanager
def _one_at_a_time(folder: Path | None) -> Iterator[None]:
    """Let one process compile while others wait and then find its machine code, which is half a minute's work."""
    try:
        fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600) if folder is not None else -1
    except OSError:
        fd = -1
    try:
        if fd >= 0:
            with suppress(OSError):  # a file system that knows no locks
                hold(fd)
        yield
    finally:
        if fd >= 0:
            os.close(fd)


@cache
def _say() -> None:
    warnings.warn(
        "numba is not installed: traces are read by plain Python, some twenty times slower. "
        "Install armstrace[flights] for full speed.",
        RuntimeWarning,
        stacklevel=2,
    )
