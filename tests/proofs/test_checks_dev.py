import json
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from proofs.conftest import Check

pytestmark = pytest.mark.shared
UNANSWERED = {"cannot_tell", "not_shown"}
CHECKS = {
    "share_of_imports": "import_share",
    "share_of_exports": "export_share",
    "count_delivered": "count_delivered",
    "treaty_status": "treaty_status",
}


@pytest.fixture(scope="module")
def cases(packs: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((packs / "checks-dev/cases.json").read_text(encoding="utf-8"))["cases"]
    return found


def agrees(found: object, expected: dict[str, Any], kind: str) -> bool:
    """Whether a figure is the expected one, of whichever edition it comes from."""
    if isinstance(expected["value"], dict):
        dates = {name: expected["value"].get(name) for name in ("signature", "consent")}
        return isinstance(found, dict) and {name: found[name] for name in dates} == dates
    tolerance = max(expected["tolerance"] or 0.0, 1.0 if kind.startswith("share") else 0.0)
    values = [expected["value"], expected.get("value_other_vintage", expected["value"])]
    return isinstance(found, float) and any(abs(found - value) <= tolerance for value in values)


def test_every_verdict_and_figure(cases: list[dict[str, Any]], registers: Case, check: Check) -> None:
    assert len(cases) >= 10
    wrong = []
    for case in cases:
        findings = check(case["text"], case["published"], registers)
        kind, expected = case["kind"], case["expected"]
        if expected["verdict"] == "not_checkable":
            right = bool(findings) and all(finding["verdict"] in UNANSWERED for finding in findings)
        else:
            of_kind = [finding for finding in findings if finding["check"] == CHECKS[kind]]
            right = bool(of_kind) and all(
                finding["verdict"] == expected["verdict"] and agrees(finding["figure"], expected, kind)
                for finding in of_kind
            )
        if not right:
            wrong.append((case["id"], [(f["check"], f["verdict"], f["figure"]) for f in findings]))
    assert not wrong
