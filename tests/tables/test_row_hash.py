"""The hash of rows says what they hold: not how they were written, and nothing else."""

import dataclasses
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import SHA, records, set_aside

from armstrace.records.kinds import Readable
from armstrace.tables import write as writing
from armstrace.tables.row_hash import RowHash
from armstrace.tables.schema import KINDS, spread
from armstrace.tables.write import rows_of, storable, stored_rows, table_path, write

MANY = [set_aside(number) for number in range(2000)]


def hashed(made: list[Readable], cuts: list[int]) -> str:
    rows = RowHash(made[0].KIND)
    places = sorted({0, len(made), *(cut % len(made) for cut in cuts)})
    for first, last in pairwise(places):
        rows.update(storable(rows.kind, spread(rows.kind, made[first:last]))[0])
    return rows.written().rows_sha256


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=15)
@given(data=st.data(), cuts=st.lists(st.integers(0, 20), max_size=4))
def test_it_does_not_depend_on_how_rows_are_cut_into_batches(kind: str, data: st.DataObject, cuts: list[int]) -> None:
    made = data.draw(st.lists(records(kind), min_size=1, max_size=8))
    assert hashed(made, cuts) == hashed(made, []) == rows_of(made)[0].rows_sha256


@pytest.mark.parametrize(("chunk", "group"), [(1, 7), (100, 100), (2, 600)])
def test_it_does_not_depend_on_the_layout_of_the_file(
    chunk: int, group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (usual,) = write(tmp_path / "usual", SHA, MANY)
    monkeypatch.setattr(writing, "CHUNK_ROWS", chunk)
    monkeypatch.setattr(writing, "_GROUP_ROWS", group)
    (other,) = write(tmp_path / "other", SHA, MANY)
    paths = [table_path(tmp_path / each, "set_aside", SHA) for each in ("usual", "other")]
    assert usual == other == stored_rows(tmp_path / "other", "set_aside", SHA)
    groups = [pq.ParquetFile(path).metadata.num_row_groups for path in paths]
    assert groups[0] != groups[1]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, SHA, iter(MANY))
    one, two = (table_path(tmp_path / each, "set_aside", SHA).read_bytes() for each in ("one", "two"))
    assert one == two
    write(tmp_path / "one", SHA, MANY)
    assert table_path(tmp_path / "one", "set_aside", SHA).read_bytes() == two


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_other_value_order_or_number_of_rows_gives_another(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    made = data.draw(st.lists(records(kind), min_size=2, max_size=5, unique_by=repr))
    before = rows_of(made)[0].rows_sha256
    assert rows_of(made[:-1])[0].rows_sha256 != before
    assert rows_of([*made, made[0]])[0].rows_sha256 != before
    assert rows_of(made[::-1])[0].rows_sha256 != before
    changed = dataclasses.replace(made[0], place=made[0].place + "x")
    assert rows_of([changed, *made[1:]])[0].rows_sha256 != before


def test_values_moved_between_columns_or_joined_differ() -> None:
    first = RowHash("x")
    first.update({"a": ["1", "2"], "b": ["3"] * 2})
    others: tuple[dict[str, list[Any]], ...] = (
        {"a": ["3"] * 2, "b": ["1", "2"]},
        {"b": ["1", "2"], "a": ["3"] * 2},
        {"a": ["1,2", ""], "b": ["3"] * 2},
        {"a": ['1","2', ""], "b": ["3"] * 2},
        {"a": [1, 2], "b": ["3"] * 2},
        {"a": [None, "2"], "b": ["3"] * 2},
    )
    for other in others:
        second = RowHash("x")
        second.update(other)
        assert second.written() != first.written()


def test_it_is_pinned() -> None:
    # a change here makes every case written before look altered: it needs a version of its own
    with tempfile.TemporaryDirectory() as folder:
        (part,) = write(Path(folder), SHA, [set_aside(1), set_aside(2, "caf\udce9 ' \0")])
    assert part.rows_sha256 == "ed97b9146c55489852c76c5aba6ed53a6a8dbf040e679a5d7195040861063ad5"
