"""Seeing what code does to the machine while it works: sockets, files written, programs started."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "os.chmod", "os.chown", "os.exec", "os.fork", "os.forkpty", "os.link", "os.mkdir", "os.posix_spawn", "os.remove",
    "os.rename", "os.rmdir", "os.spawn", "os.startfile", "os.symlink", "os.system", "os.truncate", "shutil.",
    "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendmsg", "socket.sendto",
    "subprocess.", "tempfile.", "urllib.", "webbrowser.",
)  # fmt: skip

_seen: list[str] | None = None
_installed = False


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give the list of what was done meanwhile that a reader may not do; each such act is also refused.

    It sees what Python itself tells of (sys.addaudithook): code that is compiled can hide from it.
    """
    global _seen, _installed  # noqa: PLW0603  # an audit hook cannot be taken away again, so there is one for good
    if not _installed:
        sys.addaudithook(_look)
        _installed = True
    before, found = _seen, list[str]()
    _seen = found
    compiled, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield found
    finally:
        _seen, sys.dont_write_bytecode = before, compiled


def _look(event: str, details: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    if event == "open":
        path, _, flags = details
        # a number is a file that is open already
        if isinstance(path, int) or not isinstance(flags, int) or not flags & _WRITING or path == os.devnull:
            return
    elif not event.startswith(_FORBIDDEN):
        return
    told = f"{event} {str(details)[:160]}"
    _seen.append(told)
    raise PermissionError(f"a reader may not do this: {told}")
