"""The verdicts on a case's documents, counted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armstrace.desk.chains.documents import FINDINGS
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import counts, standing
from armstrace.desk.withheld import findings_shown
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of
from armstrace.records.judgements import State
from armstrace.records.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """The verdicts of one document when it was last checked; what a person rejected is counted apart.

    `unchecked` are claims that no check answers.
    """

    exhibit: str
    name: str
    title: str
    published: str
    verdicts: Mapping[Verdict, int]
    unchecked: int
    rejected: int


@dataclass(frozen=True, slots=True)
class CaseVerdicts:
    """The verdicts of all documents, and how many claims persons accepted or rejected."""

    documents: tuple[VerdictCounts, ...]
    judged: Mapping[str, int]


def case_verdicts(case: Case) -> CaseVerdicts:
    """Count the verdicts that `check` kept, without documents that are hidden and findings that rest on such.

    Raises:
        CaseError: a file of findings is damaged.
        CustodyBroken: the ledger is not as it was written.
    """
    seen = standing(case) if (case.root / LEDGER).exists() else []
    rejected = frozenset(each.claim for each in seen if each.state is State.REJECTED)
    shown = (told for told in _kept(case.root) if told["document"]["sha256"] not in case.hidden)
    return CaseVerdicts(tuple(_counted(case, told, rejected) for told in shown), counts(seen))


def _counted(case: Case, told: Mapping[str, Any], rejected: frozenset[str]) -> VerdictCounts:
    document = told["document"]
    findings = findings_shown(case, told["findings"])
    claims = [str(each["claim"].get("key", "")) for each in (*findings, *told["unchecked"])]
    found = Counter(str(each["verdict"]) for each in findings if str(each["claim"].get("key", "")) not in rejected)
    return VerdictCounts(
        exhibit=str(document["sha256"]),
        name=str(document["name"]),
        title=str(document.get("title") or ""),
        published=str(document.get("published") or ""),
        verdicts={verdict: found[verdict.value] for verdict in Verdict},
        unchecked=sum(str(each["claim"].get("key", "")) not in rejected for each in told["unchecked"]),
        rejected=len(rejected.intersection(claims)),
    )


def _kept(case: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted((case / FINDINGS).glob("*.json")):
        try:
            with explained(path, "Reading the findings"):
                yield json_of(path.read_bytes())
        except ValueError as error:
            raise CaseError(
                "A file of findings is damaged.", where=f"{FINDINGS}/{path.name}", todo="Run `armstrace check` again."
            ) from error
