"""The record of a job: what it does, how far it is, how it ended; a file in local/ that only one process writes."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.clock import stamp, utc_now
from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import local_folder
from armstrace.records.foreign import json_of

_FOLDER = ("web", "jobs")
_KEPT = 200


class State(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self not in {State.WAITING, State.RUNNING}


@dataclass(frozen=True, slots=True)
class Job:
    """One long work: `kind` is what it does, `about` a file's name or an exhibit's hash, `settings` what it was told.

    `done` of `total` are bytes while bytes are handled (`total` 0: nobody knows how many), `records` those read so
    far; `phase` says in a word or two what it is at. `said` tells how it ended, `exhibit` which exhibit it was about.
    """

    id: str
    kind: str
    about: str
    by: str
    state: State
    began_at: str
    settings: Mapping[str, str]
    phase: str = ""
    done: int = 0
    total: int = 0
    records: int = 0
    exhibit: str = ""
    said: str = ""
    ended_at: str = ""


def new_job(kind: str, about: str, by: str, settings: Mapping[str, str]) -> Job:
    """Make a job that waits for its turn."""
    number = f"{stamp(utc_now())}-{secrets.token_hex(4)}"
    return Job(_plain(number), kind, about, by, State.WAITING, stamp(utc_now()), dict(settings))


def ended(job: Job, state: State, said: str) -> Job:
    """Say how a job ended, and when."""
    return replace(job, state=state, said=said, ended_at=stamp(utc_now()), phase="")


def file_of(case: Path, number: str, suffix: str = ".json") -> Path:
    """Name a file of a job."""
    return case.joinpath("local", *_FOLDER, _plain(number) + suffix)


def save(case: Path, job: Job) -> None:
    """Write the record, whole or not at all."""
    local_folder(case, *_FOLDER)
    write_atomically(file_of(case, job.id), json.dumps(asdict(job)).encode(), mode=0o600)


def load(case: Path, number: str) -> Job | None:
    """Give the record of a job, None where there is none that can be read."""
    try:
        held = json_of(file_of(case, number).read_bytes())
        return Job(**{**{each.name: held[each.name] for each in fields(Job)}, "state": State(held["state"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def all_jobs(case: Path) -> tuple[Job, ...]:
    """Give the records of a case, the newest first."""
    numbers = sorted((path.stem for path in case.joinpath("local", *_FOLDER).glob("*.json")), reverse=True)
    return tuple(job for number in numbers if (job := load(case, number)) is not None)


def forget_old(case: Path) -> None:
    """Remove the oldest records of jobs that have ended; what they did stands in the ledger."""
    with explained(case, "Tidying the list of jobs"):
        for job in [each for each in all_jobs(case) if each.state.ended][_KEPT:]:
            for suffix in (".json", ".lock", ".cancel"):
                discard(file_of(case, job.id, suffix))


def _plain(number: str) -> str:
    """Keep of a number what a file name may hold: it may come from an address."""
    return "".join(each for each in number if each.isascii() and (each.isalnum() or each == "-"))[:64]


def settings_of(told: Mapping[str, Any]) -> dict[str, str]:
    """Keep those settings that say something."""
    return {name: str(value) for name, value in told.items() if value}
