"""Weapons and platforms in re3d, the labelled news and government texts on Syria and Iraq (Dstl, 2017).

Overlap F1 per label. The texts stay outside the project: $BENCH/re3d (all seven sources), else ../shared/data/re3d
(the four that are there). The documents at even places were looked at while the tables were written, those at odd
places never. re3d defines a Weapon and a MilitaryPlatform as things, so two rules hold for both sides alike: an act of
attack ("airstrikes", "rocket fire") is no thing, only the weapon named in it is; and a label whose own confidence is
below one half (the annotators leaned to another) counts neither as missed nor against what was found there. The lines
"as labelled" are without both rules.
`python -m eval.re3d [--show]`.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from armstrace.gazetteer.weapons import WeaponName, find_weapons_named, weapon_entries
from armstrace.gazetteer.written_forms import plural
from eval import report
from eval.passages import bench
from eval.row import Row, missing

LABELS = ("Weapon", "MilitaryPlatform")
TARGETS = {"Weapon": "F1 >= .80", "MilitaryPlatform": "F1 >= .75"}
HALVES = {"all": "all", "even": "even places, worked on", "odd": "odd places, kept aside"}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the labelled spans that count per label, and those that count neither way."""

    text: str
    gold: dict[str, list[Span]]
    aside: dict[str, list[Span]]


@dataclass(slots=True)
class Tally:
    """Counts behind one overlap F1."""

    gold: int = 0
    gold_met: int = 0
    found: int = 0
    found_met: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = self.found_met / max(1, self.found), self.gold_met / max(1, self.gold)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def lines(path: Path) -> Iterator[dict[str, object]]:
    """Read a file of one JSON object a line."""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


@cache
def act_heads() -> frozenset[str]:
    """Give the words on which the names of acts end in armstrace's own table: "strikes", "bombardment", "fire"."""
    heads = {entry.name.split()[-1].lower() for entry in weapon_entries() if entry.platform_class == "attack"}
    return frozenset(heads | {plural(head) for head in heads})


def is_act(printed: str) -> bool:
    """Tell "missile strikes" and "suicide bombing" from the names of things."""
    words = printed.lower().split()
    return bool(words) and words[-1] in act_heads()


def documents(folder: Path, *, as_labelled: bool) -> list[Document]:
    """Read one source in the order of its identifiers; a label that is not what stands there is of another text."""
    texts = {str(row["_id"]): str(row["text"]) for row in lines(folder / "documents.json")}
    read = {
        name: Document(text, {label: [] for label in LABELS}, {label: [] for label in LABELS})
        for name, text in sorted(texts.items())
    }
    for entity in lines(folder / "entities.json"):
        name, label, value = (str(entity[key]) for key in ("documentId", "type", "value"))
        span = int(str(entity["begin"])), int(str(entity["end"]))
        if label in LABELS and name in read and read[name].text[slice(*span)] == value:
            document = read[name]
            doubtful = float(str(entity.get("confidence", 1))) < 0.5
            if as_labelled or not (doubtful or (label == "Weapon" and is_act(value))):
                document.gold[label].append(span)
                continue
            for either in LABELS if doubtful else (label,):
                document.aside[either].append(span)
    return list(read.values())


def found_in(text: str, *, as_labelled: bool) -> dict[str, list[Span]]:
    """Find weapons and platforms and give them re3d's labels by their kind."""
    found: dict[str, list[Span]] = {label: [] for label in LABELS}
    for weapon in find_weapons_named(text):
        for label, span in [labelled(weapon)] if as_labelled else things(weapon):
            found.get(label, []).append(span)
    return found


def labelled(weapon: WeaponName, start: int = 0) -> tuple[str, Span]:
    """Give the label and place of what was found; what has only a designation's shape has none."""
    label = {"": "", "platform": "MilitaryPlatform"}.get(weapon.kind, "Weapon")
    return label, (start + weapon.start, start + weapon.end)


def things(weapon: WeaponName, start: int = 0) -> Iterator[tuple[str, Span]]:
    """Give the thing that was found, or the things named before the head of an act: "mortar" of "mortar attack"."""
    if not weapon.generic or not is_act(weapon.name):
        yield labelled(weapon, start)
        return
    for part in find_weapons_named(weapon.printed.rpartition(" ")[0]):
        yield from things(part, start + weapon.start)


def meets(span: Span, others: list[Span]) -> bool:
    """Tell whether a span overlaps one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def measure(data: Path, *, as_labelled: bool = False) -> dict[tuple[str, str], Tally]:
    """Tallies per label and half ("even", "odd", "all")."""
    tallies = {(label, half): Tally() for label in LABELS for half in HALVES}
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        for place, document in enumerate(documents(folder, as_labelled=as_labelled)):
            found = found_in(document.text, as_labelled=as_labelled)
            for label in LABELS:
                for half in ("odd" if place % 2 else "even", "all"):
                    add(tallies[label, half], document, label, found[label])
    return tallies


def add(tally: Tally, document: Document, label: str, found: list[Span]) -> None:
    """Add one document to the counts."""
    gold, text = document.gold[label], document.text
    counted = [span for span in found if meets(span, gold) or not meets(span, document.aside[label])]
    tally.gold += len(gold)
    tally.found += len(counted)
    tally.gold_met += sum(meets(span, found) for span in gold)
    tally.found_met += sum(meets(span, gold) for span in counted)
    errors = [("missed", span) for span in gold if not meets(span, found)]
    errors += [("false", span) for span in counted if not meets(span, gold)]
    tally.wrong += [f"{how} {text[max(0, a - 30) : a]}[{text[a:b]}]{text[b : b + 20]}" for how, (a, b) in errors]


def folder_of_re3d() -> Path | None:
    """Give the folder with the texts, None where they are not here."""
    return bench("re3d") or report.shared("data/re3d")


def rows() -> Iterator[Row]:
    """Give the lines of the table: both labels, both halves, and all documents with the labels just as they are."""
    folder = folder_of_re3d()
    if folder is None:
        yield missing("re3d", "$BENCH/re3d")
        return
    tallies = measure(folder)
    for (label, half), tally in tallies.items():
        yield _row(f"re3d {label} ({HALVES[half]})", tally, TARGETS[label])
    for (label, half), tally in measure(folder, as_labelled=True).items():
        if half == "all":
            yield _row(f"re3d {label} (all, as labelled)", tally)


def _row(measured: str, tally: Tally, target: str = "") -> Row:
    precision, recall, f1 = tally.rates
    return Row(measured, str(tally.gold), f"overlap P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", "", target)


def main() -> None:
    """Print the table and, with --show, every error on the documents at even places."""
    for each in rows():
        print(" | ".join(each.cells))
    folder = folder_of_re3d()
    if folder and "--show" in sys.argv:
        for (label, half), tally in measure(folder).items():
            if half == "even":
                print(f"{label}:", *(" ".join(line.split()) for line in tally.wrong), sep="\n  ")


if __name__ == "__main__":
    main()
