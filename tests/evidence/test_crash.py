"""The program is killed, at chosen points and at random ones; what was accepted is there, what was not is not."""

import os
import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from armstrace.evidence.chain import verify_chain
from armstrace.evidence.custody import exhibits
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.fixity import State, check_fixity
from armstrace.evidence.folders import stored_path
from armstrace.evidence.incoming import incoming
from armstrace.evidence.ledger import append, read_lines
from armstrace.evidence.recovery import Recovered, recover
from armstrace.records.errors import CustodyBroken

KILLS = 50

ADD_FOR_EVER = """
import sys
from io import BytesIO
from itertools import count
from pathlib import Path
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.ledger import append
case, run = Path(sys.argv[1]), sys.argv[2]
for number in count():
    content = f"{run} {number}".encode() * (1 + number % 7 * 3000)
    print("add", add_file(case, BytesIO(content), received_name=f"{run}-{number}", by="p-1").sha256, flush=True)
    print("note", append(case, "note", "p-1", run=run, number=number).sha256, flush=True)
"""

DIE_AT = """
import os, signal, sys
from io import BytesIO
from pathlib import Path
from armstrace.evidence import exhibits, ledger

case, place = Path(sys.argv[1]), sys.argv[2]
real_write = os.write

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def half(fd, data):
    if bytes(data[:2]) == b'{"':
        real_write(fd, data[: len(data) // 2])
        die()
    return real_write(fd, data)

def no_newline(fd, data):
    if bytes(data[:2]) == b'{"':
        real_write(fd, data[:-1])
        die()
    return real_write(fd, data)

def die_after(module, name):
    real = getattr(module, name)
    def then_die(*args, **named):
        real(*args, **named)
        die()
    setattr(module, name, then_die)

{
    "copied": lambda: setattr(exhibits, "seal", die),
    "sealed": lambda: die_after(exhibits, "seal"),
    "intent": lambda: die_after(exhibits, "write_intent"),
    "placed": lambda: setattr(ledger, "append_locked", die),
    "half a line": lambda: setattr(os, "write", half),
    "no newline": lambda: setattr(os, "write", no_newline),
    "line written": lambda: die_after(ledger, "append_locked"),
}[place]()
exhibits.add_file(case, BytesIO(b"killed"), received_name="caf\\udce9", by="p-2", edition="2020")
"""


def die_at(case: Path, place: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIE_AT, str(case), place], capture_output=True, check=False, timeout=30
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    add_file(folder, BytesIO(b"before"), received_name="before", by="p-1")
    return folder


