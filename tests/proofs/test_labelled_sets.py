"""Verdicts on labelled sentences against the real registers: floors, and how many of the worst kind of error."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from armstrace.checks.registry import Ground, run
from armstrace.desk.case import Case
from armstrace.reading.read import read_claims
from armstrace.records.findings import Finding
from armstrace.sources.registry import source_limits
from labelled_claims import load, matches

pytestmark = pytest.mark.shared
# share of labelled claims with the right verdict, and how many firm verdicts may be wrong
FLOORS = {"plain": (0.99, 0), "varied": (0.89, 0), "paragraphs": (0.79, 1)}
FIRM = {"supported", "contradicted"}


def findings_by_text(case: Case, name: str) -> list[tuple[dict[str, Any], list[Finding]]]:
    known = [row[0] for row in case.tables.ask("SELECT DISTINCT designation FROM transfer")]
    answered = []
    for labelled in load(name):
        day = date.fromisoformat(labelled["published"])
        claims = read_claims(labelled["text"], day, known)
        answered.append((labelled, list(run(claims, Ground(case.tables, day, source_limits)))))
    return answered


def said(finding: Finding) -> str:
    return "not_checkable" if finding.verdict.value in {"cannot_tell", "not_shown"} else finding.verdict.value


@pytest.mark.parametrize("name", FLOORS)
def test_verdicts_on_labelled_sentences(
    registers: Case, name: str, record_property: Callable[[str, object], None]
) -> None:
    right = total = wrong_and_firm = 0
    for labelled, findings in findings_by_text(registers, name):
        for label in labelled["claims"]:
            if label["kind"] == "outside_coverage":
                answers = {said(finding) for finding in findings}
                good = answers <= {"not_checkable"}
            else:
                answers = {said(finding) for finding in findings if matches(label, finding.claim)}
                good = bool(answers & set(label["verdicts"]))
            total += 1
            right += good
            wrong_and_firm += bool(not good and answers & FIRM)
    record_property("measured", f"{name}: {right} of {total} verdicts right, {wrong_and_firm} firm ones wrong")
    floor, most_wrong = FLOORS[name]
    assert right / total >= floor
    assert wrong_and_firm <= most_wrong
