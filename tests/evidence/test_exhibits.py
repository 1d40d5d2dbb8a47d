import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace import __version__
from armstrace.evidence.chain import verify_chain
from armstrace.evidence.custody import exhibits
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.fixity import State, check_fixity
from armstrace.evidence.ledger import append, read_lines
from armstrace.records.errors import ArmstraceError, CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit

MIB = 1 << 20


def noon() -> datetime:
    return datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    append(folder, "open", "p-1", clock=noon)
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_bytes(b"Supplier,Recipient,Year\nItaly,Kenya,2017\nSpain,Peru,2018\n")
    return path


def held(case: Path) -> dict[str, bytes]:
    """Everything a case holds, except the empty lock file."""
    files = (path for path in case.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in files}


def test_golden_intake(case: Path, source: Path) -> None:
    hashed = sha256(source.read_bytes()).hexdigest()
    place = case / "exhibits" / hashed[:2] / hashed
    added = add_file(
        case, source, received_name="register.csv", by="p-1", licence="CC0-1.0", treaty="CCM-2008", clock=noon
    )
    assert added == Exhibit(
        sha256=hashed,
        path=place,
        size=57,
        received_name="register.csv",
        media_type="text/csv",
        received_at="2026-09-01T12:00:00Z",
        received_by="p-1",
        licence="CC0-1.0",
        treaty="CCM-2008",
    )
    assert exhibits(case) == [added]
    assert place.read_bytes() == source.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o444
    line = read_lines(case)[-1]
    assert (line.act, line.by) == ("add", "p-1")
    assert line.payload == {
        "sha256": hashed,
        "size": 57,
        "received_name": "register.csv",
        "media_type": "text/csv",
        "received_at": "2026-09-01T12:00:00Z",
        "licence": "CC0-1.0",
        "treaty": "CCM-2008",
        "tool": f"armstrace {__version__}",
        "path": f"exhibits/{hashed[:2]}/{hashed}",
    }
    assert set(held(case)) == {"ledger.jsonl", f"exhibits/{hashed[:2]}/{hashed}"}


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 7])
@pytest.mark.parametrize("streamed", [False, True])
def test_any_size_comes_in_whole(case: Path, tmp_path: Path, size: int, streamed: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(secrets.token_bytes(size))
    done: list[int] = []
    source = BytesIO(path.read_bytes()) if streamed else path
    added = add_file(case, source, received_name="a", by="p-1", progress=done.append)
    assert (added.size, added.sha256) == (size, sha256(path.read_bytes()).hexdigest())
    assert added.path.read_bytes() == path.read_bytes()
    assert sum(done) == size


@given(st.lists(st.binary(max_size=60), max_size=6))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_store_holds_each_content_once_under_its_hash(tmp_path: Path, contents: list[bytes]) -> None:
    folder = tmp_path / secrets.token_hex(4)
    folder.mkdir()
    for content in contents:
        add_file(folder, BytesIO(content), received_name="-", by="p-1")
    once = list(dict.fromkeys(contents))
    assert [each.path.read_bytes() for each in exhibits(folder)] == once
    assert [each.sha256 for each in exhibits(folder)] == [sha256(content).hexdigest() for content in once]
    assert len(read_lines(folder)) == len(once)
    assert all(each.state is State.OK and not each.remark for each in check_fixity(folder))


def test_the_same_file_twice_changes_nothing(case: Path, source: Path) -> None:
    first = add_file(case, source, received_name="register.csv", by="p-1", edition="2022", clock=noon)
    before = held(case)
    for edition in ("", "2022"):
        again = add_file(case, source, received_name="register.csv", by="p-2", edition=edition)
        assert again == first
    assert held(case) == before


def test_the_same_bytes_with_more_to_say_are_noted(case: Path, source: Path) -> None:
    add_file(case, source, received_name="register.csv", by="p-1", edition="2022", clock=noon)
    stored = {name: data for name, data in held(case).items() if name != "ledger.jsonl"}
    again = add_file(case, source, received_name="copy.csv", by="p-2", edition="2023", treaty="CCM-2008")
    assert (again.received_name, again.received_by) == ("register.csv", "p-1")
    assert (again.edition, again.treaty) == ("2023", "CCM-2008")
    line = read_lines(case)[-1]
    assert (line.act, line.by) == ("note", "p-2")
    assert line.payload == {
        "sha256": again.sha256,
        "received_name": "copy.csv",
        "edition": "2023",
        "treaty": "CCM-2008",
    }
    assert exhibits(case) == [again]
    # both names are known now, and nothing new is said
    add_file(case, source, received_name="copy.csv", by="p-2")
    add_file(case, source, received_name="register.csv", by="p-2", treaty="CCM-2008")
    assert read_lines(case)[-1] == line
    assert {name: data for name, data in held(case).items() if name != "ledger.jsonl"} == stored


@pytest.mark.parametrize(
    "raw",
    [
        b"two\nlines.csv",
        "report\u202efdp.exe".encode(),
        b"n" * 255,
        b"caf\xe9 \xff.csv",
        b"-",
        b'"quoted" \\ $(id) `id`.csv',
        "Xankəndi Степанакерт Ստեփանակերտ.csv".encode(),
    ],
)
def test_any_name_a_file_system_allows_is_kept_verbatim(case: Path, tmp_path: Path, raw: bytes) -> None:
    name = os.fsdecode(raw)
    path = tmp_path / "sources" / name
    path.parent.mkdir()
    path.write_bytes(b"content")
    add_file(case, path, received_name=path.name, by="p-1")
    (kept,) = exhibits(case)
    assert kept.received_name == name
    assert os.fsencode(kept.received_name) == raw
    ledger = (case / "ledger.jsonl").read_bytes()
    assert ledger.isascii()
    assert ledger.count(b"\n") == 2
    assert verify_chain(case).ok
    assert os.fsencode(kept.path.name).isalnum()  # no name of theirs becomes a path of ours


def test_a_link_is_followed_and_its_bytes_are_kept(case: Path, source: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(source)
    added = add_file(case, tmp_path / "link.csv", received_name="link.csv", by="p-1")
    assert not added.path.is_symlink()
    assert added.path.read_bytes() == source.read_bytes()


def refused(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.fsencode(tmp_path / "socket"))
    return {name: tmp_path / name for name in ("folder", "pipe", "loop", "dangling", "socket", "missing")}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("folder", "This is a folder"),
        ("pipe", "This is a device, a pipe or a socket"),
        ("socket", "This is a device, a pipe or a socket"),
        ("device", "This is a device, a pipe or a socket"),
        ("loop", "its links lead in a circle"),
        ("dangling", "it is not there"),
        ("missing", "it is not there"),
    ],
)
def test_what_is_no_file_is_refused_and_leaves_nothing(case: Path, tmp_path: Path, name: str, what: str) -> None:
    path = {**refused(tmp_path), "device": Path("/dev/zero")}[name]
    before = held(case)
    with pytest.raises(ArmstraceError, match=what) as caught:
        add_file(case, path, received_name=name, by="p-1")
    assert caught.value.where == str(path)
    assert caught.value.todo
    assert held(case) == before


