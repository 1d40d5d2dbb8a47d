"""A file that swells, spins or takes its reader down is refused in words, and costs no other file anything."""

import ctypes
import gzip
import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from armstrace.desk import apart
from armstrace.desk.apart import bounds_for, one_by_one, records_of
from armstrace.desk.case import Case
from armstrace.engine.confined import Bounds
from armstrace.records.errors import SourceChanged, UnknownFormat, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Readable
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.sources import html_page, sipri_deliveries
from armstrace.sources.registry import Reader, readers
from armstrace.tables.write import rows_of
from court.hostile_exhibits import hostile_archives
from desk.conftest import Armstrace
from desk.made_files import ARTICLE, deliveries, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the bounds are those of Unix")
TIGHT = Bounds(cpu_s=1, memory_bytes=192 << 20, wait_s=60)
SAID = "The file is kept; nothing was read from it."


def _does(what: str, exhibit: Exhibit) -> Iterator[Readable]:
    yield SetAside(exhibit.sha256, "", "bad@1", "a piece", "")
    if what == "swells":
        held = [bytes(16 << 20)]
        while True:
            held.append(bytes(16 << 20))
    if what == "spins":
        while True:
            pass
    if what == "crashes":
        ctypes.string_at(0)
    if what == "breaks":
        raise KeyError("a column")
    if what == "refuses":
        raise UnreadableValue("No.", "here", "Ask again.")


def bad_reader(what: str) -> Reader:
    """Make a source of somebody else whose reader does harm."""
    made: Any = ModuleType("elsewhere")
    made.SOURCE = Source("bad", "Bad", "nobody", "https://example.org", "none", ("transfer",), "nothing", ("None.",))
    made.recognises = lambda _head, name: 2 * name.endswith(".bad")
    made.read = lambda exhibit, _options: _does(what, exhibit)
    return cast("Reader", made)


@pytest.fixture
def exhibit(tmp_path: Path, case: Case) -> Exhibit:
    return case.add(write(tmp_path, "some.bad", "words"))


@pytest.mark.parametrize(
    ("what", "kind", "told"),
    [
        ("swells", SourceChanged, "took more than 192 MiB of memory"),
        ("spins", SourceChanged, "took more than 1 s of processor time"),
        ("crashes", SourceChanged, "broke its process down (SIGSEGV)"),
        ("breaks", UnknownFormat, "The reader bad@1 broke on this file (KeyError: 'a column')."),
        ("refuses", UnreadableValue, "No."),
    ],
)
def test_what_a_reader_does_to_its_process_is_a_sentence(
    what: str, kind: type[Exception], told: str, exhibit: Exhibit
) -> None:
    with pytest.raises(kind) as raised:
        list(records_of(exhibit, bad_reader(what), TIGHT))
    assert told in str(raised.value)
    assert what == "refuses" or SAID in str(raised.value)


def test_a_crash_costs_no_other_file_anything(
    case: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {**readers(), "bad": bad_reader("crashes")}
    for module in ("armstrace.sources.registry", "armstrace.desk.apart", "armstrace.desk.intake"):
        monkeypatch.setattr(f"{module}.readers", lambda: known)
    files = [write(tmp_path, name, text) for name, text in (("a.csv", deliveries()), ("b.bad", "x"), ("c.md", ARTICLE))]
    done = armstrace("add", *files, "--case", case.root, "--json")
    assert done.code == 3
    first, second, third = json.loads(done.out)
    assert "broke its process down (SIGSEGV)" in second["refused"]
    assert first["rows"] == {"edition": 1, "transfer": 3}
    assert third["rows"]["passage"]
    assert armstrace("verify", "--case", case.root).code == 0


def test_rows_are_the_same_wherever_they_are_read(case: Case, tmp_path: Path) -> None:
    exhibit = case.add(write(tmp_path, "a.csv", deliveries()))
    options = ReadOptions(exhibit.treaty, exhibit.edition)
    apart_from_here = list(records_of(exhibit, sipri_deliveries, TIGHT))
    assert rows_of(apart_from_here) == rows_of(sipri_deliveries.read(exhibit, options))
    assert list(one_by_one(apart_from_here)) == list(sipri_deliveries.read(exhibit, options))


@pytest.mark.parametrize("name", ["bomb.csv.gz", "nested.zip", "trace_full_600864.json"])
def test_archives_that_swell_are_refused_or_set_aside(name: str, case: Case, tmp_path: Path) -> None:
    content = dict(hostile_archives())[name]
    outcome = case.read(case.add(write(tmp_path, name, content)))
    assert outcome.refused or outcome.rows


def test_a_page_that_nests_for_ever_is_bounded(case: Case, tmp_path: Path) -> None:
    exhibit = case.add(write(tmp_path, "deep.html", "<html><body>" + "<div><b>" * 200_000 + "words"))
    with pytest.raises(SourceChanged, match="it took more than"):
        list(records_of(exhibit, html_page, Bounds(1, 64 << 20, 60)))


def test_a_large_file_may_take_more_than_a_small_one() -> None:
    small, large = bounds_for(1000), bounds_for(100 << 20)
    assert (small.cpu_s, small.memory_bytes) == (60, (1 << 30) + 32_000)
    assert large.cpu_s == 1060
    assert large.memory_bytes > 4 * small.memory_bytes


def test_only_small_text_of_a_reader_of_ours_is_read_in_this_process(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(apart, "_taken", lambda exhibit, _reader, _bounds: asked.append(exhibit.received_name))
    monkeypatch.setattr(apart, "MOST_HERE", 10_000)
    table, page = deliveries(), "<html><body>Words.</body></html>"
    for name, content, reader in (
        ("small.csv", table, sipri_deliveries),
        ("large.csv", table + "\n" * 10_000, sipri_deliveries),
        ("nul.csv", table + "\0", sipri_deliveries),
        ("packed.csv.gz", gzip.compress(table.encode()), sipri_deliveries),
        ("page.html", page, html_page),
        ("other.csv", table + "\n", bad_reader("gives")),
    ):
        records_of(case.add(write(tmp_path, name, content)), reader)
    assert asked == ["large.csv", "nul.csv", "packed.csv.gz", "page.html", "other.csv"]


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return (print, ("harm",))


@pytest.mark.parametrize(
    "piece",
    [
        pickle.dumps(_Harm()),
        b"words",
        pickle.dumps(["words"])[:-2],
        *map(pickle.dumps, (5, None, ("annotations", "a", "b", "c"), ("SourceChanged", *"abcdef"), ("__doc__",))),
    ],
)
def test_what_comes_back_can_do_nothing_here(
    piece: bytes, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    exhibit = case.add(write(tmp_path, "a.csv", deliveries()))
    monkeypatch.setattr(apart, "_pieces_named", lambda _exhibit, _name: [piece])
    with pytest.raises(SourceChanged, match="gave back what no reader gives"):
        list(records_of(exhibit, sipri_deliveries, TIGHT))
    assert capsys.readouterr().out == ""
