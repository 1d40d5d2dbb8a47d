"""What holds for every source: a folder of its own with a sample, the records pinned, stable keys, stated limits.

A folder is named after its source and holds `sample.*` with `expected.jsonl` (more samples: `sample_NAME.*` with
`expected_NAME.jsonl`) and, where the file does not say it all itself, `options.json` with `treaty`, `edition` or
`received_name`. `PIN=1 pytest` writes the expected records; a person reads them before they are committed.
"""

import csv
import hashlib
import json
import mimetypes
import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import RECORD_TYPES, Readable
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.records.values import When
from armstrace.sources.registry import HEAD_BYTES, Reader, reader_for, readers
from armstrace.sources.table_files import encoding_of

HERE = Path(__file__).resolve().parent
SAMPLES = sorted(path for path in HERE.glob("*/sample*") if path.is_file())
TABLES = [path for path in SAMPLES if path.suffix == ".csv"]


def _name(sample: Path) -> str:
    return f"{sample.parent.name}/{sample.name}"


def _said(sample: Path) -> Mapping[str, str]:
    options = sample.parent / "options.json"
    return json.loads(options.read_text(encoding="utf-8")) if options.exists() else {}


def _exhibit(path: Path, received_name: str) -> Exhibit:
    content = path.read_bytes()
    return Exhibit(
        sha256=hashlib.sha256(content).hexdigest(),
        path=path,
        size=len(content),
        received_name=received_name,
        media_type=mimetypes.guess_type(received_name)[0] or "application/octet-stream",
        received_at="2026-01-01T00:00:00Z",
        received_by="p-1",
    )


def _reader(sample: Path) -> Reader:
    return readers()[sample.parent.name]


def _read(sample: Path, path: Path | None = None) -> list[Readable]:
    said = _said(sample)
    exhibit = _exhibit(path or sample, said.get("received_name", sample.name))
    options = ReadOptions(treaty=said.get("treaty", ""), edition=said.get("edition", ""))
    return list(_reader(sample).read(exhibit, options))


def _plain(value: Any) -> Any:
    """Give a record as JSON: dates as EDTF with the words printed, other values field by field."""
    if isinstance(value, When):
        return {"edtf": value.edtf, "printed": value.printed}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _lines(records: list[Readable]) -> list[str]:
    return [json.dumps({"kind": record.KIND, **_plain(record)}, ensure_ascii=False) for record in records]


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_the_sample_gives_the_records_pinned(sample: Path) -> None:
    expected = sample.with_name(sample.stem.replace("sample", "expected", 1) + ".jsonl")
    lines = _lines(_read(sample))
    if os.environ.get("PIN"):
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    pinned = expected.read_text(encoding="utf-8").split("\n")
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in pinned if line]


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_reading_twice_gives_the_same_records_under_keys_of_their_own(sample: Path) -> None:
    first, second = _read(sample), _read(sample)
    assert _lines(first) == _lines(second)
    keys = [record.key for record in first]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_every_record_says_where_it_stands_and_who_read_it(sample: Path) -> None:
    source = _reader(sample).SOURCE
    for record in _read(sample):
        assert record.reader == source.reader
        assert str(Place.read(record.place)) == record.place
        assert isinstance(record, SetAside) or record.KIND in source.kinds


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_the_source_is_found_from_the_first_bytes_and_the_name(sample: Path) -> None:
    name = _said(sample).get("received_name", sample.name)
    assert reader_for(sample.read_bytes()[:HEAD_BYTES], name) is _reader(sample)


@pytest.mark.parametrize("sample", TABLES, ids=_name)
def test_a_table_with_one_column_more_is_refused_by_name(sample: Path, tmp_path: Path) -> None:
    rows = list(csv.reader(StringIO(sample.read_text(encoding=encoding_of(sample)), newline="")))
    refused: list[str] = []
    for number in range(min(len(rows), 40)):
        changed = tmp_path / sample.name
        with changed.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [*row, "Unheard-of column"] if number == place else row for place, row in enumerate(rows)
            )
        try:
            _read(sample, changed)
        except SourceChanged as error:
            refused.append(str(error))
    assert any("Unheard-of column" in message for message in refused)


@pytest.mark.parametrize("name", sorted(readers()))
def test_every_source_has_a_sample_and_says_what_it_is_and_cannot_show(name: str) -> None:
    source = readers()[name].SOURCE
    assert source.name == name
    assert any(sample.parent.name == name for sample in SAMPLES), f"tests/sources/{name} holds no sample.*"
    assert all((source.title, source.publisher, source.licence, source.covers))
    assert source.url.startswith("https://")
    assert set(source.kinds) <= {kind.KIND for kind in RECORD_TYPES}
    assert source.limits
    assert all(limit.endswith(".") for limit in source.limits)


def test_every_sample_belongs_to_a_source() -> None:
    assert {sample.parent.name for sample in SAMPLES} <= set(readers())