def test_a_pipe_put_in_the_place_of_a_file_at_the_last_moment_does_not_hang(
    case: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    harmless, real = source.stat(), Path.stat
    monkeypatch.setattr(Path, "stat", lambda path, **named: harmless if path.name == "pipe" else real(path, **named))

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(10)
    try:
        with pytest.raises(CaseError, match="a device, a pipe or a socket"):
            add_file(case, tmp_path / "pipe", received_name="pipe", by="p-1")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_without_a_case_or_an_id_nothing_is_made(tmp_path: Path, case: Path, source: Path) -> None:
    with pytest.raises(CaseError, match="no case folder"):
        add_file(tmp_path / "nowhere", source, received_name="a", by="p-1")
    assert not (tmp_path / "nowhere").exists()
    before = held(case)
    with pytest.raises(CaseError, match="is not an id"):
        add_file(case, source, received_name="a", by="Jane Doe")
    assert held(case) == before


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def cut(path: Path) -> None:
    os.truncate(path, MIB + 5)


def overwrite_and_hide(path: Path) -> None:
    """Change bytes that were read already, keep the size and put the dates back."""
    status = path.stat()
    with path.open("r+b") as file:
        file.write(b"other")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def exchange(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.mark.parametrize("change", [grow, cut, overwrite_and_hide, exchange, Path.unlink])
def test_a_file_that_changes_while_it_is_read_is_not_taken(
    case: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "growing.log"
    path.write_bytes(secrets.token_bytes(3 * MIB))
    before = held(case)
    changed: list[int] = []

    def between_two_pieces(size: int) -> None:
        if not changed:
            change(path)
        changed.append(size)

    with pytest.raises(ArmstraceError, match=r"changed while|not there") as caught:
        add_file(case, path, received_name="growing.log", by="p-1", progress=between_two_pieces)
    assert caught.value.where == str(path)
    assert held(case) == before


def test_a_stored_copy_that_was_changed_is_not_taken_for_the_same_file(case: Path, source: Path) -> None:
    added = add_file(case, source, received_name="a", by="p-1")
    added.path.chmod(0o644)
    added.path.write_bytes(b"x" * added.size)
    before = held(case)
    with pytest.raises(CustodyBroken, match="not as it was stored"):
        add_file(case, source, received_name="a", by="p-1")
    assert held(case) == before


def test_a_disk_that_gives_back_other_bytes_is_caught(
    case: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def flip(fd: int, data: bytes) -> int:
        return real(fd, bytes(byte ^ 1 for byte in data))

    before = held(case)
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", flip)
        with pytest.raises(ArmstraceError, match="other bytes than were written"):
            add_file(case, source, received_name="a", by="p-1")
    assert held(case) == before


def test_writes_taken_in_pieces_are_finished(case: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda fd, data: real(fd, data if bytes(data[:1]) == b"{" else data[:3]))
        added = add_file(case, source, received_name="a", by="p-1")
    assert added.path.read_bytes() == source.read_bytes()


def test_a_stored_original_cannot_be_written(source: Path) -> None:
    with TemporaryDirectory() as folder:
        case = Path(folder)
        case.chmod(0o755)
        added = add_file(case, source, received_name="a", by="p-1")
        nobody = None
        if os.geteuid() == 0:
            # root may write anything, so the file is given to somebody else, who has to try
            nobody = 65534
            os.chown(added.path, nobody, nobody)
        done = subprocess.run(
            ["sh", "-c", 'echo x >> "$1"', "sh", added.path], user=nobody, cwd="/", capture_output=True, check=False
        )
        assert done.returncode != 0
        assert b"ermission" in done.stderr
        assert added.path.read_bytes() == source.read_bytes()


def test_many_threads_add_the_same_and_other_files(case: Path) -> None:
    def add(number: int) -> str:
        return add_file(case, BytesIO(b"%d" % (number % 20)), received_name="-", by="p-1").sha256

    with ThreadPoolExecutor(8) as pool:
        added = set(pool.map(add, range(80)))
    assert {each.sha256 for each in exhibits(case)} == added
    assert len(read_lines(case)) == 21
    assert {each.state for each in check_fixity(case)} == {State.OK}


def test_memory_stays_at_one_piece(case: Path) -> None:
    program = """
import resource, sys
from pathlib import Path
from armstrace.evidence.exhibits import add_file
class Zeros:
    left = 200
    def read(self, size):
        self.left -= 1
        return bytes(size) if self.left >= 0 else b""
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert add_file(Path(sys.argv[1]), Zeros(), received_name="-", by="p-1").size == 200 << 20
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", program, case], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < 20_000  # KiB
