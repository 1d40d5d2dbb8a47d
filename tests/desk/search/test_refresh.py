"""The index follows the case: what is new goes in, what left goes out, and no crash or second program spoils it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from armstrace.desk.case import Case, new_case
from armstrace.desk.search import refresh as refreshing
from armstrace.desk.search.find import Found, Patience, Wanted, search
from armstrace.desk.search.index import FILE, opened, tell
from armstrace.evidence import ledger
from armstrace.evidence.folders import LEDGER, LOCAL
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken
from armstrace.tables.write import forget
from desk.search.made import bring, document, passages


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case with one document, searched once."""
    made = new_case(tmp_path / "case", title="A test", said_by="p-1")
    document(made, tmp_path, "one.txt", ["The first passus tells of quadcopters.", "The second of rockets."])
    assert counted(search(made.root, "quadcopters")) == {"passage": 1}
    return made


def counted(found: Found) -> dict[str, int]:
    return {kind: count.number for kind, count in found.kinds.items()}


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down which units are put into the index."""
    put: list[str] = []
    real: Callable[..., None] = refreshing._put

    def noted(connection: sqlite3.Connection, tables: object, unit: refreshing.Unit, names: object) -> None:
        put.append(unit.name)
        real(connection, tables, unit, names)

    monkeypatch.setattr(refreshing, "_put", noted)
    return put


def test_what_comes_later_is_found_and_nothing_else_is_read_again(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = counting(monkeypatch)
    search(case.root, "quadcopters")
    assert put == []
    sha256 = document(case, tmp_path, "two.txt", ["Quadcopters again."])
    assert counted(search(case.root, "quadcopters")) == {"passage": 2}
    assert put == [f"tables/document/{sha256[:12]}.parquet", f"tables/passage/{sha256[:12]}.parquet"]
    ledger.append(
        case.root, "reject", "p-1", why="quadcopters were not meant", claim="claim:" + "0" * 24, exhibit=sha256
    )
    found = search(case.root, "quadcopters", Wanted(("ledger",)))
    assert (found.hits[0].place, found.hits[0].exhibit) == (f"line={ledger.head(case.root).count}", sha256)
    assert len(put) == 2


def test_a_quiet_case_is_told_by_its_head_and_folders_alone(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    # folders that were changed a moment ago are looked through once more
    time.sleep(refreshing._COARSE_NS / 1e9 + 0.1)
    search(case.root, "quadcopters")
    monkeypatch.setattr(refreshing, "_bring_up", lambda *_: pytest.fail("there was nothing to bring up"))
    assert counted(search(case.root, "quadcopters")) == {"passage": 1}


def test_a_file_read_again_takes_the_place_of_what_was_there(case: Case) -> None:
    sha256 = case.exhibit("one.txt").sha256
    table = next((case.root / "tables" / "passage").glob(f"{sha256[:12]}*"))
    rows = passages(case.root, "another", ["The first passus tells of kites."])
    written = case.root / "tables" / "passage" / f"{rows[:12]}.parquet"
    written.replace(table)
    assert counted(search(case.root, "quadcopters")) == {}
    assert counted(search(case.root, "kites")) == {"passage": 1}


def test_tables_of_no_exhibit_are_not_searched(case: Case) -> None:
    passages(case.root, "nobody brought this", ["Nobodys quadcopters."])
    assert counted(search(case.root, "nobodys")) == {}


@pytest.mark.parametrize("spoil", ["remove", "garbage", "cut", "version", "tables"])
def test_an_index_that_is_gone_or_spoilt_is_made_anew(case: Case, spoil: str) -> None:
    path = case.root / LOCAL / FILE
    if spoil == "remove":
        path.unlink()
    elif spoil == "garbage":
        path.write_bytes(b"this is no database" * 1000)
    elif spoil == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        with opened(case.root) as connection:
            if spoil == "version":
                tell(connection, "version", "another")
            else:
                connection.execute("DROP TABLE entry")
    assert counted(search(case.root, "quadcopters")) == {"passage": 1}


def test_withdrawn_things_leave_the_index_and_its_file(case: Case, tmp_path: Path) -> None:
    sha256 = document(case, tmp_path, "secret.txt", ["Zanzibarowitz lives there.", "Quadcopters over it."])
    key = "claim:" + "1" * 24
    line = ledger.append(case.root, "accept", "p-1", claim=key, exhibit=sha256, words="Zanzibarowitz", why="he said so")
    ledger.append(case.root, "withdraw_placement", "p-1", withdrawn=line.seq, was="accept", why="Zanzibarowitz asked")
    assert counted(search(case.root, "zanzibarowitz")) == {"passage": 1, "ledger": 2}
    forget(case.root, sha256)
    fell = {"findings": [{"document": sha256, "claim": "Zanzibarowitz lives there", "verdict": "supported"}]}
    reason, why = "consent withdrawn", "the witness asked"
    ledger.append(case.root, "withdraw", "p-1", sha256=sha256, reason=reason, why=why, fell=fell)
    for typed in ("zanzibarowitz", "secret.txt"):
        assert counted(search(case.root, typed)) == {}
    assert counted(search(case.root, "quadcopters")) == {"passage": 1}
    assert counted(search(case.root, "consent"))["ledger"] == 1
    kept = b"".join(path.read_bytes() for path in (case.root / LOCAL).glob(FILE + "*"))
    assert b"anzibarowit" not in kept.lower()
    assert b"secret.txt" not in kept


def test_a_broken_ledger_is_no_ground_to_search_on(case: Case) -> None:
    path = case.root / LEDGER
    path.write_bytes(path.read_bytes().replace(b"A test", b"A tent"))
    (case.root / LOCAL / FILE).unlink()
    with pytest.raises(CustodyBroken):
        search(case.root, "quadcopters")


def test_another_ledger_is_taken_in_from_its_beginning(case: Case, tmp_path: Path) -> None:
    other = new_case(tmp_path / "other", title="Quite another story", said_by="p-1")
    (case.root / LEDGER).write_bytes((other.root / LEDGER).read_bytes())
    assert counted(search(case.root, "another story")) == {"ledger": 1}
    assert counted(search(case.root, "quadcopters")) == {}


def test_a_damaged_table_is_named(case: Case) -> None:
    table = next((case.root / "tables" / "passage").glob("*.parquet"))
    table.write_bytes(b"PAR1 garbage PAR1")
    with pytest.raises(CaseError, match="table of this case"):
        search(case.root, "quadcopters")
    kept = case.root / "tables" / "finding" / "0123456789ab.json"
    kept.parent.mkdir()
    table.unlink()
    for content in (b"{", b"[]", b'{"document": {}}'):
        kept.write_bytes(content)
        with pytest.raises(CaseError, match="file of results"):
            search(case.root, "quadcopters")


def test_a_full_disk_is_said(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(refreshing, "_bring_up", full)
    ledger.append(case.root, "reject", "p-1", why="one more line")
    with pytest.raises(ArmstraceError, match="disk is full"):
        search(case.root, "quadcopters")


SEARCHING = """
import sys
from pathlib import Path
from armstrace.desk.search.find import Patience, search
print("ready", flush=True)
sys.stdin.readline()
for word in ("passus", "word7", "numbered"):
    found = search(Path(sys.argv[1]), word)
    print(word, {kind: count.number for kind, count in found.kinds.items()}, flush=True)
