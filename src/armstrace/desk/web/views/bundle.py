"""A bundle to be packed: what leaves, what stays and why, signatures at the gate, the plan of a redacted copy."""

import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from armstrace.desk import licences
from armstrace.desk.case import describe
from armstrace.desk.exports.doors import Doors
from armstrace.desk.licences import Leaver
from armstrace.desk.redaction.plan import plan_of
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.exporting import BUNDLE
from armstrace.desk.web.jobs.record import new_job, settings_of
from armstrace.desk.web.paging import Paging, cut, paging
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.resting import LEAVERS
from armstrace.desk.web.views.exports import require_whole
from armstrace.desk.web.views.jobs import JobList, JobView, begun, jobs
from armstrace.desk.web.ways import Nothing
from armstrace.evidence.clock import utc_now
from armstrace.evidence.disk import explained, open_new
from armstrace.evidence.folders import local_folder
from armstrace.records.errors import CaseError
from armstrace.records.foreign import toml_of

_SIZE = 100
LONGEST_PLAN = 300_000


class Signing(StrEnum):
    """What a person signs at the gate."""

    ALLOW = "allow"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class GateRow:
    """One exhibit at the gate: whether its bytes leave, and why or why not."""

    sha256: str
    name: str
    size: int
    licence: str
    leaves: bool
    why: str


@dataclass(frozen=True, slots=True)
class BundlePage:
    """What a bundle would hold if it were packed now: exhibits that stay first, then those that leave."""

    title: str
    rows: tuple[GateRow, ...]
    paging: Paging
    leaving: int
    staying: int
    bytes_leaving: int
    non_commercial: bool
    jobs: JobList


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed."""

    exhibit: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAsked:
    """Whether a non-commercial use is declared, and which page of the exhibits."""

    non_commercial: bool = False
    page: int = told(1, least=1, most=1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAsked:
    """A signature that an exhibit may leave or is held back, with its reason."""

    exhibit: str = told(longest=64)
    act: Signing
    why: str = told(longest=2000)
    non_commercial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAsked:
    """For whom a bundle is, for what use, and the plan (TOML) of a redacted copy, "" for the whole case."""

    to: str = told("", longest=300)
    non_commercial: bool = False
    plan: str = told("", longest=LONGEST_PLAN)


def gate(desk: Desk, asked: GateAsked) -> BundlePage:
    """Say of each exhibit whether it would leave with a bundle, and why."""
    day = utc_now().date()

    def leavers() -> tuple[Leaver, ...]:
        doors = Doors.at(desk.case, desk.lines(), day, non_commercial=asked.non_commercial)
        seen = (each for each in doors.files.values() if each.exhibit.sha256 not in desk.who.hidden)
        return tuple(sorted(seen, key=lambda each: each.leaves))

    known = desk.cached(("gate", day, asked.non_commercial), leavers, desk.last_but(LEAVERS))
    leaving = [each for each in known if each.leaves]
    where = paging(len(known), asked.page, _SIZE)
    return BundlePage(
        title=str(describe(desk.case.root).get("title", "")),
        rows=tuple(_row(each) for each in cut(known, where, _SIZE)),
        paging=where,
        leaving=len(leaving),
        staying=len(known) - len(leaving),
        bytes_leaving=sum(each.exhibit.size for each in leaving),
        non_commercial=asked.non_commercial,
        jobs=jobs(desk, Nothing()),
    )


def sign(desk: Desk, asked: SignAsked) -> Signed:
    """Sign that an exhibit may leave, or hold it back; both are lines in the ledger."""
    found = next((each for each in desk.case.exhibits() if each.sha256 == asked.exhibit), None)
    if found is None or found.sha256 in desk.who.hidden:
        raise NotThere("The case has no such exhibit.", where=asked.exhibit, todo="Load the list again.")
    act = licences.ALLOW if asked.act is Signing.ALLOW else licences.HOLD
    licences.sign(desk.case, act, [found.sha256], asked.why)
    return Signed(found.sha256, asked.act.value)


def pack(desk: Desk, asked: PackAsked) -> JobView:
    """Begin to pack a bundle, or a redacted copy where a plan is given; the plan is read before anything begins."""
    require_whole(desk)
    settings = settings_of({"to": asked.to.strip(), "non_commercial": "1" if asked.non_commercial else ""})
    about = "Bundle"
    if asked.plan.strip():
        about = "Redacted copy"
        settings["path"] = str(_kept_plan(desk, asked.plan))
    return begun(desk, new_job(BUNDLE, about, desk.who.by, settings))


def _kept_plan(desk: Desk, plan: str) -> Path:
    """Read a plan, and keep it in a file closed to others until the copy is made: it may hold names."""
    content = plan.replace("\r\n", "\n").encode("utf-8", "backslashreplace")
    try:
        held = toml_of(content)
    except ValueError as error:
        raise CaseError(f"The plan cannot be read: {error}.", where="the plan", todo="It is TOML.") from error
    made = plan_of(content, held)
    for item in made.items:
        desk.case.exhibit(item.exhibit)
    folder = local_folder(desk.case.root, "web", "uploads")
    path = folder / secrets.token_hex(8)
    with explained(folder, "Keeping the plan"), os.fdopen(open_new(path), "wb") as file:
        file.write(content)
    return path


def _row(each: Leaver) -> GateRow:
    exhibit = each.exhibit
    return GateRow(exhibit.sha256, exhibit.received_name, exhibit.size, exhibit.licence, each.leaves, each.reason)
