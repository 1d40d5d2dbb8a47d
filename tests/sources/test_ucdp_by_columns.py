"""UCDP's rows are read by columns; whatever is in a cell, they are what reading them one by one gives."""

import csv
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from armstrace.records.columns import Columns
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Incident, Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.sources import ucdp_ged
from armstrace.sources.incidents.header import body
from armstrace.tables.write import rows_of
from bench.made_incidents import make

ODD = (
    "", " ", "-1", "9999999", "x", "1\n2", "0", "0.0", "91", "181", "1e1", "\u0665", "nan", "1_0", "2020-13-01",
    "1900-01-01", "a;b", ";", '"', "Azerbaijan", "3", "7", "12.0", "\u00a0", "\u20131",
)  # fmt: skip


def exhibit(path: Path) -> Exhibit:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Exhibit(sha256, path, path.stat().st_size, path.name, "text/csv", "2026-01-01T00:00:00Z", "p-1")


def one_by_one(told: Exhibit) -> Iterator[Readable]:
    """Read every row alone, as the odd ones are."""
    rows = body(told)
    header = next(rows)[1]
    edition = next(iter(ucdp_ged.read(told, ReadOptions())))
    assert isinstance(edition, Edition)
    layout = ucdp_ged._Layout(told, edition, header, {name: at for at, name in enumerate(header)})
    yield edition
    for number, cells in rows:
        yield ucdp_ged._row(number, cells, layout)


@pytest.fixture
def odd(tmp_path: Path) -> Exhibit:
    """Two thousand rows, in some of which some cells are what they should not be."""
    made, path, drawn = tmp_path / "made.csv", tmp_path / "GEDEvent_v99_1.csv", random.Random(3)  # noqa: S311 # drawn from a seed
    make(2_000, made)
    with made.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows[1:]:
        for _ in range(drawn.choice((0, 0, 0, 1, 1, 4))):
            row[drawn.randrange(len(row))] = drawn.choice(ODD)
        if not drawn.randrange(40):
            del row[-1]
    rows[700:700] = [rows[0], []]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return exhibit(path)


def test_columns_say_what_rows_say(odd: Exhibit) -> None:
    found, alone = list(ucdp_ged.read(odd, ReadOptions())), list(one_by_one(odd))
    assert sum(isinstance(each, SetAside) for each in found) > 100
    assert sum(isinstance(each, Incident) for each in found) > 1_000
    assert found == alone


def test_blocks_give_the_same_records_and_hash_alike(odd: Exhibit) -> None:
    blocks = list(ucdp_ged.read_blocks(odd, ReadOptions()))
    whole = list(ucdp_ged.read(odd, ReadOptions()))
    assert [one for each in blocks if isinstance(each, Columns) for one in each] == [
        each for each in whole if isinstance(each, Incident)
    ]
    assert rows_of(blocks) == rows_of(whole)


def test_lots_that_are_wholly_odd_or_empty_are_read(tmp_path: Path) -> None:
    path = tmp_path / "GEDEvent_v99_1.csv"
    path.write_text(",".join(ucdp_ged.STANDARD) + "\n" + "x\n" * 1_200, encoding="utf-8")
    found = list(ucdp_ged.read(exhibit(path), ReadOptions()))
    assert len(found) == 1_201
    assert {type(each) for each in found[1:]} == {SetAside}
