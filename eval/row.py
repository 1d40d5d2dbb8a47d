"""One line of a table of quality: what was measured on how much, what was reached, and what it is held against."""

from dataclasses import dataclass
from pathlib import Path

NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Row:
    """A measure. `reached` is "not run" where its set is not here: a figure is never carried over from another day."""

    measure: str
    count: str
    reached: str
    baseline: str = ""
    target: str = ""

    @property
    def cells(self) -> list[str]:
        """The line as printed."""
        return [self.measure, self.count, self.baseline, self.target, self.reached]


HEADINGS = ["measure", "labelled", "baseline", "target", "reached"]


def missing(measure: str, where: Path | str) -> Row:
    """Say that a set is not here."""
    return Row(measure, "", f"{NOT_RUN}: {where} is not here")
