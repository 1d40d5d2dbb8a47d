"""The custody ledger: one line for each thing done with the evidence, chained so that none can be changed unseen."""

import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from armstrace.evidence import chain
from armstrace.evidence.chain import Head
from armstrace.evidence.clock import Clock, stamp, utc_now
from armstrace.evidence.disk import explained, sync_folder
from armstrace.evidence.folders import LEDGER, require_case
from armstrace.evidence.lines import GENESIS, Line, NotALine, decode, encode
from armstrace.evidence.lock import locked
from armstrace.evidence.named_lines import lines_with
from armstrace.evidence.names import visible
from armstrace.evidence.people import PROGRAM, pseudonym
from armstrace.evidence.tail import Torn, last_line, set_torn_aside
from armstrace.records.errors import ArmstraceError, CustodyBroken

__all__ = ["Head", "append", "append_locked", "head", "heal_locked", "lines_naming", "only_if", "read_lines"]

_ACT = re.compile(r"[a-z][a-z_-]*")
_only_if: ContextVar[Callable[[], None] | None] = ContextVar("only_if", default=None)


def append(case: Path, act: str, by: str, *, clock: Clock = utc_now, **payload: Any) -> Line:
    """Write one line and make sure of it on the disk; once this returns, no crash can lose it.

    `act` is one word (open, add, note, read, verify …), `by` a pseudonymous id, `payload` what belongs to the act:
    text, whole numbers, lists and tables of them. A torn end that a crash left is set aside first, which is a line too.

    Raises:
        CaseError: the case folder is not there, or `by` is no id.
        CustodyBroken: the last line is not as it was written; nothing is built on it.
        ArmstraceError: the disk is full or writing is not allowed; the ledger is as it was before.
    """
    with locked(case):
        return append_locked(case, act, by, payload, clock)


def append_locked(case: Path, act: str, by: str, payload: Mapping[str, Any], clock: Clock = utc_now) -> Line:
    """Do the work of `append` for a caller that holds the lock of the case."""
    check = _only_if.get()
    if check is not None:
        check()
        _only_if.set(None)
    heal_locked(case, clock)
    return _write(case, act, by, payload, clock)


@contextmanager
def only_if(check: Callable[[], None]) -> Iterator[None]:
    """Call `check` right before the first line that this block writes, while no other program can write.

    What it raises is raised in place of writing: so an act holds only where nobody, in whatever process, was quicker.
    """
    before = _only_if.set(check)
    try:
        yield
    finally:
        _only_if.reset(before)


def heal_locked(case: Path, clock: Clock = utc_now) -> Torn | None:
    """Set a torn end of the ledger aside and write a line saying so; None if there is none. Needs the lock."""
    torn = set_torn_aside(case)
    if torn:
        kept = {"kept_as": torn.kept_as, "size": torn.size, "sha256": torn.sha256}
        _write(case, "recover", PROGRAM, {"torn_line": kept}, clock)
    return torn


def read_lines(case: Path) -> tuple[Line, ...]:
    """Give all lines in order, each checked against the chain before any is handed out; a torn end is no line.

    Raises:
        CustodyBroken: a line was altered, deleted, inserted or moved.
    """
    require_case(case)
    lines, report = chain.follow(case / LEDGER)
    if report.broken:
        raise _broken(case, report.broken.line, f"{report.broken.how}: {report.broken.shown_by}")
    return tuple(lines)


def lines_naming(case: Path, word: str) -> tuple[Line, ...]:
    """Give the lines whose bytes hold an ASCII word such as a hash, without following the whole chain.

    It keeps intake quick in a case with many exhibits: adding looks for one hash, `verify` follows the chain.

    Raises:
        CustodyBroken: one of those lines is not as it was written.
    """
    path = case / LEDGER
    with explained(path, "Reading the ledger"):
        found = lines_with(path, word.encode("ascii"))
    return tuple(_read(case, number, raw) for number, raw in found)


def head(case: Path) -> Head:
    """Give the number of lines and the hash of the last, to be kept outside the case (see chain.verify_chain).

    Raises:
        CustodyBroken: the last line is not as it was written.
    """
    require_case(case)
    with explained(case / LEDGER, "Reading the ledger"):
        last, _ = last_line(case / LEDGER)
    if not last:
        return Head(0, GENESIS)
    line = _read(case, 0, last)
    return Head(line.seq, line.sha256)


def _read(case: Path, number: int, raw: bytes) -> Line:
    try:
        return decode(raw)
    except NotALine as error:
        raise _broken(case, number, str(error)) from error


def _broken(case: Path, number: int, how: str) -> CustodyBroken:
    which = f"Line {number}" if number else "The last line"
    return CustodyBroken(
        f"{which} of the custody ledger is not as it was written ({how}).",
        where=visible(str(case / LEDGER)),
        todo="Keep this folder as it is, compare it with a copy, and run `armstrace verify` for the whole picture.",
    )


def _write(case: Path, act: str, by: str, payload: Mapping[str, Any], clock: Clock) -> Line:
    if not _ACT.fullmatch(act):
        raise ArmstraceError(f"{act!r} is not the name of an act.", todo="Use one word in small letters, such as note.")
    path = case / LEDGER
    before = head(case)
    line = Line(before.count + 1, before.sha256, stamp(clock()), pseudonym(by), act, payload)
    raw = encode(line)
    with explained(path, "Writing into the ledger"):
        new = not path.exists()
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        try:
            _add_bytes(fd, raw + b"\n")
            if new:
                sync_folder(case)
        finally:
            os.close(fd)
    return decode(raw)


def _add_bytes(fd: int, data: bytes) -> None:
    """Add bytes in one write and have them on the disk, or leave the file as it was."""
    size = os.fstat(fd).st_size
    accepted = False
    try:
        if os.write(fd, data) == len(data):
            os.fsync(fd)
            accepted = True
    finally:
        if not accepted:
            os.ftruncate(fd, size)
    if not accepted:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
