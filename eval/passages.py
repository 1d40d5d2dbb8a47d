"""Labelled texts in the reading schema: scored by the pack's own program."""

import importlib.util
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from eval import report
from eval.engine import items
from eval.row import Row, missing

TARGET = "F1 >= 0.75"
Scored = dict[str, Any]


def bench(name: str) -> Path | None:
    """Give a set that may not be shipped: a folder of $BENCH, None where it is not here."""
    root = os.environ.get("BENCH", "")
    path = Path(root) / name
    return path if root and path.exists() else None


def scorer(pack: Path) -> ModuleType:
    """Load the pack's own scoring program."""
    spec = importlib.util.spec_from_file_location("score_reading", pack / "score_reading.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(gold_file: Path, program: ModuleType) -> Scored:
    """Read the texts of a labelled set and score what was read."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    found = []
    for document in gold["documents"]:
        text = (gold_file.parent / document["doc"]).read_bytes().decode("utf-8")
        found += items(text, date.fromisoformat(document["published"]), document["doc"])
    scored: Scored = program.score(gold, found)
    return scored


def rows(title: str, scored: Scored) -> Iterator[Row]:
    """Give the lines of a scored set: each type, all of them, the headline fields and the traps."""
    for name, modes in [*scored["types"].items(), ("all types (micro)", scored["micro"])]:
        strict = modes["strict"]
        labelled = strict["tp"] + strict["fn"]
        if labelled or strict["fp"]:
            figures = " ".join(
                f"{letter} {value:.3f}" if value is not None else f"{letter} -"
                for letter, value in (("P", strict["precision"]), ("R", strict["recall"]), ("F1", strict["f1"]))
            )
            target = TARGET if name.startswith("all") else ""
            yield Row(
                f"{title}: {name}", str(labelled), f"{strict['tp']} found, {strict['fp']} false; {figures}", "", target
            )
    fields = ", ".join(f"{name} {right}/{of}" for name, (right, of) in scored["headline_fields"].items() if of)
    yield Row(f"{title}: fields of what was found", "", fields)
    traps = scored["must_not"]
    yield Row(f"{title}: traps", str(traps["count"]), f"{traps['hit']} taken", "", "0")


def own_articles() -> Path:
    """Give the folder of the sets that were written for this project."""
    return report.ROOT / "tests" / "reading" / "sets"


def all_rows(pack: Path) -> Iterator[tuple[str, list[Row]]]:
    """Score every labelled set that is here, with its heading."""
    program = scorer(pack)
    sets: list[tuple[str, Path | None]] = [
        ("the founding article (seen)", pack / "seed" / "gold.json"),
        ("ten passages (seen)", pack / "gold.json"),
        ("own articles, half that was looked at", own_articles() / "articles" / "gold_dev.json"),
        ("own articles, half kept aside", own_articles() / "articles" / "gold_test.json"),
        ("own articles, second set (seen)", own_articles() / "articles2" / "gold.json"),
        ("wiki passages that were looked at", (found := bench("held_dev")) and found / "gold.json"),
        ("wiki passages kept aside", (found := bench("held_out")) and found / "gold.json"),
    ]
    for title, gold in sets:
        if gold is None or not gold.exists():
            yield title, [missing(title, "$BENCH")]
        else:
            yield title, list(rows(title, score(gold, program)))
