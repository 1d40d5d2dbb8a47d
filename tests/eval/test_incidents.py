"""Grouping of incidents on labelled pairs: how it is counted, and the floor under it."""

import csv
from pathlib import Path

import pytest

from armstrace.events.grouping import group
from eval import incident_sample as sample
from eval import incidents
from eval.row import NOT_RUN
from incidents_by_hand import TOWN, incident


def pair(left: str, right: str, label: str) -> incidents.Pair:
    return incidents.Pair(left, right, label, (0, 1.0), 2.0)


def test_pairs_are_counted_and_unsure_ones_count_neither_way() -> None:
    found = [
        incident(name, "2020-10-28", TOWN, actor="ARM", place_printed=town) for name, town in ("aX", "bX", "cY", "dY")
    ]
    numbers = {each.key: each.number for each in found}
    pairs = [pair("a", "b", "same"), pair("c", "d", "different"), pair("a", "c", "same"), pair("b", "d", "unsure")]
    told = incidents.measured(pairs, group(found), numbers)
    assert (told.right, told.wrong, told.missed) == (1, 1, 1)
    assert (told.precision, told.recall) == (0.5, 0.5)


def test_without_the_incidents_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "folder", lambda: None)
    assert [row.reached.startswith(NOT_RUN) for row in incidents.rows()] == [True]


def test_labels_hold_numbers_and_labels_only() -> None:
    with incidents.LABELS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["label"] for row in rows} == {"same", "different", "unsure"}
    assert all(row[side].startswith("CIV") and len(row[side]) == 7 for row in rows for side in ("left", "right"))
    assert len({(row["left"], row["right"]) for row in rows}) == len(rows) == 301


@pytest.mark.shared
def test_the_labelled_pairs_are_those_the_rule_draws_and_are_grouped_well_enough(shared: Path) -> None:
    folder = shared / "incidents"
    pairs = incidents.labelled(folder)
    assert len(pairs) == 301
    found = incidents.incidents(folder)
    told = incidents.measured(pairs, group(found), {each.key: each.number for each in found})
    assert told.precision >= 0.85
    assert told.recall >= 0.85
