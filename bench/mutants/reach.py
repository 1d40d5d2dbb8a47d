"""Which tests run which lines: measured once for a room, then every fault is given only the tests that reach it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from bench.mutants import tests
from bench.mutants.copy import TREE
from bench.mutants.faults import Fault

# the tests written for each room: its own, and those that ask it questions
ROOMS: dict[str, tuple[str, ...]] = {
    "records": ("tests/records", "src/armstrace/records", "tests/tables", "tests/sources"),
    "evidence": ("tests/evidence", "src/armstrace/evidence", "tests/court"),
    "checks": ("tests/proofs", "src/armstrace/checks"),
    "chain": ("tests/chain", "src/armstrace/chain"),
}
# a fault is given no more than this of tests, the quickest first
MOST_S = 20.0


@dataclass(frozen=True, slots=True)
class Reach:
    """The tests of a room: the lines of each module that each runs, and how long each takes."""

    lines: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]

    def tests_for(self, module: str, fault: Fault) -> list[str]:
        """Give the tests that run the fault's lines; of what runs on import, those that run anything of the module."""
        runs = self.lines.get(module, {})
        within = (runs[line] for line in runs if fault.at_import or fault.first <= line <= fault.last)
        return self._quickest({test for tests_of in within for test in tests_of})

    def _quickest(self, names: Iterable[str]) -> list[str]:
        chosen: list[str] = []
        spent = 0.0
        for name in sorted(names, key=lambda each: (self.seconds.get(each, 0.0), each)):
            spent += self.seconds.get(name, 0.0)
            if spent > MOST_S and chosen:
                break
            chosen.append(name)
        return chosen


def measured(room: str) -> Reach:
    """Run all tests of a room in the copy, once, and keep which line each ran."""
    data = TREE.parent / f"coverage-{room}"
    data.unlink(missing_ok=True)
    quiet = ["--cov-context=test", "--cov-report=", "--cov-config=/dev/null"]
    words = [*ROOMS[room], f"--cov=src/armstrace/{room}", *quiet]
    os.environ["COVERAGE_FILE"] = str(data)
    told = tests.run(TREE, words, cpu_s=3000, wall_s=6000)
    if told.code != 0:
        raise SystemExit(f"The tests of {room} fail without any fault: {told.failed or told}")
    return Reach(_lines(data, told.seconds), told.seconds)


def _lines(data: Path, seconds: dict[str, float]) -> dict[str, dict[int, list[str]]]:
    """Turn coverage's contexts into tests; what prepares a test prepares all of its file."""
    kept = CoverageData(basename=str(data))
    kept.read()
    of_file: dict[str, list[str]] = {}
    for name in seconds:
        of_file.setdefault(name.split("::")[0], []).append(name)
    found: dict[str, dict[int, list[str]]] = {}
    for path in kept.measured_files():
        module = str(Path(path).relative_to(TREE))
        lines: dict[int, list[str]] = {}
        for line, contexts in kept.contexts_by_lineno(path).items():
            names: set[str] = set()
            for context in filter(None, contexts):
                name, _, phase = context.rpartition("|")
                names.update([name] if phase == "run" else of_file.get(name.split("::")[0], []))
            lines[line] = sorted(names & seconds.keys())
        found[module] = lines
    return found
