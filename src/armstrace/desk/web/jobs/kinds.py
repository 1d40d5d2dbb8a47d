"""What jobs do: take a file in and read it, read an exhibit again, hash exhibits again, write what leaves."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from armstrace.desk.documents.days import keep_day
from armstrace.desk.intake import Case, ReadOutcome
from armstrace.desk.treaties import known_treaty
from armstrace.desk.web.jobs.record import Job
from armstrace.desk.web.jobs.telling import Telling
from armstrace.evidence.disk import explained
from armstrace.evidence.fixity import State as Found
from armstrace.evidence.fixity import check_fixity, log_fixity
from armstrace.evidence.names import visible
from armstrace.records.exhibits import Exhibit
from armstrace.records.sources import ReadOptions
from armstrace.sources.registry import readers

Kind = Callable[[Case, Job, Telling], str]
"""Does a job and gives in a sentence how it ended."""
ADD, READ, REHASH = "add", "read", "rehash"


def add(case: Case, job: Job, tell: Telling) -> str:
    """Take in a file that was handed over, then read it; one that a server before this one took in is only read."""
    said = job.settings
    path = Path(said["path"])
    exhibit = case.exhibit(job.exhibit) if job.exhibit else _taken_in(case, job, tell, path)
    path.unlink(missing_ok=True)
    if said.get("published"):
        keep_day(case, exhibit, date.fromisoformat(said["published"]))
    return _read(case, exhibit.sha256, tell, again=False)


def _taken_in(case: Case, job: Job, tell: Telling, path: Path) -> Exhibit:
    said = job.settings
    options = ReadOptions(known_treaty(said.get("treaty", "")), said.get("edition", ""))
    with explained(job.about, "Taking the file in"), path.open("rb") as file:
        tell.phase("taking in", total=path.stat().st_size)
        exhibit = case.add(
            file, name=job.about, options=options, licence=said.get("licence", ""), progress=tell.bytes_done
        )
    tell.exhibit(exhibit.sha256)
    return exhibit


def read(case: Case, job: Job, tell: Telling) -> str:
    """Read an exhibit, again if it was read before."""
    return _read(case, job.exhibit, tell, again=True)


def rehash(case: Case, job: Job, tell: Telling) -> str:
    """Read the bytes of one exhibit again, or of all, and write into the ledger how they were found."""
    some = [case.exhibit(job.exhibit)] if job.exhibit else None
    tell.phase("hashing", total=sum(each.size for each in some or case.exhibits()))
    checked = check_fixity(case.root, some, progress=tell.bytes_done)
    log_fixity(case.root, checked, case.by, some=some is not None)
    wrong = [each for each in checked if each.state is not Found.OK]
    if not wrong:
        return f"{len(checked)} of {len(checked)} as they came in."
    said = "; ".join(f"{visible(each.path.name)[:12]}: {each.state.value}. {each.remark}".strip() for each in wrong)
    return f"{len(wrong)} of {len(checked)} are not as they came in: {said}"


_OF_FILES: Mapping[str, Kind] = MappingProxyType({ADD: add, READ: read, REHASH: rehash})


def kind_of(name: str) -> Kind:
    """Give what does the jobs of a kind."""
    if name in _OF_FILES:
        return _OF_FILES[name]
    # each job is a process of its own: loading what checks and exports takes longer than reading a small file
    from armstrace.desk.web.jobs import checking, exporting  # noqa: PLC0415

    others: Mapping[str, Kind] = {
        checking.CHECK: checking.check,
        checking.INDEX: checking.index,
        exporting.DOSSIER: exporting.write,
        exporting.BUNDLE: exporting.pack,
    }
    return others[name]


def _read(case: Case, sha256: str, tell: Telling, *, again: bool) -> str:
    tell.phase("reading")
    outcome = case.read(case.exhibit(sha256), again=again, seen=tell.records_read)
    case.tables.close()
    return told(outcome)


def told(outcome: ReadOutcome) -> str:
    """Say in a sentence what reading an exhibit gave."""
    if outcome.refusal is not None:
        todo = f" {outcome.refusal.todo}" if outcome.refusal.todo else ""
        return f"Taken in, but not understood: {outcome.refused}{todo}"
    source = readers().get(outcome.reader.partition("@")[0])
    name = source.SOURCE.title if source else outcome.reader
    rows = sum(part.rows for part in outcome.rows if part.kind != "set_aside")
    aside = f", {outcome.set_aside} set aside" if outcome.set_aside else ""
    return f"Read as {name}: {rows} records{aside}."
