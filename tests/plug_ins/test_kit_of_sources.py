"""The kit for sources passes the template's and catches, rule by rule, a reader that does not keep it."""

import importlib.util
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, SetAside
from armstrace.testing import NotHeld
from armstrace.testing import source_rules as rules
from armstrace.testing.held import Held
from armstrace.testing.hostile import KIB

TEMPLATE = Path(__file__).resolve().parents[2] / "plug-in-template"


def _customs() -> Any:
    spec = importlib.util.spec_from_file_location("customs", TEMPLATE / "src" / "armstrace_example" / "customs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CUSTOMS = _customs()
Read = Callable[[Exhibit, ReadOptions], Iterator[Readable]]


def _held(folder: Path, **other: Any) -> Held:
    """The template's source with something else in it, and its sample in a folder of its own."""
    shutil.copytree(TEMPLATE / "tests" / "customs_sheet", folder / "customs_sheet")
    whole = {"SOURCE": CUSTOMS.SOURCE, "recognises": CUSTOMS.recognises, "read": CUSTOMS.read}
    return Held(SimpleNamespace(**{**whole, **other}), folder / "customs_sheet" / "sample.csv")


def _each(change: Callable[[Any], Readable | None]) -> Read:
    """Read as the template does and change each record; None leaves it out."""

    def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
        yield from (made for each in CUSTOMS.read(exhibit, options) if (made := change(each)) is not None)

    return read


def _never_the_same(numbers: Iterator[int]) -> Read:
    return _each(lambda each: each if isinstance(each, SetAside) else replace(each, note=str(next(numbers))))


def _any_columns(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Read the columns it knows, and pass over those it does not."""
    text = exhibit.path.read_text(encoding="utf-8", errors="replace")
    bare = "\n".join(",".join(line.split(",")[: len(CUSTOMS.COLUMNS)]) for line in text.split("\n"))
    exhibit.path.with_name("bare").write_text(bare, encoding="utf-8")
    yield from CUSTOMS.read(replace(exhibit, path=exhibit.path.with_name("bare")), options)


def _writes(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    exhibit.path.with_name("notes.txt").write_text("what it saw", encoding="utf-8")
    yield from CUSTOMS.read(exhibit, options)


def _breaks(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    exhibit.path.read_text(encoding="ascii")
    yield from CUSTOMS.read(exhibit, options)


def _silent(each: Any) -> Readable | None:
    return None if isinstance(each, SetAside) else each


@pytest.mark.parametrize(
    ("rule", "other", "words"),
    [
        (rules.knows_its_own_and_no_stranger, {"recognises": lambda _head, _name: 0}, "not recognise its own sample"),
        (rules.knows_its_own_and_no_stranger, {"recognises": lambda _head, _name: 2}, "it takes story.txt"),
        (rules.same_bytes_same_records, {"read": _never_the_same(count())}, "gives other records"),
        (rules.same_bytes_same_records, {"read": _each(lambda _: None)}, "reads nothing out of its sample"),
        (rules.same_bytes_same_records, {"read": _each(lambda each: replace(each, place="row=9"))}, "the key of row=9"),
        (
            rules.says_where_and_who,
            {"SOURCE": replace(CUSTOMS.SOURCE, name="other")},
            "its reader is 'customs_sheet@1'",
        ),
        (rules.says_where_and_who, {"SOURCE": replace(CUSTOMS.SOURCE, kinds=("flow",))}, "not among SOURCE.kinds"),
        (
            rules.places_lead_back,
            {"read": _each(lambda each: _silent(each) and replace(each, supplier_printed="Elsewhere"))},
            "supplier_printed 'Elsewhere' does not stand there",
        ),
        (rules.bad_lines_are_set_aside, {"read": _each(_silent)}, "neither read nor set aside"),
        (rules.a_new_column_is_refused, {"read": _any_columns}, "a new column is not refused"),
        (rules.hostile_is_bounded, {"read": _breaks}, "the reader breaks: UnicodeDecodeError"),
    ],
)
def test_a_rule_that_is_not_kept_is_named(
    rule: Callable[[Held], None], other: dict[str, Any], words: str, tmp_path: Path
) -> None:
    rule(_held(tmp_path / "kept"))
    with pytest.raises(NotHeld, match=words):
        rule(_held(tmp_path / "broken", **other))


def test_a_reader_that_writes_is_stopped(tmp_path: Path) -> None:
    rules.keeps_to_itself(_held(tmp_path / "kept"))
    writing = _held(tmp_path / "broken", read=_writes)
    with pytest.raises(PermissionError, match=r"may not do this: open .*notes\.txt"):
        rules.keeps_to_itself(writing)


def test_a_long_line_that_takes_ever_longer_is_found(tmp_path: Path) -> None:
    def slow(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
        until = time.process_time() + 0.7 * (exhibit.size / (64 * KIB)) ** 2
        while time.process_time() < until:
            pass
        yield from CUSTOMS.read(exhibit, options)

    with pytest.raises(NotHeld, match="four times the bytes take"):
        rules.long_lines_grow_evenly(_held(tmp_path, read=slow), 16 * KIB)


def test_records_that_are_not_those_pinned_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIN", raising=False)
    held = _held(tmp_path, read=_each(_silent))
    with pytest.raises(NotHeld, match=r"not those of expected\.jsonl"):
        rules.records_are_those_pinned(held)
    held.sample.with_name("expected.jsonl").unlink()
    with pytest.raises(NotHeld, match=r"expected\.jsonl is missing"):
        rules.records_are_those_pinned(held)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"licence": " "}, r"SOURCE\.licence is empty"), ({"url": "http://example.org"}, "no https:// address"),
        ({"limits": ()}, r"SOURCE\.limits is empty"), ({"limits": ("no sentence",)}, "with its full stop"),
        ({"kinds": ("doctrine",)}, "names no kind of record"), ({"version": 0}, "counts from 1"),
    ],
)  # fmt: skip
def test_a_source_that_does_not_say_what_it_is_is_named(said: dict[str, Any], words: str) -> None:
    rules.says_what_it_is(CUSTOMS.SOURCE)
    with pytest.raises(NotHeld, match=words):
        rules.says_what_it_is(replace(CUSTOMS.SOURCE, **said))
