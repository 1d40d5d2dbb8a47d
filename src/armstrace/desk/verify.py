"""Verifying a case: the ledger's chain, the exhibits' bytes, and the tables rebuilt from them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from armstrace.checks.flights.series import missing_extra
from armstrace.desk.case import open_case
from armstrace.desk.incidents.verify_events import compare_events
from armstrace.desk.intake import Case, last_readings, noted_rows
from armstrace.desk.kept_files import Compared
from armstrace.desk.reread import Job, compared, known_here, reread
from armstrace.desk.results import compare_findings
from armstrace.desk.surges.kept import asked_before, compare_surges
from armstrace.evidence import ledger
from armstrace.evidence.chain import verify_chain
from armstrace.evidence.fixity import Fixity, State, check_fixity, log_fixity
from armstrace.evidence.names import visible


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What verifying a case showed.

    `ok` is False where custody is broken: a line of the ledger or the bytes of an exhibit are not what they were, or
    rows, findings, surges or events differ from what the ledger says, or from what making them again gives. Nothing
    else is: `unlisted` are files among the exhibits that no line knows, `changed_readers` were read by another version,
    `unread` wait to be read. `missing` are results that were kept and are gone, `stale` those that rest on what was
    changed since: both are made anew when they are asked for.
    """

    lines: int
    chain: str
    head: str
    exhibits: int
    damaged: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    rebuilt: int = 0
    differing: tuple[str, ...] = ()
    changed_readers: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything is as it was written."""
        return self.chain == "unbroken" and not self.damaged and not self.differing

    def as_json(self) -> dict[str, Any]:
        """Give the report for a program."""
        return {"ok": self.ok, **asdict(self)}


@dataclass(slots=True)
class _Rebuilt:
    """What comparing rows showed so far."""

    rebuilt: int = 0
    differing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def verify_case(case: Case, workers: int = 1) -> VerifyReport:
    """Re-hash all exhibits, rebuild every table and compare its rows, and the stored ones, with the ledger.

    Rows are compared by their canonical hash. Where the reader's version differs from the one in the ledger the
    difference is listed apart: it is never called broken custody. The check itself is a line in the ledger. `workers`
    are the processes that read many or large exhibits.

    Raises:
        CustodyBroken: the ledger is not as it was written (see `verify_folder`).
    """
    checked = check_fixity(case.root)
    damaged = [item for item in checked if item.state not in {State.OK, State.EXTRA}]
    unlisted = [item for item in checked if item.state is State.EXTRA]
    rows = _compare_all(case, {item.expected for item in damaged}, workers)
    kept = kept_results(case)
    log_fixity(case.root, checked, case.by)
    # the line just written counts too
    chain = verify_chain(case.root)
    return VerifyReport(
        lines=chain.head.count,
        chain=chain.words,
        head=chain.head.sha256,
        exhibits=len(checked) - len(unlisted),
        damaged=tuple(map(_damage, damaged)),
        unlisted=tuple(visible(item.path.relative_to(case.root).as_posix()) for item in unlisted),
        rebuilt=rows.rebuilt,
        differing=(*rows.differing, *kept.wrong),
        changed_readers=tuple(rows.changed),
        unread=tuple(rows.unread),
        missing=kept.missing,
        stale=kept.stale,
    )


def kept_results(case: Case) -> Compared:
    """Compare the results that are kept: findings by their hash, surges counted again, events grouped again."""
    return compare_findings(case) + compare_surges(case) + _recounted(case) + compare_events(case)


def _recounted(case: Case) -> Compared:
    """Count the surges of a case again, where there are any and what counts flights is installed."""
    if not asked_before(case):
        return Compared()
    if missing_extra():
        return Compared(stale=(f"surges cannot be counted again: {missing_extra()}",))
    from armstrace.desk.surges.recount import recounted  # noqa: PLC0415  # numpy is loaded only where surges are kept

    return recounted(case)


def verify_folder(root: Path, said_by: str = "", workers: int = 1) -> VerifyReport:
    """Verify the case in a folder; where its ledger is broken, nothing is written and only the break is told.

    Raises:
        CaseError: there is no such folder.
        ArmstraceError: it cannot be read or written.
    """
    chain = verify_chain(root)
    if not chain.ok:
        return VerifyReport(chain.head.count, chain.words, chain.head.sha256, exhibits=0)
    return verify_case(open_case(root, said_by), workers)


def _damage(item: Fixity) -> str:
    return f"{item.state.value}: {visible(item.path.name)}. {item.remark}".strip()


def _compare_all(case: Case, damaged: set[str], workers: int) -> _Rebuilt:
    """Compare the rows of every exhibit whose bytes are as they were."""
    found = _Rebuilt()
    jobs = list(_jobs(case, damaged, found))
    found.rebuilt = len(jobs)
    for exhibit, again in reread(compared, jobs, workers):
        if again.problem:
            found.differing.append(f"{exhibit.short} {visible(exhibit.received_name)}: {again.problem}")
    return found


def _jobs(case: Case, damaged: set[str], found: _Rebuilt) -> Iterator[Job]:
    """Give the exhibits to read again; those that were never read, or by another reader, are noted in `found`."""
    readings = last_readings(ledger.read_lines(case.root))
    for exhibit in case.exhibits():
        line = readings.get(exhibit.sha256)
        noted = line.payload if line else None
        name = f"{exhibit.short} {visible(exhibit.received_name)}"
        if exhibit.sha256 in damaged or (noted is not None and "reason" in noted):
            continue
        said = (exhibit.treaty, exhibit.edition)
        if line is None or noted is None or (noted.get("treaty", ""), noted.get("edition", "")) != said:
            found.unread.append(f"{name}: not read yet")
            continue
        reader = str(noted["reader"])
        if known_here(reader):
            found.changed.append(f"{name}: read by {reader}, here {known_here(reader)}")
            continue
        yield Job(exhibit, reader, noted_rows(line), case.root)
