"""Many documents into one file: what stands in it, and what a crash, a repeat or a bad file does to it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.documents import many
from armstrace.desk.documents.lines import open_lines
from armstrace.desk.documents.many import Tally, read_many
from armstrace.desk.documents.was_read import WasRead
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Passage
from desk.conftest import Armstrace

DAY = date(2020, 11, 20)
SENTENCE = "Israel supplied 60 percent of Azerbaijan's arms imports in 2015-2019."
MANY = 150
"""So many documents that two processes are killed on the way."""


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(f"20 November 2020\n\n{SENTENCE}\n", encoding="utf-8")
    (folder / "b.md").write_text(f"# Arms\n\n{SENTENCE}\n", encoding="utf-8")
    (folder / "c.html").write_text(f"<html><body><article><p>{SENTENCE}</p></article></body></html>", encoding="utf-8")
    (folder / "d.bin").write_bytes(bytes(range(256)))
    return sorted(folder.iterdir())


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_document_gets_one_line_and_every_failure_its_reason(
    papers: list[Path], tmp_path: Path, workers: int
) -> None:
    out = tmp_path / "out.jsonl"
    assert read_many(papers, DAY, out, workers) == Tally(read=3, claims=6, failed=1)
    by_name = {Path(line["doc"]).name: line for line in lines(out)}
    for name in ("a.txt", "b.md", "c.html"):
        item = next(each for each in by_name[name]["items"] if each["type"] == "quantity_claim")
        assert (item["type"], item["value"], item["subject"], item["object"]) == ("quantity_claim", 60, "ISR", "AZE")
        assert len(by_name[name]["sha256"]) == 64
        assert item["in_original"]
    assert "No source recognises" in by_name["d.bin"]["error"]
    assert by_name["d.bin"]["todo"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_document_and_no_place_for_lines(papers: list[Path], tmp_path: Path, armstrace: Armstrace) -> None:
    pipe, out = tmp_path / "pipe", tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    # nobody writes into it: whoever opened it to read would wait for ever
    done = armstrace("claims", pipe, papers[0], "--published", DAY, "--no-parse", "--to", out)
    assert (done.code, "1 not read" in done.err) == (3, True)
    assert [line["error"] for line in lines(out) if "error" in line] == [
        "This is a device, a pipe or a socket, not a file."
    ]
    for to in (pipe, os.devnull):
        done = armstrace("claims", papers[0], "--published", DAY, "--no-parse", "--to", to)
        assert (done.code, "not a file that grows" in done.err) == (2, True)


def test_lines_are_what_the_command_prints_for_one_document(
    papers: list[Path], tmp_path: Path, armstrace: Armstrace
) -> None:
    out = tmp_path / "out.jsonl"
    read_many(papers[:3], DAY, out, 1)
    for path, line in zip(papers, lines(out), strict=False):
        told = json.loads(armstrace("claims", path, "--published", DAY, "--json", "--no-parse").out)
        for each in (line, told):
            del each["doc"]
            for item in each["items"]:
                del item["doc"]
        assert told == {name: line[name] for name in told}


def test_a_document_without_a_day_says_what_to_do(papers: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert read_many(papers[:2], None, out, 1) == Tally(read=1, claims=2, failed=1)
    told = lines(out)
    assert told[0]["published"] == "2020-11-20"
    assert "--published" in told[1]["todo"]


def test_what_was_read_is_passed_over_and_failures_are_tried_again(papers: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    read_many(papers, DAY, out, 1)
    assert read_many(papers, DAY, out, 1) == Tally(failed=1, known=3)
    assert read_many(papers, date(2021, 1, 1), out, 1) == Tally(read=3, claims=6, failed=1)
    assert read_many(papers[:1], None, out, 1) == Tally(read=1, claims=2)
    assert read_many(papers[:1], None, out, 1) == Tally(known=1)
    papers[0].write_text(SENTENCE, encoding="utf-8")
    assert read_many(papers, DAY, out, 1) == Tally(read=1, claims=2, failed=1, known=2)


def test_the_same_bytes_are_read_once(papers: list[Path], tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_bytes(papers[0].read_bytes())
    assert read_many([papers[0], tmp_path / "copy.txt"], DAY, tmp_path / "out.jsonl", 1).known == 1


@pytest.mark.parametrize("cut", [1, 5, 200])
def test_a_line_that_a_crash_cut_short_is_taken_off(papers: list[Path], tmp_path: Path, cut: int) -> None:
    out = tmp_path / "out.jsonl"
    read_many(papers[:2], DAY, out, 1)
    whole = out.read_bytes()
    out.write_bytes(whole[:-cut])
    assert read_many(papers[:2], DAY, out, 1) == Tally(read=1, claims=2, known=1)
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    "content", [b"My essay", b"My essay\nSecond line\n", b'{"doc":"a"}\n[1]\n', b'{"doc":"a"}\nnotes']
)
def test_a_file_of_something_else_is_left_as_it_is(papers: list[Path], tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "essay.txt"
    out.write_bytes(content)
    with pytest.raises(CaseError, match="does not hold documents"):
        read_many(papers, DAY, out, 1)
    assert out.read_bytes() == content


def test_two_runs_do_not_write_one_file(papers: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with open_lines(out), pytest.raises(CaseError, match="Another program"):
        read_many(papers, DAY, out, 1)


def test_a_fault_of_a_reader_costs_one_document(
    papers: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(passages: Iterable[Passage], *_: object, **__: object) -> WasRead:
        if any("60" in passage.text for passage in passages):
            raise ZeroDivisionError("oh")
        return WasRead()

    monkeypatch.setattr(many, "read_text", breaks)
    (tmp_path / "fine.txt").write_text("All is well.")
    out = tmp_path / "out.jsonl"
    assert read_many([papers[0], tmp_path / "fine.txt"], DAY, out, 1) == Tally(read=1, failed=1)
    assert lines(out)[0]["error"] == "ZeroDivisionError: oh"


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03}.txt").write_text(f"{SENTENCE} Number {number}.\n" * 5)
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-c", "from armstrace.desk.cli.main import run; run()", "claims", str(folder)]
    command += ["--to", str(out), "--published", "2020-11-20", "--no-parse", "--workers", "2"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not (out.exists() and out.read_bytes().count(b"\n") > 5) and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    there = out.read_bytes().count(b"\n")
    tally = read_many(sorted(folder.iterdir()), DAY, out, 1)
    assert (tally.known, tally.read) == (there, MANY - there)
    assert sorted(line["doc"] for line in lines(out)) == sorted(map(str, folder.iterdir()))


def test_the_command_reads_folders_and_tells_what_came_of_it(papers: list[Path], armstrace: Armstrace) -> None:
    out = papers[0].parent / "out.jsonl"
    for expected in ("3 documents read, 6 claims; 1 not read", "0 documents read, 0 claims; 3 were there already"):
        done = armstrace("claims", papers[0].parent, "--to", out, "--published", "2020-11-20")
        assert done.code == 3
        assert expected in done.err
        assert done.out == ""


def test_several_documents_need_a_file(papers: list[Path], tmp_path: Path, armstrace: Armstrace) -> None:
    assert "--to" in armstrace("claims", papers[0], papers[1]).err
    assert armstrace("claims", papers[0], "--to", papers[0]).code == 2
    assert armstrace("claims", "-", "--to", tmp_path / "out.jsonl").code == 2
    assert armstrace("claims", papers[0], "--to", tmp_path / "out.jsonl", "--case", tmp_path).code == 2
