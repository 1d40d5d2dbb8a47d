"""Demand 20: whatever number of supply exhibits is added, what stands on the rungs of use does not change."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from armstrace.chain.build import build
from armstrace.chain.model import Rung, RungState
from armstrace.chain.routes import route
from armstrace.desk.case import open_case
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import built
from armstrace.desk.chains.gather import gather
from chain_evidence import flow, licence, row, supply
from court.demo_dossier import Made
from desk.made_files import deliveries, write

OF_USE = {Rung.TYPE_USED, Rung.USER, Rung.ITEM, Rung.HARM, Rung.LAW}
STATES = ("ISR", "RUS", "TUR", "CAN", "AZE", "ARM")


def _of_use(rungs: tuple[RungState, ...]) -> list[tuple[object, ...]]:
    return [(each.rung, each.hop, each.status, each.placements) for each in rungs if each.rung in OF_USE]


def test_a_thousand_records_of_supply_beside_the_demonstration_change_no_rung_of_use(demo: Made) -> None:
    pairs = [(one, other) for one in STATES for other in STATES if one != other]
    for entry in entries(demo.case):
        evidence = gather(demo.case, entry.asked).evidence
        wanted = route(entry.route) if entry.route else None
        before = build(entry.asked, evidence, wanted)
        more = [pairs[number % len(pairs)] for number in range(1000)]
        weapon = entry.asked.weapon or "LAR-160"
        sides: list[dict[str, Any]] = [{"supplier": one, "recipient": other} for one, other in more]
        supplied = replace(
            evidence,
            transfers=[*evidence.transfers, *(row(n, weapon, **each) for n, each in enumerate(sides))],
            flows=[*evidence.flows, *(flow(n, **each) for n, each in enumerate(sides))],
            licences=[*evidence.licences, *(licence(n, **each) for n, each in enumerate(sides))],
            supplies=[*evidence.supplies, *(supply(n, "delivery", **each) for n, each in enumerate(sides))],
        )
        after = build(entry.asked, supplied, wanted)
        assert _of_use(before.rungs) == _of_use(after.rungs), entry.asked.name
        assert any(a.placements != b.placements for a, b in zip(before.rungs, after.rungs, strict=True)), "it was seen"


def test_a_register_of_deliveries_taken_into_the_case_changes_none_either(demo: Made, tmp_path: Path) -> None:
    case = open_case(Path(shutil.copytree(demo.case.root, tmp_path / "case")), "p-1")
    before = built(case, entries(case)).chains
    rows = [("Israel", "Azerbaijan", 2010 + number % 10, 5.0) for number in range(60)]
    text = deliveries(rows).replace("Kestrel-1,", "LAR-160,").replace("Kestrel-2,", "BM-30 Smerch,")
    assert len(list(csv.reader(text.splitlines()))) > 60
    outcome = case.read(case.add(write(tmp_path, "more.csv", text)))
    assert outcome.whole
    case.tables.close()
    after = built(case, entries(case)).chains
    assert [_of_use(each.rungs) for each in before] == [_of_use(each.rungs) for each in after]
    assert [each.rungs for each in before] != [each.rungs for each in after], "deliveries stand on a rung of supply"