def assert_sound(case: Path) -> None:
    report = verify_chain(case)
    assert report.ok
    assert report.torn == 0
    assert {each.state for each in check_fixity(case)} == {State.OK}
    assert list((case / "local" / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("place", "adopted", "cleaned", "torn"),
    [
        ("copied", 0, 1, False),
        ("sealed", 0, 1, False),
        ("intent", 0, 1, False),
        ("placed", 1, 0, False),
        ("half a line", 1, 0, True),
        ("no newline", 1, 0, True),
        ("line written", 0, 0, False),
    ],
)
def test_killed_at(case: Path, place: str, adopted: int, cleaned: int, torn: bool) -> None:
    die_at(case, place)
    found = recover(case)
    assert (len(found.adopted), found.unlisted, found.cleaned, found.torn is not None) == (adopted, (), cleaned, torn)
    assert_sound(case)
    assert recover(case) == Recovered()
    kept = [(each.received_name, each.received_by, each.edition) for each in exhibits(case)]
    in_now = adopted or place == "line written"
    assert kept == [("before", "p-1", ""), *([("caf\udce9", "p-2", "2020")] if in_now else [])]
    if adopted:
        line = read_lines(case)[-1]
        assert (line.act, line.by, line.payload["recovered"]) == ("add", "armstrace", True)


@pytest.mark.parametrize("place", ["copied", "intent", "placed", "half a line", "line written"])
def test_after_a_crash_the_same_file_can_simply_be_added_again(case: Path, place: str) -> None:
    die_at(case, place)
    again = add_file(case, BytesIO(b"killed"), received_name="caf\udce9", by="p-2", edition="2020")
    assert exhibits(case)[1:] == [again]
    assert [line.act for line in read_lines(case)].count("add") == 2
    recover(case)
    assert_sound(case)


def test_recovering_a_sound_case_changes_nothing(case: Path) -> None:
    before = (case / "ledger.jsonl").read_bytes()
    assert recover(case) == Recovered()
    assert (case / "ledger.jsonl").read_bytes() == before


def test_a_file_that_somebody_put_there_is_listed_and_never_adopted(case: Path) -> None:
    named_by_its_hash = stored_path(case, sha256(b"planted").hexdigest())
    named_by_its_hash.parent.mkdir(exist_ok=True)
    named_by_its_hash.write_bytes(b"planted")
    found = recover(case)
    assert (found.adopted, found.unlisted) == ((), (named_by_its_hash,))
    assert named_by_its_hash.exists()
    assert len(exhibits(case)) == 1


def test_a_stored_file_that_changed_after_the_crash_is_not_adopted(case: Path) -> None:
    die_at(case, "placed")
    (orphan,) = (each.path for each in check_fixity(case) if each.state is State.EXTRA)
    orphan.chmod(0o644)
    orphan.write_bytes(b"other")
    assert recover(case).unlisted == (orphan,)
    assert len(exhibits(case)) == 1


def test_word_left_half_written_is_no_word(case: Path) -> None:
    folder = case / "local" / "incoming"
    for number, half in enumerate((b'{"sha256": "', b"", b"[1]", b"\xff")):
        (folder / f"{number}.json").write_bytes(half)
    assert recover(case) == Recovered()
    assert list(folder.iterdir()) == []


def test_a_copy_under_way_in_another_program_is_left_alone(case: Path) -> None:
    with incoming(case) as slot:
        assert recover(case).cleaned == 0
        assert slot.path.exists()
    left = case / "local" / "incoming" / "left.part"
    left.write_bytes(b"half")
    assert recover(case).cleaned == 1
    assert not left.exists()


def test_a_broken_ledger_is_not_recovered_over(case: Path) -> None:
    die_at(case, "placed")
    path = case / "ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b"p-1", b"p-3"))
    before = path.read_bytes()
    with pytest.raises(CustodyBroken):
        recover(case)
    assert path.read_bytes() == before


def test_each_step_is_on_the_disk_before_the_next_rests_on_it(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[str, int]] = []

    def noted(call: str) -> None:
        real = getattr(os, call)

        def then(*args: Any) -> Any:
            status = Path(args[0]).stat() if call == "replace" else os.fstat(args[0])
            steps.append((call, status.st_ino))
            return real(*args)

        monkeypatch.setattr(os, call, then)

    for call in ("write", "fsync", "replace"):
        noted(call)
    added = add_file(case, BytesIO(b"new"), received_name="new", by="p-1")
    copy, folder, parent, ledger = (
        path.stat().st_ino for path in (added.path, added.path.parent, case / "exhibits", case / "ledger.jsonl")
    )
    assert steps == [
        ("write", copy),
        ("fsync", copy),
        ("replace", copy),
        ("fsync", folder),
        ("fsync", parent),
        ("write", ledger),
        ("fsync", ledger),
    ]


def test_killed_at_fifty_random_moments_no_accepted_line_is_lost(tmp_path: Path) -> None:
    moments = random.Random(20201012)  # noqa: S311 - chosen so that a failure can be repeated
    accepted: set[tuple[str, str]] = set()
    append(tmp_path, "open", "p-1")
    for run in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", ADD_FOR_EVER, str(tmp_path), str(run)], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout
            said = b"".join(child.stdout.readline() for _ in range(moments.randint(1, 11)))
            time.sleep(moments.uniform(0, 0.01))
            os.kill(child.pid, signal.SIGKILL)
            said += child.stdout.read()
        # a killed program may leave half a word on the pipe; a whole row was printed after the call returned
        rows = [row.split() for row in said.decode().split("\n")[:-1]]
        accepted |= {(row[0], row[1]) for row in rows}
        assert len(rows) >= 1
        recover(tmp_path)
        lines = {line.sha256 for line in read_lines(tmp_path)}
        kept = {each.sha256 for each in exhibits(tmp_path)}
        assert {word for act, word in accepted if act == "note"} <= lines
        assert {word for act, word in accepted if act == "add"} <= kept
    assert_sound(tmp_path)
    assert len(accepted) > 5 * KILLS
