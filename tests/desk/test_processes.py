"""The command as a process: what it leaves behind, how it ends when it is stopped, and a disk that is full."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from armstrace.desk.case import Case, open_case
from armstrace.desk.cli.options import said_by
from armstrace.desk.intake import FACTS
from armstrace.desk.verify import verify_case
from desk.conftest import Armstrace, Process
from desk.made_files import PUBLISHED, article_and_register, deliveries, delivery_row, tree, write


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode() if out else "", err.decode() if err else ""


def many_rows(count: int) -> str:
    return deliveries() + "".join(delivery_row(n, ("Israel", "Azerbaijan", 2016, 1.0)) for n in range(10, count))


def wait_for(folder: Path, pattern: str) -> None:
    until = time.monotonic() + 30
    while not list(folder.glob(pattern)):
        assert time.monotonic() < until, "the private folder never came"
        time.sleep(0.005)


def test_nothing_is_written_but_what_was_asked_for(started: Process, case: Case, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    before = tree(tmp_path)
    asked = (
        ["check", article, "--published", PUBLISHED, "--against", register, "--html", "page.html"],
        ["share", register, "--recipient", "AZE", "--years", "2015-2019", "--plot", "chart.svg"],
        ["verify", "--case", case.root],
    )
    running = [started(*words, ARMSTRACE_BY="p-1") for words in asked]
    assert [ended(each)[0] for each in running] == [0, 0, 0]
    after = tree(tmp_path)
    new = {name for name in after.keys() - before.keys() if not name.startswith("case/")}
    assert new == {"page.html", "chart.svg"}
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {"case/ledger.jsonl"}, "home, temporary and working folder are as they were"
    assert {name for name in after if name.startswith("case/")} == {n for n in before if n.startswith("case/")}


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_stopped_check_leaves_nothing_behind(name: str, started: Process, tmp_path: Path) -> None:
    article = write(tmp_path, "article.txt", "Israel supplied arms.\n")
    register = write(tmp_path, "deliveries.csv", many_rows(60_000))
    process = started("check", article, "--published", PUBLISHED, "--against", register)
    wait_for(tmp_path / "temporary", "*/tables/transfer/*.partial")
    process.send_signal(getattr(signal, name))
    code, out, err = ended(process)
    assert code == 128 + getattr(signal, name)
    assert out == ""
    assert "Traceback" not in err
    assert ("stopped; what was accepted so far is kept" in err) == (name == "SIGINT")
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_run_over_many_documents_says_how_far_it_came(workers: int, started: Process, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(24):
        # long enough that the signal comes while they are read
        write(folder, f"{number}.txt", f"Israel sold Azerbaijan {number} drones in 2016.\n\n" * 12)
    words = ("claims", folder, "--published", PUBLISHED, "--no-parse", "--to", "out.jsonl", "--workers", workers)
    process = started(*words)
    wait_for(tmp_path, "out.jsonl")
    while not (tmp_path / "out.jsonl").read_bytes().count(b"\n"):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    code, _, err = ended(process)
    done = (tmp_path / "out.jsonl").read_bytes().count(b"\n")
    assert code == 128 + signal.SIGINT
    found = re.fullmatch(r"stopped: (\d+) of 24 documents done, .* in out.jsonl; the same command goes on.*\n", err)
    # the signal may fall between a line and its count
    assert found
    assert 0 <= done - int(found[1]) <= 1


def test_a_killed_check_is_swept_up_by_the_next(started: Process, tmp_path: Path) -> None:
    article = write(tmp_path, "article.txt", "Israel supplied arms.\n")
    register = write(tmp_path, "deliveries.csv", many_rows(60_000))
    process = started("check", article, "--published", PUBLISHED, "--against", register)
    wait_for(tmp_path / "temporary", "*/tables/transfer/*.partial")
    process.kill()
    ended(process)
    assert list((tmp_path / "temporary").iterdir()) != []
    assert ended(started("treaties", "ARM"))[0] == 0
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_reader_who_goes_away_is_no_error(started: Process, tmp_path: Path) -> None:
    register = write(tmp_path, "deliveries.csv", many_rows(3_000))
    process = started("read", register, "--json")
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["kind"] == "edition"
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_an_error_in_words(started: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, err = ended(started("sources", "--json", stdout=full))
    assert code == 2
    assert "No space left on device" in err
    assert "Traceback" not in err


def test_letters_that_the_terminal_cannot_show(started: Process, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    check = ["check", article, "--published", PUBLISHED, "--against", register]
    share = ["share", register, "--recipient", "AZE", "--years", "2015-2019", "--json"]
    processes = [started(*words, PYTHONIOENCODING="ascii") for words in (check, share)]
    (_, told, _), (_, as_json, _) = map(ended, processes)
    assert "\\u2713 supported" in told
    assert json.loads(as_json)["editions"][0]["edition"].endswith(", 2010–2022")


def test_two_who_add_at_once_lose_nothing(started: Process, case: Case, tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    for number in range(12):
        content = deliveries([("Israel", "Azerbaijan", 2015, float(number + 1))])
        for name in ("ours", "theirs"):
            write(tmp_path / name, f"{name}-{number}.csv", content)
    running = [started("add", tmp_path / name, "--case", case.root) for name in ("ours", "theirs")]
    assert [ended(each)[::2] for each in running] == [(0, ""), (0, "")]
    assert len(case.exhibits()) == 12 + len(FACTS)
    case.tables.close()
    assert case.tables.ask("SELECT count(*), sum(tiv_m) FROM transfer") == [(12, 78.0)]
    assert verify_case(case).ok


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB: a real one where we may mount it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here; tests/evidence injects the error instead")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path, armstrace: Armstrace, tmp_path: Path) -> None:
    assert armstrace("new", small_disk / "case").code == 0
    good = write(tmp_path, "deliveries.csv", deliveries())
    large = write(tmp_path, "large.csv", many_rows(40_000))
    assert armstrace("add", good, "--case", small_disk / "case").code == 0
    before = (small_disk / "case" / "ledger.jsonl").read_bytes()
    done = armstrace("add", large, good, "--case", small_disk / "case")
    assert done.code == 2
    assert "the disk is full" in done.err
    assert "Free some space" in done.err
    assert "Traceback" not in done.err
    assert (small_disk / "case" / "ledger.jsonl").read_bytes().startswith(before)
    assert armstrace("verify", "--case", small_disk / "case").code == 0


def test_a_disk_that_fills_while_tables_are_written(small_disk: Path, armstrace: Armstrace, tmp_path: Path) -> None:
    root = small_disk / "case"
    assert armstrace("new", root).code == 0
    register = write(tmp_path, "deliveries.csv", many_rows(15_000))
    case = open_case(root, said_by())
    case.add(register)
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(b"\0" * (free.f_bavail * free.f_frsize - 40_000))
    done = armstrace("read", "--case", root)
    assert done.code == 2
    assert "the disk is full" in done.err
    assert not list((root / "tables").rglob("*.partial"))
    checked = armstrace("check", write(tmp_path, "a.txt", "x"), "--case", root, "--published", PUBLISHED)
    assert checked.code == 3
    assert "not read, deliveries.csv: Writing the tables failed: the disk is full." in checked.err
    ballast.unlink()
    assert armstrace("read", "--case", root).code == 0
    case.tables.close()
    assert case.tables.ask("SELECT count(*) FROM transfer") == [(14_993,)]
    assert verify_case(case).ok


def test_a_page_on_a_full_disk(small_disk: Path, armstrace: Armstrace, tmp_path: Path) -> None:
    article, register = article_and_register(tmp_path)
    page = write(small_disk, "page.html", "the page of yesterday")
    free = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(b"\0" * (free.f_bavail * free.f_frsize))
    done = armstrace("check", article, "--published", PUBLISHED, "--against", register, "--html", page)
    assert done.code == 2
    assert "Writing the file failed: the disk is full." in done.err
    assert page.read_text() == "the page of yesterday"
    assert sorted(each.name for each in small_disk.iterdir()) == ["ballast", "page.html"]
