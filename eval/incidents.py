"""Grouping of incidents against labelled pairs of the shared file: python -m eval.incidents [-v].

A labelled pair that is "same" should be in one event, one that is "different" should not; "unsure" pairs count neither
way. Each stratum stands for its share of all candidate pairs: `weighted` figures are for the whole file.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.events.grouping import Grouped
from armstrace.records.kinds import Incident
from eval import incident_sample as sample

LABELS = Path(__file__).parent / "labels" / "incident_pairs.csv"
SET = "$SHARED/data/incidents"


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair, the stratum it was drawn from, and how many candidates it stands for."""

    left: str
    right: str
    label: str
    stratum: sample.Stratum
    weight: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What the grouping makes of the pairs: counts, and the same weighted by strata."""

    right: int
    wrong: int
    missed: int
    weighted_precision: float
    weighted_recall: float
    suggested: int

    @property
    def precision(self) -> float:
        """Of the pairs put together, the share labelled same."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the pairs labelled same, the share put together."""
        return self.right / max(1, self.right + self.missed)


def labelled(shared: Path) -> list[Pair]:
    """Read the labels, each with the stratum it was drawn from."""
    entries = sample.entries(shared)
    drawn = {(one.number, other.number): stratum for stratum, one, other in sample.drawn(entries)}
    size, taken = sample.strata(entries), Counter(drawn.values())
    with LABELS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Pair(row["left"], row["right"], row["label"], stratum, size[stratum] / taken[stratum])
        for row in rows
        if (stratum := drawn.get((row["left"], row["right"])))
    ]


def incidents(shared: Path) -> list[Incident]:
    raise NotImplementedError


def measured(pairs: Sequence[Pair], grouped: Grouped, numbers: Mapping[str, str]) -> Measured:
    """Count; `numbers` gives the entry's number for an incident's key."""
    event_of = {numbers[key]: place for place, event in enumerate(grouped.events) for key in event.inputs}
    near = {frozenset((numbers[link.left], numbers[link.right])) for event in grouped.events for link in event.near}
    together = [pair for pair in pairs if event_of[pair.left] == event_of[pair.right]]
    right = [pair for pair in together if pair.label == "same"]
    wrong = [pair for pair in together if pair.label == "different"]
    missed = [pair for pair in pairs if pair.label == "same" and pair not in together]
    weight = {name: sum(pair.weight for pair in found) for name, found in (("r", right), ("w", wrong), ("m", missed))}
    return Measured(
        len(right),
        len(wrong),
        len(missed),
        weight["r"] / max(1.0, weight["r"] + weight["w"]),
        weight["r"] / max(1.0, weight["r"] + weight["m"]),
        sum(frozenset((pair.left, pair.right)) in near for pair in missed),
    )
