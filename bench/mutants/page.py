"""docs/mutation.md: what was run, and every fault that no test noticed."""

from dataclasses import dataclass

from bench.mutants.copy import FOLDER, ROOT
from bench.mutants.faults import Fault

PAGE = ROOT / "docs" / "mutation.md"
RESULTS = FOLDER / "results"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault: noticed, survived, late (its time ran out: noticed too) or unreached by any test."""

    room: str
    module: str
    fault: Fault
    state: str
    noticed_by: str
    tests: int


def keep(room: str, text: str) -> None:
    """Keep the outcome of a room until the page is written."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{room}.json").write_text(text, encoding="utf-8")


def write() -> None:
    """Placeholder until the page is designed."""
