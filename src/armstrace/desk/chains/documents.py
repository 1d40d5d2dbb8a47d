"""What a case's documents give a chain: findings that were kept, and accepted claims that no check answers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from armstrace.desk.case_claims import read_one
from armstrace.desk.intake import Case
from armstrace.desk.judgements import standing
from armstrace.desk.rebuilt import finding_of
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER
from armstrace.records.claims import Claim, LegalClaim, StatementClaim
from armstrace.records.errors import CaseError
from armstrace.records.findings import Finding
from armstrace.records.judgements import State

FINDINGS = "tables/finding"
_UNANSWERED = (StatementClaim.TYPE, LegalClaim.TYPE)


def findings_of(case: Case) -> tuple[Finding, ...]:
    """Give the findings that `check` kept, without those whose claim a person has rejected.

    Raises:
        CaseError: a file of findings is damaged.
    """
    rejected = {each.claim for each in _judged(case) if each.state is State.REJECTED}
    return tuple(finding_of(told) for told in _kept(case.root) if str(told["claim"].get("key", "")) not in rejected)


def suggested(case: Case) -> frozenset[str]:
    """Give the keys of the findings whose claim a machine read and no person has accepted."""
    accepted = {each.claim for each in _judged(case) if each.state is State.ACCEPTED}
    return frozenset(str(told["key"]) for told in _kept(case.root) if str(told["claim"].get("key", "")) not in accepted)


def claims_of(case: Case) -> dict[str, Claim]:
    """Give by key the accepted claims that no check answers: what somebody says, and acts of law."""
    accepted = [each for each in _judged(case) if each.state is State.ACCEPTED and each.type in _UNANSWERED]
    found: dict[str, Claim] = {}
    for sha256 in dict.fromkeys(judgement.exhibit for judgement in accepted):
        try:
            mine = read_one(case, case.exhibit(sha256), None)
        except CaseError:
            # withdrawn, or without a day of publication: its claims cannot be read again
            continue
        found |= {
            each.key: each.claim
            for each in mine.claims
            if each.state is State.ACCEPTED and each.claim.TYPE in _UNANSWERED
        }
    return found


def _judged(case: Case) -> list[Any]:
    return standing(case) if (case.root / LEDGER).exists() else []


def _kept(root: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted((root / FINDINGS).glob("*.json")):
        try:
            with explained(path, "Reading the findings"):
                told = json.loads(path.read_bytes())
            yield from told["findings"]
        except (ValueError, KeyError, TypeError) as error:
            todo = "Run `armstrace check` again."
            raise CaseError("A file of findings is damaged.", f"{FINDINGS}/{path.name}", todo) from error
