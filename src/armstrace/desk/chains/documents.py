"""What a case's documents give a chain: the findings that `check` kept, and the claims that it could not answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.desk.rebuilt import claim_of, finding_of
from armstrace.desk.withheld import findings_shown
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.records.claims import Claim, FlightClaim, LegalClaim, StatementClaim
from armstrace.records.errors import CaseError
from armstrace.records.findings import Finding
from armstrace.records.foreign import json_of
from armstrace.records.judgements import Judgement, State

FINDINGS = "tables/finding"
SHOWN_BESIDE = (FlightClaim.TYPE, StatementClaim.TYPE, LegalClaim.TYPE)
"""Claims that are shown beside a rung where no check answers them; none of them stands on one."""


def findings_of(case: Case) -> tuple[Finding, ...]:
    """Give the findings that `check` kept, without those whose claim a person has rejected.

    Raises:
        CaseError: a file of findings is damaged.
    """
    rejected = _claims_that_are(case, State.REJECTED)
    return tuple(finding_of(told) for told in _kept(case, "findings") if _claim_key(told) not in rejected)


def claims_of(case: Case) -> dict[str, Claim]:
    """Give by key the claims that `check` could not answer: flights, what somebody says, acts of law.

    Raises:
        CaseError: a file of findings is damaged.
    """
    rejected = _claims_that_are(case, State.REJECTED)
    return {
        _claim_key(told): claim_of(told["claim"])
        for told in _kept(case, "unchecked")
        if told["claim"]["type"] in SHOWN_BESIDE and _claim_key(told) not in {"", *rejected}
    }


def suggested(case: Case) -> frozenset[str]:
    """Give the keys of the findings and claims that a machine read and no person has accepted."""
    accepted = _claims_that_are(case, State.ACCEPTED)
    findings = {str(told["key"]) for told in _kept(case, "findings") if _claim_key(told) not in accepted}
    return frozenset(findings | {_claim_key(told) for told in _kept(case, "unchecked")} - accepted)


def _claims_that_are(case: Case, state: State) -> frozenset[str]:
    judged: list[Judgement] = standing(case) if (case.root / LEDGER).exists() else []
    return frozenset(each.claim for each in judged if each.state is state)


def _claim_key(told: Mapping[str, Any]) -> str:
    return str(told["claim"].get("key", ""))


def _kept(case: Case, part: str) -> Iterator[Mapping[str, Any]]:
    """Give what was kept of the documents, without what rests on something hidden."""
    for path in sorted((case.root / FINDINGS).glob("*.json")):
        try:
            with explained(path, "Reading the findings"):
                told = json_of(path.read_bytes())
            if told["document"]["sha256"] not in case.hidden:
                yield from findings_shown(case, told[part]) if part == "findings" else told[part]
        except (ValueError, KeyError, TypeError) as error:
            todo = "Run `armstrace check` again."
            raise CaseError("A file of findings is damaged.", f"{FINDINGS}/{path.name}", todo) from error
