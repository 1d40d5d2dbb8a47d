"""`armstrace serve` as its users start it: a process of its own on a case, its address, the processor time it took."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.web.accounts import passwords
from armstrace.desk.web.accounts.file import changing, new_account
from armstrace.desk.web.visitor import Role

PROGRAM = (sys.executable, "-c", "from armstrace.desk.cli.main import run; run()")
PASSWORD = "four plain words here"  # noqa: S105  # of accounts made here
BY = "p-desk"
"""Who works on a case that is served without accounts."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers; `said` is what it printed up to its address."""

    process: subprocess.Popen[str]
    port: int
    said: str

    @property
    def way_in(self) -> str:
        """The path with the one-time token."""
        return "/enter?token=" + self.said.partition("token=")[2].split()[0]

    def seconds(self) -> float:
        """Give the processor time it used so far, its ended children included."""
        held = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, held[11:15])) / _TICKS

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Stop it and give its exit code."""
        self.process.send_signal(by)
        code = self.process.wait(60)
        if self.process.stdout:
            self.process.stdout.close()
        return code


@contextmanager
def server(root: Path, *words: str | Path) -> Iterator[Server]:
    """Serve a case for as long as the block lasts, unless it was stopped before."""
    made = start(root, *words)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.stop()


def start(root: Path, *words: str | Path) -> Server:
    """Start to serve a case, and wait until it says where."""
    command = [*PROGRAM, "serve", "--case", str(root), "--no-browser", *map(str, words)]
    told = {**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "400", "ARMSTRACE_BY": BY}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=told)
    said = _read_until(process, "Ctrl-C ends it")
    found = re.search(r"port (\d+)", said) or re.search(r"127\.0\.0\.1:(\d+)/enter", said)
    if found is None:
        raise ChildProcessError(f"it did not say where: {said}")
    return Server(process, int(found[1]), said)


def _read_until(process: subprocess.Popen[str], words: str) -> str:
    said = ""
    while words not in said:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise ChildProcessError(f"it ended before it said {words!r}: {said}")
        said += line
    return said


def make_accounts(path: Path, roles: Sequence[tuple[str, Role]]) -> dict[str, str]:
    """Make accounts with one password, and give the id of each."""
    kept = passwords.hashed(PASSWORD)
    with changing(path) as accounts:
        for name, role in roles:
            accounts[name] = new_account(accounts, name, role, kept)
        return {name: accounts[name].by for name, _ in roles}
