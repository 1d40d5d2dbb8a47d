"""The table of re3d: said to be not run where the texts are absent, counted by its two rules where they are there."""

import json
from pathlib import Path

import pytest

from eval import re3d
from eval.row import NOT_RUN

TEXT = "Two tanks fired rockets after air strikes and a mortar attack; a jeep with arms left."


def made(folder: Path, *labels: tuple[str, str, float]) -> Path:
    """Write one labelled document of re3d's form."""
    source = folder / "made"
    source.mkdir()
    (source / "documents.json").write_text(json.dumps({"_id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    rows = []
    for label, value, confidence in labels:
        begin = max(0, TEXT.find(value))
        span = {"begin": begin, "end": begin + len(value), "value": value}
        rows.append(json.dumps({"documentId": "a", "type": label, "confidence": confidence, **span}))
    (source / "entities.json").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_without_the_texts_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re3d, "folder_of_re3d", lambda: None)
    assert [row.reached.startswith(NOT_RUN) for row in re3d.rows()] == [True]


def test_acts_are_no_things_and_doubtful_labels_count_neither_way(tmp_path: Path) -> None:
    tanks, rockets, absent = ("MilitaryPlatform", "tanks", 1), ("Weapon", "rockets", 1), ("Weapon", "no such words", 1)
    labels = tanks, rockets, absent, ("Weapon", "air strikes", 1), ("Weapon", "mortar", 1), ("Weapon", "arms", 0.2)
    data = made(tmp_path, *labels)
    tallies = re3d.measure(data)
    weapon, platform = tallies["Weapon", "all"], tallies["MilitaryPlatform", "even"]
    assert (weapon.gold, weapon.gold_met, weapon.found, weapon.found_met) == (2, 2, 2, 2)
    assert (platform.gold, platform.gold_met, platform.found) == (1, 1, 1)
    assert re3d.measure(data, as_labelled=True)["Weapon", "all"].gold == 4


def test_the_table_names_both_labels_in_both_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(tmp_path, ("Weapon", "rockets", 1))
    monkeypatch.setattr(re3d, "folder_of_re3d", lambda: data)
    measures = [row.measure for row in re3d.rows()]
    assert len(measures) == 8
    assert all(f"re3d {label} ({half})" in measures for label in re3d.LABELS for half in re3d.HALVES.values())
