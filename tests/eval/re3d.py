"""Weapons and platforms found in re3d, the labelled news and government texts on Syria and Iraq (Dstl).

Overlap F1 per label, as a row of numbers; both halves of the documents apart, since the even half was looked at while
the tables were written. Run as a script, with ../shared beside the checkout:

    PYTHONPATH=src python tests/eval/re3d.py
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from armstrace.gazetteer.weapons import find_weapons_named

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "re3d"
LABELS = ("Weapon", "MilitaryPlatform")
HALVES = ("even", "odd")
Span = tuple[int, int]


@dataclass
class Tally:
    """Counts behind one overlap F1."""

    gold: int = 0
    gold_met: int = 0
    found: int = 0
    found_met: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        precision = self.found_met / self.found if self.found else 0.0
        recall = self.gold_met / self.gold if self.gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def lines(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def gold_of(folder: Path, texts: dict[str, str]) -> dict[tuple[str, str], list[Span]]:
    """Spans per document and label; where the text is not the labelled value the offsets are of another text."""
    gold: dict[tuple[str, str], list[Span]] = {}
    for entity in lines(folder / "entities.json"):
        document, label = str(entity["documentId"]), str(entity["type"])
        start, end = int(str(entity["begin"])), int(str(entity["end"]))
        if label in LABELS and texts.get(document, "")[start:end] == entity["value"]:
            gold.setdefault((document, label), []).append((start, end))
    return gold


def found_in(text: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {label: [] for label in LABELS}
    for weapon in find_weapons_named(text):
        if weapon.kind:
            label = "MilitaryPlatform" if weapon.kind == "platform" else "Weapon"
            found[label].append((weapon.start, weapon.end))
    return found


def meets(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def measure(data: Path = DATA) -> dict[tuple[str, str], Tally]:
    """Tallies per label and half ("even", "odd", "all")."""
    tallies = {(label, half): Tally() for label in LABELS for half in (*HALVES, "all")}
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        texts = {str(row["_id"]): str(row["text"]) for row in lines(folder / "documents.json")}
        gold = gold_of(folder, texts)
        for place, document in enumerate(sorted(texts)):
            found = found_in(texts[document])
            for label in LABELS:
                spans = gold.get((document, label), [])
                for half in (HALVES[place % 2], "all"):
                    add(tallies[label, half], texts[document], spans, found[label])
    return tallies


def add(tally: Tally, text: str, gold: list[Span], found: list[Span]) -> None:
    tally.gold += len(gold)
    tally.found += len(found)
    tally.gold_met += sum(meets(span, found) for span in gold)
    tally.found_met += sum(meets(span, gold) for span in found)
    tally.wrong += [
        f"missed {text[a - 30 : a]}[{text[a:b]}]{text[b : b + 20]}" for a, b in gold if not meets((a, b), found)
    ]
    tally.wrong += [
        f"false {text[a - 30 : a]}[{text[a:b]}]{text[b : b + 20]}" for a, b in found if not meets((a, b), gold)
    ]


def row(data: Path = DATA) -> str:
    """One line: label, half, labels, overlap F1."""
    if not data.is_dir():
        return "re3d: not run (no ../shared/data/re3d)"
    parts = [f"{label} {half} n={it.gold} F1={it.f1:.3f}" for (label, half), it in measure(data).items()]
    return "re3d: " + "; ".join(parts)


if __name__ == "__main__":
    print(row())
