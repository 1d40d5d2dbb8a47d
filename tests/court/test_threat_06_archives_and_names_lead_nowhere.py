"""Threat 6: what swells is bounded, what leads out of its folder is data, and a bundle of others reads no file here."""

import gzip
import json
import shutil
import tracemalloc
from pathlib import Path

import pytest

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.surges.counts import read_counts
from armstrace.evidence import custody
from armstrace.evidence.lines import Line
from armstrace.records.errors import CustodyBroken, UnreadableValue
from armstrace.sources.traces.lists.lines import MOST_SWELLING, blocks
from court.hostile_bundle import rewritten, with_exhibit_named
from court.hostile_case import Hostile
from court.made_case import copied
from desk.made_files import tree

SEVERAL = 100 << 20


def test_archives_are_kept_as_they_are_under_their_hash(hostile: Hostile) -> None:
    for name in ("escape.zip", "nested.zip", "escape.tar", "bomb.csv.gz", "trace_full_600864.json"):
        exhibit = hostile.outcomes[name].exhibit
        assert exhibit.path == hostile.case.root / "exhibits" / exhibit.sha256[:2] / exhibit.sha256
        assert exhibit.path.read_bytes() == (hostile.inbox / name).read_bytes()
    assert not list(hostile.case.root.parent.rglob("escaped.txt"))
    around = sum(path.stat().st_size for path in (hostile.case.root / "tables").rglob("*") if path.is_file())
    assert around < 2 << 20, "nothing was unpacked into the case"


def test_a_table_that_swells_without_end_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(bytes(SEVERAL), 9, mtime=0))
    told = [block.stopped for block in blocks(path)]
    assert f"it swells to more than {MOST_SWELLING} times its size" in told[-1]
    lines = gzip.compress(b"time,icao24,lat,lon\n" + b"0,a,1,1\n" * (SEVERAL // 8), 9, mtime=0)
    read = 0
    for block in blocks(lines):
        read += len(block.text)
    assert read < SEVERAL, "rows that repeat for ever are stopped too"


def test_counts_without_a_line_end_fill_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv.gz"
    path.write_bytes(gzip.compress(b"date,count\n" + b"0" * SEVERAL, 9, mtime=0))
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableValue, match="a line has more than"):
            read_counts(path)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


TRAVERSALS = ("../../../../../../../../etc/passwd", "../../../../", "/etc/passwd", "a/b", "", "A" * 64, "0" * 63 + "\n")


@pytest.mark.parametrize("name", TRAVERSALS)
def test_a_bundle_whose_ledger_names_a_path_instead_of_a_hash_reads_and_writes_nothing(
    name: str, plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    root = copied(plain, tmp_path)
    with_exhibit_named(root, name)
    before = tree(tmp_path)
    report = verify_bundle(root, Trust())
    assert not report.ok
    assert report.damaged == (), "every hash and every sum holds"
    assert any("does not say what an exhibit's line must say" in each for each in report.broken)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("path", ["../../etc/passwd", "~/.ssh/id_rsa", "/etc/passwd", "ledger.jsonl", "exhibits/ab/x"])
def test_an_exhibit_lies_under_its_hash_or_is_said_to_lie_outside(path: str, tmp_path: Path) -> None:
    told = {
        "sha256": "ab" * 32, "size": 1, "received_name": "a", "media_type": "text/plain",
        "received_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    with pytest.raises(CustodyBroken):
        custody.gather(tmp_path, [Line(1, "", "", "p-1", "add", {**told, "path": path})])
    outside = Line(1, "", "", "p-1", "add", {**told, "path": path, "in_place": True})
    assert list(custody.gather(tmp_path, [outside])) == ["ab" * 32]


ODD: tuple[object, ...] = (None, [{}], {"sha256": 3}, "../../x", 10**30)


@pytest.mark.parametrize("value", ODD, ids=str)
@pytest.mark.parametrize("where", ["export", "add", "read"])
def test_a_ledger_that_says_odd_things_is_an_answer_and_no_error(
    where: str, value: object, plain: Path, tmp_path: Path
) -> None:
    root = copied(plain, tmp_path)

    def change(lines: list[Line]) -> list[Line]:
        at = next(number for number, line in enumerate(lines) if line.act == where)
        said = dict.fromkeys(lines[at].payload, value)
        return [*lines[:at], Line(0, "", lines[at].at, lines[at].by, where, said), *lines[at + 1 :]]

    rewritten(root, change)
    assert not verify_bundle(root, Trust()).ok


@pytest.mark.parametrize("name", ["data/made-with.json", "data/leaving.jsonl"])
@pytest.mark.parametrize(
    "content", ["[" * 100_000, "[]", "{}", '{"libraries": [], "armstrace": 1, "readers": 2}', "nul"]
)
def test_a_file_that_says_odd_things_is_an_answer_and_no_error(
    name: str, content: str, plain: Path, tmp_path: Path
) -> None:
    root = copied(plain, tmp_path)
    (root / name).write_text(content + "\n", encoding="utf-8")
    rewritten(root, lambda lines: lines)
    report = verify_bundle(root, Trust())
    assert not report.ok
    json.dumps(report.as_json())


def test_links_in_a_bundle_lead_nowhere(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    moved = tmp_path / "elsewhere"
    shutil.move(root / "data/exhibits", moved)
    (root / "data/exhibits").symlink_to(moved)
    report = verify_bundle(root, Trust())
    assert any("data/exhibits: strange, a link, a pipe or a device" in each for each in report.damaged)
    assert report.rebuilt == 0
