"""Kills `armstrace add` at random moments, again and again: `python killed_while_adding.py CASE FOLDER TIMES SEED`.

It imports what the commands do once and forks, so that each moment lies in the work and not in starting Python. After
each kill the case is verified by a process of its own. It prints a JSON line for each kill: the exit code of `verify`,
what the ledger was before and is now.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from armstrace.desk.cli.main import _run


def main() -> None:
    """Kill, verify, tell."""
    case, folder, times, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    for name in loaded(next(Path(folder).iterdir())):
        with contextlib.suppress(ImportError):  # some are no modules of files
            importlib.import_module(name)
    run("sources")
    gc.freeze()  # or each child looks through all that was imported, and copies it
    moments = random.Random(seed)  # noqa: S311  # no secret hangs on it
    longest = 0.2
    for _ in range(times):
        before = (case / "ledger.jsonl").read_bytes()
        started = time.monotonic()
        pid = forked("add", folder, "--case", str(case))
        time.sleep(moments.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        code = ended(pid)
        # whoever came to an end shows how long the work takes
        longest = min(longest, time.monotonic() - started) if code == 0 else longest * 1.05
        verified = ended(forked("verify", "--case", str(case)))
        after = (case / "ledger.jsonl").read_bytes()
        told = {"killed": code != 0, "verified": verified, "kept": after.startswith(whole_lines(before))}
        print(json.dumps({**told, "lines": after.count(b"\n")}), flush=True)


def loaded(file: Path) -> list[str]:
    """Give the modules that both commands load, told by a child: what they start besides stays out of this process."""
    out, into = os.pipe()
    with tempfile.TemporaryDirectory() as apart:
        case = f"{apart}/case"
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                code = run("new", case) or run("add", str(file), "--case", case) or run("verify", "--case", case)
                with os.fdopen(into, "w") as told:
                    told.write("\n".join(sys.modules))
            finally:
                os._exit(code)
        os.close(into)
        with os.fdopen(out) as told:
            names = told.read().splitlines()
        assert ended(pid) == 0
    return names


def forked(*words: str) -> int:
    """Run a command in a child of this process."""
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = run(*words)
        finally:
            os._exit(code)
    return pid


def run(*words: str) -> int:
    """Run a command in this process; what it prints is not wanted."""
    sys.argv = ["armstrace", *words]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return _run()


def ended(pid: int) -> int:
    """Wait for a child and give its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def whole_lines(ledger: bytes) -> bytes:
    """Leave away a line that was cut in two: it was never accepted."""
    return ledger[: ledger.rfind(b"\n") + 1]


if __name__ == "__main__":
    main()