"""


def started(root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SEARCHING, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def grown(case: Case, count: int = 6) -> None:
    """Give the case several documents that are not in the index yet."""
    for number in range(count):
        sha256 = passages(case.root, f"grown {number}", [f"passus numbered {each} word{each}" for each in range(400)])
        bring(case.root, sha256, f"{number}.txt")


def test_two_programs_search_and_index_at_once(case: Case) -> None:
    grown(case)
    (case.root / LOCAL / FILE).unlink()
    processes = [started(case.root) for _ in range(2)]
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60)[0].splitlines() for process in processes]
    expected = ["passus {'passage': 2401}", "word7 {'passage': 6}", "numbered {'passage': 2400}"]
    assert told == [expected, expected]


@pytest.mark.parametrize("after", [0.03, 0.1])
def test_a_program_killed_while_indexing_spoils_nothing(case: Case, after: float) -> None:
    grown(case)
    process = started(case.root)
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    assert counted(search(case.root, "word7")) == {"passage": 6}
    with opened(case.root) as connection:
        entries = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        assert connection.execute("SELECT sum(entries) FROM part").fetchone()[0] == entries
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_who_does_not_wait_gets_what_is_there(case: Case) -> None:
    grown(case, 1)
    with refreshing.alone(case.root, wait=False) as mine:
        assert mine
        found = search(case.root, "passus", patience=Patience(wait=False))
        assert (found.current, counted(found)) == (False, {"passage": 1})
    found = search(case.root, "passus", patience=Patience(wait=False))
    assert (found.current, counted(found)) == (True, {"passage": 401})
