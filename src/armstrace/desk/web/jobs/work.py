"""The process of one job: `python -m armstrace.desk.web.jobs.work CASE NUMBER`; its record says how it ended."""

import os
import signal
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

from armstrace.desk.intake import Case
from armstrace.desk.web.jobs.kinds import kind_of
from armstrace.desk.web.jobs.record import Job, State, ended, file_of, load, save
from armstrace.desk.web.jobs.telling import Cancelled, Telling
from armstrace.evidence.lock import claim
from armstrace.records.errors import ArmstraceError


def run(case: Path, number: str) -> None:
    """Do a job that waits."""
    job = load(case, number)
    fd = os.open(file_of(case, number, ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    if job is None or job.state.ended or not claim(fd):
        return  # done, or another process is at it
    signal.signal(signal.SIGTERM, _stop)
    tell = Telling(case, replace(job, state=State.RUNNING))
    save(case, _done(case, tell))
    os.close(fd)


def _done(case: Path, tell: Telling) -> Job:
    try:
        said = kind_of(tell.job.kind)(Case(case, tell.job.by), tell.job, tell)
    except Cancelled:
        return ended(tell.job, State.CANCELLED, "Stopped; what was taken in before stays.")
    except ArmstraceError as error:
        return ended(tell.job, State.FAILED, f"{error.what} {error.todo}".strip())
    except Exception as error:  # noqa: BLE001  # the last resort: the page gets a sentence, the terminal the traceback
        traceback.print_exc()
        return ended(tell.job, State.FAILED, f"This is a fault of armstrace itself ({type(error).__name__}).")
    return ended(tell.job, State.DONE, said)


def _stop(_signum: int, _frame: FrameType | None) -> NoReturn:
    raise Cancelled


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
