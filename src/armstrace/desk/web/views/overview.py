"""The case at a glance: what it asks, how far it has come, what is missing, what changed since the last visit."""

import hashlib
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from armstrace.chain.model import Asked
from armstrace.desk.case import CASE_FILE, describe
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import Built, built
from armstrace.desk.chains.glance import ChainGlance, glance_of
from armstrace.desk.chains.incidents import Happened, happened
from armstrace.desk.listed import Reading
from armstrace.desk.verdict_counts import CaseVerdicts, case_verdicts
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.resting import CHAINS
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.exhibits import all_listed
from armstrace.desk.web.views.incidents import all_incidents
from armstrace.desk.web.views.jobs import JobList, jobs
from armstrace.desk.web.views.ledger_lines import LedgerLine, seen_by
from armstrace.desk.web.ways import Nothing
from armstrace.evidence.disk import explained
from armstrace.gazetteer.states import display, states

_CHANGES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Changes:
    """What was written into the ledger since this person was here before: counts by act, and the last lines.

    `since` is the number of the last line seen then, None on the first visit.
    """

    since: int | None
    acts: Mapping[str, int]
    newest: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class Custody:
    """How the originals stand: `never_checked` were not hashed again since intake, `wrong` not as they came in."""

    exhibits: int
    size: int
    readings: Mapping[Reading, int]
    set_aside: int
    never_checked: int
    wrong: tuple[str, ...]
    lines: int
    head: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What a case is about, and how far it has come."""

    title: str
    question: str
    parties: tuple[str, ...]
    period: str
    sensitive: bool
    verdicts: CaseVerdicts
    custody: Custody
    changes: Changes
    jobs: JobList


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains that the case asks about, and what could not be looked for."""

    chains: tuple[ChainGlance, ...]
    remarks: tuple[str, ...]


def overview(desk: Desk, _asked: Nothing) -> Overview:
    """Say what the case is about and how far it has come."""
    told = describe(desk.case.root)
    parties = told.get("parties", [])
    return Overview(
        title=str(told.get("title", "")),
        question=str(told.get("question", "")),
        parties=tuple(map(_party, parties)) if isinstance(parties, list) else (),
        period=str(told.get("period", "")),
        sensitive=bool(told.get("sensitive", False)),
        verdicts=desk.cached("verdicts", lambda: case_verdicts(desk.case), basis.findings(desk)),
        custody=_custody(desk),
        changes=_changes(desk),
        jobs=jobs(desk, Nothing()),
    )


def chains(desk: Desk, _asked: Nothing) -> Chains:
    """Show every chain at a glance, for each route and hop."""
    made = built_chains(desk)
    return Chains(tuple(map(glance_of, made.chains)), made.remarks)


def built_chains(desk: Desk) -> Built:
    """Build the chains that case.toml asks about, once for as long as nothing changes that they rest on."""

    def told(asked: Asked) -> Happened:
        placed = all_incidents(desk).placed
        return desk.cached(("happened", str(asked)), lambda: happened(desk.case, placed, asked), basis.groups(desk))

    def compute() -> Built:
        return built(desk.case, entries(desk.case), told=told)

    return desk.cached("chains", compute, at=chains_state(desk))


def chains_are_built(desk: Desk) -> bool:
    """Whether the chains need no work."""
    return desk.was_cached("chains", at=chains_state(desk))


def chains_state(desk: Desk) -> Hashable:
    """Name what chains rest on: the last line of the ledger that matters to them, the findings, what case.toml says."""
    with explained(desk.case.root / CASE_FILE, "Reading the case's description"):
        settings = (desk.case.root / CASE_FILE).read_bytes()
    return desk.last_but(CHAINS), basis.kept_files(desk), hashlib.sha256(settings).hexdigest()


def _party(name: object) -> str:
    return display(str(name)) if str(name) in states() else str(name)


def _custody(desk: Desk) -> Custody:
    known = all_listed(desk)
    return Custody(
        exhibits=len(known),
        size=sum(each.exhibit.size for each in known),
        readings={reading: sum(each.reading is reading for each in known) for reading in Reading},
        set_aside=sum(each.set_aside for each in known),
        never_checked=sum(each.checked is None for each in known),
        wrong=tuple(each.exhibit.sha256 for each in known if each.checked and each.checked.state != "ok"),
        lines=desk.head.count,
        head=desk.head.sha256,
    )


def _changes(desk: Desk) -> Changes:
    since = desk.who.since
    new = desk.lines()[since:] if since is not None else ()
    shown = tuple(seen_by(desk, line) for line in reversed(new[-_CHANGES_SHOWN:]))
    acts = Counter(each.act for each in (seen_by(desk, line) for line in new) if not each.withheld)
    return Changes(since, dict(acts.most_common()), shown)
