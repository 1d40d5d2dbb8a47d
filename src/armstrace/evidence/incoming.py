"""Bytes on their way in: read once, hashed on the way, read back from the disk, and only then an exhibit."""

import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from armstrace.evidence.disk import (
    CHUNK,
    Progress,
    discard,
    explained,
    forget_cached,
    open_new,
    open_to_read,
    sha256_of,
    write_all,
)
from armstrace.evidence.folders import local_folder
from armstrace.evidence.lock import claim, locked
from armstrace.evidence.media import HEAD_BYTES
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CaseError
from armstrace.records.foreign import json_of

INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a file: its hash, its size in bytes and its first 64 KiB."""

    sha256: str
    size: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """An open temporary file inside a case, on the same disk as its exhibits."""

    case: Path
    path: Path
    file: BinaryIO


@contextmanager
def incoming(case: Path) -> Iterator[Slot]:
    """Give a temporary file inside the case, closed and removed at the end unless it was moved away.

    It is claimed while the lock is held, so that `recover` in another program can tell it from one left by a crash.
    """
    with locked(case), explained(case, "Making room for the file"):
        path = local_folder(case, INCOMING) / f"{secrets.token_hex(8)}.part"
        file = os.fdopen(open_new(path), "r+b", buffering=0)
        claim(file.fileno())
    try:
        yield Slot(case, path, file)
    finally:
        file.close()
        discard(path)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open a file to take it in; at the end it must still be the same file with the same bytes.

    Raises:
        CaseError: it is a folder, a device, a pipe or a socket.
        ArmstraceError: it cannot be read, or it changed while it was being read.
    """
    with explained(path, "Reading the file"):
        _require_regular(path, path.stat())
        fd = open_to_read(path)
    try:
        with explained(path, "Reading the file"):
            before = os.fstat(fd)
            _require_regular(path, before)
        yield fd
        with explained(path, "Reading the file"):
            if not (_identity(before) == _identity(os.fstat(fd)) == _identity(path.stat())):
                raise changed_while_read(path)
    finally:
        os.close(fd)


def changed_while_read(path: Path) -> ArmstraceError:
    """Say that nobody can tell which bytes of a file belong together."""
    return ArmstraceError(
        "The file changed while it was being read, so it was not taken.",
        where=visible(str(path)),
        todo="Wait until whatever writes it has finished, or add a copy of it.",
    )


def copy(path: Path, slot: Slot, progress: Progress | None = None) -> Taken:
    """Copy a file, then read it once more: both readings must be the same bytes."""
    with opened(path) as fd:
        with os.fdopen(fd, "rb", buffering=0, closefd=False) as file:
            taken = copy_stream(file, str(path), slot, progress)
        with explained(path, "Reading the file"):
            # a change within one tick of the file system's clock shows in no date
            if os.fstat(fd).st_size != taken.size or sha256_of(fd) != taken.sha256:
                raise changed_while_read(path)
    return taken


def copy_stream(stream: BinaryIO, name: str, slot: Slot, progress: Progress | None = None) -> Taken:
    """Copy what a stream gives, piece by piece, and hash it on the way; memory stays at one piece."""
    digest, size, head = hashlib.sha256(), 0, b""
    while True:
        with explained(name, "Reading the file"):
            chunk = stream.read(CHUNK)
        if not chunk:
            return Taken(digest.hexdigest(), size, head)
        digest.update(chunk)
        with explained(slot.case, "Copying the file into the case"):
            write_all(slot.file.fileno(), chunk)
        size += len(chunk)
        head += chunk[: HEAD_BYTES - len(head)]
        if progress:
            progress(len(chunk))


def seal(slot: Slot, taken: Taken) -> None:
    """Have a copy on the disk, read it back from there and make it read-only.

    Raises:
        ArmstraceError: the disk gives back other bytes than it was given.
    """
    with explained(slot.case, "Checking the stored copy"):
        fd = slot.file.fileno()
        os.fsync(fd)
        forget_cached(fd)
        if sha256_of(fd) != taken.sha256:
            raise ArmstraceError(
                "The disk gave back other bytes than were written to it; nothing was stored.",
                where=visible(str(slot.case)),
                todo="Do not trust this disk: copy the case to another one.",
            )
        slot.path.chmod(0o444)


def write_intent(slot: Slot, payload: Mapping[str, Any]) -> Path:
    """Write down, beside a file on its way in, what its ledger line is going to say; `recover` needs it after a crash.

    It is not forced onto the disk: should a power cut lose it, `recover` lists the exhibit instead of adopting it.
    """
    intent = slot.path.with_suffix(".json")
    with explained(slot.case, "Preparing the ledger line"):
        intent.write_text(json.dumps(dict(payload)), "ascii")
    return intent


def read_intent(intent: Path) -> dict[str, Any]:
    """Read what `write_intent` wrote; empty if the crash came in the middle of it."""
    try:
        held = json_of(intent.read_bytes())
    except (ValueError, OSError):
        return {}
    return held if isinstance(held, dict) else {}


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _require_regular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device, a pipe or a socket"
        todo = "Name the files in it, one by one." if stat.S_ISDIR(status.st_mode) else "Hand its bytes over with `-`."
        raise CaseError(f"This is {what}, not a file.", where=visible(str(path)), todo=todo)
