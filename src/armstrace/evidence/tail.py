"""The end of the ledger file, where a crash may have left a piece of a line that was never accepted."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER, local_folder

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Torn:
    """A piece of a line that a crash left: where it was put, its size in bytes and its hash."""

    kept_as: str
    size: int
    sha256: str


def split_torn(data: bytes) -> tuple[bytes, bytes]:
    r"""Part whole lines from a torn end: what follows the last newline, and lines there with NULs.

    A line goes out in one write that ends in its newline, and is accepted only after that, so neither was ever
    accepted. NULs are what some file systems leave of a write that they had made room for when the power went.

    >>> split_torn(b'{"a":1}\n{"b":')
    (b'{"a":1}\n', b'{"b":')
    """
    end = data.rfind(b"\n") + 1
    while end:
        start = data.rfind(b"\n", 0, end - 1) + 1
        if b"\0" not in data[start:end]:
            break
        end = start
    return data[:end], data[end:]


def last_line(path: Path) -> tuple[bytes, bytes]:
    """Give the last whole line of a ledger (empty if there is none) and the torn bytes after it, however long it is."""
    if not path.exists():
        return b"", b""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        reach = 0
        while True:
            reach = min(size, reach * 2 or _BLOCK)
            file.seek(size - reach)
            whole, torn = split_torn(file.read(reach))
            start = whole.rfind(b"\n", 0, len(whole) - 1) + 1
            # a line that begins where the window does may begin before it
            if reach == size or start > 0:
                return whole[start:].removesuffix(b"\n"), torn


def set_torn_aside(case: Path) -> Torn | None:
    """Move a torn end into local/set-aside and cut it off the ledger; None if there is none. The lock must be held.

    The copy is on the disk before the ledger is cut, so a crash in between leaves two copies and loses nothing.
    """
    path = case / LEDGER
    with explained(path, "Reading the end of the ledger"):
        _, torn = last_line(path)
    if not torn:
        return None
    with explained(path, "Setting a torn line of the ledger aside"):
        folder = local_folder(case, "set-aside")
        number = 1
        while (kept := folder / f"ledger-torn-{number}").exists() and kept.read_bytes() != torn:
            number += 1
        write_atomically(kept, torn, mode=0o600)
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - len(torn))
            os.fsync(file.fileno())
    return Torn(kept.relative_to(case).as_posix(), len(torn), hashlib.sha256(torn).hexdigest())
