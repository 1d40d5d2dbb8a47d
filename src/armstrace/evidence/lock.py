"""One writer at a time in a case folder, whatever programs and threads there are."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from armstrace.evidence.disk import explained
from armstrace.evidence.folders import local_folder, require_case

if sys.platform == "win32":
    import msvcrt

    def hold(fd: int) -> None:
        """Wait until nobody else holds an open file, then hold it until it is closed or the program dies."""
        while True:
            try:
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            except PermissionError:
                time.sleep(0.02)
            else:
                return

    def claim(fd: int) -> bool:  # noqa: ARG001 - same signature as below
        """Say yes: Windows itself keeps a file that is in use from being removed."""
        return True
else:
    import fcntl

    def hold(fd: int) -> None:
        """Wait until nobody else holds an open file, then hold it until it is closed or the program dies."""
        fcntl.flock(fd, fcntl.LOCK_EX)

    def claim(fd: int) -> bool:
        """Mark an open file as in use until it is closed or the program dies; False if another has it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(case: Path) -> Iterator[None]:
    """Hold the case for writing; waits for whoever holds it. A killed program lets go by dying.

    It does not nest: functions that expect the lock to be held say so.

    Raises:
        CaseError: the case folder is not there.
        ArmstraceError: the lock file cannot be written, or the file system knows no locks.
    """
    require_case(case)
    with explained(case, "Locking the case"):
        fd = os.open(local_folder(case) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with explained(case, "Locking the case"):
            hold(fd)
        yield
    finally:
        os.close(fd)
