"""Labelled sentences, and when a claim is the one that a label means."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from armstrace.records.claims import Claim, QuantityClaim, TreatyClaim
from armstrace.records.values import When

SETS = Path(__file__).parent / "reading" / "sets"


@cache
def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((SETS / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return cases


def found(label: dict[str, Any], claims: list[Claim]) -> bool:
    return any(matches(label, claim) for claim in claims)


def matches(label: dict[str, Any], claim: Claim) -> bool:
    if label["kind"] == "treaty_status":
        return (
            isinstance(claim, TreatyClaim) and claim.state == label["state"] and claim.treaty_id == label["treaty_id"]
        )
    if not isinstance(claim, QuantityClaim):
        return False
    if not same_number(label, claim) or not same_years(label.get("period"), claim.period):
        return False
    world = label.get("of", "").startswith("world")
    parties = {label.get("subject"), label.get("object")} - {"*", None}
    named = {claim.subject, claim.object} - {"*", None}
    if label["kind"] in {"share_of_imports", "share_of_exports"} and not world and claim.measure != label["kind"]:
        return False
    return parties == named or label["kind"] in {"elapsed", "ratio"}


def same_number(label: dict[str, Any], claim: QuantityClaim) -> bool:
    if label["kind"] == "elapsed":
        return claim.measure == "duration"
    value = label.get("value")
    if claim.value is None:
        return claim.min == value or claim.max is not None
    stated = claim.value / 1e6 if claim.unit == "TIV" and claim.value >= 1e5 else claim.value
    return value is None or abs(stated - value) <= 0.5 or abs(claim.value - value) <= 0.005 * abs(value)


def same_years(label: str | None, period: When | None) -> bool:
    if label is None or period is None:
        return label is None
    return When.read(label).years == period.years or period.qualifier == "~"
