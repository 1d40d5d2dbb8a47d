"""What a command did to the machine, as the system itself tells (strace): files written and opened, programs run."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from system_tools import cannot, path_of

PROGRAM = (sys.executable, "-c", "from armstrace.desk.cli.main import run; run()")
_CALLS = "trace=%network,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,symlink,symlinkat,link,linkat,execve"
_PATH = re.compile(r'(?:openat\([^,]+, |creat\(|mkdir(?:at\([^,]+, |\()|execve\()"([^"]+)"')
_TARGET = re.compile(r'(?:rename\w*|symlink(?:at)?|link(?:at)?)\(.*"([^"]+)"(?:, \w+)?\)\s+= 0')
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\bmkdir|\bcreat\(")
_ASKING = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\((?!.*AF_(?:UNIX|NETLINK))")


@dataclass(frozen=True, slots=True)
class Trace:
    """The calls of one command, and what it printed."""

    lines: tuple[str, ...] = ()
    code: int = 0
    out: str = ""
    err: str = ""
    written: frozenset[str] = field(default_factory=frozenset)
    opened: frozenset[str] = field(default_factory=frozenset)
    executed: frozenset[str] = field(default_factory=frozenset)
    asked: tuple[str, ...] = ()

    def written_outside(self, *allowed: Path) -> set[str]:
        """Give the paths it wrote that lie in none of these places."""
        here = tuple(f"{path}" for path in allowed)
        return {path for path in self.written if path.startswith("/") and not path.startswith((*here, "/dev/"))}


def traced(words: tuple[object, ...], cwd: Path, own: Mapping[str, str]) -> Trace:
    """Run armstrace under strace; the test is skipped where the system lets nobody be traced."""
    log = cwd / "trace.log"
    strace = [path_of("strace"), "-f", "--seccomp-bpf", "-qq", "-s", "400", "-o", str(log), "-e", _CALLS]
    command = [*strace, *PROGRAM, *map(str, words)]
    done = subprocess.run(
        command, env={**os.environ, **own}, cwd=cwd, capture_output=True, text=True, errors="replace", check=False
    )
    if "ptrace" in done.stderr.lower():
        cannot("this system lets nobody be traced")
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    held = [line for line in lines if " = -1" not in line]
    named = [(line, found[1]) for line in held if (found := _PATH.search(line))]
    moved = {found[1] for line in held if (found := _TARGET.search(line))}
    return Trace(
        tuple(lines), done.returncode, done.stdout, done.stderr,
        written=frozenset({path for line, path in named if _WRITING.search(line) and "execve(" not in line} | moved),
        opened=frozenset(path for line, path in named if "openat(" in line),
        executed=frozenset(path for line, path in named if "execve(" in line),
        asked=tuple(line for line in lines if _ASKING.search(line)),
    )  # fmt: skip
