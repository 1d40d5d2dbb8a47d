"""Many additions and judgements with kills at random moments: `python -m bench.long_run [ACTS] [KILLS] [SEED]`.

A process takes files in and writes judgements down, and tells each act only once it was accepted; it is killed at
random moments and another goes on. At the end every act that was told stands in the ledger, in order, the chain holds,
and an act takes as long as at the beginning. Memory grows where a case is opened: that follows its whole ledger.
"""

import io
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.case import CASE_FILE, open_case
from armstrace.evidence import ledger
from armstrace.evidence.chain import verify_chain
from armstrace.evidence.people import actor

ACTS, KILLS = 100_000, 200
_CHILD = "--acting"


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run: acts that were told, kills, lines of the ledger, and how an act's cost changed."""

    told: int
    kills: int
    lines: int
    lost: int
    chain_holds: bool
    first_ms: float
    last_ms: float
    most_mib: int


def acting(case: Path, first: int, count: int) -> None:
    """Add and judge in turn, telling each act that was accepted: its number, processor milliseconds, memory in MiB."""
    opened = open_case(case)
    for number in range(first, first + count):
        begun = time.process_time()
        if number % 2:
            named = opened.add(io.BytesIO(f"statement {number}\n".encode()), name=f"statement-{number}.txt").sha256
        else:
            ledger.append(case, "accept", opened.by, claim=f"claim:{number:024x}", exhibit=f"{number:064x}", words="x")
            named = f"claim:{number:024x}"
        cost = (time.process_time() - begun) * 1000
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        os.write(1, (json.dumps([number, named, round(cost, 3), most]) + "\n").encode())


def run(case: Path, acts: int, kills: int, seed: int) -> Ran:
    """Let processes act until all is done, killing them at random acts, and look at what is left."""
    case.mkdir()
    (case / CASE_FILE).write_text('title = "A long run"\n', encoding="utf-8")
    ledger.append(case, "open", actor(case), title="A long run")
    draw = random.Random(seed)
    deadly = sorted(draw.sample(range(1, acts), min(kills, acts - 1)))
    told: list[tuple[int, str, float, int]] = []
    killed = 0
    while not told or told[-1][0] + 1 < acts:
        first = told[-1][0] + 1 if told else 0
        # the number told is one act behind the one in hand: the kill comes in the middle of some act
        until = next((at for at in deadly if at > first), -1)
        killed += _acted(case, first, acts - first, until, told)
    open_case(case)  # puts right what the last kill left
    lines = ledger.read_lines(case)
    stand = {str(each.payload.get("sha256") or each.payload.get("claim")) for each in lines}
    costs = [cost for _, _, cost, _ in told]
    tenth = max(1, len(costs) // 10)
    return Ran(
        told=len(told),
        kills=killed,
        lines=len(lines),
        lost=sum(named not in stand for _, named, _, _ in told),
        chain_holds=verify_chain(case).ok,
        first_ms=statistics.median(costs[:tenth]),
        last_ms=statistics.median(costs[-tenth:]),
        most_mib=max(most for *_, most in told),
    )


def _acted(case: Path, first: int, count: int, until: int, told: list[tuple[int, str, float, int]]) -> bool:
    """Let one process act until it ends or told of the act `until`; then it is killed.

    Raises:
        ChildProcessError: it ended before that by itself.
    """
    words = [sys.executable, "-m", "bench.long_run", _CHILD, str(case), str(first), str(count)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    assert process.stdout is not None
    for raw in process.stdout:
        if not raw.endswith(b"\n"):
            break
        number, named, cost, most = json.loads(raw)
        told.append((number, named, cost, most))
        if number == until:
            os.kill(process.pid, signal.SIGKILL)
    process.stdout.close()
    code = process.wait()
    if code not in {0, -signal.SIGKILL}:
        raise ChildProcessError(f"An act failed (exit {code}).")
    return code == -signal.SIGKILL


def main() -> int:
    """Run and tell."""
    acts, kills, seed = _asked()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        ran = run(Path(folder) / "case", acts, kills, seed)
    print(
        f"{ran.told:,} acts, {ran.kills} kills, {ran.lines:,} lines, {ran.lost} lost; the chain "
        f"{'holds' if ran.chain_holds else 'is BROKEN'}; an act took {ran.first_ms:.2f} ms of processor time in the "
        f"first tenth, {ran.last_ms:.2f} ms in the last; {ran.most_mib} MiB at most; {time.monotonic() - begun:.0f} s"
    )
    return 0 if ran.chain_holds and not ran.lost else 1


def _asked() -> tuple[int, int, int]:
    given = [int(each) for each in sys.argv[1:4]]
    acts, kills, seed = [*given, *(ACTS, KILLS, 2020)[len(given) :]]
    return acts, kills, seed


if __name__ == "__main__":
    if sys.argv[1:2] == [_CHILD]:
        acting(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main())
