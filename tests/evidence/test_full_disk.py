"""Every write, sync and rename of an intake fails once; then a real limit and a real full disk do it."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from armstrace.evidence.chain import verify_chain
from armstrace.evidence.custody import exhibits
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.fixity import State, check_fixity
from armstrace.evidence.ledger import append
from armstrace.evidence.recovery import recover
from armstrace.records.errors import ArmstraceError
from system_tools import path_of

CONTENT = b"Supplier,Recipient\n" * 100_000  # two pieces

ADD_UNTIL_IT_FAILS = """
import resource, sys
from io import BytesIO
from pathlib import Path
from armstrace.evidence.chain import verify_chain
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.fixity import check_fixity
from armstrace.evidence.ledger import append
from armstrace.records.errors import ArmstraceError

case, limit, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
append(case, "open", "p-1")
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
accepted = 0
for number in range(1000):
    try:
        add_file(case, BytesIO(b"%09d" % number * (size // 9)), received_name="n" * 200, by="p-1")
    except ArmstraceError as error:
        print(error)
        break
    accepted += 1
left = sorted(path.name for path in (case / "local" / "incoming").iterdir())
report = verify_chain(case)
states = {each.state.value for each in check_fixity(case)}
assert not left and report.ok and not report.torn and states <= {"ok"}, (left, report, states)
assert report.head.count == accepted + 1 and len(check_fixity(case)) == accepted
print("accepted", accepted)
"""


def run(case: Path, limit: int, size: int, *before: str) -> str:
    command = [*before, sys.executable, "-c", ADD_UNTIL_IT_FAILS, str(case), str(limit), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Failing:
    """A call of the system that works `left` times and then fails for good, or only once."""

    def __init__(self, real: Callable[..., Any], left: int, code: int, only_once: bool) -> None:
        self.real, self.left, self.code, self.only_once = real, left, code, only_once
        self.failed = False

    def __call__(self, *args: Any, **named: Any) -> Any:
        if self.left == 0 and not (self.failed and self.only_once):
            self.failed = True
            raise OSError(self.code, os.strerror(self.code))
        self.left -= self.left > 0
        return self.real(*args, **named)


def refusal_of(case: Path, source: Path) -> ArmstraceError | None:
    try:
        add_file(case, source, received_name="register.csv", by="p-1")
    except ArmstraceError as error:
        return error
    return None


@pytest.mark.parametrize("only_once", [True, False])
@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("write", errno.ENOSPC),
        ("fsync", errno.EIO),
        ("replace", errno.EACCES),
        ("chmod", errno.EPERM),
        ("read", errno.EIO),
        ("mkdir", errno.ENOSPC),
        ("open", errno.EACCES),
    ],
)
def test_whichever_call_fails_the_file_is_in_or_out_never_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, only_once: bool
) -> None:
    source = tmp_path / "register.csv"
    source.write_bytes(CONTENT)
    refused = 0
    for left in range(40):
        case = tmp_path / f"case {left}"
        case.mkdir()
        append(case, "open", "p-1")
        failing = Failing(getattr(os, call), left, code, only_once)
        with monkeypatch.context() as patched:
            patched.setattr(os, call, failing)
            refusal = refusal_of(case, source)
        if refusal:
            refused += 1
            assert refusal.what
            assert refusal.where
            assert refusal.todo
        accepted = refusal is None
        report = verify_chain(case)
        assert report.ok
        assert report.torn == 0
        assert report.head.count == 1 + accepted
        stored = [path for path in (case / "exhibits").rglob("*") if path.is_file()]
        assert len(stored) == accepted
        if only_once or call != "open":
            assert [path for path in (case / "local").rglob("*") if path.suffix in {".part", ".tmp"}] == []
        # and once there is room again, everything works
        recover(case)
        assert add_file(case, source, received_name="register.csv", by="p-1").path.read_bytes() == CONTENT
        assert [each.state for each in check_fixity(case)] == [State.OK]
        assert len(exhibits(case)) == 1
        if not failing.failed:
            break
    assert refused > 0
    assert not failing.failed, "the call was tried everywhere it is used"


def test_a_limit_on_the_size_of_files_stops_the_copy(tmp_path: Path) -> None:
    said = run(tmp_path, 500_000, 900_000)
    assert "Copying the file into the case failed: the file is larger than" in said
    assert said.endswith("accepted 0\n")


def test_a_limit_on_the_size_of_files_stops_the_ledger(tmp_path: Path) -> None:
    said = run(tmp_path, 20_000, 900)
    assert "Writing into the ledger failed: " in said
    assert 10 < int(said.split()[-1]) < 100


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    path_of("unshare")
    disk = tmp_path / "disk"
    disk.mkdir()
    small_disk = ("unshare", "--mount", "--map-root-user", "sh", "-c", 'mount -t tmpfs -o size=2m t "$0" && exec "$@"')
    if subprocess.run([*small_disk, disk, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody make a small disk")
    said = run(disk, 0, 300_000, *small_disk, str(disk))
    assert "failed: the disk is full." in said
    assert 2 <= int(said.split()[-1]) <= 6


def test_a_stream_that_fails_says_which(tmp_path: Path) -> None:
    class Broken(BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(ArmstraceError, match="Reading the file failed") as caught:
        add_file(tmp_path, Broken(), received_name="tape\u202e", by="p-1")
    assert caught.value.where == "tape⟨U+202E⟩"
    assert list((tmp_path / "local" / "incoming").iterdir()) == []


def test_a_case_that_may_not_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ArmstraceError, match="permission was denied") as caught:
        add_file(tmp_path, BytesIO(b"x"), received_name="-", by="p-1")
    assert caught.value.where == str(tmp_path)
