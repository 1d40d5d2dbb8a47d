"""Demand 14: what a source printed stands beside what it was read as; what nobody could read is listed."""

import csv
from pathlib import Path

from armstrace.desk.case import new_case
from court.made_case import packed

SAMPLE = Path(__file__).parents[1] / "sources" / "sipri_register" / "sample.csv"


def test_doubt_as_printed_and_pieces_set_aside_are_in_the_bundle(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="Doubt", said_by="p-1")
    outcome = case.read(case.add(SAMPLE))
    out = packed(case, tmp_path / "out").out
    with (out / "data/records/transfer.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(part.rows for part in outcome.rows if part.kind == "transfer")
    doubtful = [row for row in rows if row["ordered_printed"].startswith("(")]
    assert doubtful
    assert all(row["ordered_qualifier"] and row["ordered_earliest"] for row in doubtful)
    aside = out / "data/records/set_aside.csv"
    if outcome.set_aside:
        with aside.open(encoding="utf-8", newline="") as file:
            pieces = list(csv.DictReader(file))
        assert len(pieces) == outcome.set_aside
        assert all(row["place"] and row["reason"] for row in pieces)
