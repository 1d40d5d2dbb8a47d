"""Fleet lists: dates as they are printed, names of persons not kept, rows that cannot be read set aside."""

import csv
from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Identity, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources.fleet_list import COLUMNS, read, recognises
from armstrace.tables.schema import gather, schema, spread

ROW = dict.fromkeys(COLUMNS, "") | {"hex": "600866", "source": "own notes"}


def _read(folder: Path, *rows: dict[str, str], edition: str = "") -> list[Readable]:
    path = folder / "fleet.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    exhibit = Exhibit("a" * 64, path, 1, path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1", edition=edition)
    return list(read(exhibit, ReadOptions()))


def test_the_day_of_the_list_is_what_a_person_said(tmp_path: Path) -> None:
    edition, one = _read(tmp_path, {"operator": "AZQ"}, edition="2024-05")
    assert isinstance(edition, Edition)
    assert isinstance(one, Identity)
    assert edition.label == "fleet list fleet.csv, as of 2024-05"
    assert one.as_of == edition.as_of
    assert one.valid is None


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        ("2016", "2021-03", "2016-01/2021-03"),
        ("2016-02-03", "", "2016-02-03/.."),
        ("", "2021", "../2021-12-31"),
        ("2016?", "2021", "2016/2021?"),
        ("2016", "2016", "2016"),
    ],
)
def test_days_keep_their_precision(tmp_path: Path, first: str, last: str, edtf: str) -> None:
    _, one = _read(tmp_path, {"from": first, "until": last})
    assert isinstance(one, Identity)
    assert one.valid is not None
    assert one.valid.edtf == edtf


def test_a_persons_name_is_not_kept_anywhere(tmp_path: Path) -> None:
    records = _read(
        tmp_path,
        {"operator_name": "Jane Q. Doe", "private": "yes"},
        {"operator_name": "Jane Q. Doe"},
        {"operator_name": "Jane Q. Doe", "hex": "bad"},
        {"operator_name": "Prince Jane Q. Doe's Air Force"},
    )
    assert "Jane" not in repr(records)
    assert [one.restricted for one in records if isinstance(one, Identity)] == ["private", "", ""]


def test_an_operator_is_known_by_code_or_by_name(tmp_path: Path) -> None:
    _, *found = _read(tmp_path, {"operator_name": "Silk Way West"}, {"operator": "azq", "operator_name": "Whoever"})
    assert [(one.operator, one.operator_printed) for one in found if isinstance(one, Identity)] == [
        ("AZG", "Silk Way West"),
        ("AZQ", "Whoever"),
    ]


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ({"hex": "~60086"}, "hex"), ({"registration": "<script>"}, "registration"), ({"typecode": "IL-76"}, "typecode"),
        ({"operator": "Silk"}, "operator"), ({"state": "Ruritania"}, "state"), ({"military": "1"}, "military"),
        ({"private": "J. Doe"}, "private"), ({"source": ""}, "source"), ({"from": "May"}, "from"),
        ({"from": "2021", "until": "2020"}, "until"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path, cell: dict[str, str], column: str) -> None:
    _, aside, good = _read(tmp_path, cell, {})
    assert isinstance(aside, SetAside)
    assert aside.place == f"row=2;column={column}"
    assert isinstance(good, Identity)


def test_an_identity_goes_through_the_tables_and_back(tmp_path: Path) -> None:
    found = [one for one in _read(tmp_path, {"from": "2016", "military": "yes"}, {}) if isinstance(one, Identity)]
    columns = spread("identity", found)
    assert list(columns) == schema("identity").names
    back = [gather("identity", {name: values[at] for name, values in columns.items()}) for at in range(len(found))]
    assert back == found


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("hex,registration,operator,until\n", encoding="utf-8")
    exhibit = Exhibit("a" * 64, path, 1, path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1")
    with pytest.raises(SourceChanged, match="typecode"):
        list(read(exhibit, ReadOptions()))
    assert recognises(path.read_bytes(), "x") == 2
