"""Long works and how far they are."""

from dataclasses import dataclass, replace

from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.exporting import BUNDLE
from armstrace.desk.web.jobs.kinds import REHASH
from armstrace.desk.web.jobs.record import Job, State, all_jobs, load
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.ways import Nothing

_ENDED_SHOWN = 8


@dataclass(frozen=True, slots=True)
class JobView:
    """One long work: `percent` is None while nobody knows how much there is, `said` tells how it ended."""

    id: str
    kind: str
    about: str
    by: str
    state: State
    ended: bool
    phase: str
    percent: int | None
    records: int
    exhibit: str
    said: str
    began_at: str
    ended_at: str


@dataclass(frozen=True, slots=True)
class JobList:
    """The works that wait or run, and those that ended last, the newest first."""

    active: tuple[JobView, ...]
    ended: tuple[JobView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAsked:
    """One job, by its number."""

    id: str = told(longest=64)


def jobs(desk: Desk, _asked: Nothing) -> JobList:
    """List the long works of this case."""
    known = [_seen(desk, job) for job in all_jobs(desk.case.root) if job.exhibit not in desk.who.hidden]
    return JobList(
        tuple(each for each in known if not each.ended), tuple(each for each in known if each.ended)[:_ENDED_SHOWN]
    )


def job(desk: Desk, asked: JobAsked) -> JobView:
    """Say how far one long work is."""
    return _seen(desk, _known(desk, asked.id))


def cancel(desk: Desk, asked: JobAsked) -> JobView:
    """Stop a long work; what it took in before stays."""
    return _seen(desk, desk.jobs.cancel(_known(desk, asked.id)))


def _seen(desk: Desk, job: Job) -> JobView:
    """Give what this person may see of a job: one on all exhibits tells of hidden ones too, in what it says."""
    told = shown(job)
    of_all = job.kind in {REHASH, BUNDLE} and not job.exhibit
    return replace(told, said="", percent=None) if desk.who.hidden and of_all else told


def shown(job: Job) -> JobView:
    """Give what a page shows of a job."""
    percent = min(100, job.done * 100 // job.total) if job.total else None
    return JobView(
        id=job.id,
        kind=job.kind,
        about=job.about,
        by=job.by,
        state=job.state,
        ended=job.state.ended,
        phase=job.phase,
        percent=percent,
        records=job.records,
        exhibit=job.exhibit,
        said=job.said,
        began_at=job.began_at,
        ended_at=job.ended_at,
    )


def begun(desk: Desk, job: Job, exhibit: str = "", *, running: bool = False) -> JobView:
    """Let a job wait for its turn; one that waits to do the same already, or `running` does it, is not doubled."""
    wanted, states = replace(job, exhibit=exhibit), {State.WAITING, *([State.RUNNING] if running else [])}
    same = (each for each in all_jobs(desk.case.root) if each.state in states and _alike(each, wanted))
    return shown(next(same, None) or desk.jobs.begin(wanted))


def _alike(one: Job, other: Job) -> bool:
    return (one.kind, one.about, one.exhibit, one.settings) == (other.kind, other.about, other.exhibit, other.settings)


def _known(desk: Desk, number: str) -> Job:
    found = load(desk.case.root, number)
    if found is None or found.exhibit in desk.who.hidden:
        raise NotThere("There is no such job.", where=number[:64], todo="Load the list again.")
    return found
