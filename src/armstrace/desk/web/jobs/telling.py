"""How a job tells what it is at, and learns that it is to stop."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from armstrace.desk.web.jobs.record import Job, file_of, save

_EVERY_S = 0.3


class Cancelled(BaseException):
    """Somebody asked this job to stop; no reader may take it for a fault of a file."""


@dataclass(slots=True)
class Telling:
    """Writes the record of a job, a few times a second at most."""

    case: Path
    job: Job
    _last: float = 0.0

    def phase(self, name: str, total: int = 0) -> None:
        """Say what begins now."""
        self.job = replace(self.job, phase=name, done=0, total=total)
        self._tell(at_once=True)

    def bytes_done(self, count: int) -> None:
        """Count bytes."""
        self.job = replace(self.job, done=self.job.done + count)
        self._tell()

    def records_read(self, count: int) -> None:
        """Count records."""
        self.job = replace(self.job, records=self.job.records + count)
        self._tell()

    def exhibit(self, sha256: str) -> None:
        """Say which exhibit it is about."""
        self.job = replace(self.job, exhibit=sha256)
        self._tell(at_once=True)

    def _tell(self, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if not at_once and now - self._last < _EVERY_S:
            return
        self._last = now
        save(self.case, self.job)
        if file_of(self.case, self.job.id, ".cancel").exists():
            raise Cancelled
