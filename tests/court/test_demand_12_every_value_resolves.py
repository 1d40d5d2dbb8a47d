"""Demand 12: every value read is opened again at its place, every value derived comes out again; else no dossier."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from armstrace.desk.dossiers.reopened import Seen, stands
from armstrace.desk.dossiers.resolve import resolve
from armstrace.dossier.model import IncompleteDossier
from armstrace.records.errors import CustodyBroken
from court.demo_dossier import Made, made_of


@pytest.fixture
def made(demo_case: Path, tmp_path: Path) -> Made:
    shutil.copytree(demo_case, tmp_path / "case")
    return made_of(tmp_path / "case")


def test_all_of_the_demonstration_resolves(made: Made) -> None:
    seen = resolve(made.case, made.checked, made.dossier)
    assert set(seen.rows) == set(made.dossier.rows)
    for finding in made.dossier.findings:
        (place,) = seen.claims[finding.claim.start, finding.claim.end]
        assert place.words == finding.claim.text
    for key, row in seen.rows.items():
        # of a cell the value itself, of a row everything printed in it
        printed = dict(made.dossier.rows[key].cells)
        assert any(value in row.words for value in printed.values()), key


def test_a_changed_exhibit_stops_it(made: Made) -> None:
    path = made.case.exhibit("tiv_imports_azerbaijan.csv").path
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"250", b"251", 1))
    with pytest.raises(CustodyBroken, match="bytes are not those"):
        resolve(made.case, made.checked, made.dossier)


def test_a_changed_table_stops_it_by_name(made: Made) -> None:
    made.case.tables.close()
    rows = made.case.tables.ask("SELECT exhibit FROM flow WHERE recipient = 'AZE' LIMIT 1")
    stored = made.case.root / "tables" / "flow" / f"{rows[0][0][:12]}.parquet"
    with_other_value(stored)
    made.case.tables.close()
    with pytest.raises(IncompleteDossier, match="does not lead back") as told:
        resolve(made.case, made.checked, made.dossier)
    assert "reading it again gives other rows of flow" in told.value.where


def with_other_value(path: Path) -> None:
    """Add a million to the largest value that a table of flows holds, as somebody with access to the disk would."""
    table = pq.read_table(path)
    values = table["value_m"]
    raised = pc.if_else(pc.equal(values, pc.max(values)), pc.add(values, 1.0), values)
    at = table.schema.get_field_index("value_m")
    path.chmod(0o644)
    pq.write_table(table.set_column(at, table.schema.field(at), pa.chunked_array(raised)), path)


def _with_figure(made: Made) -> Made:
    first = next(each for each in made.dossier.findings if isinstance(each.figure, float) and each.records)
    findings = tuple(replace(each, figure=99.0) if each is first else each for each in made.dossier.findings)
    return replace(made, dossier=replace(made.dossier, findings=findings))


def _with_place(made: Made) -> Made:
    key, row = next(iter(made.dossier.rows.items()))
    return replace(made, dossier=replace(made.dossier, rows={**made.dossier.rows, key: replace(row, place="row=9999")}))


def _with_strange_row(made: Made) -> Made:
    row = next(iter(made.dossier.rows.values()))
    rows = {**made.dossier.rows, "flow:000000000000000000000000": row}
    return replace(made, dossier=replace(made.dossier, rows=rows))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_with_figure, "checking again gives another answer"),
        (_with_place, "has no row=9999"),
        (_with_strange_row, "its record not at"),
    ],
)
def test_what_the_dossier_says_otherwise_stops_it_by_name(
    made: Made, change: Callable[[Made], Made], named: str
) -> None:
    other = change(made)
    with pytest.raises(IncompleteDossier) as told:
        resolve(other.case, other.checked, other.dossier)
    assert named in told.value.where


def test_a_value_stands_where_it_is_printed() -> None:
    row = Seen('Israel,"(2016)",12', "TIV of arms exports to Azerbaijan\nIsrael,(2016),12")
    assert all(stands(each, row) for each in ("(2016)", "12", "Azerbaijan", "2016/12"))
    assert not any(stands(each, row) for each in ("2017", "Armenia", "Israel 2018"))
