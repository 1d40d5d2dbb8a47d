"""What holds for every source: a folder of its own with a sample, the records pinned, stable keys, stated limits.

A folder is named after its source and holds `sample.*` with `expected.jsonl` (more samples: `sample_NAME.*` with
`expected_NAME.jsonl`) and, where the file does not say it all itself, `options.json` with `treaty`, `edition` or
`received_name`. `PIN=1 pytest` writes the expected records; a person reads them before they are committed.
"""

from pathlib import Path

import pytest

from armstrace.sources.registry import HEAD_BYTES, reader_for, readers
from armstrace.testing import source_rules as rules
from armstrace.testing.held import Held

HERE = Path(__file__).resolve().parent
SAMPLES = [
    Held(readers()[folder.name], sample)
    for folder in sorted(HERE.iterdir())
    if folder.name in readers()
    for sample in rules.samples_in(folder)
]


def _name(held: Held) -> str:
    return f"{held.source.name}/{held.sample.name}"


@pytest.mark.parametrize("held", SAMPLES, ids=_name)
def test_the_sample_gives_the_records_pinned(held: Held) -> None:
    rules.records_are_those_pinned(held)


@pytest.mark.parametrize("held", SAMPLES, ids=_name)
def test_reading_twice_gives_the_same_records_under_keys_of_their_own(held: Held) -> None:
    rules.same_bytes_same_records(held)


@pytest.mark.parametrize("held", SAMPLES, ids=_name)
def test_every_record_says_where_it_stands_and_who_read_it(held: Held) -> None:
    rules.says_where_and_who(held)


@pytest.mark.parametrize("held", SAMPLES, ids=_name)
def test_the_source_is_found_from_the_first_bytes_and_the_name(held: Held) -> None:
    assert reader_for(held.sample.read_bytes()[:HEAD_BYTES], held.name) is held.reader


@pytest.mark.parametrize("held", [held for held in SAMPLES if held.sample.suffix == ".csv"], ids=_name)
def test_a_table_with_one_column_more_is_refused_by_name(held: Held) -> None:
    rules.a_new_column_is_refused(held)


@pytest.mark.parametrize("name", sorted(readers()))
def test_every_source_has_a_sample_and_says_what_it_is_and_cannot_show(name: str) -> None:
    source = readers()[name].SOURCE
    assert source.name == name
    assert any(held.source.name == name for held in SAMPLES), f"tests/sources/{name} holds no sample.*"
    rules.says_what_it_is(source)


def test_every_sample_belongs_to_a_source() -> None:
    assert {sample.parent.name for sample in HERE.glob("*/sample*")} <= set(readers())
