"""Archives into a dataset: the same bytes whatever the engine, the form of the archive, and what cut the run short."""

import filecmp
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("numba", reason="needs armstrace[flights]")

import pyarrow.parquet as pq

from armstrace.desk.flights import index, job
from armstrace.desk.flights.asked import Asked, How
from armstrace.desk.flights.folder import parts_of, summary_of
from armstrace.desk.flights.read import Run, Tally, read_archives
from armstrace.engine.choose import Engine
from armstrace.engine.store import Files
from armstrace.records.errors import CaseError
from desk.conftest import Armstrace
from made_archive import ABROAD, DARK, LADD, SEEN, day_folders, tars, tracks

SMALL = 20_000
PROGRAM = (
    f"import armstrace.desk.flights.index as i; i.JOB_BYTES = {SMALL}\n"
    "if __name__ == '__main__':\n"
    "    from armstrace.desk.cli.main import run\n"
    "    run()\n"
)


@pytest.fixture(autouse=True)
def small_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "JOB_BYTES", SMALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return day_folders(tmp_path_factory.mktemp("archive"))


def read(archives: list[Path], out: Path, asked: Asked | None = None, engine: Engine | None = None) -> Tally:
    how = How(Files(), asked or Asked())
    return read_archives([str(path) for path in archives], out, how, Run(engine or Engine()))


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset made at once, in this process."""
    out = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "JOB_BYTES", SMALL)
        read([folder], out, Asked(points=True))
    return out


def same(one: Path, other: Path) -> bool:
    names = sorted(path.relative_to(one) for path in one.rglob("*"))
    files = [str(name) for name in names if (one / name).is_file()]
    assert sorted(path.relative_to(other) for path in other.rglob("*")) == names
    return filecmp.cmpfiles(one, other, files, shallow=False)[0] == files


def test_movements_are_found_and_what_was_read_is_told(whole: Path) -> None:
    rows = [row for path in parts_of(whole, "movements") for row in pq.read_table(path).to_pylist()]
    found = {(row["hex"], row["kind"], row["airfield"]) for row in rows if row["rank"] == 1}
    assert {
        (SEEN, "takeoff", "UBBB"),
        (SEEN, "landing", "LLOV"),
        (DARK, "landing", "LLOV"),
        (DARK, "takeoff", "LLOV"),
    } <= found
    told = summary_of(whole)
    assert told["jobs"] == len(parts_of(whole, "movements")) >= 2
    assert (told["members"], told["set_aside"], told["left_out"]) == (5, 0, {"ladd": 1})
    members = [row for path in parts_of(whole, "members") for row in pq.read_table(path).to_pylist()]
    assert all(len(row["sha256"]) == 64 for row in members)
    cited = {each.partition(";")[0] for row in rows for each in row["inputs"].split()}
    assert cited <= {row["sha256"] for row in members}


def test_the_same_bytes_come_from_processes_and_from_any_form_of_archive(
    whole: Path, folder: Path, tmp_path: Path
) -> None:
    read([folder], tmp_path / "two", Asked(points=True), Engine(2))
    assert same(whole, tmp_path / "two")
    made = {}
    for parts in (1, 3):
        (tmp_path / str(parts)).mkdir()
        archives = tars(tmp_path / str(parts), parts=parts)
        for order, given in enumerate((archives, archives[::-1])):
            out = tmp_path / f"out{parts}{order}"
            read(given, out)
            made[parts, order] = [pq.read_table(path) for path in parts_of(out, "movements")]
    (first, *rest) = made.values()
    assert all(each == first for each in rest)
    assert [table.drop_columns("event") for table in first] == [
        pq.read_table(path).drop_columns("event") for path in parts_of(whole, "movements")
    ]


def test_a_run_that_is_killed_goes_on_where_it_was(whole: Path, folder: Path, tmp_path: Path) -> None:
    script, out = tmp_path / "run.py", tmp_path / "out"
    script.write_text(PROGRAM)
    command = [sys.executable, str(script), "flights", "read", str(folder), "--points", "--engine", "local", "--out"]
    running = subprocess.Popen([*command, str(out)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and running.poll() is None:
        if (out / "jobs.jsonl").exists() and (out / "jobs.jsonl").read_bytes().count(b"\n") >= 1:
            break
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    done = [json.loads(line)["job"] for line in (out / "jobs.jsonl").read_bytes().split(b"\n")[:-1]]
    assert len(done) >= 1
    times = {path: path.stat().st_mtime_ns for name in done for path in out.glob(f"*/{name}.parquet")}
    if not (out / "dataset.json").exists():
        with pytest.raises(CaseError, match="not finished"):
            summary_of(out)
    assert read([folder], out, Asked(points=True)).known >= 1
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert same(whole, out)


def test_what_a_crash_left_half_written_is_put_right(whole: Path, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    read([folder], out, Asked(points=True))
    with (out / "jobs.jsonl").open("r+b") as lines:
        lines.truncate(lines.seek(0, os.SEEK_END) - 20)
    first = Path(parts_of(whole, "movements")[0]).name
    (out / "movements" / first).write_bytes(b"half")
    (out / "members" / ".armstrace-0123456789abcdef.tmp").write_bytes(b"half")
    (out / "coverage" / "600864-0123456789ab.parquet").write_bytes(b"of an earlier plan")
    (out / ".work").mkdir(exist_ok=True)
    (out / ".work" / "index.duckdb").write_bytes(b"half")
    read([folder], out, Asked(points=True))
    assert same(whole, out)


def test_a_day_that_comes_later_gives_what_both_give_at_once(tmp_path: Path) -> None:
    first, second = tars(tmp_path)
    read([first], tmp_path / "out")
    assert read([first, second], tmp_path / "out").files == 5
    read([second, first], tmp_path / "at-once")
    assert same(tmp_path / "at-once", tmp_path / "out")


def test_what_cannot_be_read_is_listed_and_costs_nothing_else(whole: Path, tmp_path: Path) -> None:
    broken = day_folders(tmp_path / "archive")
    traces = broken / "2024" / "03" / "05" / "traces"
    (traces / "24").mkdir()
    (traces / "24" / "trace_full_600924.json").write_bytes(b"")
    (traces / "66" / "trace_full_600967.json").write_bytes(b"\x1f\x8bnonsense")
    tally = read([broken], tmp_path / "out")
    assert (tally.set_aside, tally.failed) == (2, {})
    listed = [json.loads(line) for line in (tmp_path / "out" / "set_aside.jsonl").read_bytes().splitlines()]
    assert [(each["hex"], bool(each["reason"])) for each in listed] == [("600924", True), ("600967", True)]
    assert tally.events == summary_of(whole)["events"]


def test_a_job_whose_reader_breaks_is_told_and_tried_again(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise MemoryError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(job, "points_of", breaks)
        tally = read([folder], tmp_path / "out", Asked(points=True))
    assert tally.events == 0
    assert all("no room" in why for why in tally.failed.values())
    assert summary_of(tmp_path / "out")["failed"] == len(tally.failed) >= 2
    assert read([folder], tmp_path / "out", Asked(points=True)).failed == {}
    assert same(whole, tmp_path / "out")


def test_aircraft_are_left_out_unless_named_with_a_reason(folder: Path, tmp_path: Path) -> None:
    asked = Asked(hexes=frozenset({LADD}))
    assert (read([folder], tmp_path / "a", asked).events, summary_of(tmp_path / "a")["left_out"]) == (0, {"ladd": 1})
    assert all(LADD.encode() not in path.read_bytes() for path in (tmp_path / "a" / "members").iterdir())
    assert all(LADD not in str(path) for path in (tmp_path / "a").rglob("*"))
    named = Asked(hexes=frozenset({LADD}), named={LADD: "it carried arms"})
    assert read([folder], tmp_path / "b", named).events >= 2
    assert b"it carried arms" not in (tmp_path / "b" / "dataset.json").read_bytes()


def test_a_hidden_aircraft_without_a_good_row_is_not_named_either(tmp_path: Path) -> None:
    path = tmp_path / "archive" / f"trace_full_{LADD}.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"icao": LADD, "timestamp": 1709596800, "dbFlags": 8, "trace": [[1, 99, 999, 1]]}))
    read([path.parent], tmp_path / "out")
    assert summary_of(tmp_path / "out")["left_out"] == {"ladd": 1}
    assert all(LADD.encode() not in each.read_bytes() for each in (tmp_path / "out").rglob("*") if each.is_file())


def test_only_what_is_asked_for_is_kept(folder: Path, tmp_path: Path) -> None:
    assert read([folder], tmp_path / "hex", Asked(hexes=frozenset({DARK}))).files == 2
    read([folder], tmp_path / "operator", Asked(operator="QTF"))
    rows = [row for path in parts_of(tmp_path / "operator", "movements") for row in pq.read_table(path).to_pylist()]
    assert {row["hex"] for row in rows} == {ABROAD}


def test_years_of_one_aircraft_are_read_some_days_at_a_time(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "_STREAMED_BYTES", 10)
    monkeypatch.setattr(job, "JOB_BYTES", 10)
    monkeypatch.setattr(index, "JOB_BYTES", 10)
    read([folder], tmp_path / "out")
    streamed = [row for path in parts_of(tmp_path / "out", "movements") for row in pq.read_table(path).to_pylist()]
    at_once = [row for path in parts_of(whole, "movements") for row in pq.read_table(path).to_pylist()]
    assert streamed == at_once


def test_positions_take_little_room(whole: Path) -> None:
    size = sum(Path(path).stat().st_size for path in parts_of(whole, "points"))
    points = sum(pq.read_metadata(path).num_rows for path in parts_of(whole, "points"))
    assert points == sum(len(rows) for hexed, rows in tracks().items() if hexed != LADD)
    assert size / points < 20  # some thousand points only: the columns' heads weigh as much as what they hold


def test_other_folders_are_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(CaseError, match="holds something else"):
        read([folder], tmp_path / "mine")
    with pytest.raises(CaseError, match="no file of traces"):
        read([tmp_path / "mine"], tmp_path / "out")
    with pytest.raises(CaseError, match="Not found"):
        read([tmp_path / "nowhere"], tmp_path / "out")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("pipe", "pipe.tar"):
        os.mkfifo(tmp_path / name)
        assert read([tmp_path / name], tmp_path / f"{name}-out").set_aside == 1


def test_aircraft_and_days_that_no_file_is_of_are_named_as_the_cause(folder: Path, tmp_path: Path) -> None:
    for asked in (Asked(hexes=frozenset({"ffffff"})), Asked(first=date(2001, 1, 1), last=date(2001, 1, 2))):
        with pytest.raises(CaseError, match="none is of the aircraft and days"):
            read([folder], tmp_path / "out", asked)


def test_the_command_tells_what_came_of_it(folder: Path, tmp_path: Path, armstrace: Armstrace) -> None:
    done = armstrace("flights", "read", folder, "--out", tmp_path / "out", "--engine", "local", "--json")
    assert done.code == 0
    assert json.loads(done.out)["members"] == 5
    assert "landings and take-offs" in done.err
    assert "left out, 1 aircraft" in done.err
    wrong = armstrace(
        "flights", "read", folder, "--out", tmp_path / "o", "--hex", "xyz", "--operator", "A", "--from", "5"
    )
    assert wrong.code == 2
    assert "3 things are wrong" in wrong.err


def test_a_missing_extra_is_named(
    folder: Path, tmp_path: Path, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("armstrace.desk.questions.flights_extra._EXTRA", ("numpy", "nothing_of_this_name"))
    for words in (["read", folder, "--out", tmp_path / "o"], ["movements", tmp_path], ["at", "LLOV", tmp_path]):
        done = armstrace("flights", *words)
        assert done.code == 2
        assert "Install armstrace[flights]" in done.err
