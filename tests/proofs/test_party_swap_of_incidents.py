"""Uses and first uses held against the incidents of the demo: with the parties exchanged all that is said is."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.checks import first_use, registry
from armstrace.checks.recorded import Recorded
from armstrace.checks.registry import Ground
from armstrace.gazetteer.states import display
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding
from armstrace.records.kinds import Incident
from armstrace.records.sources import ReadOptions
from armstrace.records.values import When
from armstrace.sources.registry import readers, source_limits
from armstrace.tables.ask import Tables
from party_swap_of_incidents import swapped_incident
from proofs.party_swap import swapped

SHEET = Path(registry.__file__).parents[1] / "desk/demo_case/incidents_karabakh_2020.csv"
WEAPONS = {"Smerch": "mlrs", "LAR-160": "mlrs", "Scud": "ballistic_missile", "M095": "cluster_munition"}


def demo() -> list[Incident]:
    exhibit = Exhibit("ab" * 32, SHEET, SHEET.stat().st_size, SHEET.name, "text/csv", "2026-01-01T00:00:00Z", "p-1")
    return [each for each in readers()["incident_sheet"].read(exhibit, ReadOptions()) if isinstance(each, Incident)]


def asked(incidents: Sequence[Incident]) -> Iterator[WeaponUseClaim]:
    """Give uses at every place and day of the incidents, by either party, with several weapons, first or not."""
    seen = sorted({(each.place_printed.split(" (")[0], each.when.edtf) for each in incidents if each.when})
    for place, day in seen:
        for actor in ("ARM", "AZE"):
            for weapon, kind in WEAPONS.items():
                for when in (day, "2020-10-30"):
                    words = f"{display(actor)} first used {weapon} at {place} on {when}"
                    yield WeaponUseClaim(
                        start=0, end=len(words), text=words, sentence=(0, len(words)), weapon=weapon, weapon_class=kind,
                        actor=actor, place=place, date=When.read(when),
                    )  # fmt: skip


def told(finding: Finding) -> str:
    """Give all that a finding says, in its order."""
    said: dict[str, Any] = {
        "verdict": finding.verdict.value, "reason": finding.reason, "figure": finding.figure,
        "slots": {slot: verdict.value for slot, verdict in finding.slots.items()},
        "readings": [asdict(each) for each in finding.readings],
        "parts": {name: [asdict(part) for part in parts] for name, parts in finding.parts.items()},
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False)


def test_uses_and_first_uses_swap_with_the_parties(tmp_path: Path) -> None:
    incidents = demo()
    tables = Tables(tmp_path)
    here = Ground(tables, date(2020, 12, 1), source_limits, None, (), Recorded(lambda: incidents))
    there = replace(here, recorded=Recorded(lambda: [swapped_incident(each) for each in incidents]))
    verdicts = set()
    for claim in asked(incidents):
        turned = replace(claim, actor=swapped(claim.actor or ""), text=swapped(claim.text))
        (one,), (other,) = registry.run([claim], here), registry.run([turned], there)
        assert swapped(told(one)) == told(other), claim.text
        verdicts.add(one.verdict.value)
        assert swapped(told(first_use.check(claim, here))) == told(first_use.check(turned, there)), claim.text
    tables.close()
    assert {"partly", "contradicted", "cannot_tell"} <= verdicts
