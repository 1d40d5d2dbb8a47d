"""Threats 12 and 2: packing and verifying write nothing outside the case and the output, and connect to nobody."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from armstrace.desk.case import Case
from system_tools import cannot, path_of

PROGRAM = (sys.executable, "-c", "from armstrace.desk.cli.main import run; run()")
WRITES = re.compile(
    r'(?:openat\([^,]+, |creat\(|mkdir(?:at\([^,]+, |\()|symlink(?:at)?\("[^"]*", |rename\w*\()"([^"]+)"'
)


def test_nothing_is_written_elsewhere_and_nobody_is_asked(case: Case, tmp_path: Path) -> None:
    strace = path_of("strace")
    root = Path(shutil.copytree(case.root, tmp_path / "case"))
    private = tmp_path / "private"
    private.mkdir()
    own = {**os.environ, "TMPDIR": str(private), "HOME": str(tmp_path / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    for words in (("bundle", tmp_path / "out", "--case", root), ("verify", tmp_path / "out")):
        log = tmp_path / "log"
        traced = [strace, "-f", "-qq", "-s", "400", "-o", str(log), "-e", "trace=%network,openat,creat,mkdir,mkdirat"]
        done = subprocess.run(
            [*traced, *PROGRAM, *map(str, words)], env=own, capture_output=True, text=True, check=False
        )
        if "ptrace" in done.stderr.lower():
            cannot("this system lets nobody be traced")
        assert done.returncode == 0, done.stderr
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        assert [line for line in lines if re.search(r"\bconnect\(|\bsendto\(", line) and "AF_UNIX" not in line] == []
        written = {found[1] for line in lines if _is_writing(line) and (found := WRITES.search(line))}
        allowed = (str(root), str(tmp_path / "out"), str(private), str(tmp_path / ".armstrace-"), "/dev/")
        assert {path for path in written if path.startswith("/") and not path.startswith(allowed)} == set()
    assert list(private.iterdir()) == [], "the private folder is gone"
    assert not (tmp_path / "home").exists()


def _is_writing(line: str) -> bool:
    return " = -1" not in line and bool(re.search(r"O_WRONLY|O_RDWR|O_CREAT|\bmkdir|\bcreat\(", line))
