"""What a case keeps as JSON is the same record again."""

import json
from dataclasses import asdict

import pytest

from armstrace.desk.rebuilt import claim_of, finding_of, surge_of
from armstrace.desk.surges.telling import plain
from armstrace.records.claims import StatementClaim, WeaponUseClaim, claim_json
from armstrace.records.errors import CaseError
from armstrace.records.findings import Finding, Part, Reading, finding_json
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from made_surge import made_surge

USE = WeaponUseClaim(
    start=0, end=4, text="text", weapon="Smerch", weapon_class="mlrs", actor="ARM", date=When.read("2020-10-28~"),
    sentence=(0, 9),
)  # fmt: skip
SAID = StatementClaim(start=0, end=4, text="text", content=((0, 2), (3, 4)), speaker="Somebody", cue_span=(2, 3))


def test_a_finding_keeps_its_key_and_all_it_says() -> None:
    reading = Reading(edition="An edition", value=59.8, low=59.5, records=("transfer:1",))
    parts: dict[str, tuple[Part, ...]] = {"by category": (Part(label="Ships", value=47.4),)}
    made = Finding(
        claim=USE, check="incident", method="checks.incident@1", verdict=Verdict.PARTLY, reason="Because.", figure=59.8,
        readings=(reading,), slots={"weapon": Verdict.SUPPORTED}, parts=parts, beside=(SAID,), limits=("One.",),
    )  # fmt: skip
    again = finding_of(json.loads(json.dumps(finding_json(made))))
    assert again.key == made.key
    assert finding_json(again) == finding_json(made)
    assert again.parts == parts
    assert again.readings == (reading,)


@pytest.mark.parametrize("made", [USE, SAID])
def test_a_claim_is_itself_again(made: WeaponUseClaim | StatementClaim) -> None:
    again = claim_of(json.loads(json.dumps(claim_json(made))))
    assert claim_json(again) == claim_json(made)
    assert type(again) is type(made)


def test_a_surge_is_itself_again() -> None:
    made = made_surge()
    again = surge_of(json.loads(json.dumps(plain(asdict(made)))))
    assert again == made
    assert again.key == made.key


@pytest.mark.parametrize("told", [{}, {"claim": {"type": "no such"}}, {"claim": 3}])
def test_what_is_no_finding_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        finding_of(told)
