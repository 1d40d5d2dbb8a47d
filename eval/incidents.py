"""Grouping of incidents against labelled pairs of the shared file: python -m eval.incidents [-v].

A labelled pair that is "same" should be in one event, one that is "different" should not; "unsure" pairs count neither
way. Each stratum stands for its share of all candidate pairs: `weighted` figures are for the whole file.
"""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.case import new_case
from armstrace.desk.incidents.gather import incidents_of
from armstrace.events.grouping import Grouped, group
from armstrace.records.kinds import Incident
from eval import incident_sample as sample
from eval.row import Row, missing

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
    """Read the shared incidents as a case does, tags and sources in their places."""
    with tempfile.TemporaryDirectory() as scratch:
        case = new_case(Path(scratch) / "case", title="eval", said_by="p-1")
        for path in sorted(shared.glob("*.json")):
            outcome = case.read(case.add(path))
            if outcome.refused:
                raise ValueError(outcome.refused)
        found = incidents_of(case)
        case.tables.close()
    return found


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


def rows() -> list[Row]:
    """Give the lines of the table."""
    shared = sample.folder()
    if shared is None:
        return [missing("grouping of incidents", SET)]
    found = incidents(shared)
    numbers = {each.key: each.number for each in found}
    pairs = labelled(shared)
    grouped = group(found)
    told = measured(pairs, grouped, numbers)
    labels = Counter(pair.label for pair in pairs)
    count = f"{labels['same']} same, {labels['different']} different, {labels['unsure']} unsure"
    events = f"{len(found):,} incidents, {len(grouped.events):,} events"
    return [
        Row("incidents grouped: precision", count, f"{told.precision:.1%} ({told.wrong} wrong)", "", ">= 85 %"),
        Row("incidents grouped: recall", count, f"{told.recall:.1%} ({told.missed} missed)", "", ">= 85 %"),
        Row("the same, weighted to all candidate pairs", events, _weighted(told)),
        Row("missed, but listed as near with the reason", str(told.missed), str(told.suggested)),
    ]


def _weighted(told: Measured) -> str:
    return f"precision {told.weighted_precision:.1%}, recall {told.weighted_recall:.1%}"


def main() -> int:
    """Print the table; with -v what was put together wrongly or missed, by the entries' numbers."""
    for row in rows():
        sys.stdout.write(f"{' | '.join(row.cells)}\n")
    shared = sample.folder()
    if "-v" in sys.argv and shared is not None:
        found = incidents(shared)
        event_of = {
            each.number: place
            for place, event in enumerate(group(found).events)
            for each in found
            if each.key in event.inputs
        }
        for pair in labelled(shared):
            together = event_of[pair.left] == event_of[pair.right]
            if together != (pair.label == "same") and pair.label != "unsure":
                sys.stdout.write(f"{pair.left} {pair.right} {pair.label} {pair.stratum}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
