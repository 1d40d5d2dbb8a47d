"""What the measuring programs share: one line of the table, and timing in fresh processes."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
PROBE = Path(__file__).with_name("probe.py")
ARMSTRACE = Path(sys.executable).with_name("armstrace")


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: what, how much, the bound it is held against (None: for information)."""

    what: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def cells(self) -> list[str]:
        """The line as printed."""
        digits = 0 if self.unit == "MB" else 2
        kept = "" if self.bound is None else ("yes" if self.value < self.bound else "NO")
        bound = "" if self.bound is None else f"< {self.bound:g} {self.unit}"
        return [self.what, f"{self.value:.{digits}f} {self.unit}", bound, kept]


def clock(command: Sequence[str | Path]) -> float:
    """Time a command from start to end, in seconds; the median of several runs."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def probe(*words: str | Path) -> dict[str, float]:
    """Run the probe in fresh processes; gives the medians of what it tells."""
    told = []
    for _ in range(RUNS):
        command = [sys.executable, str(PROBE), *(str(word) for word in words)]
        told.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return {name: statistics.median(each[name] for each in told) for name in told[0]}
