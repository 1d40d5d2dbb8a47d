"""Reading every exhibit again and comparing it with what was written down when it came in."""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from armstrace.evidence import custody, ledger
from armstrace.evidence.clock import Clock, utc_now
from armstrace.evidence.disk import Progress, open_to_read, sha256_of
from armstrace.evidence.folders import require_case, stored_files, stored_path
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.exhibits import Exhibit


class State(StrEnum):
    """How an exhibit was found."""

    OK = "ok"
    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Fixity:
    """One file re-read: the hash `expected` by the ledger ("" for EXTRA), the one `found` ("" if none), and a remark.

    `remark` is a sentence for a person, also on a file that is OK but can be written to.
    """

    path: Path
    state: State
    expected: str = ""
    found: str = ""
    remark: str = ""


def check_fixity(
    case: Path, exhibits: Sequence[Exhibit] | None = None, *, progress: Progress | None = None
) -> list[Fixity]:
    """Re-read exhibits, all of a case unless some are given, in order of intake; it writes nothing.

    With all of a case come the files in exhibits/ that no ledger line knows, as EXTRA. `progress` is called with the
    number of bytes just read.

    Raises:
        CaseError: the case folder is not there.
        CustodyBroken: the ledger itself is not as it was written.
    """
    require_case(case)
    wanted = custody.exhibits(case) if exhibits is None else exhibits
    checked = [_check(case, each, progress) for each in wanted]
    if exhibits is None:
        known = {each.path for each in wanted}
        remark = "It lies among the exhibits, and no line of the ledger knows it."
        checked += [Fixity(path, State.EXTRA, remark=remark) for path in stored_files(case) if path not in known]
    return checked


def log_fixity(case: Path, checked: Iterable[Fixity], by: str, *, some: bool = False, clock: Clock = utc_now) -> Line:
    """Write date, person and outcome of a check into the ledger: counts by state, and each file that is not OK.

    Where only `some` of the exhibits were read again, the line names them.
    """
    found = list(checked)
    states = Counter(each.state.value for each in found)
    wrong = [
        {"path": _short(case, each.path), "state": each.state.value, "expected": each.expected, "found": each.found}
        for each in found
        if each.state is not State.OK
    ]
    told: dict[str, Any] = {"exhibits": dict(sorted(states.items())), "wrong": wrong}
    if some:
        told["only"] = [each.expected for each in found]
    return ledger.append(case, "verify", by, clock=clock, **told)


def _short(case: Path, path: Path) -> str:
    """Name a file without the folders above the case, which may name a person; a reference by its last part alone."""
    return path.relative_to(case).as_posix() if path.is_relative_to(case) else path.name


def _check(case: Path, exhibit: Exhibit, progress: Progress | None) -> Fixity:
    path, expected = exhibit.path, exhibit.sha256
    stored = path == stored_path(case, expected)
    try:
        status = path.lstat() if stored else path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fixity(path, State.ALTERED, expected, remark="Something that is no file stands in its place.")
        fd = open_to_read(path)
        try:
            found = sha256_of(fd, progress)
        finally:
            os.close(fd)
    except FileNotFoundError:
        return Fixity(path, State.MISSING, expected, remark="" if stored else "It was kept outside the case.")
    except OSError as error:
        return Fixity(path, State.UNREADABLE, expected, remark=f"It cannot be read: {visible(str(error.strerror))}.")
    if found != expected:
        sizes = f"It has {status.st_size} bytes; {exhibit.size} came in."
        return Fixity(path, State.ALTERED, expected, found, sizes)
    mode = stat.S_IMODE(status.st_mode)
    remark = f"It is not read-only (mode {mode:04o} instead of 0444)." if stored and mode & 0o222 else ""
    return Fixity(path, State.OK, expected, found, remark)
