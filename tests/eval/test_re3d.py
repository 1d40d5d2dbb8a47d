"""The row of numbers of re3d: said to be not run where the texts are absent, counted where they are there."""

from pathlib import Path

import re3d


def test_without_the_texts_nothing_is_claimed(tmp_path: Path) -> None:
    assert "not run" in re3d.row(tmp_path / "absent")


def test_overlap_is_counted_per_label(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "documents.json").write_text('{"_id": "a", "text": "Two tanks fired rockets."}\n', encoding="utf-8")
    labels = [("Weapon", 16, 23, "rockets"), ("MilitaryPlatform", 4, 9, "tanks"), ("Weapon", 0, 3, "not there")]
    rows = [
        f'{{"documentId": "a", "type": "{label}", "begin": {start}, "end": {end}, "value": "{value}"}}'
        for label, start, end, value in labels
    ]
    (folder / "entities.json").write_text("\n".join(rows), encoding="utf-8")
    tallies = re3d.measure(tmp_path)
    assert tallies["Weapon", "all"].gold == 1
    assert {tallies[label, "even"].f1 for label in re3d.LABELS} == {1.0}
