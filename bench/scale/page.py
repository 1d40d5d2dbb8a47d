"""docs/scale.md: what was measured, what is assumed, and what follows."""

from dataclasses import dataclass

from bench.scale.articles import Cost
from bench.scale.engines import Run
from bench.scale.stages import Stages


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured."""

    points: int
    archive_bytes: int
    begun_s: float
    load: float
    steps: Stages
    runs: list[Run]
    costs: list[Cost]


def write(found: Measured) -> None:
    """Write the page."""
